"""Nodes and edges in any order, some of them twice → one graph in normal form.

Everything that makes a graph goes through here: building, merging, reading a file. Uniting two nodes or two edges is
commutative, associative and idempotent, so the order in which they come doesn't show.
"""

from __future__ import annotations

from collections.abc import Iterable

from talkgraph.graph.shape import (
    DocumentAttributes,
    EdgeAttributes,
    EvidenceAttributes,
    Graph,
    GraphAttributes,
    NodeAttributes,
)
from talkgraph.graph.values import date_type, is_link
from talkgraph.model import ENDS, engine_of, first_date

Node = tuple[str, NodeAttributes]
Edge = tuple[str, str, str, EdgeAttributes]
_ALWAYS = frozenset({"type", "name", "aliases", "same_as", "count", "evidence"})
_SYMMETRIC = frozenset(predicate.value for predicate, ends in ENDS.items() if ends.symmetric)


def assemble(about: GraphAttributes, nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
    """Return the graph of `nodes` (id, attributes) and `edges` (subject, predicate, object, attributes).

    Those that come twice are united. All is sorted; a symmetric edge stands once, from the smaller id to the larger;
    links that are no addresses and dates that don't exist stay out.
    """
    found: dict[str, NodeAttributes] = {}
    for key, node in nodes:
        found[key] = unite_nodes(found.get(key, node), node)
    joined: dict[tuple[str, str, str], EdgeAttributes] = {}
    for subject, predicate, obj, edge in edges:
        ends = (obj, subject) if predicate in _SYMMETRIC and obj < subject else (subject, obj)
        triple = (ends[0], predicate, ends[1])
        joined[triple] = unite_edges(joined.get(triple, edge), edge)
    graph = Graph()
    graph.graph.update(about)
    graph.graph["documents"] = {key: _document(entry) for key, entry in sorted(about["documents"].items())}
    for key in sorted(found):
        graph.add_node(key, **found[key])
    for subject, predicate, obj in sorted(joined):
        graph.add_edge(subject, obj, predicate, **joined[subject, predicate, obj])
    return graph


def unite_nodes(a: NodeAttributes, b: NodeAttributes) -> NodeAttributes:
    """Return one node for two of one id: the fuller name, the other forms as aliases, one mention for each document.

    Where several engines read, it is one mention of each of them.
    """
    name = a["name"] if a is b else min(a["name"], b["name"], key=lambda n: (n.isupper(), n.islower(), -len(n), n))
    first: dict[tuple[str, str], EvidenceAttributes] = {}
    for entry in (*a["evidence"], *b["evidence"]):
        reader = (entry["document"], engine_of(entry["rule"]))
        first[reader] = min(first.get(reader, entry), entry, key=_order)
    node = NodeAttributes(
        type=a["type"],
        name=name,
        aliases=sorted({a["name"], b["name"], *a["aliases"], *b["aliases"]} - {name, ""}),
        same_as=sorted(link for link in {*a["same_as"], *b["same_as"]} if is_link(link)),
        count=max(a["count"], b["count"], len({document for document, _ in first})),
        evidence=[_plain(entry) for entry in sorted(first.values(), key=_order)],
    )
    if a.keys() | b.keys() > _ALWAYS:
        _unite_rest(node, a, b)
    return node


def _unite_rest(node: NodeAttributes, a: NodeAttributes, b: NodeAttributes) -> None:
    """Add what is there only where something is known."""
    if date := first_date(d for n in (a, b) if date_type(d := n.get("date", ""))):
        node["date"] = date
    if url := min((u for n in (a, b) if is_link(u := n.get("url", ""))), default=""):
        node["url"] = url
    if broader := sorted({*a.get("broader", ()), *b.get("broader", ())}):
        node["broader"] = broader
    if end := max((d for n in (a, b) if date_type(d := n.get("end_date", ""))), default=""):
        node["end_date"] = end
    if language := min((t for n in (a, b) if (t := n.get("language"))), default=""):
        node["language"] = language
    if abstract := max((a.get("abstract", ""), b.get("abstract", "")), key=lambda text: (len(text), text)):
        node["abstract"] = abstract
    if recordings := _links(a.get("recordings", ()), b.get("recordings", ())):
        node["recordings"] = recordings
    if slides := _links(a.get("slides", ()), b.get("slides", ())):
        node["slides"] = slides
    if identifiers := sorted({*a.get("identifiers", ()), *b.get("identifiers", ())} - {""}):
        node["identifiers"] = identifiers
    if repeats := sorted({*a.get("repeats", ()), *b.get("repeats", ())}):
        node["repeats"] = repeats
    if why := sorted({*a.get("why", ()), *b.get("why", ())} - {""}):
        node["why"] = why


def _links(a: Iterable[str], b: Iterable[str]) -> list[str]:
    return sorted(link for link in {*a, *b} if is_link(link))


def unite_edges(a: EdgeAttributes, b: EdgeAttributes) -> EdgeAttributes:
    """Return one edge for two of the same ends and predicate, with the evidence of both."""
    best: dict[tuple[object, ...], EvidenceAttributes] = {}
    for entry in a["evidence"] if a is b else (*a["evidence"], *b["evidence"]):
        key = (entry["document"], entry["start"], entry["end"], entry["rule"])
        known = best.setdefault(key, entry)
        if known is not entry:
            best[key] = min(known, entry, key=lambda e: (-e["confidence"], e["quote"]))
    evidence = [_plain(best[key]) for key in sorted(best)]
    confidence = float(max(a["confidence"], b["confidence"]))
    return EdgeAttributes(predicate=a["predicate"], confidence=confidence, evidence=evidence)


def _order(entry: EvidenceAttributes) -> tuple[str, int, int, str, float, str]:
    return (entry["document"], entry["start"], entry["end"], entry["rule"], -entry["confidence"], entry["quote"])


def _plain(entry: EvidenceAttributes) -> EvidenceAttributes:
    """Return a copy with the keys in their order, so that equal graphs are written alike."""
    return EvidenceAttributes(
        document=entry["document"],
        start=entry["start"],
        end=entry["end"],
        quote=entry["quote"],
        rule=entry["rule"],
        confidence=float(entry["confidence"]),
    )


def _document(entry: DocumentAttributes) -> DocumentAttributes:
    document = DocumentAttributes(
        path=entry["path"],
        title=entry["title"],
        authors=sorted(set(entry["authors"])),
        date=entry["date"] if date_type(entry["date"]) else "",
        language=entry["language"],
        url=entry["url"] if is_link(entry["url"]) else "",
        sha256=entry["sha256"],
    )
    if part := entry.get("part"):
        document["part"] = part
    return document
