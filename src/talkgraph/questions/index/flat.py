"""Named sections in one run of bytes: written once, mapped and looked into without reading the rest.

The file is `MAGIC`, the length of a JSON header, the header (what the sections are, where, and the CRC-32 of those that
every question reads), then the sections, each at a multiple of eight. Nothing in it is ever executed or unpickled: a
wrong byte can only make a wrong number, which the checks of `opened` and the readers of texts meet with an error.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from talkgraph.errors import GraphError

VERSION = 1
"""Grows when an index of the old form, or what is kept beside it, can't be read any more or means something else."""
MAGIC = f"talkgraph index {VERSION}\n".encode()
_UNIT = 8
_HINT = "it is made anew when it is deleted"


@dataclass(frozen=True, slots=True)
class Texts:
    """Many texts, looked up by number."""

    blob: memoryview
    ends: memoryview
    """One more than there are texts: the first is 0."""

    def __len__(self) -> int:
        return len(self.ends) - 1

    def data(self, number: int) -> bytes:
        """Return the bytes of one text."""
        return bytes(self.blob[self.ends[number] : self.ends[number + 1]])

    def text(self, number: int) -> str:
        """Return one text."""
        return self.data(number).decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of one run of bytes, by name."""

    about: Mapping[str, Any]
    found: Mapping[str, memoryview]

    def numbers(self, name: str, code: Literal["B", "H", "I"]) -> memoryview[int]:
        """Return a section as whole numbers of a type code of `array`."""
        return self._whole(name, array(code).itemsize).cast(code)

    def fractions(self, name: str) -> memoryview[float]:
        """Return a section as floating-point numbers of 64 bits."""
        return self._whole(name, _UNIT).cast("d")

    def _whole(self, name: str, size: int) -> memoryview:
        section = self.found[name]
        if len(section) % size:
            raise GraphError("index", f"section {name} is cut", _HINT)
        return section

    def texts(self, name: str) -> Texts:
        """Return a section as texts."""
        found = Texts(self.found[name], self.numbers(f"{name} ends", "I"))
        if not len(found.ends) or found.ends[-1] != len(found.blob):
            raise GraphError("index", f"section {name} is cut", _HINT)
        return found


def of_texts(name: str, rows: Iterable[bytes]) -> dict[str, bytes]:
    """Return the two sections that `Sections.texts` reads."""
    every = list(rows)
    return {name: b"".join(every), f"{name} ends": array("I", accumulate(map(len, every), initial=0)).tobytes()}


def packed(about: Mapping[str, Any], sections: Mapping[str, bytes], checked: Iterable[str]) -> bytes:
    """Return one run of bytes; `checked` are the sections whose CRC-32 is asked for on opening."""
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, data in sections.items():
        places[name] = (at, len(data))
        at += -(-len(data) // _UNIT) * _UNIT
    sums = {name: zlib.crc32(sections[name]) for name in sorted(checked)}
    head = {"byteorder": sys.byteorder, "about": about, "sections": places, "sums": sums}
    header = json.dumps(head).encode()
    header += b" " * (-(len(MAGIC) + 8 + len(header)) % _UNIT)
    body = (data + bytes(-len(data) % _UNIT) for data in sections.values())
    return b"".join((MAGIC, len(header).to_bytes(8, "little"), header, *body))


def unpacked(data: bytes | memoryview, place: str = "index") -> Sections:
    """Return the sections of `data`.

    Raises:
        GraphError: it isn't what `packed` makes on this machine, or was cut or changed.
    """
    whole = memoryview(data)
    first = len(MAGIC) + 8
    if bytes(whole[: len(MAGIC)]) != MAGIC:
        raise GraphError(place, "not an index of this talkgraph", _HINT)
    start = first + int.from_bytes(whole[len(MAGIC) : first], "little")
    try:
        head = json.loads(bytes(whole[first:start]))
        if head["byteorder"] != sys.byteorder:
            raise GraphError(place, "an index of another kind of machine", _HINT)
        found = {name: whole[start + at : start + at + size] for name, (at, size) in head["sections"].items()}
        cut = any(len(found[name]) != size for name, (_, size) in head["sections"].items())
        changed = cut or any(zlib.crc32(found[name]) != known for name, known in head["sums"].items())
        about = head["about"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GraphError(place, f"a damaged index: {error}", _HINT) from error
    if changed:
        raise GraphError(place, "a damaged index", _HINT)
    return Sections(about, found)
