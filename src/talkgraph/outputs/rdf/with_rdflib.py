"""The graph as an `rdflib.Graph`, and back, for code that is written for rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.graph import Graph
from talkgraph.outputs.rdf import ntriples, reading
from talkgraph.outputs.rdf.mapping import Evidence, base_of
from talkgraph.outputs.rdf.scan import Scanned
from talkgraph.outputs.rdf.terms import VOCABULARIES, Link, Literal, Term, namespaces

if TYPE_CHECKING:
    import rdflib


def to_rdflib(graph: Graph, *, base: str = "", evidence: Evidence = "full") -> rdflib.Graph:
    """Return the triples of a graph in rdflib, with the prefixes of our files bound; arguments as in `turtle.write`.

    A plain text is a literal without datatype: rdflib holds one of `xsd:string` to be another.

    Raises:
        GraphError: the graph has not the schema of `docs/graph.md`.
        OutputError: the base is no address.
    """
    import rdflib  # noqa: PLC0415

    found = rdflib.Graph(bind_namespaces="none")
    for prefix, space in namespaces(base_of(graph, base)).items():
        found.bind(prefix, space)
    found.parse(data=b"".join(ntriples.write(graph, base=base, evidence=evidence)), format="nt")
    return found


def from_rdflib(graph: rdflib.Graph, base: str = "") -> Graph:
    """Return the graph that the triples of an `rdflib.Graph` tell of, or of a `Dataset`, whatever graph they stand in.

    Raises:
        GraphError: they are of other vocabularies, or parts are missing.
    """
    import rdflib  # noqa: PLC0415

    found = graph.quads((None, None, None, None)) if isinstance(graph, rdflib.Dataset) else graph
    rows = [(str(row[0]), str(row[1]), _term(row[2])) for row in found]
    return reading.graph_of(Scanned(rows, {}, {}, {}), "the rdflib.Graph", base)


def _term(found: object) -> Term:
    datatype, language = getattr(found, "datatype", False), getattr(found, "language", None)
    if datatype is False:
        return Link(str(found))
    kind = str(datatype or "").removeprefix(VOCABULARIES["xsd"])
    return Literal(str(found), "" if kind == "string" else kind, language or "")
