"""What is known of an entity is told from its own side, with the best words first."""

from __future__ import annotations

import networkx as nx
import pytest
from any_graph import graphs, unhurried
from fibre_week import DAY_ONE, TALK, sample_graph
from hypothesis import given

from talkgraph.graph import Graph
from talkgraph.model import ENDS, Predicate
from talkgraph.questions.show import INVERSE, show
from talkgraph.questions.surroundings import surroundings

WEEK = sample_graph()


def told(key: str) -> list[tuple[str, str]]:
    return [(relation.phrase, relation.name) for relation in show(WEEK, key).relations]


def test_relations_are_told_from_both_sides() -> None:
    assert told("person:ann-lee") == [
        ("gave", "Looms: 10 Years of \\Weft\\"),
        ("works on", "Weft"),
        ("is with", "Threadworks"),
    ]
    assert told(TALK) == [
        ("was given by", "Ann Lee"),
        ("was presented at", "LoomConf 2019"),
        ("is about", "Weft"),
        ("is about", "testing"),
    ]
    assert told("project:warp") == [("has the part", "Weft"), ("uses", "Heddle")]


def test_a_symmetric_relation_reads_the_same_from_both_ends() -> None:
    assert ("was co-located with", "LoomConf 2019") in told("event:shuttle-day")
    assert ("was co-located with", "Shuttle Day") in told("event:loomconf-2019")


def test_every_predicate_has_a_phrase_for_both_directions() -> None:
    assert set(INVERSE) == set(ENDS) == set(Predicate)
    assert all(INVERSE.values())


def test_quotes_are_exact_and_the_most_certain_comes_first() -> None:
    (about,) = [relation for relation in show(WEEK, TALK).relations if relation.other == "project:weft"]
    assert [(quote.rule, quote.confidence) for quote in about.quotes] == [("title", 0.9), ("told after", 0.5)]
    assert {DAY_ONE.text[q.start : q.start + len(q.quote)] for q in about.quotes} == {about.quotes[0].quote}
    assert about.quotes[0].where == "trips/2019/day-one.md"


def test_lines_stand_where_they_are_known() -> None:
    profile = show(WEEK, "person:ann-lee", lambda document, offset: 7 if document == DAY_ONE.id else None)
    assert {quote.where for relation in profile.relations for quote in relation.quotes} == {"trips/2019/day-one.md:7"}
    assert [quote.where for quote in profile.mentions] == ["trips/2019/day-one.md:7", "trips/2019/tag zwei.txt"]


def test_broader_topics_are_named() -> None:
    assert show(WEEK, "topic:continuous-integration").broader == ("testing",)


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        show(WEEK, "person:nobody")


@unhurried
@given(graphs())
def test_all_edges_of_a_node_are_told_once(graph: Graph) -> None:
    for key in graph:
        relations = show(graph, key).relations
        loops = graph.number_of_edges(key, key)
        assert len(relations) == graph.degree(key) - loops


def test_surroundings_grow_by_steps_whichever_way_edges_point() -> None:
    assert set(surroundings(WEEK, ["place:tartu"], 0)) == {"place:tartu"}
    assert set(surroundings(WEEK, ["place:tartu"], 1)) == {"place:tartu", "event:fibre-week", "event:loomconf-2019"}
    near = surroundings(WEEK, ["place:tartu"], 1)
    assert near.has_edge("event:loomconf-2019", "event:fibre-week", "partOf")
    assert near.graph == WEEK.graph
    whole = surroundings(WEEK, ["place:tartu"], 100)
    assert set(whole) == nx.node_connected_component(WEEK.to_undirected(), "place:tartu")
    with pytest.raises(KeyError):
        surroundings(WEEK, ["place:nowhere"], 1)
