"""Given names and surnames: how surely a word is one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from talkgraph.text import without_accents


class NameTable:
    """Names of persons, looked up without regard to accents and case; the table is read at the first question.

    A line of `names.tsv` is a folded name, in how many persons' names it stands first, in how many last, and whether
    it is an English word too (`common`, `rare`). A list of given names that holds it counts as one person more.
    `words.txt` beside it holds ordinary English words.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _lines(self) -> Mapping[str, str]:
        lines = self._path.read_text(encoding="utf-8").splitlines()[1:]
        return dict(line.split("\t", 1) for line in lines)

    @cached_property
    def _words(self) -> frozenset[str]:
        path = self._path.with_name("words.txt")
        return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()

    def given(self, word: str) -> float:
        """Return how surely `word` is a given name, from 0 to below 1; 0.5 is one sighting and nothing against it."""
        first, last, _ = self._counts(word)
        return first / (first + last + 1)

    def surname(self, word: str) -> float:
        """Return how surely `word` is a surname, from 0 to below 1."""
        first, last, _ = self._counts(word)
        return last / (first + last + 1)

    def bearers(self, word: str) -> int:
        """Return in how many persons' names `word` is known to stand first or last."""
        first, last, _ = self._counts(word)
        return first + last

    def is_english(self, word: str) -> bool:
        """Return whether `word` is an ordinary English word too: `Mark`, `Will`, `Field`."""
        return bool(self._counts(word)[2]) or _folded(word) in self._words

    def _counts(self, word: str) -> tuple[int, int, str]:
        line = self._lines.get(_folded(word))
        if line is None:
            return 0, 0, ""
        first, last, english = line.split("\t")
        return int(first), int(last), english


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    return without_accents(word).casefold()
