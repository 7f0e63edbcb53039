"""An index says what its graph says, made in memory or read back, and a damaged one is never taken for a whole one."""

from __future__ import annotations

import pytest
from any_graph import graphs, unhurried
from fibre_week import sample_graph
from hypothesis import given
from hypothesis import strategies as st

from questions.weaving import weaving
from talkgraph.errors import GraphError
from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.model import Kind, Predicate
from talkgraph.questions import ask
from talkgraph.questions.index import index_of, opened, to_bytes
from talkgraph.questions.show import show

WEEK = sample_graph()


@unhurried
@given(graphs())
def test_nodes_edges_and_evidence_are_those_of_the_graph(graph: Graph) -> None:
    index = index_of(graph)
    found = {index.id(n): index.attributes(n) for n in range(len(index))}
    assert found == {key: dict(node) for key, node in nodes(graph)}
    told = {
        (index.id(n), link.predicate.value, index.id(link.other)): (
            index.edges.confidence[link.edge],
            index.evidence(link.edge),
        )
        for n in range(len(index))
        for link in index.edges.links(n)
        if link.outward
    }
    assert told == {(s, p, o): (edge["confidence"], edge["evidence"]) for s, p, o, edge in edges(graph)}
    assert {key: index.document(key) for key in documents(graph)} == documents(graph)
    assert index.document("nowhere at all") is None
    for kind in Kind:
        assert [index.id(n) for n in index.of_kind(kind)] == sorted(k for k, n in nodes(graph) if n["type"] == kind)


@unhurried
@given(graphs())
def test_both_directions_agree_and_degrees_are_those_of_networkx(graph: Graph) -> None:
    index = index_of(graph)
    for key, degree in graph.degree():
        node = index.number(key)
        assert index.edges.degree(node) == degree
        for predicate in Predicate:
            ahead = {o for _, o, p in graph.out_edges(key, keys=True) if p == predicate}
            behind = {s for s, _, p in graph.in_edges(key, keys=True) if p == predicate}
            assert {index.id(n) for n in index.edges.out(node, predicate)} == ahead
            assert {index.id(n) for n in index.edges.into(node, predicate)} == behind


@unhurried
@given(graphs())
def test_counts_are_those_of_the_talks(graph: Graph) -> None:
    index = index_of(graph)
    for node in range(len(index)):
        talks = index.talks(node)
        assert index.counts.talks[node] == len(talks)
        assert index.counts.speakers[node] == len({who for talk in talks for who in index.speakers(talk)})
        assert sum(index.counts.by_year(node).values()) == sum(index.years[talk] > 0 for talk in talks)


def test_the_same_graph_makes_the_same_bytes_whatever_the_order() -> None:
    other = type(WEEK)(**WEEK.graph)
    other.add_nodes_from(reversed(list(WEEK.nodes(data=True))))
    other.add_edges_from(reversed(list(WEEK.edges(keys=True, data=True))))
    assert to_bytes(other) == to_bytes(WEEK)


def test_years_are_those_of_the_talk_its_event_or_the_name() -> None:
    graph = sample_graph()
    index = index_of(graph)
    talk = next(key for key in graph if key.startswith("talk:"))
    assert index.years[index.number(talk)] == 2019
    del graph.nodes[talk]["date"]
    graph.nodes["event:loomconf-2019"]["date"] = "2018-05"
    assert index_of(graph).years[index.number(talk)] == 2018
    del graph.nodes["event:loomconf-2019"]["date"]
    assert index_of(graph).years[index.number(talk)] == 2019  # LoomConf 2019
    graph.nodes["event:loomconf-2019"]["name"] = "LoomConf"
    assert index_of(graph).years[index.number(talk)] == 0


def test_an_unknown_id_is_not_found() -> None:
    index = index_of(WEEK)
    for key in ("", "person:", "person:ann", "person:ann-leee", "place:tartu2", "zzz"):
        assert key not in index
        with pytest.raises(KeyError):
            index.number(key)


@unhurried
@given(st.data())
def test_a_changed_or_cut_index_is_refused_or_answers_without_falling_over(data: st.DataObject) -> None:
    whole = bytearray(to_bytes(WEEK))
    if data.draw(st.booleans()):
        whole = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        index = opened(bytes(whole))
        for node in range(len(index)):
            show(index, index.id(node))
    except (GraphError, IndexError, KeyError, ValueError, TypeError):
        pass  # what the cache takes as no index at all


def test_a_wrong_number_in_what_is_counted_is_noticed() -> None:
    whole = bytearray(to_bytes(WEEK))
    sound = opened(bytes(whole)).edges.objects
    at = bytes(whole).index(bytes(sound))
    whole[at] ^= 1
    with pytest.raises(GraphError, match="damaged"):
        opened(bytes(whole))


QUESTIONS = {
    "stats": ask.stats,
    "find": lambda asked: ask.find(asked, "e", most=100),
    "related": lambda asked: [ask.related(asked, key, by=by) for key in KEYS for by in ("likelihood", "npmi", "walk")],
    "show": lambda asked: [ask.show(asked, key) for key in KEYS],
    "path": lambda asked: [ask.path(asked, KEYS[0], key, most=2) for key in KEYS],
    "top": lambda asked: [ask.top(asked, kind, by="centrality") for kind in Kind],
    "growth": lambda asked: ask.top(asked, Kind.TOPIC, by="growth"),
    "timeline": lambda asked: ask.timeline(asked, KEYS),
    "compare": lambda asked: ask.compare(asked, KEYS[0], KEYS[1]),
    "communities": ask.communities,
    "bridges": lambda asked: (ask.bridges(asked), ask.bridges(asked, by="betweenness")),
    "gaps": ask.gaps,
    "report": lambda asked: [ask.report(asked, key) for key in KEYS],
}
LOOMS = weaving()
KEYS = sorted(key for key in LOOMS if not key.startswith("talk:"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_graph_and_its_index_read_back_give_one_answer(name: str) -> None:
    question = QUESTIONS[name]
    assert question(opened(memoryview(to_bytes(LOOMS)))) == question(LOOMS)  # type: ignore[operator]
