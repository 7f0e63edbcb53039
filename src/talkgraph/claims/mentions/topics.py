"""Topics: known subjects where the document really speaks of them, and noun phrases of titles by form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from talkgraph.claims.page import Page
from talkgraph.claims.spans import Cover, Placed, longest, spans_of
from talkgraph.claims.words import one_of, words
from talkgraph.model import BlockKind, Kind, Mention, Span
from talkgraph.text import fold
from talkgraph.vocabulary import Candidate, Entry, Form, Hit, Vocabulary

REPEATED = 2
"""How often a known topic must be named outside titles and headings to be one of the document's."""

_SPEAKS_OF = re.compile(
    rf"\b{one_of('about')}\s(?:the |a |an |how |some |various |different |specific )?(?:[\w-]+ ){{0,2}}$", re.IGNORECASE
)
_DESCRIBES = re.compile(
    r"\b(?:an?|his|her|their|mostly|experience in|experience with|experience of|background in) (?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
"""Before a term that only describes a thing or a person: `an open source operating system`."""
_PHRASE = re.compile(r"[^\W_][\w’'+#/-]*")
_STOP = words("not-in-topic")
NOBODY = Placed([])
_FORMATS = words("session-format")
_HEAD = re.compile(
    r"(?:tion|tions|ing|ings|ment|ments|ance|ence|ity|ities|ics|ism|graphy|ology|ware|ship|sis|age|ture|tures|work"
    r"|works|base|bases|chain|chains|flow|flows|space|spaces|system|systems)$"
)
_ABSTRACT = re.compile(r"[a-z]{3,}(?:i[sz]ations?|ography|ology|omics|ability|ibility|metry|onomy|itioning|ulation)$")
"""How single words end that are subjects by themselves: `Personalization`, `Oceanography`."""
_HEAD_NOUNS = words("topic-noun")


def find(page: Page, taken: Sequence[Mention], talks: Sequence[Mention]) -> list[Mention]:
    """Return the topics that the document speaks of outside of `taken` (but inside titles), in order."""
    outer = Cover(spans_of(taken))
    free = [h for h in page.hits if page.readable(h.start) and not outer.touches(Span(h.start, h.end))]
    people = Placed([m for m in taken if m.kind is Kind.PERSON])
    found = list(known(page, free, talks, people))
    several = [m for m in found if " " in m.name or "-" in m.name]
    whole = Cover(spans_of(taken, several))
    new = [m for talk in talks for m in phrases(page, talk.span, whole)]
    new += list(_told_of(page, Cover(spans_of(taken, found, talks))))
    return longest([*found, *new])


def _candidate(hit: Hit) -> Candidate | None:
    return next((c for c in hit.candidates if c.entry.kind is Kind.TOPIC), None)


def known(page: Page, hits: Sequence[Hit], talks: Sequence[Mention], people: Placed = NOBODY) -> Iterator[Mention]:
    """Yield the known topics that a title, a heading or a repetition makes the document's own."""
    found = [(Span(h.start, h.end), c) for h in hits if (c := _candidate(h)) and not is_idle(c.entry)]
    counts = Counter(c.entry.key for _, c in found)
    for span, candidate in found:
        key = candidate.entry.key
        in_title = any(span in t.span for t in talks)
        if candidate.form == Form.CONTEXT and not in_title and not _believed(page, span):
            continue
        if _is_short_for(page.document.quote(span), candidate.entry):
            continue
        if in_title:
            rule, confidence = "topic-in-title", 0.9
        elif _in_head(page, span):
            rule, confidence = "topic-in-heading", 0.8
        elif _SPEAKS_OF.search(page.before(span.start, 60)):
            rule, confidence = "topic-spoken-of", 0.75
        elif counts[key] >= REPEATED:
            rule, confidence = "topic-repeated", 0.7
        elif _is_term(page, span, candidate) and _told_by_somebody(page, span, people):
            rule, confidence = "topic-told-of", 0.6
        else:
            continue
        yield Mention(span, Kind.TOPIC, page.document.quote(span), key, rule, confidence)


def _is_term(page: Page, span: Span, candidate: Candidate) -> bool:
    """Return whether a topic is a term of several words, which nobody uses in passing: `erasure coding`."""
    words = page.document.quote(span).replace("-", " ").split()
    return candidate.form < Form.CONTEXT and len(words) > 1 and not _DESCRIBES.search(page.before(span.start, 60))


def _told_by_somebody(page: Page, span: Span, people: Placed) -> bool:
    """Return whether the sentence of the topic tells of somebody, so that it is what they spoke of or work on."""
    return bool(people.inside(page.outline.sentence_at(span.start)))


def is_idle(entry: Entry) -> bool:
    """Return whether a topic never says what a report is about: a plain word, or a form of session (`keynotes`)."""
    return entry.generic or "conference-format" in entry.broader or entry.key in _FORMATS


def _is_short_for(surface: str, entry: Entry) -> bool:
    """Return whether one plain word stands for a longer term (`review` for *code review*): too little to go by."""
    return (
        surface.isalpha() and not surface.isupper() and " " in entry.name and fold(surface) in fold(entry.name).split()
    )


def _believed(page: Page, span: Span) -> bool:
    """Return whether a word that is a topic only in context (`test`, `oss`) is meant as one: all in capitals, or
    spoken of.
    """
    return page.document.quote(span).isupper() or bool(_SPEAKS_OF.search(page.before(span.start, 60)))


def _in_head(page: Page, span: Span) -> bool:
    index = page.block_at(span.start)
    block = page.document.blocks[index]
    if page.document.record:
        return block.name in ("title", "subtitle")
    return block.kind in (BlockKind.HEADING, BlockKind.FIELD) or bool(page.outline.heading_levels[index])


def phrases(page: Page, title: Span, covered: Cover) -> Iterator[Mention]:
    """Yield the noun phrases of a title that no table holds: two or three words, the last one a noun by its form.

    `Storage Tiering and Erasure Coding in Ceph` → *Storage Tiering*, *Erasure Coding*.
    """
    chunk: list[Span] = []
    for match in _PHRASE.finditer(page.text, title.start, title.end):
        span = Span(*match.span())
        gap = page.text[chunk[-1].end : span.start] if chunk else " "
        stop = fold(match[0]) in _STOP or covered.touches(span) or match[0].isdigit()
        if chunk and (gap != " " or stop):
            yield from _as_topic(page, chunk)
            chunk = []
        if not stop:
            chunk.append(span)
    yield from _as_topic(page, chunk)


def _as_topic(page: Page, chunk: Sequence[Span]) -> Iterator[Mention]:
    """Yield the chunk as a topic, without a verb in -ing before it (`Safeguarding Unstructured Data`)."""
    words = [page.document.quote(span) for span in chunk]
    if len(words) > 2 and fold(words[0]).endswith("ing") and not page.vocabulary.lookup(words[0]):
        chunk, words = chunk[1:], words[1:]
    known_before = len(words) > 1 and any(e.kind is Kind.TOPIC for e in page.vocabulary.lookup(words[-2]))
    gerund = known_before and fold(words[-1]).endswith("ing")
    if len(chunk) == 1 and _ABSTRACT.search(fold(words[0])) and words[0][0].isupper():
        yield Mention(chunk[0], Kind.TOPIC, words[0], rule="noun-in-title", confidence=0.55)
    if 2 <= len(chunk) <= 3 and (gerund or is_noun(words[-1], page.vocabulary)):
        span = Span(chunk[0].start, chunk[-1].end)
        yield Mention(span, Kind.TOPIC, page.document.quote(span), rule="phrase-in-title", confidence=0.6)


@cache
def _heads(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the last words of the known topics of several words."""
    names = (fold(form) for e in vocabulary.entries(Kind.TOPIC) for form in (e.name, *e.aliases))
    return frozenset(name.rsplit(" ", 1)[-1] for name in names if " " in name)


def is_noun(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word can end an index term: by a known one that it ends, or its form (not -ing)."""
    folded = fold(word)
    if folded in _HEAD_NOUNS or folded in _heads(vocabulary):
        return True
    return bool(_HEAD.search(folded)) and not folded.endswith("ing")


_TALK_ABOUT = re.compile(
    r"\b(?:talk|session|presentation|keynote|workshop|panel|tutorial|BoF|talked|spoke|speaking|talking"
    r"|lecture)s? (?:was |is |were )?(?:all )?(?:about|on) (?:the |her |his |their |how to |using |some )?"
    r"(?P<topic>[a-z][\w-]*(?: [a-z][\w-]*){0,2})(?= ?[\[(.,;:]| (?:in|with|for|at|and|by|to|on|from|of|using|as) )"
)


def _told_of(page: Page, covered: Cover) -> Iterator[Mention]:
    """Yield what a sentence says that a session was about: `a talk about home automation (…)`."""
    for match in _TALK_ABOUT.finditer(page.text):
        span = Span(*match.span("topic"))
        words = match["topic"].split()
        if covered.touches(span) or not page.readable(span.start):
            continue
        if len(words) >= 2 and not any(fold(w) in _STOP for w in words) and is_noun(words[-1], page.vocabulary):
            yield Mention(span, Kind.TOPIC, match["topic"], rule="talk-about", confidence=0.6)
