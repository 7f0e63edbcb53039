"""Paths are the shortest there are by the weight that the docs tell, as NetworkX finds them."""

from __future__ import annotations

from itertools import islice
from math import isclose, log

import networkx as nx
import pytest
from any_graph import graphs, unhurried
from hypothesis import given
from hypothesis import strategies as st

from questions.weaving import TALKS, weaving
from talkgraph.graph import Graph
from talkgraph.questions.index import index_of
from talkgraph.questions.path import path


def weighted(graph: Graph) -> nx.Graph[str]:
    """Return the graph as the docs weigh it, in plain NetworkX."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph)
    for a, b, data in graph.edges(data=True):
        cost = 1 + (log(graph.degree(a)) + log(graph.degree(b))) / 2 - log(data["confidence"])
        if a != b and (not found.has_edge(a, b) or found.edges[a, b]["weight"] > cost):
            found.add_edge(a, b, weight=cost)
    return found


@unhurried
@given(graphs(), st.data(), st.integers(1, 5))
def test_costs_are_those_of_networkx(graph: Graph, data: st.DataObject, most: int) -> None:
    if not graph:
        return
    ends = [data.draw(st.sampled_from(sorted(graph))) for _ in range(2)]
    found = path(graph, *ends, most=most)
    plain = weighted(graph)
    if ends[0] == ends[1]:
        assert [row.steps for row in found.rows] == [()]
    elif not nx.has_path(plain, *ends):
        assert found.rows == ()
    else:
        ways = list(islice(nx.shortest_simple_paths(plain, *ends, weight="weight"), most))
        costs = [nx.path_weight(plain, way, "weight") for way in ways]
        assert len(found.rows) == len(costs)
        assert all(isclose(row.cost, cost, abs_tol=1e-3) for row, cost in zip(found.rows, costs, strict=True))
        for row in found.rows:
            steps = [row.steps[0].subject_id, *(step.object_id for step in row.steps)]
            assert (steps[0], steps[-1]) == tuple(ends)
            assert len(set(steps)) == len(steps)
            assert isclose(nx.path_weight(plain, steps, "weight"), row.cost, abs_tol=1e-3)


def test_a_talk_in_common_joins_more_than_an_event_in_common() -> None:
    crowd = [(f"Talk {n}", "2020", ["Ann Lee"] if n == 0 else [], [], "LoomConf 2020") for n in range(30)]
    graph = weaving([*TALKS, *crowd])
    row = path(graph, "person:ann-lee", "person:bo-yun").rows[0]
    assert row.through in {("Ann Lee", "Looms two", "Bo Yun"), ("Ann Lee", "Looms three", "Bo Yun")}
    assert [step.phrase for step in row.steps] == ["gave", "was given by"]


def test_steps_are_told_with_year_and_quote() -> None:
    step = path(weaving(), "person:dee-fox", "topic:dyeing").rows[0].steps[0]
    assert step.sentence == "Dee Fox gave Dyes (2021)"
    assert [(quote.quote, quote.where) for quote in step.quotes] == [("Somebody said so.", "talks.xml event 7")]


def test_several_ways_differ_and_the_best_comes_first() -> None:
    rows = path(weaving(), "person:ann-lee", "project:heddle", most=4).rows
    assert len({row.through for row in rows}) == 4
    assert [row.cost for row in rows] == sorted(row.cost for row in rows)
    assert 0 < rows[1].likelihood <= rows[0].likelihood <= 1


def test_nothing_leads_to_what_stands_alone() -> None:
    assert path(weaving(), "person:eve-hay", "person:ann-lee", most=3).rows == ()
    with pytest.raises(KeyError):
        path(weaving(), "person:nobody", "person:ann-lee")


def test_an_index_answers_as_its_graph() -> None:
    graph = weaving()
    assert path(index_of(graph), "person:ann-lee", "topic:knots", most=3) == path(
        graph, "person:ann-lee", "topic:knots", most=3
    )
