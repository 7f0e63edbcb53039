"""What belongs to a name: what shares its talks, more than chance would have it, or what a walk from it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from talkgraph.model import Kind
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.measures import log_likelihood, npmi
from talkgraph.questions.quotes import Said
from talkgraph.questions.together import COUNTED, TalkRow, meetings, ties, told
from talkgraph.questions.walk import nearby

MEASURES = ("likelihood", "npmi", "talks", "walk")
"""G² of shared talks; their normalised mutual information; their number; personalised PageRank."""
FEWEST = 2
"""Shared talks below which normalised mutual information tells nothing: anything seen once scores high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Something that belongs to the name, and why."""

    id: str
    name: str
    type: str
    score: float
    shared: int
    """Talks in common."""
    talks: int
    """Talks that it has to do with."""
    why: str
    """In words."""
    latest: tuple[TalkRow, ...]
    """The latest talks in common."""
    evidence: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedTo(Rows):
    """What belongs to a name, the closest first."""

    id: str
    name: str
    talks: int
    by: str
    rows: tuple[Related, ...]


def related(graph: Asked, key: str, *, by: str = "likelihood", kinds: Iterable[Kind] = (), most: int = 20) -> RelatedTo:
    """Return what belongs to the entity `key`, the closest first, ties by name.

    Args:
        graph: what is asked.
        key: id of the entity.
        by: one of `MEASURES`.
        kinds: the types to name; by default people, projects and topics.
        most: how many.

    Raises:
        KeyError: there is no such node.
        ValueError: no such measure.

    References:
        As of `measures.log_likelihood`, `measures.npmi` and `walk.nearby`.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> for key in ("talk:a.x", "project:qemu", "project:kvm"):
    ...     graph.add_node(key, type=key.split(":")[0], name=key[-4:], aliases=[], same_as=[], count=1, evidence=[])
    >>> for key in ("project:qemu", "project:kvm"):
    ...     _ = graph.add_edge("talk:a.x", key, "about", predicate="about", confidence=0.9, evidence=[])
    >>> [(row.id, row.shared) for row in related(graph, "project:qemu", by="talks").rows]
    [('project:kvm', 1)]
    """
    index, wanted = index_of(graph), tuple(kinds) or COUNTED
    if by not in MEASURES:
        raise ValueError(by)
    number = index.number(key)
    talks = index.talks(number)
    shared = meetings(index, talks, wanted)
    scores = _walked(index, number, wanted) if by == "walk" else _counted(index, number, shared, by)
    scores.pop(number, None)
    ranked = sorted(scores, key=lambda node: (-scores[node], index.name(node), node))[:most]
    rows = tuple(_row(index, number, node, scores[node], shared.get(node, [])) for node in ranked)
    return RelatedTo(id=key, name=index.name(number), talks=len(talks), by=by, rows=rows)


def _walked(index: Index, number: int, wanted: tuple[Kind, ...]) -> dict[int, float]:
    return {node: rank for node, rank in nearby(index, number).items() if index.kind(node) in wanted}


def _counted(index: Index, number: int, shared: Mapping[int, list[int]], by: str) -> dict[int, float]:
    own, every = index.counts.talks[number], len(index.of_kind(Kind.TALK))
    if by == "talks":
        return {node: float(len(talks)) for node, talks in shared.items()}
    measure: Callable[[int, int, int, int], float] = npmi if by == "npmi" else log_likelihood
    fewest = FEWEST if by == "npmi" else 1
    counts = index.counts.talks
    scores = {n: measure(len(t), own, counts[n], every) for n, t in shared.items() if len(t) >= fewest}
    return {node: score for node, score in scores.items() if score > 0}


def _row(index: Index, number: int, node: int, score: float, shared: list[int]) -> Related:
    talks = index.counts.talks[node]
    return Related(
        id=index.id(node),
        name=index.name(node),
        type=index.kind(node).value,
        score=round(score, 4),
        shared=len(shared),
        talks=talks,
        why=_why(index, shared, talks),
        latest=told(index, shared),
        evidence=ties(index, shared, number, node),
    )


def _why(index: Index, shared: list[int], talks: int) -> str:
    if not shared:
        return "not by a talk in common, but by what lies between"
    latest = told(index, shared, 1)[0]
    count = f"{len(shared)} of its {talks} talks" if talks > 1 else "its only talk"
    return f"{count}, {'the latest ' if len(shared) > 1 else ''}“{latest.name}”" + (
        f" {latest.year}" if latest.year else ""
    )
