"""Plain text → document: paragraphs, bullets, underlined headings, mail headers and quoted mail."""

from __future__ import annotations

import re

from talkgraph.errors import SourceError
from talkgraph.model import Document
from talkgraph.sources.cards import completed
from talkgraph.sources.decoding import decode, head_text
from talkgraph.sources.fields import Entry, add_fields
from talkgraph.sources.front_matter import split_front_matter
from talkgraph.sources.page import Page
from talkgraph.sources.plain_blocks import add_plain
from talkgraph.sources.source import Source, suffix_of

NAME = "plain text"
SUFFIXES = frozenset({".txt", ".text", ".rst", ".asc", ".adoc", ".org", ".eml"})

_DATA = re.compile(r"\s*(?:[\[{]\s*(?:[\[{\"]|[\]}]\s*\Z)|<\?xml|BEGIN:VCALENDAR)")
_HEADER = re.compile(r"(?P<key>[A-Z][A-Za-z-]{1,30}):(?:[ \t]+(?P<value>.*))?$")
_MAIL_KEYS = frozenset({"subject", "from", "date", "to", "cc", "message-id", "received", "return-path", "delivered-to"})


def recognises(head: bytes, path: str) -> bool:
    """Return whether this is text for people: any text that isn't data for programs."""
    suffix = suffix_of(path)
    return suffix in SUFFIXES or not _DATA.match(head_text(head))


def read(source: Source) -> tuple[Document, ...]:
    """Return the report.

    Raises:
        SourceError: the source is binary, or data for programs.
    """
    text, problems = decode(source)
    if suffix_of(source.place.path) not in SUFFIXES and _DATA.match(text[:1000]):
        raise SourceError(
            source.place,
            "is in no format that is read",
            "reports (Markdown, HTML, plain text), schedules and archives of talks are",
        )
    entries, body = _mail_headers(text)
    if not entries:
        front = split_front_matter(text, source.place.path)
        entries, body = front.entries, front.body
        problems += front.problems
    page = Page(first_line=text.count("\n", 0, body) + 1)
    card = add_fields(page, entries)
    add_plain(text[body:], page, titled=bool(card.title))
    return (page.document(source, completed(card, page, source.place.path), problems),)


def _mail_headers(text: str) -> tuple[tuple[Entry, ...], int]:
    """Return the headers that a mail begins with and the offset of its body; nothing where it is no mail."""
    entries: list[Entry] = []
    offset = 0
    for number, line in enumerate(text[:20_000].split("\n"), 1):
        match = _HEADER.match(line)
        if number == 1 and line.startswith("From "):
            pass  # the line that begins a mail in a mailbox
        elif match:
            entries.append(Entry(match["key"], (match["value"] or "",), number))
        elif entries and line[:1] in {" ", "\t"} and line.strip():
            last = entries[-1]
            entries[-1] = Entry(last.key, (f"{last.values[0]} {line.strip()}",), last.line)
        elif line.strip():
            return (), 0
        else:
            break
        offset += len(line) + 1
    keys = {entry.key.lower() for entry in entries}
    if len(keys & _MAIL_KEYS) < 2:
        return (), 0
    return tuple(entry for entry in entries if entry.key.lower() in {"subject", "from", "date"}), min(offset, len(text))
