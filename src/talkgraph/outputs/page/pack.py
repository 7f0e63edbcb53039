"""The whole graph as columns, squeezed into texts that a page can carry: JSON, gzip without a clock, base64.

What a page needs to draw and to search stands in one text, unpacked on load. What is only read when it is asked for
(evidence, abstracts, documents) stands in blocks of so many rows each, unpacked one by one.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.model import Kind, Predicate

KINDS = [str(kind) for kind in Kind]
PREDICATES = [str(predicate) for predicate in Predicate]
BLOCK = 2000
"""Rows of a block: some 60 kB of the page, unpacked within 10 ms."""
MOST_ABSTRACTS = 8000
"""Graphs with more nodes leave abstracts out of the page, of which they would be the greater part."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def columns(graph: Graph, *, evidence: bool = True) -> dict[str, Any]:
    """Return the graph as lists: one a column, rows by number; columns that are mostly empty as number → value.

    Edges are sorted by their source, of which only the difference to the one before is said. `blocks` are the texts
    of what is unpacked later (module docstring), by name and number: `edge-0`, `node-0`, `document-0`.
    """
    keys = [key for key, _ in nodes(graph)]
    number = {key: i for i, key in enumerate(keys)}
    rows = [node for _, node in nodes(graph)]
    names = {key: node["name"] for key, node in nodes(graph)}
    lines = list(edges(graph))
    sources = [number[s] for s, *_ in lines]
    years = years_of(graph)
    papers = documents(graph)
    paper = {key: i for i, key in enumerate(papers)}
    rules: dict[str, int] = {}
    found = {
        "edge": _quoted(
            [edge["evidence"] for *_, edge in lines], [(names[s], names[o]) for s, _, o, _ in lines], paper, rules
        )
        if evidence
        else [],
        "node": _told(rows, paper, rules, number) if evidence else [],
        "document": _blocks(
            [d["path"], d["title"], d["date"], d["url"], ", ".join(d["authors"])] for d in papers.values()
        )
        if evidence
        else [],
    }
    return {
        "id": keys,
        "name": [node["name"] for node in rows],
        "type": [KINDS.index(node["type"]) for node in rows],
        "count": [node["count"] for node in rows],
        "year": [years.get(key, 0) for key in keys],
        "aliases": _sparse([node["aliases"] for node in rows]),
        "date": _sparse([node.get("date", "") for node in rows]),
        "links": _sparse([_links(node) for node in rows]),
        "broader": _sparse([[number[key] for key in node.get("broader", [])] for node in rows]),
        "source": [a - b for a, b in zip(sources, [0, *sources], strict=False)],
        "target": [number[o] for _, _, o, _ in lines],
        "predicate": [PREDICATES.index(p) for _, p, _, _ in lines],
        "confidence": [round(edge["confidence"], 2) for *_, edge in lines],
        "rules": list(rules),
        "block": BLOCK,
        "evidence": evidence,
        "blocks": {f"{name}-{i}": text for name, texts in found.items() for i, text in enumerate(texts)},
    }


def squeeze(value: Any) -> str:
    """Return `value` as base64 of gzipped JSON, the same text for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    data = gzip.compress(text.encode("utf-8", "replace"), compresslevel=9, mtime=0)
    return base64.b64encode(data).decode("ascii")


def _sparse(column: Sequence[Any]) -> dict[int, Any]:
    return {i: value for i, value in enumerate(column) if value}


def _links(node: Mapping[str, Any]) -> list[list[str]]:
    """Return the addresses of a node as [what, address]; `what` is empty where the address says it itself."""
    page = [["page", node["url"]]] if node.get("url") else []
    named = [[what, each] for what in ("recordings", "slides") for each in node.get(what, [])]
    return [*page, *named, *(["", each] for each in node["same_as"])]


def years_of(graph: Graph) -> dict[str, int]:
    """Return the years of talks and events: of their own date, of an event's name, of a talk's event; else 0."""
    own = {key: _year(node) for key, node in nodes(graph) if node["type"] in {Kind.TALK, Kind.EVENT}}
    for talk, predicate, event, _ in edges(graph):
        if predicate == Predicate.PRESENTED_AT and not own.get(talk):
            own[talk] = own.get(event, 0)
    return own


def _year(row: Mapping[str, Any]) -> int:
    said = row.get("date", "")[:4] or (row["name"] if row["type"] == Kind.EVENT else "")
    return int(found[0]) if (found := _YEAR.search(said)) else 0


def _told(
    rows: Sequence[Mapping[str, Any]], paper: Mapping[str, int], rules: dict[str, int], number: Mapping[str, int]
) -> list[str]:
    """Return the blocks of nodes: [evidence, abstract, other talks that are the same one, why names were united]."""
    return _quoted(
        [row["evidence"] for row in rows],
        [(row["name"],) for row in rows],
        paper,
        rules,
        [
            [
                row.get("abstract", "") if len(rows) <= MOST_ABSTRACTS else "",
                [number[k] for k in row.get("repeats", []) if k in number],
                row.get("why", []),
            ]
            for row in rows
        ],
    )


def _quoted(
    lists: Sequence[Sequence[Mapping[str, Any]]],
    names: Sequence[tuple[str, ...]],
    paper: Mapping[str, int],
    rules: dict[str, int],
    more: Sequence[list[Any]] = (),
) -> list[str]:
    """Return blocks of lists of evidence; a quote that several share stands once in each block.

    A piece of evidence is [document, start, quote, rule, confidence], all but the second and the last by number. A
    quote that is just one of `names`, which the page has already, is numbered from -1 downwards.
    """
    texts = []
    for start, block in _batches(lists):
        quotes: dict[str, int] = {}

        def numbered(quote: str, known: tuple[str, ...], quotes: dict[str, int] = quotes) -> int:
            return -1 - known.index(quote) if quote in known else quotes.setdefault(quote, len(quotes))

        rows = [
            [
                [
                    paper.get(e["document"], -1),
                    e["start"],
                    numbered(e["quote"], known),
                    rules.setdefault(e["rule"], len(rules)),
                    round(e["confidence"], 2),
                ]
                for e in row
            ]
            for row, known in zip(block, names[start : start + BLOCK], strict=True)
        ]
        texts.append(squeeze({"rows": rows, "quotes": list(quotes), "more": more[start : start + BLOCK]}))
    return texts


def _blocks(rows: Iterable[list[str]]) -> list[str]:
    return [squeeze({"rows": block}) for _, block in _batches(rows)]


def _batches(rows: Iterable[Any]) -> Iterator[tuple[int, list[Any]]]:
    everything = list(rows)
    for start in range(0, len(everything), BLOCK):
        yield start, everything[start : start + BLOCK]
