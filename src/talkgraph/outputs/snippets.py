"""Snippets of schema.org for web pages: one JSON object a line for each talk and event, to be put into
`<script type="application/ld+json">` of its page. Search engines read them; nothing here reads them back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from talkgraph.graph import Graph, check_shape, nodes
from talkgraph.outputs.rdf.mapping import base_of
from talkgraph.outputs.rdf.syntax import in_pieces


def write(graph: Graph, *, base: str = "") -> Iterator[bytes]:
    """Yield a line for each talk and event, sorted by id.

    What search engines ask of an event (name, date, place) is there where the graph knows it.

    Raises:
        GraphError: the graph has not the schema of `docs/graph.md`.
        OutputError: the base is no address.
    """
    check_shape(graph)
    return in_pieces(_lines(graph, base_of(graph, base)))


def _lines(graph: Graph, base: str) -> Iterator[str]:
    for key, node in nodes(graph):
        if node["type"] in ("talk", "event"):
            said = {"@context": "https://schema.org", **_event(graph, key, base)}
            if node["type"] == "talk":
                said |= _talk(graph, key, base)
            text = json.dumps(said, ensure_ascii=True)  # also for pages in another encoding
            yield text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n"


def _event(graph: Graph, key: str, base: str) -> dict[str, Any]:
    node: dict[str, Any] = graph.nodes[key]
    said: dict[str, Any] = {"@type": "Event", "@id": _iri(base, key), "name": node["name"]}
    for name, prop in (("date", "startDate"), ("end_date", "endDate"), ("url", "url"), ("abstract", "description")):
        if node.get(name):
            said[prop] = node[name]
    if node.get("language"):
        said["inLanguage"] = node["language"]
    if places := _ends(graph, key, "heldIn"):
        said["location"] = [{"@type": "Place", "name": graph.nodes[place]["name"]} for place in places]
    if node.get("recordings"):
        said["recordedIn"] = [{"@type": "VideoObject", "name": node["name"], "url": url} for url in node["recordings"]]
    if node.get("slides"):
        work = "PresentationDigitalDocument"
        said["workFeatured"] = [{"@type": work, "name": node["name"], "url": url} for url in node["slides"]]
    return said


def _talk(graph: Graph, key: str, base: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    speakers = sorted(s for s, _, predicate in graph.in_edges(key, keys=True) if predicate == "gave")
    if speakers:
        said["performer"] = [
            {"@type": "Person", "@id": _iri(base, person), "name": graph.nodes[person]["name"]} for person in speakers
        ]
    if events := _ends(graph, key, "presentedAt"):
        found = _event(graph, events[0], base)
        said["superEvent"] = found
        if "location" in found:
            said["location"] = found["location"]
    if subjects := _ends(graph, key, "about"):
        said["about"] = [{"@type": "Thing", "name": graph.nodes[subject]["name"]} for subject in subjects]
    return said


def _ends(graph: Graph, key: str, predicate: str) -> list[str]:
    return sorted(obj for _, obj, found in graph.out_edges(key, keys=True) if found == predicate)


def _iri(base: str, key: str) -> str:
    prefix, _, local = key.partition(":")
    return f"{base}{prefix}/{local}"
