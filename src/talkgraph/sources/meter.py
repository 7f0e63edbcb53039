"""How far the reading of sources has come: files and bytes, of how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO


@dataclass(slots=True)
class Meter:
    """Is told by `find` what there is and what has been read of it; anybody may look."""

    files: int = 0
    """How many files there are, packed ones as one each."""
    read: int = 0
    """How many of them have been read."""
    size: int = 0
    """Bytes of all files."""
    _before: int = 0
    _seen: set[str] = field(default_factory=set)
    _now: IO[bytes] | None = None

    def expect(self, paths: Iterable[str]) -> None:
        """Note what there is to be read."""
        for path in paths:
            self.files += 1
            self.size += _size(path)

    def begin(self, file: IO[bytes]) -> None:
        """Note that a file is being read from now on, so that its position tells how far."""
        self._now = file

    def finish(self, path: str) -> None:
        """Note that a file has been read; one of a tree may be read twice and counts once."""
        self._now = None
        if path not in self._seen:
            self._seen.add(path)
            self.read += 1
            self._before += _size(path)

    @property
    def share(self) -> float:
        """The part of all bytes that has been read, from 0 to 1."""
        now = self._now.tell() if self._now is not None and not self._now.closed else 0
        return min(1.0, (self._before + now) / self.size) if self.size else 0.0


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
