"""Graphs to draw: a small real one from invented reports, a large one, and one full of hostile texts."""

import networkx as nx

from talkgraph.graph.shape import SCHEMA

EVIL = "</script><img src=x onerror=window.evil=1>\u202e\u2028'\"`<b>"


_OFFSETS: dict[str, int] = {}


def evidence(quote, document="report"):
    """Return one piece of evidence; every quote has a place of its own in the invented text."""
    start = _OFFSETS.setdefault(quote, sum(len(q) + 1 for q in _OFFSETS))
    end = start + len(quote)
    return [
        {
            "document": document,
            "start": start,
            "end": end,
            "quote": quote,
            "rule": "title-by-speaker",
            "confidence": 0.9,
        }
    ]


def empty():
    graph = nx.MultiDiGraph()
    graph.graph.update(name="Talk graph", talkgraph=SCHEMA, documents={})
    return graph


def node(graph, key, kind, name, **more):
    words = {"type": kind, "name": name, "aliases": [], "same_as": [], "count": 1} | more
    graph.add_node(key, **words, evidence=evidence(f"words on {name}"))


def edge(graph, source, predicate, target, quote):
    graph.add_edge(source, target, key=predicate, predicate=predicate, confidence=0.9, evidence=evidence(quote))


def document(graph, **more):
    paper = {"path": "reports/loom.md", "title": "LoomConf", "authors": [], "date": "2019", "language": "en", "url": ""}
    graph.graph["documents"]["report"] = paper | {"sha256": "0" * 64} | more


def talks(number):
    """Return a graph of `number` talks with a speaker each, ten projects and five topics."""
    graph = empty()
    document(graph)
    node(graph, "event:loomconf-2019", "event", "LoomConf 2019", date="2019")
    for i in range(10):
        node(graph, f"project:weft-{i}", "project", f"Weft {i}")
    for i in range(5):
        node(graph, f"topic:dyeing-{i}", "topic", f"dyeing {i}")
    for i in range(number):
        talk, person = f"talk:weaving-{i}.loomconf-2019", f"person:ann-{i // 2}"
        node(graph, talk, "talk", f"Weaving Cloth at Scale, Part {i}")
        if person not in graph:
            node(graph, person, "person", f"Änn Leeson {i // 2}")
        edge(graph, person, "gave", talk, f"Ann gave part {i}.")
        edge(graph, talk, "presentedAt", "event:loomconf-2019", f"Part {i} at LoomConf.")
        edge(graph, talk, "about", f"project:weft-{i % 10}", f"Part {i} is about Weft {i % 10}.")
        edge(graph, talk, "about", f"topic:dyeing-{i % 5}", f"Part {i} on dyeing.")
    return graph


def week():
    """Return the graph of an invented week: 60 nodes of all types, all relations, some nodes joined to nothing."""
    graph = talks(16)
    for i, name in enumerate(("Shuttle & Sons", "Carding Guild")):
        node(graph, f"organization:guild-{i}", "organization", name)
        edge(graph, f"person:ann-{i}", "affiliatedWith", f"organization:guild-{i}", f"Ann {i} of {name}.")
    node(graph, "place:fiberville", "place", "Fibërville", same_as=["https://places.example/fiberville"])
    edge(graph, "event:loomconf-2019", "heldIn", "place:fiberville", "LoomConf was in Fibërville.")
    for key, name in (("dye-day", "Dye Day"), ("textile-week", "Textile Week")):
        node(graph, f"event:{key}", "event", name)
    edge(graph, "event:dye-day", "colocatedWith", "event:loomconf-2019", "Dye Day was next door.")
    edge(graph, "event:loomconf-2019", "partOf", "event:textile-week", "LoomConf belongs to Textile Week.")
    edge(graph, "project:weft-0", "uses", "project:weft-1", "Weft 0 calls Weft 1.")
    edge(graph, "project:weft-2", "partOf", "project:weft-1", "Weft 2 belongs to Weft 1.")
    edge(graph, "person:ann-0", "worksOn", "project:weft-0", "Ann looks after Weft 0.")
    for i in range(15):
        node(graph, f"topic:yarn-{i}", "topic", f"yarn {i}", aliases=[f"thread number {i}"])
    graph.nodes["topic:yarn-0"]["broader"] = ["topic:yarn-1"]
    return graph


def hostile():
    """Return a small graph all of whose texts try to run."""
    graph = talks(6)
    document(graph, path=EVIL, title=EVIL)
    graph.graph["name"] = EVIL
    for _, attributes in graph.nodes(data=True):
        attributes.update(name=EVIL + attributes["name"], aliases=[EVIL])
    for _, _, attributes in graph.edges(data=True):
        attributes["evidence"] = evidence(EVIL + attributes["evidence"][0]["quote"])
    return graph
