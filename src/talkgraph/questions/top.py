"""The first of each type: by talks, speakers, place in the whole, growth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest

from talkgraph.errors import GraphError
from talkgraph.model import Kind
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.measures import growth
from talkgraph.questions.together import COUNTED, meetings
from talkgraph.questions.walk import pagerank

_GIVEN = tuple(kind for kind in Kind if kind is not Kind.TALK)
MEASURES = {
    "talks": _GIVEN,
    "speakers": tuple(kind for kind in _GIVEN if kind is not Kind.PERSON),
    "centrality": tuple(Kind),
    "growth": _GIVEN,
}
"""Measure → the types that have it."""
Years = dict[int, dict[int, int]]
"""Node → year → talks."""
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
    """In the years and at the event asked for."""
    speakers: int
    """In all years, at all events."""
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Top(Rows):
    """The first of a type."""

    type: str
    by: str
    of: int
    """How many of the type there are."""
    at: str
    """Name of the event whose talks alone count; empty for all talks."""
    since: int | None
    until: int | None
    rows: tuple[Placed, ...]


def top(  # noqa: PLR0913  all but two by name
    graph: Asked,
    kind: Kind,
    *,
    by: str = "talks",
    at: str | None = None,
    since: int | None = None,
    until: int | None = None,
    most: int = 20,
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
        at: id of an event, whose talks alone count: a series, so that growth isn't that of the mixture of events.
        since: first year that counts.
        until: last year that counts; for growth the last of the later period.
        most: how many.

    Raises:
        KeyError: there is no such event.
        GraphError: the type has no such measure, or the measure is none of some talks.

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
    limited = at is not None or since is not None or until is not None
    if by == "centrality" and limited:
        raise GraphError(by, "is one of the whole graph", "leave out event and years, or ask by talks")
    if at is not None and kind not in COUNTED:
        raise GraphError(f"{kind}", "can't be counted at an event", f"ask for {', '.join(COUNTED)}")
    some = _Talks.of(index, index.number(at)) if at is not None else None
    if by == "growth":
        until = until or max(some.years if some else index.talk_years, default=0)
        since = until - 2 * WINDOW + 1
    years = _whole(index, kind) if some is None else some.by_year(index, kind)
    values = _values(index, kind, by, years, (since, until), some)
    ranked = nsmallest(most, (n for n in values if values[n] > 0), key=lambda n: (-values[n], index.name(n), n))
    rows = []
    for place, node in enumerate(ranked, 1):
        known = years.get(node, {})
        rows.append(
            Placed(
                place=place,
                id=index.id(node),
                name=index.name(node),
                value=values[node],
                talks=_within(known, since, until) if limited or by == "growth" else index.counts.talks[node],
                speakers=index.counts.speakers[node],
                first=min(known, default=None),
                last=max(known, default=None),
            )
        )
    return Top(
        type=kind.value,
        by=by,
        of=len(index.of_kind(kind)),
        at=index.name(index.number(at)) if at else "",
        since=since,
        until=until,
        rows=tuple(rows),
    )


@dataclass(frozen=True, slots=True)
class _Talks:
    """The talks of an event."""

    talks: tuple[int, ...]
    years: dict[int, int]

    @classmethod
    def of(cls, index: Index, event: int) -> _Talks:
        return cls(index.talks(event), index.counts.by_year(event))

    def by_year(self, index: Index, kind: Kind) -> Years:
        """Return for each thing of a type the year → number of talks; those of no known year under 0."""
        found = meetings(index, self.talks, [kind])
        return {node: Counter(index.years[talk] for talk in talks) for node, talks in found.items()}


def _whole(index: Index, kind: Kind) -> Years:
    return {node: index.counts.by_year(node) for node in index.of_kind(kind)}


def _values(  # noqa: PLR0913, PLR0917  all that a measure may depend on
    index: Index, kind: Kind, by: str, years: Years, span: tuple[int | None, int | None], some: _Talks | None
) -> dict[int, float]:
    since, until = span
    if by == "centrality":
        ranks = pagerank(index)
        return {node: ranks[node] for node in index.of_kind(kind)}
    if by == "growth":
        return _grown(years, some.years if some else index.talk_years, until or 0)
    if since is None and until is None and some is None:
        counts = index.counts.talks if by == "talks" else index.counts.speakers
        return {node: counts[node] for node in index.of_kind(kind)}
    if by == "talks":
        return {node: _within(known, since, until) for node, known in years.items()}
    return _speakers(index, kind, span, some)


def _speakers(index: Index, kind: Kind, span: tuple[int | None, int | None], some: _Talks | None) -> dict[int, float]:
    since, until = span
    wanted = {
        t for t in (some.talks if some else index.of_kind(Kind.TALK)) if _within({index.years[t]: 1}, since, until)
    }
    return {
        node: len({who for talk in index.talks(node) if talk in wanted for who in index.speakers(talk)})
        for node in index.of_kind(kind)
    }


def _grown(years: Years, every: Mapping[int, int], last: int) -> dict[int, float]:
    border = last - WINDOW
    periods = (border + 1, last), (border - WINDOW + 1, border)
    late_all, early_all = (_within(every, *period) for period in periods)
    found = {}
    for node, known in years.items():
        late, early = (_within(known, *period) for period in periods)
        found[node] = round(growth(late, late_all, early, early_all), 4)
    return found


def _within(years: Mapping[int, int], since: int | None, until: int | None) -> int:
    if since is None and until is None:
        return sum(years.values())
    return sum(n for year, n in years.items() if (since or 1) <= year <= (until or year))
