"""Titles in programmes printed in lines: the title on one line, often behind a time, its speakers on the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talkgraph.claims.mentions import titles
from talkgraph.claims.page import Page
from talkgraph.claims.spans import Placed
from talkgraph.model import BlockKind, MarkKind, Span

SHAPE = "title-over-speaker"
"""The rule of talks so found; `claims/rules/gave.py` reads their speakers."""
_SET_APART = (MarkKind.LINK, MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.QUOTE)
"""Marks that say better than a line which words are the title."""
_AGAIN = 3
"""So many blocks of the shape make a programme where no line has a time before it."""
_BEFORE_SPEAKER = re.compile(r"(?:by|with|speakers?:|presenters?:|von|por|par)? ?", re.IGNORECASE)
_BEHIND_SPEAKER = re.compile(r"\s*(?:$|[,(;&|/–—-]|and\b|und\b|y\b|et\b|of\b|from\b)")


def find(page: Page, persons: Placed) -> Iterator[tuple[Span, int]]:
    """Yield the titles, each with the index of its block: `10:00 Looms at Scale` / `Ann Lee (Acme)`."""
    shaped: list[tuple[Span, int, bool]] = []
    for index, block in enumerate(page.document.blocks):
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or index in page.skipped:
            continue
        lines = both_lines(page, block.span)
        if lines is None or not _is_speakers(page, lines[1], persons) or page.outline.marks_in(lines[0], *_SET_APART):
            continue
        title = titles.first_line(page, block.span)
        tail = titles.LINK_TAIL.search(page.document.quote(title))
        title = Span(title.start, title.start + tail.start()) if tail else title
        span = titles.stripped(page, title, persons)
        if span and len(page.document.quote(span).split()) > 1 and page.text[span.end - 1] not in ".,:;":
            shaped.append((span, index, title.start > block.span.start))
    several = len(shaped) >= _AGAIN
    yield from ((span, index) for span, index, timed in shaped if timed or several)


def both_lines(page: Page, block: Span) -> tuple[Span, Span] | None:
    """Return the first two lines of a block, or None where it has but one."""
    first = page.text.find("\n", block.start, block.end)
    if first < 0:
        return None
    second = page.text.find("\n", first + 1, block.end)
    return Span(block.start, first), Span(first + 1, second if second >= 0 else block.end)


def _is_speakers(page: Page, line: Span, persons: Placed) -> bool:
    """Return whether a line begins with a person and goes on as a list of speakers does, not as a sentence."""
    lead = _BEFORE_SPEAKER.match(page.text, line.start, line.end)
    person = persons.at(lead.end() if lead else line.start)
    return person is not None and bool(_BEHIND_SPEAKER.match(page.text[person.span.end : line.end]))
