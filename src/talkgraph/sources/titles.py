"""A title for a source that doesn't say one."""

from __future__ import annotations

from dataclasses import replace

from talkgraph.model import BlockKind
from talkgraph.sources.page import Card, Page


def with_title(card: Card, page: Page) -> Card:
    """Return `card`; where it has no title, the first heading is it, when it is of the first level or comes first."""
    if card.title:
        return card
    body = [block for block in page.blocks[:50] if block.kind is not BlockKind.FIELD]
    headings = [block for block in body if block.kind is BlockKind.HEADING]
    chosen = next((block for block in headings if block.level == 1), None)
    if chosen is None and headings and headings[0] is body[0]:
        chosen = headings[0]
    return replace(card, title=page.words_of(chosen)) if chosen else card
