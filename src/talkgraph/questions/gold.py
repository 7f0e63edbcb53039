"""Annotated reports: what a careful reader would put on the index card of one report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from talkgraph.errors import Place, SourceError
from talkgraph.model import Kind, Predicate

_HINT = "an annotation was expected: `document`, `entities` (id, type, name), `relations` (subject, predicate, object)"


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of the annotation."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    """Every other form that is right too."""
    required: bool
    """Whether all careful readers would list it: else finding it is neither rewarded nor punished."""


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation of the annotation, between ids of its entities."""

    subject: str
    predicate: Predicate
    object: str
    required: bool
    evidence: str = ""
    """The words that say so, for people."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one report."""

    document: str
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]


def read_gold(data: bytes, place: Place | str) -> Gold:
    """Return the annotation that stands in the bytes of a JSON file.

    Raises:
        SourceError: not JSON, or not an annotation; says what is missing.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
        return Gold(
            str(found["document"]),
            tuple(_entity(row) for row in found["entities"]),
            tuple(_relation(row) for row in found["relations"]),
        )
    except KeyError as error:
        raise SourceError(place, f"it has no {error}", _HINT) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(place, f"not an annotation: {error}", _HINT) from error


def _entity(row: Mapping[str, Any]) -> GoldEntity:
    aliases = tuple(str(alias) for alias in row.get("aliases") or [])
    return GoldEntity(str(row["id"]), Kind(row["type"]), str(row["name"]), aliases, bool(row.get("required", True)))


def _relation(row: Mapping[str, Any]) -> GoldRelation:
    required = bool(row.get("required", True))
    said = str(row.get("evidence") or "")
    return GoldRelation(str(row["subject"]), Predicate(row["predicate"]), str(row["object"]), required, said)
