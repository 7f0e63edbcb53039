"""The table of formats: a suffix chooses, the content decides where there is none."""

import subprocess
import sys

import pytest
from any_graph import content
from fibre_week import sample_graph

from talkgraph.errors import GraphError, OutputError
from talkgraph.outputs import FORMATS, format_of, read_graph, write_graph

READABLE = [suffix for suffix, form in FORMATS.items() if form.readable]


@pytest.mark.parametrize("suffix", READABLE)
def test_a_graph_goes_through_a_file_and_back(tmp_path, suffix):
    path = tmp_path / f"graph{suffix}"
    write_graph(sample_graph(), path)
    assert content(read_graph(path)) == content(sample_graph())


@pytest.mark.parametrize("suffix", READABLE)
def test_the_content_decides_where_the_suffix_says_nothing(tmp_path, suffix):
    write_graph(sample_graph(), tmp_path / f"graph{suffix.upper()}")
    data = (tmp_path / f"graph{suffix.upper()}").read_bytes()
    for name in ("graph", "graph.bak"):
        (tmp_path / name).write_bytes(data)
        assert content(read_graph(tmp_path / name)) == content(sample_graph())


def test_base_and_evidence_are_for_rdf_and_no_matter_to_json(tmp_path):
    write_graph(sample_graph(), tmp_path / "a.ttl", base="https://a.example/", evidence="none")
    write_graph(sample_graph(), tmp_path / "a.json", base="https://a.example/", evidence="none")
    assert read_graph(tmp_path / "a.ttl").graph["base"] == "https://a.example/"
    assert content(read_graph(tmp_path / "a.json")) == content(sample_graph())


@pytest.mark.parametrize(("path", "what"), [("a.xyz", "unknown format '.xyz'"), ("a", "no suffix")])
def test_an_unknown_suffix_lists_those_that_there_are(path, what):
    with pytest.raises(OutputError, match=rf"{what}.*; known are \.ttl \(Turtle\), \.json \(node-link JSON\), "):
        format_of(path)


def test_a_missing_graph_says_how_to_make_one(tmp_path):
    with pytest.raises(GraphError, match=r"no such file.*talkgraph build"):
        read_graph(tmp_path / "talkgraph.ttl")


def test_what_is_no_graph_is_told(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(GraphError, match="not a graph in a known format"):
        read_graph(tmp_path / "photo.jpg")


def test_a_graph_that_can_not_be_written_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.ttl"
    write_graph(sample_graph(), path)
    before = path.read_bytes()
    graph = sample_graph()
    graph.add_node("x")
    with pytest.raises(GraphError):
        write_graph(graph, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.ttl"]


def test_the_table_imports_nothing_heavy():
    code = "import sys, talkgraph.outputs; print([m for m in ('networkx', 'rdflib', 'pyvis') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_writing_turtle_needs_no_rdflib():
    code = "import sys, talkgraph.outputs.rdf.turtle; print('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
