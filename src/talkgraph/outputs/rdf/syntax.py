"""How a format of RDF writes terms and blocks down: what `mapping` is given, so that one mapping serves all formats.

A term is rendered once and remembered: a graph of a million triples names the same few thousand things.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from talkgraph.outputs.rdf.terms import namespaces

Pair: TypeAlias = tuple[str, str]
"""A property as a prefixed name, and an object as the format writes it."""
Line: TypeAlias = Sequence[Pair]


class Block(NamedTuple):
    """All triples of one subject, in lines."""

    subject: str
    lines: Sequence[Line]
    grows: bool
    """Whether more may be said of the subject when more is read: such a block ends on a line of its own."""


class Section(NamedTuple):
    """Blocks under a heading; one without blocks is not written."""

    heading: str
    blocks: Iterable[Block]


class Made(dict[str, str]):
    """Values that are made from their keys when they are first asked for."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> str:
        value = self[key] = self._make(key)
        return value


class Syntax(ABC):
    """A format of RDF for graphs under one base."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.spaces = namespaces(base)
        self.iris = Made(self._iri)
        """Prefixed name or id → the IRI in full."""
        self.ids = Made(self._named)
        """Prefixed name or id → as the format writes it where it stands for a thing."""
        self.decimals: dict[float, str] = {}

    def _iri(self, key: str) -> str:
        prefix, _, local = key.partition(":")
        return self.spaces[prefix] + local

    def _named(self, key: str) -> str:
        prefix, _, local = key.partition(":")
        return self.name(prefix, local)

    @abstractmethod
    def name(self, prefix: str, local: str) -> str:
        """Return an IRI under one of our prefixes."""

    @abstractmethod
    def link(self, address: str) -> str:
        """Return any other IRI."""

    @abstractmethod
    def text(self, text: str, language: str = "") -> str:
        """Return a text; a lone surrogate, which is no character, becomes the replacement for one."""

    @abstractmethod
    def typed(self, text: str, datatype: str) -> str:
        """Return a value of a datatype of XML Schema (`date`, `decimal` …)."""

    @abstractmethod
    def about(self, prefix: str, local: str) -> str:
        """Return an IRI under one of our prefixes where it is the subject of a block."""

    @abstractmethod
    def block(self, block: Block) -> str:
        """Return a block as text."""

    def about_base(self, rest: str = "") -> str:
        """Return the base, or what stands under it, as the subject of a block."""
        return self.link(self.base + rest)

    def decimal(self, number: float) -> str:
        """Return a number as decimal in canonical form: 0.9, 1.0, never 9e-1."""
        known = self.decimals.get(number)
        if known is None:
            text = format(Decimal(repr(number)), "f")
            known = self.decimals[number] = self.typed(text if "." in text else f"{text}.0", "decimal")
        return known

    def integer(self, number: int) -> str:
        """Return a whole number."""
        return self.typed(str(number), "integer")

    def start(self) -> str:
        """Return what stands at the beginning of a file."""
        return ""

    def end(self) -> str:
        """Return what stands at the end of a file."""
        return ""

    def heading(self, text: str) -> str:  # noqa: ARG002
        """Return what stands above a section."""
        return ""

    def opening(self, document: str) -> str:  # noqa: ARG002
        """Return what stands before the blocks of a document's named graph."""
        return ""

    def closing(self) -> str:
        """Return what stands behind them."""
        return ""

    def write_graphs(
        self, of_all: Iterable[Section], of_documents: Iterable[tuple[str, Iterable[Section]]]
    ) -> Iterator[bytes]:
        """Yield the file of a data set: the default graph, then the named graph of each document."""
        yield self.start().encode()
        yield from in_pieces(self.texts(of_all))
        yield from in_pieces(self._graphs(of_documents))
        yield self.end().encode()

    def _graphs(self, of_documents: Iterable[tuple[str, Iterable[Section]]]) -> Iterator[str]:
        for document, sections in of_documents:
            yield self.opening(document)
            yield from self.texts(sections)
            yield self.closing()

    def write(self, sections: Iterable[Section]) -> Iterator[bytes]:
        """Yield the file of these sections in UTF-8, in pieces of many blocks."""
        yield self.start().encode()
        yield from in_pieces(self.texts(sections))
        yield self.end().encode()

    def texts(self, sections: Iterable[Section]) -> Iterator[str]:
        """Yield each block of the sections as text."""
        for section in sections:
            heading = self.heading(section.heading)
            for block in section.blocks:
                yield heading + self.block(block)
                heading = ""


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield texts in UTF-8, some thousands at a time: fewer and larger writes."""
    some: list[str] = []
    for text in texts:
        some.append(text)
        if len(some) == 4096:  # about a megabyte
            yield "".join(some).encode()
            some.clear()
    yield "".join(some).encode()


def one_a_line(known: Iterable[tuple[str, tuple[str, ...], str]]) -> list[Line]:
    """Return what is (property, what to sort by, object) as sorted lines of one pair each, none twice."""
    return [((prop, obj),) for prop, _, obj in sorted(set(known))]
