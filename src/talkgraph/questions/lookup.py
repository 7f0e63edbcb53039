"""Names as people type them → nodes: any case, no accents, aliases, a unique beginning, close spellings."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable

from talkgraph.errors import GraphError
from talkgraph.graph import Graph, nodes
from talkgraph.text import fold


def find(graph: Graph, name: str) -> list[str]:
    """Return the ids that `name` fits best: itself an id, else all nodes of such a name or alias, else by beginning.

    The best kind of fit wins; several nodes of one fit are all returned, sorted.
    """
    if name in graph:
        return [name]
    wanted = fold(name)
    exact: list[str] = []
    alias: list[str] = []
    begin: list[str] = []
    for key, node in nodes(graph):
        forms = [fold(node["name"]), *(fold(a) for a in node["aliases"])]
        if wanted == forms[0] or wanted == fold(key.partition(":")[2]):
            exact.append(key)
        elif wanted in forms:
            alias.append(key)
        elif wanted and any(form.startswith(wanted) for form in forms):
            begin.append(key)
    return exact or alias or begin


def close(graph: Graph, name: str, limit: int = 5) -> list[str]:
    """Return names in the graph that are spelled like `name`, the closest first."""
    by_form: dict[str, list[str]] = defaultdict(list)
    for _, node in nodes(graph):
        by_form[fold(node["name"])].append(node["name"])
    found = difflib.get_close_matches(fold(name), sorted(by_form), n=limit, cutoff=0.7)
    return [by_form[form][0] for form in found]


def one(graph: Graph, name: str) -> str:
    """Return the one id that `name` fits.

    Raises:
        GraphError: it fits none (near spellings are suggested) or several (they are listed).
    """
    found = find(graph, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise GraphError(name, f"{len(found)} things are called so", f"say which: {listed(found)}")
    suggestions = close(graph, name)
    hint = f"did you mean {listed(suggestions)}?" if suggestions else "talkgraph stats shows what is there"
    raise GraphError(name, "nothing of this name in the graph", hint)


def listed(words: Iterable[str], limit: int = 8) -> str:
    """Return the words with commas, cut after `limit`."""
    all_words = list(words)
    more = f" and {len(all_words) - limit} more" if len(all_words) > limit else ""
    return ", ".join(all_words[:limit]) + more
