"""What a document says: names found in it, and claims that join two of them, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from talkgraph.errors import Problem
from talkgraph.model.document import Document, Span
from talkgraph.model.predicate import Kind, Predicate, joins

if TYPE_CHECKING:
    from talkgraph.model.entity import Decision

MAX_QUOTE = 2000
"""Longest quote in code points; a longer stretch is quoted by a part of it."""


DEFAULT_ENGINE = "default"


def engine_of(rule: str) -> str:
    """Return the engine that a rule belongs to: a rule of another engine than the default one begins with its name.

    >>> engine_of("gave-verb"), engine_of("spacy:en_core_web_sm")
    ('default', 'spacy')
    """
    engine, colon, _ = rule.partition(":")
    return engine if colon else DEFAULT_ENGINE


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words that something was read from; made by `Evidence.of`, which takes them from the text itself."""

    document: str
    span: Span
    rule: str
    """The rule that read it, or the engine and its model: `gave-verb`, `spacy:en_core_web_sm`."""
    confidence: float
    """From 0 to 1, rounded to two decimals."""
    quote: str

    def __post_init__(self) -> None:
        if not self.quote or len(self.quote) != len(self.span):
            raise ValueError(f"the quote doesn't fill its span {self.span}: {self.quote[:80]!r}")
        if not 0 < self.confidence <= 1:
            raise ValueError(f"not a confidence: {self.confidence}")
        if not self.rule or not self.document:
            raise ValueError("evidence names its document and its rule")

    def __reduce__(self) -> tuple[object, tuple[str, int, int, str, float, str]]:
        """Travel between processes as a call: several times as fast as a dataclass's own way."""
        return _evidence, (self.document, self.span.start, self.span.end, self.rule, self.confidence, self.quote)

    @classmethod
    def of(cls, document: Document, span: Span, rule: str, confidence: float) -> Self:
        """Return evidence for the words at `span` of `document`, cut to `MAX_QUOTE`.

        Raises:
            ValueError: the span is empty or runs beyond the text.
        """
        span = Span(span.start, min(span.end, span.start + MAX_QUOTE))
        return cls(document.id, span, rule, round(confidence, 2), document.quote(span))


def _evidence(document: str, start: int, end: int, rule: str, confidence: float, quote: str) -> Evidence:  # noqa: PLR0913, PLR0917
    return Evidence(document, Span(start, end), rule, confidence, quote)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name where it stands in a document."""

    span: Span
    kind: Kind
    name: str
    """The name that is meant: usually the words at `span`, but for a reference such as `Stefan` the full name, and
    for a known name the one of the vocabulary is in its entry, not here."""
    key: str = ""
    """Local part of the id of the vocabulary's entry (`qemu`), or empty for a name that the vocabulary doesn't hold."""
    rule: str = ""
    confidence: float = 1.0

    @property
    def identity(self) -> tuple[Kind, str]:
        """What tells two mentions of one reading apart: the kind, and the entry's key or else the name.

        The key of an event is that of its series: the year in the name tells editions apart (`LISA '14`, `LISA 2014`).
        """
        if self.kind is Kind.EVENT and self.key:
            return (self.kind, f"{self.key} {''.join(filter(str.isdigit, self.name))[-2:]}")
        return (self.kind, self.key or self.name)


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation between two names of one document.

    Raises:
        ValueError: without evidence, or when the predicate doesn't join these kinds.
    """

    subject: Mention
    predicate: Predicate
    object: Mention
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a claim needs evidence")
        if not joins(self.subject.kind, self.predicate, self.object.kind):
            raise ValueError(f"{self.predicate} can't join {self.subject.kind} and {self.object.kind}")


class Attribute(StrEnum):
    """What a document may give of a named thing besides its relations."""

    DATE = "date"
    """Talks and events: the (first) day, ISO 8601."""
    END_DATE = "end_date"
    """Events: the last day, ISO 8601."""
    URL = "url"
    LANGUAGE = "language"
    """Talks: the language it is given in, a BCP 47 tag."""
    ABSTRACT = "abstract"
    """Talks: what it promises to tell, plain text."""
    RECORDING = "recording"
    """Talks: address of a recording."""
    SLIDES = "slides"
    """Talks: address of slides."""
    IDENTIFIER = "identifier"
    """Persons: what a source calls them, with the source and the era in which its ids mean the same person, as in
    `fosdem-2013:1234`; it says nothing outside of them."""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A value that a document gives of a named thing."""

    subject: Mention
    attribute: Attribute
    value: str
    evidence: Evidence

    def __post_init__(self) -> None:
        if not self.value:
            raise ValueError(f"an empty {self.attribute}")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document: Document
    mentions: tuple[Mention, ...]
    """In the order of the text."""
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    """What an engine read past: answers that the text doesn't bear out."""
    decisions: tuple[Decision, ...] = ()
    """What was decided about names besides what the mentions show: strings that name nobody."""
