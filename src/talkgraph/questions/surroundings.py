"""What lies around some names: the part of a graph within so many steps of them."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from talkgraph.graph import Graph


def surroundings(graph: Graph, keys: Iterable[str], steps: int) -> Graph:
    """Return the nodes that at most `steps` edges lead to from one of `keys`, whichever way they point, and all edges
    between them.

    Raises:
        KeyError: one of `keys` is not in the graph.
    """
    near = set(keys)
    if strange := sorted(near - set(graph)):
        raise KeyError(strange[0])
    border = near
    for _ in range(steps):
        border = {other for key in border for other in nx.all_neighbors(graph, key)} - near
        near = near | border
    return graph.subgraph(near).copy()
