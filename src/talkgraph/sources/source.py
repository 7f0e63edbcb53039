"""What a reader is given, and what a reader is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Protocol

from talkgraph.errors import Place, Problem
from talkgraph.model import Document
from talkgraph.text import slug

STDIN = "-"
"""The path that means standard input."""

_PACKED = frozenset({".gz", ".xz", ".bz2"})

ABSOLUTE_PARTS = 3
"""How many last components of an absolute path its id is made of: enough to tell two folders apart, and none of
the part of the path that says whose machine it is."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes, and where they were found."""

    place: Place
    data: bytes
    members: Mapping[str, bytes] = field(default_factory=dict)
    """Files that are one source only together: path → bytes. Then `data` is empty."""
    context: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the same tree that the members refer to: persons, events."""
    columns: tuple[tuple[str, str], ...] = ()
    """Tables: what the user says that columns mean, as pairs (meaning, heading)."""


class Reader(Protocol):
    """What a module must have to be a reader."""

    NAME: str
    """What people call the format."""
    SUFFIXES: frozenset[str]
    """Suffixes of files in a folder that are read, in lower case with the dot."""

    def recognises(self, head: bytes, path: str) -> bool:
        """Return whether the first bytes, or the name where they don't say, are of this format."""

    def read(self, source: Source) -> Iterable[Document | Problem]:
        """Return what the source says, and what was left out of it.

        Raises:
            SourceError: there is nothing that can be read.
        """


def suffix_of(path: str) -> str:
    """Return the suffix of `path` in lower case with its dot, without those of packing, or nothing.

    >>> suffix_of("trips/Day-1.MD"), suffix_of("README"), suffix_of("talks.csv.gz")
    ('.md', '', '.csv')
    """
    found = PurePath(path)
    while found.suffix.lower() in _PACKED:
        found = found.with_suffix("")
    return found.suffix.lower()


def document_id(path: str) -> str:
    """Return the id of the document at `path`: a function of the path as the user gave it, and of nothing else.

    The slug of the path without its suffix, without `.` and `..`, and, for an absolute path, of its last three
    components; standard input is `stdin`.

    >>> document_id("trips/2014/day-1.md"), document_id("../day-1.md"), document_id("/home/ann/trips/2014/day-1.md")
    ('trips-2014-day-1', 'day-1', 'trips-2014-day-1')
    >>> document_id("-")
    'stdin'
    """
    if path == STDIN:
        return "stdin"
    pure = PurePath(path)
    parts = [part for part in pure.parts if part not in {pure.anchor, ".", ".."}]
    if pure.is_absolute():
        parts = parts[-ABSOLUTE_PARTS:]
    if parts:
        parts[-1] = PurePath(parts[-1]).stem
    return slug("/".join(parts))
