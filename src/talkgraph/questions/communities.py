"""Who belongs together: communities of people, projects and topics, what they are about, and who joins them."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.errors import GraphError
from talkgraph.model import Kind
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.measures import log_likelihood
from talkgraph.questions.together import COUNTED, meetings

if TYPE_CHECKING:
    import networkx as nx

SEED = 0
"""Of the two methods that choose at random: the same graph gives the same answer."""
PIVOTS = 48
"""Nodes that betweenness is estimated from."""
NAMED_BY, EXAMPLES = 3, 3
MEASURES = ("participation", "betweenness")

Weights = dict[int, dict[int, int]]
"""Node → neighbour → talks that join them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Things that go together more than with the rest."""

    number: int
    """From 1, the largest first."""
    name: str
    """Its most telling topics and projects."""
    size: int
    people: int
    projects: int
    topics: int
    examples: tuple[str, ...]
    """The people with most talks in it."""
    member_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities(Rows):
    """All communities, the largest first."""

    modularity: float
    """How much more lies inside them than by chance: from -0.5 to 1."""
    of: int
    """How many there are."""
    rows: tuple[Community, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Something that joins communities."""

    id: str
    name: str
    type: str
    score: float
    participation: float
    """From 0, all its links in one community, towards 1, evenly in many."""
    links: int
    joins: tuple[str, ...]
    """Names of the communities, that with most of its links first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridges(Rows):
    """What joins communities, the most first."""

    by: str
    rows: tuple[Bridge, ...]


def weights(index: Index) -> Weights:
    """Return who is joined with what: a person and a project or topic by the talks that the person gave about it."""
    found: Weights = defaultdict(dict)
    for person in index.of_kind(Kind.PERSON):
        for node, talks in meetings(index, index.talks(person), (Kind.PROJECT, Kind.TOPIC)).items():
            found[person][node] = found[node][person] = len(talks)
    return found


def network(index: Index) -> nx.Graph[int]:
    """Return the same as an undirected NetworkX graph with `weight`s, whose nodes are numbers of the index."""
    import networkx as nx  # noqa: PLC0415

    found = weights(index)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted(found))
    graph.add_weighted_edges_from((a, b, n) for a in sorted(found) for b, n in sorted(found[a].items()) if a < b)
    return graph


def membership(index: Index) -> array[float]:
    """Return for each node the number of its community, from 1; 0 for what is in none."""
    return index.keep("communities", lambda: _membership(index))


def _membership(index: Index) -> array[float]:
    import networkx as nx  # noqa: PLC0415

    found = array("d", [0.0]) * len(index)
    graph = network(index)
    if graph.number_of_edges():
        groups = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
        for number, group in enumerate(sorted(groups, key=lambda g: (-len(g), min(g))), 1):
            for node in group:
                found[node] = number
    return found


def communities(graph: Asked, *, most: int = 20, smallest: int = 3) -> Communities:
    """Return the communities of people, projects and topics, the largest first, named by their most telling topics.

    Two things are joined by talks: a person and what they spoke about, as heavily as often. A community is called by
    the topics and projects that are spoken of inside it more than elsewhere, by log-likelihood.

    Args:
        graph: what is asked.
        most: how many.
        smallest: members that a community has at least.

    References:
        Blondel, Guillaume, Lambiotte and Lefebvre, Fast Unfolding of Communities in Large Networks, 2008:
        `networkx.community.louvain_communities`. Newman and Girvan, Finding and Evaluating Community Structure in
        Networks, 2004: modularity.

    >>> import networkx as nx
    >>> communities(nx.MultiDiGraph(documents={})).rows
    ()
    """
    index = index_of(graph)
    of, found = membership(index), weights(index)
    groups: dict[int, list[int]] = defaultdict(list)
    for node in found:
        groups[int(of[node])].append(node)
    large = [number for number in sorted(groups) if len(groups[number]) >= smallest]
    names = names_of(found, of, index, large[:most])
    rows = []
    for number in large[:most]:
        kinds = Counter(index.kind(node) for node in groups[number])
        people = [node for node in groups[number] if index.kind(node) is Kind.PERSON]
        best = sorted(people, key=lambda p: (-sum(found[p].values()), index.name(p), p))
        rows.append(
            Community(
                number=number,
                name=names[number],
                size=len(groups[number]),
                people=kinds[Kind.PERSON],
                projects=kinds[Kind.PROJECT],
                topics=kinds[Kind.TOPIC],
                examples=tuple(index.name(person) for person in best[:EXAMPLES]),
                member_ids=tuple(index.id(node) for node in sorted(groups[number])),
            )
        )
    return Communities(modularity=_modularity(found, of), of=len(large), rows=tuple(rows))


def names_of(found: Weights, of: array[float], index: Index, numbers: list[int]) -> dict[int, str]:
    """Return what communities are called: their most telling topics and projects."""
    inside: dict[int, Counter[int]] = {number: Counter() for number in numbers}
    whole: Counter[int] = Counter()
    for node, ties in found.items():
        if index.kind(node) is Kind.PERSON:
            whole.update(ties)
            if int(of[node]) in inside:
                inside[int(of[node])].update(ties)
    every = whole.total()
    names = {}
    for number, counts in inside.items():
        own = counts.total()
        scores = {n: log_likelihood(k, own, whole[n], every) for n, k in counts.items()}
        ranked = sorted(scores, key=lambda n: (-scores[n], -counts[n], index.name(n), n))
        names[number] = ", ".join(index.name(node) for node in ranked[:NAMED_BY])
    return names


def _modularity(found: Weights, of: array[float]) -> float:
    """Return Newman's modularity, in one pass over what is at hand anyway."""
    strength = {node: sum(ties.values()) for node, ties in found.items()}
    twice = sum(strength.values())
    if not twice:
        return 0.0
    inside = sum(n for node, ties in found.items() for other, n in ties.items() if of[node] == of[other])
    totals: Counter[float] = Counter()
    for node, total in strength.items():
        totals[of[node]] += total
    return round(inside / twice - sum((total / twice) ** 2 for total in totals.values()), 4)


