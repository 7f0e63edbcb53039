"""Where graphs live besides files: an Oxigraph store on disk, and any SPARQL endpoint.

`-g DIR/` and `-g http://…` mean these wherever a command reads a graph, `-o DIR/` and `-o http://…` wherever it writes
one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkgraph.outputs.rdf.stores.store import Store

SIGN = "CURRENT"
"""The file by which a folder is known as a store: RocksDB's."""

__all__ = ["SIGN", "is_store", "is_url", "open_store"]


def is_url(path: str) -> bool:
    """Return whether a graph's path is the address of an endpoint."""
    return path.startswith(("http://", "https://"))


def is_store(path: str) -> bool:
    """Return whether a graph's path means a store: an address, the folder of one, or what ends as a folder's name.

    >>> is_store("talks/"), is_store("http://localhost:7878/query"), is_store("talks.ttl")
    (True, True, False)
    """
    return is_url(path) or path.endswith("/") or (Path(path) / SIGN).is_file()


def open_store(path: str) -> Store:
    """Return the store at a path or address; nothing is opened or asked before it is needed."""
    if is_url(path):
        from talkgraph.outputs.rdf.stores.endpoint import Endpoint

        return Endpoint(path)
    from talkgraph.outputs.rdf.stores.folder import Folder

    return Folder(path)
