"""A source as text with structure: the noun that readers make and rules read."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from talkgraph.errors import Place, Problem


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of one document: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:
        """Travel between processes as a call: several times as fast as a dataclass's own way."""
        return Span, (self.start, self.end)

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def within(self, start: int, end: int) -> Self:
        """Return the part from `start` to `end`, both counted inside this span."""
        return type(self)(self.start + start, self.start + end)

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def cover(self, other: Span) -> Self:
        """Return the smallest span that holds both."""
        return type(self)(min(self.start, other.start), max(self.end, other.end))


class BlockKind(StrEnum):
    """What a block of text is in its source."""

    FIELD = "field"
    """A named value: front matter, page metadata, a field of a schedule's record. `name` holds the field's name."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """The first paragraph of a list item."""
    ROW = "row"
    """A row of a table: cells joined by ` | `, each cell marked `CELL`."""
    QUOTE = "quote"
    """A paragraph of a block quotation."""
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text between two breaks; blocks don't overlap and stand in the order of the text."""

    span: Span
    kind: BlockKind
    level: int = 0
    """Headings: 1–6. Items: depth of nesting from 1. Else 0."""
    group: int = 0
    """Items of one list, rows of one table: a number from 1, the same for all siblings. Else 0."""
    parent: int = -1
    """Index of the item's block that this block stands inside (second paragraph, nested list), or -1."""
    name: str = ""
    """Fields: the field's name in lower case (`title`, `author`, `date`, `tags`, `description` …). Else empty."""


class MarkKind(StrEnum):
    """What the source says about a stretch inside a block."""

    LINK = "link"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    QUOTE = "quote"
    """Between quotation marks: the span is what stands inside them."""
    CODE = "code"
    CELL = "cell"
    """A cell of a table's row; `target` is the heading of its column."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that stands out: never empty, never across blocks, no space at its ends; marks may nest."""

    span: Span
    kind: MarkKind
    target: str = ""
    """Links: the absolute or relative address as written. Cells: the column's heading. Else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What is kept of a document when its text has been read: the attributes of `Document` of the same names."""

    id: str
    place: Place
    part: str
    title: str
    authors: tuple[str, ...]
    date: str
    language: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report or record, as read: its text and the structure that carries meaning.

    `text` is in NFC with line feeds only; blocks are separated by a blank line; a line break inside a paragraph of
    the source is a space, so that re-wrapping the source changes nothing. All offsets count code points of `text`.
    """

    id: str
    """Slug of the path: the same for the same path, whatever else is read."""
    place: Place
    text: str
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()
    """Sorted by start, outer before inner."""
    lines: tuple[tuple[int, int], ...] = ()
    """Pairs (offset into `text`, line of the source from 1), ascending: see `line_at`."""
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    """ISO 8601 date (`2014-10-30`, `2014-10` or `2014`) or empty."""
    language: str = ""
    """BCP 47 tag where the source says it, else empty."""
    url: str = ""
    """Canonical address of the source on the web, where it says so."""
    part: str = ""
    """Where the record stands in its file: JSON pointer, element, id; empty for a whole file."""
    record: bool = False
    """Whether it is a record of a schedule or an archive: fields alone, each of which means what its name says."""
    qualifier: str = ""
    """Records: tells a talk from others of its title at the same event; goes into its id."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def sha256(self) -> str:
        """Hex digest of `text` in UTF-8: offsets mean something only together with it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def header(self) -> Header:
        """The document without its text."""
        return Header(
            id=self.id,
            place=self.place,
            part=self.part,
            title=self.title,
            authors=self.authors,
            date=self.date,
            language=self.language,
            url=self.url,
            sha256=self.sha256,
        )

    def quote(self, span: Span) -> str:
        """Return the words at `span`."""
        return self.text[span.start : span.end]

    def line_at(self, offset: int) -> int | None:
        """Return the source's line (from 1) of the character at `offset`, or None where the reader kept none."""
        index = bisect_right(self.lines, (offset, 1 << 60)) - 1
        return self.lines[index][1] if index >= 0 else None

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds `offset`, or -1 between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return index if index >= 0 and offset < self.blocks[index].span.end else -1
