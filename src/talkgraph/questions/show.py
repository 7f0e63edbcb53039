"""Everything that is known of one node, by predicate, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.model import ENDS, Predicate


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document."""

    document: str
    """Path, or id where the graph holds no path."""
    start: int
    quote: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation:
    """A line of the answer: `gave → User Case Study`."""

    predicate: str
    phrase: str
    """In words, from the side of the node that was asked for: `gave`, `was given by`."""
    outward: bool
    other: str
    name: str
    type: str
    confidence: float
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of a node."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    count: int
    date: str
    url: str
    relations: tuple[Relation, ...]
    mentions: tuple[Quote, ...]


_INVERSE = {
    Predicate.GAVE: "was given by",
    Predicate.PRESENTED_AT: "had the talk",
    Predicate.ABOUT: "is the subject of",
    Predicate.WORKS_ON: "is worked on by",
    Predicate.AFFILIATED_WITH: "has",
    Predicate.HELD_IN: "was the place of",
    Predicate.COLOCATED_WITH: "was co-located with",
    Predicate.PART_OF: "has the part",
    Predicate.USES: "is used by",
}


def show(graph: Graph, key: str) -> Profile:
    """Return what the graph says of the node `key`, relations in the order of the predicates, then by name.

    Raises:
        KeyError: no such node.
    """
    attributes = dict(nodes(graph))
    node = attributes[key]
    paths = {name: document["path"] for name, document in documents(graph).items()}

    def quotes(evidence: object) -> tuple[Quote, ...]:
        rows = evidence if isinstance(evidence, list) else []
        return tuple(
            Quote(paths.get(e["document"], e["document"]), e["start"], e["quote"], e["rule"], e["confidence"])
            for e in rows
        )

    relations = []
    for subject, predicate, obj, edge in edges(graph):
        if key not in (subject, obj):
            continue
        outward = subject == key
        other = obj if outward else subject
        kind = Predicate(predicate)
        phrase = ENDS[kind].phrase if outward else _INVERSE[kind]
        far = attributes[other]
        relations.append(
            Relation(
                predicate,
                phrase,
                outward,
                other,
                far["name"],
                far["type"],
                edge["confidence"],
                quotes(edge["evidence"]),
            )
        )
    order = {str(p): i for i, p in enumerate(Predicate)}
    relations.sort(key=lambda r: (order[r.predicate], not r.outward, r.type, r.name, r.other))
    return Profile(
        key,
        node["name"],
        node["type"],
        tuple(node["aliases"]),
        tuple(node["same_as"]),
        node["count"],
        node.get("date", ""),
        node.get("url", ""),
        tuple(relations),
        quotes(node["evidence"]),
    )
