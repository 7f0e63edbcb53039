"""What the fields of a record say: speakers, event, place, dates, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from talkgraph.model import (
    Attribute,
    Block,
    Claim,
    Decision,
    Document,
    Evidence,
    Fact,
    Kind,
    Mention,
    Predicate,
    Span,
    Verdict,
)
from talkgraph.text import fold, slug
from talkgraph.vocabulary import Vocabulary
from talkgraph.vocabulary.speakers import Named, parse_speakers

_SHORT = 3
"""Letters of codes of countries and regions, which ids take care of."""
SURE = 0.98
"""Confidence of what a field says: it may still be a slip of whoever filled it in."""

_YEAR = re.compile(r"[\s,:–—-]*[(\[]?(?:\b(?:19|20)\d\d\b|['’]\d\d\b)[)\]]?[\s,:–—-]*")
_BESIDE_SERIES = re.compile(r"[\W\d_]*")
_FACTS = {
    "date": Attribute.DATE,
    "language": Attribute.LANGUAGE,
    "url": Attribute.URL,
    "recording": Attribute.RECORDING,
    "slides": Attribute.SLIDES,
}
_EVENT_FACTS = {"start": Attribute.DATE, "end": Attribute.END_DATE, "url": Attribute.URL}


@dataclass(slots=True)
class Found:
    """What has been read of a record so far."""

    document: Document
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def mention(self, span: Span, kind: Kind, name: str, rule: str, key: str = "") -> Mention:
        """Add a mention and return it."""
        found = Mention(span, kind, name, key, rule, SURE)
        self.mentions.append(found)
        return found

    def claim(self, subject: Mention, predicate: Predicate, obj: Mention, span: Span, rule: str) -> None:
        """Add a claim that the words at `span` make."""
        if subject.identity != obj.identity:
            self.claims.append(Claim(subject, predicate, obj, (Evidence.of(self.document, span, rule, SURE),)))

    def fact(self, subject: Mention, attribute: Attribute, block: Block, value: str = "") -> None:
        """Add the value that a field gives."""
        said = Evidence.of(self.document, block.span, f"record-{block.name}", SURE)
        self.facts.append(Fact(subject, attribute, value or self.document.quote(block.span), said))


def read_conference(document: Document, vocabulary: Vocabulary) -> Found:
    """Return what the header of a schedule says: the event, its series, place and dates."""
    found = Found(document)
    event = _event(found, vocabulary)
    if event is None:
        return found
    _series(found, event, vocabulary)
    for block in document.blocks:
        if block.name in _EVENT_FACTS:
            found.fact(event, _EVENT_FACTS[block.name], block)
        elif block.name == "city":
            name = document.quote(block.span)
            key = _key(name, Kind.PLACE, vocabulary)
            place = found.mention(block.span, Kind.PLACE, name, "record-city", key)
            found.claim(event, Predicate.HELD_IN, place, block.span, "record-city")
    return found


def read_talk(document: Document, vocabulary: Vocabulary) -> tuple[Found, Mention | None]:
    """Return what the fields of a talk's record say, and the talk."""
    found = Found(document)
    title = next((block for block in document.blocks if block.name == "title"), None)
    if title is None:
        return found, None
    name = document.quote(title.span)
    talk = found.mention(title.span, Kind.TALK, name, "record-title", _talk_key(document, name))
    event = _event(found, vocabulary)
    if event is not None:
        found.claim(talk, Predicate.PRESENTED_AT, event, event.span, "record-event")
    for index, block in enumerate(document.blocks):
        if block.name == "speaker":
            _speakers(found, talk, index, vocabulary)
        elif block.name in _FACTS:
            found.fact(talk, _FACTS[block.name], block)
    told = next((b for name in ("abstract", "description") for b in document.blocks if b.name == name), None)
    if told is not None:
        found.fact(talk, Attribute.ABSTRACT, told)
    return found, talk


def _talk_key(document: Document, title: str) -> str:
    """Return the key of a talk that shares its title with another of its event, else nothing."""
    return f"{slug(title)}.{document.qualifier}" if document.qualifier else ""


def _event(found: Found, vocabulary: Vocabulary) -> Mention | None:
    block = next((block for block in found.document.blocks if block.name == "event"), None)
    if block is None:
        return None
    name = found.document.quote(block.span)
    return found.mention(block.span, Kind.EVENT, name, "record-event", _edition_key(name, vocabulary))


