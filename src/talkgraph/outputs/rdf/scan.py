"""Lines of N-Triples → triples, those of evidence a block at a time.

Three quarters of the triples of a graph are evidence, and all of its blocks are alike: one regular expression reads
five to seven lines at once. What is laid out in another way is read line by line and comes to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from talkgraph.outputs.rdf import own_turtle, parse
from talkgraph.outputs.rdf.layouts import CHARS, IRI, MENTION, SPAN, STATEMENT, TAG, TEXT, Row, Shape, Values, unescaped
from talkgraph.outputs.rdf.terms import VOCABULARIES, Link, Literal

_NODE: Final = rf"(<{CHARS}>|_:[^\s<>\"]+)"
_TRIPLE: Final = rf"<<\( {IRI} {IRI} {IRI} \)>>"
_LINE = re.compile(rf"{_NODE} {IRI} (?:{_NODE}|{TEXT}(?:\^\^{IRI}|@({TAG}))?|{_TRIPLE}) \.\n")
_EMPTY = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)+")
_XSD: Final = VOCABULARIES["xsd"]
_RDF: Final = VOCABULARIES["rdf"]
_TYPE: Final = f"{_RDF}type"


class Scanned(NamedTuple):
    """What a file says: blocks of evidence by subject, as their values in order, and all other triples."""

    rows: list[Row]
    spans: dict[str, Values]
    mentions: dict[str, Values]
    statements: dict[str, Values]


def scan(data: bytes, path: str, form: str) -> Scanned:
    """Return what a file of RDF says; `form` is a key of `parse.FORMATS`.

    Raises:
        GraphError: it isn't of that format; says the line.
    """
    scanner = _Scanner(path)
    if form == "ttl":
        blocks, data = own_turtle.take(data)
        scanner.add(blocks)
        del blocks
    lines = 0
    for piece in parse.pieces(data, path, form):
        scanner.read(piece, lines)
        lines += piece.count("\n") if form == "nt" else 0
    return scanner.found()


class _Scanner:
    def __init__(self, path: str) -> None:
        self._path = path
        self._rows: list[Row] = []
        self._seen: dict[str, str] = {}
        self._raw = self._subject = ""
        self._blocks: dict[str, tuple[Shape, dict[str, Values]]] = {
            f"<{shape.kind}>": (shape, {}) for shape in (SPAN, MENTION, STATEMENT)
        }

    def read(self, text: str, lines: int) -> None:
        """Read a piece that `lines` other ones stand before."""
        at, as_written = 0, True
        while at < len(text):
            if match := _LINE.match(text, at):
                if (
                    match[2] == _TYPE
                    and match[3] in self._blocks
                    and (end := self._run(*self._blocks[match[3]], text, at))
                ):
                    at = end
                    continue
                self._line(match)
                at = match.end()
            elif empty := _EMPTY.match(text, at):
                at = empty.end()
            elif as_written:  # blanks where we have none, or no N-Triples at all
                text, at, as_written = parse.normal(text[at:], self._path, lines + text.count("\n", 0, at)), 0, False
            else:  # something of RDF 1.2 that says nothing here
                at = text.find("\n", at) + 1 or len(text)

    def found(self) -> Scanned:
        """Return all; a block whose subject has more to say than its shape holds is taken apart."""
        more = {row[0] for row in self._rows}
        for shape, into in self._blocks.values():
            for subject in more & into.keys():
                self._rows += shape.rows(subject, into.pop(subject))
        return Scanned(self._rows, *(into for _, into in self._blocks.values()))

    def add(self, blocks: Iterable[tuple[Shape, str, Values]]) -> None:
        """Take up blocks of evidence."""
        for shape, subject, values in blocks:
            into = self._blocks[f"<{shape.kind}>"][1]
            if into.setdefault(subject, values) != values:
                self._rows += shape.rows(subject, values)

    def _run(self, shape: Shape, into: dict[str, Values], text: str, at: int) -> int:
        """Read blocks of one shape for as long as there are; return where they end, or 0 where there is none."""
        end = 0
        while match := shape.match(text, end or at):
            subject, *values = match.groups()
            if shape.says_text and "\\" in values[-1]:
                values[-1] = unescaped(values[-1])
            known = tuple(values)
            if into.setdefault(subject, known) != known:
                self._rows += shape.rows(subject, known)
            end = match.end()
        return end

    def _line(self, match: re.Match[str]) -> None:
        subject, prop, node, text, kind, tag, *triple = match.groups()
        if subject != self._raw:  # lines of one subject come together
            self._raw, self._subject = subject, self._iri(subject)
        subject = self._subject
        prop = self._seen.setdefault(prop, prop)
        if node is not None:
            self._rows.append((subject, prop, Link(node[1:-1] if node[0] == "<" else node)))
        elif text is not None:
            datatype = "" if kind is None or kind == f"{_XSD}string" else kind.removeprefix(_XSD)
            self._rows.append((subject, prop, Literal(unescaped(text) if "\\" in text else text, datatype, tag or "")))
        elif prop == f"{_RDF}reifies":
            said = zip((f"{_RDF}subject", f"{_RDF}predicate", f"{_RDF}object"), triple, strict=True)
            self._rows.append((subject, f"{_RDF}type", Link(f"{_RDF}Statement")))
            self._rows += [(subject, part, Link(iri)) for part, iri in said]

    def _iri(self, node: str) -> str:
        iri = node[1:-1] if node[0] == "<" else node
        return self._seen.setdefault(iri, iri)
