"""Graph → RDF: blocks of triples about one subject each, in the order in which files hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.graph.shape import DocumentAttributes, NodeAttributes, attributes
from talkgraph.graph.values import date_type, is_link
from talkgraph.model import ENDS, Kind, Predicate
from talkgraph.outputs.rdf import evidence
from talkgraph.outputs.rdf.blocks import Block, Pair, Section, one_a_line, types
from talkgraph.outputs.rdf.evidence import Said
from talkgraph.outputs.rdf.terms import (
    CLASSES,
    MENTIONS,
    RECORD_LINKS,
    RECORD_TEXTS,
    Link,
    Literal,
    Name,
    language,
    name,
    namespaces,
    property_of,
)

_WIKIDATA: Final = "http://www.wikidata.org/entity/"


def known(graph: Graph, base: str) -> Iterator[Section]:
    """Yield what the graph knows, under `base`: the data set, entities with their relations, documents."""
    yield Section("the data set", _dataset(graph, base))
    yield Section("entities, and what is known of them", _entities(graph, base))
    yield Section("documents, and what they name", _documents(graph))


def grounds(graph: Graph, base: str) -> Iterator[Section]:
    """Yield why the graph knows it: quoted places, rules, and for each statement who read it where."""
    said = list(_relations(graph))
    named = [(key, entry) for key, node in nodes(graph) for entry in node["evidence"]]
    entries = [*(entry for _, entry in named), *(entry for statement in said for entry in statement.evidence)]
    yield Section("quoted places, shared by all that was read there", evidence.spans(documents(graph), entries))
    yield Section("rules that read", evidence.rules({entry["rule"] for entry in entries}))
    yield Section("mentions: where each document names a thing first", evidence.mentions(named, base))
    yield Section("evidence: what each statement was read from", evidence.statements(said, base))
    yield Section("confidence that no evidence accounts for", evidence.judgements(said, base))


def _relations(graph: Graph) -> Iterator[Said]:
    for subject, predicate, obj, edge in edges(graph):
        ends = ENDS[Predicate(predicate)]
        prop = property_of(Predicate(predicate), Kind(graph.nodes[subject]["type"]))
        left, right = (obj, subject) if ends.inverted else (subject, obj)
        yield Said((name(left), prop, name(right)), edge["confidence"], edge["evidence"])
        if ends.symmetric:
            yield Said((name(right), prop, name(left)), edge["confidence"], edge["evidence"])


def _dataset(graph: Graph, base: str) -> Iterator[Block]:
    """Yield the data set and the scheme of its topics; no counts, no clock: they would change with every build."""
    about = attributes(graph)
    said: list[list[Pair]] = [
        types("dcat:Dataset", "void:Dataset"),
        [(name("dcterms:title"), Literal(about["name"]))],
        [(name("schema:schemaVersion"), Literal(str(about["talkgraph"])))],
        [(name("void:uriSpace"), Literal(base))],
        [(name("void:vocabulary"), Link(namespaces(base)["schema"]))],
        [(name("void:vocabulary"), Link(namespaces(base)["tg"]))],
    ]
    yield Block(Link(base), said, grows=True)
    if any(node["type"] == Kind.TOPIC for _, node in nodes(graph)):
        title: list[Pair] = [(name("rdfs:label"), Literal("Topics", language="en"))]
        yield Block(Link(f"{base}topic/"), [types("skos:ConceptScheme"), title], grows=True)


def _entities(graph: Graph, base: str) -> Iterator[Block]:
    relations: dict[Name, list[Pair]] = defaultdict(list)
    for (subject, prop, obj), _, _ in _relations(graph):
        relations[subject].append((prop, obj))
    for key, node in nodes(graph):
        said = one_a_line([*_facts(base, node), *relations[name(key)]])
        yield Block(name(key), [types(*CLASSES[Kind(node["type"])]), _labels(graph, node), *said], grows=True)


def _labels(graph: Graph, node: NodeAttributes) -> list[Pair]:
    label = Literal(node["name"], language=_language(graph, node))
    properties = ["rdfs:label", "schema:name"]
    if node["type"] == Kind.TOPIC:
        properties.append("skos:prefLabel")
    return [(name(prop), label) for prop in properties]


def _language(graph: Graph, node: NodeAttributes) -> str:
    """Return the language of a talk's title, where all documents that name it agree.

    Names have none, and topics are named by the vocabulary, not by the document: read in a German report,
    "continuous integration" is still English.
    """
    if node["type"] != Kind.TALK:
        return ""
    tags = {documents(graph)[entry["document"]]["language"] for entry in node["evidence"]} - {""}
    return language(tags.pop()) if len(tags) == 1 else ""


def _facts(base: str, node: NodeAttributes) -> Iterator[Pair]:
    """Yield what an entity's own attributes say, but for its name."""
    topic = node["type"] == Kind.TOPIC
    for alias in node["aliases"]:
        yield name("skos:altLabel"), Literal(alias)
    for link in filter(is_link, node["same_as"]):
        same = name("skos:exactMatch" if topic else "owl:sameAs")
        yield same if link.startswith(_WIKIDATA) else name("schema:sameAs"), Link(link)
    if kind := date_type(node.get("date", "")):
        yield name("schema:startDate"), Literal(node["date"], kind)
    if is_link(node.get("url", "")):
        yield name("schema:url"), Link(node["url"])
    yield from _record(node)
    for broader in node.get("broader", ()):
        yield name("skos:broader"), name(broader)
    if topic:
        yield name("skos:inScheme"), Link(f"{base}topic/")
    if node["count"] != len({entry["document"] for entry in node["evidence"]}):
        yield name("tg:documentCount"), Literal(str(node["count"]), "integer")


