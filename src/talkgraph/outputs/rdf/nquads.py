"""N-Quads: what was read from a document in a graph of its name, all else in the default graph."""

from __future__ import annotations

from collections.abc import Iterator

from talkgraph.errors import Place
from talkgraph.graph import Graph
from talkgraph.outputs.rdf import reading
from talkgraph.outputs.rdf.mapping import Evidence, Mapping, base_of
from talkgraph.outputs.rdf.ntriples import Lines


def write(graph: Graph, *, base: str = "", evidence: Evidence = "full", rdf12: bool = False) -> Iterator[bytes]:
    """Yield the graph as N-Quads; arguments and errors as in `turtle.write`."""
    syntax = _Quads(base_of(graph, base))
    mapping = Mapping(graph, syntax, evidence, rdf12=rdf12)
    return syntax.write_graphs(mapping.of_all(), mapping.of_documents())


def read(data: bytes, place: Place | str, base: str = "") -> Graph:
    """Return the graph of N-Quads, whatever graphs its triples stand in; the rest as in `reading.read`."""
    return reading.read(data, place, "nq", base)


class _Quads(Lines):
    def opening(self, document: str) -> str:
        self.graph = f" {self.name('doc', document)}"
        return ""
