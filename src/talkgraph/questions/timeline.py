"""Talks a year, of one name or several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, index_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Talks of one name in one year."""

    id: str
    name: str
    year: int
    talks: int
    of_all: int
    """Talks of that year in the graph."""
    share: float
    """`talks` of `of_all`, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One name over the years."""

    id: str
    name: str
    type: str
    talks: int
    undated: int
    """Talks of no known year."""
    years: dict[int, int]
    """Year → talks, all years from the first to the last of the timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Rows):
    """Names over the years; `rows` is the same as a long table."""

    first: int | None
    last: int | None
    lines: tuple[Line, ...]
    rows: tuple[Year, ...]


def timeline(graph: Asked, keys: Sequence[str]) -> Timeline:
    """Return the talks of each entity in each year, from the first year that any of them has a talk to the last.

    Raises:
        KeyError: there is no such node.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> for key in ("talk:a.x", "project:qemu"):
    ...     graph.add_node(key, type=key.split(":")[0], name=key, aliases=[], same_as=[], count=1, evidence=[])
    >>> graph.nodes["talk:a.x"]["date"] = "2014-10-30"
    >>> _ = graph.add_edge("talk:a.x", "project:qemu", "about", predicate="about", confidence=0.9, evidence=[])
    >>> timeline(graph, ["project:qemu"]).lines[0].years
    {2014: 1}
    """
    index = index_of(graph)
    nodes = [index.number(key) for key in keys]
    found = [index.counts.by_year(node) for node in nodes]
    years = sorted({year for each in found for year in each})
    span = range(years[0], years[-1] + 1) if years else range(0)
    lines = tuple(_line(index, node, each, span) for node, each in zip(nodes, found, strict=True))
    every = dict.fromkeys(span, 0) | index.talk_years
    rows = tuple(
        Year(
            id=line.id,
            name=line.name,
            year=year,
            talks=number,
            of_all=every[year],
            share=round(number / every[year], 6) if every[year] else 0.0,
        )
        for line in lines
        for year, number in line.years.items()
    )
    return Timeline(first=span[0] if years else None, last=span[-1] if years else None, lines=lines, rows=rows)


def _line(index: Index, node: int, found: dict[int, int], span: range) -> Line:
    talks = index.counts.talks[node]
    return Line(
        id=index.id(node),
        name=index.name(node),
        type=index.kind(node).value,
        talks=talks,
        undated=talks - sum(found.values()),
        years={year: found.get(year, 0) for year in span},
    )
