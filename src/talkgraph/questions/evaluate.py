"""How right a graph is: precision, recall and F1 against an annotated report, by type and predicate.

Names are compared folded (`talkgraph.text.fold`). A node is right when a required entity of its type bears one of its
names; a second node for one entity is wrong. An edge is right when both ends are and the annotation has it. What the
annotation marks as not required counts neither way. Sums run over documents (micro average).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from talkgraph.graph import Graph, edges, nodes
from talkgraph.model import ENDS, Kind, Predicate
from talkgraph.text import fold

ENTITIES, RELATIONS = "entities", "relations"


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, wrong and missed items."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of the found items that are right; 0 when none was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the required items that were found; 0 when none is required."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (van Rijsbergen 1979)."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One wrong, missed or doubled item."""

    document: str
    kind: str
    """`wrong person`, `missed gave`, `duplicate event` …"""
    what: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The tallies of one or several documents by type and predicate, and the faults behind them."""

    tallies: Mapping[str, Tally]
    faults: tuple[Fault, ...]

    def total(self, group: str) -> Tally:
        """Return the sum over all types (`entities`) or predicates (`relations`)."""
        members: Iterable[str] = Kind if group == ENTITIES else Predicate
        return sum((self.tallies.get(str(m), Tally()) for m in members), Tally())


def together(marks: Iterable[Marks]) -> Marks:
    """Return the sum of the marks of several documents."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    faults: list[Fault] = []
    for each in marks:
        for group, tally in each.tallies.items():
            tallies[group] += tally
        faults.extend(each.faults)
    return Marks(dict(tallies), tuple(faults))


def evaluate(gold: Mapping[str, Any], graph: Graph) -> Marks:
    """Return the marks of one graph against one annotation (docs/extraction.md tells its format)."""
    slug = str(gold["document"])
    required = {e["id"]: e.get("required", True) for e in gold["entities"]}
    tallies: dict[str, Tally] = defaultdict(Tally)
    faults: list[Fault] = []
    matched = _match_nodes(slug, gold, graph, tallies, faults)
    found_ids = set(matched.values())
    for entity in gold["entities"]:
        if required[entity["id"]] and entity["id"] not in found_ids:
            tallies[entity["type"]] += Tally(missed=1)
            faults.append(Fault(slug, f"missed {entity['type']}", entity["name"]))
    relations = {_key(r["subject"], r["predicate"], r["object"]): r.get("required", True) for r in gold["relations"]}
    found: set[tuple[str, str, str]] = set()
    for subject, predicate, obj, _ in edges(graph):
        s, o = matched.get(subject), matched.get(obj)
        key = _key(s, predicate, o) if s and o else None
        if key in relations:
            if relations[key] and key not in found:
                tallies[predicate] += Tally(right=1)
            found.add(key)
        elif not (s and o) or (required[s] and required[o]):
            tallies[predicate] += Tally(wrong=1)
            faults.append(Fault(slug, f"wrong {predicate}", f"{subject} → {obj}"))
    for key, needed in relations.items():
        if needed and key not in found:
            tallies[key[1]] += Tally(missed=1)
            faults.append(Fault(slug, f"missed {key[1]}", f"{key[0]} → {key[2]}"))
    return Marks(dict(tallies), tuple(faults))


def _match_nodes(
    slug: str, gold: Mapping[str, Any], graph: Graph, tallies: dict[str, Tally], faults: list[Fault]
) -> dict[str, str]:
    """Return the annotated entity of each node that has one, and count the nodes right and wrong."""
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    required = {e["id"]: e.get("required", True) for e in gold["entities"]}
    for entity in gold["entities"]:
        for name in _names(entity["name"], entity.get("aliases") or []):
            by_name[entity["type"], name].append(entity["id"])
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for key, node in nodes(graph):
        hits = [
            i for name in sorted(_names(node["name"], node["aliases"])) for i in by_name.get((node["type"], name), [])
        ]
        needed = [i for i in hits if required[i]]
        if needed:
            best = next((i for i in needed if i not in taken), needed[0])
            matched[key] = best
            doubled = best in taken
            taken.add(best)
            tallies[node["type"]] += Tally(wrong=1) if doubled else Tally(right=1)
            if doubled:
                faults.append(Fault(slug, f"duplicate {node['type']}", node["name"]))
        elif hits:
            matched[key] = hits[0]
        else:
            tallies[node["type"]] += Tally(wrong=1)
            faults.append(Fault(slug, f"wrong {node['type']}", node["name"]))
    return matched


def _names(name: str, aliases: Iterable[str]) -> set[str]:
    return {folded for folded in map(fold, [name, *aliases]) if folded}


def _key(subject: str, predicate: str, obj: str) -> tuple[str, str, str]:
    if ENDS[Predicate(predicate)].symmetric and subject > obj:
        return obj, predicate, subject
    return subject, predicate, obj
