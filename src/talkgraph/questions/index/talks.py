"""Which talks something has to do with: what all questions count."""

from __future__ import annotations

from collections.abc import Iterable

from talkgraph.model import Kind, Predicate
from talkgraph.questions.index.edges import KINDS, Edges


def talks_of(kinds: memoryview, edges: Edges, node: int) -> tuple[int, ...]:
    """Return the talks that a node has to do with, in order.

    - talk: itself
    - person: those that they gave
    - event: those presented there, or at an event that is a part of it (an edition of a series, a day of a conference)
    - project, topic: those about it; of parts and narrower topics only where they are said to be about it, too
    - organization: those that people who are with it gave (whenever they were with it: that isn't dated)
    - place: those of the events held there
    """
    kind = KINDS[kinds[node]]
    if kind is Kind.TALK:
        return (node,)
    if kind is Kind.PERSON:
        return tuple(edges.out(node, Predicate.GAVE))
    if kind is Kind.EVENT:
        return _all(edges.into(event, Predicate.PRESENTED_AT) for event in with_parts(edges, node))
    if kind is Kind.ORGANIZATION:
        return _all(edges.out(person, Predicate.GAVE) for person in edges.into(node, Predicate.AFFILIATED_WITH))
    if kind is Kind.PLACE:
        return _all(talks_of(kinds, edges, event) for event in edges.into(node, Predicate.HELD_IN))
    return tuple(edges.into(node, Predicate.ABOUT))


def with_parts(edges: Edges, node: int) -> tuple[int, ...]:
    """Return a node and all that is part of it, of its parts and so on, in order."""
    found, new = {node}, [node]
    while new:
        new = [part for each in new for part in edges.into(each, Predicate.PART_OF) if part not in found]
        found.update(new)
    return tuple(sorted(found))


def _all(found: Iterable[Iterable[int]]) -> tuple[int, ...]:
    return tuple(sorted({talk for talks in found for talk in talks}))
