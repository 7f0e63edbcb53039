"""Readings → entities and statements: names become ids, what is said twice is said once with all its evidence.

Each reading is resolved by itself (a pure function of one document), then the results are united by id (see `unite`),
then comes what only the whole can tell (`finish`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from urllib.parse import urlsplit

from talkgraph.entities.identity import Pair, unify
from talkgraph.entities.ids import name_of, with_event, year_of
from talkgraph.entities.unite import united
from talkgraph.model import (
    Attribute,
    Decision,
    Document,
    Entity,
    Evidence,
    Fact,
    Kind,
    Mark,
    MarkKind,
    Mention,
    Predicate,
    Reading,
    Resolved,
    Statement,
    Verdict,
    engine_of,
)
from talkgraph.text import clean_text, fold
from talkgraph.vocabulary import Entry, Vocabulary

_SYMMETRIC = frozenset({Predicate.COLOCATED_WITH})
_REASONS = {
    "first-name": "the only person of this first name in the report",
    "surname": "the only person of this surname in the report",
    "event-in-short": "the only event of this series in the report",
}
_WIKIDATA = "http://www.wikidata.org/entity/"


def resolve(readings: Iterable[Reading], vocabulary: Vocabulary) -> Resolved:
    """Return the entities, statements and decisions of all readings, sorted."""
    return finish(united(resolve_one(reading, vocabulary) for reading in readings), vocabulary)


def finish(resolved: Resolved, vocabulary: Vocabulary, pairs: Sequence[Pair] = ()) -> Resolved:
    """Return what is known when everything has been read: what one document alone can't tell.

    Uniting may be done in any grouping before, this is done once, over all.

    Args:
        resolved: what all documents say, united by id.
        vocabulary: the names that are known beforehand.
        pairs: what a user says is one thing, or isn't.
    """
    entities, statements, decisions = unify(resolved.entities, resolved.statements, vocabulary.names, pairs=pairs)
    known = {entity.id for entity in entities}
    return Resolved(
        resolved.documents,
        tuple(_with_broader(entity, known, vocabulary) for entity in entities),
        statements,
        tuple(sorted({*resolved.decisions, *decisions})),
    )


def _with_broader(entity: Entity, known: Set[str], vocabulary: Vocabulary) -> Entity:
    """Return a topic with those broader ones that are in the graph too."""
    if entity.kind is not Kind.TOPIC:
        return entity
    entry = vocabulary.get(Kind.TOPIC, entity.id.partition(":")[2])
    broader = sorted(b for t in (entry.broader if entry else ()) if (b := f"topic:{t}") in known and b != entity.id)
    return replace(entity, broader=tuple(broader))


def resolve_one(reading: Reading, vocabulary: Vocabulary) -> Resolved:
    """Return what one document says, with ids: a pure function of the reading and the vocabulary."""
    ids = _ids(reading, vocabulary)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        mentions[ids[mention.identity]].append(mention)
    links = _web_links(reading.document)
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        facts[ids[fact.subject.identity]].append(fact)
    entities = [
        with_facts(_entity(key, found, reading.document, links, vocabulary), facts[key])
        for key, found in sorted(mentions.items())
    ]
    said: dict[tuple[str, Predicate, str], set[Evidence]] = defaultdict(set)
    for claim in reading.claims:
        subject, obj = ids[claim.subject.identity], ids[claim.object.identity]
        if claim.predicate in _SYMMETRIC and subject > obj:
            subject, obj = obj, subject
        if subject != obj:
            said[subject, claim.predicate, obj].update(claim.evidence)
    return Resolved(
        (reading.document.header,),
        tuple(entities),
        tuple(_statement(key, said[key]) for key in sorted(said)),
        tuple(sorted(set(_decisions(reading)))),
    )


def _ids(reading: Reading, vocabulary: Vocabulary) -> dict[tuple[Kind, str], str]:
    """Return the id of each identity of the reading; a talk's holds the event that it was given at."""
    ids: dict[tuple[Kind, str], str] = {}
    for mention in sorted(reading.mentions):
        if mention.kind is not Kind.TALK and mention.identity not in ids:
            ids[mention.identity] = f"{mention.kind}:{name_of(mention, vocabulary).local}"
    events: dict[tuple[Kind, str], tuple[float, str]] = {}
    for claim in reading.claims:
        if claim.predicate is Predicate.PRESENTED_AT:
            best = (-max(e.confidence for e in claim.evidence), ids[claim.object.identity])
            events[claim.subject.identity] = min(best, events.get(claim.subject.identity, best))
    for mention in sorted(reading.mentions):
        if mention.kind is Kind.TALK:
            event = events.get(mention.identity, (0, ""))[1]
            ids[mention.identity] = f"talk:{with_event(name_of(mention, vocabulary).local, event)}"
    return ids


