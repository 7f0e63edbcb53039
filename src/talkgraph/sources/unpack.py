"""Packed sources → what is in them: gzip, xz, bzip2, zip and tar, with limits against bombs and paths that climb out.

Nothing is written to disk, so a path can do no harm; one that climbs out is refused all the same, since it isn't what
the user meant to read.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Self, cast

from talkgraph.errors import Place, Problem, Severity, SourceError
from talkgraph.sources.groups import File, grouped
from talkgraph.sources.source import Source

MAX_MEMBER = 64 * 1024 * 1024
"""Largest file in bytes, unpacked."""
MAX_UNPACKED = 2 * 1024 * 1024 * 1024
"""Most bytes that are unpacked of one archive."""
MAX_MEMBERS = 1_000_000

_MAGIC = {b"\x1f\x8b": "gzip", b"\xfd7zXZ\x00": "xz", b"BZh": "bzip2", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip"}
_TAR_AT, _TAR = 257, b"ustar"
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, NotImplementedError,
           RuntimeError, ValueError)  # fmt: skip
"""What the standard library raises for archives that are cut off, encrypted, or none."""
_BEFORE = ": what stood before that was read"
_NAMING = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, b"X")
"""Kinds of headers that are read whole."""
MAX_NAME = 1024 * 1024
"""Longest of them in bytes."""


def packing_of(head: bytes) -> str:
    """Return how a file that begins so is packed, or nothing; a plain tar is known by 262 bytes.

    >>> packing_of(gzip.compress(b"yarn")), packing_of(b"<schedule>")
    ('gzip', '')
    """
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return "tar"
    return next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")


def unpacked(place: Place, file: IO[bytes], packing: str, taken: Callable[[str], bool]) -> Iterator[Source | Problem]:
    """Yield what is in a packed file.

    Args:
        place: the file, as the user gave it.
        file: its bytes, at their beginning.
        packing: what `packing_of` says of it.
        taken: whether a file of this path is read.
    """
    try:
        if packing == "zip":
            with zipfile.ZipFile(file) as archive:
                yield from _lone(grouped(place.path, lambda: _in_zip(place, archive), taken))
        elif packing == "tar" or _holds_tar(file, packing):
            yield from _lone(grouped(place.path, lambda: _in_tar(place, file, packing), taken))
        else:
            file.seek(0)
            yield Source(place, _one(place, _opened(file, packing)))
    except SourceError as error:
        yield Problem.of(error)
    except _BROKEN as error:
        yield _broken(place, error)


def _lone(found: Iterator[Source | Problem]) -> Iterator[Source | Problem]:
    """Yield what an archive holds, packed files in it unpacked; archives in it are refused."""
    for source in found:
        packing = "" if isinstance(source, Problem) or source.members else packing_of(source.data[: _TAR_AT + 5])
        if isinstance(source, Problem) or not packing:
            yield source
            continue
        file = BytesIO(source.data)
        if packing in ("zip", "tar") or _holds_tar(file, packing):
            what = "is an archive inside of an archive: left out"
            yield Problem(source.place, what, "unpack the outer one first", Severity.ERROR)
            continue
        file.seek(0)
        try:
            yield replace(source, data=_one(source.place, _opened(file, packing)))
        except SourceError as error:
            yield Problem.of(error)
        except _BROKEN as error:
            yield _broken(source.place, error)


def _broken(place: Place, error: BaseException, read: str = "") -> Problem:
    what = f"is broken or cut off ({type(error).__name__}: {error})"[:200]
    return Problem(place, what + read, "get it again", Severity.ERROR)


def _opened(file: IO[bytes], packing: str) -> IO[bytes]:
    if packing == "gzip":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    if packing == "xz":
        return lzma.LZMAFile(file)
    return bz2.BZ2File(file)


def _holds_tar(file: IO[bytes], packing: str) -> bool:
    """Return whether a tar is packed in it; only its beginning is unpacked."""
    try:
        head = _opened(file, packing).read(_TAR_AT + len(_TAR))
    except _BROKEN:
        return False
    return packing_of(head) == "tar"


def _one(place: Place, file: IO[bytes]) -> bytes:
    data = file.read(MAX_MEMBER + 1)
    if len(data) > MAX_MEMBER:
        raise SourceError(place, f"is larger than {_megabytes(MAX_MEMBER)} when unpacked: left out", "split it")
    return data


def _in_tar(place: Place, file: IO[bytes], packing: str) -> Iterator[File]:
    """Yield the files of a tar as they come; the last may be what is wrong with the rest."""
    file.seek(0)
    stream = file if packing == "tar" else _opened(file, packing)
    told: list[Problem] = []
    total = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as tar:
            for number, member in enumerate(tar):
                if not member.isdir():
                    total += member.size
                    _bound(place, number, total)
                    yield _tar_member(place, tar, member, told)
    except SourceError as error:
        yield "", _says(Problem.of(error))
    except _BROKEN as error:
        if not told:
            yield "", _says(_broken(place, error, _BEFORE))


class _Header(tarfile.TarInfo):
    """A header that is whole, and of no more than a name's length where it holds names: they are read into memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Return the header in `buf`.

        Raises:
            tarfile.ReadError: the archive ends here without having said so, or a name is a bomb.
        """
        if len(buf) < tarfile.BLOCKSIZE:
            raise tarfile.ReadError("unexpected end of data")
        found = super().frombuf(buf, encoding, errors)
        if found.type in _NAMING and found.size > MAX_NAME:
            raise tarfile.ReadError(f"a name of {found.size:,} bytes")
        return found


def _tar_member(place: Place, tar: tarfile.TarFile, member: tarfile.TarInfo, told: list[Problem]) -> File:
    name = member.name.removeprefix("./")
    where = Place(f"{place.path}/{name}")
    if not member.isfile():
        return name, _says(Problem(where, "is a link or a device, no file: left out"))
    if _climbs(name):
        return _tame(name), _says(_lost(where, "its path leads out of the archive: left out"))
    if member.size > MAX_MEMBER:
        return name, _says(_lost(where, f"is larger than {_megabytes(MAX_MEMBER)}: left out"))

    def load() -> bytes | Problem:
        try:
            file = tar.extractfile(member)
            data = file.read() if file else b""
        except _BROKEN as error:
            told.append(_broken(place, error, _BEFORE))
            return told[-1]
        return data

    return name, load


def _in_zip(place: Place, archive: zipfile.ZipFile) -> Iterator[File]:
    total = 0
    for number, member in enumerate(sorted(archive.infolist(), key=lambda m: m.filename)):
        where = Place(f"{place.path}/{member.filename}")
        if member.is_dir():
            continue
        total += member.file_size
        try:
            _bound(place, number, total)
        except SourceError as error:
            yield "", _says(Problem.of(error))
            return
        if _climbs(member.filename):
            yield _tame(member.filename), _says(_lost(where, "its path leads out of the archive: left out"))
        elif stat.S_ISLNK(member.external_attr >> 16):
            yield member.filename, _says(Problem(where, "is a link, no file: left out"))
        elif member.flag_bits & 1:
            yield member.filename, _says(_lost(where, "is encrypted: left out"))
        elif member.file_size > MAX_MEMBER:
            yield member.filename, _says(_lost(where, f"is larger than {_megabytes(MAX_MEMBER)}: left out"))
        else:
            yield member.filename, _from_zip(archive, member, where)


def _from_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: Place) -> Callable[[], bytes | Problem]:
    def load() -> bytes | Problem:
        try:
            with archive.open(member) as file:
                data = file.read(MAX_MEMBER + 1)  # the size that the archive declares may be a lie
        except _BROKEN as error:
            return _broken(where, error)
        if len(data) > MAX_MEMBER:
            return _lost(where, f"is larger than {_megabytes(MAX_MEMBER)}: left out")
        return data

    return load


def _bound(place: Place, number: int, total: int) -> None:
    if number >= MAX_MEMBERS or total > MAX_UNPACKED:
        what = f"holds more than {MAX_MEMBERS:,} files or {_megabytes(MAX_UNPACKED)}: the rest was left out"
        raise SourceError(place, what, "unpack it and read it in parts")


def _climbs(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":")


def _tame(name: str) -> str:
    """Return a path that climbs without what makes it climb, for sorting it in."""
    return "/".join(part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("..", "/"))


def _lost(where: Place, what: str) -> Problem:
    return Problem(where, what, severity=Severity.ERROR)


def _says(problem: Problem) -> Callable[[], Problem]:
    return lambda: problem


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024):,} MB"


def opened(data: bytes) -> IO[bytes]:
    """Return bytes as a file."""
    return BytesIO(data)
