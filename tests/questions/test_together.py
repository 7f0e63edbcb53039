"""What belongs together is counted in talks, and every count can be done by hand."""

from __future__ import annotations

from math import isclose

import networkx as nx
import pytest
from any_graph import graphs, unhurried
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from questions.weaving import weaving
from talkgraph.errors import GraphError
from talkgraph.graph import Graph
from talkgraph.model import Kind
from talkgraph.questions.comparison import compare
from talkgraph.questions.experts import co_speakers, experts
from talkgraph.questions.index import index_of
from talkgraph.questions.measures import growth, log_likelihood, npmi
from talkgraph.questions.related import MEASURES, related
from talkgraph.questions.together import grounds
from talkgraph.questions.walk import nearby, pagerank

LOOMS = weaving(more=[("Cy Ode", "worksOn", "Weft")])


def test_related_counts_shared_talks() -> None:
    rows = related(LOOMS, "project:weft", by="talks").rows
    assert [(row.name, row.shared, row.talks) for row in rows] == [
        ("Ann Lee", 3, 3),
        ("Bo Yun", 2, 4),
        ("weaving", 2, 2),
        ("Heddle", 1, 2),
    ]
    assert rows[0].why == "3 of its 3 talks, the latest “Looms three” 2020"
    assert [talk.name for talk in rows[0].latest] == ["Looms three", "Looms two", "Looms one"]


def test_related_by_chance_puts_what_is_only_here_first() -> None:
    assert [row.name for row in related(LOOMS, "project:weft", kinds=[Kind.PERSON]).rows] == ["Ann Lee", "Bo Yun"]
    (row,) = related(LOOMS, "project:weft", by="npmi", kinds=[Kind.TOPIC]).rows
    assert row.score == round(npmi(2, 3, 2, 9), 4)


def test_the_evidence_says_both_halves() -> None:
    row = related(LOOMS, "project:weft", kinds=[Kind.TOPIC]).rows[0]
    assert [said.sentence for said in row.evidence] == [
        "Looms two is about Weft",
        "Looms two is about weaving",
        "Looms one is about Weft",
        "Looms one is about weaving",
    ]
    assert all(said.quotes[0].quote == "Somebody said so." for said in row.evidence)


def test_a_walk_reaches_what_no_talk_shares() -> None:
    rows = {row.name: row for row in related(LOOMS, "project:weft", by="walk").rows}
    assert rows["knots"].shared == 0
    assert rows["knots"].why == "not by a talk in common, but by what lies between"


@pytest.mark.parametrize("by", MEASURES)
def test_every_measure_answers_for_every_type_of_thing(by: str) -> None:
    for key in sorted(LOOMS):
        found = related(LOOMS, key, by=by, kinds=list(Kind))
        assert key not in {row.id for row in found.rows}
        assert [row.score for row in found.rows] == sorted((row.score for row in found.rows), reverse=True)


def test_an_unknown_measure_is_an_error() -> None:
    with pytest.raises(ValueError, match="weight"):
        related(LOOMS, "project:weft", by="weight")


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(1, 100))
def test_measures_stay_within_their_bounds(both: int, one: int, other: int, rest: int) -> None:
    a, b = both + one, both + other
    every = both + one + other + rest
    assert -1 <= npmi(both, a, b, every) <= 1
    score = log_likelihood(both, a, b, every)
    assert score >= -1e-9 if both * every >= a * b else score <= 1e-9
    assert isclose(score, log_likelihood(both, b, a, every), abs_tol=1e-9)
    if both:
        assert (npmi(both, a, b, every) > 1e-12) <= (score > -1e-9)


def test_growth_without_any_talk_is_none() -> None:
    assert growth(0, 0, 0, 0) == 0
    assert growth(0, 10, 0, 10) == 0


@unhurried
@given(graphs())
def test_pagerank_is_that_of_networkx(graph: Graph) -> None:
    if not graph:
        return
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph)
    for a, b, data in graph.edges(data=True):
        plain.add_edge(a, b, weight=data["confidence"] + plain.get_edge_data(a, b, {"weight": 0})["weight"])
    expected = _pagerank_python(plain, tol=1e-8, max_iter=1000)
    index = index_of(graph)
    ranks = pagerank(index)
    assert isclose(sum(ranks), 1, abs_tol=1e-6)
    assert all(isclose(ranks[index.number(key)], rank, abs_tol=1e-3) for key, rank in expected.items())


