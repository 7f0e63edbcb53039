"""How much of what is in a graph, and what is most connected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.model import Kind, Predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A node and how many edges it has."""

    id: str
    name: str
    edges: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts, in the order of the types and predicates; the best connected of each type."""

    documents: int
    nodes: dict[str, int]
    """By type, zero for what there is none of."""
    edges: dict[str, int]
    """By predicate, zero for what there is none of."""
    evidence: int
    """Pieces of evidence behind the edges."""
    alone: int
    """Nodes without an edge."""
    top: dict[str, tuple[Ranked, ...]]
    """For each type the nodes with most edges; those without an edge are not among them."""

    @property
    def all_nodes(self) -> int:
        """How many nodes there are."""
        return sum(self.nodes.values())

    @property
    def all_edges(self) -> int:
        """How many edges there are."""
        return sum(self.edges.values())


def stats(graph: Graph, most: int = 5) -> Stats:
    """Return the counts of a graph, and the `most` connected nodes of each type (ties by id)."""
    known = dict(nodes(graph))
    kinds = Counter(node["type"] for node in known.values())
    predicates: Counter[str] = Counter()
    degrees: Counter[str] = Counter()
    quotes = 0
    for subject, predicate, obj, edge in edges(graph):
        predicates[predicate] += 1
        degrees.update((subject, obj))
        quotes += len(edge["evidence"])
    ranked = sorted(degrees.items(), key=lambda item: (-item[1], item[0]))
    return Stats(
        documents=len(documents(graph)),
        nodes={kind.value: kinds[kind.value] for kind in Kind},
        edges={predicate.value: predicates[predicate.value] for predicate in Predicate},
        evidence=quotes,
        alone=sum(key not in degrees for key in known),
        top={
            kind.value: tuple(
                [Ranked(id=k, name=known[k]["name"], edges=n) for k, n in ranked if known[k]["type"] == kind][:most]
            )
            for kind in Kind
        },
    )
