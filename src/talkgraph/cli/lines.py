"""On which line of its source a piece of evidence stands: asked of the source, where that is at hand and unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph import sources
from talkgraph.cli.demo import bundled
from talkgraph.errors import Place, Problem, SourceError
from talkgraph.graph import Graph, documents

if TYPE_CHECKING:
    from talkgraph.model import Document
    from talkgraph.questions.show import LineOf


def line_finder(graph: Graph, graph_path: str) -> LineOf:
    """Return a function from a document's id and an offset to the line; it reads each source once, when asked of it."""
    known = documents(graph)
    folder = Path(graph_path).resolve().parent

    @cache
    def read(key: str) -> Document | None:
        entry = known.get(key)
        if entry is None or not entry["path"]:
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
            if (root / path).is_file() and (root / path).stat().st_size <= sources.MAX_BYTES:
                yield (root / path).read_bytes()
        except (OSError, ValueError):  # unreadable, or no path at all
            continue
    yield from (source.data for source in bundled() if source.place.path == path)


def _documents(path: str, data: bytes) -> tuple[Document, ...]:
    try:
        found = sources.read(sources.Source(Place(path), data))
        return tuple(document for document in found if not isinstance(document, Problem))
    except SourceError:
        return ()
