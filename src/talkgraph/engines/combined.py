"""Several readings of one document as one: who said what stays visible, and what is meant alike gets one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from talkgraph.claims.naming import name_parts
from talkgraph.claims.spans import Placed, first_come
from talkgraph.engines.extractor import Extractor
from talkgraph.errors import EngineError, TalkgraphError
from talkgraph.model import DEFAULT_ENGINE, Claim, Document, Evidence, Fact, Kind, Mention, Reading, engine_of
from talkgraph.text import fold
from talkgraph.vocabulary import Vocabulary

_INSIDE = frozenset({Kind.PERSON, Kind.EVENT, Kind.TALK})
"""Kinds of which a part of a name in the very place means the whole: `Hajnoczi` in `Stefan Hajnoczi`; a topic inside
of another topic is one of its own.
"""


@dataclass(frozen=True, slots=True)
class Combined:
    """Engines that read each document one after the other."""

    engines: tuple[tuple[str, Extractor], ...]
    """Pairs of name and engine; where they differ on what a name is short for, the built-in and then the first wins."""

    def read(self, document: Document, vocabulary: Vocabulary) -> Reading:
        """Return what the engines read, each piece of evidence under the name of its engine.

        Raises:
            EngineError: an engine failed, or said what the document doesn't bear out; it is named.
        """
        return combine([_asked(name, engine, document, vocabulary) for name, engine in self.engines])


def _asked(name: str, engine: Extractor, document: Document, vocabulary: Vocabulary) -> Reading:
    """Return what one engine reads: the built-in one is believed, the others are held against the document."""
    if name == DEFAULT_ENGINE:
        return engine.read(document, vocabulary)
    try:
        reading = engine.read(document, vocabulary)
        problem = fault_of(reading, document)
    except TalkgraphError:
        raise
    except Exception as error:
        raise EngineError(name, f"failed on {document.place}: {type(error).__name__}: {error}") from error
    if problem:
        raise EngineError(name, f"read {document.place} wrongly: {problem}", "tell those who make this engine")
    return stamped(reading, name)


def fault_of(reading: Reading, document: Document) -> str:
    """Return what a reading says that can't be of `document`, or nothing."""
    if not isinstance(reading, Reading):
        return f"it gave no reading but {type(reading).__name__}"
    names = set(reading.mentions)
    for mention in reading.mentions:
        if not mention.span or mention.span.end > len(document.text) or not mention.name.strip():
            return f"a name without a place in the text: {mention.name!r} at {mention.span.start}-{mention.span.end}"
    for claim in reading.claims:
        if not {claim.subject, claim.object} <= names:
            return f"a {claim.predicate} of what is not among its names: {claim.subject.name!r}, {claim.object.name!r}"
    if any(fact.subject not in names for fact in reading.facts):
        return "a fact of what is not among its names"
    for evidence in (*(e for c in reading.claims for e in c.evidence), *(f.evidence for f in reading.facts)):
        if evidence.document != document.id or document.quote(evidence.span) != evidence.quote:
            return f"a quote that doesn't stand in the text: {evidence.quote[:60]!r}"
    return ""


def stamped(reading: Reading, engine: str) -> Reading:
    """Return a reading with all its rules under the name of an engine: `spacy:en_core_web_sm`."""

    def rule(own: str) -> str:
        return f"{engine}:{own or engine}"

    def evidence(found: Evidence) -> Evidence:
        return replace(found, rule=rule(found.rule))

    return _with(reading, lambda m: replace(m, rule=rule(m.rule)), evidence)


def combine(readings: Sequence[Reading]) -> Reading:
    """Return all that several readings of one document say.

    A name that an earlier reading has in the same place, or under the same spelling elsewhere, means what it means
    there, and so does the first name or surname of the only person who bears it. Where readings disagree (a person to
    one, a project to the other) both stay: the evidence says whose they are. What the built-in engine says, which
    has seen to this itself, is never changed by what others say.
    """
    united: list[Reading] = []
    known: list[Mention] = []
    for reading in sorted(readings, key=_is_of_another):
        if _is_of_another(reading):
            united.append(_with(reading, _Meant(known, reading.mentions), lambda evidence: evidence))
        else:
            united.append(reading)
        known += united[-1].mentions
    mentions = tuple(sorted({m for reading in united for m in reading.mentions}))
    claims = {_key(claim): claim for reading in reversed(united) for claim in reversed(reading.claims)}
    facts = dict.fromkeys(fact for reading in united for fact in reading.facts)
    problems = tuple(problem for reading in united for problem in reading.problems)
    decisions = tuple(dict.fromkeys(decision for reading in united for decision in reading.decisions))
    return Reading(readings[0].document, mentions, tuple(reversed(claims.values())), tuple(facts), problems, decisions)


def _is_of_another(reading: Reading) -> bool:
    return any(engine_of(mention.rule) != DEFAULT_ENGINE for mention in reading.mentions)


def _key(claim: Claim) -> tuple[object, ...]:
    return claim.subject.identity, claim.predicate, claim.object.identity, claim.evidence


def _with(reading: Reading, mention: Callable[[Mention], Mention], evidence: Callable[[Evidence], Evidence]) -> Reading:
    """Return a reading with every mention and every piece of evidence changed."""
    new = {old: mention(old) for old in reading.mentions}
    claims = [
        Claim(new[c.subject], c.predicate, new[c.object], tuple(map(evidence, c.evidence))) for c in reading.claims
    ]
    facts = [Fact(new[f.subject], f.attribute, f.value, evidence(f.evidence)) for f in reading.facts]
    mentions = tuple(new[old] for old in reading.mentions)
    return Reading(reading.document, mentions, tuple(claims), tuple(facts), reading.problems, reading.decisions)


class _Meant:
    """What names mean to those who read before; short ones also by what the reading itself says."""

    def __init__(self, known: Sequence[Mention], own: Sequence[Mention]) -> None:
        self._placed = {kind: Placed(first_come(m for m in known if m.kind is kind)) for kind in Kind}
        self._named = {(m.kind, fold(m.name)): m for m in reversed(known)}
        self._bearers = _bearers(m.name for m in (*known, *own) if m.kind is Kind.PERSON)

    def __call__(self, mention: Mention) -> Mention:
        """Return the mention under the name that it has to the others."""
        same = self._here(mention) or self._named.get((mention.kind, fold(mention.name)))
        if same:
            return replace(mention, name=same.name, key=same.key)
        if mention.kind is Kind.PERSON and len(bearers := self._bearers.get(fold(mention.name), ())) == 1:
            return replace(mention, name=next(iter(bearers)))
        return mention

    def _here(self, mention: Mention) -> Mention | None:
        for other in self._placed[mention.kind].touching(mention.span):
            inside = mention.span in other.span or other.span in mention.span
            if other.span == mention.span or (inside and mention.kind in _INSIDE):
                return other
        return None


def _bearers(names: Iterable[str]) -> dict[str, set[str]]:
    """Return who bears each first name and surname."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name in set(names):
        parts = name_parts(name)
        if len(parts) > 1:
            bearers[parts[0]].add(name)
            bearers[parts[-1]].add(name)
    return bearers
