"""The kinds of entity and the nine relations between them, with what each may join and how RDF says it.

What each relation means, and what counts as true: `docs/model.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The seven types of entity."""

    PERSON = "person"
    TALK = "talk"
    PROJECT = "project"
    TOPIC = "topic"
    EVENT = "event"
    ORGANIZATION = "organization"
    PLACE = "place"


class Predicate(StrEnum):
    """The nine relations, named as in graphs and on the command line."""

    GAVE = "gave"
    PRESENTED_AT = "presentedAt"
    ABOUT = "about"
    WORKS_ON = "worksOn"
    AFFILIATED_WITH = "affiliatedWith"
    HELD_IN = "heldIn"
    COLOCATED_WITH = "colocatedWith"
    PART_OF = "partOf"
    USES = "uses"


@dataclass(frozen=True, slots=True)
class Ends:
    """What a relation may join, and its property in RDF."""

    pairs: tuple[tuple[Kind, Kind], ...]
    rdf: str
    """Prefixed name; for `partOf` the one of events, `rdf_project` that of projects."""
    inverted: bool = False
    """Whether RDF says it the other way round (object → subject)."""
    symmetric: bool = False
    phrase: str = ""
    """How a sentence says it: subject phrase object."""
    rdf_project: str = ""


ENDS: dict[Predicate, Ends] = {
    Predicate.GAVE: Ends(((Kind.PERSON, Kind.TALK),), "schema:performer", inverted=True, phrase="gave"),
    Predicate.PRESENTED_AT: Ends(((Kind.TALK, Kind.EVENT),), "schema:superEvent", phrase="was presented at"),
    Predicate.ABOUT: Ends(((Kind.TALK, Kind.PROJECT), (Kind.TALK, Kind.TOPIC)), "schema:about", phrase="is about"),
    Predicate.WORKS_ON: Ends(((Kind.PERSON, Kind.PROJECT),), "tg:worksOn", phrase="works on"),
    Predicate.AFFILIATED_WITH: Ends(((Kind.PERSON, Kind.ORGANIZATION),), "schema:affiliation", phrase="is with"),
    Predicate.HELD_IN: Ends(((Kind.EVENT, Kind.PLACE),), "schema:location", phrase="was held in"),
    Predicate.COLOCATED_WITH: Ends(
        ((Kind.EVENT, Kind.EVENT),), "tg:colocatedWith", symmetric=True, phrase="was co-located with"
    ),
    Predicate.PART_OF: Ends(
        ((Kind.EVENT, Kind.EVENT), (Kind.PROJECT, Kind.PROJECT)),
        "schema:superEvent",
        phrase="is part of",
        rdf_project="schema:isPartOf",
    ),
    Predicate.USES: Ends(((Kind.PROJECT, Kind.PROJECT),), "tg:uses", phrase="uses"),
}


def joins(subject: Kind, predicate: Predicate, obj: Kind) -> bool:
    """Return whether `predicate` may lead from `subject` to `obj`."""
    return (subject, obj) in ENDS[predicate].pairs
