"""TriG: Turtle with a named graph for what was read from each document, so that a store can replace one by one."""

from __future__ import annotations

from collections.abc import Iterator

from talkgraph.errors import Place
from talkgraph.graph import Graph
from talkgraph.outputs.rdf import reading
from talkgraph.outputs.rdf.mapping import Evidence, Mapping, base_of
from talkgraph.outputs.rdf.turtle import Turtle


def write(graph: Graph, *, base: str = "", evidence: Evidence = "full", rdf12: bool = False) -> Iterator[bytes]:
    """Yield the graph as TriG; arguments and errors as in `turtle.write`."""
    syntax = _Graphs(base_of(graph, base))
    mapping = Mapping(graph, syntax, evidence, rdf12=rdf12)
    return syntax.write_graphs(mapping.of_all(), mapping.of_documents())


def read(data: bytes, place: Place | str, base: str = "") -> Graph:
    """Return the graph of TriG, whatever graphs its triples stand in; the rest as in `reading.read`."""
    return reading.read(data, place, "trig", base)


class _Graphs(Turtle):
    def opening(self, document: str) -> str:
        return f"\n{self.name('doc', document)} {{\n"

    def closing(self) -> str:
        return "}\n"
