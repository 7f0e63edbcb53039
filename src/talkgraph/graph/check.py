"""Whether a graph has the schema of `shape`: asked of everything that comes from outside, and by every writer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import networkx as nx

from talkgraph.errors import GraphError
from talkgraph.graph.shape import SCHEMA, Graph
from talkgraph.graph.values import date_type, is_id, is_link, is_local
from talkgraph.model import ENDS, Kind, Predicate

_HINT = "a graph of talkgraph's own making was expected: see docs/graph.md, or make one by `talkgraph build`"
_SHA256 = re.compile("[0-9a-f]{64}")
_KINDS = frozenset(Kind)
_PREDICATES = frozenset(Predicate)
_TEXTS = "a list of texts"
_EVIDENCE = {"document": str, "start": int, "end": int, "quote": str, "rule": str, "confidence": float}
_EVIDENCE_VALUES = itemgetter(*_EVIDENCE)
_OF_KIND = {
    "language": (Kind.TALK,),
    "abstract": (Kind.TALK,),
    "recordings": (Kind.TALK,),
    "slides": (Kind.TALK,),
    "repeats": (Kind.TALK,),
    "end_date": (Kind.EVENT,),
    "identifiers": (Kind.PERSON,),
}
_DOCUMENT = {"path": str, "title": str, "date": str, "language": str, "url": str, "sha256": str}
_ONE_OF = f"not one of {', '.join(Predicate)}"
_ONE_KIND = f"not one of {', '.join(Kind)}"
_JOINS = frozenset((a, p.value, b) for p, ends in ENDS.items() for a, b in ends.pairs)
_ALWAYS = frozenset({"type", "name", "aliases", "same_as", "count", "evidence", "date", "url", "broader"})

Quotes = dict[tuple[str, int, int], str]
"""What stands where in which document: two readings of one place must agree."""


def check_shape(graph: Graph, place: str = "the graph") -> None:
    """Check that a graph has the schema, so that every writer and every question can rely on it.

    Raises:
        GraphError: it hasn't; says where, what, and what was expected.
    """
    if not isinstance(graph, nx.MultiDiGraph):
        raise GraphError(place, f"a networkx.MultiDiGraph was expected, not a {type(graph).__name__}", _HINT)
    try:
        _graph(graph)
        quotes: Quotes = {}
        for key, node in graph.nodes(data=True):
            _node(graph, key, node, quotes)
        for subject, obj, predicate, edge in graph.edges(keys=True, data=True):
            _edge(graph, (subject, predicate, obj), edge, quotes)
    except _Wrong as wrong:
        raise GraphError(place, str(wrong), _HINT) from None


class _Wrong(Exception):  # noqa: N818  never leaves this module
    """What is wrong, and with what."""


def _need(holds: bool, what: str, wrong: str) -> None:  # noqa: FBT001  the condition itself
    if not holds:
        raise _Wrong(f"{what}: {wrong}")


def _graph(graph: Graph) -> None:
    version = graph.graph.get("talkgraph")
    _need(version == SCHEMA, "graph", f"its schema is {version!r}, this talkgraph knows {SCHEMA}")
    _need(isinstance(graph.graph.get("name"), str), "graph", "it has no name")
    base = graph.graph.get("base", "https://base.example/")
    _need(isinstance(base, str) and is_link(base), "graph", f"its base is not an address: {base!r}")
    licence, modified = graph.graph.get("license", ""), graph.graph.get("modified", "")
    right = isinstance(licence, str) and (not licence or is_link(licence))
    _need(right, "graph", f"its license is not an address: {licence!r}")
    right = isinstance(modified, str) and (not modified or bool(date_type(modified)))
    _need(right, "graph", f"not a date: {modified!r}")
    entries = graph.graph.get("documents")
    if not isinstance(entries, Mapping):
        raise _Wrong("graph: it has no documents")
    for key, entry in entries.items():
        what = f"document {key!r}"
        _need(isinstance(key, str) and is_local(key), what, "not an id")
        _need(isinstance(entry, Mapping), what, "it has no attributes")
        if {*map(type, map(entry.get, _DOCUMENT))} != {str}:
            _fields(what, entry, _DOCUMENT)
        _need(_are_texts(entry.get("authors")), what, f"authors is not {_TEXTS}")
        _need(not entry["sha256"] or bool(_SHA256.fullmatch(entry["sha256"])), what, "sha256 is not 64 hex digits")
        _need(isinstance(entry.get("part", ""), str), what, "part is not a text")
        _dates_and_links(what, entry, ())


def _node(graph: Graph, key: object, node: Mapping[str, Any], quotes: Quotes) -> None:
    what = f"node {key!r}"
    kind = node.get("type")
    _need(kind in _KINDS, what, f"its type is {kind!r}, {_ONE_KIND}")
    _need(isinstance(key, str) and is_id(key, str(kind)), what, f"not an id: `{kind}:` and a slug")
    if type(node.get("name")) is not str or type(node.get("count")) is not int or node["count"] < 0:
        _fields(what, node, {"name": str, "count": int})
    _need(bool(node["name"]), what, "its name is empty")
    for name in ("aliases", "same_as"):
        _need(_are_texts(node.get(name)), what, f"{name} is not {_TEXTS}")
    _dates_and_links(what, node, node["same_as"])
    broader = node.get("broader", [])
    _need(_are_texts(broader), what, f"broader is not {_TEXTS}")
    _need(not broader or kind == Kind.TOPIC, what, "only topics have broader ones")
    for topic in broader:
        known = graph.has_node(topic) and graph.nodes[topic].get("type") == Kind.TOPIC
        _need(known, what, f"its broader topic {topic!r} is not in the graph")
    _rest(graph, what, node)
    _evidence(graph, what, node.get("evidence"), quotes)


def _rest(graph: Graph, what: str, node: Mapping[str, Any]) -> None:
    """Check what only records of schedules and archives tell."""
    if node.keys() <= _ALWAYS:
        return
    for name, kinds in _OF_KIND.items():
        _need(name not in node or node["type"] in kinds, what, f"a {node['type']} has no {name}")
    for name in ("language", "abstract"):
        _need(isinstance(node.get(name, ""), str), what, f"{name} is not a text")
    for name in ("recordings", "slides", "identifiers", "repeats", "why"):
        _need(_are_texts(node.get(name, [])), what, f"{name} is not {_TEXTS}")
    end = node.get("end_date", "")
    _need(isinstance(end, str) and (not end or bool(date_type(end))), what, f"not a date: {end!r}")
    for link in (*node.get("recordings", ()), *node.get("slides", ())):
        _need(is_link(link), what, f"not an address: {link!r}")
    for talk in node.get("repeats", ()):
        known = graph.has_node(talk) and graph.nodes[talk].get("type") == Kind.TALK
        _need(known, what, f"the talk that it repeats, {talk!r}, is not in the graph")


def _edge(graph: Graph, key: tuple[str, str, str], edge: Mapping[str, Any], quotes: Quotes) -> None:
    subject, predicate, obj = key
    what = f"edge {subject} {predicate} {obj}"
    kinds = graph.nodes[subject]["type"], graph.nodes[obj]["type"]
    _need(predicate in _PREDICATES, what, _ONE_OF)
    _need(edge.get("predicate") == predicate, what, f"its attribute says {edge.get('predicate')!r}")
    _need((kinds[0], predicate, kinds[1]) in _JOINS, what, f"can't join {kinds[0]} and {kinds[1]}")
    if predicate == Predicate.COLOCATED_WITH:
        _need(subject < obj, what, "stands under the smaller of the two ids, once")
    sure = edge.get("confidence")
    if type(sure) is not float or not 0 < sure <= 1:
        _fields(what, edge, {"confidence": float})
        _need(0 < edge["confidence"] <= 1, what, f"not a confidence: {sure}")
    _evidence(graph, what, edge.get("evidence"), quotes)


def _evidence(graph: Graph, what: str, found: object, quotes: Quotes) -> None:
    if not isinstance(found, list):
        raise _Wrong(f"{what}: evidence is not a list")
    known = graph.graph["documents"]
    for entry in found:
        if _is_right(entry, known, quotes):
            continue
        _need(isinstance(entry, Mapping), what, "its evidence is not a mapping")
        _fields(f"{what}, evidence", entry, _EVIDENCE)
        document, quote = entry["document"], entry["quote"]
        _need(document in known, what, f"evidence of an unknown document: {document!r}")
        _need(0 <= entry["start"] < entry["end"], what, f"not a place in a text: {entry['start']}-{entry['end']}")
        _need(len(quote) == entry["end"] - entry["start"], what, f"a quote that doesn't fill its place: {quote[:60]!r}")
        _need(bool(entry["rule"]) and 0 < entry["confidence"] <= 1, what, "evidence without rule or confidence")
        said = quotes.setdefault((document, entry["start"], entry["end"]), quote)
        _need(said == quote, what, f"{document} says two things at {entry['start']}: {said[:60]!r}, {quote[:60]!r}")


def _is_right(entry: Any, known: Mapping[str, Any], quotes: Quotes) -> bool:
    """Return whether a piece of evidence is as it nearly always is: a graph has a million of them, and one answer for
    all is ten times as fast as to ask for each value by itself. What is not so is looked at closely.
    """
    try:
        document, start, end, quote, rule, sure = _EVIDENCE_VALUES(entry)
    except (KeyError, TypeError):
        return False
    return (
        type(document) is type(quote) is type(rule) is str
        and type(start) is type(end) is int
        and type(sure) is float
        and document in known
        and 0 <= start < end
        and len(quote) == end - start
        and bool(rule)
        and 0 < sure <= 1
        and quotes.setdefault((document, start, end), quote) == quote
    )


def _fields(what: str, found: Mapping[str, Any], kinds: Mapping[str, type]) -> None:
    for name, kind in kinds.items():
        value = found.get(name)
        if kind is float:
            right = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        else:
            right = isinstance(value, kind) and not isinstance(value, bool)
        _need(right, what, f"{name} is missing" if value is None else f"{name} is not a {kind.__name__}: {value!r:.80}")
    _need(found.get("count", 0) >= 0, what, "a negative count")


def _dates_and_links(what: str, found: Mapping[str, Any], links: list[str] | tuple[()]) -> None:
    when, url = found.get("date", ""), found.get("url", "")
    _need(isinstance(when, str) and (not when or bool(date_type(when))), what, f"not a date: {when!r}")
    for link in (url, *links):
        _need(isinstance(link, str) and (not link or is_link(link)), what, f"not an address: {link!r}")


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
