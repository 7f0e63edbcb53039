"""RDF/XML, for tools that know nothing else. It is written and never read: a few hundred bytes of it, with entities in
entities, take a parser gigabytes or minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from talkgraph.errors import GraphError, Place
from talkgraph.graph import Graph
from talkgraph.outputs.rdf.mapping import Evidence, Mapping, base_of
from talkgraph.outputs.rdf.syntax import Block, Syntax

_UNSAFE = re.compile(r"[&<>\"\r\t\n\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(graph: Graph, *, base: str = "", evidence: Evidence = "full") -> Iterator[bytes]:
    """Yield the graph as RDF/XML; arguments and errors as in `turtle.write`."""
    syntax = _Xml(base_of(graph, base))
    return syntax.write(Mapping(graph, syntax, evidence).sections())


def read(_data: bytes, place: Place | str) -> Graph:
    """Refuse.

    Raises:
        GraphError: always.
    """
    what = "RDF/XML is written, but not read: no parser of it is safe"
    raise GraphError(str(place), what, "have it converted to Turtle or N-Triples by the tool that wrote it")


def escaped(text: str) -> str:
    """Return a text for XML; what XML can't hold becomes the replacement character."""
    return _UNSAFE.sub(lambda found: f"&#{ord(found[0])};", _NOT_XML.sub("\ufffd", text))


class _Xml(Syntax):
    """An object is the rest of its element's start, and its content where there is one."""

    def name(self, prefix: str, local: str) -> str:
        return self.link(self.spaces[prefix] + local)

    def link(self, address: str) -> str:
        return f' rdf:resource="{escaped(address)}"/>'

    def about(self, prefix: str, local: str) -> str:
        return escaped(self.spaces[prefix] + local)

    def about_base(self, rest: str = "") -> str:
        return escaped(self.base + rest)

    def text(self, text: str, language: str = "") -> str:
        return f' xml:lang="{language}">{escaped(text)}' if language else f">{escaped(text)}"

    def typed(self, text: str, datatype: str) -> str:
        return f' rdf:datatype="{self.spaces["xsd"]}{datatype}">{escaped(text)}'

    def start(self) -> str:
        spaces = "".join(f'\n  xmlns:{prefix}="{escaped(space)}"' for prefix, space in self.spaces.items())
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'

    def end(self) -> str:
        return "</rdf:RDF>\n"

    def block(self, block: Block) -> str:
        lines = [
            f"  <{prop}{obj}\n"
            if obj.endswith("/>") and obj.startswith(" rdf:resource")
            else f"  <{prop}{obj}</{prop}>\n"
            for line in block.lines
            for prop, obj in line
        ]
        return f'<rdf:Description rdf:about="{block.subject}">\n{"".join(lines)}</rdf:Description>\n'
