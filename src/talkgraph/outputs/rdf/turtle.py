"""Turtle, written by ourselves: sorted, and laid out so that a talk added to a graph only adds lines to its file.

What may be said more about a thing as more is read stands one statement a line, each ended alike (`;`), and the block
is closed on a line of its own. What never changes (a quoted place, a piece of evidence) stands in two or three lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from talkgraph.errors import Place
from talkgraph.graph import Graph
from talkgraph.outputs.rdf import reading
from talkgraph.outputs.rdf.mapping import Evidence, Mapping, base_of
from talkgraph.outputs.rdf.syntax import Block, Line, Syntax
from talkgraph.outputs.rdf.terms import prefixes

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


def write(graph: Graph, *, base: str = "", evidence: Evidence = "full", rdf12: bool = False) -> Iterator[bytes]:
    """Yield the graph as Turtle in UTF-8: the same bytes for the same graph, whatever order it was made in.

    Args:
        graph: one of the schema in `docs/graph.md`.
        base: what all ids stand under, ending in `/`; by default that of the file which the graph was read from.
        evidence: `none` leaves out the quotes, and with them what each statement was read from.
        rdf12: evidence as reifiers of RDF 1.2 in place of an `rdf:Statement`.

    Raises:
        GraphError: the graph has another schema.
        OutputError: the base is no address.
    """
    syntax = Turtle(base_of(graph, base))
    return syntax.write(Mapping(graph, syntax, evidence, rdf12=rdf12).sections())


def read(data: bytes, place: Place | str, base: str = "") -> Graph:
    """Return the graph of Turtle that `write` wrote, or of any with the same classes, properties and evidence.

    What the arguments are, and what is raised: `reading.read`.
    """
    return reading.read(data, place, "ttl", base)


class Turtle(Syntax):
    """Terms and blocks in Turtle."""

    def name(self, prefix: str, local: str) -> str:
        """Return a prefixed name, or the IRI in full where its local part is none of Turtle."""
        return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else f"<{self.spaces[prefix]}{local}>"

    about = name

    def link(self, address: str) -> str:
        return f"<{address}>"

    def text(self, text: str, language: str = "") -> str:
        return f"{quoted(text)}@{language}" if language else quoted(text)

    def typed(self, text: str, datatype: str) -> str:
        return text if datatype in _BARE else f"{quoted(text)}^^xsd:{datatype}"

    def start(self) -> str:
        return prefixes(self.base)

    def heading(self, text: str) -> str:
        return f"\n# {text}\n"

    def form(self, *lines: Sequence[str]) -> Callable[..., str]:
        said = [" ; ".join(f"{'a' if prop == 'rdf:type' else prop} %s" for prop in line) for line in lines]
        template = f"%s {_NEXT.join(said)} .\n"
        return lambda *terms: template % terms

    def block(self, block: Block) -> str:
        said = f"{block.subject} {_NEXT.join([_line(pairs) for pairs in block.lines])}"
        return f"{said} ;\n.\n" if block.grows else f"{said} .\n"


def _line(pairs: Line) -> str:
    """Return the pairs of one line; several classes stand behind the one `a`."""
    if len(pairs) == 1 and pairs[0][0] != "rdf:type":
        return f"{pairs[0][0]} {pairs[0][1]}"
    if pairs[0][0] == "rdf:type":
        classes = [obj for prop, obj in pairs if prop == "rdf:type"]
        said = [f"a {', '.join(classes)}"]
        return " ; ".join(said + [f"{prop} {obj}" for prop, obj in pairs[len(classes) :]])
    return " ; ".join([f"{prop} {obj}" for prop, obj in pairs])


def quoted(text: str) -> str:
    """Return a text between quotation marks, with the escapes that Turtle and N-Triples share."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    """Return the escape of one character; a lone surrogate, which is no character, becomes the replacement for one."""
    char = found[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{ord(char):04X}"