def bridges(graph: Asked, *, kind: Kind | None = None, by: str = "participation", most: int = 20) -> Bridges:
    """Return who or what joins communities, the most first.

    - participation: how evenly its links are spread over communities, times the number of its links
    - betweenness: how many shortest paths between others lead through it, estimated from `PIVOTS` of them

    Args:
        graph: what is asked.
        kind: person, project or topic; by default all three.
        by: one of `MEASURES`.
        most: how many.

    Raises:
        GraphError: the type is in no community, or there is no such measure.

    References:
        Guimerà and Amaral, Functional Cartography of Complex Metabolic Networks, Nature 433, 2005: the participation
        coefficient. Brandes, On Variants of Shortest-Path Betweenness Centrality, 2008: `networkx`.

    >>> import networkx as nx
    >>> bridges(nx.MultiDiGraph(documents={})).rows
    ()
    """
    index = index_of(graph)
    if (kind and kind not in COUNTED) or by not in MEASURES:
        what = "is in no community" if kind and kind not in COUNTED else f"has no measure {by!r}"
        raise GraphError(f"{kind or 'bridges'}", what, f"ask for {', '.join(COUNTED)}, by {' or '.join(MEASURES)}")
    of, found = membership(index), weights(index)
    between = index.keep("betweenness", lambda: _betweenness(index)) if by == "betweenness" else None
    spread = {node: _spread(ties, of) for node, ties in found.items() if kind is None or index.kind(node) is kind}
    scores = {node: between[node] if between else _participation(each) * each.total() for node, each in spread.items()}
    ranked = [node for node in sorted(scores, key=lambda n: (-scores[n], index.name(n), n)) if scores[node] > 0][:most]
    joined = sorted({number for node in ranked for number, _ in _most(spread[node])})
    names = names_of(found, of, index, joined)
    rows = tuple(
        Bridge(
            id=index.id(node),
            name=index.name(node),
            type=index.kind(node).value,
            score=round(scores[node], 6),
            participation=round(_participation(spread[node]), 4),
            links=spread[node].total(),
            joins=tuple(names[number] for number, _ in _most(spread[node])),
        )
        for node in ranked
    )
    return Bridges(by=by, rows=rows)


def _most(spread: Counter[int]) -> list[tuple[int, int]]:
    return sorted(spread.items(), key=lambda item: (-item[1], item[0]))[:NAMED_BY]


def _spread(ties: dict[int, int], of: array[float]) -> Counter[int]:
    found: Counter[int] = Counter()
    for other, number in ties.items():
        found[int(of[other])] += number
    return found


def _participation(spread: Counter[int]) -> float:
    total = spread.total()
    return 1 - sum((n / total) ** 2 for n in spread.values())


def _betweenness(index: Index) -> array[float]:
    import networkx as nx  # noqa: PLC0415

    graph = network(index)
    found = array("d", [0.0]) * len(index)
    ranks = nx.betweenness_centrality(graph, k=min(PIVOTS, len(graph)), seed=SEED) if len(graph) else {}
    for node, value in ranks.items():
        found[node] = value
    return found
