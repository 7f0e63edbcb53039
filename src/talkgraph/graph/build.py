"""Resolved → graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

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
from talkgraph.model import Entity, Evidence, Header, Resolved, Statement


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
    more = {
        "date": entity.date,
        "url": entity.url,
        "broader": list(entity.broader),
        "end_date": entity.end_date,
        "language": entity.language,
        "abstract": entity.abstract,
        "recordings": list(entity.recordings),
        "slides": list(entity.slides),
        "identifiers": list(entity.identifiers),
        "repeats": list(entity.repeats),
        "why": list(entity.why),
    }
    return cast("NodeAttributes", {**node, **{key: value for key, value in more.items() if value}})


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


def _document(document: Header) -> DocumentAttributes:
    found = DocumentAttributes(
        path=document.place.path,
        title=document.title,
        authors=list(document.authors),
        date=document.date,
        language=document.language,
        url=document.url,
        sha256=document.sha256,
    )
    if document.part:
        found["part"] = document.part
    return found
