"""How a format of RDF writes terms and blocks down: what `mapping` is given, so that one mapping serves all formats.

A term is rendered once and remembered: a graph of a million triples names the same few thousand things.
"""

from __future__ import annotations

import gc
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
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
    blocks: Iterable[Block | str]
    """A text is a block that is written already."""


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
        self.integers: dict[int, str] = {}

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

    def form(self, *lines: Sequence[str]) -> Callable[..., str]:
        """Return what writes blocks that have these properties once each, in these lines, from subject and objects.

        Evidence is three quarters of all triples, and all blocks of a kind are alike.
        """

        def write(subject: str, *objects: str) -> str:
            rest = iter(objects)
            return self.block(Block(subject, [[(prop, next(rest)) for prop in line] for line in lines], grows=False))

        return write

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
        known = self.integers.get(number)
        if known is None:
            known = self.integers[number] = self.typed(str(number), "integer")
        return known

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
                text = block if isinstance(block, str) else self.block(block)
                yield heading + text if heading else text
                heading = ""


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield texts in UTF-8, some thousands at a time: fewer and larger writes."""
    rest = iter(texts)
    while True:
        with seldom_garbage():
            some = list(islice(rest, 4096))  # about a megabyte
            piece = "".join(some).encode()
        if not some:
            return
        yield piece


@contextmanager
def seldom_garbage() -> Iterator[None]:
    """Don't look for garbage meanwhile: among a million objects that stay it takes a third of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def one_a_line(known: Iterable[tuple[str, tuple[str, ...], str]]) -> list[Line]:
    """Return what is (property, what to sort by, object) as sorted lines of one pair each, none twice."""
    return [((prop, obj),) for prop, _, obj in sorted(set(known))]
