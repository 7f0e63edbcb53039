"""The first of each type: by talks, speakers, place in the whole, growth."""

from __future__ import annotations

from dataclasses import dataclass

from talkgraph.errors import GraphError
from talkgraph.model import Kind
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.measures import growth
from talkgraph.questions.walk import pagerank

_GIVEN = tuple(kind for kind in Kind if kind is not Kind.TALK)
MEASURES = {
    "talks": _GIVEN,
    "speakers": tuple(kind for kind in _GIVEN if kind is not Kind.PERSON),
    "centrality": tuple(Kind),
    "growth": _GIVEN,
}
"""Measure → the types that have it."""
WINDOW = 3
"""Years of the later period, and of the earlier one before it, that growth compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Something and its measure."""

    place: int
    id: str
    name: str
    value: float
    talks: int
    """In the years asked for."""
    speakers: int
    """In all years."""
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Top(Rows):
    """The first of a type."""

    type: str
    by: str
    of: int
    """How many of the type there are."""
    since: int | None
    until: int | None
    rows: tuple[Placed, ...]


def top(  # noqa: PLR0913  all but two by name
    graph: Asked, kind: Kind, *, by: str = "talks", since: int | None = None, until: int | None = None, most: int = 20
) -> Top:
    """Return the first of a type, those of equal value by name.

    - talks: how many it has to do with (see `questions.index.talks`), in the years asked for
    - speakers: how many people gave those
    - centrality: PageRank, see `questions.walk`
    - growth: G² of its share in all talks of the last `WINDOW` years against that of the `WINDOW` years before

    Args:
        graph: what is asked.
        kind: the type.
        by: one of `MEASURES`.
        since: first year that counts, for talks.
        until: last year that counts, for talks; for growth the last of the later period.
        most: how many.

    Raises:
        GraphError: the type has no such measure.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> for key in ("talk:a.x", "project:qemu", "project:kvm"):
    ...     graph.add_node(key, type=key.split(":")[0], name=key, aliases=[], same_as=[], count=1, evidence=[])
    >>> _ = graph.add_edge("talk:a.x", "project:qemu", "about", predicate="about", confidence=0.9, evidence=[])
    >>> [(row.id, row.value) for row in top(graph, Kind.PROJECT).rows]
    [('project:qemu', 1)]
    """
    index = index_of(graph)
    if by not in MEASURES or kind not in MEASURES[by]:
        measures = ", ".join(name for name, kinds in MEASURES.items() if kind in kinds)
        raise GraphError(f"{kind}", f"has no measure {by!r}", f"it has {measures}")
    if by == "growth":
        until = until or last_year(index)
        since = until - 2 * WINDOW + 1 if until else None
    values = {node: value for node, value in _values(index, kind, by, since, until).items() if value > 0}
    ranked = sorted(values, key=lambda node: (-values[node], index.name(node), node))[:most]
    rows = [_row(index, place, node, values[node], (since, until)) for place, node in enumerate(ranked, 1)]
    return Top(type=kind.value, by=by, of=len(index.of_kind(kind)), since=since, until=until, rows=tuple(rows))


def last_year(index: Index) -> int:
    """Return the last year that has a talk, 0 where none is dated."""
    return max((index.years[talk] for talk in index.of_kind(Kind.TALK)), default=0)


def _row(index: Index, place: int, node: int, value: float, span: tuple[int | None, int | None]) -> Placed:
    years = index.counts.by_year(node)
    dated = span != (None, None)
    return Placed(
        place=place,
        id=index.id(node),
        name=index.name(node),
        value=value,
        talks=_within(years, *span) if dated else index.counts.talks[node],
        speakers=index.counts.speakers[node],
        first=min(years, default=None),
        last=max(years, default=None),
    )


def _values(index: Index, kind: Kind, by: str, since: int | None, until: int | None) -> dict[int, float]:
    nodes, counts = index.of_kind(kind), index.counts
    if by == "talks" and since is None and until is None:
        return {node: counts.talks[node] for node in nodes}
    if by == "talks":
        return {node: _within(counts.by_year(node), since, until) for node in nodes}
    if by == "speakers":
        return {node: counts.speakers[node] for node in nodes}
    if by == "centrality":
        ranks = pagerank(index)
        return {node: ranks[node] for node in nodes}
    return _grown(index, nodes, until or 0)


def _grown(index: Index, nodes: range, last: int) -> dict[int, float]:
    border = last - WINDOW
    talks = [index.years[talk] for talk in index.of_kind(Kind.TALK)]
    late_all = sum(border < year <= last for year in talks)
    early_all = sum(border - WINDOW < year <= border for year in talks)
    found = {}
    for node in nodes:
        years = index.counts.by_year(node)
        late, early = _within(years, border + 1, last), _within(years, border - WINDOW + 1, border)
        found[node] = round(growth(late, late_all, early, early_all), 4)
    return found


def _within(years: dict[int, int], since: int | None, until: int | None) -> int:
    return sum(n for year, n in years.items() if (since or 0) <= year <= (until or year))
