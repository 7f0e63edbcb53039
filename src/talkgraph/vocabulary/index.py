"""All forms of all names, and the one pass over a text that finds them.

The index is a trie laid flat: one dict from the key of a surface, and from every beginning of one, to what bears it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from talkgraph.text import without_accents
from talkgraph.vocabulary.entry import Form
from talkgraph.vocabulary.surface import NEXT, RUN, SUFFIX, numbers, prefixes, separator, shape

ANY_WORD = ""
"""Among the words that may come second: the first one goes on without a space (`C++`, `.NET`)."""
SHORT = 2
"""A form of so few characters is never meant but as it is spelled."""
SHOUTED = 4
"""From so many letters on, a text in capitals may mean a name that is spelled otherwise."""


class Bearer(NamedTuple):
    """A row that bears a surface: how it spells it and how far that is to be trusted."""

    form: Form
    shape: str
    row: int
    proper: bool
    """Whether it never means the row in lower case, whatever stands near by."""


class Meaning(NamedTuple):
    """A row that words may mean."""

    form: Form
    exact: bool
    row: int


class Found(NamedTuple):
    """A stretch of a text that bears a known name."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class Index:
    """Where all surfaces of all rows are kept; filled once, then only read."""

    def __init__(self) -> None:
        self._bearers: dict[str, list[Bearer]] = {}
        self._then: dict[str, set[str]] = {}
        """First word of a surface of several → the words that may come second: most words of a text that begin some
        name are told from its beginning by one look at the next word."""
        self._meanings: dict[str, tuple[Meaning, ...]] = {}

    def add(self, name: str, form: Form, row: int, *, proper: bool) -> None:
        """Put a form of the row's name in."""
        spelled = shape(name)
        if spelled:
            self._put(Bearer(form, spelled, row, proper))

    def add_numbers(self, name: str, form: Form, row: int) -> None:
        """Put singular or plural and joined spelling of a name in, where no other name has that form.

        Of an abbreviation only as spelled: `VMs`, but `HAs` is not `has`.
        """
        if name.isupper():
            if form is Form.CONTEXT:
                return
            form = Form.CASE
        for other in numbers(shape(name)):
            if not self._bearers.get(other.lower()):
                self._put(Bearer(form, other, row, proper=False))

    def _put(self, bearer: Bearer) -> None:
        key = bearer.shape.lower()
        bearers = self._bearers
        here = bearers.get(key)
        if here:
            here.append(bearer)
            return
        bearers[key] = [bearer]
        if not key.isalnum():
            for beginning in prefixes(key):
                bearers.setdefault(beginning, [])
            first, *rest = RUN.finditer(key)
            joined = rest and first.start() == 0 and key[first.end()] not in "+#"
            self._then.setdefault(first[0], set()).add(rest[0][0] if joined else ANY_WORD)

    def find(self, text: str) -> Iterator[Found]:
        """Yield the known names in `text`: at each place the longest, none across another."""
        known, then = self._bearers, self._then
        free = 0
        runs = list(RUN.finditer(text))
        keys = [word.lower() if (word := run[0]).isascii() else without_accents(word).lower() for run in runs]
        for run, key, following in zip(runs, keys, [*keys[1:], ""], strict=False):
            if key not in known or run.start() < free:
                continue
            if not known[key] and following not in (seconds := then[key]) and ANY_WORD not in seconds:
                continue
            found = self._longest(text, run.start(), run.end())
            if found:
                yield found
                free = found.end

    def _longest(self, text: str, start: int, end: int) -> Found | None:
        if _clings_before(text, start):
            return None
        for begin, stop, spelled in reversed(list(self._walk(text, start, end))):
            if not _clings_behind(text, stop) and (meanings := self._meant(spelled)):
                return Found(begin, stop, meanings)
        return None

    def _walk(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and shape of all surfaces that begin with the run at `start`, the shortest first."""
        known = self._bearers
        lead = text[start - 1 : start] if start else ""
        if lead == "." and f".{text[start:end]}".lower() in known:
            yield start - 1, end, without_accents(text[start - 1 : end])
        spelled = without_accents(text[start:end])
        while True:
            if known.get(spelled.lower()):
                yield start, end, spelled
            suffix = SUFFIX.match(text, end)
            if suffix and (spelled + suffix[0]).lower() in known:
                spelled, end = spelled + suffix[0], suffix.end()
                if known.get(spelled.lower()):
                    yield start, end, spelled
            following = NEXT.match(text, end)
            if not following:
                return
            between = following[1] if following[1] in ("", " ") else separator(following[1])
            spelled = f"{spelled}{between}{without_accents(following[2])}"
            end = following.end()
            if spelled.lower() not in known:
                return

    def _meant(self, spelled: str) -> tuple[Meaning, ...]:
        """Return what `spelled` may mean, each row once."""
        meanings = self._meanings.get(spelled)
        if meanings is None:
            best: dict[int, Meaning] = {}
            for bearer in self._bearers[spelled.lower()]:
                meaning = _meaning(bearer, spelled)
                if meaning and (bearer.row not in best or _trust(meaning) < _trust(best[bearer.row])):
                    best[bearer.row] = meaning
            meanings = self._meanings[spelled] = tuple(best.values())
        return meanings


def _trust(meaning: Meaning) -> tuple[Form, bool]:
    return meaning.form, not meaning.exact


def _meaning(bearer: Bearer, spelled: str) -> Meaning | None:
    exact = bearer.shape == spelled
    if exact:
        return Meaning(bearer.form, exact, bearer.row)
    if len(spelled) <= SHORT or (bearer.proper and spelled[0].islower()):
        return None
    if bearer.form is not Form.CASE:
        return Meaning(bearer.form, exact, bearer.row)
    if spelled.isupper() and sum(map(str.isalpha, spelled)) >= SHOUTED:
        return Meaning(Form.CONTEXT, exact, bearer.row)
    return None


def _clings_before(text: str, start: int) -> bool:
    """Return whether the run at `start` is the tail of something: `my_qemu`, `@qemu`, `docs.qemu`."""
    before = text[start - 1 : start] if start else ""
    if before == ".":
        return start > 1 and (text[start - 2].isalnum() or text[start - 2] == "_")
    return before in ("_", "@")


def _clings_behind(text: str, end: int) -> bool:
    """Return whether what ends at `end` goes on: `qemu_img`, `qemu@example.org`, `qemu.org`, `git://`."""
    behind = text[end : end + 1]
    if not behind or behind.isspace():
        return False
    if behind == ".":
        following = text[end + 1 : end + 2]
        return following.islower() or following == "_"
    if behind.isalpha():
        return True
    return behind in "_@" or text.startswith("://", end) or bool(unicodedata.combining(behind))
