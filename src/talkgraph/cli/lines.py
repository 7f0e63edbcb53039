"""On which line of its source a piece of evidence stands: asked of the source, where that is at hand and unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.errors import Place, Problem, SourceError

if TYPE_CHECKING:
    from talkgraph.model import Document
    from talkgraph.questions.index import Index
    from talkgraph.questions.quotes import LineOf

MOST_BYTES = 4_000_000
"""Larger sources are not read for the sake of a line."""


def line_finder(index: Index, graph_path: str) -> LineOf:
    """Return a function from a document's id and an offset to the line; it reads each source once, when asked of it.

    A record of an archive has no line: where it stands is told by the document's `part`.
    """
    folder = Path(graph_path).resolve().parent

    @cache
    def read(key: str) -> Document | None:
        entry = index.document(key)
        if entry is None or not entry["path"] or entry.get("part"):
            return None
        found = (
            document for data in _candidates(entry["path"], folder) for document in _documents(entry["path"], data)
        )
        return next((document for document in found if document.sha256 == entry["sha256"]), None)

    def line(key: str, offset: int) -> int | None:
        document = read(key)
        return document.line_at(offset) if document else None

    return line


def _candidates(path: str, folder: Path) -> Iterator[bytes]:
    """Yield what stands at `path` as seen from here, from the graph's folder and its parent; and a bundled report."""
    for root in (Path(), folder, folder.parent):
        try:
            if (root / path).is_file() and (root / path).stat().st_size <= MOST_BYTES:
                yield (root / path).read_bytes()
        except (OSError, ValueError):  # unreadable, or no path at all
            continue
    if not path.startswith("graph/reports/"):
        return
    from talkgraph.cli.demo import bundled

    yield from (source.data for source in bundled() if source.place.path == path)


def _documents(path: str, data: bytes) -> tuple[Document, ...]:
    from talkgraph import sources

    try:
        found = sources.read(sources.Source(Place(path), data))
        return tuple(document for document in found if not isinstance(document, Problem))
    except SourceError:
        return ()
