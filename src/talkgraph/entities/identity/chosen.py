"""Which of several names, and so of several ids, a thing goes by: told by their forms alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from talkgraph.entities.identity.name_form import form_of
from talkgraph.model import Entity, Kind

_GLUED = re.compile(r"[a-z][A-Z][a-z]")
_EDITION = re.compile(r"\.[^.]*(?:19|20)\d\d[^.]*$")
_CUT = ("...", "…")


def chief(entities: Sequence[Entity]) -> Entity:
    """Return the one of several entities, which are one thing, whose id and name stay.

    Of persons the fullest name in Latin letters, without title and in ordinary case; of talks the fullest title that
    isn't cut and to which no subtitle is glued, at an edition rather than a series; of other things the shortest id.
    """
    match entities[0].kind:
        case Kind.PERSON:
            return min(entities, key=_person)
        case Kind.TALK:
            return min(entities, key=_talk)
        case _:
            return min(entities, key=lambda entity: (len(entity.id), entity.id))


def _person(entity: Entity) -> tuple[object, ...]:
    form = form_of(entity.name)
    full = [word for word in form.words if len(word) > 1]
    return (
        len(full) < 2,
        not form.latin,
        len(form.first) < 2,
        entity.name.isupper() or entity.name.islower(),
        "." in entity.name.split(" ", maxsplit=1)[0],
        -len(form.words),
        -len(form.squashed),
        entity.id,
    )


def _talk(entity: Entity) -> tuple[object, ...]:
    return (
        "." not in entity.id,
        not _EDITION.search(entity.id),
        entity.name.endswith(_CUT),
        len(_GLUED.findall(entity.name)),
        -len(entity.name),
        entity.id,
    )
