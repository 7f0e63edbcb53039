"""Graphs of invented talks, a line each, so that every answer can be counted by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from talkgraph.graph import Graph
from talkgraph.graph.assemble import assemble
from talkgraph.text import slug

Talk = tuple[str, str, list[str], list[str], str]
"""Title, year, speakers, subjects (topics in lower case, projects not), event."""

TALKS: list[Talk] = [
    ("Looms one", "2018", ["Ann Lee"], ["Weft", "weaving"], "LoomConf 2018"),
    ("Looms two", "2019", ["Ann Lee", "Bo Yun"], ["Weft", "weaving"], "LoomConf 2019"),
    ("Looms three", "2020", ["Ann Lee", "Bo Yun"], ["Weft", "Heddle"], "LoomConf 2020"),
    ("Knots", "2020", ["Bo Yun", "Cy Ode"], ["Heddle", "knots"], "Knot Day 2020"),
    ("More knots", "2021", ["Cy Ode"], ["knots"], "Knot Day 2021"),
    ("Knots again", "2021", ["Cy Ode"], ["knots", "Warp"], "Knot Day 2021"),
    ("Dyes", "2021", ["Dee Fox"], ["dyeing"], "LoomConf 2021"),
    ("Warps", "2021", ["Bo Yun"], ["Warp"], "LoomConf 2021"),
    ("Alone", "", ["Eve Hay"], [], ""),
]


def key_of(name: str) -> str:
    """Return the id of a speaker, subject or event."""
    if name == name.lower():
        return f"topic:{slug(name)}"
    kind = "person" if name in PEOPLE else "event" if name[-1].isdigit() or name in SERIES else "project"
    return f"{kind}:{slug(name)}"


PEOPLE = {name for _, _, names, _, _ in TALKS for name in names}
SERIES = {"LoomConf", "Knot Day"}


def weaving(talks: Iterable[Talk] = TALKS, more: Iterable[tuple[str, str, str]] = ()) -> Graph:
    """Return the graph of some talks; `more` are relations between names."""
    text = "Somebody said so."
    document = {"path": "talks.xml", "title": "", "authors": [], "date": "", "language": "", "url": ""}
    documents = {"talks-xml": {**document, "sha256": hashlib.sha256(text.encode()).hexdigest(), "part": "event 7"}}
    evidence = [
        {
            "document": "talks-xml",
            "start": 0,
            "end": len(text),
            "quote": text,
            "rule": "record-title",
            "confidence": 0.9,
        }
    ]
    nodes: dict[str, dict[str, object]] = {}
    edges = []

    def node(key: str, name: str, **rest: object) -> str:
        base = {
            "type": key.split(":", maxsplit=1)[0],
            "name": name,
            "aliases": [],
            "same_as": [],
            "count": 1,
            "evidence": evidence,
        }
        nodes[key] = base | rest
        return key

    def edge(subject: str, predicate: str, obj: str) -> None:
        edges.append((subject, predicate, obj, {"predicate": predicate, "confidence": 0.9, "evidence": evidence}))

    for title, year, speakers, subjects, event in talks:
        talk = node(f"talk:{slug(title)}.x", title, **({"date": year} if year else {}))
        for name in speakers:
            edge(node(key_of(name), name), "gave", talk)
        for name in subjects:
            edge(talk, "about", node(key_of(name), name))
        if event:
            edge(talk, "presentedAt", node(key_of(event), event))
            edge(key_of(event), "partOf", node(key_of(event[:-5]), event[:-5]))
    for subject, predicate, obj in more:
        edge(node(key_of(subject), subject), predicate, node(key_of(obj), obj))
    about = {"name": "Weaving", "talkgraph": 1, "documents": documents}
    return assemble(about, nodes.items(), edges)
