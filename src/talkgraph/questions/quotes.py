"""The words behind an answer, with the place where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import ENDS, Predicate
from talkgraph.questions.index import Index, Link

if TYPE_CHECKING:
    from talkgraph.graph.shape import EvidenceAttributes

LineOf = Callable[[str, int], int | None]
"""From a document's id and an offset in its text to the line of its source, or None where that isn't at hand."""

INVERSE = {
    Predicate.GAVE: "was given by",
    Predicate.PRESENTED_AT: "had the talk",
    Predicate.ABOUT: "is the subject of",
    Predicate.WORKS_ON: "is worked on by",
    Predicate.AFFILIATED_WITH: "is represented by",
    Predicate.HELD_IN: "was the place of",
    Predicate.COLOCATED_WITH: ENDS[Predicate.COLOCATED_WITH].phrase,
    Predicate.PART_OF: "has the part",
    Predicate.USES: "is used by",
}
"""How a sentence says a relation from its object: object phrase subject."""


def no_line(_document: str, _offset: int) -> None:
    """Return no line: sources are not at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document."""

    document: str
    """Path, or id where the graph holds no path."""
    part: str
    """Where in the file the record stands; empty for a whole file."""
    line: int | None
    """Line of the source, where it is at hand."""
    start: int
    """Offset in the document's text."""
    quote: str
    rule: str
    confidence: float

    @property
    def where(self) -> str:
        """Path, and line or part."""
        if self.part:
            return f"{self.document} {self.part}"
        return self.document if self.line is None else f"{self.document}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A relation as a sentence, and the words that say so."""

    subject: str
    phrase: str
    object: str
    predicate: str
    quotes: tuple[Quote, ...]

    @property
    def sentence(self) -> str:
        """The relation in words."""
        return f"{self.subject} {self.phrase} {self.object}"


def phrase_of(link: Link) -> str:
    """Return how a sentence says a relation from the end that it is seen from."""
    return ENDS[link.predicate].phrase if link.outward else INVERSE[link.predicate]


def quoted(
    index: Index, evidence: Iterable[EvidenceAttributes], line_of: LineOf = no_line, most: int | None = None
) -> tuple[Quote, ...]:
    """Return the words of `evidence`, the most certain first, `most` of them."""
    best_first = sorted(evidence, key=lambda e: (-e["confidence"], e["document"], e["start"], e["rule"]))
    found = []
    for entry in best_first[:most]:
        document = index.document(entry["document"])
        found.append(
            Quote(
                document=(document["path"] if document else "") or entry["document"],
                part=document.get("part", "") if document else "",
                line=line_of(entry["document"], entry["start"]),
                start=entry["start"],
                quote=entry["quote"],
                rule=entry["rule"],
                confidence=entry["confidence"],
            )
        )
    return tuple(found)


def said(index: Index, subject: int, predicate: Predicate, obj: int) -> tuple[Said, ...]:
    """Return a relation as a sentence with its best quote; nothing where there is no such relation."""
    edge = index.edges.between(subject, predicate, obj)
    if edge is None:
        return ()
    return (
        Said(
            subject=index.name(subject),
            phrase=ENDS[predicate].phrase,
            object=index.name(obj),
            predicate=predicate.value,
            quotes=quoted(index, index.evidence(edge), most=1),
        ),
    )
