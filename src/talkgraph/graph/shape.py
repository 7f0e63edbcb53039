"""The schema of the graph: names and types of all attributes, typed access to them, and a check of foreign graphs.

A graph is a plain `networkx.MultiDiGraph`. Key of a node: its id. Key of an edge: its predicate, which its attributes
name once more, since node-link JSON and tables have no keys. All values are plain types that JSON knows. Attributes
that are not named here are the user's own; the writers leave them out. In words: `docs/graph.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NotRequired, TypedDict, cast

import networkx as nx

if TYPE_CHECKING:
    from typing import TypeAlias

    Graph: TypeAlias = nx.MultiDiGraph[str]
else:
    Graph = nx.MultiDiGraph

SCHEMA: Final = 1
"""Version of this schema: grows when a graph of the old one can't be read any more."""
NAME: Final = "Talk graph"
"""Name of a graph that nobody has named."""

TYPE: Final = "type"
ALIASES: Final = "aliases"
SAME_AS: Final = "same_as"
COUNT: Final = "count"
DATE: Final = "date"
URL: Final = "url"
BROADER: Final = "broader"
END_DATE: Final = "end_date"
LANGUAGE: Final = "language"
ABSTRACT: Final = "abstract"
RECORDINGS: Final = "recordings"
SLIDES: Final = "slides"
IDENTIFIERS: Final = "identifiers"
REPEATS: Final = "repeats"
WHY: Final = "why"
EVIDENCE: Final = "evidence"
PREDICATE: Final = "predicate"
CONFIDENCE: Final = "confidence"
DOCUMENTS: Final = "documents"
VERSION: Final = "talkgraph"
BASE: Final = "base"


class EvidenceAttributes(TypedDict):
    """The words that something was read from."""

    document: str
    start: int
    """Offset of the first character in the document's text, in code points."""
    end: int
    quote: str
    rule: str
    confidence: float


class NodeAttributes(TypedDict):
    """An entity. What is `NotRequired` is there only where something is known."""

    type: str
    """A `Kind`."""
    name: str
    aliases: list[str]
    """Other forms of the name, sorted."""
    same_as: list[str]
    """Addresses of the same thing elsewhere, sorted."""
    count: int
    """In how many documents it is named."""
    evidence: list[EvidenceAttributes]
    """The first mention of each document, by document; of each engine, where several read."""
    date: NotRequired[str]
    """`2014-10-30`, `2014-10` or `2014`."""
    url: NotRequired[str]
    broader: NotRequired[list[str]]
    """Topics: ids of broader topics, sorted."""
    end_date: NotRequired[str]
    """Events: the last day."""
    language: NotRequired[str]
    """Talks: a BCP 47 tag."""
    abstract: NotRequired[str]
    """Talks: what they promise to tell."""
    recordings: NotRequired[list[str]]
    """Talks: addresses, sorted."""
    slides: NotRequired[list[str]]
    """Talks: addresses, sorted."""
    identifiers: NotRequired[list[str]]
    """Persons: what sources call them, sorted."""
    repeats: NotRequired[list[str]]
    """Talks: ids of the same talk given again, sorted."""
    why: NotRequired[list[str]]
    """Why names or records were taken for this one thing: sentences, sorted."""


class EdgeAttributes(TypedDict):
    """A relation."""

    predicate: str
    """A `Predicate`; the same as the edge's key."""
    confidence: float
    """From 0 to 1: that of the best evidence."""
    evidence: list[EvidenceAttributes]
    """One for each document, place and rule, sorted."""


class DocumentAttributes(TypedDict):
    """A document that the graph was read from; empty strings where something is not known."""

    path: str
    title: str
    authors: list[str]
    """Sorted."""
    date: str
    language: str
    url: str
    sha256: str
    """Digest of the text that the offsets count in."""
    part: NotRequired[str]
    """Where the record stands in its file; not there for a whole file."""


class GraphAttributes(TypedDict):
    """What belongs to the graph as a whole: `graph.graph`."""

    name: str
    talkgraph: int
    """Version of the schema: `SCHEMA`."""
    documents: dict[str, DocumentAttributes]
    base: NotRequired[str]
    """Base of the IRIs in RDF, where it is not the default one."""
    license: NotRequired[str]
    """Address of the licence that the graph is given away under."""
    modified: NotRequired[str]
    """The day that its maker has given it, as ISO 8601."""


def nodes(graph: Graph) -> Iterator[tuple[str, NodeAttributes]]:
    """Yield id and attributes of all nodes, sorted by id."""
    for key in sorted(graph.nodes):
        yield key, cast("NodeAttributes", graph.nodes[key])


def edges(graph: Graph) -> Iterator[tuple[str, str, str, EdgeAttributes]]:
    """Yield subject, predicate, object and attributes of all edges, sorted by the first three."""
    found: list[tuple[str, str, str, Any]] = [(s, k, o, a) for s, o, k, a in graph.edges(keys=True, data=True)]
    yield from sorted(found, key=lambda edge: edge[:3])


def attributes(graph: Graph) -> GraphAttributes:
    """Return what belongs to the graph as a whole."""
    return cast("GraphAttributes", graph.graph)


def documents(graph: Graph) -> Mapping[str, DocumentAttributes]:
    """Return the documents that the graph was read from, by id."""
    return attributes(graph)["documents"]
