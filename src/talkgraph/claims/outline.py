"""What stands over, under and beside a stretch of a document: sections, lists, sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from talkgraph.claims import sentences
from talkgraph.model import Block, BlockKind, Document, Mark, MarkKind, Span

_SMALL_HEADING_WORDS = 12
_CLOCK_OR_DATE = re.compile(
    r"^\W*((mon|tues?|wednes|thurs?|fri|satur|sun)(day)?\b|\d{1,2}[:.h]\d\d|\d{4}-\d\d|"
    r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d|day \d|\d+(st|nd|rd|th)? day)",
    re.IGNORECASE,
)


def is_date_heading(text: str) -> bool:
    """Return whether a heading tells only when: `Wednesday, August 20`, `11:15am`, `Day 2`."""
    return bool(_CLOCK_OR_DATE.match(text))


@dataclass(frozen=True)
class Outline:
    """A document with its structure looked up: by block, by offset."""

    document: Document

    @cached_property
    def sentences(self) -> tuple[tuple[Span, ...], ...]:
        """The sentences of each block."""
        return tuple(sentences.split(self.document))

    @cached_property
    def _flat(self) -> tuple[list[int], list[Span]]:
        flat = [span for block in self.sentences for span in block]
        return [span.start for span in flat], flat

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds `offset`, or the nearest one before it."""
        starts, flat = self._flat
        return flat[max(0, bisect_right(starts, offset) - 1)]

    def sentence_before(self, offset: int) -> Span | None:
        """Return the sentence before the one that holds `offset`, in the same block, or None."""
        starts, flat = self._flat
        index = bisect_right(starts, offset) - 1
        if index < 1 or self._block_at(starts[index - 1]) != self._block_at(offset):
            return None
        return flat[index - 1]

    def _block_at(self, offset: int) -> int:
        index = bisect_right(self._block_starts, offset) - 1
        return index if index >= 0 and offset < self.document.blocks[index].span.end else -1

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.document.blocks]

    @cached_property
    def heading_levels(self) -> tuple[int, ...]:
        """The level of each block that works as a heading (a paragraph all in bold counts as level 7), else 0."""
        strong = {m.span for m in self.document.marks if m.kind is MarkKind.STRONG}
        return tuple(self._level(block, strong) for block in self.document.blocks)

    def _level(self, block: Block, strong: set[Span]) -> int:
        if block.kind is BlockKind.HEADING:
            return block.level or 6
        if block.kind is not BlockKind.PARAGRAPH or block.parent != -1:
            return 0
        text = self.document.quote(block.span)
        whole = block.span in strong or (Span(block.span.start, block.span.end - 1) in strong and text.endswith(":"))
        return 7 if whole and len(text.split()) <= _SMALL_HEADING_WORDS else 0

    @cached_property
    def headings(self) -> tuple[tuple[int, ...], ...]:
        """For each block the indices of the headings over it, outermost first."""
        out: list[tuple[int, ...]] = []
        stack: list[tuple[int, int]] = []
        for index, level in enumerate(self.heading_levels):
            if level:
                while stack and stack[-1][0] >= level:
                    stack.pop()
            out.append(tuple(i for _, i in stack))
            if level:
                stack.append((level, index))
        return tuple(out)

    @cached_property
    def groups(self) -> dict[int, tuple[int, ...]]:
        """The blocks of each list or table, by its number."""
        found: dict[int, list[int]] = {}
        for index, block in enumerate(self.document.blocks):
            if block.group:
                found.setdefault(block.group, []).append(index)
        return {group: tuple(members) for group, members in found.items()}

    def lead_in(self, index: int) -> int:
        """Return the block that introduces the list of block `index` (`… here are some talks:`), or -1."""
        block = self.document.blocks[index]
        first = self.groups[block.group][0] if block.group else index
        parent = self.document.blocks[first].parent
        if parent != -1:
            return parent
        return first - 1

    def children(self, index: int) -> tuple[int, ...]:
        """Return the blocks that stand inside the item at `index`."""
        return self._children.get(index, ())

    @cached_property
    def _children(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, list[int]] = {}
        for index, block in enumerate(self.document.blocks):
            if 0 <= block.parent < index:
                found.setdefault(block.parent, []).append(index)
        return {parent: tuple(members) for parent, members in found.items()}

    def marks_in(self, span: Span, *kinds: MarkKind) -> tuple[Mark, ...]:
        """Return the marks of these kinds (all, if none is given) that lie within `span`."""
        marks = self.document.marks
        low = bisect_right(self._mark_starts, span.start - 1)
        high = bisect_right(self._mark_starts, span.end)
        return tuple(m for m in marks[low:high] if m.span in span and (not kinds or m.kind in kinds))

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.span.start for mark in self.document.marks]

    @cached_property
    def title_field(self) -> Span | None:
        """The span of the front matter's title, else of the first heading of level 1, else None."""
        for block in self.document.blocks:
            if block.kind is BlockKind.FIELD and block.name == "title":
                return block.span
        for block in self.document.blocks:
            if block.kind is BlockKind.HEADING and block.level == 1:
                return block.span
        return None
