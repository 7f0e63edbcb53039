"""Graph → RDF: blocks of triples about one subject each, in the order in which files hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Mapping_
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal, TypeAlias

from talkgraph.errors import OutputError
from talkgraph.graph import Graph, check_shape, documents, nodes
from talkgraph.graph.shape import DocumentAttributes, EvidenceAttributes, NodeAttributes, attributes
from talkgraph.graph.values import date_type, is_link
from talkgraph.model import ENDS, Kind
from talkgraph.outputs.rdf.evidence import Said, Writer
from talkgraph.outputs.rdf.syntax import Block, Line, Section, Syntax, one_a_line
from talkgraph.outputs.rdf.terms import BASE, CLASSES, MENTIONS, RECORD_LINKS, RECORD_TEXTS, language, property_id

Evidence: TypeAlias = Literal["full", "none"]
Fact: TypeAlias = tuple[str, tuple[str, ...], str]
"""Property, what to sort by, object as the format writes it."""

_SAID: Final = {
    (predicate.value, subject.value): (property_id(predicate, subject), ends.inverted, ends.symmetric)
    for predicate, ends in ENDS.items()
    for subject, _ in ends.pairs
}
"""Relation and type of its subject → property, whether RDF says it the other way round, whether both ways."""
_OF_RECORDS: Final = frozenset({"end_date", "repeats", *(key for key, _ in (*RECORD_TEXTS, *RECORD_LINKS))})
_WIKIDATA: Final = "http://www.wikidata.org/entity/"


def base_of(graph: Graph, base: str = "") -> str:
    """Return what all ids of a graph stand under: `base`, else that of the file which it was read from.

    Raises:
        GraphError: the graph has not the schema of `docs/graph.md`.
        OutputError: the base is no address.
    """
    check_shape(graph)
    base = base or attributes(graph).get("base", "") or BASE
    if not is_link(base) or not base.endswith(("/", "#")):
        raise OutputError(base, "not a base for ids", f"an http(s) address that ends in / was expected: {BASE}")
    return base


class Mapping:
    """What a graph says, as sections of blocks in one format."""

    def __init__(self, graph: Graph, syntax: Syntax, evidence: Evidence = "full", *, rdf12: bool = False) -> None:
        self.graph = graph
        self.syntax = syntax
        self.evidence = evidence
        self._writer = Writer(syntax, documents(graph), rdf12=rdf12)
        self._nodes = list(nodes(graph))
        self._said = sorted(_relations(graph, dict(self._nodes)), key=itemgetter(0, 1, 2))
        self._named = [(key, entry) for key, node in self._nodes for entry in node["evidence"]]

    def sections(self) -> Iterator[Section]:
        """Yield all, as one graph holds it: what is known, and why."""
        yield Section("the data set", self._dataset())
        yield Section("entities, and what is known of them", self._entities(self._said))
        yield Section("documents, and what they name", self._documents())
        if self.evidence == "full":
            yield from self._grounds()

    def of_all(self) -> Iterator[Section]:
        """Yield what belongs to no document: the data set, entities with what several documents may say of them, rules,
        and relations that no document speaks for. In a data set of several graphs it is the default graph.
        """
        alone = [said for said in self._said if not said.evidence]
        yield Section("the data set", self._dataset())
        yield Section("entities, and what is known of them", self._entities(alone))
        if self.evidence == "full":
            rules = {entry["rule"] for _, entry in self._named}
            rules.update(entry["rule"] for said in self._said for entry in said.evidence)
            yield Section("rules that read", self._writer.rules(rules))
            yield Section("confidence that no evidence accounts for", self._writer.judgements(self._said))

    def of_documents(self) -> Iterator[tuple[str, list[Section]]]:
        """Yield the id of each document and what was read from it, relations included: its named graph."""
        named: dict[str, list[tuple[str, EvidenceAttributes]]] = defaultdict(list)
        for entity, evidence in self._named:
            named[evidence["document"]].append((entity, evidence))
        told: dict[str, list[Said]] = defaultdict(list)
        for said in self._said:
            for document in dict.fromkeys(entry["document"] for entry in said.evidence):
                told[document].append(said)
        for key, entry in sorted(documents(self.graph).items()):
            yield key, self._of_document(key, entry, named.get(key, []), told.get(key, []))

    def _of_document(
        self, key: str, document: DocumentAttributes, named: list[tuple[str, EvidenceAttributes]], told: list[Said]
    ) -> list[Section]:
        ids, write = self.syntax.ids, self._writer
        mentioned: list[Fact] = [(MENTIONS, (entity,), ids[entity]) for entity, _ in named]
        own = [said._replace(evidence=[entry for entry in said.evidence if entry["document"] == key]) for said in told]
        sections = [
            Section("the document, and what it names", [self._document(key, document, mentioned)]),
            Section("what it says", self._relations(own)),
        ]
        if self.evidence == "full":
            entries = [*(entry for _, entry in named), *(entry for said in own for entry in said.evidence)]
            sections += [
                Section("quoted places", write.spans(entries)),
                Section("mentions", write.mentions(named)),
                Section("evidence", write.statements(own)),
            ]
        return sections

    def _relations(self, told: list[Said]) -> Iterator[Block]:
        ids = self.syntax.ids
        for subject, group in groupby(told, key=lambda said: said.subject):
            prefix, _, local = subject.partition(":")
            lines: list[Line] = [((said.prop, ids[said.object]),) for said in group]
            yield Block(self.syntax.about(prefix, local), lines, grows=True)

    def _grounds(self) -> Iterator[Section]:
        entries = [*(entry for _, entry in self._named), *(entry for said in self._said for entry in said.evidence)]
        write = self._writer
        yield Section("quoted places, shared by all that was read there", write.spans(entries))
        yield Section("rules that read", write.rules({entry["rule"] for entry in entries}))
        yield Section("mentions: where each document names a thing first", write.mentions(self._named))
        yield Section("evidence: what each statement was read from", write.statements(self._said))
        yield Section("confidence that no evidence accounts for", write.judgements(self._said))

    def _dataset(self) -> Iterator[Block]:
        """Yield the data set, the tool that wrote it, and the scheme of its topics.

        No clock; of counts two, each on a line of its own: they are the only lines that a talk added changes.
        """
        syntax, about = self.syntax, attributes(self.graph)
        known = documents(self.graph)
        said: list[Line] = [
            _types(syntax, "dcat:Dataset", "void:Dataset"),
            (("dcterms:title", syntax.text(about["name"])),),
        ]
        if licence := about.get("license"):
            said.append((("dcterms:license", syntax.link(licence)),))
        if kind := date_type(about.get("modified", "")):
            said.append((("dcterms:modified", syntax.typed(about["modified"], kind)),))
        said += [
            (("prov:wasAttributedTo", syntax.name("extractor", "talkgraph")),),
            (("schema:schemaVersion", syntax.text(str(about["talkgraph"]))),),
            (("void:documents", syntax.integer(len(known))),),
            (("void:entities", syntax.integer(len(self.graph))),),
            (("void:uriSpace", syntax.text(syntax.base)),),
            (("void:vocabulary", syntax.link(syntax.spaces["schema"])),),
            (("void:vocabulary", syntax.link(syntax.spaces["tg"])),),
        ]
        yield Block(syntax.about_base(), said, grows=True)
        tool = [("rdf:type", syntax.ids["prov:SoftwareAgent"]), ("rdfs:label", syntax.text("talkgraph"))]
        tool.append(("schema:softwareVersion", syntax.text(_version())))
        yield Block(syntax.about("extractor", "talkgraph"), [tool], grows=False)
        if any(node["type"] == Kind.TOPIC for _, node in self._nodes):
            title = (("rdfs:label", syntax.text("Topics", "en")),)
            yield Block(syntax.about_base("topic/"), [_types(syntax, "skos:ConceptScheme"), title], grows=True)

    def _entities(self, relations: Iterable[Said]) -> Iterator[Block]:
        syntax, ids = self.syntax, self.syntax.ids
        types = {kind.value: _types(syntax, *classes) for kind, classes in CLASSES.items()}
        related: dict[str, list[Fact]] = defaultdict(list)
        for said in relations:
            related[said.subject].append((said.prop, (said.object,), ids[said.object]))
        series = self._series()
        for key, node in self._nodes:
            prefix, _, local = key.partition(":")
            facts = one_a_line([*self._facts(node), *related.get(key, ())])
            if key in series:
                facts.insert(0, (("rdf:type", ids["schema:EventSeries"]),))
            yield Block(syntax.about(prefix, local), [types[node["type"]], self._labels(node), *facts], grows=True)

    def _series(self) -> set[str]:
        """Return events without a day of their own that dated ones are part of: `FOSDEM` of `FOSDEM 2015`."""
        found = set()
        for said in self._said:
            if said.prop == "schema:superEvent" and said.subject.startswith("event:"):
                part, whole = self.graph.nodes[said.subject], self.graph.nodes[said.object]
                if part.get("date") and not whole.get("date"):
                    found.add(said.object)
        return found

    def _labels(self, node: NodeAttributes) -> Line:
        label = self.syntax.text(node["name"], self._language(node))
        properties = ("rdfs:label", "schema:name", "skos:prefLabel")
        return [(prop, label) for prop in properties[: 3 if node["type"] == Kind.TOPIC else 2]]

    def _language(self, node: NodeAttributes) -> str:
        """Return the language of a talk: what its record says, else that of all documents that name it, if they agree.

        Names have none, and topics are named by the vocabulary, not by the document: read in a German report,
        "continuous integration" is still English.
        """
        if node["type"] != Kind.TALK:
            return ""
        if tag := language(node.get("language", "")):
            return tag
        known = documents(self.graph)
        tags = {known[entry["document"]]["language"] for entry in node["evidence"]} - {""}
        return language(tags.pop()) if len(tags) == 1 else ""

    def _facts(self, node: NodeAttributes) -> Iterator[Fact]:
        """Yield what an entity's own attributes say, but for its name."""
        syntax = self.syntax
        topic = node["type"] == Kind.TOPIC
        for alias in node["aliases"]:
            yield "skos:altLabel", (alias,), syntax.text(alias)
        for link in node["same_as"]:
            same = "skos:exactMatch" if topic else "owl:sameAs"
            yield same if link.startswith(_WIKIDATA) else "schema:sameAs", (link,), syntax.link(link)
        if kind := date_type(node.get("date", "")):
            yield "schema:startDate", (node["date"],), syntax.typed(node["date"], kind)
        if url := node.get("url"):  # the shape was checked: it is an address
            yield "schema:url", (url,), syntax.link(url)
        if not _OF_RECORDS.isdisjoint(node):
            yield from self._record(node)
        for broader in node.get("broader", ()):
            yield "skos:broader", (broader,), syntax.ids[broader]
        if topic:
            yield "skos:inScheme", (), syntax.link(f"{syntax.base}topic/")
        if node["count"] != len({entry["document"] for entry in node["evidence"]}):
            yield "tg:documentCount", (), syntax.integer(node["count"])

    def _record(self, node: NodeAttributes) -> Iterator[Fact]:
        """Yield what only records of schedules and archives tell."""
        syntax = self.syntax
        if kind := date_type(node.get("end_date", "")):
            yield "schema:endDate", (), syntax.typed(node["end_date"], kind)
        for key, prop in RECORD_TEXTS:
            if key in node:
                tag = language(node.get("language", "")) if key == "abstract" else ""
                for text in _listed(node, key):
                    yield prop, (text,), syntax.text(text, tag)
        for key, prop in RECORD_LINKS:
            if key in node:
                for link in _listed(node, key):
                    yield prop, (link,), syntax.link(link)
        for talk in node.get("repeats", ()):
            yield "tg:repeats", (talk,), syntax.ids[talk]

    def _documents(self) -> Iterator[Block]:
        named: dict[str, list[Fact]] = defaultdict(list)
        ids = self.syntax.ids
        for key, entry in self._named:
            named[entry["document"]].append((MENTIONS, (key,), ids[key]))
        for key, document in sorted(documents(self.graph).items()):
            yield self._document(key, document, named.get(key, []))

    def _document(self, key: str, document: DocumentAttributes, named: list[Fact]) -> Block:
        syntax = self.syntax
        label = (("rdfs:label", syntax.text(document["path"])),)
        facts = one_a_line([*self._document_facts(document), *named])
        return Block(syntax.about("doc", key), [_types(syntax, "schema:CreativeWork"), label, *facts], grows=True)

    def _document_facts(self, document: DocumentAttributes) -> Iterator[Fact]:
        syntax = self.syntax
        for author in document["authors"]:
            yield "schema:author", (author,), syntax.text(author)
        if document["title"]:
            yield "schema:name", (), syntax.text(document["title"], language(document["language"]))
        if kind := date_type(document["date"]):
            yield "schema:datePublished", (), syntax.typed(document["date"], kind)
        if document["language"]:
            yield "schema:inLanguage", (), syntax.text(document["language"])
        if document["url"]:
            yield "dcterms:source", (), syntax.link(document["url"])
        if part := document.get("part"):
            yield "schema:position", (), syntax.text(part)
        if document["sha256"]:
            yield "tg:textSha256", (), syntax.typed(document["sha256"], "hexBinary")


def _relations(graph: Graph, known: Mapping_[str, NodeAttributes]) -> Iterator[Said]:
    """Yield the edges as RDF says them, in any order."""
    for subject, obj, predicate, edge in graph.edges(keys=True, data=True):
        prop, inverted, symmetric = _SAID[predicate, known[subject]["type"]]
        left, right = (obj, subject) if inverted else (subject, obj)
        yield Said(left, prop, right, edge["confidence"], edge["evidence"])
        if symmetric:
            yield Said(right, prop, left, edge["confidence"], edge["evidence"])


def _version() -> str:
    from talkgraph import __version__  # noqa: PLC0415  what looks it up is slow to import

    return str(__version__)


def _types(syntax: Syntax, *classes: str) -> Line:
    """Return what says that a subject is of these classes."""
    return [("rdf:type", syntax.ids[each]) for each in classes]


def _listed(node: NodeAttributes, key: str) -> list[str]:
    value: str | list[str] = node[key]  # type: ignore[literal-required]
    return [value] if isinstance(value, str) else value
