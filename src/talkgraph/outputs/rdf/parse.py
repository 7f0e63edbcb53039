"""RDF in any format that can be read safely → its triples as lines of canonical N-Triples, by pyoxigraph.

Nothing is fetched, whatever a file names.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from talkgraph.errors import GraphError, Place

if TYPE_CHECKING:
    import pyoxigraph

FORMATS: Final = {"ttl": "TURTLE", "nt": "N_TRIPLES", "nq": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD"}
"""Suffix → what pyoxigraph calls the format."""
NAMES: Final = {"ttl": "Turtle", "nt": "N-Triples", "nq": "N-Quads", "trig": "TriG", "jsonld": "JSON-LD"}
_NOWHERE: Final = "file:///"
"""What relative addresses stand under: nothing that a link of a graph may lead to."""
_PIECE: Final = 1 << 22
_TRIPLES: Final = 20_000
_PLACE = re.compile(r"Parser error [^:]*: ")


def pieces(data: bytes, path: str, form: str) -> Iterator[str]:
    """Yield the triples of a file as lines of N-Triples, some thousands at a time.

    Args:
        data: the file, in UTF-8.
        path: what errors call it.
        form: a key of `FORMATS`. N-Triples pass as they stand: `normal` mends a piece that isn't canonical.

    Raises:
        GraphError: it isn't of that format; says the line.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    _check_encoding(data, path, form)
    if form != "nt":
        yield from _parsed(data, path, form)
        return
    start = 0
    while start < len(data):
        end = data.find(b"\n", min(start + _PIECE, len(data))) + 1 or len(data)
        yield data[start:end].decode()
        start = end


def canonical(data: bytes, path: str, form: str) -> Iterator[str]:
    """Yield the triples of a file as lines of canonical N-Triples; as `pieces`, but N-Triples are parsed too."""
    _check_encoding(data.removeprefix(codecs.BOM_UTF8), path, form)
    yield from _parsed(data.removeprefix(codecs.BOM_UTF8), path, form)


def normal(piece: str, path: str, lines_before: int = 0) -> str:
    """Return a piece of N-Triples in canonical form.

    Raises:
        GraphError: it is none; says the line.
    """
    return "".join(_parsed(piece.encode(), path, "nt", lines_before))


def _parsed(data: bytes, path: str, form: str, lines_before: int = 0) -> Iterator[str]:
    import pyoxigraph as ox  # noqa: PLC0415

    triples = ox.RdfFormat.N_TRIPLES
    try:
        rows: Iterator[Any] = _rows(data, form)
        while piece := ox.serialize(islice(rows, _TRIPLES), format=triples):
            yield piece.decode()
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        what = _PLACE.sub("", str(error.msg if isinstance(error, SyntaxError) else error))
        if "end of file" in what:
            what = "a text, an address or a statement begins here that never ends"
        what, hint = f"not {NAMES[form]}: {what[:200]}", f"is it {NAMES[form]}?"
        if "LoadDocumentCallback" in what:
            what, hint = (
                "its @context is somewhere else, and nothing is fetched",
                "put the context itself into the file",
            )
        raise GraphError(Place(path, line and line + lines_before), what, hint) from error
    except MemoryError as error:  # its buffer is full
        raise GraphError(
            path, "a text or an address of more than 16 MB", "a name or a quote is never so long"
        ) from error


def _rows(data: bytes, form: str) -> Iterator[pyoxigraph.Quad | pyoxigraph.Triple]:
    import pyoxigraph as ox  # noqa: PLC0415

    found = ox.parse(data, getattr(ox.RdfFormat, FORMATS[form]), base_iri=_NOWHERE)
    return (quad.triple for quad in found) if form in ("nq", "trig") else found


def _check_encoding(data: bytes, path: str, form: str) -> None:
    """Check a megabyte at a time: a text with one rare character takes four times its bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data) or 1, 1 << 20):
        part = data[start : start + (1 << 20)]
        try:
            decoder.decode(part, final=start + len(part) == len(data))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, start + max(error.start, 0)) + 1
            raise GraphError(Place(path, line), "not UTF-8", f"{NAMES[form]} is always in UTF-8") from error
