"""Persons whose name changed: they go by the newest, and what they were called before is not listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from talkgraph.entities.identity.name_form import Likeness, NameForm, form_of, likeness
from talkgraph.entities.identity.surroundings import Surroundings
from talkgraph.model import Entity

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def newest(persons: Iterable[str], around: Surroundings, name_of: Callable[[str], str]) -> Mapping[str, str]:
    """Return the year in which each person last spoke under their name, as events tell."""
    found = {}
    for person in persons:
        events = around.of(person).events
        years = [year for event in events for year in _YEAR.findall(f"{event} {name_of(event)}")]
        found[person] = max(years, default="")
    return found


def former(chief: Entity, some: Sequence[Entity]) -> frozenset[str]:
    """Return the names of `some` that are not listed beside the chief's, because they are other names than that."""
    form = form_of(chief.name)
    names = {name for entity in some for name in (entity.name, *entity.aliases)}
    return frozenset(name for name in names if _is_other(form_of(name), form))


def _is_other(a: NameForm, b: NameForm) -> bool:
    return len(a.words) > 1 and likeness(a, b) >= Likeness.CONFLICT
