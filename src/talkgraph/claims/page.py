"""What the finders of names look at: one document with its structure and the known names in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from talkgraph.claims.outline import Outline
from talkgraph.model import Block, BlockKind, Document, Kind, Mark, MarkKind, Span
from talkgraph.vocabulary import Candidate, Form, Hit, Vocabulary

MARKED = (MarkKind.LINK, MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.QUOTE, MarkKind.CELL)
"""The marks that set a name or a title apart."""

_WORD = re.compile(r"[\w-]+")
_READ_FIELDS = frozenset(
    {"title", "tags", "categories", "description", "summary", "subtitle", "event", "ogsummary", "abstract"}
)
_ASIDE = re.compile(
    r"\W*(?:also read|related (?:posts?|articles?|stories|reading)|you (?:might|may) (?:also )?(?:like"
    r"|be interested)|further reading|see also|"
    r"read (?:more|next)|share this|leave a (?:comment|reply)|comments?$|about the author|tags?:?$|recent posts)",
    re.IGNORECASE,
)
"""Lines that begin a part of the page that isn't of the report."""


@dataclass(frozen=True)
class Page:
    """One document, its structure, and the known names in it."""

    document: Document
    outline: Outline
    vocabulary: Vocabulary
    hits: tuple[Hit, ...]

    @classmethod
    def of(cls, document: Document, vocabulary: Vocabulary) -> Self:
        """Return `document` with its structure and known names looked up."""
        return cls(document, Outline(document), vocabulary, tuple(vocabulary.find(document.text)))

    @classmethod
    def of_parts(cls, document: Document, vocabulary: Vocabulary, parts: Sequence[Span]) -> Self:
        """Return `document` with the known names of some stretches looked up, which don't touch each other."""
        hits = (
            replace(hit, start=hit.start + part.start, end=hit.end + part.start)
            for part in parts
            for hit in vocabulary.find(document.quote(part))
        )
        return cls(document, Outline(document), vocabulary, tuple(hits))

    @cached_property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def near(self, pattern: re.Pattern[str], anchor: re.Pattern[str], width: int) -> Iterator[re.Match[str]]:
        """Yield the matches of `pattern` around those of `anchor`, within `width` characters before and behind.

        Where the anchor is rare and quickly found, so are the matches.
        """
        low = high = -1
        for found in anchor.finditer(self.text):
            if found.start() - width > high:
                yield from pattern.finditer(self.text, low, high) if high > 0 else ()
                low = self._word_start(found.start() - width)
            high = min(len(self.text), found.end() + width)
        yield from pattern.finditer(self.text, low, high) if high > 0 else ()

    def _word_start(self, offset: int) -> int:
        """Return the nearest place from `offset` back at which a word may begin."""
        return max(0, self.text.rfind(" ", 0, max(0, offset)))

    def before(self, offset: int, width: int = 40) -> str:
        """Return up to `width` characters that stand before `offset` in its line."""
        part = self.text[max(0, offset - width) : offset]
        return part[part.rfind("\n") + 1 :]

    def after(self, offset: int, width: int = 40) -> str:
        """Return up to `width` characters that stand from `offset` on in its line."""
        return self.text[offset : offset + width].partition("\n")[0]

    @cached_property
    def skipped(self) -> frozenset[int]:
        """The blocks that aren't read for names: code, and fields that hold none."""
        skipped = {index for index, block in enumerate(self.document.blocks) if _is_skipped(block)}
        return frozenset(skipped | set(self._aside()))

    def _aside(self) -> Iterator[int]:
        """Yield the blocks from a line such as `Related posts` on to the next heading of its level or above."""
        until = 0
        for index, block in enumerate(self.document.blocks):
            level = self.outline.heading_levels[index]
            if until and level and level <= until:
                until = 0
            if (
                block.kind is not BlockKind.FIELD
                and len(block.span) < 60
                and _ASIDE.match(self.document.quote(block.span))
            ):
                until = level or 6
            if until:
                yield index

    def readable(self, offset: int) -> bool:
        """Return whether names are read at `offset`."""
        index = self.block_at(offset)
        return index >= 0 and index not in self.skipped

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.document.blocks]

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds `offset`, or -1; the same as the document's, but looked up once."""
        index = bisect_right(self._block_starts, offset) - 1
        return index if index >= 0 and offset < self.document.blocks[index].span.end else -1

    def block_of(self, span: Span) -> Block:
        """Return the block that holds the start of `span`."""
        return self.document.blocks[self.block_at(span.start)]

    @cached_property
    def known(self) -> dict[Kind, list[tuple[Span, Candidate]]]:
        """The known names by kind, in order; of several entries of one kind under one name the most trusted."""
        out: dict[Kind, list[tuple[Span, Candidate]]] = {kind: [] for kind in Kind}
        for hit in self.hits:
            if not self.readable(hit.start):
                continue
            seen: set[Kind] = set()
            for candidate in hit.candidates:
                if candidate.entry.kind not in seen:
                    seen.add(candidate.entry.kind)
                    out[candidate.entry.kind].append((Span(hit.start, hit.end), candidate))
        return out

    def safe_hits(self, span: Span) -> list[Hit]:
        """Return the known names that overlap `span` and need no context to be believed."""
        return [h for h in self.hits_in(span) if h.candidates[0].form < Form.CONTEXT]

    def hits_in(self, span: Span) -> list[Hit]:
        """Return the known names that overlap `span`."""
        low = bisect_right(self._hit_ends, span.start)
        return list(self.hits[low : bisect_left(self._hit_starts, span.end, low)])

    @cached_property
    def _hit_starts(self) -> list[int]:
        return [h.start for h in self.hits]

    @cached_property
    def _hit_ends(self) -> list[int]:
        return [h.end for h in self.hits]

    def in_title_case(self, span: Span) -> bool:
        """Return whether the words around `span` are all in capitals, so that a capital says nothing."""
        around = self.before(span.start, 30).split()[-2:] + self.after(span.end, 30).split()[:2]
        words = [w.strip(".,:;()\"'“”‘’") for w in around]
        long = [w for w in words if len(w) > 3 and w.isalpha()]
        return bool(long) and all(w[0].isupper() for w in long)

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """Where each run of letters, digits, `_` and `-` begins."""
        found: dict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(self.text):
            found[match[0]].append(match.start())
        return found

    def occurrences(self, name: str) -> list[Span]:
        """Return where a name stands as a whole, spelled the same; asking for many costs little more than for one."""
        first = _WORD.match(name)
        if first is None:
            return [Span(*m.span()) for m in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self.text)]
        return [
            Span(start, start + len(name))
            for start in self._words.get(first[0], ())
            if self.text.startswith(name, start) and not _WORD.match(self.text, start + len(name))
        ]

    @cached_property
    def links(self) -> tuple[Mark, ...]:
        """The document's links."""
        return tuple(m for m in self.document.marks if m.kind is MarkKind.LINK)

    def field(self, *names: str) -> Block | None:
        """Return the first field of one of these names, or None."""
        for block in self.document.blocks:
            if block.kind is BlockKind.FIELD and block.name in names:
                return block
        return None


def _is_skipped(block: Block) -> bool:
    if block.kind is BlockKind.FIELD:
        return block.name not in _READ_FIELDS
    return block.kind is BlockKind.CODE


UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper())
"""Capital letters of the Latin, Greek and Cyrillic scripts, for character classes."""
LETTER = r"[^\W\d_]"
CAP_WORD = rf"[{UPPER}]{LETTER}*(?:-{LETTER}+|[’'](?![sS]\b){LETTER}+)*"
"""A capitalised word: `Lee`, `O'Brien`, `Citron-Pousty`; a possessive 's stays outside."""
SPACES = re.compile(r"\s+")
