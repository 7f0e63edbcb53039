"""Turtle in: our own files, what others may write with the same words, and what is refused in one line."""

import contextlib
import random
from pathlib import Path

import pytest
from any_graph import content, graphs, unhurried
from fibre_week import sample_graph
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import GraphError
from talkgraph.outputs.rdf import turtle

EXAMPLE = Path(__file__).parents[3] / "shared" / "example.ttl"
OURS = b"".join(turtle.write(sample_graph())).decode()

HEAD = """
@prefix schema: <https://schema.org/> . @prefix tg: <https://w3id.org/talkgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix void: <http://rdfs.org/ns/void#> .
@prefix person: <https://a.example/person/> . @prefix talk: <https://a.example/talk/> .
<https://a.example/> void:uriSpace "https://a.example/" .
"""


def test_layout_and_order_do_not_matter():
    import rdflib

    other = rdflib.Graph().parse(data=OURS, format="turtle").serialize(format="turtle")
    assert b"".join(turtle.write(turtle.read(other.encode(), "a.ttl"))).decode() == OURS


def test_a_file_written_by_hand_needs_no_evidence():
    text = HEAD + 'person:bo a schema:Person . talk:t a tg:Talk ; rdfs:label "T"@en ; schema:performer person:bo .'
    graph = turtle.read(text.encode(), "hand.ttl")
    assert graph.nodes["person:bo"]["name"] == "bo"
    assert graph.edges["person:bo", "talk:t", "gave"] == {"predicate": "gave", "confidence": 1.0, "evidence": []}
    assert graph.graph["base"] == "https://a.example/"


def test_the_base_may_be_given():
    text = HEAD.replace("void:uriSpace", "void:x") + "person:bo a schema:Person ."
    assert "person:bo" in turtle.read(text.encode(), "hand.ttl", base="https://a.example/")


def test_the_worked_example_of_the_design_reads():
    if not EXAMPLE.exists():
        pytest.skip(f"no worked example: {EXAMPLE} is not there")
    graph = turtle.read(EXAMPLE.read_bytes(), "example.ttl")
    edge = graph.edges[
        "person:stefan-hajnoczi", "talk:user-case-study-tracing-in-the-qemu-emulator.tracing-summit", "gave"
    ]
    assert edge["confidence"] == 0.97
    assert edge["evidence"][0]["end"] == 122
    again = b"".join(turtle.write(graph)).decode()
    assert "ev:12e8dd8a438ec7b2 a rdf:Statement" in again  # the id of the example: one function of the same parts


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (8, HEAD + '\n\nperson:bo a schema:Person ; rdfs:label "Bo .\n'),
        (8, HEAD + "\n\nperson:bo a schema:Person ; rdfs:label '''Bo .\n\n"),
        (7, HEAD + '\nperson:bo a <https://schema.org/Person ; rdfs:label "Bo" .'),
        (8, HEAD + "\n\nperson:bo a foo:Person ."),
        (7, HEAD + "\n}"),
    ],
)
def test_broken_turtle_is_told_with_its_line(line, text):
    with pytest.raises(GraphError, match=rf"^b.ttl:{line}: not Turtle: "):
        turtle.read(text.encode(), "b.ttl")


def test_bytes_that_are_no_text_are_told_with_their_line():
    with pytest.raises(GraphError, match=r"^b\.ttl:3: not UTF-8; Turtle is always in UTF-8"):
        turtle.read(b"# one\n# two\n# \xe9\n", "b.ttl")


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("no data set of talkgraph", "void:uriSpace", "void:xyz"),
        ("2 data sets", '    void:uriSpace "', '    void:uriSpace "https://b.example/" ;\n    void:uriSpace "'),
        ("its schema is 2", 'schema:schemaVersion "1"', 'schema:schemaVersion "2"'),
        (
            "person:ann-lee is a tg:Conference, but not under",
            "person:ann-lee a schema:Person",
            "person:ann-lee a tg:Conference",
        ),
        ("needs one rdf:object, it has 2", "rdf:object person:ann-lee", "rdf:object person:ann-lee, project:weft"),
        ("needs one number as tg:confidence", "; tg:confidence 0.97", ""),
        ("needs one number as oa:start, it has x", "oa:start 59 ", 'oa:start "x" '),
        ("needs one prov:wasQuotedFrom, it has 0", "; prov:wasQuotedFrom doc:trips-2019-tag-zwei-txt", ""),
        ("evidence for a statement that isn't there: person:ann-lee tg:worksOn", "    tg:worksOn project:weft ;\n", ""),
        (
            "what it leads to is not described: person:ann-lee schema:affiliation organization:x",
            "schema:affiliation organization:threadworks ;",
            "schema:affiliation organization:x ;",
        ),
        ("can't be read as a relation", "    tg:worksOn project:weft ;", "    tg:worksOn topic:testing ;"),
        ("schema:performer of talk:looms", "    schema:performer person:ann-lee ;", '    schema:performer "Ann Lee" ;'),
        ("a quote that doesn't fill its place", 'oa:exact "Łucja Nowak"', 'oa:exact "Łucja"'),
        ("not 64 hex digits", 'tg:textSha256 "', 'tg:textSha256 "00'),
        (
            "trips-2019-tag-zwei-txt mentions things, but is no schema:CreativeWork",
            "doc:trips-2019-tag-zwei-txt a schema:CreativeWork",
            "doc:trips-2019-tag-zwei-txt a schema:Thing",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_named(what, old, new):
    assert old in OURS
    with pytest.raises(GraphError) as told:
        turtle.read(OURS.replace(old, new).encode(), "a.ttl")
    assert what in str(told.value)
    assert str(told.value).startswith("a.ttl")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "foreign",
    [
        "",
        "@prefix foaf: <http://xmlns.com/foaf/0.1/> . <http://a.example/me> a foaf:Person ; foaf:name 'Me' .",
        "<http://a.example/> <http://rdfs.org/ns/void#uriSpace> <http://a.example/> .",
    ],
)
def test_turtle_of_other_vocabularies_is_refused_with_what_was_expected(foreign):
    with pytest.raises(GraphError, match=r"no data set of talkgraph.*docs/rdf.md"):
        turtle.read(foreign.encode(), "foaf.ttl")


