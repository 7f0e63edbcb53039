"""An rdflib.Graph out of a graph, and back."""

import pytest
import rdflib
from any_graph import content, graphs, unhurried
from fibre_week import sample_graph
from hypothesis import given
from rdflib.namespace import RDFS

from talkgraph.errors import GraphError
from talkgraph.outputs.rdf import trig, turtle
from talkgraph.outputs.rdf.with_rdflib import from_rdflib, to_rdflib

ANN = rdflib.URIRef("https://talkgraph.example/id/person/ann-lee")


def test_it_is_what_rdflib_makes_of_the_turtle():
    parsed = rdflib.Graph().parse(data=b"".join(turtle.write(sample_graph())), format="turtle")
    assert set(to_rdflib(sample_graph())) == set(parsed)


@unhurried
@given(graphs())
def test_a_graph_comes_back(graph):
    assert b"".join(turtle.write(from_rdflib(to_rdflib(graph)))) == b"".join(turtle.write(graph))


def test_a_plain_text_is_found_as_rdflib_writes_it():
    assert set(to_rdflib(sample_graph()).subjects(RDFS.label, rdflib.Literal("Ann Lee"))) == {ANN}


def test_prefixes_are_bound():
    text = to_rdflib(sample_graph()).serialize(format="turtle")
    assert "person:ann-lee a schema:Person" in text
    assert "ns1:" not in text


def test_what_was_added_in_rdflib_comes_back():
    graph = to_rdflib(sample_graph())
    graph.add((ANN, rdflib.SKOS.altLabel, rdflib.Literal("Annie", datatype=rdflib.XSD.string)))
    assert "Annie" in from_rdflib(graph).nodes["person:ann-lee"]["aliases"]


def test_an_iri_that_is_none_stays_out():
    graph = to_rdflib(sample_graph())
    graph.add((ANN, rdflib.OWL.sameAs, rdflib.URIRef("https://a.example/b> <c")))
    assert from_rdflib(graph).nodes["person:ann-lee"]["same_as"] == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
def test_a_data_set_of_several_graphs_is_one():
    graph = rdflib.Dataset()
    graph.parse(data=b"".join(trig.write(sample_graph())), format="trig")
    assert content(from_rdflib(graph)) == content(sample_graph())


def test_a_graph_of_other_things_is_refused():
    with pytest.raises(GraphError, match="no data set of talkgraph"):
        from_rdflib(rdflib.Graph())


def test_the_base_may_be_another():
    graph = to_rdflib(sample_graph(), base="https://a.example/")
    assert content(from_rdflib(graph))[0][-1] == ("base", "https://a.example/")
