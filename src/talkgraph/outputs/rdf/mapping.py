"""Graph → RDF: blocks of triples about one subject each, in the order in which files hold them."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from talkgraph.graph import Graph, documents, edges, nodes
from talkgraph.graph.shape import DocumentAttributes, EvidenceAttributes, NodeAttributes, attributes
from talkgraph.graph.values import date_type, is_link
from talkgraph.model import ENDS, Kind, Predicate
from talkgraph.outputs.rdf.terms import (
    CLASSES,
    MENTIONS,
    Link,
    Literal,
    Name,
    Term,
    language,
    name,
    namespaces,
    property_of,
)
from talkgraph.text import slug

Pair = tuple[Name, Term]
Triple = tuple[Name, Name, Name]

_WIKIDATA = "http://www.wikidata.org/entity/"
_SAFE_RULE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Block(NamedTuple):
    """All triples of one subject, in lines."""

    subject: Term
    lines: list[list[Pair]]
    grows: bool
    """Whether more may be said of the subject when more is read: such a block ends on a line of its own."""


class Section(NamedTuple):
    """Blocks under a heading; empty ones are not written."""

    heading: str
    blocks: Iterable[Block]


def sections(graph: Graph, base: str, *, evidence: bool) -> Iterator[Section]:
    """Yield the whole graph under `base`: data set, entities, documents and, if asked for, the evidence."""
    said = list(_statements(graph))
    yield Section("the data set", _dataset(graph, base))
    yield Section("entities: what is known, without evidence", _entities(graph, base, said))
    yield Section("documents, and what they name", _documents(graph))
    if evidence:
        found = list(_evidence(graph, said))
        yield Section("quoted places, shared by all that was read there", _spans(graph, (e for _, e in found)))
        yield Section("rules", _rules({entry["rule"] for _, entry in found}))
        reified = (_statement(triple, entry, namespaces(base)) for triple, entry in found)
        yield Section("evidence: who says what, where", reified)
        yield Section("confidence that no evidence accounts for", _judgements(said, namespaces(base)))


class _Said(NamedTuple):
    """A relation as RDF says it: a symmetric one is said twice."""

    triple: Triple
    confidence: float
    evidence: list[EvidenceAttributes]


def _statements(graph: Graph) -> Iterator[_Said]:
    for subject, predicate, obj, edge in edges(graph):
        ends = ENDS[Predicate(predicate)]
        prop = property_of(Predicate(predicate), Kind(graph.nodes[subject]["type"]))
        left, right = (obj, subject) if ends.inverted else (subject, obj)
        yield _Said((name(left), prop, name(right)), edge["confidence"], edge["evidence"])
        if ends.symmetric:
            yield _Said((name(right), prop, name(left)), edge["confidence"], edge["evidence"])


def _dataset(graph: Graph, base: str) -> Iterator[Block]:
    about = attributes(graph)
    lines = [
        _types(name("dcat:Dataset"), name("void:Dataset")),
        [(name("dcterms:title"), Literal(about["name"]))],
        [(name("schema:schemaVersion"), Literal(str(about["talkgraph"])))],
        [(name("void:uriSpace"), Literal(base))],
        [(name("void:vocabulary"), Link(namespaces(base)["schema"]))],
        [(name("void:vocabulary"), Link(namespaces(base)["tg"]))],
    ]
    yield Block(Link(base), lines, grows=True)
    if any(node["type"] == Kind.TOPIC for _, node in nodes(graph)):
        title = [(name("rdfs:label"), Literal("Topics", language="en"))]
        yield Block(Link(f"{base}topic/"), [_types(name("skos:ConceptScheme")), title], grows=True)


def _entities(graph: Graph, base: str, said: list[_Said]) -> Iterator[Block]:
    relations: dict[Name, list[Pair]] = defaultdict(list)
    for (subject, prop, obj), _, _ in said:
        relations[subject].append((prop, obj))
    for key, node in nodes(graph):
        known = [*_facts(base, node), *relations[name(key)]]
        lines = [_types(*CLASSES[Kind(node["type"])]), _labels(graph, node), *([pair] for pair in sorted(set(known)))]
        yield Block(name(key), lines, grows=True)


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
    for broader in node.get("broader", ()):
        yield name("skos:broader"), name(broader)
    if topic:
        yield name("skos:inScheme"), Link(f"{base}topic/")
    if node["count"] != len({entry["document"] for entry in node["evidence"]}):
        yield name("tg:documentCount"), Literal(str(node["count"]), "integer")


def _documents(graph: Graph) -> Iterator[Block]:
    named: dict[str, list[Name]] = defaultdict(list)
    for key, node in nodes(graph):
        for entry in node["evidence"]:
            named[entry["document"]].append(name(key))
    for key, document in sorted(documents(graph).items()):
        known = [*_document_facts(document), *((MENTIONS, entity) for entity in named[key])]
        label = [(name("rdfs:label"), Literal(document["path"]))]
        lines = [_types(name("schema:CreativeWork")), label, *([pair] for pair in sorted(set(known)))]
        yield Block(Name("doc", key), lines, grows=True)


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
    if document["sha256"]:
        yield name("tg:textSha256"), Literal(document["sha256"], "hexBinary")


def _evidence(graph: Graph, said: list[_Said]) -> Iterator[tuple[Triple, EvidenceAttributes]]:
    """Yield all evidence with what it is for, mentions first, sorted by what is said and where."""
    for key, node in nodes(graph):
        for entry in node["evidence"]:
            yield (Name("doc", entry["document"]), MENTIONS, name(key)), entry
    for statement in sorted(said, key=lambda s: s.triple):
        for entry in statement.evidence:
            yield statement.triple, entry


def _span_of(entry: EvidenceAttributes) -> Name:
    return Name("span", f"{entry['document']}.{entry['start']}-{entry['end']}")


def _spans(graph: Graph, found: Iterable[EvidenceAttributes]) -> Iterator[Block]:
    places = {(e["document"], e["start"], e["end"]): e for e in found}
    for _, entry in sorted(places.items()):
        document = entry["document"]
        tag = language(documents(graph)[document]["language"])
        offsets: list[Pair] = [
            (name("oa:start"), Literal(str(entry["start"]), "integer")),
            (name("oa:end"), Literal(str(entry["end"]), "integer")),
            (name("prov:wasQuotedFrom"), Name("doc", document)),
        ]
        quote: list[Pair] = [(name("oa:exact"), Literal(entry["quote"], language=tag))]
        yield Block(_span_of(entry), [_types(name("tg:Span")), offsets, quote], grows=False)


def _rule(rule: str) -> Name:
    """Return the name of a rule; one that can't end an IRI as it stands gets a slug and a hash of itself."""
    if _SAFE_RULE.fullmatch(rule):
        return Name("extractor", rule)
    digest = hashlib.sha256(rule.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Name("extractor", f"{slug(rule)}.{digest}")


def _rules(rules: Iterable[str]) -> Iterator[Block]:
    for rule in sorted(rules):
        label = (name("rdfs:label"), Literal(rule))
        yield Block(_rule(rule), [[*_types(name("prov:SoftwareAgent")), label]], grows=False)


def _statement(triple: Triple, entry: EvidenceAttributes, spaces: dict[str, str]) -> Block:
    span, rule = _span_of(entry), _rule(entry["rule"])
    source: list[Pair] = [
        (name("prov:wasAttributedTo"), rule),
        (name("prov:wasDerivedFrom"), span),
        (name("tg:confidence"), _decimal(entry["confidence"])),
    ]
    lines = [_types(name("rdf:Statement")), _reified(triple), source]
    return Block(_evidence_id((*triple, span, rule), spaces), lines, grows=False)


def _judgements(said: list[_Said], spaces: dict[str, str]) -> Iterator[Block]:
    """Yield a statement without a source for each confidence that is not the one of the best evidence.

    Graphs of our own making have none; one without evidence, or with a user's own figures, keeps them so.
    """
    for triple, confidence, evidence in said:
        if confidence != max((entry["confidence"] for entry in evidence), default=1.0):
            lines = [_types(name("rdf:Statement")), _reified(triple), [(name("tg:confidence"), _decimal(confidence))]]
            yield Block(_evidence_id(triple, spaces), lines, grows=False)


def _reified(triple: Triple) -> list[Pair]:
    return list(zip((name("rdf:subject"), name("rdf:predicate"), name("rdf:object")), triple, strict=True))


def _evidence_id(parts: Iterable[Name], spaces: dict[str, str]) -> Name:
    whole = "\n".join(spaces[part.prefix] + part.local for part in parts)
    return Name("ev", hashlib.sha256(whole.encode()).hexdigest()[:16])


def _decimal(number: float) -> Literal:
    """Return a decimal in canonical form: 0.9, 1.0, never 9e-1."""
    text = format(Decimal(repr(number)), "f")
    return Literal(text if "." in text else f"{text}.0", "decimal")


def _types(*classes: Name) -> list[Pair]:
    return [(name("rdf:type"), kind) for kind in classes]
