"""What is said twice is said once: entities and statements of one id become one, with all their evidence.

Uniting is commutative, associative and idempotent, so neither the order of the sources nor how they were grouped shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from talkgraph.model import Decision, Entity, Evidence, Header, Predicate, Resolved, Statement, engine_of, first_date


def united(parts: Iterable[Resolved]) -> Resolved:
    """Return what all parts say together, sorted by id; takes time in proportion to what they say."""
    entities: dict[str, list[Entity]] = defaultdict(list)
    statements: dict[tuple[str, Predicate, str], list[Statement]] = defaultdict(list)
    decisions: set[Decision] = set()
    documents: dict[str, Header] = {}
    for part in parts:
        documents.update((document.id, document) for document in part.documents)
        decisions.update(part.decisions)
        for entity in part.entities:
            entities[entity.id].append(entity)
        for statement in part.statements:
            statements[statement.subject, statement.predicate, statement.object].append(statement)
    return Resolved(
        tuple(documents[key] for key in sorted(documents)),
        tuple(unite(entities[key]) for key in sorted(entities)),
        tuple(join(statements[key]) for key in sorted(statements)),
        tuple(sorted(decisions)),
    )


def unite(entities: Sequence[Entity]) -> Entity:
    """Return one entity for several of one id: the fullest name, other forms as aliases, documents counted once."""
    if len(entities) == 1:
        return entities[0]
    first: dict[tuple[str, str], Evidence] = {}
    for entry in sorted({e for entity in entities for e in entity.evidence}, key=_order):
        first.setdefault((entry.document, engine_of(entry.rule)), entry)
    names = {entity.name for entity in entities}
    name = min(names, key=lambda n: (n.isupper(), n.islower(), -len(n), n))
    return replace(
        entities[0],
        name=name,
        aliases=_all((*names, *(a for e in entities for a in e.aliases)), but=name),
        same_as=_all(link for e in entities for link in e.same_as),
        evidence=tuple(first.values()),
        documents=max(len({document for document, _ in first}), *(e.documents for e in entities)),
        date=first_date(e.date for e in entities),
        url=_first(e.url for e in entities),
        broader=_all(topic for e in entities for topic in e.broader),
        end_date=max(e.end_date for e in entities),
        language=_first(e.language for e in entities),
        abstract=max((e.abstract for e in entities), key=lambda text: (len(text), text)),
        recordings=_all(link for e in entities for link in e.recordings),
        slides=_all(link for e in entities for link in e.slides),
        identifiers=_all(each for e in entities for each in e.identifiers),
        repeats=_all(talk for e in entities for talk in e.repeats),
        why=_all(reason for e in entities for reason in e.why),
    )


def join(statements: Sequence[Statement]) -> Statement:
    """Return one statement for several of one subject, predicate and object; as sure as the best evidence is."""
    if len(statements) == 1:
        return statements[0]
    evidence = tuple(sorted({e for statement in statements for e in statement.evidence}, key=_order))
    return replace(statements[0], confidence=max(e.confidence for e in evidence), evidence=evidence)


def _order(entry: Evidence) -> tuple[str, int, int, str, float, str]:
    """Return what `Evidence` is sorted by, in a form that compares faster."""
    return (entry.document, entry.span.start, entry.span.end, entry.rule, entry.confidence, entry.quote)


def _all(values: Iterable[str], *, but: str = "") -> tuple[str, ...]:
    return tuple(sorted({*values} - {but}))


def _first(values: Iterable[str]) -> str:
    return min(filter(None, values), default="")
