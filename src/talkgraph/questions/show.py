"""Everything that is known of one entity, by relation, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from talkgraph.model import Predicate
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, Link, index_of
from talkgraph.questions.quotes import INVERSE, LineOf, Quote, no_line, phrase_of, quoted

__all__ = ["INVERSE", "LineOf", "Profile", "Quote", "Relation", "show"]

_ORDER = {predicate: place for place, predicate in enumerate(Predicate)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One relation of the entity, told from its side."""

    predicate: str
    outward: bool
    """Whether the entity is the subject."""
    phrase: str
    """`gave`, or from the other side `was given by`."""
    other: str
    name: str
    type: str
    year: int | None
    """Of the talk or event that it leads to."""
    url: str
    """Where the other end is to be seen."""
    confidence: float
    quotes: tuple[Quote, ...]
    """The most certain first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Rows):
    """All that is known of an entity."""

    ROWS = "relations"

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    count: int
    """In how many documents it is named."""
    date: str
    end_date: str
    url: str
    language: str
    abstract: str
    recordings: tuple[str, ...]
    slides: tuple[str, ...]
    identifiers: tuple[str, ...]
    why: tuple[str, ...]
    """Why names were taken for this one thing."""
    broader: tuple[str, ...]
    repeats: tuple[str, ...]
    """Ids of the same talk given again."""
    talks: int
    """How many talks it has to do with, see `questions.index.talks`."""
    years: dict[int, int]
    """Year → talks."""
    relations: tuple[Relation, ...]
    """In the order of the predicates, outward before inward, then by year, type and name."""
    left_out: dict[str, int]
    """Phrase → relations that were not asked for."""
    mentions: tuple[Quote, ...]
    """The first of each document."""


def show(
    graph: Asked, key: str, line_of: LineOf = no_line, *, quotes: int | None = None, most: int | None = None
) -> Profile:
    """Return what the graph says of the entity `key`.

    Args:
        graph: what is asked.
        key: id of the entity.
        line_of: finds the lines of quotes.
        quotes: how many are told of each relation; by default all.
        most: how many relations of each predicate and direction are told, the latest; by default all.

    Raises:
        KeyError: there is no such node.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> graph.add_node("project:qemu", type="project", name="QEMU", aliases=[], same_as=[], count=1, evidence=[])
    >>> show(graph, "project:qemu").name
    'QEMU'
    """
    index = index_of(graph)
    number = index.number(key)
    node = index.attributes(number)
    told, left_out = _told(index, number, most)
    return Profile(
        id=key,
        name=node["name"],
        type=node["type"],
        aliases=tuple(node["aliases"]),
        same_as=tuple(node["same_as"]),
        count=node["count"],
        date=node.get("date", ""),
        end_date=node.get("end_date", ""),
        url=node.get("url", ""),
        language=node.get("language", ""),
        abstract=node.get("abstract", ""),
        recordings=tuple(node.get("recordings", ())),
        slides=tuple(node.get("slides", ())),
        identifiers=tuple(node.get("identifiers", ())),
        why=tuple(node.get("why", ())),
        broader=tuple(index.name(index.number(topic)) for topic in node.get("broader", []) if topic in index),
        repeats=tuple(node.get("repeats", ())),
        talks=index.counts.talks[number],
        years=index.counts.by_year(number),
        relations=tuple(_relation(index, link, line_of, quotes) for link in told),
        left_out=left_out,
        mentions=quoted(index, node["evidence"], line_of, most),
    )


def _told(index: Index, number: int, most: int | None) -> tuple[list[Link], dict[str, int]]:
    """Return the relations of a node in their order, and how many of each phrase are left out, the earliest."""
    by_phrase: dict[tuple[int, bool], list[Link]] = defaultdict(list)
    for link in index.edges.links(number):
        by_phrase[_ORDER[link.predicate], not link.outward].append(link)
    told: list[Link] = []
    left_out = {}
    for _, links in sorted(by_phrase.items()):
        links.sort(
            key=lambda link: (index.years[link.other], index.kinds[link.other], index.name(link.other), link.other)
        )
        kept = links if most is None else links[-most:]
        if len(kept) < len(links):
            left_out[phrase_of(links[0])] = len(links) - len(kept)
        told += kept
    return told, left_out


def _relation(index: Index, link: Link, line_of: LineOf, quotes: int | None) -> Relation:
    return Relation(
        predicate=link.predicate.value,
        outward=link.outward,
        phrase=phrase_of(link),
        other=index.id(link.other),
        name=index.name(link.other),
        type=index.kind(link.other).value,
        year=index.years[link.other] or None,
        url=index.url(link.other),
        confidence=index.edges.confidence[link.edge],
        quotes=quoted(index, index.evidence(link.edge), line_of, quotes),
    )
