"""Lines of plain text → blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from talkgraph.sources.page import Page
from talkgraph.sources.words import Words

MAX_TITLE = 120
"""Longest line in characters that may be a heading."""
USUAL_WIDTH = 100
"""Lines longer than this were not wrapped by hand."""
WRAPPED_SHARE = 2 / 3
"""Share of a paragraph's lines that must be full for its line breaks to mean nothing."""
FULL = 0.85
"""Part of the text's width that a line must fill, with the first word of the next, to be full."""

_RULE = re.compile(r"\s*([=\-~^#*+_])(?:[ \t]*\1){2,}\s*|--\s*")
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[*+\-–—•·‣◦▪]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_LEVELS = {"=": 1, "#": 1, "-": 2, "*": 2, "~": 3, "^": 3, "+": 3, "_": 3}


class _Kind(Enum):
    HEADING = auto()
    ITEM = auto()
    QUOTE = auto()
    PARAGRAPH = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: _Kind
    lines: Sequence[_Line]
    level: int = 0


def add_plain(text: str, page: Page, *, titled: bool = False) -> None:
    """Add the blocks of plain text to `page`; `titled` says that its title is known, so the first line is none."""
    lines = [_Line(number, line) for number, line in enumerate(text.expandtabs(4).split("\n"), 1)]
    width = _width(lines)
    lists = _Lists(page)
    first = not titled
    for chunk in _chunks(lines):
        for piece in _pieces(chunk, first=first):
            first = False
            lists.make_room(piece)
            _add(piece, page, width)
            if page.full:
                return
    lists.close()


def _width(lines: list[_Line]) -> int:
    """Return the width that the text was wrapped to: its longest usual line without an address."""
    return max(
        (len(line.text) for line in lines if len(line.text) <= USUAL_WIDTH and "://" not in line.text), default=0
    )


def _chunks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Yield runs of lines between empty ones."""
    chunk: list[_Line] = []
    for line in lines:
        if line.text.strip():
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _pieces(chunk: list[_Line], *, first: bool) -> Iterator[_Piece]:
    """Yield the headings, items, quotations and paragraphs of a run of lines."""
    bullets = Counter(_mark(line) for line in chunk)
    open_piece: list[_Line] = []
    kind = _Kind.PARAGRAPH
    index = 0
    while index < len(chunk):
        heading, used = _heading(chunk, index, first=first)
        line = chunk[index]
        starts = _kind(line, kind if open_piece else None, bullets)
        if heading or used or starts is not kind or (starts is _Kind.ITEM and _BULLET.match(line.text)):
            if open_piece:
                yield _Piece(kind, open_piece)
            open_piece = []
            kind = starts
        if heading:
            yield heading
        elif not used:
            open_piece.append(line)
        first = False
        index += used or 1
    if open_piece:
        yield _Piece(kind, open_piece)


def _heading(chunk: list[_Line], index: int, *, first: bool) -> tuple[_Piece | None, int]:
    """Return a heading that begins at `index` and how many lines it takes; a mere rule is one line and no heading."""
    texts = [line.text.strip() for line in chunk[index : index + 3]]
    if _RULE.fullmatch(texts[0]):
        if len(texts) > 2 and _RULE.fullmatch(texts[2]) and texts[0][0] == texts[2][0]:
            return _Piece(_Kind.HEADING, [chunk[index + 1]], 1), 3
        return None, 1
    if len(texts) > 1 and _underlines(texts[1], texts[0]):
        return _Piece(_Kind.HEADING, [chunk[index]], _LEVELS[texts[1][0]]), 2
    if len(chunk) == 1 and not _BULLET.match(chunk[0].text) and not _QUOTED.match(chunk[0].text):
        text = texts[0]
        if first and len(text) <= MAX_TITLE and text[-1] not in ".,;:!" and "://" not in text:
            return _Piece(_Kind.HEADING, chunk, 1), 1
        if text.isupper() and len(text) <= MAX_TITLE and sum(map(str.isalpha, text)) >= 4:
            return _Piece(_Kind.HEADING, chunk, 2), 1
    return None, 0


def _underlines(rule: str, text: str) -> bool:
    return bool(_RULE.fullmatch(rule)) and len(text) <= MAX_TITLE and len(text) / 2 <= len(rule) <= 2 * len(text) + 3


def _mark(line: _Line) -> str:
    """Return what a line's bullet looks like, or nothing: `*`, `1.`, `1)`."""
    bullet = _BULLET.match(line.text)
    return re.sub(r"\d+", "1", bullet["mark"]) if bullet else ""


def _kind(line: _Line, before: _Kind | None, bullets: Counter[str]) -> _Kind:
    """Return what a line belongs to, given the piece that it would go on with."""
    if _QUOTED.match(line.text):
        return _Kind.QUOTE
    bullet = _BULLET.match(line.text)
    if before is None or before is _Kind.QUOTE:
        return _Kind.ITEM if bullet else _Kind.PARAGRAPH
    if before is _Kind.ITEM:
        return _Kind.ITEM
    # A wrapped line may begin with a dash or a number: only several bullets are a list under a paragraph.
    return _Kind.ITEM if bullet and bullets[_mark(line)] > 1 else before


class _Lists:
    """The lists that are open, each with the column of its bullets."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.columns: list[int] = []

    def make_room(self, piece: _Piece) -> None:
        """Open and close lists so that `piece` stands where its indentation says."""
        text = piece.lines[0].text
        column = len(text) - len(text.lstrip())
        if piece.kind is _Kind.ITEM:
            self._close_beyond(column + 1)
            if self.columns and column < self.columns[-1] + 2:
                self.page.close_item()
            else:
                self.page.open_list()
                self.columns.append(column)
            self.page.open_item()
        elif piece.kind is _Kind.HEADING:
            self.close()
        else:
            self._close_beyond(column - 1)

    def _close_beyond(self, column: int) -> None:
        """Close the lists whose bullets stand right of `column`."""
        while self.columns and self.columns[-1] > column:
            self.columns.pop()
            self.page.close_item()
            self.page.close_list()

    def close(self) -> None:
        """Close all lists."""
        self._close_beyond(-1)


def _add(piece: _Piece, page: Page, width: int) -> None:
    words = Words()
    number = piece.lines[0].number
    if piece.kind is _Kind.HEADING:
        words.text(piece.lines[0].text)
        page.heading(words, piece.level, number)
    elif piece.kind is _Kind.QUOTE:
        lines = [_Line(line.number, _QUOTED.sub("", line.text, count=1)) for line in piece.lines]
        page.open_quote()
        for chunk in _chunks(lines):
            words = Words()
            _join(chunk, words, width)
            page.paragraph(words, chunk[0].number)
        page.close_quote()
    else:
        lines = list(piece.lines)
        if piece.kind is _Kind.ITEM:
            lines[0] = _Line(number, _BULLET.sub("", lines[0].text, count=1))
        _join(lines, words, width)
        page.paragraph(words, number)


def _join(lines: list[_Line], words: Words, width: int) -> None:
    """Add lines as one paragraph; breaks that the width of the text doesn't explain stay."""
    full = sum(
        1
        for line, following in pairwise(lines)
        if len(line.text.rstrip()) + 1 + len(following.text.split(maxsplit=1)[0]) > FULL * width
    )
    wrapped = full >= WRAPPED_SHARE * (len(lines) - 1)
    for line in lines:
        words.line(line.number)
        words.text(line.text)
        if wrapped:
            words.space()
        else:
            words.line_break()
