"""Paths → sources: files, folders, archives, standard input."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from talkgraph.errors import Place, Problem, Severity, SourceError
from talkgraph.sources.groups import File, grouped
from talkgraph.sources.meter import Meter
from talkgraph.sources.readers import is_known, is_taken
from talkgraph.sources.source import STDIN, Source
from talkgraph.sources.unpack import opened, packing_of, unpacked

MAX_BYTES = 64 * 1024 * 1024
"""Largest source in bytes: some five hundred times the longest report that we have seen."""
_HEAD = 512
_NOTHING = "no readable file in this folder"
_READ = "reports (Markdown, HTML, plain text), schedules and archives of talks are read"
_PACKED = (".gz", ".xz", ".bz2", ".tgz", ".txz", ".zip", ".tar")

Columns = tuple[tuple[str, str], ...]


def find(
    paths: Sequence[str],
    stdin: Callable[[], bytes] | None = None,
    *,
    columns: Columns = (),
    meter: Meter | None = None,
) -> Iterator[Source | Problem]:
    """Return the sources at `paths`: files, what is readable in folders and archives (sorted), standard input for `-`.

    All paths are looked at before the first byte is read. A file that can't be read is a `Problem` among the
    sources. A file that is named twice is read once.

    Args:
        paths: files, folders, `-`.
        stdin: returns what `-` stands for.
        columns: what columns of tables mean, as pairs (meaning, heading).
        meter: is told how far the reading has come.

    Raises:
        SourceError: a path doesn't exist, or a folder has nothing in it that a reader takes.
    """
    found = [(path, [path] if path == STDIN else _files(path)) for path in paths]
    meter = meter or Meter()
    meter.expect(path for _, each in found for path in each if path != STDIN)
    sources = _sources(found, stdin, meter)
    return (replace(s, columns=columns) if columns and isinstance(s, Source) else s for s in sources)


def _sources(
    found: list[tuple[str, list[str]]], stdin: Callable[[], bytes] | None, meter: Meter
) -> Iterator[Source | Problem]:
    seen: set[str] = set()
    for asked, paths in found:
        fresh = []
        for path in paths:
            real = path if path == STDIN else os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                fresh.append(path)
        if asked == STDIN:
            if fresh:
                yield from _standard_input(stdin)
        elif Path(asked).is_dir():
            yield from _in_folder(asked, fresh, meter)
        else:
            for path in fresh:
                yield from _file(path, meter)


def _in_folder(folder: str, paths: list[str], meter: Meter) -> Iterator[Source | Problem]:
    """Yield what a folder holds; data of unknown kinds in it is passed over."""
    packed = [path for path in paths if path.lower().endswith(_PACKED)]
    plain: list[File] = [(path, partial(_metered, path, meter)) for path in paths if path not in packed]
    empty = not packed
    for source in grouped("", lambda: plain, is_taken):
        if isinstance(source, Problem) or is_known(source):
            empty = False
            yield source
    if empty:
        raise SourceError(folder, _NOTHING, _READ)
    for path in packed:
        yield from _file(path, meter)


def _files(path: str) -> list[str]:
    if Path(path).is_dir():
        found = sorted(_walk(path))
        if not found:
            raise SourceError(path, _NOTHING, _READ)
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
            if not name.startswith(".") and _is_read(name) and Path(path).is_file():
                yield path


def _is_read(name: str) -> bool:
    """Return whether a file found in a folder is opened: a report, a schedule, or an archive, packed or not."""
    lower = name.lower()
    return is_taken(name) or lower.endswith((".tar", ".zip", ".tgz", ".txz")) or ".tar." in lower


def _file(path: str, meter: Meter) -> Iterator[Source | Problem]:
    try:
        if not Path(path).is_file():
            yield Problem(Place(path), "is no regular file", severity=Severity.ERROR)
            return
        with Path(path).open("rb") as file:
            packing = packing_of(file.read(_HEAD))
            file.seek(0)
            if packing:
                meter.begin(file)
                yield from _packed(path, file, packing)
                meter.finish(path)
                return
    except OSError as error:
        yield Problem(Place(path), f"can't be read ({error.strerror or error})", severity=Severity.ERROR)
        return
    data = _metered(path, meter)
    yield data if isinstance(data, Problem) else Source(Place(path), data)


def _metered(path: str, meter: Meter) -> bytes | Problem:
    data = _bytes(path)
    meter.finish(path)
    return data


def _packed(path: str, file: IO[bytes], packing: str) -> Iterator[Source | Problem]:
    """Yield what a packed file holds; data of unknown kinds in an archive is passed over."""
    empty = True
    for source in unpacked(Place(path), file, packing, _is_read):
        if isinstance(source, Problem) or source.place.path == path or is_known(source):
            empty = False
            yield source
    if empty:
        yield Problem(Place(path), "no readable file in this archive", _READ, Severity.ERROR)


def _bytes(path: str) -> bytes | Problem:
    try:
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > MAX_BYTES else file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(Place(path), f"can't be read ({error.strerror or error})", severity=Severity.ERROR)
    return _too_large(path) if size > MAX_BYTES or len(data) > MAX_BYTES else data


def _standard_input(stdin: Callable[[], bytes] | None) -> Iterator[Source | Problem]:
    if stdin is None:
        yield Problem(Place(STDIN), "no standard input here", severity=Severity.ERROR)
        return
    data = stdin()
    packing = packing_of(data[:_HEAD])
    if len(data) > MAX_BYTES:
        yield _too_large(STDIN)
    elif packing:
        yield from _packed(STDIN, opened(data), packing)
    else:
        yield Source(Place(STDIN), data)


def _too_large(path: str) -> Problem:
    limit = f"{MAX_BYTES // (1024 * 1024)} MB"
    return Problem(Place(path), f"is larger than {limit}: left out", "split it", Severity.ERROR)
