"""Merging is a union: the order and the number of times don't show. Forgetting takes a document's words back."""

import pytest
from any_graph import LOCALS, content, documents, graphs, unhurried
from fibre_week import CARDING, DAY_TWO, EARLIER_TALK, SAMPLE, TALK, sample_graph
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import GraphError
from talkgraph.graph import build, check_shape, forget, merge
from talkgraph.model import Resolved

SHARED = st.dictionaries(LOCALS, documents(), min_size=1, max_size=3)


def several(number):
    """Graphs that were read from the same documents."""
    return SHARED.flatmap(lambda found: st.tuples(*[graphs(found=found)] * number))


@unhurried
@given(several(2))
def test_merging_is_commutative(pair):
    a, b = pair
    assert content(merge(a, b)) == content(merge(b, a))


@unhurried
@given(several(3))
def test_merging_is_associative(three):
    a, b, c = three
    assert content(merge(merge(a, b), c)) == content(merge(a, merge(b, c)))


@unhurried
@given(graphs())
def test_merging_with_itself_changes_nothing(graph):
    before = repr(content(graph))
    assert content(merge(graph, graph)) == content(graph)
    assert repr(content(graph)) == before


@unhurried
@given(several(2))
def test_a_merged_graph_has_the_schema(pair):
    check_shape(merge(*pair))


def test_what_two_documents_say_is_joined():
    both = merge(sample_graph(), build(EARLIER_TALK))
    assert both.graph["name"] == 'Fibre "2019"'
    assert both.nodes["person:ann-lee"]["count"] == 3
    assert both.nodes["event:loomconf-2019"]["name"] == "LoomConf 2019"
    assert both.nodes["event:loomconf-2019"]["aliases"] == ["LoomConf"]
    assert both.has_edge("person:ann-lee", CARDING, "gave")
    assert both.has_edge("person:ann-lee", TALK, "gave")


def test_building_from_all_and_merging_the_parts_are_the_same():
    parts = [
        Resolved(
            (document,),
            tuple(e for e in EARLIER_TALK.entities if document in EARLIER_TALK.documents),
            tuple(s for s in EARLIER_TALK.statements if document in EARLIER_TALK.documents),
            (),
        )
        for document in (*EARLIER_TALK.documents, DAY_TWO)
    ]
    whole = Resolved((*EARLIER_TALK.documents, DAY_TWO), EARLIER_TALK.entities, EARLIER_TALK.statements, ())
    assert content(merge(*map(build, parts))) == content(build(whole))


def test_two_versions_of_a_document_are_not_mixed():
    graph = sample_graph()
    graph.graph["documents"][DAY_TWO.id] = {**graph.graph["documents"][DAY_TWO.id], "sha256": "0" * 64}
    with pytest.raises(GraphError, match="different texts"):
        merge(graph, sample_graph())


def test_forgetting_a_document_takes_back_what_only_it_said():
    left = forget(sample_graph(), [DAY_TWO.id])
    check_shape(left)
    assert list(left.graph["documents"]) == ["trips-2019-day-one-md"]
    assert "person:łucja-nowak" not in left
    assert left.nodes["person:ann-lee"]["count"] == 1
    assert left.edges == sample_graph().edges


def test_forgetting_undoes_a_merge_but_for_names():
    both = merge(sample_graph(), build(EARLIER_TALK))
    assert content(forget(both, ["notes-md"])) == content(build(SAMPLE, name='Fibre "2019"'))


def test_forgetting_all_leaves_nothing():
    graph = sample_graph()
    assert len(forget(graph, list(graph.graph["documents"]))) == 0
    assert len(graph) == 13


@unhurried
@given(graphs())
def test_a_graph_without_some_documents_still_has_the_schema(graph):
    check_shape(forget(graph, list(graph.graph["documents"])[:1]))
