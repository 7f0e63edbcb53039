"""Where a walk along the edges ends up: PageRank, of the whole graph and from one node.

NetworkX has PageRank, but asks SciPy for it, and walks the whole graph from any node, which takes seconds on a large
one.
An edge is walked both ways, in proportion to its confidence.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Mapping

from talkgraph.questions.index import Index

DAMPING = 0.85
"""The chance to go on: Brin and Page's choice, and NetworkX's."""
ENOUGH = 1e-6
"""What may still be on its way, for each node, when the walk is called ended."""
SMALLEST = 1e-5
"""The same for a walk from one node, for each edge of a node: what is less than this isn't followed."""


def pagerank(index: Index) -> array[float]:
    """Return the PageRank of all nodes: how likely a walk that now and then starts anew anywhere is at each of them.

    References:
        Brin and Page, The Anatomy of a Large-Scale Hypertextual Web Search Engine, 1998; power iteration, as
        `networkx.pagerank`.

    >>> import networkx as nx
    >>> from talkgraph.questions.index import index_of
    >>> len(pagerank(index_of(nx.MultiDiGraph(documents={}))))
    0
    """
    return index.keep("pagerank", lambda: _pagerank(index))


def _pagerank(index: Index) -> array[float]:
    nodes = len(index)
    if not nodes:
        return array("d")
    edges = index.edges
    ends = [(s, edges.objects[e], edges.confidence[e]) for s in range(nodes) for e in _own(index, s)]
    strength = _strength(index)
    rank = [1 / nodes] * nodes
    for _ in range(100):
        share = [rank[n] / strength[n] if strength[n] else 0.0 for n in range(nodes)]
        lost = sum(rank[n] for n in range(nodes) if not strength[n])
        new = [(1 - DAMPING + DAMPING * lost) / nodes] * nodes
        for subject, obj, weight in ends:
            new[obj] += DAMPING * weight * share[subject]
            if subject != obj:
                new[subject] += DAMPING * weight * share[obj]
        moved = sum(abs(a - b) for a, b in zip(new, rank, strict=True))
        rank = new
        if moved < nodes * ENOUGH:
            break
    return array("d", rank)


def _own(index: Index, node: int) -> range:
    return range(index.edges.first[node], index.edges.first[node + 1])


def _strength(index: Index) -> list[float]:
    edges = index.edges
    found = [0.0] * len(index)
    for subject in range(len(index)):
        for edge in _own(index, subject):
            found[subject] += edges.confidence[edge]
            if edges.objects[edge] != subject:
                found[edges.objects[edge]] += edges.confidence[edge]
    return found


def nearby(index: Index, start: int, smallest: float = SMALLEST) -> Mapping[int, float]:
    """Return node → how likely a walk is there that starts again and again at `start`.

    The walk is followed only where enough of it arrives, so the time depends on `smallest`, not on the graph.

    References:
        Andersen, Chung and Lang, Local Graph Partitioning using PageRank Vectors, FOCS 2006: `push`.
    """
    rank: dict[int, float] = {}
    rest = {start: 1.0}
    waiting = deque([start])
    edges = index.edges
    around: dict[int, tuple[list[tuple[int, float]], float]] = {}
    degrees: dict[int, float] = {}
    while waiting:
        node = waiting.popleft()
        held = rest.get(node, 0.0)
        if node not in around:
            ties = edges.weighted(node)
            around[node] = ties, sum(weight for _, weight in ties)
        ties, strength = around[node]
        if held < smallest * max(len(ties), 1):
            continue
        rest[node] = 0.0
        rank[node] = rank.get(node, 0.0) + (1 - DAMPING) * held
        if not ties:
            continue
        share = DAMPING * held / strength
        for other, weight in ties:
            before = rest.get(other, 0.0)
            rest[other] = now = before + share * weight
            if (enough := degrees.get(other)) is None:
                enough = degrees[other] = smallest * edges.degree(other)
            if now >= enough > before:
                waiting.append(other)
        if rest[node] >= smallest * len(ties):
            waiting.append(node)
    return rank
