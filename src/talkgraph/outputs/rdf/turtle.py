"""Turtle, written by ourselves: sorted, and laid out so that a talk added to a graph only adds lines to its file.

What may be said more about a thing as more is read stands one statement a line, each ended alike (`;`), and the block
is closed on a line of its own. What never changes (a quoted place, a piece of evidence) stands in two or three lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from typing import Literal as Choice

from talkgraph.errors import GraphError, OutputError, Place
from talkgraph.graph import Graph, check_shape
from talkgraph.graph.shape import attributes
from talkgraph.graph.values import is_link
from talkgraph.outputs.rdf import mapping, parse, reading
from talkgraph.outputs.rdf.blocks import Block, Pair
from talkgraph.outputs.rdf.terms import BASE, Link, Literal, Name, Term, namespaces

Render = Callable[[Term], str]

_TYPE = Name("rdf", "type")
_NEXT = " ;\n    "
_BARE = frozenset({"integer", "decimal"})
_FIRST = r"A-Za-z_0-9:\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
_FIRST += r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_INNER = _FIRST + r"\-\u00b7\u0300-\u036f\u203f\u2040"
_LOCAL = re.compile(rf"[{_FIRST}](?:[{_INNER}.]*[{_INNER}])?")
"""PN_LOCAL of the Turtle grammar without its escapes."""
_SPECIAL = re.compile(
    r'["\\\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(graph: Graph, *, base: str = "", evidence: Choice["full", "none"] = "full") -> Iterator[bytes]:
    """Yield the graph as Turtle in UTF-8: the same bytes for the same graph, whatever order it was made in.

    Args:
        graph: one of the schema in `docs/graph.md`.
        base: what all ids stand under, ending in `/`; by default that of the file which the graph was read from.
        evidence: `none` leaves out the quotes, and with them what each statement was read from.

    Raises:
        GraphError: the graph has another schema.
        OutputError: the base is no address.
    """
    check_shape(graph)
    base = base or attributes(graph).get("base", "") or BASE
    if not is_link(base) or not base.endswith(("/", "#")):
        raise OutputError(base, "not a base for ids", f"an http(s) address that ends in / was expected: {BASE}")
    render = _renderer(base)
    prefixes = (f"@prefix {prefix}: <{space}> .\n" for prefix, space in namespaces(base).items())
    yield "".join(prefixes).encode()
    parts = [mapping.known(graph, base), *([mapping.grounds(graph, base)] if evidence == "full" else [])]
    for section in chain.from_iterable(parts):
        heading = f"\n# {section.heading}\n"
        for block in section.blocks:
            yield f"{heading}{_block(block, render)}".encode()
            heading = ""


def read(data: bytes, place: Place | str, base: str = "") -> Graph:
    """Return the graph of Turtle that `write` wrote, or of any with the same classes, properties and evidence.

    Args:
        data: the bytes of the file, in UTF-8.
        place: what the file is called in errors.
        base: what ids stand under, for a file that has no data set to say it.

    Raises:
        GraphError: not Turtle (says the line), or of other vocabularies, or with parts missing.
    """
    path = str(place)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GraphError(Place(path, line), "not UTF-8", "Turtle is always in UTF-8") from error
    return reading.graph_of(parse.triples(text, path), path, base)


def _block(block: Block, render: Render) -> str:
    lines = [_line(pairs, render) for pairs in block.lines]
    said = f"{render(block.subject)} {_NEXT.join(lines)}"
    return f"{said} ;\n.\n" if block.grows else f"{said} .\n"


def _line(pairs: Sequence[Pair], render: Render) -> str:
    """Return the pairs of one line; several objects of one property stand behind it once."""
    said = []
    for prop, group in groupby(pairs, key=lambda pair: pair[0]):
        verb = "a" if prop == _TYPE else render(prop)
        said.append(f"{verb} {', '.join(render(obj) for _, obj in group)}")
    return " ; ".join(said)


def _renderer(base: str) -> Render:
    """Return the function from term to Turtle, which remembers the names that it has seen."""
    spaces = namespaces(base)
    seen: dict[Name, str] = {}

    def render(term: Term) -> str:
        match term:
            case Name(prefix, local):
                if term not in seen:
                    legal = _LOCAL.fullmatch(local)
                    seen[term] = f"{prefix}:{local}" if legal else f"<{spaces[prefix]}{local}>"
                return seen[term]
            case Link(address):
                return f"<{address}>"
            case Literal(text, "", tag):
                return f"{_quoted(text)}@{tag}" if tag else _quoted(text)
            case Literal(text, datatype, _):
                return text if datatype in _BARE else f"{_quoted(text)}^^xsd:{datatype}"

    return render


def _quoted(text: str) -> str:
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    """Return the escape of one character; a lone surrogate, which is no character, becomes the replacement for one."""
    char = found[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{ord(char):04X}"
