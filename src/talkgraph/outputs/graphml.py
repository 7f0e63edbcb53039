"""GraphML, for yEd, Cytoscape, igraph and others: nodes and edges with their attributes as texts and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from talkgraph.graph import Graph, check_shape
from talkgraph.outputs.flat import EDGE, NODE, TYPES, Row, edge_rows, node_rows
from talkgraph.outputs.rdf.rdfxml import escaped
from talkgraph.outputs.rdf.syntax import in_pieces

_TYPES = {"string": "string", "integer": "int", "double": "double"}


def write(graph: Graph) -> Iterator[bytes]:
    """Yield the graph as GraphML; an edge has its best evidence in words.

    Raises:
        GraphError: the graph has not the schema of `docs/graph.md`.
    """
    check_shape(graph)
    return in_pieces(_texts(graph))


def _texts(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for end, names in (("node", NODE[1:]), ("edge", EDGE[2:])):
        for name in names:
            yield f'<key id="{end}-{name}" for="{end}" attr.name="{name}" attr.type="{_TYPES[TYPES[name]]}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for row, _, _ in node_rows(graph):
        yield f'<node id="{escaped(str(row["id"]))}">\n{_data("node", NODE[1:], row)}</node>\n'
    for row, _, _ in edge_rows(graph):
        ends = f'source="{escaped(str(row["source"]))}" target="{escaped(str(row["target"]))}"'
        key = escaped(f"{row['source']} {row['predicate']} {row['target']}")
        yield f'<edge id="{key}" {ends}>\n{_data("edge", EDGE[2:], row)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _data(end: str, names: tuple[str, ...], row: Row) -> str:
    return "".join(f'<data key="{end}-{name}">{escaped(str(row[name]))}</data>\n' for name in names if row[name] != "")
