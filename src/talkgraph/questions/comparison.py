"""Two names side by side: what their talks share, and what each has alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from talkgraph.model import Kind
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.quotes import Said
from talkgraph.questions.together import COUNTED, meetings, span, ties

_KINDS = (*COUNTED, Kind.EVENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two."""

    id: str
    name: str
    type: str
    talks: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How much of one type they share."""

    type: str
    shared: int
    only_a: int
    only_b: int
    likeness: float
    """Shared of all: Jaccard's index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Something in the talks of one or both."""

    id: str
    name: str
    type: str
    talks_a: int
    talks_b: int
    evidence: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Rows):
    """Two names side by side: `rows` holds what they share first, then what each has alone; the most talks first."""

    a: Side
    b: Side
    common: int
    """Talks that both have to do with."""
    overlaps: tuple[Overlap, ...]
    rows: tuple[Beside, ...]


def compare(graph: Asked, a: str, b: str, *, most: int = 10) -> Comparison:
    """Return what the talks of two entities share, and what is only in those of one.

    Args:
        graph: what is asked.
        a: id of the one.
        b: id of the other.
        most: how many things of each type are told of those shared, and of those that each has alone.

    Raises:
        KeyError: there is no such node.

    References:
        Jaccard, The Distribution of the Flora in the Alpine Zone, 1912.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> for key in ("talk:a.x", "talk:b.x", "topic:tracing", "person:ann", "person:bob"):
    ...     graph.add_node(key, type=key.split(":")[0], name=key, aliases=[], same_as=[], count=1, evidence=[])
    >>> for person, talk in (("person:ann", "talk:a.x"), ("person:bob", "talk:b.x")):
    ...     _ = graph.add_edge(person, talk, "gave", predicate="gave", confidence=0.9, evidence=[])
    ...     _ = graph.add_edge(talk, "topic:tracing", "about", predicate="about", confidence=0.9, evidence=[])
    >>> [(row.type, row.shared, row.likeness) for row in compare(graph, "person:ann", "person:bob").overlaps]
    [('topic', 1, 1.0)]
    """
    index = index_of(graph)
    pair = index.number(a), index.number(b)
    talks = [index.talks(node) for node in pair]
    found = [meetings(index, each, _KINDS) for each in talks]
    for meeting in found:
        for node in pair:
            meeting.pop(node, None)
    overlaps = []
    rows: list[Beside] = []
    for kind in _KINDS:
        sides = [{node for node in meeting if index.kind(node) is kind} for meeting in found]
        every = sides[0] | sides[1]
        if not every:
            continue
        shared, only_a, only_b = sides[0] & sides[1], sides[0] - sides[1], sides[1] - sides[0]
        overlaps.append(
            Overlap(
                type=kind.value,
                shared=len(shared),
                only_a=len(only_a),
                only_b=len(only_b),
                likeness=round(len(shared) / len(every), 4),
            )
        )
        for some in (shared, only_a, only_b):
            rows.extend(_rows(index, some, found[0], found[1], most))
    sides_told = [_side(index, node, each) for node, each in zip(pair, talks, strict=True)]
    return Comparison(
        a=sides_told[0],
        b=sides_told[1],
        common=len(set(talks[0]) & set(talks[1])),
        overlaps=tuple(overlaps),
        rows=tuple(rows),
    )


def _rows(
    index: Index, some: set[int], a: Mapping[int, list[int]], b: Mapping[int, list[int]], most: int
) -> list[Beside]:
    def weight(node: int) -> tuple[int, int, str, int]:
        ours, theirs = len(a.get(node, ())), len(b.get(node, ()))
        return -min(ours, theirs), -ours - theirs, index.name(node), node

    return [
        Beside(
            id=index.id(node),
            name=index.name(node),
            type=index.kind(node).value,
            talks_a=len(a.get(node, ())),
            talks_b=len(b.get(node, ())),
            evidence=ties(index, a.get(node, [])[:1], node) + ties(index, b.get(node, [])[:1], node),
        )
        for node in sorted(some, key=weight)[:most]
    ]


def _side(index: Index, node: int, talks: tuple[int, ...]) -> Side:
    first, last = span(index, talks)
    return Side(
        id=index.id(node),
        name=index.name(node),
        type=index.kind(node).value,
        talks=len(talks),
        first=first,
        last=last,
    )
