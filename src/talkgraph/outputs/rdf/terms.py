"""The words of our RDF: namespaces, three kinds of term, and the classes and properties for what the graph holds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from talkgraph.model import ENDS, Kind, Predicate

BASE: Final = "https://talkgraph.example/id/"
"""Base of ids where the user names none: under a domain that nobody can own."""

VOCABULARIES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tg": "https://w3id.org/talkgraph/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
IDS: Final = ("doc", "ev", "extractor", "span", *sorted(Kind))
"""Prefixes of what has an id of ours: the prefix `p` stands for `{base}p/`."""


class Name(NamedTuple):
    """An IRI under one of our prefixes."""

    prefix: str
    local: str


class Link(NamedTuple):
    """Any other IRI, absolute."""

    address: str


class Literal(NamedTuple):
    """A text, with a language or a datatype of XML Schema (`date`, `decimal` …) or neither."""

    text: str
    datatype: str = ""
    language: str = ""


Term: TypeAlias = Name | Link | Literal


@lru_cache(maxsize=4096)  # a file says the same fifty properties a million times
def name(text: str) -> Name:
    """Return the term of a prefixed name; ids of the graph are such names.

    >>> name("schema:about")
    Name(prefix='schema', local='about')
    """
    prefix, _, local = text.partition(":")
    return Name(prefix, local)


def namespaces(base: str) -> dict[str, str]:
    """Return prefix → namespace in the order in which files declare them: vocabularies, then ids."""
    return {**VOCABULARIES, **{prefix: f"{base}{prefix}/" for prefix in IDS}}


CLASSES: Final = {
    Kind.PERSON: ("schema:Person",),
    Kind.TALK: ("schema:Event", "tg:Talk"),
    Kind.PROJECT: ("doap:Project",),
    Kind.TOPIC: ("skos:Concept",),
    Kind.EVENT: ("schema:Event", "tg:Conference"),
    Kind.ORGANIZATION: ("schema:Organization",),
    Kind.PLACE: ("schema:Place",),
}
KIND_OF: Final = {name(classes[-1]): kind for kind, classes in CLASSES.items()}
"""The class that tells a kind from all others."""


def property_of(predicate: Predicate, subject: Kind) -> Name:
    """Return the property that says `predicate` of a `subject` of this kind.

    >>> property_of(Predicate.PART_OF, Kind.PROJECT)
    Name(prefix='schema', local='isPartOf')
    """
    ends = ENDS[predicate]
    return name(ends.rdf_project if ends.rdf_project and subject is Kind.PROJECT else ends.rdf)


def _readings() -> dict[tuple[Name, Kind, Kind], Predicate]:
    found: dict[tuple[Name, Kind, Kind], Predicate] = {}
    for predicate, ends in ENDS.items():
        for subject, obj in ends.pairs:
            left, right = (obj, subject) if ends.inverted else (subject, obj)
            found[property_of(predicate, subject), left, right] = predicate
    return found


READINGS: Final = _readings()
"""(property, kind of its subject in RDF, kind of its object) → what it says."""
PROPERTIES: Final = frozenset(key[0] for key in READINGS)

MENTIONS: Final = name("schema:mentions")
RECORD_TEXTS: Final = (
    ("language", "schema:inLanguage"),
    ("abstract", "schema:description"),
    ("identifiers", "schema:identifier"),
    ("why", "skos:changeNote"),
)
"""Attributes of nodes that are texts or lists of them, and their properties."""
RECORD_LINKS: Final = (("recordings", "schema:recordedIn"), ("slides", "schema:workFeatured"))
"""Attributes of nodes that are lists of addresses, and their properties."""
"""Document → what it names: the evidence of a node."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def language(tag: str) -> str:
    """Return a tag that has the form of BCP 47 as it stands, else an empty string.

    >>> language("pt-BR"), language("in English")
    ('pt-BR', '')
    """
    return tag if _LANGUAGE.fullmatch(tag) else ""
