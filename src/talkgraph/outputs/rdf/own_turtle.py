"""The evidence in a Turtle file of our own making, read block by block before any parser sees the file.

Three quarters of such a file are blocks of three layouts that never vary. Where the file begins with our prefixes,
a regular expression takes those blocks out, four times as fast as a parser of Turtle reads them; the rest is left in
its lines for the parser. A file that was changed in any way that could matter is left to the parser as a whole.
"""

from __future__ import annotations

import re
from typing import Final

from talkgraph.outputs.rdf.layouts import MENTION, SPAN, STATEMENT, Shape, Values, unescaped
from talkgraph.outputs.rdf.terms import namespaces, prefixes

_NAME: Final = rb"([a-z]+:[^\s<>\"'\\,;#()\[\]{}|^`%@]+|<[^<>\"{}|^`\\\x00-\x20]*>)"
_TEXT: Final = rb'"([^"\\\n]*(?:\\(?:[tnr"\\]|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})[^"\\\n]*)*)"(?:@[A-Za-z0-9-]+)?'
_INTEGER: Final = rb"([0-9]+)"
_DECIMAL: Final = rb"([0-9]+\.[0-9]+)"
_SOURCE: Final = rb"prov:wasAttributedTo " + _NAME + rb" ; tg:confidence " + _DECIMAL + rb" \.\n"
_LAYOUTS: Final = (
    (
        b"\n# quoted places, shared by all that was read there\n",
        SPAN,
        _NAME + rb" a tg:Span ;\n    oa:start " + _INTEGER + rb" ; oa:end " + _INTEGER
        + rb" ; prov:wasQuotedFrom " + _NAME + rb" ;\n    oa:exact " + _TEXT + rb" \.\n",
    ),
    (
        b"\n# mentions: where each document names a thing first\n",
        MENTION,
        _NAME + rb" a oa:Annotation ; oa:hasBody " + _NAME + rb" ;\n    oa:hasTarget " + _NAME + rb" ; " + _SOURCE,
    ),
    (
        b"\n# evidence: what each statement was read from\n",
        STATEMENT,
        _NAME + rb" a rdf:Statement ;\n    rdf:subject " + _NAME + rb" ; rdf:predicate " + _NAME + rb" ; rdf:object "
        + _NAME + rb" ;\n    prov:wasDerivedFrom " + _NAME + rb" ; " + _SOURCE,
    ),
)  # fmt: skip
_PATTERNS: Final = [(heading, shape, re.compile(layout)) for heading, shape, layout in _LAYOUTS]
_BASE = re.compile(rb"^@prefix doc: <([^<>\s]*)doc/> \.$", re.MULTILINE)
_UNSURE = re.compile(rb"\"\"\"|'''|^[ \t]*@?(?:prefix|base)\b", re.MULTILINE | re.IGNORECASE)
"""What could give other lines another meaning: a text over several lines, another prefix."""

Taken = tuple[Shape, str, Values]


def take(data: bytes) -> tuple[list[Taken], bytes]:
    """Return the blocks of evidence, and the file with nothing but line ends in their place."""
    base = _BASE.search(data, 0, 4096)
    if base is None:
        return [], data
    spaces = namespaces(base[1].decode())
    header = prefixes(base[1].decode()).encode()
    if not data.startswith(header):
        return [], data
    taken: list[Taken] = []
    rest = [header]
    known, done = _Iris(spaces), len(header)
    for heading, shape, pattern in _PATTERNS:
        at = data.find(heading, done)
        if at < 0:
            continue
        if data[at - 2 : at] != b".\n":  # not between two blocks
            return [], data
        start = end = at + len(heading)
        try:
            while match := pattern.match(data, end):
                taken.append(_block(shape, match, known))
                end = match.end()
        except KeyError:  # a prefix that is none of ours
            return [], data
        rest += [data[done:start], b"\n" * data.count(b"\n", start, end)]
        done = end
    rest.append(data[done:])
    if any(_UNSURE.search(part) for part in rest[1:]):
        return [], data
    return taken, b"".join(rest)


def _block(shape: Shape, match: re.Match[bytes], known: _Iris) -> Taken:
    subject, *found = match.groups()
    values = [known[value] for value in found[:-1]]
    last = found[-1].decode()
    values.append(unescaped(last) if shape.says_text and "\\" in last else last)
    return shape, known.once(subject), tuple(values)


class _Iris(dict[bytes, str]):
    """Names as Turtle writes them → IRIs in full; numbers stay what they are."""

    def __init__(self, spaces: dict[str, str]) -> None:
        super().__init__()
        self._spaces = spaces

    def __missing__(self, name: bytes) -> str:
        value = self[name] = self.once(name)
        return value

    def once(self, name: bytes) -> str:
        """Return the IRI of a name without remembering it."""
        text = name.decode()
        if text[0] == "<":
            return text[1:-1]
        prefix, colon, local = text.partition(":")
        return self._spaces[prefix] + local if colon else text
