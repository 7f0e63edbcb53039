"""Graph → the bytes of its index."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from talkgraph.model import Kind, Predicate
from talkgraph.questions.index import names
from talkgraph.questions.index.edges import KINDS, Edges
from talkgraph.questions.index.flat import Sections, of_texts, packed
from talkgraph.questions.index.talks import talks_of

if TYPE_CHECKING:
    from talkgraph.graph import Graph
    from talkgraph.graph.shape import EvidenceAttributes

_KIND = {kind.value: code for code, kind in enumerate(Kind)}
_PREDICATE = {predicate.value: code for code, predicate in enumerate(Predicate)}
_YEAR = re.compile(r"\b(?:19[89]|20[0-9])[0-9]\b")
_EAGER = ("first", "objects", "predicates", "confidence", "back first", "subjects", "back", "kinds", "years", "talks")
"""Sections that questions walk through: a wrong byte there would give a wrong answer, so their sums are checked."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Triple = tuple[int, int, int]
"""Subject, code of the predicate, object."""


def to_bytes(graph: Graph, **about: Any) -> bytes:
    """Return the index of a graph as `opened` reads it; `about` is kept in it."""
    keys = sorted(graph.nodes)
    found: list[Any] = [graph.nodes[key] for key in keys]
    numbers = {key: number for number, key in enumerate(keys)}
    edges = sorted(
        ((numbers[s], _PREDICATE[p], numbers[o], data) for s, o, p, data in graph.edges(keys=True, data=True)),
        key=lambda edge: edge[:3],
    )
    triples = [edge[:3] for edge in edges]
    years = years_of(found, triples)
    documents: Mapping[str, Any] = graph.graph["documents"]
    order = sorted(documents)
    places = {key: place for place, key in enumerate(order)}
    sections = {
        **of_texts("ids", map(_bytes, keys)),
        **of_texts("names", (_bytes(node["name"]) for node in found)),
        "kinds": bytes(_KIND[node["type"]] for node in found),
        "years": array("H", years).tobytes(),
        **_rows(len(keys), triples),
        "confidence": array("d", (edge[3]["confidence"] for edge in edges)).tobytes(),
        **_broader(found, numbers),
        **names.sections((node["name"], *node["aliases"]) for node in found),
        **of_texts("nodes", (_json({k: v for k, v in node.items() if k != "evidence"}) for node in found)),
        **of_texts("mentions", (_evidence(node["evidence"], places) for node in found)),
        **of_texts("evidence", (_evidence(edge[3]["evidence"], places) for edge in edges)),
        **of_texts("keys", map(_bytes, order)),
        **of_texts("documents", (_json(documents[key]) for key in order)),
    }
    sections |= _counts(sections, years)
    quotes = sum(len(edge[3]["evidence"]) for edge in edges)
    own = {"name": graph.graph.get("name", ""), "documents": len(order), "evidence": quotes}
    return packed(own | about, sections, _EAGER)


def years_of(nodes: Sequence[Mapping[str, Any]], triples: Iterable[Triple]) -> list[int]:
    """Return for each talk and event its year, 0 for what has none.

    A talk's is that of its own date, else the first of its events'; an event's is that of its date, else a year that
    stands in its name.
    """
    years = [_year(node) if node["type"] in {Kind.TALK, Kind.EVENT} else 0 for node in nodes]
    events = defaultdict(list)
    for subject, predicate, obj in triples:
        if predicate == _PREDICATE[Predicate.PRESENTED_AT] and years[obj]:
            events[subject].append(years[obj])
    for talk, found in events.items():
        years[talk] = years[talk] or min(found)
    return years


def _year(node: Mapping[str, Any]) -> int:
    if date := node.get("date"):
        return int(date[:4])
    said = _YEAR.findall(node["name"]) if node["type"] == Kind.EVENT else ()
    return int(said[-1]) if said else 0


def _rows(nodes: int, triples: Sequence[Triple]) -> dict[str, bytes]:
    """Return the compressed sparse rows of both directions."""
    back = sorted(range(len(triples)), key=lambda edge: (triples[edge][2], triples[edge][1], triples[edge][0]))
    return {
        "first": _bounds(nodes, (s for s, _, _ in triples)),
        "objects": array("I", (o for _, _, o in triples)).tobytes(),
        "predicates": bytes(p for _, p, _ in triples),
        "back first": _bounds(nodes, (o for _, _, o in triples)),
        "subjects": array("I", (triples[edge][0] for edge in back)).tobytes(),
        "back": array("I", back).tobytes(),
    }


def _bounds(nodes: int, ends: Iterable[int]) -> bytes:
    often = Counter(ends)
    return array("I", accumulate((often[node] for node in range(nodes)), initial=0)).tobytes()


def _broader(nodes: Sequence[Mapping[str, Any]], numbers: Mapping[str, int]) -> dict[str, bytes]:
    pairs = [
        (topic, numbers[broader])
        for topic, node in enumerate(nodes)
        for broader in node.get("broader", ())
        if broader in numbers
    ]
    return {
        "topics": array("I", (topic for topic, _ in pairs)).tobytes(),
        "broader": array("I", (broader for _, broader in pairs)).tobytes(),
    }


def _counts(sections: Mapping[str, bytes], years: Sequence[int]) -> dict[str, bytes]:
    found = Sections({}, {name: memoryview(data) for name, data in sections.items()})
    kinds, edges = found.numbers("kinds", "B"), Edges.of(found)
    speakers = {talk: edges.into(talk, Predicate.GAVE) for talk, code in enumerate(kinds) if KINDS[code] is Kind.TALK}
    numbers, people, dated = array("I"), array("I"), []
    for node in range(len(kinds)):
        given = talks_of(kinds, edges, node)
        numbers.append(len(given))
        people.append(len(set(chain.from_iterable(speakers[talk] for talk in given))))
        often = Counter(years[talk] for talk in given if years[talk])
        dated.append(array("I", chain.from_iterable(sorted(often.items()))).tobytes())
    return {"talks": numbers.tobytes(), "speakers": people.tobytes(), **of_texts("talk years", dated)}


def _evidence(found: Iterable[EvidenceAttributes], places: Mapping[str, int]) -> bytes:
    return _json([
        [places[e["document"]], e["start"], e["end"], e["quote"], e["rule"], e["confidence"]] for e in found
    ])  # fmt: skip


def _json(value: object) -> bytes:
    return _ENCODE(value).encode("utf-8", "backslashreplace")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
