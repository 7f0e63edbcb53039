"""Examples of persons' names, and of what looks like one in prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from likeness.archives import Talk, person, plain_text, table_names
from likeness.examples import Example, drawn
from talkgraph.text import fold

NEW_SINCE = 2025
"""Speakers first heard of in this year are measured on, to see how the model does on persons it never met."""
_WORD = r"[A-Z][^\W\d_]*(?:[\w-]*\w|[’'](?![sS]\b)[^\W\d_]+)?"
_RUN = re.compile(rf"(?<![\w/@.#-]){_WORD}(?: (?:(?:de|la|van|von|di) )?{_WORD}){{1,3}}(?![\w@/-])")
_OPENER = re.compile(r"(?:^|[.!?:] )([A-Z][a-z]+) ", re.MULTILINE)
_NOUNS = re.findall(
    r"\w+",
    """
    Keynote Talk Talks Workshop Tutorial Panel Slides Video Session Sessions Conference Summit Meetup Day Track Room
    Hall Devroom Project Foundation Team Group Community Labs Systems Software Consulting Solutions Research University
    Institute Award Prize Book Blog Website Demo Introduction Overview Update Report Status Interview Lunch Party Dinner
    Release Version Platform Engine Framework
    """,
)


def examples(talks: Sequence[Talk], data: Path, leave_out: set[str]) -> Iterator[Example]:
    """Yield the examples, each text once; `leave_out` holds folded names that must not be among them."""
    years = _first_years(talks)
    known = {fold(name) for name in years}
    familiar = {fold(name.split()[0]) for name, year in years.items() if year < NEW_SINCE}
    seen = set(leave_out)
    for name in sorted(years):
        if fold(name) not in seen:
            seen.add(fold(name))
            given = fold(name.split()[0])
            new = "new speaker" if given in familiar else "new speaker, new given name"
            yield Example(name, positive=True, kind=new if years[name] >= NEW_SINCE else "speaker")
    seen |= known
    for kind, texts in _strangers(talks, data, years).items():
        for text in texts:
            if fold(text) not in seen:
                seen.add(fold(text))
                yield Example(text, positive=False, kind=kind, weight=0.4 if kind == "with a name" else 1.0)


def _first_years(talks: Sequence[Talk]) -> dict[str, int]:
    """Return the plain names of speakers with the first year that they are known of; 0 where no year is told."""
    years: dict[str, int] = {}
    for talk in talks:
        for name in filter(None, map(person, talk.speakers)):
            years[name] = min(years.get(name, 9999), talk.year)
    return years


def _strangers(talks: Sequence[Talk], data: Path, years: dict[str, int]) -> dict[str, list[str]]:
    """Return what is no person's name, by kind."""
    tables = table_names(data)
    runs, openers = Counter[str](), Counter[str]()
    for talk in talks:
        text = plain_text(talk.text)
        openers.update(_OPENER.findall(text))
        runs.update(run for part in (talk.title, text) for run in _RUN.findall(part))
    capitalised = [name for table in tables.values() for name in table if _RUN.fullmatch(name)]
    titled = [name.title() for name in tables["topics"] if re.fullmatch(r"[a-z][a-z-]+(?: [a-z-]+){1,3}", name)]
    given = {name.split()[0] for name in years}
    names = _NamesHeard(years, data)
    starts = {word for word, count in openers.items() if count >= 5 and not names.given(word)}
    return {
        "vocabulary": sorted({*capitalised, *titled}),
        "run": sorted(run for run in runs if not names.perhaps(run)),
        "with a name": [*_with_names(years, given, drawn(starts, 800), drawn(set(capitalised), 4000))],
    }


class _NamesHeard:
    """What the speakers' names tell of words: to leave out runs that may well be a person who never spoke."""

    def __init__(self, years: dict[str, int], data: Path) -> None:
        words = [fold(name).split() for name in years]
        self._whole = {tuple(w) for w in words}
        self._first = Counter(w[0] for w in words)
        self._last = Counter(w[-1] for w in words)
        lines = (data / "vocabulary" / "given-names.tsv").read_text(encoding="utf-8").splitlines()[1:]
        self._listed = {cells[1] for cells in (line.split("\t") for line in lines) if not cells[5]}

    def given(self, word: str) -> bool:
        first, last = self._first[fold(word)], self._last[fold(word)]
        return first >= 2 and first > last

    def perhaps(self, run: str) -> bool:
        """Return whether a run holds a speaker, begins with a given name, or is made of parts of names only."""
        words = fold(run).split()
        pairs = pairwise(words)
        return (
            any(pair in self._whole for pair in pairs)
            or not words
            or self.given(words[0])
            or words[0] in self._listed
            or all(self._first[w] or self._last[w] for w in words)
        )


def _with_names(years: dict[str, int], given: set[str], starts: list[str], others: list[str]) -> Iterator[str]:
    """Yield names with a neighbour that is no part of them: `Watching Ann`, `Later Ann Lee`, `Ann Lee Keynote`."""
    persons = [name for name in drawn(set(years), 6000) if len(name.split()) == 2]
    firsts = drawn(given, 1500)
    for index, name in enumerate(persons[:4000]):
        start, noun, other = starts[index % len(starts)], _NOUNS[index % len(_NOUNS)], others[index % len(others)]
        yield (f"{start} {name}", f"{name} {noun}", f"{other} {name}", f"{name.split()[1]} {other}")[index % 4]
    for index, first in enumerate(firsts):
        yield f"{starts[index % len(starts)]} {first}"
        if index % 3 == 0:
            yield f"{others[-1 - index % len(others)]} {first}"
