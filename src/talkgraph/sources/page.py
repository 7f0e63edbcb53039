"""Blocks → `Document`: the one place where offsets into a document's text are made."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talkgraph.errors import Problem
from talkgraph.model import Block, BlockKind, Document, Mark, Span
from talkgraph.sources.decoding import FIRST_TEXT, MAX_TEXT, cut_short
from talkgraph.sources.source import Source, document_id
from talkgraph.sources.unmarked import with_unmarked
from talkgraph.sources.words import Words

MAX_BLOCKS = 200_000
"""Most blocks of a document."""

_GAP = "\n\n"
_NO_ADDRESS = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_PROGRAM = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a source says about itself."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    url: str = ""


@dataclass(slots=True)
class _Frame:
    """An open list item (`item` is the index of its block, or -1 so far) or, with `quote`, a block quotation."""

    quote: bool = False
    item: int = -1


class Page:
    """Takes blocks in the order of the text and turns them into a `Document`.

    It knows where in lists and quotations the next block stands, so that readers only say what begins and ends.
    """

    def __init__(self, first_line: int = 1) -> None:
        self.first_line = first_line
        """Line of the source that line 1 of the body is."""
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._marks: list[Mark] = []
        self._lines: list[tuple[int, int]] = []
        self._groups = 0
        self._lists: list[int] = []
        self._frames: list[_Frame] = []
        self._cut: list[str] = []
        self._full = False

    @property
    def full(self) -> bool:
        """Whether nothing more goes in."""
        return self._full

    def cut_off(self, what: str) -> None:
        """Say that only `what` was read."""
        if what not in self._cut:
            self._cut.append(what)

    @property
    def in_item(self) -> bool:
        """Whether a list item is open."""
        return any(not frame.quote for frame in self._frames)

    @property
    def blocks(self) -> list[Block]:
        """The blocks so far."""
        return self._blocks

    def words_of(self, block: Block) -> str:
        """Return the text of one of the blocks so far; the first look is the dear one."""
        return self.text()[block.span.start : block.span.end]

    def text(self) -> str:
        """Return the text so far."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    def new_group(self) -> int:
        """Return a number for the rows of a table or the items of a list."""
        self._groups += 1
        return self._groups

    def open_list(self) -> None:
        """Begin a list."""
        self._lists.append(self.new_group())

    def close_list(self) -> None:
        """End the innermost list."""
        if self._lists:
            self._lists.pop()

    def open_item(self) -> None:
        """Begin an item: the next paragraph is its block."""
        self._frames.append(_Frame())

    def close_item(self) -> None:
        """End the innermost item."""
        if self._frames and not self._frames[-1].quote:
            self._frames.pop()

    def open_quote(self) -> None:
        """Begin a block quotation."""
        self._frames.append(_Frame(quote=True))

    def close_quote(self) -> None:
        """End the innermost block quotation."""
        if self._frames and self._frames[-1].quote:
            self._frames.pop()

    def paragraph(self, words: Words, line: int | None = None) -> None:
        """Add a paragraph: an item's block, a paragraph of a quotation, or just that."""
        top = self._frames[-1] if self._frames else None
        if top and not top.quote and top.item < 0 and self._lists:
            top.item = self._add(words, BlockKind.ITEM, line, level=len(self._lists), group=self._lists[-1])
        elif any(frame.quote for frame in self._frames):
            self._add(words, BlockKind.QUOTE, line)
        else:
            self._add(words, BlockKind.PARAGRAPH, line)

    def heading(self, words: Words, level: int, line: int | None = None) -> None:
        """Add a heading; the heading of a list item is the item."""
        top = self._frames[-1] if self._frames else None
        if top and not top.quote and top.item < 0 and self._lists:
            self.paragraph(words, line)
        else:
            self._add(words, BlockKind.HEADING, line, level=level)

    def code(self, words: Words, line: int | None = None) -> None:
        """Add a listing."""
        self._add(words, BlockKind.CODE, line)

    def row(self, words: Words, group: int, line: int | None = None) -> None:
        """Add a row of a table."""
        self._add(words, BlockKind.ROW, line, group=group)

    def field(self, name: str, value: str, line: int | None = None) -> None:
        """Add a named value: it stands as `name: value`, and the block is the value; `line` counts in the file."""
        words = Words()
        words.text(value)
        self._add(words, BlockKind.FIELD, None if line is None else line - self.first_line + 1, name=name)

    def document(self, source: Source, card: Card, problems: list[Problem]) -> Document:
        """Return the whole."""
        cuts = [cut_short(source.place, what) for what in self._cut]
        problems += [cut for cut in cuts if cut not in problems]
        return Document(
            id=document_id(source.place.path),
            place=source.place,
            text=self.text(),
            blocks=tuple(self._blocks),
            marks=tuple(self._marks),
            lines=tuple(self._lines),
            title=card.title,
            authors=card.authors,
            date=card.date,
            language=card.language,
            url=card.url,
            problems=tuple(problems),
        )

    def _add(  # noqa: PLR0913  (the one way into the list of blocks)
        self, words: Words, kind: BlockKind, line: int | None, *, level: int = 0, group: int = 0, name: str = ""
    ) -> int:
        """Add a block and return its index, or -1 where there is nothing to read."""
        text, stretches, lines = words.finish()
        label = f"{name}: " if name else ""
        start = self._length + (len(_GAP) if self._length else 0) + len(label)
        if start + len(text) > MAX_TEXT:
            text = text[: max(0, MAX_TEXT - start)].rstrip()
            stretches = [s for s in stretches if s.end <= len(text)]
            self.cut_off(FIRST_TEXT)
            self._full = True
        if not text:
            return -1
        if len(self._blocks) >= MAX_BLOCKS:
            self.cut_off(f"{MAX_BLOCKS} blocks")
            self._full = True
            return -1
        if self._parts:
            self._parts.append(_GAP)
        self._parts.append(label + text)
        self._length = start + len(text)
        self._lines.extend(self._source_lines(start, line, lines))
        self._marks.extend(
            Mark(Span(start + s.start, start + s.end), s.kind, _target(s.target))
            for s in with_unmarked(text, stretches, kind)
        )
        parent = next((f.item for f in reversed(self._frames) if f.item >= 0), -1)
        span = Span(start, start + len(text))
        self._blocks.append(Block(span, kind, level=level, group=group, parent=parent, name=name))
        return len(self._blocks) - 1

    def _source_lines(self, start: int, line: int | None, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
        if line is None:
            return []
        shift = self.first_line - 1
        out = [(start, line + shift)]
        for offset, number in lines:
            if start + offset == out[-1][0]:  # nothing of the line before is seen
                out[-1] = (start + offset, number + shift)
            elif number + shift > out[-1][1]:
                out.append((start + offset, number + shift))
        return out


def _target(address: str) -> str:
    """Return an address as written, but nothing for one that is a program: it is going to be a link on a page."""
    if not address:
        return ""
    address = _NO_ADDRESS.sub("", address).strip()
    return "" if _PROGRAM.match(address) else address
