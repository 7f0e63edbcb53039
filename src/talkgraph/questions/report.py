"""A page about one name: figures, talks, neighbours, sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from talkgraph.model import Kind, Predicate
from talkgraph.questions.experts import Speakers, co_speakers, experts
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.related import Related, related
from talkgraph.questions.show import Profile, show
from talkgraph.questions.timeline import Timeline, timeline
from talkgraph.questions.together import TalkRow, meetings, told

MOST_READ = 1000
"""Relations whose sources are counted beside those that name the subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its noun."""

    number: int
    noun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A talk, and who gave it where."""

    talk: TalkRow
    speakers: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that something was read from, and how many of its documents speak of the subject."""

    path: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a page about one name tells."""

    profile: Profile
    figures: tuple[Figure, ...]
    timeline: Timeline
    speakers: Speakers | None
    """Of a topic or project its experts, of a person with whom they spoke, else None."""
    neighbours: dict[str, tuple[Related, ...]]
    """By type, the closest first."""
    talks: tuple[Given, ...]
    """The latest first."""
    sources: tuple[Source, ...]
    """Those that speak of it most first."""


def report(graph: Asked, key: str, *, most: int = 10, talks: int = 50) -> Report:
    """Return what a page about `key` tells.

    Args:
        graph: what is asked.
        key: id of the entity.
        most: how many neighbours of each type, and how many people.
        talks: how many talks.

    Raises:
        KeyError: there is no such node.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> graph.add_node("project:qemu", type="project", name="QEMU", aliases=[], same_as=[], count=1, evidence=[])
    >>> report(graph, "project:qemu").profile.name
    'QEMU'
    """
    index = index_of(graph)
    number = index.number(key)
    kind = index.kind(number)
    speakers = None
    if kind in {Kind.TOPIC, Kind.PROJECT}:
        speakers = experts(index, key, most=most)
    elif kind is Kind.PERSON:
        speakers = co_speakers(index, key, most=most)
    neighbours = {
        other.value: rows
        for other in (Kind.PROJECT, Kind.TOPIC, Kind.PERSON)
        if (rows := related(index, key, kinds=[other], most=most, by=_measure(kind)).rows)
    }
    profile = show(index, key, quotes=1, most=most)
    return Report(
        profile=profile,
        figures=_figures(index, number),
        timeline=timeline(index, [key]),
        speakers=speakers if speakers and speakers.rows else None,
        neighbours=neighbours,
        talks=tuple(
            Given(
                talk=row,
                speakers=tuple(index.name(who) for who in index.speakers(index.number(row.id))),
                events=tuple(index.name(e) for e in index.edges.out(index.number(row.id), Predicate.PRESENTED_AT)),
            )
            for row in told(index, index.talks(number), talks)
        ),
        sources=_sources(index, number, most),
    )


def _measure(kind: Kind) -> str:
    return "walk" if kind is Kind.TALK else "likelihood"


def _figures(index: Index, number: int) -> tuple[Figure, ...]:
    met = meetings(index, index.talks(number), (*_COUNTED, Kind.EVENT))
    kinds = Counter(index.kind(node) for node in met if node != number)
    found = [Figure(number=index.counts.talks[number], noun="talk")]
    found += [Figure(number=kinds[kind], noun=kind.value) for kind in (*_COUNTED, Kind.EVENT)]
    return tuple(figure for figure in found if figure.number)


_COUNTED = (Kind.PERSON, Kind.PROJECT, Kind.TOPIC)


def _sources(index: Index, number: int, most: int) -> tuple[Source, ...]:
    said = {entry["document"] for entry in index.mentions(number)}
    said |= {entry["document"] for link in index.edges.links(number)[:MOST_READ] for entry in index.evidence(link.edge)}
    found = ((key, index.document(key)) for key in said)
    often = Counter((document["path"] if document else "") or key for key, document in found)
    ranked = sorted(often, key=lambda path: (-often[path], path))
    return tuple(Source(path=path, documents=often[path]) for path in ranked[:most])
