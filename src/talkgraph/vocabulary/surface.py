"""The forms of a name that stand in texts, and how they are compared.

A surface is a name cut into runs of letters and digits. One space, one hyphen, one line break or one no-break space
between two runs are the same (`open-source`, `Open Source`); any other punctuation counts as it stands (`Node.js`,
`TCP/IP`). `+`, `++` and `#` right behind a run belong to it (`C++`, `F#`), and so does a dot before the name (`.NET`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from talkgraph.text import without_accents

RUN = re.compile(r"[^\W_]+")
"""A run of letters and digits."""
SUFFIX = re.compile(r"\+\+?|#")
NEXT = re.compile(r"(\s?(?:[^\w\s]|_){0,2}\s?)([^\W_]+)")
"""From the end of one run: what separates, and the next run."""

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
_SPACES = re.compile(r"\s|-|\u2010|\u2011")
_APOSTROPHES = str.maketrans("’ʼ‘", "'''")
_NUMBER = tuple(
    (re.compile(ending, re.IGNORECASE), other)
    for ending, other in (
        ("ss$", "sses"),
        ("(?:us|is|ics)$", ""),
        ("(..)ies$", r"\1y"),
        ("(ss|x|ch|sh)es$", r"\1"),
        ("(...)s$", r"\1"),
        ("s$", ""),
        ("(x|z|ch|sh)$", r"\1es"),
        ("([^aeiou])y$", r"\1ies"),
        ("$", "s"),
    )
)
"""How a word's ending tells its other number; the first that fits."""


def separator(between: str) -> str:
    """Return what two separators that count as the same have in common.

    >>> separator("-"), separator(" "), separator(" & ")
    (' ', ' ', '&')
    """
    if _SPACES.fullmatch(between):
        return " "
    return (between.strip() or between).translate(_APOSTROPHES)


def shape(name: str) -> str:
    """Return `name` with its separators and accents normalised, its case kept; the key of the index is its lower case.

    Empty for a name without any letter or digit. Punctuation around the name is dropped, but for `.NET`, `C#`, `C++`.

    >>> shape("Open-Source"), shape("Node.js"), shape("C++"), shape("Zürich"), shape("Yahoo!")
    ('Open Source', 'Node.js', 'C++', 'Zurich', 'Yahoo')
    """
    if _PLAIN.fullmatch(name):
        return name.replace("-", " ")
    name = without_accents(name)
    first = RUN.search(name)
    if not first:
        return ""
    lead = "." if name[: first.start()].endswith(".") else ""
    parts = [lead, first[0]]
    end = first.end()
    while True:
        if suffix := SUFFIX.match(name, end):
            parts.append(suffix[0])
            end = suffix.end()
        following = RUN.search(name, end)
        if not following:
            return "".join(parts)
        if following.start() > end:
            parts.append(separator(name[end : following.start()]))
        parts.append(following[0])
        end = following.end()


def prefixes(key: str) -> Iterator[str]:
    """Yield the proper beginnings of `key` that end with a run or its suffix, the longest last."""
    if key.startswith("."):
        yield key[1:]
    for run in RUN.finditer(key):
        if run.end() < len(key):
            yield key[: run.end()]
            suffix = SUFFIX.match(key, run.end())
            if suffix and suffix.end() < len(key):
                yield key[: suffix.end()]


def numbers(name: str) -> Iterator[str]:
    """Yield the other number of a topic's last word, and two words as one.

    >>> list(numbers("huge pages")), list(numbers("container")), list(numbers("library"))
    (['huge page', 'hugepages', 'hugepage'], ['containers'], ['libraries'])
    """
    other = _other_number(name)
    if other:
        yield other
    if name.count(" ") == 1 and name.replace(" ", "").isalpha():
        yield name.replace(" ", "")
        if other:
            yield other.replace(" ", "")


def _other_number(name: str) -> str:
    """Return the plural of a singular, the singular of a plural, or nothing where letters don't tell."""
    if not name[-1:].isalpha() or len(name) < 2:
        return ""
    pattern, other = next(rule for rule in _NUMBER if rule[0].search(name))
    return pattern.sub(other, name, count=1) if other else ""