def _record(node: NodeAttributes) -> Iterator[Pair]:
    """Yield what only records of schedules and archives tell."""
    if kind := date_type(node.get("end_date", "")):
        yield name("schema:endDate"), Literal(node["end_date"], kind)
    for key, prop in RECORD_TEXTS:
        for text in _listed(node, key):
            yield name(prop), Literal(text)
    for key, prop in RECORD_LINKS:
        for link in filter(is_link, _listed(node, key)):
            yield name(prop), Link(link)
    for talk in node.get("repeats", ()):
        yield name("tg:repeats"), name(talk)


def _listed(node: NodeAttributes, key: str) -> list[str]:
    value: str | list[str] = node.get(key, [])  # type: ignore[assignment]
    return [value] if isinstance(value, str) else value


def _documents(graph: Graph) -> Iterator[Block]:
    named: dict[str, list[Pair]] = defaultdict(list)
    for key, node in nodes(graph):
        for entry in node["evidence"]:
            named[entry["document"]].append((MENTIONS, name(key)))
    for key, document in sorted(documents(graph).items()):
        label: list[Pair] = [(name("rdfs:label"), Literal(document["path"]))]
        said = one_a_line([*_document_facts(document), *named[key]])
        yield Block(Name("doc", key), [types("schema:CreativeWork"), label, *said], grows=True)


def _document_facts(document: DocumentAttributes) -> Iterator[Pair]:
    for author in document["authors"]:
        yield name("schema:author"), Literal(author)
    if document["title"]:
        yield name("schema:name"), Literal(document["title"], language=language(document["language"]))
    if kind := date_type(document["date"]):
        yield name("schema:datePublished"), Literal(document["date"], kind)
    if document["language"]:
        yield name("schema:inLanguage"), Literal(document["language"])
    if is_link(document["url"]):
        yield name("dcterms:source"), Link(document["url"])
    if part := document.get("part"):
        yield name("schema:position"), Literal(part)
    if document["sha256"]:
        yield name("tg:textSha256"), Literal(document["sha256"], "hexBinary")
