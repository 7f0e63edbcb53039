"""What RDF files are made of: all triples of one subject as a block, blocks under a heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from talkgraph.outputs.rdf.terms import Name, Term, name

Pair: TypeAlias = tuple[Name, Term]
Triple: TypeAlias = tuple[Name, Name, Name]


class Block(NamedTuple):
    """All triples of one subject, in lines."""

    subject: Term
    lines: Sequence[Sequence[Pair]]
    grows: bool
    """Whether more may be said of the subject when more is read: such a block ends on a line of its own."""


class Section(NamedTuple):
    """Blocks under a heading; one without blocks is not written."""

    heading: str
    blocks: Iterable[Block]


def types(*classes: str) -> list[Pair]:
    """Return what says that a subject is of these classes."""
    return [(name("rdf:type"), name(each)) for each in classes]


def one_a_line(known: Iterable[Pair]) -> list[list[Pair]]:
    """Return the pairs sorted, each in a line of its own, none twice."""
    return [[pair] for pair in sorted(set(known))]
