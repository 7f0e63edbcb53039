"""What a source says about itself only by its form: a title by its first heading, a date by its name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from talkgraph.model import BlockKind
from talkgraph.sources.dates import iso_date
from talkgraph.sources.page import Card, Page

_DATED = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)")


def completed(card: Card, page: Page, path: str) -> Card:
    """Return `card` with what it lacks and the source implies.

    The first heading is the title when it is of the first level or comes first; a name such as
    `2014-10-30-looms.md`, which many publishing systems ask for, is the date.
    """
    dated = _DATED.match(PurePath(path).name)
    return replace(
        card,
        title=card.title or _first_heading(page),
        date=card.date or (iso_date(dated[0]) if dated else ""),
    )


def _first_heading(page: Page) -> str:
    body = [block for block in page.blocks[:50] if block.kind is not BlockKind.FIELD]
    headings = [block for block in body if block.kind is BlockKind.HEADING]
    chosen = next((block for block in headings if block.level == 1), None)
    if chosen is None and headings and headings[0] is body[0]:
        chosen = headings[0]
    return page.words_of(chosen) if chosen else ""
