"""The text of one block while it grows: spacing, line breaks, and marks whose ends are never blank."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from talkgraph.model import MarkKind

# Soft hyphens and zero-width spaces split words that a reader sees whole; controls come in as entities.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")

# A blank at the end of a link (`[Looms ](/1), and`) is a slip of the pen where no word follows.
_WEAK = "\t"
_CLOSING = frozenset(",.;:!?)]”’»")


class Stretch(NamedTuple):
    """A mark in the making, counted from the start of its block; sorts outer before inner."""

    start: int
    minus_end: int
    turn: int
    """Which of several with the same ends was opened first."""
    kind: MarkKind
    target: str = ""

    @property
    def end(self) -> int:
        """Where it ends."""
        return -self.minus_end


@dataclass(slots=True)
class _Open:
    kind: MarkKind
    target: str
    turn: int
    start: int = -1


class Words:
    r"""Collects what a reader sees of one block; runs of white space become one space, ends are stripped.

    >>> words = Words()
    >>> words.text("See ")
    >>> words.start(MarkKind.LINK, "/looms")
    >>> words.text(" Looms\nfor all ")
    >>> words.stop(MarkKind.LINK)
    >>> text, stretches, _ = words.finish()
    >>> text, [(text[s.start : s.end], s.target) for s in stretches]
    ('See Looms for all', [('Looms for all', '/looms')])
    """

    __slots__ = ("_kinds", "_length", "_lines", "_open", "_parts", "_pending", "_stretches", "_turn", "_waiting")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pending = ""
        self._open: list[_Open] = []
        self._kinds: dict[MarkKind, int] = {}
        self._waiting: list[_Open] = []
        self._stretches: list[Stretch] = []
        self._lines: list[tuple[int, int]] = []
        self._turn = 0

    def __bool__(self) -> bool:
        return self._length > 0

    @property
    def marking(self) -> bool:
        """Whether a mark is open."""
        return bool(self._open)

    @property
    def open_marks(self) -> list[tuple[MarkKind, str]]:
        """Kind and target of the marks that are open, outer before inner."""
        return [(mark.kind, mark.target) for mark in self._open]

    @property
    def broken(self) -> bool:
        """Whether a line break is the last thing that was added."""
        return self._pending == "\n"

    def text(self, text: str) -> None:
        """Add words; white space of any kind and length is one space."""
        if not text:
            return
        if _UNSEEN.search(text):
            text = _UNSEEN.sub("", text)
        words = text.split()
        if not words:
            if text:
                self.space()
            return
        if text[0].isspace():
            self.space()
        self._emit(" ".join(words))
        if text[-1].isspace():
            self.space()

    def space(self) -> None:
        """Make sure that what comes next is a word of its own."""
        if self._pending != "\n":
            self._pending = " "

    def line_break(self) -> None:
        """Let what comes next stand on a line of its own; several breaks are one."""
        self._pending = "\n"

    def verbatim(self, text: str) -> None:
        """Add lines of code: white space stays, but for blank lines and the ends of lines."""
        lines = [line.rstrip() for line in _UNSEEN.sub("", text).split("\n")]
        kept = "\n".join(line for line in lines if line).strip("\n")
        if kept.strip():
            self._emit(kept if self._length else kept.lstrip())

    def line(self, number: int) -> None:
        """Say that what comes next stands on line `number` of the source."""
        self._lines.append((self._length, number))

    def start(self, kind: MarkKind, target: str = "") -> None:
        """Open a mark."""
        mark = _Open(kind, target, self._turn)
        self._turn += 1
        self._open.append(mark)
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        self._waiting.append(mark)

    def stop(self, kind: MarkKind) -> None:
        """Close the innermost open mark of this kind, and those inside it; nothing where there is none."""
        if not self._kinds.get(kind):
            return
        if self._pending == " ":
            self._pending = _WEAK
        while True:
            mark = self._open.pop()
            self._close(mark)
            if mark.kind is kind:
                return

    def finish(self) -> tuple[str, list[Stretch], list[tuple[int, int]]]:
        """Return the text in NFC, its marks in order, and pairs (offset, line)."""
        while self._open:
            self._close(self._open.pop())
        text = "".join(self._parts)
        stretches = sorted(self._stretches)
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            text, stretches = _composed(text, stretches)
        length = len(text)
        return text, stretches, [(offset, line) for offset, line in self._lines if offset < length]

    def _emit(self, chunk: str) -> None:
        if self._pending == _WEAK:
            self._pending = "" if chunk[0] in _CLOSING else " "
        if self._pending and self._length:
            self._parts.append(self._pending)
            self._length += 1
        self._pending = ""
        for mark in self._waiting:
            mark.start = self._length
        self._waiting.clear()
        self._parts.append(chunk)
        self._length += len(chunk)

    def _close(self, mark: _Open) -> None:
        self._kinds[mark.kind] -= 1
        if mark.start >= 0:
            self._stretches.append(Stretch(mark.start, -self._length, mark.turn, mark.kind, mark.target))
        else:
            self._waiting.pop()  # marks close innermost first, and those that wait are the innermost


def _composed(text: str, stretches: list[Stretch]) -> tuple[str, list[Stretch]]:
    """Return `text` in NFC and the marks where their words are now.

    An accent may come by an entity, or right after a mark's end, so that pieces in NFC make a whole that isn't.
    """
    cuts = sorted({0, len(text), *(s.start for s in stretches), *(s.end for s in stretches)})
    moved: dict[int, int] = {}
    out: list[str] = []
    length = last = 0
    for cut in cuts:
        at = cut
        while at < len(text) and unicodedata.combining(text[at]):
            at += 1
        if at > last:
            out.append(unicodedata.normalize("NFC", text[last:at]))
            length += len(out[-1])
            last = at
        moved[cut] = length
    composed = "".join(out)
    whole = unicodedata.normalize("NFC", text)
    if composed != whole:  # scripts whose letters join without combining marks: rather no mark than a wrong one
        return whole, []
    kept = [Stretch(moved[s.start], -moved[s.end], s.turn, s.kind, s.target) for s in stretches]
    return composed, sorted(s for s in kept if s.start < s.end)
