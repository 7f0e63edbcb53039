"""Everything that is known of one entity, by relation, with the words that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from talkgraph.graph import Graph, documents, edges
from talkgraph.graph.shape import EdgeAttributes, EvidenceAttributes, NodeAttributes, nodes
from talkgraph.model import ENDS, Predicate

LineOf = Callable[[str, int], int | None]
"""From a document's id and an offset in its text to the line of its source, or None where that isn't at hand."""

INVERSE = {
    Predicate.GAVE: "was given by",
    Predicate.PRESENTED_AT: "had the talk",
    Predicate.ABOUT: "is the subject of",
    Predicate.WORKS_ON: "is worked on by",
    Predicate.AFFILIATED_WITH: "is represented by",
    Predicate.HELD_IN: "was the place of",
    Predicate.COLOCATED_WITH: ENDS[Predicate.COLOCATED_WITH].phrase,
    Predicate.PART_OF: "has the part",
    Predicate.USES: "is used by",
}
"""How a sentence says a relation from its object: object phrase subject."""
_ORDER = {predicate: place for place, predicate in enumerate(Predicate)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document."""

    document: str
    """Path, or id where the graph holds no path."""
    line: int | None
    """Line of the source, where it is at hand."""
    start: int
    """Offset in the document's text."""
    quote: str
    rule: str
    confidence: float

    @property
    def where(self) -> str:
        """Path and line."""
        return self.document if self.line is None else f"{self.document}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One relation of the entity, told from its side."""

    predicate: str
    outward: bool
    """Whether the entity is the subject."""
    phrase: str
    """`gave`, or from the other side `was given by`."""
    other: str
    name: str
    type: str
    confidence: float
    quotes: tuple[Quote, ...]
    """The most certain first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that is known of an entity."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    count: int
    """In how many documents it is named."""
    date: str
    url: str
    broader: tuple[str, ...]
    relations: tuple[Relation, ...]
    """In the order of the predicates, outward before inward, then by type and name."""
    mentions: tuple[Quote, ...]
    """The first of each document."""


def show(graph: Graph, key: str, line_of: LineOf = lambda _document, _offset: None) -> Profile:
    """Return what the graph says of the entity `key`.

    Raises:
        KeyError: there is no such node.
    """
    known = dict(nodes(graph))
    node = known[key]
    quoted = _quoter(graph, line_of)
    found = [_relation(key, s, p, o, edge, known, quoted) for s, p, o, edge in edges(graph) if key in {s, o}]
    return Profile(
        id=key,
        name=node["name"],
        type=node["type"],
        aliases=tuple(node["aliases"]),
        same_as=tuple(node["same_as"]),
        count=node["count"],
        date=node.get("date", ""),
        url=node.get("url", ""),
        broader=tuple(known[topic]["name"] for topic in node.get("broader", []) if topic in known),
        relations=tuple(sorted(found, key=_place)),
        mentions=quoted(node["evidence"]),
    )


_Quoter = Callable[[Iterable[EvidenceAttributes]], tuple[Quote, ...]]


def _quoter(graph: Graph, line_of: LineOf) -> _Quoter:
    paths = {key: document["path"] or key for key, document in documents(graph).items()}

    def quoted(evidence: Iterable[EvidenceAttributes]) -> tuple[Quote, ...]:
        best_first = sorted(evidence, key=lambda e: (-e["confidence"], e["document"], e["start"], e["rule"]))
        return tuple(
            Quote(
                document=paths.get(e["document"], e["document"]),
                line=line_of(e["document"], e["start"]),
                start=e["start"],
                quote=e["quote"],
                rule=e["rule"],
                confidence=e["confidence"],
            )
            for e in best_first
        )

    return quoted


def _relation(  # noqa: PLR0913, PLR0917  an edge has this many parts
    key: str,
    subject: str,
    predicate: str,
    obj: str,
    edge: EdgeAttributes,
    known: dict[str, NodeAttributes],
    quoted: _Quoter,
) -> Relation:
    outward = subject == key
    other = obj if outward else subject
    kind = Predicate(predicate)
    return Relation(
        predicate=predicate,
        outward=outward,
        phrase=ENDS[kind].phrase if outward else INVERSE[kind],
        other=other,
        name=known[other]["name"],
        type=known[other]["type"],
        confidence=edge["confidence"],
        quotes=quoted(edge["evidence"]),
    )


def _place(relation: Relation) -> tuple[int, bool, str, str, str]:
    return _ORDER[Predicate(relation.predicate)], not relation.outward, relation.type, relation.name, relation.other
