"""Two graphs → one, and a graph without some of its documents: together they replace what has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import cast

from talkgraph.errors import GraphError
from talkgraph.graph.assemble import Edge, Node, assemble
from talkgraph.graph.shape import (
    NAME,
    SCHEMA,
    DocumentAttributes,
    EvidenceAttributes,
    Graph,
    GraphAttributes,
    attributes,
    documents,
    edges,
    nodes,
)


def merge(a: Graph, b: Graph) -> Graph:
    """Return the union of two graphs by id: names, links, counts and evidence joined.

    Commutative, associative and idempotent; neither graph is changed.

    Raises:
        GraphError: both have read one document, but not the same text of it: `forget` the old one first.
    """
    return assemble(_about(a, b), chain(nodes(a), nodes(b)), chain(edges(a), edges(b)))


def forget(graph: Graph, ids: Collection[str]) -> Graph:
    """Return the graph without the documents `ids`: without their evidence, and what nothing else speaks for.

    Names and links that an entity has from a forgotten document stay with it, as long as another one names it.
    """
    gone = set(ids) & set(documents(graph))
    kept = dict(_kept_nodes(graph, gone))
    about = cast("GraphAttributes", {**attributes(graph)})
    about["documents"] = {key: entry for key, entry in documents(graph).items() if key not in gone}
    for node in kept.values():
        if broader := [topic for topic in node.pop("broader", []) if topic in kept]:
            node["broader"] = broader
        if repeats := [talk for talk in node.pop("repeats", []) if talk in kept]:
            node["repeats"] = repeats
    return assemble(about, kept.items(), (e for e in _kept_edges(graph, gone) if e[0] in kept and e[2] in kept))


def _kept_nodes(graph: Graph, gone: Collection[str]) -> Iterator[Node]:
    for key, node in nodes(graph):
        left = _left(node["evidence"], gone)
        count = node["count"] - len({entry["document"] for entry in node["evidence"]}.intersection(gone))
        if left or count or not node["evidence"]:
            node = node.copy()  # noqa: PLW2901  the graph's own dictionary stays as it is
            node["evidence"], node["count"] = left, count
            yield key, node


def _kept_edges(graph: Graph, gone: Collection[str]) -> Iterator[Edge]:
    for subject, predicate, obj, edge in edges(graph):
        left = _left(edge["evidence"], gone)
        if len(left) == len(edge["evidence"]):
            yield subject, predicate, obj, edge
        elif left:
            edge = edge.copy()  # noqa: PLW2901
            edge["evidence"], edge["confidence"] = left, max(entry["confidence"] for entry in left)
            yield subject, predicate, obj, edge


def _left(evidence: list[EvidenceAttributes], gone: Collection[str]) -> list[EvidenceAttributes]:
    return [entry for entry in evidence if entry["document"] not in gone]


def _about(a: Graph, b: Graph) -> GraphAttributes:
    name = min(attributes(a)["name"], attributes(b)["name"], key=lambda n: (n == NAME, n))
    about = GraphAttributes(name=name, talkgraph=SCHEMA, documents={**documents(a)})
    for key, entry in documents(b).items():
        about["documents"][key] = _same(about["documents"].get(key, entry), entry)
    if base := min((g["base"] for g in (attributes(a), attributes(b)) if "base" in g), default=""):
        about["base"] = base
    licences = {licence for g in (a, b) if (licence := attributes(g).get("license"))}
    if len(licences) == 1:  # of two, neither holds for the whole
        about["license"] = licences.pop()
    if modified := max(attributes(g).get("modified", "") for g in (a, b)):
        about["modified"] = modified
    return about


def _same(a: DocumentAttributes, b: DocumentAttributes) -> DocumentAttributes:
    if a["sha256"] != b["sha256"]:
        raise GraphError(a["path"], "the two graphs have read different texts of it", "build anew from both sources")
    return min(a, b, key=lambda entry: [str(value) for value in entry.values()])
