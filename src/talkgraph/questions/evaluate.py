"""How right a graph is: precision, recall and F1 against an annotated report, by type and by predicate.

A node is right when a required entity of its type bears one of its names, and no node before it did: a second one is
wrong. An edge is right when both its ends are and the annotation has it. What the annotation doesn't require counts
neither way, and neither does an edge that ends in it. Several reports are summed up (micro average).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from talkgraph.graph import Graph, edges, nodes
from talkgraph.model import ENDS, Kind, Predicate
from talkgraph.questions.context import Texts, read_where, stands_where
from talkgraph.questions.gold import Gold
from talkgraph.text import without_accents

ENTITIES, RELATIONS = "entities", "relations"

Key = tuple[str, Predicate, str]


class Outcome(StrEnum):
    """What became of an item."""

    RIGHT = "right"
    WRONG = "wrong"
    DUPLICATE = "duplicate"
    """A second node for one entity: counts as wrong."""
    MISSED = "missed"


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """What became of one item of one report."""

    document: str
    group: str
    """A type or a predicate."""
    outcome: Outcome
    what: str
    """A name; for relations `subject → object`."""
    context: str = field(default="", compare=False)
    """The words around it: where a wrong one was read and by which rule, where a missed one stands."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items were right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

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
        """Harmonic mean of precision and recall.

        >>> Tally(right=2, wrong=2, missed=0).f1
        0.6666666666666666
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Marks:
    """The tallies over some reports, and what they are made of."""

    documents: int
    tallies: Mapping[str, Tally]
    """By type, then `entities` over all of them; by predicate, then `relations`; only what occurs."""
    faults: tuple[Judgement, ...]
    """Everything wrong and missed, in the order of the reports."""


def marks(reports: Iterable[tuple[Gold, Graph]], texts: Sequence[Texts] = ()) -> Marks:
    """Return the marks of graphs, each held against the annotation of its report.

    Args:
        reports: pairs of annotation and graph.
        texts: for each of them the texts of its documents, for the context of what is wrong or missed.
    """
    judgements: list[Judgement] = []
    documents = 0
    for number, (gold, graph) in enumerate(reports):
        judgements += judged(graph, gold, texts[number] if texts else {})
        documents += 1
    return Marks(documents, _tallies(judgements), tuple(v for v in judgements if v.outcome is not Outcome.RIGHT))


def judged(graph: Graph, gold: Gold, texts: Texts = MappingProxyType({})) -> Iterator[Judgement]:
    """Yield what became of every node and edge of `graph`, and of every entity and relation that `gold` requires."""
    meant: dict[str, str] = {}
    yield from _on_nodes(graph, gold, meant, texts)
    yield from _on_edges(graph, gold, meant, texts)


def _on_nodes(graph: Graph, gold: Gold, meant: dict[str, str], texts: Texts) -> Iterator[Judgement]:
    """Yield the judgements on nodes, and note in `meant` which entity of the annotation each stands for."""
    required = {entity.id for entity in gold.entities if entity.required}
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in gold.entities:
        for name in _folded(entity.name, entity.aliases):
            bearers[entity.kind.value, name].append(entity.id)
    found: set[str] = set()
    for key, node in nodes(graph):
        kind = node["type"]
        fit = [each for name in _folded(node["name"], node["aliases"]) for each in bearers[kind, name]]
        needed = [each for each in fit if each in required]
        if not fit:
            yield Judgement(gold.document, kind, Outcome.WRONG, node["name"], read_where(node["evidence"], texts))
            continue
        meant[key] = next((each for each in needed if each not in found), (needed or fit)[0])
        if needed:
            outcome = Outcome.DUPLICATE if meant[key] in found else Outcome.RIGHT
            context = read_where(node["evidence"], texts) if outcome is Outcome.DUPLICATE else ""
            yield Judgement(gold.document, kind, outcome, node["name"], context)
            found.add(meant[key])
    for entity in gold.entities:
        if entity.id in required - found:
            context = stands_where((entity.name, *entity.aliases), texts)
            yield Judgement(gold.document, entity.kind.value, Outcome.MISSED, entity.name, context)


def _on_edges(graph: Graph, gold: Gold, meant: Mapping[str, str], texts: Texts) -> Iterator[Judgement]:
    required = {entity.id for entity in gold.entities if entity.required}
    relations = {_key(each.subject, each.predicate, each.object): each for each in gold.relations}
    found: set[Key] = set()
    for subject, predicate, obj, edge in edges(graph):
        ends = [meant[end] for end in (subject, obj) if end in meant]
        key = _key(ends[0], Predicate(predicate), ends[1]) if len(ends) == 2 else None
        what = f"{subject} → {obj}"
        if key in relations:
            if relations[key].required and key not in found:
                yield Judgement(gold.document, predicate, Outcome.RIGHT, what)
            found.add(key)
        elif key is None or required.issuperset(ends):
            yield Judgement(gold.document, predicate, Outcome.WRONG, what, read_where(edge["evidence"], texts))
    for key, relation in relations.items():
        if relation.required and key not in found:
            what = f"{key[0]} → {key[2]}"
            yield Judgement(gold.document, key[1].value, Outcome.MISSED, what, relation.evidence)


def _key(subject: str, predicate: Predicate, obj: str) -> Key:
    if ENDS[predicate].symmetric and subject > obj:
        return obj, predicate, subject
    return subject, predicate, obj


def _folded(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Return the forms under which names are the same: no accents, case, punctuation, or leading `the`.

    Not quite `text.fold`: to the gold files `_` is a letter.
    """
    words = (re.findall(r"\w+", without_accents(each).casefold()) for each in (name, *aliases))
    forms = (" ".join(each).removeprefix("the ") for each in words)
    return tuple(dict.fromkeys(form for form in forms if form))


def _tallies(judgements: Iterable[Judgement]) -> dict[str, Tally]:
    counts: Counter[tuple[str, Outcome]] = Counter((v.group, v.outcome) for v in judgements)
    groups = {group for group, _ in counts}
    kinds, predicates = ([m.value for m in every if m.value in groups] for every in (Kind, Predicate))

    def sum_of(members: Iterable[str]) -> Tally:
        total = Counter({outcome: sum(counts[member, outcome] for member in members) for outcome in Outcome})
        wrong = total[Outcome.WRONG] + total[Outcome.DUPLICATE]
        return Tally(total[Outcome.RIGHT], wrong, total[Outcome.MISSED])

    return {
        **{kind: sum_of([kind]) for kind in kinds},
        ENTITIES: sum_of(kinds),
        **{predicate: sum_of([predicate]) for predicate in predicates},
        RELATIONS: sum_of(predicates),
    }
