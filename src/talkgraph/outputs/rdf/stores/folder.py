"""A folder as a store: Oxigraph's, opened without loading it, written in one transaction.

References:
    https://pyoxigraph.readthedocs.io/ (RocksDB below). What was read from a document stands in the graph of its name,
    all else in the default graph; queries see the union.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.errors import GraphError, OutputError
from talkgraph.graph import Graph
from talkgraph.outputs.rdf.stores import SIGN

if TYPE_CHECKING:
    import pyoxigraph

_TOUCHED = frozenset({"LOCK", "LOG", "IDENTITY"})
"""Files of a store that change without its content."""
_BATCH = 20_000
"""Statements in one part of an update's text."""


class Folder:
    """The store in a folder."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._folder = Path(path)

    @property
    def revision(self) -> str:
        """Names, sizes and times of its files, as a digest."""
        found = sorted(
            (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns)
            for entry in os.scandir(self._folder)
            if entry.name not in _TOUCHED and not entry.name.startswith(("LOG.old", "OPTIONS"))
        )
        return hashlib.sha256(repr(found).encode()).hexdigest()

    def opened(self) -> pyoxigraph.Store:
        """Return Oxigraph's own store, for reading only, also while another process has it open.

        Raises:
            GraphError: there is no store, or none that can be read.
        """
        import pyoxigraph

        if not (self._folder / SIGN).is_file():
            what = "a folder without a store in it" if self._folder.is_dir() else "no such store"
            hint = "make one by `talkgraph build … -o FOLDER/` or `talkgraph export -o FOLDER/`"
            raise GraphError(self.path, what, hint)
        try:
            return pyoxigraph.Store.read_only(self.path)
        except (OSError, ValueError, RuntimeError) as error:
            raise GraphError(self.path, f"can't be read as a store: {_said(error)}", _HINT) from error

    def whole(self) -> Graph:
        """Return all of it as a graph.

        Raises:
            GraphError: there is no store, or no graph of talkgraph in it.
        """
        from talkgraph.outputs.rdf import nquads

        return nquads.read(b"".join(self._lines()), self.path)

    def _lines(self) -> Iterator[bytes]:
        for quad in self.opened():
            yield f"{quad} .\n".encode()

    def replace(self, graph: Graph, *, base: str = "") -> int:
        """Make `graph` its content in one transaction; a new store appears under its name when it is complete.

        Returns:
            How many statements came or went.

        Raises:
            OutputError: somebody else has it open for writing, it isn't a store, or the disk is full.
        """
        from talkgraph.outputs.rdf import nquads

        wanted = {
            line for piece in nquads.write(graph, base=base) for line in piece.decode().splitlines() if line.strip()
        }
        if not (self._folder / SIGN).is_file():
            self._make(wanted)
            return len(wanted)
        with self._writing() as store:
            known = {f"{quad} ." for quad in store}
            gone, fresh = known - wanted, wanted - known
            if gone or fresh:
                store.update("".join((*_data("DELETE", gone), *_data("INSERT", fresh))))
                store.flush()
        return len(gone) + len(fresh)

    def _make(self, lines: set[str]) -> None:
        import pyoxigraph

        if self._folder.exists() and (not self._folder.is_dir() or any(self._folder.iterdir())):
            raise OutputError(self.path, "is there and no store: nothing was written", "name a new folder")
        beside = self._folder.parent / f".{self._folder.name}.{os.getpid()}"
        try:
            beside.parent.mkdir(parents=True, exist_ok=True)
            store = pyoxigraph.Store(str(beside))
            store.bulk_load("\n".join(sorted(lines)).encode(), pyoxigraph.RdfFormat.N_QUADS)
            store.flush()
            del store  # closes it
            with suppress(OSError):
                self._folder.rmdir()
            beside.rename(self._folder)
        except (OSError, ValueError, SyntaxError, RuntimeError) as error:
            raise OutputError(self.path, f"can't be written: {_said(error)}") from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    @contextmanager
    def _writing(self) -> Iterator[pyoxigraph.Store]:
        import pyoxigraph

        try:
            yield pyoxigraph.Store(self.path)
        except (OSError, ValueError, RuntimeError) as error:
            locked = "lock" in str(error).lower()
            what = "another program has it open for writing" if locked else f"can't be written: {_said(error)}"
            raise OutputError(self.path, what, "try again when it has ended" if locked else _HINT) from error


_HINT = "is it a store of this version of Oxigraph?"


def _data(verb: str, lines: set[str]) -> Iterator[str]:
    """Yield the parts of an update that adds or takes statements; quads as lines of N-Quads."""
    by_graph: dict[str, list[str]] = {}
    for line in sorted(lines):
        triple, graph = _apart(line)
        by_graph.setdefault(graph, []).append(triple)
    for graph, triples in sorted(by_graph.items()):
        for start in range(0, len(triples), _BATCH):
            part = "\n".join(triples[start : start + _BATCH])
            yield f"{verb} DATA {{ GRAPH {graph} {{ {part} }} }} ;\n" if graph else f"{verb} DATA {{ {part} }} ;\n"


def _apart(line: str) -> tuple[str, str]:
    """Return the triple of an N-Quads line, with its full stop, and its graph or nothing.

    >>> _apart('<a:s> <a:p> "x <a:y> ." <a:g> .')
    ('<a:s> <a:p> "x <a:y> ." .', '<a:g>')
    >>> _apart("<a:s> <a:p> <a:o> .")
    ('<a:s> <a:p> <a:o> .', '')
    """
    body = line.removesuffix(".").rstrip()
    head, _, last = body.rpartition(" ")
    terms = head.split(" ", 2)
    is_graph = last.startswith("<") and len(terms) > 2 and (terms[2][0] != '"' or _ends_literal(terms[2]))
    return (f"{head} .", last) if is_graph else (f"{body} .", "")


def _ends_literal(text: str) -> bool:
    """Return whether a literal ends where `text` ends, and not in the middle of its quotes."""
    close = text.rfind('"')
    return close > 0 and (close == len(text) - 1 or text[close + 1] in "@^")


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
