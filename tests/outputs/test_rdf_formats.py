"""Every format that is read gives back the graph to the byte; every format is the same whatever order and hash seed."""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from any_graph import content, graphs, unhurried
from fibre_week import EARLIER_TALK, sample_graph
from hypothesis import given

from talkgraph.errors import GraphError
from talkgraph.graph import build, merge
from talkgraph.outputs import FORMATS, read_graph, to_bytes, write_graph

READABLE = [suffix for suffix, form in FORMATS.items() if form.readable]
RDF = [suffix for suffix, form in FORMATS.items() if form.rdf]
RDF12 = [suffix for suffix, form in FORMATS.items() if "rdf12" in form.takes]
OX = {"ttl": "TURTLE", "nt": "N_TRIPLES", "nq": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD", "rdf": "RDF_XML"}


def written(graph, suffix, **options):
    return b"".join(to_bytes(graph, FORMATS[suffix], **options))


def triples(data, suffix):
    return {str(quad.triple) for quad in ox.parse(data, getattr(ox.RdfFormat, OX[suffix[1:]]))}


@unhurried
@given(graphs())
def test_the_same_graph_through_any_format_gives_the_same_turtle(graph):
    turtle = written(graph, ".ttl")
    for suffix in READABLE:
        back = FORMATS[suffix].read(written(graph, suffix), "a")
        if suffix == ".json":
            assert content(back) == content(graph)
        assert written(back, ".ttl") == turtle, suffix


@unhurried
@given(graphs())
def test_every_format_of_rdf_says_the_same_triples(graph):
    said = triples(written(graph, ".ttl"), ".ttl")
    for suffix in RDF:
        if suffix == ".rdf":  # XML can't hold every character
            assert len(triples(written(graph, suffix), suffix)) <= len(said)
        else:
            assert triples(written(graph, suffix), suffix) == said, suffix


def test_rdf_xml_says_the_same_to_another_parser():
    found = rdflib.Graph().parse(data=written(sample_graph(), ".rdf"), format="xml")
    assert set(found) == set(rdflib.Graph().parse(data=written(sample_graph(), ".ttl"), format="turtle"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
def test_json_ld_says_the_same_to_another_parser():
    found = rdflib.Graph().parse(data=written(sample_graph(), ".jsonld"), format="json-ld")
    assert set(found) == set(rdflib.Graph().parse(data=written(sample_graph(), ".ttl"), format="turtle"))


@pytest.mark.parametrize("suffix", RDF12)
def test_evidence_as_reifiers_comes_back_too(suffix):
    data = written(sample_graph(), suffix, rdf12=True)
    assert b"rdf:Statement" not in data
    assert b"reifies" in data
    assert triples(data, suffix)
    assert content(FORMATS[suffix].read(data, "a")) == content(sample_graph())


@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_each_document_has_a_graph_with_all_that_was_read_from_it(suffix):
    quads = list(ox.parse(written(sample_graph(), suffix), getattr(ox.RdfFormat, OX[suffix[1:]])))
    names = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    documents = sample_graph().graph["documents"]
    assert names == {f"https://talkgraph.example/id/doc/{key}" for key in documents}
    performer = [quad for quad in quads if quad.predicate.value == "https://schema.org/performer"]
    assert performer
    assert not any(isinstance(quad.graph_name, ox.DefaultGraph) for quad in performer)
    for quad in quads:
        if quad.predicate.value.endswith("wasQuotedFrom"):
            assert quad.object == quad.graph_name


def test_the_licence_and_the_day_stand_in_the_header_and_come_back():
    graph = sample_graph()
    graph.graph |= {"license": "https://creativecommons.org/licenses/by/4.0/", "modified": "2019-05-04"}
    text = written(graph, ".ttl").decode()
    assert "dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;" in text
    assert 'dcterms:modified "2019-05-04"^^xsd:date ;' in text
    assert "void:documents 2 ;\n    void:entities 13 ;" in text
    assert re.search(r'extractor:talkgraph a prov:SoftwareAgent ; .*softwareVersion "', text)
    for suffix in READABLE:
        back = FORMATS[suffix].read(written(graph, suffix), "a")
        assert (back.graph["license"], back.graph["modified"]) == (graph.graph["license"], "2019-05-04")


def test_without_a_day_given_none_is_told():
    assert b"dcterms:modified" not in written(sample_graph(), ".ttl")


# what must stay the same

PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from fibre_week import SAMPLE
from talkgraph.graph import build
from talkgraph.model import Resolved
from talkgraph.outputs import FORMATS, to_bytes
step = int(sys.argv[2])
resolved = Resolved(SAMPLE.documents[::step], SAMPLE.entities[::step], SAMPLE.statements[::step], ())
for suffix, form in FORMATS.items():
    print(suffix, hashlib.sha256(b"".join(to_bytes(build(resolved), form))).hexdigest())
"""


def test_every_format_is_the_same_whatever_the_hash_seed_and_the_order_of_input():
    tests = str(Path(__file__).parent.parent / "graph")
    made = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, tests, step],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True,
        ).stdout
        for seed, step in (("0", "1"), ("1", "-1"), ("2", "1"))
    }  # fmt: skip
    assert len(made) == 1
    assert len(made.pop().splitlines()) == len(FORMATS)


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".rdf", ".dot"])
def test_a_talk_more_removes_no_line_but_the_counts(suffix):
    before = written(sample_graph(), suffix).decode().splitlines()
    after = written(merge(sample_graph(), build(EARLIER_TALK)), suffix).decode().splitlines()
    gone = [line[1:] for line in difflib.ndiff(before, after) if line.startswith("- ")]
    assert all(re.search(r"void[:#/](documents|entities)|dataset#|void#(documents|entities)", line) for line in gone)
    assert len(gone) <= 2


# bad input


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.rdf", "<?xml version='1.0'?><rdf:RDF/>", "RDF in XML is not read.*use Turtle or N-Triples"),
        ("a.xml", "<TriX/>", "RDF in XML is not read"),
        ("a.ttl", "<?xml version='1.0'?><rdf:RDF/>", "RDF in XML is not read"),
        ("a.n3", "{} => {} .", "N3 is not read"),
        ("a.gexf", "<gexf/>", "GEXF is not read"),
        ("a.jsonld", '{"@context": "https://schema.org"}', "its @context is somewhere else, and nothing is fetched"),
        ("a.jsonld", '{"@context": {"@import": "https://x.example/c"}}', "@context is somewhere else"),
        ("a.jsonld", '{"@graph": [}', r"a\.jsonld:1: not JSON-LD"),
        ("a.jsonld", "[" * 20_000, "not JSON-LD"),
        ("a.nt", "<http://a.example/> <b> .\n", r"a\.nt:1: not N-Triples"),
        ("a.nt", "# one\n\n<http://a.example/ x> <http://a.example/b> <http://a.example/> .\n", r"a\.nt:3: not N-Tri"),
        ("a.nt", '<http://a.example/> <http://a.example/b> "\\uD800" .\n', r"a\.nt:1: not N-Triples"),
        ("a.nq", "<http://a.example/> <http://a.example/b> <c d> <http://a.example/> .\n", r"a\.nq:1: not N-Quads"),
        ("a.trig", "<http://a.example/g> { <http://a.example/> <http://a.example/b> }", r"no data set|not TriG"),
        ("a.trig", "\n<http://a.example/g> {\n <a> .\n}", r"a\.trig:3: not TriG"),
    ],
)  # fmt: skip
def test_what_is_broken_or_not_read_is_told_in_one_line(tmp_path, name, text, what):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=what) as told:
        read_graph(path)
    assert "\n" not in str(told.value)


def test_a_literal_of_ten_megabytes_passes(tmp_path):
    long = 'a"b c d e\n' * 1_000_000
    graph = sample_graph()
    graph.nodes["person:ann-lee"]["aliases"] = [long]
    for suffix in READABLE:
        write_graph(graph, tmp_path / f"a{suffix}")
        if suffix == ".jsonld":  # its parser's buffer is smaller: said in one line
            with pytest.raises(GraphError, match="more than 16 MB"):
                read_graph(tmp_path / f"a{suffix}")
        else:
            assert read_graph(tmp_path / f"a{suffix}").nodes["person:ann-lee"]["aliases"] == [long]


def test_one_that_no_parser_takes_is_told(tmp_path):
    graph = sample_graph()
    graph.nodes["person:ann-lee"]["aliases"] = ["a" * 20_000_000]
    write_graph(graph, tmp_path / "a.ttl")
    with pytest.raises(GraphError, match=r"a\.ttl: a text or an address of more than 16 MB"):
        read_graph(tmp_path / "a.ttl")


@pytest.mark.parametrize("suffix", RDF)
def test_control_characters_and_lone_surrogates_are_no_trouble(suffix):
    graph = sample_graph()
    graph.nodes["person:ann-lee"]["name"] = 'A"n\\n\n\x00\x1b\u202e\u2028\ufffe\ud800</script>&amp;'
    data = written(graph, suffix)
    assert b"\x1b" not in data
    assert "\u202e".encode() not in data
    assert triples(data, suffix)


def test_n_triples_with_other_blanks_and_comments_read_too():
    text = written(sample_graph(), ".nt").decode().replace("> <", ">   <").replace(" .\n", ". # so\n\n")
    assert content(FORMATS[".nt"].read(text.encode(), "a.nt")) == content(sample_graph())


def test_sorted_n_triples_read_too():
    lines = sorted(written(sample_graph(), ".nt").decode().splitlines(keepends=True))
    assert content(FORMATS[".nt"].read("".join(lines).encode(), "a.nt")) == content(sample_graph())


# formats that are only written


def test_networkx_reads_graphml_and_gexf(tmp_path):
    import networkx as nx

    for suffix, read in ((".graphml", nx.read_graphml), (".gexf", nx.read_gexf)):
        write_graph(sample_graph(), tmp_path / f"a{suffix}")
        graph = read(tmp_path / f"a{suffix}")
        assert set(graph) == set(sample_graph())
        assert graph.nodes["person:ann-lee"]["type"] == "person"
        assert graph.edges["person:ann-lee", "project:weft"]["predicate"] == "worksOn"


def test_gephi_gets_colours_and_days():
    text = written(sample_graph(), ".gexf").decode()
    assert '<viz:color r="0" g="114" b="178"/>' in text
    assert 'timeformat="date"' in text
    assert re.search(r'<node id="talk:[^>]* start="2019-05-04" end="2019-05-04">', text)


def test_tables_are_what_pandas_and_neo4j_read(tmp_path):
    import csv
    import io
    import zipfile

    graph = sample_graph()
    graph.nodes["project:weft"]["name"] = '=HYPERLINK("https://evil.example")'
    write_graph(graph, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode())))
            for name in archive.namelist()
            if name.endswith(".csv")
        }
    assert [row["Id"] for row in tables["nodes.csv"]] == sorted(graph)
    assert len(tables["edges.csv"]) == graph.number_of_edges()
    assert {row[":TYPE"] for row in tables["neo4j-relationships.csv"]} >= {"gave", "about"}
    assert {row[":LABEL"] for row in tables["neo4j-nodes.csv"]} >= {"person", "talk"}
    (weft,) = (row for row in tables["nodes.csv"] if row["Id"] == "project:weft")
    assert weft["Label"].startswith("'=HYPERLINK")


def test_snippets_are_for_pages():
    lines = written(sample_graph(), ".jsonl").decode().splitlines()
    found = {entry["@id"].rpartition("/id/")[2]: entry for entry in map(json.loads, lines)}
    talk = next(entry for key, entry in found.items() if key.startswith("talk/"))
    assert {entry["@context"] for entry in found.values()} == {"https://schema.org"}
    assert talk["performer"][0]["name"] == "Ann Lee"
    assert talk["superEvent"]["name"] == "LoomConf 2019"
    assert talk["location"] == talk["superEvent"]["location"]
    assert "<" not in "".join(lines)


def test_dot_quotes_what_it_must():
    graph = sample_graph()
    graph.nodes["project:weft"]["name"] = 'a"; b\\N\n]'
    assert 'label="a\\"; b\\\\N ]"' in written(graph, ".dot").decode()