def series_key(name: str, vocabulary: Vocabulary) -> str:
    """Return the key of the series that an event's name is of, where the table holds it; the year aside the names
    must be the same, so that a chapter of its own (`PyData Berlin`) isn't taken for the series of all.
    """
    for hit in vocabulary.find(name):
        candidate = next((c for c in hit.candidates if c.entry.kind is Kind.EVENT), None)
        around = name[: hit.start] + name[hit.end :]
        if candidate and _BESIDE_SERIES.fullmatch(around):
            return candidate.entry.key
    return ""


@lru_cache(maxsize=64)  # all talks of a schedule name the same event
def _edition_key(name: str, vocabulary: Vocabulary) -> str:
    return "" if _adds_a_town(name, vocabulary) else series_key(name, vocabulary)


def _adds_a_town(name: str, vocabulary: Vocabulary) -> bool:
    """Return whether an event's name says more than its series does, and that is a town or a country: `Devoxx Poland
    2016` and `Devoxx France 2016` are two editions of Devoxx, not one. (Regions go into the id together with the key.)
    """
    entry = vocabulary.get(Kind.EVENT, series_key(name, vocabulary))
    if entry is None:
        return False
    own = fold(f"{entry.name} {entry.key}")
    more = [word for word in fold(name).split() if word not in own and len(word) > _SHORT]
    return any(known.kind is Kind.PLACE for word in more for known in vocabulary.lookup(word))


def _series(found: Found, event: Mention, vocabulary: Vocabulary) -> None:
    """Add that an edition is part of its series: `FOSDEM 2014` of `FOSDEM`."""
    year = _YEAR.search(event.name)
    if not year:
        return
    before, after = event.name[: year.start()], event.name[year.end() :]
    if bool(before.strip()) == bool(after.strip()):
        return
    part = event.span.within(0, year.start()) if before.strip() else event.span.within(year.end(), len(event.span))
    series = found.mention(part, Kind.EVENT, before or after, "record-series", series_key(event.name, vocabulary))
    found.claim(event, Predicate.PART_OF, series, event.span, "record-series")


def _speakers(found: Found, talk: Mention, index: int, vocabulary: Vocabulary) -> None:
    """Add the persons of one `speaker` field, and what the fields right behind it say of them."""
    document, block = found.document, found.document.blocks[index]
    text = document.quote(block.span)
    named = parse_speakers(text, vocabulary.names)
    if not named:
        reason = "names nobody: left out"
        found.decisions.append(Decision(document.id, Kind.PERSON, text, "", Verdict.DIFFERENT, reason))
    behind = list(_behind(document.blocks, index))
    for each in named:
        span = block.span.within(each.start, each.end)
        person = found.mention(span, Kind.PERSON, each.name, "record-speaker")
        found.claim(person, Predicate.GAVE, talk, span, "record-speaker")
        _with_company(found, person, each, block.span, vocabulary)
        for more in behind if len(named) == 1 else ():
            if more.name == "speaker-id":
                found.fact(person, Attribute.IDENTIFIER, more)
            elif more.name == "speaker-url":
                found.fact(person, Attribute.URL, more)
            else:
                _affiliation(found, person, more.span, "record-affiliation", vocabulary)


def _behind(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    for block in blocks[index + 1 :]:
        if block.name not in ("speaker-id", "affiliation", "speaker-url"):
            return
        yield block


def _with_company(found: Found, person: Mention, named: Named, within: Span, vocabulary: Vocabulary) -> None:
    """Add whom a person speaks for by the brackets behind the name, where the table knows that as an organization."""
    at = found.document.quote(within).find(named.affiliation) if named.affiliation else -1
    if at >= 0 and _key(named.affiliation, Kind.ORGANIZATION, vocabulary):
        span = within.within(at, at + len(named.affiliation))
        _affiliation(found, person, span, "record-speaker-affiliation", vocabulary)


def _affiliation(found: Found, person: Mention, span: Span, rule: str, vocabulary: Vocabulary) -> None:
    name = found.document.quote(span)
    if not any(c.isalpha() for c in name) or fold(name) in ("none", "independent", "freelance", "self employed", "n a"):
        return
    company = found.mention(span, Kind.ORGANIZATION, name, rule, _key(name, Kind.ORGANIZATION, vocabulary))
    found.claim(person, Predicate.AFFILIATED_WITH, company, span, rule)


def _key(name: str, kind: Kind, vocabulary: Vocabulary) -> str:
    """Return the key of the entry that a whole field names, or nothing."""
    return next((entry.key for entry in vocabulary.lookup(name) if entry.kind is kind), "")
