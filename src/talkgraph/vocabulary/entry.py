"""What the vocabulary holds, and what it finds: entries, and hits with their candidates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from talkgraph.model import Kind


class Form(IntEnum):
    """How far the letters alone tell that a name is meant."""

    ANY = 0
    """Safe in any case: `qemu`, `QEMU`."""
    CASE = 1
    """Only as spelled: `Rust`, not `rust`."""
    CONTEXT = 2
    """Needs evidence near by, however it is spelled: `Go`, `Heat`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a table."""

    kind: Kind
    key: str
    """Local part of the id; unique among the entries of one kind."""
    name: str
    aliases: tuple[str, ...] = ()
    qualifier: str = ""
    """What sets entries of one name apart (`language`)."""
    category: str = ""
    domain: str = ""
    tier: str = "core"
    part_of: tuple[str, ...] = ()
    """Keys of projects."""
    broader: tuple[str, ...] = ()
    """Keys of topics."""
    homepage: str = ""
    repository: str = ""
    wikipedia: str = ""
    wikidata: str = ""
    url: str = ""
    ambiguous: tuple[str, ...] = ()
    """Why the name needs care: `english`, `given-name`, `homonym` …"""
    generic: bool = False
    """Topics that are never indexed on their own."""
    domains: tuple[str, ...] = ()
    """Organizations: their web domains."""
    country: str = ""
    """Places: ISO 3166 code."""
    place_kind: str = ""
    """Places: `country`, `city` or `us-state`."""
    population: int = 0
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """Events: ISO 3166 codes."""
    years: tuple[int, ...] = ()
    """Events: known editions."""
    talks: int = 0
    """In how many records of talks the name was seen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that the words of a hit may mean."""

    entry: Entry
    form: Form
    exact: bool
    """Whether the text has the very spelling of the table."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name where it stands in a text: `text[start:end]`."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    """The most trusted first: by form, tier, how often seen, kind and key."""
