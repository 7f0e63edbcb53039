"""The three kinds of block that evidence is made of: which properties they have, and how N-Triples say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from talkgraph.outputs.rdf.terms import VOCABULARIES, Link, Literal, Term

CHARS: Final = r"[^<>\"{}|^`\\\x00-\x20]*"
IRI: Final = rf"<({CHARS})>"
ESCAPED: Final = r"\\(?:[tbnrf\"'\\]|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}|U(?:000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4})"
TEXT: Final = rf'"([^"\\\n\r]*(?:{ESCAPED}[^"\\\n\r]*)*)"'
TAG: Final = r"[A-Za-z]+(?:-[A-Za-z0-9]+)*"

Row: TypeAlias = tuple[str, str, Term]
"""Subject, property, object; IRIs in full."""
Values: TypeAlias = tuple[str, ...]

_XSD: Final = VOCABULARIES["xsd"]
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf\"'\\]))")
_SHORT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_VALUES: Final = {
    "iri": IRI,
    "integer": rf'"([0-9]+)"\^\^<{re.escape(_XSD)}integer>',
    "decimal": rf'"([0-9]+\.[0-9]+)"\^\^<{re.escape(_XSD)}decimal>',
    "text": rf"{TEXT}(?:@{TAG})?",
}


def unescaped(text: str) -> str:
    """Return what the escapes of N-Triples, which Turtle has too, stand for."""
    return _ESCAPE.sub(lambda m: _SHORT[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), text)


class Shape:
    """The lines of one subject of a class: its properties in this order, each with one value of this form."""

    def __init__(self, kind: str, *values: tuple[str, str]) -> None:
        self.kind = _full(kind)
        self.values = [(_full(prop), form) for prop, form in values]
        lines = [rf"{IRI} <{re.escape(_full('rdf:type'))}> <{re.escape(self.kind)}> \.\n"]
        lines += [rf"<\1> <{re.escape(prop)}> {_VALUES[form]} \.\n" for prop, form in self.values]
        self.match = re.compile("".join(lines)).match
        self.says_text = values[-1][1] == "text"

    def rows(self, subject: str, values: Values) -> Iterator[Row]:
        """Yield the triples of a block."""
        yield subject, _full("rdf:type"), Link(self.kind)
        for (prop, form), value in zip(self.values, values, strict=True):
            if form == "iri":
                yield subject, prop, Link(value)
            else:
                yield subject, prop, Literal(value, "" if form == "text" else form)


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return VOCABULARIES[prefix] + local


_SOURCE: Final = (("prov:wasAttributedTo", "iri"), ("tg:confidence", "decimal"))
SPAN = Shape(
    "tg:Span", ("oa:start", "integer"), ("oa:end", "integer"), ("prov:wasQuotedFrom", "iri"), ("oa:exact", "text")
)
MENTION = Shape("oa:Annotation", ("oa:hasBody", "iri"), ("oa:hasTarget", "iri"), *_SOURCE)
_PARTS: Final = (("rdf:subject", "iri"), ("rdf:predicate", "iri"), ("rdf:object", "iri"))
STATEMENT = Shape("rdf:Statement", *_PARTS, ("prov:wasDerivedFrom", "iri"), *_SOURCE)
