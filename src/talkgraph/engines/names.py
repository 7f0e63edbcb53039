"""Labelled spans → reading: what engines that find names, and nothing else, have in common."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from talkgraph.claims.naming import name_parts
from talkgraph.claims.outline import Outline
from talkgraph.claims.page import Page
from talkgraph.claims.spans import longest
from talkgraph.errors import NoEngineError
from talkgraph.model import Document, Kind, Mention, Reading, Span
from talkgraph.vocabulary import Form, Vocabulary

Labelled = tuple[int, int, Kind, float]
"""Start, end, kind and confidence, offsets into one stretch of text."""

_LEAD = re.compile(r"(?:[\W_]+|the\b\s*)+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s\b|[^\w+#)]|_)+$")
_LETTER = re.compile(r"[^\W\d_]")


def kinds_of(engine: str, text: str) -> frozenset[Kind]:
    """Return the kinds that an option names: `person+place`.

    Raises:
        NoEngineError: one of them is no kind.
    """
    names = {kind.value for kind in Kind}
    asked = [part.strip() for part in text.split("+")]
    if strange := [part for part in asked if part not in names]:
        raise NoEngineError(engine, f"kinds={text}: {strange[0]!r} is no kind", f"known are {'+'.join(sorted(names))}")
    return frozenset(map(Kind, asked))


def stretches(document: Document, vocabulary: Vocabulary, most: int = 1 << 30) -> Iterator[Span]:
    """Yield the parts of a document that are read for names: no code, no fields that hold none, no asides.

    Each is a block, or a sentence of a block that has more than `most` code points.
    """
    page = Page(document, Outline(document), vocabulary, ())
    for index, block in enumerate(document.blocks):
        if index not in page.skipped and block.span:
            yield from [block.span] if len(block.span) <= most else page.outline.sentences[index]


def reading_of(
    document: Document, vocabulary: Vocabulary, found: Iterable[tuple[Span, Sequence[Labelled]]], rule: str
) -> Reading:
    """Return the names that an engine found in stretches of a document, tidied and looked up; the longest wins."""
    mentions: list[Mention] = []
    for stretch, labelled in found:
        for start, end, kind, confidence in labelled:
            if (span := _tidy(document, stretch.within(start, end))) and 0 < confidence <= 1:
                mention = Mention(span, kind, document.quote(span), rule=rule, confidence=round(confidence, 2))
                mentions.append(known(mention, vocabulary))
    tidied = longest(mentions)
    full = {part for m in tidied if m.kind is Kind.PERSON for part in parts_of_full(m)}
    kept = [m for m in tidied if m.kind is not Kind.PERSON or is_person(m, vocabulary, full)]
    return Reading(document, tuple(kept), ())


def parts_of_full(mention: Mention) -> tuple[str, ...]:
    """Return the words of a person's name of several words."""
    parts = name_parts(mention.name)
    return parts if len(parts) > 1 else ()


def is_person(mention: Mention, vocabulary: Vocabulary, full: Collection[str]) -> bool:
    """Return whether what a model calls a person can be one.

    Models that were trained on newspapers take every capitalised word for a person: a name of one word must be part of
    a full one in the document, and a name that surely is another thing's is not a person's.
    """
    parts = name_parts(mention.name)
    if len(parts) == 1 and parts[0] not in full:
        return False
    hits = vocabulary.find(mention.name)
    return not any(hit.candidates[0].form < Form.CONTEXT for hit in hits)


def known(mention: Mention, vocabulary: Vocabulary) -> Mention:
    """Return `mention` with the vocabulary's entry of its name and kind, the best known one of several."""
    entries = [entry for entry in vocabulary.lookup(mention.name) if entry.kind is mention.kind]
    return replace(mention, key=min(entries, key=lambda entry: (-entry.talks, entry.key)).key) if entries else mention


def _tidy(document: Document, span: Span) -> Span | None:
    """Return `span` without an article, a possessive and punctuation around the name; None if no letter is left."""
    text = document.quote(span)
    lead = _LEAD.match(text)
    start = lead.end() if lead and lead.end() < len(text) else 0
    tail = _TAIL.search(text, start)
    end = tail.start() if tail else len(text)
    return span.within(start, end) if start < end and _LETTER.search(text, start, end) else None
