"""What a source says about itself (front matter, mail headers, metadata of a page) → fields and a card."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talkgraph.sources.dates import iso_date
from talkgraph.sources.page import Card, Page

MAX_VALUE = 2000
"""Longest value in characters."""
MAX_VALUES = 200
"""Most values of a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key as written, its values (one, or those of a list), and its line in the source where that is known."""

    key: str
    values: tuple[str, ...]
    line: int | None = None


# Keys as blogs write them (lower case, without spaces, `_` and `-`) → the name of the field. What isn't here is the
# business of a program (layout, permalink, image …) or nobody's (e-mail), and is no text.
NAMES = {
    "title": "title",
    "headline": "title",
    "subject": "title",
    "subtitle": "subtitle",
    "tagline": "subtitle",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "by": "author",
    "from": "author",
    "creator": "author",
    "writer": "author",
    "contributors": "author",
    "date": "date",
    "pubdate": "date",
    "publishdate": "date",
    "publisheddate": "date",
    "datepublished": "date",
    "created": "date",
    "tags": "tags",
    "tag": "tags",
    "keywords": "tags",
    "topics": "tags",
    "categories": "categories",
    "category": "categories",
    "section": "categories",
    "description": "description",
    "summary": "description",
    "excerpt": "description",
    "abstract": "description",
    "lead": "description",
    "intro": "description",
    "teaser": "description",
    "ogsummary": "description",
    "ogdescription": "description",
    "metadescription": "description",
    "event": "event",
    "conference": "event",
    "eventname": "event",
    "location": "location",
    "venue": "location",
    "place": "location",
    "city": "location",
    "speaker": "speaker",
    "speakers": "speaker",
    "presenter": "speaker",
    "presenters": "speaker",
    "performer": "speaker",
    "affiliation": "organization",
    "organization": "organization",
    "organizer": "organization",
    "company": "organization",
    "start": "start",
    "startdate": "start",
    "eventdate": "start",
    "end": "end",
    "enddate": "end",
}
_LANGUAGE = {"lang", "language", "locale"}
_URL = {"canonicalurl", "canonical", "url", "link", "permalink"}
_DATES = {"date", "start", "end"}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_MAIL = re.compile(r"\s*<[^<>\s]*@[^<>\s]*>|\s*\([^()\s]*@[^()\s]*\)")
_BARE_MAIL = re.compile(r"\S+@\S+\.\S+")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|[*_]{2}")
_AND = re.compile(r"\s*(?:;|&|\band\b|\bund\b|\bet\b|\by\b)\s*")


def add_fields(page: Page, entries: Iterable[Entry]) -> Card:
    """Add the fields among `entries` to `page` in their order, and return what they say of the document.

    Of two values for one field the same value is said once.
    """
    card: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    said: set[tuple[str, str]] = set()
    for entry in entries:
        key = plain_key(entry.key)
        first = entry.values[0].strip() if entry.values else ""
        if key in _LANGUAGE and _TAG.fullmatch(first):
            card.setdefault("language", first.replace("_", "-"))
        elif key in _URL and first.startswith(("http://", "https://")):
            card.setdefault("url", first)
        name = NAMES.get(key, "")
        value = _value(name, entry.values)
        if not name or not value or (name, value) in said:
            continue
        said.add((name, value))
        page.field(name, value, entry.line)
        if name in {"title", "date"}:
            card.setdefault(name, value if name == "title" else iso_date(value))
        elif name == "author":
            authors += tuple(author for author in _people(entry.values) if author not in authors)
    return Card(authors=authors, **card)


def plain_key(key: str) -> str:
    """Return the form in which keys are compared.

    >>> plain_key("DC.Publish_Date")
    'publishdate'
    """
    return re.sub(r"[\W_]", "", key.rpartition(".")[2].rpartition(":")[2]).lower()


def _value(name: str, values: tuple[str, ...]) -> str:
    value = ", ".join(filter(None, map(_plain, values[:MAX_VALUES])))[:MAX_VALUE].strip()
    if name in _DATES:
        return iso_date(value) or value
    if name == "author":
        return "" if value.startswith(("http://", "https://", "@")) else value
    return value


def _plain(value: str) -> str:
    """Return a value without e-mail addresses and markup."""
    value = " ".join(_MARKUP.sub("", html.unescape(value)).split())
    if "@" in value:
        value = _MAIL.sub("", value).strip().strip('"').strip()
        value = "" if _BARE_MAIL.fullmatch(value) else value
    return value


def _people(values: tuple[str, ...]) -> Iterator[str]:
    """Yield single names: `Ann Lee, Bo Ek and Cy Fox` is three, `Ann Lee, PhD` one."""
    for value in values:
        for part in _AND.split(_plain(value)):
            pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
            if all(" " in piece for piece in pieces):
                yield from pieces
            elif pieces:
                yield part.strip(" ,")
