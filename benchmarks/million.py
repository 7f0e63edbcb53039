"""A made-up graph as large as all talks of two archives: 990,000 triples with evidence, records and reports mixed.

Every number comes out of a counter, so that the graph is the same each time and everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from talkgraph.graph import Graph
from talkgraph.graph.assemble import Edge, Node, assemble
from talkgraph.graph.shape import DocumentAttributes, EvidenceAttributes, GraphAttributes

_FIRST = (
    "Ada", "Bo", "Chen", "Dina", "Edo", "Fatma", "Grete", "Hiro", "Inés", "Jürgen",
    "Kofi", "Łucja", "Maja", "Nils", "Olga", "Pia", "Quim", "Rosa", "Söti", "Tam",
)  # fmt: skip
_LAST = (
    "Abel", "Brandt", "Castro", "Dietz", "Eriksen", "Fall", "Gupta", "Haas",
    "Ito", "Jansen", "Keller", "Lopes", "Moreau", "Novák", "Ortiz", "Peters",
)  # fmt: skip
_WORDS = (
    "looms", "scale", "weaving", "threads", "carding", "spinning", "patterns", "warp", "weft", "shuttle",
    "heddle", "bobbin", "fabric", "dyes", "wool", "linen", "testing", "tracing", "building", "measuring",
    "teaching", "sharing", "faster", "safer", "smaller", "open", "lessons", "years", "practice",
)  # fmt: skip


def made_up(talks: int = 10_000) -> Graph:
    """Return the graph of so many talks, one record of a schedule each, about 99 triples a talk."""
    documents: dict[str, DocumentAttributes] = {}
    nodes: list[Node] = []
    edges: list[Edge] = []
    for number in range(talks):
        for key, entry, some_nodes, some_edges in _record(number):
            documents[key] = entry
            nodes += some_nodes
            edges += some_edges
    return assemble(GraphAttributes(name="Made up", talkgraph=1, documents=documents), nodes, edges)


def _record(n: int) -> Iterator[tuple[str, DocumentAttributes, list[Node], list[Edge]]]:
    words = [_WORDS[(n * 7 + i * i * (n % 11 + 1)) % len(_WORDS)] for i in range(6)]
    title = f"{' '.join(words).capitalize()}, part {n % 97}"
    speaker = f"{_FIRST[n % 20]} {_LAST[n // 20 % 16]} {_number(n // 320 % 20)}".strip()
    event, year = f"LoomConf {2000 + n % 24}", str(2000 + n % 24)
    project, topic = f"project {_WORDS[n % 29]} {n % 400}", f"topic {n % 150}"
    document = f"loomconf-{year}-schedule-xml.{n}"
    fields = [("title", title), ("speaker", speaker), ("event", event), ("tags", f"{project}, {topic}")]
    text, places = "", {}
    for name, value in fields:
        places[name] = (len(text), len(text) + len(value), value)
        text += value + "\n\n"
    ids = {
        "talk": f"talk:{_slug(title)}.{_slug(event)}",
        "speaker": f"person:{_slug(speaker)}",
        "event": f"event:{_slug(event)}",
        "project": f"project:{_slug(project)}",
        "topic": f"topic:{_slug(topic)}",
    }

    def evidence(field: str, rule: str, sure: float) -> EvidenceAttributes:
        start, end, quote = places[field]
        return EvidenceAttributes(document=document, start=start, end=end, quote=quote, rule=rule, confidence=sure)

    def node(kind: str, name: str, field: str) -> Node:
        about = {"aliases": [], "same_as": [], "count": 1, "evidence": [evidence(field, f"record-{field}", 0.99)]}
        if kind == "talk":
            about |= {"date": f"{year}-02-0{n % 9 + 1}", "url": f"https://loomconf.example/{year}/talk/{n}"}
        return ids[field if kind == "person" else kind], {"type": kind, "name": name, **about}  # type: ignore[typeddict-item]

    def edge(subject: str, predicate: str, obj: str, field: str) -> Edge:
        rows = [evidence(field, f"record-{field}", 0.97)]
        return ids[subject], predicate, ids[obj], {"predicate": predicate, "confidence": 0.97, "evidence": rows}

    entry = DocumentAttributes(
        path=f"loomconf/{year}/schedule.xml", title=title, authors=[], date="", language="en", url="",
        sha256=hashlib.sha256(text.encode()).hexdigest(), part=f"line {n * 31 + 7}",
    )  # fmt: skip
    nodes = [
        node("talk", title, "title"), node("person", speaker, "speaker"), node("event", event, "event"),
        node("project", project, "tags"), node("topic", topic, "tags"),
    ]  # fmt: skip
    edges = [
        edge("speaker", "gave", "talk", "speaker"), edge("talk", "presentedAt", "event", "event"),
        edge("talk", "about", "project", "tags"), edge("talk", "about", "topic", "tags"),
    ]  # fmt: skip
    yield document, entry, nodes, edges


def _number(n: int) -> str:
    return "" if not n else f"{'Ivxlcdm'[n % 7].upper()}."


def _slug(name: str) -> str:
    from talkgraph.text import slug

    return slug(name)
