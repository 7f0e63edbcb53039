"""Turtle out: valid, sorted, exact; a talk more adds lines and changes none."""

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from any_graph import content, graphs, unhurried
from fibre_week import EARLIER_TALK, TALK, sample_graph
from hypothesis import given
from rdflib.namespace import PROV, RDF, RDFS, SDO, SKOS

from talkgraph.errors import GraphError, OutputError
from talkgraph.graph import build, forget, merge
from talkgraph.outputs.rdf import turtle

TG = rdflib.Namespace("https://w3id.org/talkgraph/ns#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ID = "https://talkgraph.example/id/"


def written(graph, **options):
    return b"".join(turtle.write(graph, **options))


def parsed(data):
    return rdflib.Graph().parse(data=data, format="turtle")


def iri(key):
    return rdflib.URIRef(ID + key.replace(":", "/", 1))


def test_the_example_of_the_mapping():
    """The whole of a small graph as text: what people read in a diff."""
    lines = written(sample_graph()).decode().split("\n\n")
    entities = next(part for part in lines if part.startswith("# entities"))
    assert (
        """
talk:looms-10-years-of-weft.loomconf-2019 a schema:Event, tg:Talk ;
    rdfs:label "Looms: 10 Years of \\\\Weft\\\\"@en ; schema:name "Looms: 10 Years of \\\\Weft\\\\"@en ;
    schema:about project:weft ;
    schema:about topic:testing ;
    schema:performer person:ann-lee ;
    schema:startDate "2019-05-04"^^xsd:date ;
    schema:superEvent event:loomconf-2019 ;
    schema:url <https://video.example/w?v=1> ;
.
""".lstrip()
        in entities
    )


@unhurried
@given(graphs())
def test_every_graph_is_valid_turtle_and_comes_back_as_it_was(graph):
    data = written(graph)
    back = turtle.read(data, "a.ttl")
    assert content(back) == content(graph)
    assert written(back) == data


def test_the_base_comes_back_too():
    data = written(sample_graph(), base="https://graph.example/2019/")
    back = turtle.read(data, "a.ttl")
    assert back.graph["base"] == "https://graph.example/2019/"
    assert written(back) == data
    assert b"talkgraph.example" not in data


@pytest.mark.parametrize(
    "base", ["x", "file:///tmp/", "https://a.example/id", "https://a.example/ /", "https://a.example/>/"]
)
def test_a_base_that_is_none_is_refused(base):
    with pytest.raises(OutputError, match="not a base for ids"):
        written(sample_graph(), base=base)


def test_a_foreign_graph_is_refused_before_anything_is_written():
    graph = sample_graph()
    graph.add_node("x")
    with pytest.raises(GraphError, match="node 'x'"):
        next(turtle.write(graph))


@unhurried
@given(graphs())
def test_there_are_no_blank_nodes_and_every_iri_is_one(graph):
    terms = {term for triple in parsed(written(graph)) for term in triple}
    assert not any(isinstance(term, rdflib.BNode) for term in terms)
    assert all(
        re.fullmatch(r"https?://[^\x00-\x20<>\"{}|^`\\]+", t, re.IGNORECASE)
        for t in terms
        if isinstance(t, rdflib.URIRef)
    )


def test_plain_triples_need_no_knowledge_of_evidence():
    graph = parsed(written(sample_graph()))
    talk = iri(TALK)
    assert set(graph.objects(talk, SDO.performer)) == {iri("person:ann-lee")}
    assert set(graph.objects(talk, SDO.about)) == {iri("project:weft"), iri("topic:testing")}
    assert (iri("event:shuttle-day"), TG.colocatedWith, iri("event:loomconf-2019")) in graph
    assert (iri("event:loomconf-2019"), TG.colocatedWith, iri("event:shuttle-day")) in graph
    assert (iri("event:loomconf-2019"), SDO.superEvent, iri("event:fibre-week")) in graph
    assert (iri("project:weft"), SDO.isPartOf, iri("project:warp")) in graph
    assert (iri("topic:continuous-integration"), SKOS.broader, iri("topic:testing")) in graph


def test_evidence_leads_from_a_triple_to_the_words():
    found = parsed(written(sample_graph())).query(
        """
        SELECT ?quote ?start ?rule ?confidence ?path WHERE {
            ?e rdf:subject ?talk ; rdf:predicate schema:performer ; rdf:object ?person ;
                prov:wasDerivedFrom ?span ; prov:wasAttributedTo/rdfs:label ?rule ; tg:confidence ?confidence .
            ?span oa:exact ?quote ; oa:start ?start ; prov:wasQuotedFrom/rdfs:label ?path .
        }""",
        initNs={"rdf": RDF, "rdfs": RDFS, "schema": SDO, "prov": PROV, "tg": TG, "oa": OA},
    )
    (row,) = (tuple(map(str, row)) for row in found)
    assert row == ("Ann Lee of Threadworks presented", "59", "gave-verb", "0.97", "trips/2019/day-one.md")


def test_without_evidence_the_plain_triples_are_the_same():
    full, none = parsed(written(sample_graph())), parsed(written(sample_graph(), evidence="none"))
    beside = {RDF.Statement, OA.Annotation, TG.Span, PROV.SoftwareAgent}
    reified = {s for kind in beside for s in full.subjects(RDF.type, kind)} - {iri("extractor:talkgraph")}
    assert set(none) == {triple for triple in full if triple[0] not in reified}
    assert len(none) < len(full) / 2


def test_languages_are_those_of_the_documents():
    graph = parsed(written(sample_graph()))
    tags = {str(o): o.language for o in graph.objects(None, OA.exact)}
    assert tags["Łucja Nowak"] == "de"
    assert tags["is part of"] == "en"
    assert {o.language for o in graph.objects(iri("topic:testing"), SKOS.prefLabel)} == {None}


def test_links_to_wikidata_say_more_than_links_to_pages():
    text = written(sample_graph()).decode()
    assert "owl:sameAs <http://www.wikidata.org/entity/Q00>" in text
    assert "skos:exactMatch <http://www.wikidata.org/entity/Q01>" in text
    assert "schema:sameAs <https://weft.example/>" in text


def test_control_characters_and_direction_marks_are_escaped():
    graph = sample_graph()
    graph.nodes["person:ann-lee"]["name"] = 'A"n\\n\n\x00\x1b\u202e\u2028\ufffe\ud800'
    assert r'"A\"n\\n\n\u0000\u001B\u202E\u2028\uFFFE' + '\ufffd"' in written(graph).decode()


def test_ids_that_no_prefixed_name_can_hold_stand_in_full():
    graph = sample_graph()
    for local in ("-dash", "x(1)", "a."):
        graph.add_node(f"project:{local}", **graph.nodes["project:warp"], key="")
    text = written(graph).decode()
    assert all(f"\n<{ID}project/{local}> a doap:Project" in text for local in ("-dash", "x(1)", "a."))


def test_a_confidence_of_the_users_own_survives():
    graph = sample_graph()
    graph.edges["person:ann-lee", TALK, "gave"]["confidence"] = 0.123456
    graph.edges["person:ann-lee", "project:weft", "worksOn"]["evidence"] = []
    assert content(turtle.read(written(graph), "a.ttl")) == content(graph)


def test_adding_a_talk_only_adds_lines():
    before = written(sample_graph()).decode().splitlines()
    after = written(merge(sample_graph(), build(EARLIER_TALK))).decode().splitlines()
    diff = [
        line
        for line in difflib.unified_diff(before, after, n=0, lineterm="")
        if not line.startswith(("@", "---", "+++"))
    ]
    assert [line.split()[1] for line in diff if line.startswith("-")] == ["void:documents", "void:entities"]
    assert 45 < len(diff) < 65


@unhurried
@given(graphs())
def test_a_document_more_removes_no_line_but_where_it_changes_a_fact(graph):
    """Names, dates and languages may be corrected by a further document; all else only grows."""
    some = forget(graph, list(graph.graph["documents"])[:1])
    before, after = written(some).decode().splitlines(), set(written(graph).decode().splitlines())
    gone = [line for line in before if line not in after]
    assert all(re.match(r"    (rdfs:label|tg:documentCount|void:(documents|entities) )", line) for line in gone)


PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from fibre_week import SAMPLE
from talkgraph.graph import build
from talkgraph.model import Resolved
from talkgraph.outputs import node_link
from talkgraph.outputs.rdf import turtle
step = int(sys.argv[2])
resolved = Resolved(SAMPLE.documents[::step], SAMPLE.entities[::step], SAMPLE.statements[::step], ())
sys.stdout.buffer.writelines(turtle.write(build(resolved)))
sys.stdout.buffer.writelines(node_link.write(turtle.read(b"".join(turtle.write(build(resolved))), "a.ttl")))
"""


def test_the_same_bytes_whatever_the_hash_seed_and_the_order_of_input():
    tests = str(Path(__file__).parent.parent / "graph")
    made = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, tests, step],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed, step in (("0", "1"), ("1", "-1"), ("2", "1"))
    }
    assert len(made) == 1
    assert len(made.pop()) > 20_000


def test_the_language_that_a_record_says_is_that_of_title_and_abstract():
    graph = sample_graph()
    graph.nodes[TALK].update({"language": "fr", "abstract": "Dix ans."})
    text = written(graph).decode()
    assert 'schema:description "Dix ans."@fr ;' in text
    assert re.search(r'rdfs:label "Looms[^"]*(?:\\.[^"]*)*"@fr ;', text)
    assert content(turtle.read(written(graph), "a.ttl")) == content(graph)