def test_rdf_xml_is_not_turtle():
    with pytest.raises(GraphError, match="is it Turtle"):
        turtle.read(b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "a.rdf")


def test_a_link_that_is_no_web_address_stays_out_without_noise(caplog):
    text = OURS.replace("<https://weft.example/>", "<javascript:alert(1)>")
    assert turtle.read(text.encode(), "a.ttl").nodes["project:weft"]["same_as"] == []
    assert caplog.records == []


@pytest.mark.parametrize("link", ["https://a.example/b c", 'https://a.example/"', "https://a.example/{}", "http://[/"])
def test_an_iri_that_is_none_is_told_with_its_line(link):
    text = OURS.replace("<https://weft.example/>", f"<{link}>")
    line = text[: text.index(link)].count("\n") + 1
    with pytest.raises(GraphError, match=rf"^a\.ttl:{line}: not Turtle: "):
        turtle.read(text.encode(), "a.ttl")


@unhurried
@given(graphs())
def test_a_file_that_begins_in_another_way_reads_the_same(graph):
    """Blocks of evidence are read apart only where the file begins as ours do: both ways lead to one graph."""
    data = b"".join(turtle.write(graph))
    assert content(turtle.read(b"# changed\n" + data, "a.ttl")) == content(turtle.read(data, "a.ttl")) == content(graph)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("; tg:confidence 0.97 .\n", "; tg:confidence 0.97 .\nperson:bo a schema:Person .\n"),
        (" a rdf:Statement ;\n    rdf:subject", " rdf:subject"),
        ("    oa:start 59 ; oa:end 91", "    oa:end 91 ; oa:start 59"),
        ("@en .\n", "@en . # said twice\n"),
        ("\n# rules that read\n", "\n@prefix rule: <https://a.example/> .\n\n# rules that read\n"),
        ("\n# evidence: what", '\nperson:bo a schema:Person ; rdfs:label """Bo\n\n""" .\n\n# evidence: what'),
        ('oa:exact "', "oa:exact '''"),
    ],
)
def test_a_file_changed_by_hand_reads_as_any_parser_reads_it(old, new):
    assert old in OURS
    text = OURS.replace(old, new)
    assert outcome(text.encode()) == outcome(b"# changed\n" + text.encode())


def outcome(data):
    try:
        return content(turtle.read(data, "a.ttl"))
    except GraphError as error:
        return error.what


def test_without_evidence_all_else_comes_back():
    def bare(graph):
        return [
            {**a, "evidence": [], "confidence": 1.0} for *_, a in (*graph.nodes(data=True), *graph.edges(data=True))
        ]

    data = b"".join(turtle.write(sample_graph(), evidence="none"))
    graph = turtle.read(data, "a.ttl")
    assert bare(graph) == bare(sample_graph())
    assert graph.graph == sample_graph().graph


@unhurried
@given(
    st.binary(max_size=60)
    | st.text(max_size=60).map(str.encode)
    | st.text("@<>\"'.;,[]()^_:a#\\ \n", max_size=60).map(str.encode)
)
def test_no_bytes_make_it_fall(data):
    with pytest.raises(GraphError):
        turtle.read(data, "x.ttl")


@pytest.mark.parametrize("seed", range(30))
def test_a_file_that_is_cut_or_garbled_reads_or_is_refused(seed):
    dice = random.Random(seed)
    at = dice.randrange(len(OURS))
    text = OURS[:at] if seed % 2 else OURS[:at] + dice.choice('"<>.;[({@\\') + OURS[at:]
    with contextlib.suppress(GraphError):
        turtle.read(text.encode(), "x.ttl")
