"""What a page shows at first: a small graph whole, of a large one the things that the most talks join."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from talkgraph.graph import Graph, edges, nodes

WHOLE = 150
"""Most nodes that are drawn all at once."""
OVERVIEW = {"project": 34, "topic": 24, "person": 22, "event": 14, "organization": 8, "place": 4}
"""Most nodes of each type in the overview of a larger graph; talks are lines there."""
STRONGEST = 3
"""How many of its strongest lines each node keeps in the overview."""
LEAST = 40
"""With fewer nodes than these on a line, the overview shows others that stand alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing: an edge of the graph, or talks that two things share."""

    source: str
    target: str
    weight: float
    predicate: str
    """A predicate, or `talks` for shared talks."""
    talks: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn: nodes and lines, sorted; whether it is all there is."""

    nodes: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: bool


def first_view(graph: Graph) -> View:
    """Return all of a small graph, the overview of a large one."""
    if graph.number_of_nodes() <= WHOLE:
        lines = (Line(s, o, edge["confidence"], p) for s, p, o, edge in edges(graph))
        return View(tuple(sorted(graph)), tuple(lines), whole=True)
    return overview(graph)


def overview(graph: Graph) -> View:
    """Return the nodes with most talks of each type, and between them their relations and shared talks."""
    kinds = {key: node["type"] for key, node in nodes(graph)}
    round_talk = _around_talks(graph, kinds)
    weight: Counter[str] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    for members in round_talk.values():
        weight.update(members)
        shared.update(combinations(sorted(members), 2))
    for key in kinds:
        weight[key] += 0
    chosen = {key for kind, most in OVERVIEW.items() for key in _heaviest(weight, kinds, kind, most, graph)}
    lines = [Line(a, b, n, "talks", n) for (a, b), n in shared.items() if a in chosen and b in chosen]
    lines += [Line(s, o, 2 * edge["confidence"], p) for s, p, o, edge in edges(graph) if s in chosen and o in chosen]
    kept = _strongest(lines, weight)
    joined = {end for line in kept for end in (line.source, line.target)}
    alone = sorted(chosen - joined, key=lambda key: (-graph.nodes[key]["count"], key))
    shown = joined.union(alone[: max(0, LEAST - len(joined))])
    return View(tuple(sorted(shown)), tuple(kept), whole=False)


def _around_talks(graph: Graph, kinds: dict[str, str]) -> dict[str, set[str]]:
    """Return for each talk what it is joined to."""
    out: dict[str, set[str]] = defaultdict(set)
    for subject, _, obj, _ in edges(graph):
        for talk, other in ((subject, obj), (obj, subject)):
            if kinds[talk] == "talk" and kinds[other] != "talk":
                out[talk].add(other)
    return out


def _heaviest(weight: Counter[str], kinds: dict[str, str], kind: str, most: int, graph: Graph) -> Iterable[str]:
    members = [key for key in weight if kinds[key] == kind]
    members.sort(key=lambda key: (-weight[key], -graph.degree(key), -graph.nodes[key]["count"], key))
    return members[:most]


def _strongest(lines: list[Line], weight: Counter[str]) -> list[Line]:
    """Return the lines that are among the strongest of one of their ends; many talks weaken what a line says."""

    def strength(line: Line) -> float:
        # the power 3/8, by square roots: powers are not rounded the same everywhere
        fourth = math.sqrt(math.sqrt((weight[line.source] + 2) * (weight[line.target] + 2)))
        return line.weight / (fourth * math.sqrt(fourth))

    by_node: dict[str, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda each: (-strength(each), each.source, each.target, each.predicate)):
        by_node[line.source].append(line)
        by_node[line.target].append(line)
    kept = {line for members in by_node.values() for line in members[:STRONGEST]}
    best: dict[tuple[str, str], Line] = {}
    for line in sorted(kept, key=lambda each: (each.predicate == "talks", each.source, each.target, each.predicate)):
        best.setdefault((min(line.source, line.target), max(line.source, line.target)), line)
    return sorted(best.values(), key=lambda each: (each.source, each.target, each.predicate))
