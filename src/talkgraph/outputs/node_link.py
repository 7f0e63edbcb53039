"""Node-link JSON, as NetworkX reads and writes it: one node or edge a line, so that a diff shows what has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from talkgraph.errors import GraphError, Place
from talkgraph.graph import Graph, check_shape, shape
from talkgraph.graph.assemble import Edge, Node, assemble
from talkgraph.graph.shape import (
    NAME,
    SCHEMA,
    EdgeAttributes,
    EvidenceAttributes,
    GraphAttributes,
    NodeAttributes,
)

_LISTS = ("aliases", "same_as", "broader", "evidence", "recordings", "slides", "identifiers", "repeats", "why")
_MORE = ("base", "license", "modified")
_HINT = "node-link JSON of talkgraph was expected: `nodes` with id, type, name; `edges` with source, target, predicate"


def write(graph: Graph) -> Iterator[bytes]:
    """Yield the graph as node-link JSON in UTF-8, sorted; `networkx.node_link_graph(data, edges="edges")` reads it.

    Raises:
        GraphError: the graph has not the schema of `docs/graph.md`.
    """
    check_shape(graph)
    about = {
        key: value for key, value in sorted(shape.attributes(graph).items()) if key in (*_MORE, "name", "talkgraph")
    }
    yield b'{\n"directed": true,\n"multigraph": true,\n"graph": {\n'
    yield from (_line(f"{_text(key)}: {_text(value)},") for key, value in about.items())
    yield b'"documents": {\n'
    yield from _lines(f"{_text(key)}: {_text(entry)}" for key, entry in shape.documents(graph).items())
    yield b'}\n},\n"nodes": [\n'
    yield from _lines(_text({"id": key, **_known(node, NodeAttributes)}) for key, node in shape.nodes(graph))
    yield b'],\n"edges": [\n'
    yield from _lines(
        _text({"source": s, "target": o, "key": p, **_known(edge, EdgeAttributes)})
        for s, p, o, edge in shape.edges(graph)
    )
    yield b"]\n}\n"


def read(data: bytes, place: Place | str) -> Graph:
    """Return the graph of node-link JSON; what may be left out (aliases, evidence …) is filled in.

    Raises:
        GraphError: not JSON, not node-link, or not of this schema; says where.
    """
    path = str(place)
    found = _parsed(data, path)
    if not isinstance(found, dict) or not isinstance(found.get("nodes"), list):
        raise GraphError(path, "it has no list of `nodes`", _HINT)
    rows = found.get("edges", found.get("links", []))
    about = found.get("graph", {})
    if not isinstance(rows, list) or not isinstance(about, dict):
        raise GraphError(path, "`edges` is not a list or `graph` not an object", _HINT)
    if about.get("talkgraph", SCHEMA) != SCHEMA:
        what = f"its schema is {about['talkgraph']!r}, this talkgraph knows {SCHEMA}"
        raise GraphError(path, what, "was it made by a newer talkgraph?")
    try:
        nodes, edges = [_node(row) for row in found["nodes"]], [_edge(row) for row in rows]
        graph = assemble(_about(about), nodes, edges)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise GraphError(path, f"a value is missing or of the wrong type: {error}", _HINT) from error
    known = {key for key, _ in nodes}
    if strange := next((edge for edge in edges if not {edge[0], edge[2]} <= known), None):
        raise GraphError(path, f"edge {' '.join(strange[:3])}: an end of it is not among the nodes", _HINT)
    check_shape(graph, path)
    return graph


def _parsed(data: bytes, path: str) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise GraphError(Place(path, error.lineno), f"not JSON: {error.msg}", _HINT) from error
    except (ValueError, RecursionError) as error:
        raise GraphError(path, f"not JSON: {error}", _HINT) from error


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not a number of JSON")


def _about(found: Mapping[str, Any]) -> GraphAttributes:
    entries = {
        key: {"path": key, "title": "", "authors": [], "date": "", "language": "", "url": "", "sha256": "", **entry}
        for key, entry in found.get("documents", {}).items()
    }
    about = {"name": found.get("name") or NAME, "talkgraph": SCHEMA, "documents": entries}
    about |= {key: found[key] for key in _MORE if key in found}
    return cast("GraphAttributes", about)


def _node(row: Mapping[str, Any]) -> Node:
    evidence = row.get("evidence", [])
    filled = {"aliases": [], "same_as": [], "count": len({e["document"] for e in evidence}), "evidence": [], **row}
    _are_lists(filled, *_LISTS)
    return row["id"], cast("NodeAttributes", filled)


def _edge(row: Mapping[str, Any]) -> Edge:
    predicate = row.get("predicate") or row["key"]
    evidence: list[EvidenceAttributes] = row.get("evidence", [])
    best = max((e["confidence"] for e in evidence), default=1.0)
    filled = {"confidence": best, "evidence": [], **row, "predicate": predicate}
    _are_lists(filled, "evidence")
    return row["source"], predicate, row["target"], cast("EdgeAttributes", filled)


def _are_lists(found: Mapping[str, Any], *names: str) -> None:
    for name in names:
        if not isinstance(found.get(name, []), list):
            raise TypeError(f"{name} is not a list: {found[name]!r:.80}")


def _known(found: NodeAttributes | EdgeAttributes, schema: type) -> dict[str, Any]:
    """Return the attributes of the schema, in its order; others are the user's own."""
    return {name: found[name] for name in schema.__annotations__ if name in found}  # type: ignore[literal-required]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _lines(rows: Iterable[str]) -> Iterator[bytes]:
    """Yield the rows as lines with commas between them."""
    before = ""
    for row in rows:
        if before:
            yield _line(f"{before},")
        before = row
    if before:
        yield _line(before)


def _line(row: str) -> bytes:
    """A lone surrogate, which UTF-8 can't hold, comes out as JSON's own escape for it."""
    return f"{row}\n".encode("utf-8", "backslashreplace")
