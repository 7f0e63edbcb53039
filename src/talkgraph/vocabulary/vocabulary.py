"""The vocabulary: all tables together, looked up by id, by name, and in a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

from talkgraph.model import Kind
from talkgraph.text import fold
from talkgraph.vocabulary import table
from talkgraph.vocabulary.entry import Candidate, Entry, Form, Hit
from talkgraph.vocabulary.index import Index, Meaning
from talkgraph.vocabulary.names import NameTable
from talkgraph.vocabulary.table import Row

DATA = Path(__file__).with_name("data")
TIERS = ("core", "common")
_RANK = {"core": 0, "common": 1, "long": 2}


class Vocabulary:
    """What is known beforehand; made once by `load`, never changed.

    >>> vocabulary = Vocabulary.load()
    >>> [(hit.start, hit.end, hit.candidates[0].entry.key) for hit in vocabulary.find("What makes QEMU's coffee good")]
    [(11, 15, 'qemu')]
    """

    names: NameTable

    def __init__(self, rows: Sequence[Row], names: NameTable) -> None:
        self.names = names
        self._rows = rows
        self._entries: dict[int, Entry] = {}
        self._candidates: dict[tuple[Meaning, ...], tuple[Candidate, ...]] = {}
        self._keys = {(row.kind, row.key): number for number, row in enumerate(rows)}
        self._index = _index(rows)

    @classmethod
    def load(cls, own: Sequence[Path] = (), *, tiers: tuple[str, ...] = TIERS) -> Self:
        """Return the shipped tables of `tiers` together with one's own tables; a later table wins.

        Raises:
            VocabularyError: one of the own tables is malformed.
        """
        rows = [row for kind in table.KINDS for row in table.shipped(kind, DATA / f"{kind}s.tsv")]
        if "long" in tiers:
            for kind in (Kind.PROJECT, Kind.TOPIC):
                rows += table.shipped(kind, DATA / f"{kind}s-long.tsv")
        rows = [row for row in rows if (row.cell("tier") or "core") in tiers]
        for path in own:
            rows = _replaced(rows, table.own(path))
        return cls(rows, NameTable(DATA / "names.tsv"))

    def find(self, text: str) -> list[Hit]:
        """Return the known names in `text`: at each place the longest, none across another, in order."""
        return [Hit(start, end, self._meant(meanings)) for start, end, meanings in self._index.find(text)]

    def get(self, kind: Kind, key: str) -> Entry | None:
        """Return the entry under an id, or None."""
        number = self._keys.get((kind, key))
        return None if number is None else self._entry(number)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return all entries that bear `name` as name or alias, whatever its case, accents and punctuation."""
        return tuple(self._entry(number) for number in self._folded.get(fold(name), ()))

    def entries(self, kind: Kind) -> tuple[Entry, ...]:
        """Return all entries of a kind, by key."""
        numbers = (number for number, row in enumerate(self._rows) if row.kind is kind)
        return tuple(sorted((self._entry(number) for number in numbers), key=lambda entry: entry.key))

    @cached_property
    def _folded(self) -> dict[str, list[int]]:
        folded: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            for name in {fold(name): None for name, _ in row.forms()}:
                folded.setdefault(name, []).append(number)
        return folded

    def _entry(self, number: int) -> Entry:
        entry = self._entries.get(number)
        if entry is None:
            entry = self._entries[number] = self._rows[number].entry()
        return entry

    def _meant(self, meanings: tuple[Meaning, ...]) -> tuple[Candidate, ...]:
        candidates = self._candidates.get(meanings)
        if candidates is None:
            made = (Candidate(self._entry(m.row), m.form, m.exact) for m in meanings)
            candidates = self._candidates[meanings] = tuple(sorted(made, key=_trust))
        return candidates


def _trust(candidate: Candidate) -> tuple[Form, bool, int, int, Kind, str]:
    entry = candidate.entry
    rank = _RANK.get(entry.tier, len(_RANK))
    return candidate.form, not candidate.exact, rank, -entry.talks, entry.kind, entry.key


def _index(rows: Sequence[Row]) -> Index:
    index = Index()
    for number, row in enumerate(rows):
        for name, form in row.forms():
            index.add(name, form, number, proper=row.proper)
    for number, row in enumerate(rows):
        if row.kind is Kind.TOPIC:
            for name, form in row.forms():
                index.add_numbers(name, form, number)
    return index


def _replaced(rows: Sequence[Row], own: Sequence[Row]) -> list[Row]:
    """Return `rows` and `own` without those of `rows` that one of `own` replaces: same id, or same name and qualifier.

    A row of one's own that has no id takes the one of what it replaces by name, so that links to it still hold.
    """
    names = {_name(row): row.key for row in reversed(rows)}
    own = [row if row.has_key or _name(row) not in names else row.under(names[_name(row)]) for row in own]
    keys = {(row.kind, row.key) for row in own}
    named = {_name(row) for row in own}
    return [row for row in rows if (row.kind, row.key) not in keys and _name(row) not in named] + own


def _name(row: Row) -> tuple[Kind, str, str]:
    return row.kind, fold(row.cell("name")), fold(row.cell("qualifier"))
