"""Counts agree with what NetworkX counts."""

from __future__ import annotations

import networkx as nx
from any_graph import graphs, unhurried
from fibre_week import sample_graph
from hypothesis import given

from talkgraph.graph import Graph
from talkgraph.questions.stats import stats


def test_counts_of_a_week() -> None:
    found = stats(sample_graph(), most=2)
    assert (found.documents, found.all_nodes, found.all_edges, found.evidence) == (2, 13, 12, 13)
    assert found.nodes["event"] == 3
    assert found.edges["heldIn"] == 2
    assert found.alone == 2
    assert [(ranked.name, ranked.edges) for ranked in found.top["event"]] == [("LoomConf 2019", 4), ("Fibre Week", 2)]
    assert [ranked.id for ranked in found.top["person"]] == ["person:ann-lee"]


def test_an_empty_graph_counts_nothing() -> None:
    empty: Graph = nx.MultiDiGraph(name="none", talkgraph=1, documents={})
    found = stats(empty)
    assert (found.documents, found.all_nodes, found.all_edges, found.evidence, found.alone) == (0, 0, 0, 0, 0)


@unhurried
@given(graphs())
def test_sums_are_those_of_the_graph(graph: Graph) -> None:
    found = stats(graph, most=10**6)
    assert found.all_nodes == graph.number_of_nodes()
    assert found.all_edges == graph.number_of_edges()
    ranked = {each.id: each.edges for top in found.top.values() for each in top}
    assert ranked == {key: degree for key, degree in graph.degree() if degree}
    assert found.alone == nx.number_of_isolates(graph)
