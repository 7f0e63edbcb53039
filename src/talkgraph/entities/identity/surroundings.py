"""What the statements say around persons: their talks, the events and series of these, with whom they spoke."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from talkgraph.model import Entity, Kind, Predicate, Statement

_EDITION = re.compile(r"^(?P<series>.+?)-(?:19|20)\d\d$")


def source_of(document: str) -> str:
    """Return what a record was read from: all records of one schedule or archived event have one source.

    >>> source_of("fosdem-2014-xml.77"), source_of("trip-2014-day-1")
    ('fosdem-2014-xml', 'trip-2014-day-1')
    """
    return document.partition(".")[0]


def record_of(document: str) -> str:
    """Return what a source calls a record, or nothing for what is no record."""
    return document.partition(".")[2]


@dataclass(slots=True)
class Around:
    """What one person has to do with."""

    talks: set[str] = field(default_factory=set)
    records: set[tuple[str, str]] = field(default_factory=set)
    """Pairs of a talk and a document that says that the person gave it."""
    events: set[str] = field(default_factory=set)
    series: set[str] = field(default_factory=set)
    fellows: set[str] = field(default_factory=set)
    """Persons who gave a talk together with them."""
    others: set[str] = field(default_factory=set)
    """Organizations and projects that they are with or spoke about."""


_NOTHING = Around()


class Surroundings:
    """What all persons have to do with, gathered once."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._around: dict[str, Around] = defaultdict(Around)
        event_of: dict[str, set[str]] = defaultdict(set)
        series_of: dict[str, set[str]] = defaultdict(set)
        about: dict[str, set[str]] = defaultdict(set)
        self.speakers: dict[str, set[str]] = defaultdict(set)
        """Talk → persons."""
        for s in statements:
            match s.predicate:
                case Predicate.GAVE:
                    around = self._around[s.subject]
                    around.talks.add(s.object)
                    around.records.update((s.object, e.document) for e in s.evidence)
                    self.speakers[s.object].add(s.subject)
                case Predicate.PRESENTED_AT:
                    event_of[s.subject].add(s.object)
                case Predicate.PART_OF:
                    series_of[s.subject].add(s.object)
                case Predicate.ABOUT if s.object.startswith(f"{Kind.PROJECT}:"):
                    about[s.subject].add(s.object)
                case Predicate.AFFILIATED_WITH | Predicate.WORKS_ON:
                    self._around[s.subject].others.add(s.object)
                case _:
                    pass
        self.events: Mapping[str, set[str]] = event_of
        """Talk → events."""
        self._finish(event_of, series_of, about)

        self._sizes = Counter(each for around in self._around.values() for each in around.series)

    def _finish(
        self, event_of: Mapping[str, set[str]], series_of: Mapping[str, set[str]], about: Mapping[str, set[str]]
    ) -> None:
        for person, around in self._around.items():
            for talk in around.talks:
                around.events.update(event_of.get(talk, ()))
                around.fellows.update(self.speakers[talk])
                around.others.update(about.get(talk, ()))
            around.fellows.discard(person)
            for event in around.events:
                around.series.update(series_of.get(event, ()) or (series(event),))

    def of(self, person: str) -> Around:
        """Return what a person has to do with."""
        return self._around.get(person, _NOTHING)

    def size(self, series: str) -> int:
        """Return how many persons gave talks at a series of events."""
        return self._sizes[series]

    def together(self, a: str, b: str) -> bool:
        """Return whether one record names both as speakers of one talk: then they are two."""
        return not self.of(a).records.isdisjoint(self.of(b).records)


def series(event: str) -> str:
    """Return the id of an edition without its year.

    >>> series("event:loomconf-2015"), series("event:loomconf")
    ('event:loomconf', 'event:loomconf')
    """
    found = _EDITION.match(event)
    return found["series"] if found else event


def by_kind(entities: Iterable[Entity], kind: Kind) -> dict[str, Entity]:
    """Return the entities of one kind by id, sorted."""
    return {entity.id: entity for entity in sorted(entities, key=lambda e: e.id) if entity.kind is kind}
