"""Names as people type them → nodes: any case, no accents, aliases, a unique beginning, close spellings."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from talkgraph.errors import GraphError
from talkgraph.model import Kind
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.index.names import Names, cased, folded

CLOSE = 0.7
"""How alike two spellings must be (0 to 1, `difflib`) to be suggested: above it one letter in five may be wrong."""
DOMINANT = 10
"""How many times as many talks make one of several that a name fits the one that is meant."""
MOST_LISTED = 8
"""How many names an error lists."""

_Fit = Callable[[Names, bytes, bytes], Iterator[int]]

FITS: tuple[_Fit, ...] = (
    lambda book, typed, _: (line for line in book.cased.equal(typed) if book.leads(line)),
    lambda book, typed, _: book.cased.equal(typed),
    lambda book, _, plain: (line for line in book.folded.equal(plain) if plain and book.leads(line)),
    lambda book, _, plain: book.folded.equal(plain) if plain else iter(()),
    lambda book, _, plain: book.folded.beginning(plain) if plain else iter(()),
    lambda book, _, plain: book.folded.with_words(plain) if plain else iter(()),
    lambda book, _, plain: book.folded.with_all_of(plain) if plain else iter(()),
)
"""From the best: the name, an alias, both again without regard to accents and punctuation (after which C, C++ and C#
are one), a beginning, words inside, the same words with others between (`bradley kuhn`: Bradley M. Kuhn) or in another
order. The first that any node passes decides.
"""


def fits(graph: Asked, name: str, kinds: Iterable[Kind] = ()) -> tuple[str, ...]:
    """Return the ids that `name` fits best, sorted: itself where it is an id, or all nodes of the best kind of fit.

    Args:
        graph: what is asked.
        name: as somebody typed it.
        kinds: the types that may be meant; all, where it is empty.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> graph.add_node("project:qemu", type="project", name="QEMU", aliases=["Quick Emulator"], evidence=[])
    >>> fits(graph, "quick"), fits(graph, "qemu")
    (('project:qemu',), ('project:qemu',))
    """
    index, allowed = index_of(graph), frozenset(kinds)
    return tuple(index.id(node) for node in _fitting(index, name, allowed))


def _fitting(index: Index, name: str, kinds: frozenset[Kind]) -> list[int]:
    if name in index:
        return [index.number(name)]
    typed, plain = _bytes(cased(name).strip()), _bytes(folded(name))
    for fit in FITS:
        found = {index.book.bearers[line] for line in fit(index.book, typed, plain)}
        if meant := sorted(node for node in found if not kinds or index.kind(node) in kinds):
            return meant
    return []


def close(graph: Asked, name: str) -> tuple[str, ...]:
    """Return the names in the graph that are spelled like `name`, the closest first.

    References:
        Ratcliff and Metzener, Pattern Matching: The Gestalt Approach, 1988 (`difflib`), asked of the names that share
        most groups of three letters with `name`.
    """
    index = index_of(graph)
    plain, lines = folded(name), index.book.folded
    written: dict[str, str] = {}
    for line in lines.alike(_bytes(plain)) if plain else ():
        written.setdefault(lines.text(line), index.name(index.book.bearers[line]))
    found = difflib.get_close_matches(plain, sorted(written), n=MOST_LISTED, cutoff=CLOSE)
    return tuple(dict.fromkeys(written[form] for form in found))


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name was taken for."""

    id: str
    others: tuple[str, ...]
    """What it fits as well, which is much less spoken of."""


def meant(graph: Asked, name: str, kinds: Iterable[Kind] = ()) -> Meant:
    """Return what `name` is taken for, among those of `kinds` if any are given.

    Where it fits several equally well, talks step back (one may be called as its speaker), then what has less than a
    `DOMINANT`th of the talks of the first.

    Raises:
        GraphError: it fits none (near spellings are suggested), or several (they are listed).
    """
    index, allowed = index_of(graph), frozenset(kinds)
    found = _fitting(index, name, allowed)
    if found:
        ranked = sorted(found, key=lambda node: (index.kind(node) is Kind.TALK, -index.counts.talks[node], node))
        first, *others = ranked
        if all(_much_less(index, other, first) for other in others):
            return Meant(index.id(first), tuple(index.id(other) for other in others))
        raise GraphError(name, f"fits {len(found)} entities", f"say which: {listed(map(index.id, ranked))}")
    if allowed and (rest := fits(index, name)):
        raise GraphError(name, f"not a {' or '.join(sorted(allowed))}", f"there is {listed(rest)}")
    near = close(index, name)
    hint = f"did you mean {listed(near)}?" if near else "`talkgraph find TEXT` looks for names that hold a text"
    raise GraphError(name, "nothing of this name in the graph", hint)


def one(graph: Asked, name: str, kinds: Iterable[Kind] = ()) -> str:
    """Return the id of what `name` is taken for, as `meant`.

    Raises:
        GraphError: it fits none, or several.
    """
    return meant(graph, name, kinds).id


def _much_less(index: Index, other: int, first: int) -> bool:
    if index.kind(first) is not Kind.TALK and index.kind(other) is Kind.TALK:
        return True
    return index.counts.talks[first] >= DOMINANT * max(index.counts.talks[other], 1)


def listed(words: Iterable[str]) -> str:
    """Return the words with commas, the first `MOST_LISTED` of them.

    >>> listed("abc"), listed("abcdefghij")
    ('a, b, c', 'a, b, c, d, e, f, g, h and 2 more')
    """
    every = list(words)
    more = f" and {len(every) - MOST_LISTED} more" if len(every) > MOST_LISTED else ""
    return ", ".join(every[:MOST_LISTED]) + more


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
