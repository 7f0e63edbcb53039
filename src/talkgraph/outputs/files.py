"""The door to the disk: a file is written whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from talkgraph.errors import GraphError, OutputError

_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/([0-9]+)")
_STANDARD = {"/dev/stdout": 1, "/dev/stderr": 2}


def replace(path: str | Path, chunks: Iterable[bytes]) -> None:
    """Write `chunks` to a file beside `path` and put it there when it is complete.

    Whatever goes wrong before the end (a full disk, Ctrl-C, an error while the chunks are made), the old file is
    untouched and nothing is left beside it. An existing file keeps its mode; a symbolic link keeps pointing to its
    file, which is replaced. A device, a pipe or an open descriptor (`/dev/null`, `/dev/stdout`) is written in place.

    Raises:
        OutputError: the file can't be written.
    """
    try:
        target = _target(Path(path))
        if target is None:
            _write_in_place(Path(path), chunks)
        else:
            _write_beside(target, chunks)
    except (OSError, RuntimeError) as error:  # RuntimeError: symbolic links in a circle
        raise _told(Path(path), error) from error


def read(path: str | Path) -> bytes:
    """Return the bytes of a graph's file.

    Raises:
        GraphError: there is no such file, or it can't be read.
    """
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise GraphError(str(path), "no such file", "make a graph by `talkgraph build`, or name one by -g") from None
    except IsADirectoryError:
        raise GraphError(str(path), "a folder, not a graph", "make a graph of it by `talkgraph build`") from None
    except OSError as error:
        raise GraphError(str(path), f"can't be read: {error.strerror or error}") from error


def _target(path: Path) -> Path | None:
    """Return the regular file to replace, or None where `path` is something that can only be written in place."""
    if _descriptor(path) is not None:
        return None
    real = path.resolve()
    if not real.exists():
        return real
    mode = real.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError
    if not stat.S_ISREG(mode):
        return None
    if not os.access(real, os.W_OK):
        raise PermissionError
    return real


def _descriptor(path: Path) -> int | None:
    """Return the open descriptor that `path` stands for: what it leads to must not be replaced under its owner."""
    found = _DESCRIPTOR.fullmatch(path.as_posix())
    return int(found[1]) if found else _STANDARD.get(path.as_posix())


def _write_in_place(path: Path, chunks: Iterable[bytes]) -> None:
    descriptor = _descriptor(path)
    opened = os.open(path, os.O_WRONLY) if descriptor is None else os.dup(descriptor)
    with os.fdopen(opened, "wb") as out:
        out.writelines(chunks)


def _write_beside(target: Path, chunks: Iterable[bytes]) -> None:
    beside = target.with_name(f".talkgraph-{secrets.token_hex(6)}.part")
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(opened, "wb") as out:
            out.writelines(chunks)
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _told(path: Path, error: OSError | RuntimeError) -> OutputError:
    if isinstance(error, IsADirectoryError):
        return OutputError(str(path), "a folder, not a file", "name a file in it")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return OutputError(str(path), f"there is no folder {path.parent}", "make it first")
    if isinstance(error, PermissionError):
        return OutputError(str(path), "no permission to write here", "write to another place by -o")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return OutputError(str(path), f"can't be written: {reason}")
