"""Which line of a page is made of a talk's title and its speakers, as in lists, tables, headings and programmes."""

from __future__ import annotations

import re

from talkgraph.claims.mentions import programme, titles
from talkgraph.claims.scene import Scene
from talkgraph.claims.words import one_of
from talkgraph.model import BlockKind, Kind, MarkKind, Mention, Span

PRESENTS = re.compile(rf"\b{one_of('presenting')}\b", re.IGNORECASE)
"""Verbs of giving a talk."""
_BEHIND_TITLE = re.compile(r"[\"”'’»]?[.,]?\s+")
"""Between a title that begins a paragraph and a speaker right behind it."""


def structured(scene: Scene, talk: Mention) -> Span | None:
    """Return the line of a list item, table row or heading that is made of title and speakers, or None in running
    text.
    """
    page = scene.page
    block = page.block_of(talk.span)
    heading = page.outline.heading_levels[page.block_at(talk.span.start)]
    lines = programme.both_lines(page, block.span) if talk.rule == programme.SHAPE else None
    if lines:
        return lines[0].cover(lines[1])
    if block.kind is BlockKind.ROW or heading:
        return block.span
    if block.kind is BlockKind.PARAGRAPH:
        return _line_of_paragraph(scene, talk, block.span)
    if block.kind is not BlockKind.ITEM:
        return None
    line = titles.scope(page, talk.span)
    lead = page.text[line.start : talk.span.start]
    first = titles.first_line(page, line)
    begins = talk.span.start - first.start <= 3 or (
        len(lead) <= 45 and not PRESENTS.search(lead) and not re.search(r"['’]s\b", lead)
    )
    return line if begins or talk.rule == "title-after-speaker" else None


def _line_of_paragraph(scene: Scene, talk: Mention, block: Span) -> Span | None:
    """Return what of a paragraph is title and speakers: bold words at its start, its first line, a title and the
    sentence of the speaker right behind it.
    """
    page = scene.page
    for mark in page.outline.marks_in(block, MarkKind.STRONG):
        if mark.span.start - block.start <= 1 and talk.span in mark.span and len(mark.span) > len(talk.span) + 4:
            return mark.span
    if talk.span.start - block.start > 2:
        return None
    behind = _BEHIND_TITLE.match(page.text, talk.span.end, block.end)
    if behind and any(p.span.start == behind.end() for p in scene.within(block, Kind.PERSON)):
        return Span(block.start, scene.sentence(behind.end()).end)
    newline = page.text.find("\n", talk.span.end, block.end)
    line = Span(block.start, newline if newline >= 0 else block.end)
    return line if len(line) - len(talk.span) < 80 else None
