"""DOT, for Graphviz: names as labels, types as colours, relations as labels of edges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talkgraph.graph import Graph, check_shape, edges, nodes
from talkgraph.outputs.flat import COLOURS
from talkgraph.outputs.rdf.syntax import in_pieces

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def write(graph: Graph) -> Iterator[bytes]:
    """Yield the graph as DOT; `sfdp -Tsvg` draws hundreds of nodes, the page of `talkgraph draw` thousands.

    Raises:
        GraphError: the graph has not the schema of `docs/graph.md`.
    """
    check_shape(graph)
    return in_pieces(_texts(graph))


def _texts(graph: Graph) -> Iterator[str]:
    yield 'digraph talkgraph {\n  graph [overlap=prism, splines=true];\n  node [shape=box, style="rounded,filled"];\n'
    for key, node in nodes(graph):
        colour = "#{:02x}{:02x}{:02x}55".format(*COLOURS[node["type"]])
        yield f'  {_quoted(key)} [label={_quoted(node["name"])}, class="{node["type"]}", fillcolor="{colour}"];\n'
    for subject, predicate, obj, _ in edges(graph):
        yield f'  {_quoted(subject)} -> {_quoted(obj)} [label="{predicate}"];\n'
    yield "}\n"


def _quoted(text: str) -> str:
    """Return a text between quotation marks; a backslash is doubled, since Graphviz has escapes of its own."""
    return '"' + _CONTROL.sub(" ", text).replace("\\", "\\\\").replace('"', '\\"') + '"'
