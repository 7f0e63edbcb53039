"""Names as people type them → nodes: any case, no accents, aliases, a unique beginning, close spellings."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from talkgraph.errors import GraphError
from talkgraph.graph import Graph, nodes
from talkgraph.text import fold

CLOSE = 0.7
"""How alike two spellings must be (0 to 1, `difflib`) to be suggested: above it one letter in five may be wrong."""
MOST_LISTED = 8
"""How many names an error lists."""
_PLAIN = str.maketrans("łđøıħð", "ldoihd")
"""Letters that people type without their stroke, and that no decomposition makes plain."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A node and its names, as written and folded; the name itself comes first."""

    id: str
    names: tuple[str, ...]
    folded: tuple[str, ...]


_Fit = Callable[[_Bearer, str, str], bool]

FITS: tuple[_Fit, ...] = (
    lambda bearer, typed, _: bearer.names[0].casefold() == typed,
    lambda bearer, typed, _: any(name.casefold() == typed for name in bearer.names),
    lambda bearer, _, folded: folded != "" and bearer.folded[0] == folded,
    lambda bearer, _, folded: folded != "" and folded in bearer.folded,
    lambda bearer, _, folded: folded != "" and any(form.startswith(folded) for form in bearer.folded),
    lambda bearer, _, folded: folded != "" and any(f" {folded} " in f" {form} " for form in bearer.folded),
)
"""From the best: the name, an alias, both again without regard to accents and punctuation (after which C, C++ and C#
are one), a beginning, words inside. The first that any node passes decides.
"""


def fits(graph: Graph, name: str) -> tuple[str, ...]:
    """Return the ids that `name` fits best, sorted: itself where it is an id, or all nodes of the best kind of fit."""
    if name in graph:
        return (name,)
    bearers = _bearers(graph)
    typed, folded = name.casefold().strip(), _folded(name)
    found = (tuple(b.id for b in bearers if fit(b, typed, folded)) for fit in FITS)
    return next((ids for ids in found if ids), ())


def close(graph: Graph, name: str) -> tuple[str, ...]:
    """Return the names in the graph that are spelled like `name`, the closest first."""
    written = {form: bearer.names[0] for bearer in reversed(_bearers(graph)) for form in bearer.folded}
    found = difflib.get_close_matches(_folded(name), sorted(written), n=MOST_LISTED, cutoff=CLOSE)
    return tuple(dict.fromkeys(written[form] for form in found))


def one(graph: Graph, name: str) -> str:
    """Return the one id that `name` fits.

    Raises:
        GraphError: it fits none (near spellings are suggested), or several (they are listed).
    """
    found = fits(graph, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise GraphError(name, f"fits {len(found)} entities", f"say which: {listed(found)}")
    near = close(graph, name)
    hint = f"did you mean {listed(near)}?" if near else "`talkgraph stats` tells what is there"
    raise GraphError(name, "nothing of this name in the graph", hint)


def listed(words: Iterable[str]) -> str:
    """Return the words with commas, the first `MOST_LISTED` of them.

    >>> listed("abc"), listed("abcdefghij")
    ('a, b, c', 'a, b, c, d, e, f, g, h and 2 more')
    """
    every = list(words)
    more = f" and {len(every) - MOST_LISTED} more" if len(every) > MOST_LISTED else ""
    return ", ".join(every[:MOST_LISTED]) + more


def _bearers(graph: Graph) -> tuple[_Bearer, ...]:
    """Return all nodes with their names, by id."""
    named = ((key, (node["name"], *node["aliases"])) for key, node in nodes(graph))
    return tuple(_Bearer(key, names, tuple(map(_folded, names))) for key, names in named)


def _folded(name: str) -> str:
    return fold(name).translate(_PLAIN)
