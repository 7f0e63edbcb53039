"""The check of foreign graphs: each fault is found and said in words."""

import networkx as nx
import pytest
from any_graph import graphs, unhurried
from fibre_week import TALK, sample_graph
from hypothesis import given

from talkgraph.errors import GraphError
from talkgraph.graph import check_shape

DAY = "trips-2019-day-one-md"


@unhurried
@given(graphs())
def test_what_is_assembled_has_the_schema(graph):
    check_shape(graph)


def _set(path, value):
    def change(graph):
        where = {"node": graph.nodes, "edge": graph.edges, "graph": graph.graph}[path[0]]
        for step in path[1:-1]:
            where = where[step]
        where[path[-1]] = value

    return change


GAVE = ("edge", ("person:ann-lee", TALK, "gave"))
ANN = ("node", "person:ann-lee")
FAULTS = {
    "its schema is 2": _set(("graph", "talkgraph"), 2),
    "its schema is None": lambda graph: graph.graph.pop("talkgraph"),
    "it has no documents": lambda graph: graph.graph.pop("documents"),
    "its base is not an address": _set(("graph", "base"), "file:///etc/"),
    "authors is not a list of texts": _set(("graph", "documents", DAY, "authors"), "Ada Ek"),
    "sha256 is not 64 hex digits": _set(("graph", "documents", DAY, "sha256"), "abc"),
    "its type is 'wizard', not one of person": _set((*ANN, "type"), "wizard"),
    "not an id: `person:` and a slug": lambda graph: graph.add_node(
        "person:two words", **graph.nodes["person:ann-lee"]
    ),
    "not an id: `place:` and a slug": _set((*ANN, "type"), "place"),
    "name is missing": lambda graph: graph.nodes["person:ann-lee"].pop("name"),
    "its name is empty": _set((*ANN, "name"), ""),
    "aliases is not a list of texts": _set((*ANN, "aliases"), "Ann"),
    "same_as is not a list of texts": _set((*ANN, "same_as"), [1]),
    "count is not a int": _set((*ANN, "count"), "3"),
    "a negative count": _set((*ANN, "count"), -1),
    "not a date: '2019-02-30'": _set((*ANN, "date"), "2019-02-30"),
    "not an address: 'javascript:alert(1)'": _set((*ANN, "url"), "javascript:alert(1)"),
    "only topics have broader ones": _set((*ANN, "broader"), ["topic:testing"]),
    "its broader topic 'topic:x' is not in the graph": _set(("node", "topic:testing", "broader"), ["topic:x"]),
    "evidence is not a list": _set((*ANN, "evidence"), None),
    "evidence of an unknown document": lambda graph: graph.graph["documents"].pop("trips-2019-tag-zwei-txt"),
    "a quote that doesn't fill its place": _set((*GAVE, "evidence", 0, "quote"), "Ann"),
    "evidence without rule or confidence": _set((*GAVE, "evidence", 0, "rule"), ""),
    "not a place in a text": _set((*GAVE, "evidence", 0, "start"), -3),
    "says two things at 93": _set(
        ("edge", (TALK, "project:weft", "about"), "evidence", 0, "quote"), "Looms: 20 Years of \\Weft\\"
    ),
    "not a confidence: 1.5": _set((*GAVE, "confidence"), 1.5),
    "confidence is not a float: nan": _set((*GAVE, "confidence"), float("nan")),
    "its attribute says 'about'": _set((*GAVE, "predicate"), "about"),
    "not one of gave": lambda graph: graph.add_edge(TALK, "person:ann-lee", "givenBy", predicate="givenBy"),
    "can't join talk and person": lambda graph: graph.add_edge(TALK, "person:ann-lee", "gave", predicate="gave"),
    "stands under the smaller of the two ids": lambda graph: graph.add_edge(
        "event:shuttle-day", "event:fibre-week", "colocatedWith", predicate="colocatedWith"
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_each_fault_is_found_and_named(what):
    graph = sample_graph()
    FAULTS[what](graph)
    with pytest.raises(GraphError) as told:
        check_shape(graph, "mine.json")
    assert str(told.value).startswith("mine.json: ")
    assert what in str(told.value)
    assert "talkgraph build" in told.value.hint


@pytest.mark.parametrize("foreign", [nx.Graph(), nx.DiGraph(), {}, None, nx.MultiDiGraph([("a", "b")])])
def test_graphs_of_other_making_are_refused(foreign):
    with pytest.raises(GraphError, match="expected"):
        check_shape(foreign)


def test_attributes_of_the_users_own_are_no_fault():
    graph = sample_graph()
    graph.nodes["person:ann-lee"]["pagerank"] = 0.3
    check_shape(graph)
