"""Resolved → graph."""

from __future__ import annotations

from collections.abc import Iterable

from talkgraph.graph.assemble import assemble
from talkgraph.graph.shape import (
    NAME,
    SCHEMA,
    DocumentAttributes,
    EdgeAttributes,
    EvidenceAttributes,
    Graph,
    GraphAttributes,
    NodeAttributes,
)
from talkgraph.model import Document, Entity, Evidence, Resolved, Statement


def build(resolved: Resolved, *, name: str = NAME) -> Graph:
    """Return the graph of what the documents say together; `name` is what it is called in outputs."""
    about = GraphAttributes(name=name, talkgraph=SCHEMA, documents={d.id: _document(d) for d in resolved.documents})
    return assemble(
        about,
        ((entity.id, _node(entity)) for entity in resolved.entities),
        ((s.subject, s.predicate.value, s.object, _edge(s)) for s in resolved.statements),
    )


def _node(entity: Entity) -> NodeAttributes:
    node = NodeAttributes(
        type=entity.kind.value,
        name=entity.name,
        aliases=list(entity.aliases),
        same_as=list(entity.same_as),
        count=entity.documents,
        evidence=_evidence(entity.evidence),
    )
    if entity.date:
        node["date"] = entity.date
    if entity.url:
        node["url"] = entity.url
    if entity.broader:
        node["broader"] = list(entity.broader)
    return node


def _edge(statement: Statement) -> EdgeAttributes:
    return EdgeAttributes(
        predicate=statement.predicate.value,
        confidence=statement.confidence,
        evidence=_evidence(statement.evidence),
    )


def _evidence(found: Iterable[Evidence]) -> list[EvidenceAttributes]:
    return [
        EvidenceAttributes(
            document=evidence.document,
            start=evidence.span.start,
            end=evidence.span.end,
            quote=evidence.quote,
            rule=evidence.rule,
            confidence=evidence.confidence,
        )
        for evidence in found
    ]


def _document(document: Document) -> DocumentAttributes:
    return DocumentAttributes(
        path=document.place.path,
        title=document.title,
        authors=list(document.authors),
        date=document.date,
        language=document.language,
        url=document.url,
        sha256=document.sha256,
    )
