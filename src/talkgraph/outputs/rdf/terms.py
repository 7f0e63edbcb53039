"""The words of our RDF: namespaces, three kinds of term, and the classes and properties for what the graph holds."""

from __future__ import annotations

import re
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


class Link(NamedTuple):
    """An IRI, absolute."""

    address: str


class Literal(NamedTuple):
    """A text, with a language or a datatype of XML Schema (`date`, `decimal` …) or neither."""

    text: str
    datatype: str = ""
    language: str = ""


Named: TypeAlias = str | Link
"""An IRI: as a prefixed name (`schema:about`; ids of the graph are such names) where it is under a prefix of ours."""
Term: TypeAlias = str | Link | Literal


def namespaces(base: str) -> dict[str, str]:
    """Return prefix → namespace in the order in which files declare them: vocabularies, then ids."""
    return {**VOCABULARIES, **{prefix: f"{base}{prefix}/" for prefix in IDS}}


def prefixes(base: str) -> str:
    """Return the lines that declare all namespaces in Turtle and TriG."""
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in namespaces(base).items())


CLASSES: Final = {
    Kind.PERSON: ("schema:Person",),
    Kind.TALK: ("schema:Event", "tg:Talk"),
    Kind.PROJECT: ("doap:Project",),
    Kind.TOPIC: ("skos:Concept",),
    Kind.EVENT: ("schema:Event", "tg:Conference"),
    Kind.ORGANIZATION: ("schema:Organization",),
    Kind.PLACE: ("schema:Place",),
}
KIND_OF: Final = {classes[-1]: kind for kind, classes in CLASSES.items()}
"""The class that tells a kind from all others."""


def property_id(predicate: Predicate, subject: str) -> str:
    """Return the property that says `predicate` of a `subject` of this kind, as prefixed name.

    >>> property_id(Predicate.PART_OF, "project")
    'schema:isPartOf'
    """
    ends = ENDS[predicate]
    return ends.rdf_project if ends.rdf_project and subject == Kind.PROJECT else ends.rdf


def _readings() -> dict[tuple[str, Kind, Kind], Predicate]:
    found: dict[tuple[str, Kind, Kind], Predicate] = {}
    for predicate, ends in ENDS.items():
        for subject, obj in ends.pairs:
            left, right = (obj, subject) if ends.inverted else (subject, obj)
            found[property_id(predicate, subject), left, right] = predicate
    return found


READINGS: Final = _readings()
"""(property, kind of its subject in RDF, kind of its object) → what it says."""
PROPERTIES: Final = frozenset(key[0] for key in READINGS)

MENTIONS: Final = "schema:mentions"
"""Document → what it names: the evidence of a node."""
RECORD_TEXTS: Final = (
    ("language", "schema:inLanguage"),
    ("abstract", "schema:description"),
    ("identifiers", "schema:identifier"),
    ("why", "skos:changeNote"),
)
"""Attributes of nodes that are texts or lists of them, and their properties."""
RECORD_LINKS: Final = (("recordings", "schema:recordedIn"), ("slides", "schema:workFeatured"))
"""Attributes of nodes that are lists of addresses, and their properties."""

LINKING: Final = frozenset({
    "dcterms:license", "dcterms:source", "oa:hasBody", "oa:hasTarget", "owl:sameAs", "prov:wasAttributedTo",
    "prov:wasDerivedFrom", "prov:wasQuotedFrom", "rdf:object", "rdf:predicate", "rdf:subject", "schema:mentions",
    "schema:sameAs", "schema:url", "skos:broader", "skos:exactMatch", "skos:inScheme", "tg:repeats", "void:vocabulary",
    *(prop for _, prop in RECORD_LINKS), *PROPERTIES,
})  # fmt: skip
"""Properties whose objects are things; those of all others are texts and numbers."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def language(tag: str) -> str:
    """Return a tag that has the form of BCP 47 as it stands, else an empty string.

    >>> language("pt-BR"), language("in English")
    ('pt-BR', '')
    """
    return tag if _LANGUAGE.fullmatch(tag) else ""
