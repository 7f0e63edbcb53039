"""How two names are connected: the shortest paths, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import exp, inf, log

from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, Link, index_of
from talkgraph.questions.quotes import LineOf, Quote, no_line, phrase_of, quoted

HOP = 1.0
"""What a step costs beside what it leaves open: of two paths that are equally telling, the shorter one wins."""
NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one thing to the next, in words."""

    subject: str
    phrase: str
    object: str
    subject_id: str
    object_id: str
    predicate: str
    year: int | None
    """Of the talk or event at either end."""
    confidence: float
    quotes: tuple[Quote, ...]

    @property
    def sentence(self) -> str:
        """The step as a sentence."""
        return f"{self.subject} {self.phrase} {self.object}" + (f" ({self.year})" if self.year else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A way from one to the other."""

    cost: float
    through: tuple[str, ...]
    """Names from the one to the other, both included."""
    steps: tuple[Step, ...]

    @property
    def likelihood(self) -> float:
        """How likely a walk from the one takes this way: small numbers, to compare paths by."""
        return exp(HOP * len(self.steps) - self.cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths(Rows):
    """The ways from one to the other, the most telling first; none where nothing connects them."""

    start: str
    end: str
    rows: tuple[Path, ...]


def path(graph: Asked, start: str, end: str, *, most: int = 1, line_of: LineOf = no_line) -> Paths:
    """Return the `most` shortest paths between two entities, whichever way their relations point.

    A step from u to v costs 1 - ln confidence + (ln deg u + ln deg v) / 2. So a path costs its number of steps, plus
    what it is less than certain, plus ln of the number of ways that each thing on it leads to: a talk that two people
    share leads to few, a city to thousands. But for its ends that is minus the logarithm of how likely a walk takes it.

    Raises:
        KeyError: there is no such node.

    References:
        Dijkstra's algorithm from both ends (Pohl 1971), as `networkx.bidirectional_dijkstra`; several paths by
        Yen, Finding the K Shortest Loopless Paths in a Network, 1971, as `networkx.shortest_simple_paths`: both would
        need the whole graph as objects first. The weight is that of a random walk along the path, after Lao and Cohen,
        Relational Retrieval Using a Combination of Path-Constrained Random Walks, 2010.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> for key in ("talk:a.x", "project:qemu", "person:ann"):
    ...     graph.add_node(key, type=key.split(":")[0], name=key[-4:], aliases=[], same_as=[], count=1, evidence=[])
    >>> _ = graph.add_edge("talk:a.x", "project:qemu", "about", predicate="about", confidence=0.9, evidence=[])
    >>> _ = graph.add_edge("person:ann", "talk:a.x", "gave", predicate="gave", confidence=0.9, evidence=[])
    >>> [step.sentence for step in path(graph, "project:qemu", "person:ann").rows[0].steps]
    ['qemu is the subject of :a.x', ':a.x was given by :ann']
    """
    index = index_of(graph)
    ends = index.number(start), index.number(end)
    found = [_path(index, cost, nodes, line_of) for cost, nodes in _first(_paths(index, *ends), most)]
    return Paths(start=start, end=end, rows=tuple(found))


def _first(found: Iterator[tuple[float, list[int]]], most: int) -> Iterator[tuple[float, list[int]]]:
    for _, each in zip(range(most), found, strict=False):
        yield each


def _paths(index: Index, start: int, end: int) -> Iterator[tuple[float, list[int]]]:
    """Yield cost and nodes of the paths without loops, the cheapest first."""
    steps = Steps(index)
    best = _shortest(steps, start, end, NOTHING, NOTHING)
    if best is None:
        return
    waiting: list[tuple[float, list[int]]] = [best]
    done: list[list[int]] = []
    seen = {tuple(best[1])}
    while waiting:
        cost, nodes = heappop(waiting)
        yield cost, nodes
        done.append(nodes)
        for at in range(len(nodes) - 1):
            root = nodes[: at + 1]
            closed = frozenset(known[at + 1] for known in done if known[: at + 1] == root)
            spur = _shortest(steps, nodes[at], end, frozenset(root[:-1]), closed)
            if spur is None or (every := tuple(root[:-1] + spur[1])) in seen:
                continue
            seen.add(every)
            heappush(waiting, (steps.cost(root) + spur[0], list(every)))


class Steps(dict[int, list[tuple[int, float]]]):
    """Node → where a step from it leads, and what it costs; worked out when it is first looked at."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index
        self._halves: dict[int, float] = {}

    def __missing__(self, node: int) -> list[tuple[int, float]]:
        own, half = HOP + self._half(node), self._half
        found = [(other, own + half(other) - log(confidence)) for other, confidence in self._index.edges.weighted(node)]
        self[node] = found
        return found

    def cost(self, nodes: list[int]) -> float:
        """Return what a way costs."""
        return sum(min(cost for other, cost in self[a] if other == b) for a, b in pairwise(nodes))

    def _half(self, node: int) -> float:
        if node not in self._halves:
            self._halves[node] = log(self._index.edges.degree(node) or 1) / 2
        return self._halves[node]


def _shortest(
    steps: Steps, start: int, end: int, without: frozenset[int], closed: frozenset[int]
) -> tuple[float, list[int]] | None:
    """Return cost and nodes of the cheapest path that avoids nodes, and first steps to `closed`; None if none does."""
    if start == end:
        return 0.0, [start]
    far = ({start: 0.0}, {end: 0.0})
    before: tuple[dict[int, int], dict[int, int]] = ({}, {})
    settled: tuple[set[int], set[int]] = (set(), set())
    waiting = ([(0.0, start)], [(0.0, end)])
    best, middle = inf, -1
    while waiting[0] and waiting[1] and waiting[0][0][0] + waiting[1][0][0] < best:
        side = 0 if len(waiting[0]) <= len(waiting[1]) else 1
        cost, node = heappop(waiting[side])
        if node in settled[side]:
            continue
        settled[side].add(node)
        for other, step in steps[node]:
            if (
                other in without
                or other in settled[side]
                or (node == start and other in closed)
                or (other == start and node in closed)
            ):
                continue
            total = cost + step
            if total < far[side].get(other, inf):
                far[side][other] = total
                before[side][other] = node
                heappush(waiting[side], (total, other))
                if total + far[1 - side].get(other, inf) < best:
                    best, middle = total + far[1 - side][other], other
    return None if middle < 0 else (best, _joined(before, middle))


def _joined(before: tuple[dict[int, int], dict[int, int]], middle: int) -> list[int]:
    nodes = [middle]
    while nodes[-1] in before[0]:
        nodes.append(before[0][nodes[-1]])
    nodes.reverse()
    while nodes[-1] in before[1]:
        nodes.append(before[1][nodes[-1]])
    return nodes


def _path(index: Index, cost: float, nodes: list[int], line_of: LineOf) -> Path:
    return Path(
        cost=round(cost, 4),
        through=tuple(index.name(node) for node in nodes),
        steps=tuple(_step(index, a, b, line_of) for a, b in pairwise(nodes)),
    )


def _step(index: Index, node: int, other: int, line_of: LineOf) -> Step:
    links = [link for link in index.edges.links(node) if link.other == other]
    best: Link = max(links, key=lambda link: (index.edges.confidence[link.edge], -link.edge))
    return Step(
        subject=index.name(node),
        phrase=phrase_of(best),
        object=index.name(other),
        subject_id=index.id(node),
        object_id=index.id(other),
        predicate=best.predicate.value,
        year=index.years[node] or index.years[other] or None,
        confidence=index.edges.confidence[best.edge],
        quotes=quoted(index, index.evidence(best.edge), line_of, most=1),
    )
