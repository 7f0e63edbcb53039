"""What several documents together say: entities with ids, statements that join ids, and why names were united."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from talkgraph.model.claim import Evidence
from talkgraph.model.document import Header
from talkgraph.model.predicate import Kind, Predicate


def first_date(dates: Iterable[str]) -> str:
    """Return the date that several sources together tell: of the earliest year the most exact, or an empty text.

    >>> first_date(["2014", "2014-10-13", "", "2014-10-15"]), first_date([])
    ('2014-10-13', '')
    """
    return min(filter(None, dates), key=lambda date: (date[:4], -len(date), date), default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One real thing: a node of the graph."""

    id: str
    """`type:local`: `person:stefan-hajnoczi`, `talk:<title>.<event>`, `project:qemu`."""
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    """Other forms, sorted, without `name`."""
    same_as: tuple[str, ...] = ()
    """Addresses of the same thing elsewhere: Wikidata, Wikipedia, homepage, repository; sorted."""
    evidence: tuple[Evidence, ...] = ()
    """Where it is named: the first mention of each document, by each engine that found it; sorted."""
    documents: int = 0
    """In how many documents it is named."""
    date: str = ""
    """Talks and events: ISO 8601 date or year, where the source says it; of several days the first."""
    end_date: str = ""
    """Events: the last day."""
    url: str = ""
    """Talks: the page, slides or recording that the source links the title to. Events: their page."""
    broader: tuple[str, ...] = ()
    """Topics: ids of broader topics in the graph."""
    language: str = ""
    """Talks: the language they are given in, a BCP 47 tag."""
    abstract: str = ""
    """Talks: what they promise to tell."""
    recordings: tuple[str, ...] = ()
    """Talks: addresses, sorted."""
    slides: tuple[str, ...] = ()
    """Talks: addresses, sorted."""
    identifiers: tuple[str, ...] = ()
    """Persons: what sources call them, as in `fosdem-2013:1234`; sorted."""
    repeats: tuple[str, ...] = ()
    """Talks: ids of other talks that are the same one, given at another time or place; sorted."""
    why: tuple[str, ...] = ()
    """Sentences that tell why names or records were taken for this one thing; sorted."""


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """A relation between two entities: an edge of the graph."""

    subject: str
    predicate: Predicate
    object: str
    confidence: float
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a statement needs evidence")


class Verdict(StrEnum):
    """What was decided about two names."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Why two names are, or aren't, one entity."""

    document: str
    kind: Kind
    name: str
    other: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """What goes into the graph; every tuple sorted, so that the order of the sources doesn't show."""

    documents: tuple[Header, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    decisions: tuple[Decision, ...]
