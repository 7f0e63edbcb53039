"""A block's text as sentences: the room in which most relations are said.

Rules in the manner of razdel (Kukushkin 2018): every possible break is looked at once, and the first rule that
speaks decides whether the two sides belong together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from talkgraph.claims.words import words
from talkgraph.model import Document, MarkKind, Span

MAX_SENTENCE = 1000
"""Longest sentence in code points; a longer stretch without a break is cut at a space."""

_BREAK = re.compile(r"\n+|([.!?…]+)([\"”’»)\]]*)(\s+)(?=\S)")
_ABBREVIATIONS = words("abbreviation")
_WORD_BEFORE = re.compile(r"[\w.'’]+$")
_STARTS_LOWER = re.compile(r"[\"“'‘(\[]*[a-z]")
_TITLE_MARKS = frozenset({MarkKind.LINK, MarkKind.QUOTE, MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.CELL})

Join = Callable[[str, "re.Match[str]"], bool]


def _after_abbreviation(text: str, stop: re.Match[str]) -> bool:
    """`Dr. Lee`, `e.g. perf`, but not `… on perf. Then`."""
    before = _WORD_BEFORE.search(text[max(0, stop.start() - 12) : stop.start()])
    return stop[1] == "." and before is not None and before[0].casefold() in _ABBREVIATIONS


def _after_initial(text: str, stop: re.Match[str]) -> bool:
    """`K. Rain Leander`, `J. R. Lee`: a capital alone before the stop, not at the end of `part B. Then`."""
    start = stop.start()
    return (
        stop[1] == "."
        and start >= 1
        and text[start - 1].isupper()
        and (start == 1 or not text[start - 2].isalnum())
        and text[stop.end()].isupper()
    )


def _before_lower_case(text: str, stop: re.Match[str]) -> bool:
    """`Yahoo! is`, `… and so on. etc`: what goes on in lower case is the same sentence."""
    return bool(_STARTS_LOWER.match(text, stop.end()))


JOINS: tuple[Join, ...] = (_after_abbreviation, _after_initial, _before_lower_case)
"""Asked in this order; the first that says yes joins."""


def split(document: Document) -> Iterator[tuple[Span, ...]]:
    """Yield the sentences of each block, in the order of the blocks; never a break inside a link, quote or emphasis."""
    marks = [m for m in document.marks if m.kind in _TITLE_MARKS]
    first = 0
    for block in document.blocks:
        while first < len(marks) and marks[first].span.end <= block.span.start:
            first += 1
        last = first
        while last < len(marks) and marks[last].span.start < block.span.end:
            last += 1
        yield tuple(split_span(document.text, block.span, [m.span for m in marks[first:last]]))


def split_span(text: str, span: Span, unbroken: Sequence[Span] = ()) -> Iterator[Span]:
    """Yield the sentences of `text` at `span`, none broken inside one of `unbroken` shorter than a sentence."""
    kept = [u for u in unbroken if len(u) <= MAX_SENTENCE // 4]
    start = span.start
    for stop in _BREAK.finditer(text, span.start, span.end):
        line_end = stop[0][0] == "\n"
        if not line_end:
            if any(join(text, stop) for join in JOINS):
                continue
            if any(u.start <= stop.start() and stop.end() <= u.end for u in kept):
                continue
        end = stop.start() if line_end else stop.end(2)
        yield from _trimmed(text, start, end)
        start = stop.end()
    yield from _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretch without space at its ends, cut where it is too long to be one sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield Span(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
