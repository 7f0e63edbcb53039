"""Who knows of a topic or a project: who spoke about it, and who works on it. And who speaks with whom."""

from __future__ import annotations

from dataclasses import dataclass

from talkgraph.errors import GraphError
from talkgraph.model import Kind, Predicate
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, index_of
from talkgraph.questions.quotes import Said, said
from talkgraph.questions.together import TalkRow, meetings, span, ties, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Someone, and the talks that count."""

    id: str
    name: str
    talks: int
    """Talks that count: on the subject, or in common."""
    all_talks: int
    """Talks in all."""
    first: int | None
    """Year of the first that counts."""
    last: int | None
    works_on: bool
    """Whether a source says that they work on it."""
    latest: tuple[TalkRow, ...]
    evidence: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers(Rows):
    """People, the first first."""

    id: str
    name: str
    type: str
    talks: int
    """Talks that the subject has to do with."""
    people: int
    """How many there are in all."""
    rows: tuple[Speaker, ...]


def experts(graph: Asked, key: str, *, most: int = 20) -> Speakers:
    """Return who spoke about a topic or project most, those who are said to work on it first among equals.

    A topic counts with its narrower ones; ties by the last year, then by name.

    Raises:
        KeyError: there is no such node.
        GraphError: it is neither topic nor project.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> for key in ("talk:a.x", "project:qemu", "person:ann"):
    ...     graph.add_node(key, type=key.split(":")[0], name=key[-4:], aliases=[], same_as=[], count=1, evidence=[])
    >>> _ = graph.add_edge("talk:a.x", "project:qemu", "about", predicate="about", confidence=0.9, evidence=[])
    >>> _ = graph.add_edge("person:ann", "talk:a.x", "gave", predicate="gave", confidence=0.9, evidence=[])
    >>> [(row.id, row.talks) for row in experts(graph, "project:qemu").rows]
    [('person:ann', 1)]
    """
    index = index_of(graph)
    number = index.number(key)
    if index.kind(number) not in {Kind.TOPIC, Kind.PROJECT}:
        raise GraphError(index.name(number), f"{index.kind(number)}s have no experts", "ask for a topic or a project")
    subjects = index.with_narrower(number)
    talks = {talk for subject in subjects for talk in index.talks(subject)}
    given = meetings(index, talks, [Kind.PERSON])
    workers = set(index.edges.into(number, Predicate.WORKS_ON))
    people = {person: given.get(person, []) for person in given.keys() | workers}
    ranked = sorted(
        people,
        key=lambda p: (-len(people[p]), p not in workers, -(span(index, people[p])[1] or 0), index.name(p), p),
    )
    rows = []
    for person in ranked[:most]:
        first, last = span(index, people[person])
        works = said(index, person, Predicate.WORKS_ON, number) if person in workers else ()
        rows.append(
            Speaker(
                id=index.id(person),
                name=index.name(person),
                talks=len(people[person]),
                all_talks=index.counts.talks[person],
                first=first,
                last=last,
                works_on=person in workers,
                latest=told(index, people[person]),
                evidence=works + ties(index, people[person], person, *subjects),
            )
        )
    return Speakers(
        id=key,
        name=index.name(number),
        type=index.kind(number).value,
        talks=len(talks),
        people=len(people),
        rows=tuple(rows),
    )


def co_speakers(graph: Asked, key: str, *, most: int = 20) -> Speakers:
    """Return with whom a person gave talks, the most talks first; ties by the last year, then by name.

    Raises:
        KeyError: there is no such node.
        GraphError: it is no person.
    """
    index = index_of(graph)
    number = index.number(key)
    if index.kind(number) is not Kind.PERSON:
        what = f"{index.kind(number)}s don't speak"
        raise GraphError(index.name(number), what, "ask for a person; `talkgraph experts` tells who spoke about it")
    talks = index.talks(number)
    given = dict(meetings(index, talks, [Kind.PERSON]))
    given.pop(number, None)
    ranked = sorted(given, key=lambda p: (-len(given[p]), -(span(index, given[p])[1] or 0), index.name(p), p))
    rows = []
    for person in ranked[:most]:
        first, last = span(index, given[person])
        rows.append(
            Speaker(
                id=index.id(person),
                name=index.name(person),
                talks=len(given[person]),
                all_talks=index.counts.talks[person],
                first=first,
                last=last,
                works_on=False,
                latest=told(index, given[person]),
                evidence=ties(index, given[person], number, person),
            )
        )
    return Speakers(
        id=key, name=index.name(number), type=Kind.PERSON.value, talks=len(talks), people=len(given), rows=tuple(rows)
    )
