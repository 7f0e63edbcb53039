"""The pages on the graph and on its RDF name all that there is, and what they show works."""

import re
from pathlib import Path

import rdflib
from fibre_week import sample_graph

from talkgraph.graph import shape
from talkgraph.outputs import write_graph
from talkgraph.outputs.rdf import ontology, turtle
from talkgraph.outputs.rdf.terms import CLASSES, PROPERTIES

DOCS = Path(__file__).parents[2] / "docs"
GRAPH = (DOCS / "graph.md").read_text(encoding="utf-8")
RDF = (DOCS / "rdf.md").read_text(encoding="utf-8")


def test_every_attribute_of_the_schema_is_described():
    schemas = (shape.NodeAttributes, shape.EdgeAttributes, shape.EvidenceAttributes, shape.DocumentAttributes)
    names = {name for schema in (*schemas, shape.GraphAttributes) for name in schema.__annotations__}
    assert len(names) > 20
    assert {name for name in names if f"`{name}`" not in GRAPH} == set()
    constants = {value for key, value in vars(shape).items() if key.isupper() and isinstance(value, str)}
    assert constants - {shape.NAME} <= names


def test_the_python_of_the_page_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write_graph(sample_graph(), "talkgraph.ttl")
    write_graph(sample_graph(), "other.json")
    (code,) = re.findall(r"```python\n(.*?)```", GRAPH, re.DOTALL)
    exec(compile(code, "docs/graph.md", "exec"), {})
    assert "because trips/2019/day-one.md says Ann Lee of Threadworks presented" in capsys.readouterr().out
    assert Path("both.ttl").read_bytes() == Path("talkgraph.ttl").read_bytes()


def test_every_class_property_and_own_term_is_described():
    own = {f"tg:{local}" for local in re.findall(r"^tg:(\w+) a ", ontology().decode(), re.MULTILINE)}
    classes = {each for classes in CLASSES.values() for each in classes}
    properties = set(PROPERTIES)
    assert len(own) == 10
    assert {term for term in own | classes | properties if f"`{term}`" not in RDF} == set()


def test_every_property_that_is_written_is_described():
    text = b"".join(turtle.write(sample_graph())).decode()
    used = set(re.findall(r"(?:^    |; )([a-z]+:[A-Za-z]+) ", text, re.MULTILINE))
    assert len(used) > 25
    assert {prop for prop in used if f"`{prop}`" not in RDF and f" {prop} " not in RDF} == set()


def test_the_query_of_the_page_answers():
    (query,) = re.findall(r"```sparql\n(.*?)```", RDF, re.DOTALL)
    graph = rdflib.Graph().parse(data=b"".join(turtle.write(sample_graph())), format="turtle")
    (row,) = graph.query(query)
    assert [str(value) for value in row] == [
        "Ann Lee",
        "Looms: 10 Years of \\Weft\\",
        "Ann Lee of Threadworks presented",
        "trips/2019/day-one.md",
    ]
