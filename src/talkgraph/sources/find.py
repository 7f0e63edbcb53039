"""Paths → sources: files, folders, standard input."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from talkgraph.errors import Place, Problem, Severity, SourceError
from talkgraph.sources.readers import is_taken
from talkgraph.sources.source import STDIN, Source, document_id

MAX_BYTES = 64 * 1024 * 1024
"""Largest source in bytes: some five hundred times the longest report that we have seen."""


def find(paths: Sequence[str], stdin: Callable[[], bytes] | None = None) -> Iterator[Source | Problem]:
    """Return the sources at `paths`: files, what is readable in folders (sorted), and standard input for `-`.

    All paths are looked at before the first byte is read. A file that can't be read is a `Problem` among the
    sources. A file that is named twice is read once.

    Raises:
        SourceError: a path doesn't exist, or a folder has nothing in it that a reader takes.
    """
    found: list[str] = []
    for path in paths:
        found += [path] if path == STDIN else _files(path)
    return _sources(found, stdin)


def _sources(paths: list[str], stdin: Callable[[], bytes] | None) -> Iterator[Source | Problem]:
    seen: set[str] = set()
    ids: dict[str, str] = {}
    for path in paths:
        real = path if path == STDIN else os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        first = ids.setdefault(document_id(path), path)
        if first != path:
            what = f"would have the same id as {first} ({document_id(path)}): left out"
            yield Problem(Place(path), what, "rename one of the two", Severity.ERROR)
        elif path == STDIN:
            yield _standard_input(stdin)
        else:
            yield _file(path)


def _files(path: str) -> list[str]:
    if Path(path).is_dir():
        found = sorted(_walk(path))
        if not found:
            raise SourceError(path, "no readable file in this folder", "Markdown, HTML and plain text are read")
        return found
    if not os.path.lexists(path):
        raise SourceError(path, "no such file or folder")
    return [path]


def _walk(folder: str) -> Iterator[str]:
    """Yield the files below `folder` that a reader takes; links to folders are not followed, so no loop is endless."""
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = os.path.join(root, name)  # noqa: PTH118  (keeps the path as the user gave it)
            if not name.startswith(".") and is_taken(name) and Path(path).is_file():
                yield path


def _file(path: str) -> Source | Problem:
    try:
        if not Path(path).is_file():
            return Problem(Place(path), "is no regular file", severity=Severity.ERROR)
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > MAX_BYTES else file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(Place(path), f"can't be read ({error.strerror or error})", severity=Severity.ERROR)
    return _too_large(path) if size > MAX_BYTES or len(data) > MAX_BYTES else Source(Place(path), data)


def _standard_input(stdin: Callable[[], bytes] | None) -> Source | Problem:
    if stdin is None:
        return Problem(Place(STDIN), "no standard input here", severity=Severity.ERROR)
    data = stdin()
    return _too_large(STDIN) if len(data) > MAX_BYTES else Source(Place(STDIN), data)


def _too_large(path: str) -> Problem:
    limit = f"{MAX_BYTES // (1024 * 1024)} MB"
    return Problem(Place(path), f"is larger than {limit}: left out", "split it", Severity.ERROR)
