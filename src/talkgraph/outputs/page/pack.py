"""The whole graph as columns, squeezed into text that a page can carry: JSON, gzip without a clock, base64."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.model import Kind, Predicate

KINDS = [str(kind) for kind in Kind]
PREDICATES = [str(predicate) for predicate in Predicate]


def columns(graph: Graph) -> dict[str, Any]:
    """Return the graph as lists: one a column, rows by number; a quote that several statements share stands once."""
    keys = [key for key, _ in nodes(graph)]
    number = {key: i for i, key in enumerate(keys)}
    papers = documents(graph)
    paper = {key: i for i, key in enumerate(papers)}
    quotes: dict[str, int] = {}
    rules: dict[str, int] = {}

    def evidence(rows: Any) -> list[list[float]]:
        return [
            [
                paper.get(e["document"], -1),
                e["start"],
                quotes.setdefault(e["quote"], len(quotes)),
                rules.setdefault(e["rule"], len(rules)),
                e["confidence"],
            ]
            for e in rows
        ]

    rows = [node for _, node in nodes(graph)]
    return {
        "id": keys,
        "name": [node["name"] for node in rows],
        "type": [KINDS.index(node["type"]) for node in rows],
        "aliases": [node["aliases"] for node in rows],
        "count": [node["count"] for node in rows],
        "date": [node.get("date", "") for node in rows],
        "links": [[*([node["url"]] if node.get("url") else []), *node["same_as"]] for node in rows],
        "broader": [[number[key] for key in node.get("broader", [])] for node in rows],
        "named": [evidence(node["evidence"]) for node in rows],
        "edges": [
            [number[s], number[o], PREDICATES.index(p), edge["confidence"], evidence(edge["evidence"])]
            for s, p, o, edge in edges(graph)
        ],
        "documents": [[d["path"], d["title"], d["date"], d["url"], ", ".join(d["authors"])] for d in papers.values()],
        "quotes": list(quotes),
        "rules": list(rules),
    }


def squeeze(value: Any) -> str:
    """Return `value` as base64 of gzipped JSON, the same text for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    data = gzip.compress(text.encode("utf-8", "replace"), compresslevel=9, mtime=0)
    return base64.b64encode(data).decode("ascii")
