"""Names that hold a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talkgraph.model import Kind
from talkgraph.questions.frames import Rows
from talkgraph.questions.index import Asked, Index, index_of
from talkgraph.questions.index.names import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something whose name holds the text."""

    id: str
    name: str
    type: str
    alias: str
    """The other name that holds it, empty where its first one does."""
    talks: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names(Rows):
    """Names that hold a text."""

    text: str
    of: int
    """How many there are."""
    rows: tuple[Found, ...]


def find(graph: Asked, text: str, *, kinds: Iterable[Kind] = (), most: int = 20) -> Names:
    """Return the entities with a name that holds `text`, without regard to case, accents and punctuation.

    First those with a name that is the text, then those with one that begins with it, then where it begins a word, then
    the rest; inside these the most talks first, then by name.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph(documents={})
    >>> for name in ("QEMU", "libqemu", "KVM"):
    ...     graph.add_node(f"project:{name}", type="project", name=name, aliases=[], same_as=[], count=1, evidence=[])
    >>> [row.name for row in find(graph, "qemu").rows]
    ['QEMU', 'libqemu']
    """
    index, wanted = index_of(graph), frozenset(kinds)
    plain = folded(text).encode("utf-8", "surrogatepass")
    best: dict[int, tuple[int, int]] = {}
    lines = index.book.folded
    for line, start, at in lines.holding(plain) if plain else ():
        node = index.book.bearers[line]
        if not wanted or index.kind(node) in wanted:
            whole = lines.starts[line + 1] - 1 - start == len(plain)
            fit = 0 if whole else 1 if at == start else 2 if lines.blob[at - 1] == ord(" ") else 3
            best[node] = min(best.get(node, (fit, line)), (fit, line))
    ranked = sorted(best, key=lambda node: (best[node][0], -index.counts.talks[node], index.name(node), node))
    rows = tuple(_row(index, node, best[node][1]) for node in ranked[:most])
    return Names(text=text, of=len(ranked), rows=rows)


def _row(index: Index, node: int, line: int) -> Found:
    years = index.counts.by_year(node)
    alias = ""
    if not index.book.leads(line):
        first = line
        while not index.book.leads(first):
            first -= 1
        alias = index.attributes(node)["aliases"][line - first - 1]
    return Found(
        id=index.id(node),
        name=index.name(node),
        type=index.kind(node).value,
        alias=alias,
        talks=index.counts.talks[node],
        first=min(years, default=None),
        last=max(years, default=None),
    )
