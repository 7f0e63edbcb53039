"""What can go wrong, and how it is said.

    TalkgraphError            every error that is told to a person in one line
    ├── SourceError           one source can't be read: the others go on
    ├── VocabularyError       a table of names is malformed
    ├── GraphError            a graph can't be read, or lacks what was asked for
    ├── OutputError           a result can't be written
    └── EngineError           an engine gave up in the middle of its work
        └── NoEngineError     there is no such engine, it isn't installed, or it was told what it doesn't understand

An error names the place, says what is wrong there, and where possible what to do. What stops a single source
travels as a `Problem` value, so that one bad file never stops fifty; what stops everything is raised.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a path as the user gave it (or `-`), and a line counted from 1 where it is known."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


class TalkgraphError(Exception):
    """An error for people: `place: what; hint`."""

    def __init__(self, place: Place | str, what: str, hint: str = "") -> None:
        self.place = Place(place) if isinstance(place, str) else place
        self.what = what
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" + (f"; {self.hint}" if self.hint else "")


class SourceError(TalkgraphError):
    """One source can't be read."""


class VocabularyError(TalkgraphError):
    """A table of names is malformed."""


class GraphError(TalkgraphError):
    """A graph can't be read, or lacks what was asked for."""


class OutputError(TalkgraphError):
    """A result can't be written."""


class EngineError(TalkgraphError):
    """An engine gave up in the middle of its work."""


class NoEngineError(EngineError):
    """An engine can't be had: unknown, not installed, or told what it doesn't understand."""


class Severity(StrEnum):
    """How bad a `Problem` is: a warning was read past, an error cost a source."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with one source that the run goes on after."""

    place: Place
    what: str
    hint: str = ""
    severity: Severity = Severity.WARNING

    @classmethod
    def of(cls, error: TalkgraphError) -> Problem:
        """Return `error` as a value of severity `error`."""
        return cls(error.place, error.what, error.hint, Severity.ERROR)

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity}: {self.what}{hint}"
