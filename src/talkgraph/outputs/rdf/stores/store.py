"""What all stores can do."""

from __future__ import annotations

from typing import Protocol

from talkgraph.graph import Graph


class Store(Protocol):
    """A graph that isn't a file."""

    @property
    def revision(self) -> str:
        """A text that is another one when the store's content may have changed; empty where nobody can tell."""

    def whole(self) -> Graph:
        """Return all of it; raises `GraphError` where there is none or it can't be had."""

    def replace(self, graph: Graph, *, base: str = "") -> int:
        """Make `graph` its content, all of it or nothing, and return how many statements changed.

        Raises:
            OutputError: it can't be written to; it holds what it held.
        """
