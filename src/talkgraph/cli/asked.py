"""A graph's file → its index: mapped from the user's cache where it was made before, else made and put there.

An index is kept for each graph's path and used as long as the file is the same: of the same size and time, or else of
the same SHA-256. `TALKGRAPH_CACHE` names another folder than the user's own, and `off` keeps nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import sys
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.cli import options
from talkgraph.errors import GraphError, OutputError

if TYPE_CHECKING:
    from talkgraph.questions.index import Index

NOT_CONTENT = frozenset({"LOCK", "LOG"})
"""Files of a store that change when it is only looked at."""
RACE_NS = 2_000_000_000
"""What was changed so shortly before it was looked at may have been changed again without its time showing it."""


def ask(path: str) -> Index:
    """Return the index of the graph at `path`; that there is none is misuse."""
    if index := kept(path):
        return index
    from talkgraph.questions.index import opened, to_bytes

    place = _place(path)
    before = place.version() if place else None
    data = to_bytes(options.load(path), sha256=before[1] if before else "")
    return opened(data, keep=place.put(data, before) if place and before else None)


def kept(path: str) -> Index | None:
    """Return the index of the graph at `path`, if it is kept."""
    place = _place(path)
    return place.index() if place else None


Stamp = tuple[int, int]
"""Size and time of a file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the index of one graph is kept."""

    graph: Path
    folder: Path
    name: str

    def index(self) -> Index | None:
        """Return the index, or None where there is none of the file as it is now."""
        from talkgraph.questions.index import opened

        try:
            note = self._file("json")
            known = json.loads(note.read_text(encoding="utf-8"))
            now = _stamp(self.graph)
            if tuple(known["stamp"]) != now or note.stat().st_mtime_ns - now[1] < RACE_NS:
                if now[0] != known["stamp"][0] or _digest(self.graph) != known["sha256"]:
                    return None
                self._note(now, known["sha256"])
            with self._file("index").open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            found = opened(memoryview(data), str(self._file("index")), Disk(self, known["sha256"]))
        except (OSError, ValueError, KeyError, TypeError, IndexError, GraphError):
            return None  # as good as none: it is made anew
        return found if found.about.get("sha256") == known["sha256"] else None

    def version(self) -> tuple[Stamp, str]:
        """Return size and time of the graph's file, and its digest."""
        return _stamp(self.graph), _digest(self.graph)

    def put(self, data: bytes, version: tuple[Stamp, str]) -> Disk | None:
        """Keep an index of the file as it was, if the folder can be written to; return what keeps the rest."""
        from talkgraph.outputs import files

        stamp, digest = version
        try:
            if _stamp(self.graph) != stamp:
                return None  # it has changed while it was read
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sweep()
            files.replace(self._file("index"), (data,))
            self._note(stamp, digest)
        except (OSError, OutputError):
            return None
        return Disk(self, digest)

    def _note(self, stamp: Stamp, digest: str) -> None:
        from talkgraph.outputs import files

        row = {"graph": str(self.graph), "stamp": stamp, "sha256": digest}
        with contextlib.suppress(OSError, OutputError):
            files.replace(self._file("json"), (json.dumps(row).encode(),))

    def _sweep(self) -> None:
        """Remove what was kept for graphs that aren't there any more."""
        for note in self.folder.glob("*.json"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                if not Path(json.loads(note.read_text(encoding="utf-8"))["graph"]).exists():
                    for kept in self.folder.glob(f"{note.stem}.*"):
                        kept.unlink()

    def _file(self, suffix: str) -> Path:
        return self.folder / f"{self.name}.{suffix}"


@dataclass(frozen=True, slots=True)
class Disk:
    """Keeps what was worked out of a whole graph beside its index: numbers, after the digest of the graph's file."""

    place: Place
    digest: str

    def __call__(self, name: str, make: Callable[[], array[float]]) -> array[float]:
        from talkgraph.questions.index import VERSION

        file, head = self.place._file(name), f"{self.digest} {sys.byteorder} {VERSION}\n".encode()
        with contextlib.suppress(OSError, ValueError):
            data = file.read_bytes()
            if data.startswith(head):
                return array("d", data[len(head) :])
        from talkgraph.outputs import files

        found = make()
        with contextlib.suppress(OSError, OutputError):
            files.replace(file, (head, found.tobytes()))
        return found


def _place(path: str) -> Place | None:
    named = os.environ.get("TALKGRAPH_CACHE", "")
    if named == "off" or not Path(path).exists():
        return None
    graph = Path(path).resolve()
    try:
        folder = Path(named) if named else _own_cache() / "talkgraph"
    except RuntimeError:  # no home
        return None
    return Place(graph, folder / "graphs", hashlib.sha256(os.fsencode(graph)).hexdigest()[:24])


def _own_cache() -> Path:
    """Return where programs of this system keep what can be made anew."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _stamp(path: Path) -> Stamp:
    if path.is_dir():
        files = [entry.stat() for entry in os.scandir(path) if entry.name not in NOT_CONTENT]
        return sum(found.st_size for found in files), max((found.st_mtime_ns for found in files), default=0)
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _digest(path: Path) -> str:
    if path.is_dir():
        from talkgraph.outputs.rdf.stores import open_store

        return open_store(str(path)).revision
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
