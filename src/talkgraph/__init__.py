"""talkgraph: one knowledge graph of speakers, talks, projects and topics from what conferences leave behind.

>>> import talkgraph
>>> graph = talkgraph.build("graph/reports")                                   # doctest: +SKIP
>>> sorted(graph.successors("person:stefan-hajnoczi"))                         # doctest: +SKIP

The graph is a plain `networkx.MultiDiGraph`; its attributes are described in docs/graph.md. Names are resolved on first
use, so that `import talkgraph` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talkgraph.errors import TalkgraphError
    from talkgraph.graph import merge
    from talkgraph.outputs import read_graph as load
    from talkgraph.outputs import write_graph as save
    from talkgraph.outputs.page import draw
    from talkgraph.pipeline import Settings, build

__all__ = ["Settings", "TalkgraphError", "__version__", "build", "draw", "load", "merge", "save"]

_WHERE = {
    "build": ("talkgraph.pipeline", "build"),
    "Settings": ("talkgraph.pipeline", "Settings"),
    "TalkgraphError": ("talkgraph.errors", "TalkgraphError"),
    "load": ("talkgraph.outputs", "read_graph"),
    "save": ("talkgraph.outputs", "write_graph"),
    "merge": ("talkgraph.graph", "merge"),
    "draw": ("talkgraph.outputs.page", "draw"),
}
"""Name → module and what it is called there."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        value: object = import_module("importlib.metadata").version("talkgraph")
    elif name in _WHERE:
        module, attribute = _WHERE[name]
        value = getattr(import_module(module), attribute)
    else:
        raise AttributeError(f"module 'talkgraph' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
