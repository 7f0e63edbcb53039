"""How right the engines are: F1 on the reports that have a gold file beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import networkx as nx

from peers.worker import Graph, Text
from talkgraph.model import Kind, Predicate
from talkgraph.questions.evaluate import ENTITIES, RELATIONS, Marks, Tally, marks
from talkgraph.questions.gold import Gold, read_gold

TOTALS = (ENTITIES, RELATIONS)
F1 = dict[str, float]
"""By type of entity and by predicate, and over all of each."""


def marks_of(folder: Path, texts: Sequence[Text], graphs: Mapping[str, Sequence[Mapping[str, Graph]]]) -> dict[str, F1]:
    """Return the F1 of each engine, and of each way to map its types to ours; nothing for a folder without gold."""
    golds = {number: gold for number, text in enumerate(texts) if (gold := _gold(folder, Path(text["path"])))}
    table: dict[str, F1] = {}
    for name, found in graphs.items() if golds else ():
        for way in found[0]:
            reports = ((gold, _plain(found[number][way])) for number, gold in golds.items())
            table[f"{name}, {way}" if way else name] = dict(_f1(marks(reports)))
    return table


def _gold(folder: Path, report: Path) -> Gold | None:
    path = report.with_suffix(".json")
    return read_gold(path.read_bytes(), str(path)) if report.is_relative_to(folder) and path.exists() else None


def _plain(found: Graph) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in found["nodes"]:
        graph.add_node(node["id"], evidence=[], **{name: node[name] for name in ("type", "name", "aliases")})
    for edge in found["edges"]:
        graph.add_edge(edge["source"], edge["target"], key=edge["predicate"], predicate=edge["predicate"], evidence=[])
    return graph


def _f1(found: Marks) -> Iterator[tuple[str, float]]:
    """Yield the totals and what they are made of; what neither the gold nor the engine has is left out."""
    for total, members in ((ENTITIES, Kind), (RELATIONS, Predicate)):
        yield total, found.tallies.get(total, Tally()).f1
        for member in members:
            if member.value in found.tallies:
                yield member.value, found.tallies[member.value].f1
