"""What nobody has spoken about yet: projects that the same people know and no talk joins; topics on the rise."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from talkgraph.model import Kind, Predicate
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.measures import log_likelihood
from talkgraph.questions.together import meetings, met
from talkgraph.questions.top import Placed, top

FEWEST = 2
"""People who know both: one alone may be anything."""
SPOKEN_OF = 3
"""Talks of each of the two: what has hardly been spoken of at all is no gap between two things."""
MOST_KNOWN = 40
"""Projects of one person beyond which it says little that the person knows two of them."""
KEPT = 1000
_FIELDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Two projects that no talk joins."""

    a: str
    b: str
    a_id: str
    b_id: str
    people: int
    """Who spoke about both, in different talks, or work on them."""
    score: float
    """G² of that."""
    uses: bool
    """Whether a source says that one uses the other or is part of it."""
    who: tuple[str, ...]
    """The people with most talks, who could give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps(Rows):
    """What nobody has spoken about yet, the likeliest first; and topics on the rise."""

    rows: tuple[Gap, ...]
    rising: tuple[Placed, ...]


def gaps(graph: Asked, *, most: int = 15) -> Gaps:
    """Return pairs of projects known by the same people, of which no talk is about both, and topics on the rise.

    A person knows a project who gave a talk about it or works on it. Pairs are ranked by how much more often people
    know both than chance would have it (`measures.log_likelihood`); projects that a relation says to be used by or part
    of each other come with one person less. Rising topics are those of `top`, by growth.

    References:
        Liben-Nowell and Kleinberg, The Link-Prediction Problem for Social Networks, 2007.

    >>> import networkx as nx
    >>> gaps(nx.MultiDiGraph(documents={})).rows
    ()
    """
    index = index_of(graph)
    flat = index.keep("gaps", lambda: _gaps(index))
    rows = [tuple(flat[at : at + _FIELDS]) for at in range(0, len(flat), _FIELDS)]
    known = {node: _knowers(index, node) for row in rows[:most] for node in (int(row[0]), int(row[1]))}
    found = []
    for a, b, people, score in rows[:most]:
        who = known[int(a)] & known[int(b)]
        best = sorted(who, key=lambda person: (-index.counts.talks[person], index.name(person), person))
        found.append(
            Gap(
                a=index.name(int(a)),
                b=index.name(int(b)),
                a_id=index.id(int(a)),
                b_id=index.id(int(b)),
                people=int(people),
                score=round(score, 4),
                uses=_joined(index, int(a), int(b)),
                who=tuple(index.name(person) for person in best[:3]),
            )
        )
    return Gaps(rows=tuple(found), rising=top(index, Kind.TOPIC, by="growth", most=most).rows)


def _gaps(index: Index) -> array[float]:
    """Return a, b, people, score of each pair, one after the other, the likeliest first."""
    together = {
        pair
        for talk in index.of_kind(Kind.TALK)
        for pair in combinations(sorted(set(met(index, talk, [Kind.PROJECT]))), 2)
    }
    knowers: Counter[int] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    people = 0
    for person in index.of_kind(Kind.PERSON):
        projects = _known(index, person)
        people += bool(projects)
        knowers.update(projects)
        if len(projects) <= MOST_KNOWN:
            pairs.update(combinations(sorted(projects), 2))
    scored = [
        (log_likelihood(number, knowers[a], knowers[b], people), number, a, b)
        for (a, b), number in pairs.items()
        if (a, b) not in together
        and number >= FEWEST - _joined(index, a, b)
        and min(index.counts.talks[a], index.counts.talks[b]) >= SPOKEN_OF
    ]
    best = sorted(((s, n, a, b) for s, n, a, b in scored if s > 0), key=lambda row: (-row[0], -row[1], row[2], row[3]))
    return array("d", [value for s, n, a, b in best[:KEPT] for value in (a, b, n, s)])


def _known(index: Index, person: int) -> set[int]:
    spoken = meetings(index, index.talks(person), [Kind.PROJECT])
    return {*spoken, *index.edges.out(person, Predicate.WORKS_ON)}


def _knowers(index: Index, project: int) -> set[int]:
    spoken = {person for talk in index.talks(project) for person in index.speakers(talk)}
    return spoken | set(index.edges.into(project, Predicate.WORKS_ON))


def _joined(index: Index, a: int, b: int) -> bool:
    between = index.edges.between
    return any(
        between(*pair) is not None
        for predicate in (Predicate.USES, Predicate.PART_OF)
        for pair in ((a, predicate, b), (b, predicate, a))
    )
