"""A model's answer → names and claims, each of which stands in the document; the rest is dropped and counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from talkgraph.engines.names import known
from talkgraph.model import MAX_QUOTE, Claim, Document, Evidence, Kind, Mention, Predicate, Span, joins
from talkgraph.vocabulary import Vocabulary

CONFIDENCE = 0.7
"""A model's own figures aren't measured ones, so it isn't asked for any; all it says is as sure as this."""
LONGEST_NAME = 300
"""Code points beyond which nothing is a name."""

_FENCE = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)


class BrokenError(ValueError):
    """An answer isn't of the form that was asked for."""


@dataclass(slots=True)
class Grounded:
    """What an answer says that the document bears out, and why the rest was dropped."""

    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    """Reason → how many."""


def rows_of(answer: str) -> tuple[list[Any], list[Any]]:
    """Return the names and relations of an answer, each still to be looked at.

    Raises:
        BrokenError: the answer is no JSON object with two lists.
    """
    fenced = _FENCE.fullmatch(answer)
    try:
        found = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError) as error:
        raise BrokenError("no JSON") from error
    names, relations = (found.get(key) for key in ("names", "relations")) if isinstance(found, dict) else (None, None)
    if not isinstance(names, list) or not isinstance(relations, list):
        raise BrokenError("not of the schema")
    return names, relations


def ground(answer: str, document: Document, part: Span, vocabulary: Vocabulary, rule: str) -> Grounded:
    """Return what of an answer on `part` stands in the document, quote by quote and name by name.

    Raises:
        BrokenError: the answer is no JSON object with two lists.
    """
    names, relations = rows_of(answer)
    found = Grounded()
    ground_ = _Ground(document, part, vocabulary, rule)
    for row in names:
        try:
            found.mentions.append(ground_.name(row))
        except _UngroundedError as reason:
            found.dropped[str(reason)] += 1
    for row in relations:
        try:
            claim = ground_.relation(row)
        except _UngroundedError as reason:
            found.dropped[str(reason)] += 1
        else:
            found.claims.append(claim)
            found.mentions += [claim.subject, claim.object]
    return found


class _UngroundedError(Exception):
    """Why something is dropped, as a clause for people."""


@dataclass(frozen=True, slots=True)
class _Ground:
    document: Document
    part: Span
    vocabulary: Vocabulary
    rule: str

    def name(self, row: object) -> Mention:
        values = _strings(row, "type", "name", "quote")
        return self._mention(self._quoted(values["quote"]), values["type"], values["name"])

    def relation(self, row: object) -> Claim:
        values = _strings(row, "subject_type", "subject", "predicate", "object_type", "object", "quote")
        quote = self._quoted(values["quote"])
        subject = self._mention(quote, values["subject_type"], values["subject"])
        obj = self._mention(quote, values["object_type"], values["object"], beside=subject.span)
        if values["predicate"] not in {predicate.value for predicate in Predicate}:
            raise _UngroundedError("not of the schema")
        predicate = Predicate(values["predicate"])
        if not joins(subject.kind, predicate, obj.kind):
            raise _UngroundedError("a relation between types that it can't join")
        evidence = Evidence.of(self.document, quote, self.rule, CONFIDENCE)
        return Claim(subject, predicate, obj, (evidence,))

    def _quoted(self, quote: str) -> Span:
        """Return where a quote stands in the part that the model was shown."""
        if not quote.strip() or len(quote) > MAX_QUOTE:
            raise _UngroundedError("an empty or overlong quote")
        start = self.document.text.find(quote, self.part.start, self.part.end)
        if start < 0:
            raise _UngroundedError("a quote that doesn't stand in the text")
        return Span(start, start + len(quote))

    def _mention(self, quote: Span, kind: str, name: str, beside: Span | None = None) -> Mention:
        """Return the name where it stands in its quote, whole words, not across `beside`."""
        if kind not in {each.value for each in Kind}:
            raise _UngroundedError("not of the schema")
        name = name.strip()
        if not any(c.isalpha() for c in name) or len(name) > LONGEST_NAME:
            raise _UngroundedError("a name without letters, or overlong")
        for span in _places(self.document.quote(quote), name):
            place = quote.within(span.start, span.end)
            if beside is None or place != beside:
                found = Mention(place, Kind(kind), name, rule=self.rule, confidence=CONFIDENCE)
                return known(found, self.vocabulary)
        raise _UngroundedError("a name that doesn't stand in its quote")


def _places(text: str, name: str) -> Iterator[Span]:
    """Yield where `name` stands in `text` as it is spelled, and not inside a word."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        yield Span(*match.span())


def _strings(row: object, *keys: str) -> Mapping[str, str]:
    """Return the values of a row that has them all."""
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in keys):
        raise _UngroundedError("not of the schema")
    return {key: row[key] for key in keys}
