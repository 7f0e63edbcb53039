"""What meets in talks: people, projects, topics and events, and the words that tie each to a talk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talkgraph.model import Kind, Predicate
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.quotes import Said, said

COUNTED = (Kind.PERSON, Kind.PROJECT, Kind.TOPIC)
"""What two names are compared by and related to, unless something else is asked for."""
TIES = {
    Kind.PERSON: Predicate.GAVE,
    Kind.PROJECT: Predicate.ABOUT,
    Kind.TOPIC: Predicate.ABOUT,
    Kind.EVENT: Predicate.PRESENTED_AT,
}
"""By which relation a talk is tied to a thing of each type."""
TOLD = 3
"""How many talks an answer tells as its grounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """A talk that an answer rests on."""

    id: str
    name: str
    year: int | None
    url: str


def met(index: Index, talk: int, kinds: Iterable[Kind]) -> Iterator[int]:
    """Yield what a talk is tied to, of some types."""
    wanted = set(kinds)
    if Kind.PERSON in wanted:
        yield from index.speakers(talk)
    if wanted & {Kind.PROJECT, Kind.TOPIC}:
        yield from (node for node in index.edges.out(talk, Predicate.ABOUT) if index.kind(node) in wanted)
    if Kind.EVENT in wanted:
        yield from index.edges.out(talk, Predicate.PRESENTED_AT)


def meetings(index: Index, talks: Iterable[int], kinds: Iterable[Kind] = COUNTED) -> dict[int, list[int]]:
    """Return what the talks are tied to → in which of them."""
    wanted = tuple(kinds)
    found = defaultdict(list)
    for talk in talks:
        for node in set(met(index, talk, wanted)):
            found[node].append(talk)
    return found


def latest(index: Index, talks: Iterable[int]) -> list[int]:
    """Return talks, the latest first."""
    return sorted(talks, key=lambda talk: (-index.years[talk], talk))


def told(index: Index, talks: Iterable[int], most: int | None = TOLD) -> tuple[TalkRow, ...]:
    """Return the latest of some talks as rows."""
    return tuple(
        TalkRow(id=index.id(talk), name=index.name(talk), year=index.years[talk] or None, url=index.url(talk))
        for talk in latest(index, talks)[:most]
    )


def tie(index: Index, talk: int, node: int) -> tuple[Said, ...]:
    """Return what ties a talk to something, with its words; nothing where it is tied by other things between them."""
    predicate = TIES.get(index.kind(node))
    if predicate is None:
        return ()
    subject, obj = (node, talk) if predicate is Predicate.GAVE else (talk, node)
    return said(index, subject, predicate, obj)


def ties(index: Index, talks: Iterable[int], *nodes: int) -> tuple[Said, ...]:
    """Return what ties the latest of some talks to each of some things."""
    return tuple(s for talk in latest(index, talks)[:TOLD] for node in nodes for s in tie(index, talk, node))


def grounds(graph: Asked, key: str) -> tuple[Said, ...]:
    """Return what ties the latest talks of an entity to it, with the words that say so: what its count rests on.

    Raises:
        KeyError: there is no such node.
    """
    index = index_of(graph)
    node = index.number(key)
    talks = index.talks(node)
    if found := ties(index, talks, node):
        return found
    found = ()
    for link in index.edges.links(node)[:TOLD]:
        ends = (node, link.other) if link.outward else (link.other, node)
        found += said(index, ends[0], link.predicate, ends[1])
    return found


def span(index: Index, talks: Iterable[int]) -> tuple[int | None, int | None]:
    """Return the first and the last year of talks, None where none is known."""
    years = [index.years[talk] for talk in talks if index.years[talk]]
    return (min(years), max(years)) if years else (None, None)
