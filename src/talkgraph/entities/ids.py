"""Ids: readable, and a function of the name alone (with what the vocabulary knows of it), never of what else is in the
graph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from talkgraph.model import Kind, Mention
from talkgraph.text import fold, slug
from talkgraph.vocabulary import Vocabulary

_NICKNAME = re.compile(r"[\"“'‘(][\w-]+[\"”'’)] ")
_YEAR = re.compile(r"\(?\b((?:19|20)\d\d)\b\)?|['’](\d\d)\b")
_SHORT_REGIONS = {
    "eu": "europe",
    "na": "north-america",
    "apac": "asia-pacific",
    "au": "australia",
    "usa": "us",
}
_REGIONS = _SHORT_REGIONS | {
    region: region.replace(" ", "-")
    for region in (
        [
            "europe",
            "north america",
            "asia",
            "japan",
            "china",
            "india",
            "australia",
            "us",
            "uk",
            "latin america",
            "africa",
            "brazil",
            "canada",
        ]
    )
}
_REGION = re.compile(r"\b(?:" + "|".join(sorted(_REGIONS, key=len, reverse=True)) + r")\b")


@dataclass(frozen=True, slots=True)
class Name:
    """What an entity is called in the graph, and the local part of its id."""

    local: str
    text: str


def year_of(name: str) -> str:
    """Return the year in an event's name as four digits, or an empty string.

    >>> year_of("LISA '14"), year_of("FOSDEM 2015")
    ('2014', '2015')
    """
    found = _YEAR.search(name)
    if not found:
        return ""
    return found[1] or f"{'19' if int(found[2]) > 80 else '20'}{found[2]}"


def name_of(mention: Mention, vocabulary: Vocabulary) -> Name:
    """Return the name and local id of what `mention` means; talks get their event's part later."""
    match mention.kind:
        case Kind.PERSON:
            return Name(slug(_NICKNAME.sub("", mention.name)), _person(mention.name))
        case Kind.EVENT:
            return Name(_event(mention, vocabulary), mention.name)
        case Kind.TALK:
            return Name(mention.key or slug(mention.name), mention.name)
        case _:
            entry = vocabulary.get(mention.kind, mention.key) if mention.key else None
            return Name(entry.key, entry.name) if entry else Name(slug(mention.name), mention.name)


def _person(name: str) -> str:
    """Return a name printed all in capitals as it is written elsewhere: `ANN O'LEE` → `Ann O'Lee`; short ones may be
    initials.
    """
    words = name.split()
    if len(words) > 1 and all(w.isupper() for w in words) and any(len(w) > 3 for w in words):
        return " ".join(re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), w) for w in words)
    return name


def _event(mention: Mention, vocabulary: Vocabulary) -> str:
    """Return series, region and year: `PyCon AU '15` and `PyCon Australia 2015` get one id."""
    entry = vocabulary.get(Kind.EVENT, mention.key) if mention.key else None
    if entry is None:
        return slug(mention.name)
    parts = [entry.key]
    region = _REGION.search(fold(mention.name))
    if region and not _REGION.search(fold(entry.name)) and _REGIONS[region[0]] not in entry.key:
        parts.append(_REGIONS[region[0]])
    year = year_of(mention.name)
    return "-".join([*parts, year] if year else parts)


def with_event(title: str, event_id: str) -> str:
    """Return a talk's local id: its title's slug and its event's, joined by a dot.

    >>> with_event("looms-at-scale", "event:loomconf-2015")
    'looms-at-scale.loomconf-2015'
    """
    return f"{title}.{event_id.partition(':')[2]}" if event_id else title
