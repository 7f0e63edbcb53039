"""N-Triples: one triple a line, in the order in which Turtle has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from talkgraph.errors import Place
from talkgraph.graph import Graph
from talkgraph.outputs.rdf import reading
from talkgraph.outputs.rdf.mapping import Evidence, Mapping, base_of
from talkgraph.outputs.rdf.syntax import Block, Made, Syntax
from talkgraph.outputs.rdf.turtle import quoted


def write(graph: Graph, *, base: str = "", evidence: Evidence = "full", rdf12: bool = False) -> Iterator[bytes]:
    """Yield the graph as N-Triples; arguments and errors as in `turtle.write`."""
    syntax = Lines(base_of(graph, base))
    return syntax.write(Mapping(graph, syntax, evidence, rdf12=rdf12).sections())


def read(data: bytes, place: Place | str, base: str = "") -> Graph:
    """Return the graph of N-Triples; arguments and errors as in `reading.read`."""
    return reading.read(data, place, "nt", base)


class Lines(Syntax):
    """Terms and blocks in N-Triples."""

    graph = ""
    """What stands between object and full stop: nothing, or in N-Quads the graph."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self._verbs = Made(lambda prop: f" <{self.iris[prop]}> ")
        self._datatype = f"^^<{self.spaces['xsd']}"

    def name(self, prefix: str, local: str) -> str:
        return f"<{self.spaces[prefix]}{local}>"

    about = name

    def link(self, address: str) -> str:
        return f"<{address}>"

    def text(self, text: str, language: str = "") -> str:
        return f"{quoted(text)}@{language}" if language else quoted(text)

    def typed(self, text: str, datatype: str) -> str:
        return f"{quoted(text)}{self._datatype}{datatype}>"

    def form(self, *lines: Sequence[str]) -> Callable[..., str]:
        props = [prop for line in lines for prop in line]
        template = "".join(f"%s{self._verbs[prop]}%s%s .\n" for prop in props)
        size = 3 * len(props)

        def write(subject: str, *objects: str) -> str:
            terms = [subject] * size
            terms[1::3] = objects
            terms[2::3] = [self.graph] * len(objects)
            return template % tuple(terms)

        return write

    def block(self, block: Block) -> str:
        subject, verbs, end = block.subject, self._verbs, f"{self.graph} .\n"
        return "".join([f"{subject}{verbs[prop]}{obj}{end}" for line in block.lines for prop, obj in line])
