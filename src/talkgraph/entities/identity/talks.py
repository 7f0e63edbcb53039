"""Which talks are one, told of by two sources, and which are the same talk given again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from talkgraph.entities.identity.clusters import Clusters
from talkgraph.entities.identity.surroundings import record_of, series, source_of
from talkgraph.entities.identity.titles import Title, like_title, near_title, same_title, title_of
from talkgraph.model import Entity

ENOUGH = 3
"""So many talks known by both tell that two schedules are of one event, or copies of one another;"""
SHARE = 0.3
"""and such a share of all must be known at that event."""
LONG = 30
"""Letters of a title that no two talks of one event share by chance."""
MANY = 400
"""More talks than anybody gave: a name that so many persons bear, or a team's, tells nothing."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk as far as its identity goes."""

    id: str
    title: Title
    speakers: frozenset[str]
    events: frozenset[str]
    records: frozenset[tuple[str, str]]
    """Source and record, of each document that tells of it."""
    date: str
    language: str

    @property
    def sources(self) -> frozenset[str]:
        """Where it is told of."""
        return frozenset(source for source, _ in self.records)


Same = tuple[str, str, str]
"""Two ids, and the reason."""


def talk_of(entity: Entity, speakers: Iterable[str], events: Iterable[str]) -> Talk:
    """Return what tells a talk from others."""
    return Talk(
        entity.id,
        title_of(entity.name),
        frozenset(speakers),
        frozenset(events),
        frozenset((source_of(e.document), record_of(e.document)) for e in entity.evidence),
        entity.date,
        entity.language,
    )


def same_talks(talks: Mapping[str, Talk], clusters: Clusters) -> list[Same]:
    """Join in `clusters` the talks that are one, and return the pairs with the reason, in order.

    Two sources must tell of them: one source that lists two talks knows that they are two.
    """
    apart = _Apart(talks)
    joined: list[Same] = []

    def join(found: Iterable[Same]) -> None:
        joined.extend((a, b, reason) for a, b, reason in sorted(found) if clusters.joins(a, b, apart))

    join(_without_event(talks))
    placed = _placed(talks, clusters)
    for rule in (_by_record, _by_speaker, _by_title):
        join(rule(placed))
    return joined


def _placed(talks: Mapping[str, Talk], clusters: Clusters) -> dict[str, Talk]:
    """Return the talks, those of a schedule that doesn't name its event with the event of its talks that are known."""
    silent: dict[str, int] = defaultdict(int)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for talk in talks.values():
        if not talk.events and any(record for _, record in talk.records):
            known = {event for other in clusters.members(talk.id) for event in talks[other].events}
            for source in talk.sources:
                silent[source] += 1
                votes[source].update(known)
    at = {}
    for source, count in sorted(silent.items()):
        event, most = max(votes[source].items(), key=lambda vote: (vote[1], vote[0]), default=("", 0))
        if most >= ENOUGH and most >= SHARE * count:
            at[source] = event
    return {
        key: talk
        if talk.events or talk.sources.isdisjoint(at)
        else replace(talk, events=frozenset(at[source] for source in talk.sources if source in at))
        for key, talk in talks.items()
    }


class _Apart:
    """Whether two talks may be one: no source tells them apart, by itself or by the numbers of another copy."""

    def __init__(self, talks: Mapping[str, Talk]) -> None:
        self._talks = talks
        alike: Counter[tuple[str, str]] = Counter()
        for talk in talks.values():
            records = sorted(each for each in talk.records if each[1].isdigit())
            for (a, x), (b, y) in combinations(records, 2):
                alike[a, b] += 1 if x == y else 0
        self._copies = {pair for pair, count in alike.items() if count >= ENOUGH}

    def __call__(self, a: str, b: str) -> bool:
        one, other = self._talks[a], self._talks[b]
        if not (one.sources and other.sources and one.sources.isdisjoint(other.sources)):
            return False
        return not self._copies or all(
            x == y for s, x in one.records for t, y in other.records if (min(s, t), max(s, t)) in self._copies
        )


def _by_event(talks: Mapping[str, Talk]) -> Iterator[list[Talk]]:
    """Yield the talks of each event that several sources tell of."""
    at: dict[str, list[Talk]] = defaultdict(list)
    for talk in talks.values():
        for event in talk.events:
            at[event].append(talk)
    for event in sorted(at):
        if len({source for talk in at[event] for source in talk.sources}) > 1:
            yield at[event]


def _pairs(some: Iterable[Talk], key: Callable[[Talk], Iterable[object]]) -> Iterator[tuple[Talk, Talk]]:
    """Yield the pairs of talks from different sources that share a key."""
    blocks: dict[object, list[Talk]] = defaultdict(list)
    for talk in some:
        for each in key(talk):
            blocks[each].append(talk)
    for block in blocks.values():
        if 1 < len(block) <= MANY:
            ordered = sorted(block, key=lambda talk: talk.id)
            for index, a in enumerate(ordered):
                for b in ordered[index + 1 :]:
                    if a.sources.isdisjoint(b.sources):
                        yield a, b


