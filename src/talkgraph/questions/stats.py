"""How much of what is in a graph, and what is most connected."""

from __future__ import annotations

from dataclasses import dataclass

from talkgraph.model import Kind, Predicate
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.index.edges import CODES


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
    years: dict[int, int]
    """Year → talks."""
    undated: int
    """Talks of no known year."""
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


def stats(graph: Asked, most: int = 5) -> Stats:
    """Return the counts of a graph, and the `most` connected nodes of each type (ties by id).

    >>> import networkx as nx
    >>> stats(nx.MultiDiGraph(documents={})).all_nodes
    0
    """
    index = index_of(graph)
    predicates = bytes(index.edges.predicates)
    degrees = [index.edges.degree(node) for node in range(len(index))]
    return Stats(
        documents=index.about["documents"],
        nodes={kind.value: len(index.of_kind(kind)) for kind in Kind},
        edges={predicate.value: predicates.count(CODES[predicate]) for predicate in Predicate},
        evidence=index.about["evidence"],
        alone=degrees.count(0),
        years=index.talk_years,
        undated=len(index.of_kind(Kind.TALK)) - sum(index.talk_years.values()),
        top={kind.value: _top(index, kind, degrees, most) for kind in Kind},
    )


def _top(index: Index, kind: Kind, degrees: list[int], most: int) -> tuple[Ranked, ...]:
    ranked = sorted((node for node in index.of_kind(kind) if degrees[node]), key=lambda node: (-degrees[node], node))
    return tuple(Ranked(id=index.id(n), name=index.name(n), edges=degrees[n]) for n in ranked[:most])
