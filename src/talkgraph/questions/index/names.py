"""All names of a graph in two long texts, so that a name is looked up by one search through each."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from talkgraph.questions.index.flat import Sections
from talkgraph.text import fold

_PLAIN = str.maketrans("łđøıħð", "ldoihd")
"""Letters that people type without their stroke, and that no decomposition makes plain."""
_BREAKS = str.maketrans("\n", " ")
MOST_SEEN, MOST_ALIKE = 20_000, 300
"""How many places are looked at to find spellings that are alike, and how many of those are compared in full."""


def folded(name: str) -> str:
    """Return the form under which names are compared without regard to case, accents and punctuation.

    >>> folded("Łucja  Nowák"), folded("C++")
    ('lucja nowak', 'c')
    """
    return fold(name).translate(_PLAIN)


def cased(name: str) -> str:
    """Return the form under which names are compared without regard to case alone."""
    return name.casefold().translate(_BREAKS)


def sections(named: Iterable[tuple[str, ...]]) -> dict[str, bytes]:
    """Return the sections of a book of names: for each node, in order, its name and its aliases."""
    bearers = array("I")
    forms: tuple[list[bytes], list[bytes]] = ([], [])
    for number, names in enumerate(named):
        for name in names:
            bearers.append(number)
            forms[0].append(_bytes(cased(name)))
            forms[1].append(_bytes(folded(name)))
    found = {"bearers": bearers.tobytes()}
    for title, rows in zip(("cased", "folded"), forms, strict=True):
        found[title] = b"\n" + b"".join(row + b"\n" for row in rows)
        found[f"{title} starts"] = array("I", list(accumulate((len(row) + 1 for row in rows), initial=1))).tobytes()
    return found


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Lines:
    """One form of all names: a line for each, with a line break before the first and after each."""

    blob: bytes
    starts: memoryview

    def holding(self, words: bytes) -> Iterator[tuple[int, int, int]]:
        """Yield each place of `words` inside a line: number of the line, where it starts, where the words stand."""
        at = self.blob.find(words)
        while at >= 0:
            line = self.line_at(at)
            yield line, self.starts[line], at
            at = self.blob.find(words, at + 1)

    def equal(self, words: bytes) -> Iterator[int]:
        """Yield the lines that are `words`."""
        return self._after_break(b"\n" + words + b"\n")

    def beginning(self, words: bytes) -> Iterator[int]:
        """Yield the lines that begin with `words`."""
        return self._after_break(b"\n" + words)

    def with_words(self, words: bytes) -> Iterator[int]:
        """Yield the lines that hold `words` between spaces."""
        for line, _, at in self.holding(words):
            if self.blob[at - 1] in b" \n" and self.blob[at + len(words)] in b" \n":
                yield line

    def with_all_of(self, words: bytes) -> Iterator[int]:
        """Yield the lines that hold each of the words, in any order."""
        every = words.split()
        for line in self.with_words(max(every, key=len)):
            if set(every) <= set(self.blob[self.starts[line] : self.starts[line + 1] - 1].split()):
                yield line

    def line_at(self, at: int) -> int:
        """Return the line that the byte `at` is in."""
        return bisect_right(self.starts, at) - 1

    def alike(self, words: bytes) -> list[int]:
        """Return the lines that have most groups of three bytes in common with `words`, the most first.

        The rarest groups are looked for first; so a search among a hundred thousand names stays one of milliseconds.
        """
        framed = b"\n" + words + b"\n"
        groups = {framed[i : i + 3] for i in range(len(framed) - 2)}
        often = sorted((self.blob.count(group), group) for group in groups)
        shared: Counter[int] = Counter()
        seen = 0
        for number, group in often:
            seen += number
            if seen > MOST_SEEN and shared:
                break
            shared.update({self.line_at(at + 1) if group[0] == _BREAK else line for line, _, at in self.holding(group)})
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return [line for line, _ in ranked[:MOST_ALIKE]]

    def text(self, line: int) -> str:
        """Return one line."""
        return self.blob[self.starts[line] : self.starts[line + 1] - 1].decode("utf-8", "surrogatepass")

    def _after_break(self, words: bytes) -> Iterator[int]:
        at = self.blob.find(words)
        while at >= 0:
            yield self.line_at(at + 1)
            at = self.blob.find(words, at + 1)


_BREAK = 10


@dataclass(frozen=True, slots=True)
class Names:
    """Whose names they are, and their two forms, line by line."""

    bearers: memoryview
    cased: Lines
    folded: Lines

    @classmethod
    def of(cls, found: Sections) -> Names:
        """Return the book of names in `found`."""
        lines = [Lines(bytes(found.found[t]), found.numbers(f"{t} starts", "I")) for t in ("cased", "folded")]
        return cls(found.numbers("bearers", "I"), *lines)

    def leads(self, line: int) -> bool:
        """Return whether the line is its bearer's name, not an alias."""
        return line == 0 or self.bearers[line - 1] != self.bearers[line]