def _by_record(talks: Mapping[str, Talk]) -> Iterator[Same]:
    """Yield talks that two copies of one schedule give under one number, with a speaker or most of the title."""
    for some in _by_event(talks):
        for a, b in _pairs(some, lambda talk: (record for _, record in talk.records if record.isdigit())):
            if near_title(a.title, b.title) or (a.speakers & b.speakers and a.title.words & b.title.words):
                yield a.id, b.id, "the same number in two copies of one schedule"


def _by_speaker(talks: Mapping[str, Talk]) -> Iterator[Same]:
    """Yield talks of one person at one event whose titles are near, or of the only talk that either source knows."""
    for some in _by_event(talks):
        given: dict[tuple[str, str], int] = defaultdict(int)
        for talk in some:
            for source in talk.sources:
                for speaker in talk.speakers:
                    given[source, speaker] += 1
        for a, b in _pairs(some, lambda talk: talk.speakers):
            if near_title(a.title, b.title):
                yield a.id, b.id, "the same speaker at the same event, and nearly the same title"
            elif a.speakers == b.speakers and like_title(a.title, b.title) and _only(a, b, given):
                yield a.id, b.id, "the only talk of the same speaker at the same event, and a like title"


def _only(a: Talk, b: Talk, given: Mapping[tuple[str, str], int]) -> bool:
    return all(given[source, speaker] == 1 for talk in (a, b) for source in talk.sources for speaker in talk.speakers)


def _by_title(talks: Mapping[str, Talk]) -> Iterator[Same]:
    """Yield talks of one title at one event: a long one, or one that nothing in the speakers' names speaks against."""
    for some in _by_event(talks):
        titled = Counter((source, talk.title.squashed) for talk in some for source in talk.sources)
        for a, b in _pairs(some, lambda talk: (talk.title.squashed,)):
            if a.title.generic:
                once = all(titled[source, a.title.squashed] == 1 for talk in (a, b) for source in talk.sources)
                same = once and not a.speakers and not b.speakers
            else:
                same = not a.speakers or not b.speakers or bool(_words(a.speakers) & _words(b.speakers))
            if same:
                yield a.id, b.id, "the same title at the same event, and nothing against it in the speakers' names"
            elif a.title.specific and len(a.title.squashed) >= LONG:
                yield a.id, b.id, "the same long title at the same event, though the sources name other speakers"


def _words(persons: Iterable[str]) -> set[str]:
    """Return the words of persons' names, as their ids give them."""
    return {word for person in persons for word in person.partition(":")[2].split("-") if len(word) > 1}


def _without_event(talks: Mapping[str, Talk]) -> Iterator[Same]:
    """Yield talks of which one source doesn't say at which edition they were given, and others know of one edition."""
    titled: dict[tuple[str, str], list[Talk]] = defaultdict(list)
    for talk in talks.values():
        if not talk.title.generic:
            for speaker in talk.speakers:
                titled[speaker, talk.title.squashed].append(talk)
    for block in titled.values():
        for vague in block:
            known = [talk for talk in block if talk is not vague and _may_tell(talk, vague)]
            if len(known) == 1 and _dates_fit(vague.date, known[0].date):
                a, b = sorted((vague.id, known[0].id))
                yield a, b, "the same speaker and title, and no other talk that it may be"


def _may_tell(talk: Talk, vague: Talk) -> bool:
    """Return whether a talk was given at an edition where the other is without event, or at the series of that."""
    if not vague.events:
        return bool(talk.events)
    return vague.events.isdisjoint(talk.events) and vague.events <= {series(event) for event in talk.events}


def _dates_fit(a: str, b: str) -> bool:
    return not a or not b or a.startswith(b) or b.startswith(a)


def repeated(talks: Mapping[str, Talk]) -> dict[str, set[str]]:
    """Return the talks that were given again, each with the others: same speaker, same title, other event or day."""
    given: dict[str, list[Talk]] = defaultdict(list)
    for talk in talks.values():
        if talk.title.specific:
            for speaker in talk.speakers:
                given[speaker].append(talk)
    again: dict[str, set[str]] = defaultdict(set)
    for some in given.values():
        if len(some) > MANY:
            continue
        for index, a in enumerate(some):
            for b in some[index + 1 :]:
                if _elsewhere(a, b) and same_title(a.title, b.title):
                    again[a.id].add(b.id)
                    again[b.id].add(a.id)
    return again


def _elsewhere(a: Talk, b: Talk) -> bool:
    """Return whether two talks were surely not one: at other events, or on other days."""
    if not a.events or not b.events:
        return False
    if _may_tell(a, b) or _may_tell(b, a):
        return False
    other_day = len(a.date) == len(b.date) == 10 and a.date != b.date
    return a.events.isdisjoint(b.events) or other_day or not a.sources.isdisjoint(b.sources)
