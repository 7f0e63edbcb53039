"""Communities of a large graph: projects and topics that the same talks are about, named by the most central ones."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import combinations
from typing import TypedDict

import networkx as nx

from talkgraph.graph import Graph, edges, nodes
from talkgraph.model import Kind, Predicate

FEWEST = 3
"""Members that make a community."""
MOST = 12
"""Communities that are told of."""
NAMED = 3
"""Members that give a community its name."""
GATHERED = 14
"""Members that are drawn when someone asks for a community."""
SEED = 7
CROWD = 12
"""A talk about more things than these joins none of them: it is a summary of many."""


class Community(TypedDict):
    """Things that many talks join."""

    name: str
    """The names of its most central members."""
    ids: list[str]
    """Its most central members, the first one most."""
    size: int


def communities(graph: Graph) -> list[Community]:
    """Return the largest communities of projects and topics by number of talks, the same for the same graph.

    Two are joined by the talks that are about both, fewer of which count as much where each has few. Method: Blondel,
    Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks, 2008, with a fixed seed.
    """
    kinds = {key: node["type"] for key, node in nodes(graph)}
    about: dict[str, list[str]] = defaultdict(list)
    for talk, predicate, thing, _ in edges(graph):
        if predicate == Predicate.ABOUT and kinds[thing] in {Kind.PROJECT, Kind.TOPIC}:
            about[talk].append(thing)
    talks = Counter(thing for things in about.values() for thing in things)
    shared: Counter[tuple[str, str]] = Counter()
    for things in about.values():
        if len(things) <= CROWD:
            shared.update(combinations(sorted(things), 2))
    number = {key: i for i, key in enumerate(sorted({end for pair in shared for end in pair}))}
    keys = list(number)
    joined: nx.Graph[int] = nx.Graph()  # of numbers: sets of texts have another order from run to run
    joined.add_nodes_from(range(len(keys)))
    for (a, b), count in sorted(shared.items()):
        joined.add_edge(number[a], number[b], weight=round(count / math.sqrt(talks[a] * talks[b]), 6))
    if not joined:
        return []
    found = [sorted(group) for group in nx.community.louvain_communities(joined, weight="weight", seed=SEED)]
    groups = [[keys[i] for i in group] for group in found if len(group) >= FEWEST]
    groups.sort(key=lambda group: (-sum(talks[key] for key in group), group))
    return [_community(graph, group, shared, talks) for group in groups[:MOST]]


def _community(graph: Graph, group: list[str], shared: Counter[tuple[str, str]], talks: Counter[str]) -> Community:
    inside = set(group)
    weight: Counter[str] = Counter()
    for (a, b), count in shared.items():
        if a in inside and b in inside:
            weight[a] += count
            weight[b] += count
    central = sorted(group, key=lambda key: (-weight[key], -talks[key], key))
    name = ", ".join(graph.nodes[key]["name"] for key in central[:NAMED])
    return {"name": name, "ids": central[:GATHERED], "size": len(group)}