def test_a_walk_from_one_node_is_pagerank_with_that_start() -> None:
    index = index_of(LOOMS)
    start = "project:weft"
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(LOOMS)
    for a, b, data in LOOMS.edges(data=True):
        plain.add_edge(a, b, weight=data["confidence"])
    expected = _pagerank_python(plain, personalization={start: 1}, tol=1e-10, max_iter=1000)
    found = nearby(index, index.number(start), 1e-9)
    assert all(isclose(found.get(index.number(k), 0), rank, abs_tol=1e-4) for k, rank in expected.items())


def test_experts_are_who_spoke_most_and_who_works_on_it() -> None:
    found = experts(LOOMS, "project:weft")
    assert [(row.name, row.talks, row.all_talks, row.works_on) for row in found.rows] == [
        ("Ann Lee", 3, 3, False),
        ("Bo Yun", 2, 4, False),
        ("Cy Ode", 0, 3, True),
    ]
    assert (found.talks, found.people) == (3, 3)
    assert (found.rows[0].first, found.rows[0].last) == (2018, 2020)
    assert found.rows[2].evidence[0].sentence == "Cy Ode works on Weft"


def test_a_topic_counts_with_its_narrower_ones() -> None:
    graph = weaving()
    graph.nodes["topic:dyeing"]["broader"] = ["topic:weaving"]
    assert {row.name for row in experts(graph, "topic:weaving").rows} == {"Ann Lee", "Bo Yun", "Dee Fox"}


def test_a_circle_of_broader_topics_ends() -> None:
    graph = weaving()
    graph.nodes["topic:dyeing"]["broader"] = ["topic:weaving"]
    graph.nodes["topic:weaving"]["broader"] = ["topic:dyeing"]
    assert len(experts(graph, "topic:dyeing").rows) == 3


def test_who_has_no_experts_is_told() -> None:
    with pytest.raises(GraphError, match="persons have no experts"):
        experts(LOOMS, "person:ann-lee")
    with pytest.raises(GraphError, match="projects don't speak"):
        co_speakers(LOOMS, "project:weft")


def test_co_speakers_share_talks() -> None:
    found = co_speakers(LOOMS, "person:bo-yun")
    assert [(row.name, row.talks, row.first, row.last) for row in found.rows] == [
        ("Ann Lee", 2, 2019, 2020),
        ("Cy Ode", 1, 2020, 2020),
    ]
    assert co_speakers(LOOMS, "person:dee-fox").rows == ()


def test_the_grounds_of_a_count_are_its_latest_talks_or_what_leads_to_them() -> None:
    assert [said.sentence for said in grounds(LOOMS, "topic:knots")] == [
        "Knots again is about knots",
        "More knots is about knots",
        "Knots is about knots",
    ]
    assert "Knot Day 2020 is part of Knot Day" in {said.sentence for said in grounds(LOOMS, "event:knot-day")}
    assert grounds(weaving([("Alone", "", [], [], "")]), "talk:alone.x") == ()


def test_compare_counts_what_is_shared_and_what_is_not() -> None:
    found = compare(LOOMS, "event:loomconf", "event:knot-day")
    overlaps = {each.type: (each.shared, each.only_a, each.only_b) for each in found.overlaps}
    assert overlaps == {"person": (1, 2, 1), "project": (2, 1, 0), "topic": (0, 2, 1), "event": (0, 4, 2)}
    assert (found.a.talks, found.a.first, found.a.last, found.common) == (5, 2018, 2021, 0)
    shared = [(row.name, row.talks_a, row.talks_b) for row in found.rows if row.talks_a and row.talks_b]
    assert shared == [("Bo Yun", 3, 1), ("Heddle", 1, 1), ("Warp", 1, 1)]


def test_compared_with_itself_nothing_is_alone() -> None:
    found = compare(LOOMS, "person:ann-lee", "person:ann-lee")
    assert {each.likeness for each in found.overlaps} == {1.0}
    assert found.common == 3
