"""How much of what is in a graph, and what is most connected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.model import Kind, Predicate


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts, in the order of the types and predicates; the best connected of each type."""

    documents: int
    nodes: dict[str, int]
    edges: dict[str, int]
    evidence: int
    """Quotes behind the edges."""
    top: dict[str, list[tuple[str, int]]]
    """For each type the names with most edges, with their number."""


def stats(graph: Graph, most: int = 5) -> Stats:
    """Return the counts of a graph, and the `most` connected names of each type."""
    kinds = Counter(node["type"] for _, node in nodes(graph))
    predicates: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    quotes = 0
    for subject, predicate, obj, edge in edges(graph):
        predicates[predicate] += 1
        degree[subject] += 1
        degree[obj] += 1
        quotes += len(edge["evidence"])
    top: dict[str, list[tuple[str, int]]] = {str(kind): [] for kind in Kind if kinds[kind]}
    names = {key: (node["type"], node["name"]) for key, node in nodes(graph)}
    for key, number in sorted(degree.items(), key=lambda item: (-item[1], item[0])):
        kind, name = names[key]
        if len(top[kind]) < most:
            top[kind].append((name, number))
    return Stats(
        len(documents(graph)),
        {str(kind): kinds[kind] for kind in Kind},
        {str(predicate): predicates[predicate] for predicate in Predicate},
        quotes,
        top,
    )
