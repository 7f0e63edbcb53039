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
    from talkgraph.outputs import read_graph as load
    from talkgraph.outputs import write_graph as save
    from talkgraph.outputs.page import draw
    from talkgraph.pipeline import Settings, build

__all__ = ["Settings", "__version__", "build", "draw", "load", "save"]

__version__ = "0.1.0"

_WHERE = {
    "build": ("talkgraph.pipeline", "build"),
    "Settings": ("talkgraph.pipeline", "Settings"),
    "load": ("talkgraph.outputs", "read_graph"),
    "save": ("talkgraph.outputs", "write_graph"),
    "draw": ("talkgraph.outputs.page", "draw"),
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'talkgraph' has no attribute {name!r}")
    module, attribute = _WHERE[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