def _entity(
    key: str, mentions: list[Mention], document: Document, links: Sequence[Mark], vocabulary: Vocabulary
) -> Entity:
    """Return the entity that all of `mentions` mean."""
    chief = max(mentions, key=lambda m: (m.confidence, len(m.name), -m.span.start))
    name = name_of(chief, vocabulary).text
    named = [m for m in mentions if m.rule != "pronoun"]
    called = {m.identity: m for m in named}
    forms = {form for m in named for form in (document.quote(m.span), m.name)}
    forms.update(name_of(m, vocabulary).text for m in called.values())
    surfaces = set(map(_tidy, forms))
    if chief.kind is Kind.TALK:
        surfaces = {s for s in surfaces if len(s) <= 300}
    entry = vocabulary.get(chief.kind, chief.key) if chief.key else None
    first: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.span):
        first.setdefault(engine_of(mention.rule), mention)
    return Entity(
        id=key,
        kind=chief.kind,
        name=_tidy(name),
        aliases=tuple(sorted(surfaces - {_tidy(name), ""})),
        same_as=_same_as(entry) if entry else (),
        evidence=tuple(sorted(Evidence.of(document, m.span, m.rule, m.confidence) for m in first.values())),
        documents=1,
        date=year_of(name) if chief.kind is Kind.EVENT else "",
        url=_url(mentions, links),
    )


def with_facts(entity: Entity, facts: Sequence[Fact]) -> Entity:
    """Return the entity with the values that its document gives of it; of several single values the first sorted."""
    if not facts:
        return entity
    values: dict[Attribute, list[str]] = defaultdict(list)
    for fact in sorted(facts):
        if fact.value not in values[fact.attribute]:
            values[fact.attribute].append(fact.value)

    def one(attribute: Attribute, known: str = "") -> str:
        return values[attribute][0] if values[attribute] else known

    return replace(
        entity,
        date=one(Attribute.DATE, entity.date),
        end_date=one(Attribute.END_DATE),
        url=one(Attribute.URL, entity.url),
        language=one(Attribute.LANGUAGE),
        abstract=one(Attribute.ABSTRACT),
        recordings=tuple(sorted(values[Attribute.RECORDING])),
        slides=tuple(sorted(values[Attribute.SLIDES])),
        identifiers=tuple(sorted(values[Attribute.IDENTIFIER])),
    )


def _web_links(document: Document) -> list[Mark]:
    return [m for m in document.marks if m.kind is MarkKind.LINK and m.target.startswith(("http://", "https://"))]


def _tidy(name: str) -> str:
    return " ".join(clean_text(name).split())


def _same_as(entry: Entry) -> tuple[str, ...]:
    wikidata = f"{_WIKIDATA}{entry.wikidata}" if entry.wikidata else ""
    links = (entry.homepage, entry.repository, entry.wikipedia, wikidata, entry.url)
    return tuple(sorted({link for link in links if link.startswith(("http://", "https://"))}))


def _url(mentions: Iterable[Mention], links: Sequence[Mark]) -> str:
    """Return the address that the document links the name to, the first one in the text."""
    starts = [link.span.start for link in links]
    for mention in sorted(mentions):
        if mention.kind not in (Kind.TALK, Kind.EVENT, Kind.PERSON):
            continue
        first = max(0, bisect_right(starts, mention.span.start) - 1)
        for link in links[first : bisect_left(starts, mention.span.end)]:
            if link.span in mention.span or mention.span in link.span:
                return link.target if urlsplit_ok(link.target) else ""
    return ""


def urlsplit_ok(address: str) -> bool:
    """Return whether an address can be taken apart: has a host, no space, no control character.

    >>> urlsplit_ok("https://loom.example/a"), urlsplit_ok("https://[broken")
    (True, False)
    """
    try:
        return bool(urlsplit(address).hostname) and address.isprintable() and " " not in address
    except ValueError:
        return False


def _statement(key: tuple[str, Predicate, str], said: Iterable[Evidence]) -> Statement:
    evidence = tuple(sorted(said))
    return Statement(*key, max(e.confidence for e in evidence), evidence)


def _decisions(reading: Reading) -> Iterable[Decision]:
    """Yield why a short name was taken for a full one, and what the reading itself decided."""
    yield from reading.decisions
    for mention in reading.mentions:
        surface = reading.document.quote(mention.span)
        if (
            mention.rule != "pronoun"
            and mention.kind in (Kind.PERSON, Kind.EVENT, Kind.TALK)
            and fold(surface) != fold(mention.name)
        ):
            reason = _REASONS.get(mention.rule, "a shorter form of the same name in the same report")
            yield Decision(reading.document.id, mention.kind, _tidy(surface), mention.name, Verdict.SAME, reason)
