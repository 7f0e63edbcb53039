"""The edges of a graph as compressed sparse rows, by number."""

from __future__ import annotations

from dataclasses import dataclass

from talkgraph.model import Kind, Predicate
from talkgraph.questions.index.flat import Sections

KINDS, PREDICATES = tuple(Kind), tuple(Predicate)
CODES = {predicate: code for code, predicate in enumerate(Predicate)}


@dataclass(frozen=True, slots=True)
class Link:
    """An edge, seen from one of its ends."""

    edge: int
    other: int
    predicate: Predicate
    outward: bool
    """Whether it leads to the other end."""


@dataclass(frozen=True, slots=True)
class Edges:
    """All edges, in the order of subject, predicate and object; and the pairs of topic and broader topic."""

    first: memoryview
    """By node: where its edges begin; one more than there are nodes."""
    objects: memoryview
    predicates: memoryview
    confidence: memoryview[float]
    back_first: memoryview
    subjects: memoryview
    back: memoryview
    """The number of the edge whose subject stands at the same place in `subjects`."""
    topics: memoryview
    broader: memoryview

    @classmethod
    def of(cls, found: Sections) -> Edges:
        """Return the edges in `found`."""
        return cls(
            first=found.numbers("first", "I"),
            objects=found.numbers("objects", "I"),
            predicates=found.numbers("predicates", "B"),
            confidence=found.fractions("confidence"),
            back_first=found.numbers("back first", "I"),
            subjects=found.numbers("subjects", "I"),
            back=found.numbers("back", "I"),
            topics=found.numbers("topics", "I"),
            broader=found.numbers("broader", "I"),
        )

    def __len__(self) -> int:
        return len(self.objects)

    def out(self, node: int, predicate: Predicate) -> list[int]:
        """Return the objects of a node's relations of one predicate."""
        code = CODES[predicate]
        return [self.objects[e] for e in range(self.first[node], self.first[node + 1]) if self.predicates[e] == code]

    def into(self, node: int, predicate: Predicate) -> list[int]:
        """Return the subjects of the relations of one predicate that lead to a node."""
        code = CODES[predicate]
        span = range(self.back_first[node], self.back_first[node + 1])
        return [self.subjects[i] for i in span if self.predicates[self.back[i]] == code]

    def links(self, node: int) -> list[Link]:
        """Return all relations of a node, first those that it is the subject of; one that leads to itself once."""
        found = [
            Link(edge, self.objects[edge], PREDICATES[self.predicates[edge]], outward=True)
            for edge in range(self.first[node], self.first[node + 1])
        ]
        for place in range(self.back_first[node], self.back_first[node + 1]):
            if (other := self.subjects[place]) != node:
                edge = self.back[place]
                found.append(Link(edge, other, PREDICATES[self.predicates[edge]], outward=False))
        return found

    def weighted(self, node: int) -> list[tuple[int, float]]:
        """Return the other end and the confidence of each relation of a node; one that leads to itself once."""
        a, b = self.first[node], self.first[node + 1]
        found = list(zip(self.objects[a:b], self.confidence[a:b], strict=True))
        a, b = self.back_first[node], self.back_first[node + 1]
        known = self.confidence
        found += [(s, known[e]) for s, e in zip(self.subjects[a:b], self.back[a:b], strict=True) if s != node]
        return found

    def between(self, subject: int, predicate: Predicate, obj: int) -> int | None:
        """Return the number of an edge, or None where there is none."""
        code = CODES[predicate]
        span = range(self.first[subject], self.first[subject + 1])
        return next((e for e in span if self.objects[e] == obj and self.predicates[e] == code), None)

    def degree(self, node: int) -> int:
        """Return how many edges begin and end at a node."""
        outward: int = self.first[node + 1] - self.first[node]
        inward: int = self.back_first[node + 1] - self.back_first[node]
        return outward + inward
