"""Which events are one: editions that sources name differently, told by name and year or by the talks they share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from talkgraph.entities.identity.clusters import Clusters
from talkgraph.entities.identity.name_form import folded
from talkgraph.entities.identity.titles import Title
from talkgraph.model import Entity

SHARED_TALKS = 3
"""So many talks of the same persons and titles in one year make two events one, if they are
so much of the smaller one:"""
SHARE = 0.5

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_NOT_WORD = re.compile(r"[\W_]+")


def year_of(event: Entity) -> str:
    """Return the year of an edition, or nothing for a series or where it isn't known."""
    found = _YEAR.search(event.name) or _YEAR.search(event.id)
    return found[1] if found else event.date[:4]


def same_events(
    events: Mapping[str, Entity],
    talks_at: Mapping[str, Iterable[tuple[str, Title]]],
    clusters: Clusters,
) -> list[tuple[str, str, str]]:
    """Join in `clusters` the events that are one, and return the pairs with the reason, in order.

    Args:
        events: by id.
        talks_at: event → (person, title) of its talks.
        clusters: what is known to be one or apart.
    """
    found = [*_by_name(events), *_by_talks(events, talks_at)]
    return [(a, b, reason) for a, b, reason in sorted(found) if clusters.joins(a, b)]


def _by_name(events: Mapping[str, Entity]) -> Iterator[tuple[str, str, str]]:
    """Yield events of one name and one year: `PyConFR 2025` and `PyCon-FR 2025`."""
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in events.values():
        year = year_of(event) if _YEAR.search(event.name) or _YEAR.search(event.id) else ""
        for name in (event.name, *event.aliases):
            said = _YEAR.search(name)
            if (said[1] if said else "") == year:
                alike[_NOT_WORD.sub("", folded(_YEAR.sub(" ", name))), year].add(event.id)
    for (name, year), ids in sorted(alike.items()):
        if len(name) > 2:
            first, *rest = sorted(ids)
            yield from ((first, other, f"the same name{' and year' if year else ''}") for other in rest)


def _by_talks(
    events: Mapping[str, Entity], talks_at: Mapping[str, Iterable[tuple[str, Title]]]
) -> Iterator[tuple[str, str, str]]:
    """Yield events of one year at which the same persons gave the same talks, and whose names have a word in common."""
    at: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    sizes: dict[str, int] = {}
    for event, talks in talks_at.items():
        keys = {(person, title.squashed) for person, title in talks if not title.generic}
        sizes[event] = len(keys)
        if event in events and (year := year_of(events[event])):
            for person, title in keys:
                at[year, person, title].add(event)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for ids in at.values():
        for pair in combinations(sorted(ids), 2):
            shared[pair] += 1
    for (a, b), count in sorted(shared.items()):
        enough = count >= SHARED_TALKS and count >= SHARE * min(sizes[a], sizes[b])
        if enough and _words(events[a]) & _words(events[b]):
            yield a, b, f"the same year, and {count} talks of the same persons and titles"


def _words(event: Entity) -> set[str]:
    names = " ".join((event.name, *event.aliases))
    return {word for word in _NOT_WORD.sub(" ", folded(_YEAR.sub(" ", names))).split() if len(word) > 2}
