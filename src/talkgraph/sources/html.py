"""HTML page → document: the main text with its structure, and what the page says about itself."""

from __future__ import annotations

import re

from talkgraph.model import Document
from talkgraph.sources.cards import completed
from talkgraph.sources.decoding import decode, head_text
from talkgraph.sources.elements import add_elements
from talkgraph.sources.fields import Entry, add_fields
from talkgraph.sources.front_matter import FrontMatter, split_front_matter
from talkgraph.sources.leftovers import without_leftovers
from talkgraph.sources.main_text import find_main
from talkgraph.sources.page import Page
from talkgraph.sources.page_metadata import page_entries
from talkgraph.sources.source import Source, suffix_of
from talkgraph.sources.trees import parse, text_of

NAME = "HTML"
SUFFIXES = frozenset({".html", ".htm", ".xhtml"})

_SIGNS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"\s*<(?:p|div|article|main|section|h[1-6]|ul|ol|table|span|title|meta)\b", re.IGNORECASE)

MAX_PIECES = 10_000
"""Pieces of text that a description is looked for in: a repetition stands near the top."""
_SAID = 60
"""Characters of a description that must stand in the text for it to be a repetition."""


def recognises(head: bytes, path: str) -> bool:
    """Return whether this is a page: by its first tag, or by its name."""
    text = head_text(head)
    suffix = suffix_of(path)
    return bool(_SIGNS.match(text)) or suffix in SUFFIXES or (not suffix and bool(_TAG.match(text)))


def read(source: Source) -> tuple[Document, ...]:
    """Return the report of a page."""
    text, problems = decode(source)
    front = split_front_matter(text, source.place.path) if text.lstrip().startswith(("---", "+++")) else FrontMatter()
    body = without_leftovers(text[front.body :]) if front.body else text
    page = Page(first_line=text.count("\n", 0, front.body) + 1)
    root = parse(body, page)
    if root is None:
        return (page.document(source, add_fields(page, front.entries), problems),)
    main, skips = find_main(root)
    entries = _merged(list(front.entries), page_entries(root, main))
    card = add_fields(page, _unsaid(entries, text_of(main, MAX_PIECES)))
    add_elements(main, page, skips)
    return (page.document(source, completed(card, page, source.place.path), [*problems, *front.problems]),)


def _merged(own: list[Entry], found: list[Entry]) -> list[Entry]:
    keys = {entry.key.lower() for entry in own}
    return [*own, *(entry for entry in found if entry.key not in keys)]


def _unsaid(entries: list[Entry], text: str) -> list[Entry]:
    """Return the entries without a description that only repeats how the text begins."""
    return [
        e for e in entries if e.key != "description" or " ".join(e.values[0].split())[:_SAID].rstrip(".… ") not in text
    ]
