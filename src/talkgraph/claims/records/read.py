"""A talk's record: what its fields say, and the projects and topics that its title and abstract name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from talkgraph.claims.mentions import known_projects, new_projects, topics
from talkgraph.claims.mentions.projects import one_sense
from talkgraph.claims.page import Page
from talkgraph.claims.records.fields import Found, read_conference, read_talk
from talkgraph.claims.spans import Cover, first_come, spans_of
from talkgraph.model import Block, Claim, Document, Evidence, Kind, Mention, Predicate, Reading, Span
from talkgraph.vocabulary import Form, Hit, Vocabulary

IN_TITLE, TOLD, HINTED = 0.95, 0.75, 0.65
"""Confidence that a talk is about what its title names, what its abstract comes back to, what its track names too."""
BEGINNING = 200
"""Characters of an abstract in which a project that is named is what the talk is about."""
REPEATED = 2
"""How often an abstract names what the talk is about."""

_PROSE = ("title", "subtitle", "abstract", "description")
_ROOM = re.compile(r"\b(?:dev ?rooms?|tracks?|rooms?|main|stage|stand|session|(?:19|20)\d\d)\b", re.IGNORECASE)


def read(document: Document, vocabulary: Vocabulary) -> Reading:
    """Return what a record says: a pure function of its arguments."""
    if not any(block.name == "title" for block in document.blocks):
        return _reading(read_conference(document, vocabulary))
    found, talk = read_talk(document, vocabulary)
    if talk is not None:
        _subjects(found, talk, vocabulary)
    return _reading(found)


def _reading(found: Found) -> Reading:
    mentions = tuple(sorted(found.mentions))
    return Reading(found.document, mentions, tuple(found.claims), tuple(found.facts), decisions=tuple(found.decisions))


def _subjects(found: Found, talk: Mention, vocabulary: Vocabulary) -> None:
    """Add the projects and topics that title and abstract name, and which of them the talk is about."""
    document = found.document
    prose = [block for block in document.blocks if block.name in _PROSE]
    page = Page.of_parts(document, vocabulary, [block.span for block in prose])
    hints = _hints(document, vocabulary)
    named = _named(page, talk, hints)
    found.mentions += named
    counts = Counter(mention.identity for mention in named)
    best: dict[tuple[Kind, str], Claim] = {}
    for mention in named:
        judged = _judged(mention, counts[mention.identity], hints, page)
        if judged is None:
            continue
        rule, confidence, span = judged
        claim = Claim(talk, Predicate.ABOUT, mention, (Evidence.of(document, span, rule, confidence),))
        known = best.get(mention.identity)
        if known is None or known.evidence[0].confidence < confidence:
            best[mention.identity] = claim
    found.claims += best.values()


def _judged(
    mention: Mention, count: int, hints: dict[tuple[Kind, str], Block], page: Page
) -> tuple[str, float, Span] | None:
    """Return the rule, confidence and words by which a talk is about what is named here, or None."""
    block = page.block_of(mention.span)
    if block.name in ("title", "subtitle"):
        return "record-title", round(IN_TITLE * mention.confidence**0.5, 2), block.span
    sentence = page.outline.sentence_at(mention.span.start)
    if mention.kind is Kind.TOPIC:
        return "record-abstract", TOLD if count >= REPEATED else HINTED, sentence
    at_beginning = block.name == "abstract" and mention.span.start - block.span.start < BEGINNING
    if mention.identity in hints or count >= REPEATED or at_beginning:
        return "record-abstract", TOLD if count >= REPEATED else HINTED, sentence
    return None


def _named(page: Page, talk: Mention, hints: dict[tuple[Kind, str], Block]) -> list[Mention]:
    projects = list(known_projects.find(page, page.hits))
    projects += _hinted(page, hints, Cover(spans_of(projects)))
    covered = Cover(spans_of(projects))
    new = [m for m in new_projects.in_title(page, talk) if not covered.touches(m.span)]
    projects = first_come(
        sorted([*projects, *new_projects.again(page, new, covered)], key=lambda m: (m.span, -m.confidence, m.rule))
    )
    projects = one_sense(projects)
    taken = Cover(spans_of(projects))
    free = [hit for hit in page.hits if not taken.touches(Span(hit.start, hit.end))]
    told = topics.known(page, free, [talk])
    return first_come(sorted([*projects, *told, *_of_track(page, free, hints)], key=lambda m: (m.span, -m.confidence)))


def _of_track(page: Page, free: Sequence[Hit], hints: dict[tuple[Kind, str], Block]) -> Iterator[Mention]:
    """Yield topics that an abstract names and track or tags name too: `databases` in the databases devroom."""
    for hit in free:
        entry = next((c.entry for c in hit.candidates if c.entry.kind is Kind.TOPIC), None)
        if entry is not None and not topics.is_idle(entry) and (Kind.TOPIC, entry.key) in hints:
            span = Span(hit.start, hit.end)
            yield Mention(span, Kind.TOPIC, page.document.quote(span), entry.key, "topic-of-track", 0.7)


def _hinted(page: Page, hints: dict[tuple[Kind, str], Block], covered: Cover) -> Iterator[Mention]:
    """Yield names that are also words, where track or tags say that they are meant: `Go` in the Go devroom."""
    for hit in page.hits:
        span = Span(hit.start, hit.end)
        if covered.touches(span) or not _is_spelled(page, hit):
            continue
        for candidate in hit.candidates:
            entry = candidate.entry
            if entry.kind is Kind.PROJECT and (Kind.PROJECT, entry.key) in hints and candidate.form is Form.CONTEXT:
                yield Mention(span, Kind.PROJECT, page.document.quote(span), entry.key, "project-of-track", 0.8)
                break


def _is_spelled(page: Page, hit: Hit) -> bool:
    return any(candidate.exact for candidate in hit.candidates) and page.text[hit.start].isupper()


def _hints(document: Document, vocabulary: Vocabulary) -> dict[tuple[Kind, str], Block]:
    """Return what track and tags name, and where: they say in which sense a word is meant, no more."""
    found: dict[tuple[Kind, str], Block] = {}
    for block in document.blocks:
        if block.name in ("track", "tags"):
            for name in _names(document.quote(block.span), block.name):
                for entry in vocabulary.lookup(name):
                    if entry.kind in (Kind.PROJECT, Kind.TOPIC):
                        found.setdefault((entry.kind, entry.key), block)
    return found


def _names(text: str, field: str) -> Sequence[str]:
    parts = re.split(r"\s*(?:,|;|/| and | & )\s*", text)
    if field == "track":
        parts = [text, *parts]
        parts += [_ROOM.sub(" ", part) for part in parts]
    return [name for name in dict.fromkeys(" ".join(part.split()) for part in parts) if name]
