"""Who belongs together: communities of people, projects and topics, what they are about, and who joins them."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
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
        for node, talks in _ties(index, person).items():
            found[person][node] = found[node][person] = talks
    return found


def network(index: Index) -> nx.Graph[int]:
    """Return the same as an undirected NetworkX graph with `weight`s, whose nodes are numbers of the index."""
    import networkx as nx  # noqa: PLC0415

    found = weights(index)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted(found))
    graph.add_weighted_edges_from((a, b, n) for a in sorted(found) for b, n in sorted(found[a].items()) if a < b)
    return graph


@dataclass(frozen=True, slots=True)
class Rooms:
    """What is worked out once: of each node, and of each community."""

    of: Sequence[float]
    """Number of a node's community, from 1; 0 for what is in none."""
    strength: Sequence[float]
    """Talks that join a node to others."""
    participation: Sequence[float]
    modularity: float
    names: dict[int, str]


def rooms(index: Index) -> Rooms:
    """Return the communities of a graph, in which order their names are theirs."""
    flat, nodes = index.keep("communities", lambda: _worked_out(index)), len(index)
    named = flat[3 * nodes + 1 :]
    rows = [named[at : at + NAMED_BY] for at in range(0, len(named), NAMED_BY)]
    return Rooms(
        of=flat[:nodes],
        strength=flat[nodes : 2 * nodes],
        participation=flat[2 * nodes : 3 * nodes],
        modularity=flat[3 * nodes],
        names={n: ", ".join(index.name(int(each)) for each in row if each >= 0) for n, row in enumerate(rows, 1)},
    )


def _worked_out(index: Index) -> array[float]:
    """Return what `Rooms` holds, one after the other; names as three numbers of nodes each, -1 for none."""
    import networkx as nx  # noqa: PLC0415

    of, strength, participation = (array("d", [0.0]) * len(index) for _ in range(3))
    graph, found = network(index), weights(index)
    groups = nx.community.louvain_communities(graph, weight="weight", seed=SEED) if found else []
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    for number, group in enumerate(ordered, 1):
        for node in group:
            of[node] = number
    for node, ties in found.items():
        spread = _spread(ties, of)
        strength[node] = spread.total()
        participation[node] = 1 - sum((n / spread.total()) ** 2 for n in spread.values())
    modularity = nx.community.modularity(graph, ordered) if found else 0.0
    names = chain.from_iterable(_telling(found, of, index, len(ordered)))
    return of + strength + participation + array("d", [modularity, *names])


def _telling(found: Weights, of: Sequence[float], index: Index, number: int) -> Iterator[list[int]]:
    """Yield what each community is called by: its most telling topics and projects."""
    inside: list[Counter[int]] = [Counter() for _ in range(number)]
    whole: Counter[int] = Counter()
    for node, ties in found.items():
        if index.kind(node) is Kind.PERSON:
            whole.update(ties)
            inside[int(of[node]) - 1].update(ties)
    every = whole.total()
    for counts in inside:
        own = counts.total()
        scores = {n: log_likelihood(k, own, whole[n], every) for n, k in counts.items()}
        ranked = sorted(scores, key=lambda n: (-scores[n], -counts[n], index.name(n), n))
        yield [*ranked[:NAMED_BY], -1, -1, -1][:NAMED_BY]


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
    known = rooms(index)
    groups: dict[int, list[int]] = defaultdict(list)
    for node, number in enumerate(known.of):
        if number:
            groups[int(number)].append(node)
    large = [number for number in sorted(groups) if len(groups[number]) >= smallest]
    rows = []
    for number in large[:most]:
        kinds = Counter(index.kind(node) for node in groups[number])
        people = [node for node in groups[number] if index.kind(node) is Kind.PERSON]
        best = nsmallest(EXAMPLES, people, key=lambda p: (-known.strength[p], index.name(p), p))
        rows.append(
            Community(
                number=number,
                name=known.names[number],
                size=len(groups[number]),
                people=kinds[Kind.PERSON],
                projects=kinds[Kind.PROJECT],
                topics=kinds[Kind.TOPIC],
                examples=tuple(index.name(person) for person in best),
                member_ids=tuple(index.id(node) for node in groups[number]),
            )
        )
    return Communities(modularity=round(known.modularity, 4), of=len(large), rows=tuple(rows))


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
    known = rooms(index)
    between = index.keep("betweenness", lambda: _betweenness(index)) if by == "betweenness" else None
    nodes = [n for k in ([kind] if kind else COUNTED) for n in index.of_kind(k) if known.of[n]]
    scores = {n: between[n] if between else known.participation[n] * known.strength[n] for n in nodes}
    ranked = nsmallest(most, (n for n in nodes if scores[n] > 0), key=lambda n: (-scores[n], index.name(n), n))
    rows = tuple(
        Bridge(
            id=index.id(node),
            name=index.name(node),
            type=index.kind(node).value,
            score=round(scores[node], 6),
            participation=round(known.participation[node], 4),
            links=int(known.strength[node]),
            joins=tuple(known.names[number] for number in _most(_spread(_ties(index, node), known.of))),
        )
        for node in ranked
    )
    return Bridges(by=by, rows=rows)


def _ties(index: Index, node: int) -> dict[int, int]:
    """Return what a node is joined with, as `weights` does for all."""
    kinds = (Kind.PROJECT, Kind.TOPIC) if index.kind(node) is Kind.PERSON else (Kind.PERSON,)
    return {other: len(talks) for other, talks in meetings(index, index.talks(node), kinds).items()}


def _most(spread: Counter[int]) -> list[int]:
    return nsmallest(NAMED_BY, spread, key=lambda number: (-spread[number], number))


def _spread(ties: dict[int, int], of: Sequence[float]) -> Counter[int]:
    found: Counter[int] = Counter()
    for other, number in ties.items():
        found[int(of[other])] += number
    return found


def _betweenness(index: Index) -> array[float]:
    import networkx as nx  # noqa: PLC0415

    graph = network(index)
    found = array("d", [0.0]) * len(index)
    ranks = nx.betweenness_centrality(graph, k=min(PIVOTS, len(graph)), seed=SEED) if len(graph) else {}
    for node, value in ranks.items():
        found[node] = value
    return found
