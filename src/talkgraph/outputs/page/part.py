"""Which part of a graph goes into a page: by type, event, years, and no more than so many nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from talkgraph.graph import Graph, edges, nodes
from talkgraph.model import Kind, Predicate
from talkgraph.outputs.page.pack import years_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is asked for; the default is all of a graph."""

    types: tuple[str, ...] = ()
    """Types of the nodes; none for all."""
    event: str = ""
    """Id of an event: its talks, those of its parts, and what they lead to."""
    years: tuple[int, int] | None = None
    """First and last year of talks and events, and what these lead to."""
    most: int = 0
    """Most nodes, 0 for any number: those of `focus`, what is near them, then the best connected."""
    focus: tuple[str, ...] = ()


def part_of(graph: Graph, part: Part) -> Graph:
    """Return a graph with what is asked for of another, the nodes of `part.focus` in any case.

    Raises:
        KeyError: the event is not in the graph.
    """
    kept = set(graph)
    if part.event or part.years:
        kept = _around(graph, _talks_and_events(graph, part))
    if part.types:
        kept = {key for key in kept if graph.nodes[key]["type"] in part.types}
    focus = [key for key in part.focus if key in graph]
    kept |= set(focus)
    if part.most and len(kept) > part.most:
        kept = set(_nearest(graph, kept, focus)[: part.most])
    return graph if len(kept) == len(graph) else graph.subgraph(kept).copy()


def _talks_and_events(graph: Graph, part: Part) -> set[str]:
    years = years_of(graph)
    first, last = part.years or (0, 9999)
    found = {key for key, year in years.items() if first <= year <= last}
    if not part.event:
        return found
    events = {part.event}
    border = events
    while border:
        border = {s for s, p, o, _ in edges(graph) if p == Predicate.PART_OF and o in border} - events
        events = events | border
    if part.event not in graph:
        raise KeyError(part.event)
    talks = {s for s, p, o, _ in edges(graph) if p == Predicate.PRESENTED_AT and o in events}
    return {key for key in found if key in talks or key in events} | {part.event}


def _around(graph: Graph, middle: Collection[str]) -> set[str]:
    """Return talks and events, and everything of other types that they lead to."""
    timed = {str(Kind.TALK), str(Kind.EVENT)}
    found = set(middle)
    for subject, _, obj, _ in edges(graph):
        for near, other in ((subject, obj), (obj, subject)):
            if near in middle and graph.nodes[other]["type"] not in timed:
                found.add(other)
    return found


def _nearest(graph: Graph, kept: Iterable[str], focus: Iterable[str]) -> list[str]:
    """Return nodes, the nearest to the focus first, the better connected of equally near ones."""
    far = dict.fromkeys(focus, 0)
    border = list(far)
    while border:
        near = {n for key in border for n in (*graph.successors(key), *graph.predecessors(key))} - far.keys()
        step = far[border[0]] + 1
        far |= dict.fromkeys(near, step)
        border = sorted(near)
    types = {key: node["type"] for key, node in nodes(graph)}
    return sorted(kept, key=lambda key: (far.get(key, len(types)), -graph.degree(key), key))
