"""What a rule is: a named pattern of the genre that yields pairs of mentions; only `Rule.__call__` makes claims of
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from talkgraph.claims.scene import Scene
from talkgraph.model import Claim, Evidence, Mention, Predicate, Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that a rule joins, and the words that show it: one span, or two for what is inherited from afar."""

    subject: Mention
    object: Mention
    spans: tuple[Span, ...]


Finder = Callable[[Scene], Iterator[Pair]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern; `name` is public: it stands in every piece of evidence."""

    name: str
    predicate: Predicate
    confidence: float
    find: Finder

    @property
    def doc(self) -> str:
        """What the rule reads, with an example."""
        return " ".join((self.find.__doc__ or "").split())

    def __call__(self, scene: Scene) -> Iterator[Claim]:
        """Yield a claim for each pair, with the quote of each of its spans."""
        document = scene.page.document
        for pair in self.find(scene):
            if pair.subject.identity == pair.object.identity:
                continue
            confidence = self.confidence * min(pair.subject.confidence, pair.object.confidence) ** 0.5
            evidence = tuple(Evidence.of(document, span, self.name, confidence) for span in dict.fromkeys(pair.spans))
            yield Claim(pair.subject, self.predicate, pair.object, evidence)


def rule(name: str, predicate: Predicate, *, confidence: float) -> Callable[[Finder], Rule]:
    """Make a rule of a function that yields pairs; its docstring is the rule's manual: a case that reads, and one that
    doesn't.
    """
    return lambda find: Rule(name, predicate, confidence, find)
