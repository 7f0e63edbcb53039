"""Nodes and edges as rows of texts and numbers: what tables, Gephi and Graphviz can hold of a graph. Not read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.graph.shape import EvidenceAttributes, NodeAttributes

SEPARATOR: Final = "|"
"""Between the values of a list, as tools for tables take it."""
TYPES: Final = {
    "id": "string", "name": "string", "type": "string", "aliases": "string", "count": "integer", "date": "string",
    "end_date": "string", "url": "string", "same_as": "string", "language": "string", "abstract": "string",
    "recordings": "string", "slides": "string", "identifiers": "string", "broader": "string", "repeats": "string",
    "source": "string", "target": "string", "predicate": "string", "confidence": "double", "documents": "integer",
    "quote": "string", "path": "string", "rule": "string",
}  # fmt: skip
NODE: Final = tuple(TYPES)[: tuple(TYPES).index("source")]
EDGE: Final = tuple(TYPES)[len(NODE) :]
COLOURS: Final = {
    "event": (230, 159, 0),
    "organization": (213, 94, 0),
    "person": (0, 114, 178),
    "place": (204, 121, 167),
    "project": (0, 158, 115),
    "talk": (86, 180, 233),
    "topic": (240, 228, 66),
}
"""Okabe and Ito's palette, told apart by people who see few colours."""

Row = Mapping[str, str | int | float]


class Dated(NamedTuple):
    """A row, and the first and last day that it holds for, where they are known: `2014`, `2014-10` or `2014-10-30`."""

    row: Row
    first: str
    last: str


def node_rows(graph: Graph) -> Iterator[Dated]:
    """Yield a row for each node, sorted by id; a list is one text, its values joined by `|`."""
    for key, node in nodes(graph):
        row: dict[str, str | int | float] = {"id": key}
        for name in NODE[1:]:
            value = node.get(name, "")
            row[name] = SEPARATOR.join(value) if isinstance(value, list) else value  # type: ignore[assignment]
        first, last = _days(node)
        yield Dated(row, first, last)


def edge_rows(graph: Graph) -> Iterator[Dated]:
    """Yield a row for each edge with its best evidence; it holds on the days of the talk or event at an end."""
    known = documents(graph)
    for subject, predicate, obj, edge in edges(graph):
        found: EvidenceAttributes | None = max(edge["evidence"], key=lambda entry: entry["confidence"], default=None)
        row: dict[str, str | int | float] = {
            "source": subject,
            "target": obj,
            "predicate": predicate,
            "confidence": edge["confidence"],
            "documents": len({entry["document"] for entry in edge["evidence"]}),
            "quote": found["quote"] if found else "",
            "path": known[found["document"]]["path"] if found else "",
            "rule": found["rule"] if found else "",
        }
        days = (_days(graph.nodes[end]) for end in (subject, obj))  # type: ignore[arg-type]
        first, last = next((day for day in days if day[0]), ("", ""))
        yield Dated(row, first, last)


def _days(node: NodeAttributes) -> tuple[str, str]:
    return node.get("date", ""), node.get("end_date", "")
