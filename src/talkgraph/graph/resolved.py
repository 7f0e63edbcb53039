"""Graph → resolved: the way back of `build`, so that more can be said of what a graph holds already."""

from __future__ import annotations

from collections.abc import Iterable

from talkgraph.errors import Place
from talkgraph.graph.shape import DocumentAttributes, EvidenceAttributes, Graph, NodeAttributes, documents, edges, nodes
from talkgraph.model import Entity, Evidence, Header, Kind, Predicate, Resolved, Span, Statement


def resolved(graph: Graph) -> Resolved:
    """Return what a graph says; edges without evidence (of a graph of somebody else's making) are no statements."""
    return Resolved(
        documents=tuple(_header(key, entry) for key, entry in sorted(documents(graph).items())),
        entities=tuple(_entity(key, node) for key, node in nodes(graph)),
        statements=tuple(
            Statement(subject, Predicate(predicate), obj, edge["confidence"], _evidence(edge["evidence"]))
            for subject, predicate, obj, edge in edges(graph)
            if edge["evidence"]
        ),
        decisions=(),
    )


def _entity(key: str, node: NodeAttributes) -> Entity:
    return Entity(
        id=key,
        kind=Kind(node["type"]),
        name=node["name"],
        aliases=tuple(node["aliases"]),
        same_as=tuple(node["same_as"]),
        evidence=_evidence(node["evidence"]),
        documents=node["count"],
        date=node.get("date", ""),
        url=node.get("url", ""),
        broader=tuple(node.get("broader", ())),
        end_date=node.get("end_date", ""),
        language=node.get("language", ""),
        abstract=node.get("abstract", ""),
        recordings=tuple(node.get("recordings", ())),
        slides=tuple(node.get("slides", ())),
        identifiers=tuple(node.get("identifiers", ())),
        repeats=tuple(node.get("repeats", ())),
        why=tuple(node.get("why", ())),
    )


def _evidence(found: Iterable[EvidenceAttributes]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(e["document"], Span(e["start"], e["end"]), e["rule"], e["confidence"], e["quote"]) for e in found
    )


def _header(key: str, entry: DocumentAttributes) -> Header:
    return Header(
        id=key,
        place=Place(entry["path"]),
        part=entry.get("part", ""),
        title=entry["title"],
        authors=tuple(entry["authors"]),
        date=entry["date"],
        language=entry["language"],
        url=entry["url"],
        sha256=entry["sha256"],
    )
