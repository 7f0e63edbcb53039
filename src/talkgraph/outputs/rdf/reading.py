"""RDF → graph: the way back of `mapping`, for files of our own and others that speak the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias, cast

from talkgraph.errors import GraphError, Place
from talkgraph.graph import Graph, check_shape
from talkgraph.graph.assemble import Edge, Node, assemble
from talkgraph.graph.shape import (
    NAME,
    SCHEMA,
    DocumentAttributes,
    EdgeAttributes,
    EvidenceAttributes,
    GraphAttributes,
    NodeAttributes,
)
from talkgraph.model import ENDS, Kind
from talkgraph.outputs.rdf.described import HINT, Described
from talkgraph.outputs.rdf.layouts import Row
from talkgraph.outputs.rdf.scan import Scanned, scan
from talkgraph.outputs.rdf.syntax import seldom_garbage
from talkgraph.outputs.rdf.terms import (
    BASE,
    KIND_OF,
    MENTIONS,
    PROPERTIES,
    READINGS,
    RECORD_LINKS,
    RECORD_TEXTS,
    VOCABULARIES,
    Link,
    Literal,
    Named,
)

Triple: TypeAlias = tuple[str, str, str]

_SAME = ("owl:sameAs", "schema:sameAs", "skos:exactMatch")
_OF_RECORDS = frozenset({"schema:endDate", "tg:repeats", *(prop for _, prop in (*RECORD_TEXTS, *RECORD_LINKS))})
_DATASET = VOCABULARIES["void"] + "uriSpace"


def read(data: bytes, place: Place | str, form: str, base: str = "") -> Graph:
    """Return the graph in a file of RDF; `form` is a key of `parse.FORMATS`.

    Args:
        data: the bytes of the file, in UTF-8.
        place: what the file is called in errors.
        form: `ttl`, `nt` …
        base: what ids stand under, for a file that has no data set to say it.

    Raises:
        GraphError: not of that format (says the line), or of other vocabularies, or with parts missing.
    """
    path = str(place)
    with seldom_garbage():
        return graph_of(scan(data, path, form), path, base)


def graph_of(found: Scanned, path: str, base: str = "") -> Graph:
    """Return the graph that the triples tell of; `path` is what errors call their source.

    Raises:
        GraphError: they are of other vocabularies, or parts of what there is are missing.
    """
    known = Described(found.rows, path, base or _base(found.rows, path))
    found.rows.clear()  # a quarter of the memory
    kinds = dict(_kinds(known))
    mentioned_in = _mentions(known)
    quoted = Quoted(known, found.spans)
    reified = _reified(known, quoted, found)
    named = _named(known, quoted, found)
    for blocks in (found.spans, found.mentions, found.statements):
        blocks.clear()
    edges = list(_edges(known, kinds, reified))
    _check_evidence(known, reified, named, mentioned_in)
    reified.clear()
    nodes = (
        _node(known, subject, kind, mentioned_in[subject], named.pop(subject, [])) for subject, kind in kinds.items()
    )
    # what is handed over is let go of: it is the memory of the whole graph once more
    graph = assemble(_about(known), nodes, (edges.pop() for _ in range(len(edges))))
    check_shape(graph, path)
    return graph


def _base(rows: Iterable[Row], path: str) -> str:
    """Return what the data set says its ids stand under."""
    found = sorted({obj.text for _, prop, obj in rows if prop == _DATASET and isinstance(obj, Literal)})
    if len(found) != 1:
        what = f"it has {len(found)} data sets ({', '.join(found)})" if found else "it has no data set of talkgraph"
        raise GraphError(path, f"{what}: one void:uriSpace was expected", HINT)
    return found[0]


def _kinds(known: Described) -> Iterator[tuple[str, Kind]]:
    for kind_class, kind in KIND_OF.items():
        for subject in known.of_type(kind_class):
            if not isinstance(subject, str) or not subject.startswith(f"{kind}:"):
                what = f"{known.shown(subject)} is a {known.shown(kind_class)}, but not under {known.base}{kind}/"
                raise known.wrong(what)
            yield subject, kind


@dataclass(slots=True)
class _Reified:
    """What stands beside a triple: its evidence, or a confidence without any."""

    evidence: list[EvidenceAttributes] = field(default_factory=list)
    confidence: float = 0


_NOTHING = _Reified()


class Quoted:
    """The quoted places of a file, and what was read there."""

    def __init__(self, known: Described, spans: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known
        self._places: dict[str, tuple[str, int, int, str]] = {}
        self._rules: dict[str, str] = {}
        for span, (start, end, document, quote) in spans.items():
            self._places[span] = (self._document(document, span), int(start), int(end), quote)

    def evidence(self, span: str, rule: str, confidence: str) -> EvidenceAttributes:
        """Return a piece of evidence; `span` and `rule` are IRIs in full."""
        document, start, end, quote = self._places.get(span) or self._place(span)
        return EvidenceAttributes(
            document=document,
            start=start,
            end=end,
            quote=quote,
            rule=self._rules.get(rule) or self._rule(rule),
            confidence=float(confidence),
        )

    def described(self, node: Named, prop: str) -> EvidenceAttributes:
        """Return the evidence that a node tells of in another layout than ours; `prop` leads to the place."""
        known = self._known
        span, rule = known.one(node, prop), known.one(node, "prov:wasAttributedTo")
        return self.evidence(known.text_of(span), known.text_of(rule), str(known.number(node, "tg:confidence")))

    def _place(self, iri: str) -> tuple[str, int, int, str]:
        known, span = self._known, self._known.short(iri)
        if not isinstance(span, str):
            raise known.wrong(f"what was read at {iri[:80]!r} is nothing under {known.base}")
        document = _local(known.one(span, "prov:wasQuotedFrom"))
        start, end = (int(known.number(span, prop)) for prop in ("oa:start", "oa:end"))
        place = self._places[iri] = (document, start, end, known.text(span, "oa:exact"))
        return place

    def _document(self, iri: str, span: str) -> str:
        document = self._known.short(iri)
        if not isinstance(document, str):
            raise self._known.wrong(f"prov:wasQuotedFrom of {span} is nothing under {self._known.base}: {iri[:80]!r}")
        return _local(document)

    def _rule(self, iri: str) -> str:
        rule = self._known.short(iri)
        if not isinstance(rule, str):
            raise self._known.wrong(f"a rule that is nothing under {self._known.base}: {iri[:80]!r}")
        text = self._rules[iri] = self._known.text(rule, "rdfs:label") or _local(rule)
        return text


def _reified(known: Described, quoted: Quoted, found: Scanned) -> dict[Triple, _Reified]:
    """Return triple → what stands beside it."""
    beside_of: dict[Triple, _Reified] = defaultdict(_Reified)
    short = known.short
    for subject, prop, obj, span, rule, sure in found.statements.values():
        beside_of[_names(known, short(subject), short(prop), short(obj))].evidence.append(
            quoted.evidence(span, rule, sure)
        )
    for statement in known.of_type("rdf:Statement"):
        subject, prop, obj = (known.one(statement, f"rdf:{part}") for part in ("subject", "predicate", "object"))
        beside = beside_of[subject, prop, obj]
        if known.all(statement, "prov:wasDerivedFrom"):
            beside.evidence.append(quoted.described(statement, "prov:wasDerivedFrom"))
        else:
            beside.confidence = max(beside.confidence, float(known.number(statement, "tg:confidence")))
    return dict(beside_of)


def _names(known: Described, *terms: Named) -> Triple:
    for term in terms:
        if not isinstance(term, str):
            raise known.wrong(f"evidence of what is nothing under {known.base}: {known.text_of(term)[:80]!r}")
    return cast("Triple", terms)


def _named(known: Described, quoted: Quoted, found: Scanned) -> dict[str, list[EvidenceAttributes]]:
    """Return entity → where it is named."""
    named: dict[str, list[EvidenceAttributes]] = defaultdict(list)
    for body, span, rule, sure in found.mentions.values():
        entity = known.short(body)
        if not isinstance(entity, str):
            raise known.wrong(f"a mention of what is nothing under {known.base}: {body[:80]!r}")
        named[entity].append(quoted.evidence(span, rule, sure))
    for mention in known.of_type("oa:Annotation"):
        named[known.one(mention, "oa:hasBody")].append(quoted.described(mention, "oa:hasTarget"))
    return dict(named)


def _check_evidence(
    known: Described,
    reified: Iterable[Triple],
    named: Mapping[str, list[EvidenceAttributes]],
    mentioned_in: Mapping[str, set[str]],
) -> None:
    """Evidence for what isn't said would be lost without a word: say so."""
    for subject, prop, obj in reified:
        if obj not in known.all(subject, prop):
            _unsaid(known, subject, prop, obj)
    for entity, evidence in named.items():
        listed = mentioned_in.get(entity, set())
        for entry in evidence:
            if entry["document"] not in listed:
                _unsaid(known, f"doc:{entry['document']}", MENTIONS, entity)


def _unsaid(known: Described, *triple: str) -> NoReturn:
    said = " ".join(known.shown(term) for term in triple)
    raise known.wrong(f"there is evidence for a statement that isn't there: {said}")


def _mentions(known: Described) -> Mapping[str, set[str]]:
    """Return entity → ids of the documents that name it."""
    found: dict[str, set[str]] = defaultdict(set)
    works = set(_works(known))
    for document in known.subjects:
        if isinstance(document, str) and document not in works and known.all(document, MENTIONS):
            raise known.wrong(f"{known.shown(document)} mentions things, but is no schema:CreativeWork")
    for document in sorted(works):
        for entity in known.names(document, MENTIONS):
            found[entity].add(_local(document))
    return found


def _works(known: Described) -> list[str]:
    works = known.of_type("schema:CreativeWork")
    return [work for work in works if isinstance(work, str) and work.startswith("doc:")]


def _about(known: Described) -> GraphAttributes:
    dataset = Link(known.base)
    version = known.text(dataset, "schema:schemaVersion") or str(SCHEMA)
    if version != str(SCHEMA):
        raise known.wrong(
            f"its schema is {version}, this talkgraph knows {SCHEMA}", "was it made by a newer talkgraph?"
        )
    about = GraphAttributes(
        name=known.text(dataset, "dcterms:title") or NAME,
        talkgraph=SCHEMA,
        documents={_local(work): _document(known, work) for work in _works(known)},
    )
    if known.base != BASE:
        about["base"] = known.base
    if licence := known.text(dataset, "dcterms:license"):
        about["license"] = licence
    if modified := known.text(dataset, "dcterms:modified"):
        about["modified"] = modified
    return about


def _document(known: Described, work: str) -> DocumentAttributes:
    document = DocumentAttributes(
        path=known.text(work, "rdfs:label"),
        title=known.text(work, "schema:name"),
        authors=known.texts(work, "schema:author"),
        date=known.text(work, "schema:datePublished"),
        language=known.text(work, "schema:inLanguage"),
        url=known.text(work, "dcterms:source"),
        sha256=known.text(work, "tg:textSha256"),
    )
    if part := known.text(work, "schema:position"):
        document["part"] = part
    return document


def _node(known: Described, subject: str, kind: Kind, documents: set[str], evidence: list[EvidenceAttributes]) -> Node:
    said = known.subjects[subject]
    names = known.texts(subject, "rdfs:label") or [_local(subject)]
    node = NodeAttributes(
        type=kind.value,
        name=names[0],
        aliases=[*names[1:], *known.texts(subject, "skos:altLabel")],
        same_as=[link for prop in _SAME if prop in said for link in known.texts(subject, prop)],
        count=int(known.number(subject, "tg:documentCount")) if "tg:documentCount" in said else len(documents),
        evidence=evidence,
    )
    if date := known.text(subject, "schema:startDate"):
        node["date"] = date
    if url := known.text(subject, "schema:url"):
        node["url"] = url
    if "skos:broader" in said:
        node["broader"] = known.names(subject, "skos:broader")
    if not _OF_RECORDS.isdisjoint(said):
        _read_record(known, subject, node)
    return subject, node


def _read_record(known: Described, subject: str, node: NodeAttributes) -> None:
    """Add what only records of schedules and archives tell."""
    more: dict[str, str | list[str]] = {
        key: known.texts(subject, prop) for key, prop in (*RECORD_TEXTS, *RECORD_LINKS) if known.all(subject, prop)
    }
    for key in more.keys() & {"language", "abstract"}:
        more[key] = known.text(subject, dict(RECORD_TEXTS)[key])
    if end := known.text(subject, "schema:endDate"):
        more["end_date"] = end
    if repeats := known.names(subject, "tg:repeats"):
        more["repeats"] = repeats
    node.update(cast("NodeAttributes", more))


def _edges(known: Described, kinds: Mapping[str, Kind], reified: Mapping[Triple, _Reified]) -> Iterator[Edge]:
    for subject, prop, obj in _relations(known, kinds):
        predicate = READINGS.get((prop, kinds[subject], kinds[obj])) if obj in kinds else None
        if predicate is None:
            said = " ".join(known.shown(term) for term in (subject, prop, obj))
            raise known.wrong(f"can't be read as a relation, or what it leads to is not described: {said}")
        beside = reified.get((subject, prop, obj), _NOTHING)
        best = max((entry["confidence"] for entry in beside.evidence), default=1.0)
        confidence = beside.confidence or best
        edge = EdgeAttributes(predicate=predicate.value, confidence=confidence, evidence=beside.evidence)
        ends = (obj, subject) if ENDS[predicate].inverted else (subject, obj)
        yield ends[0], predicate.value, ends[1], edge


def _relations(known: Described, kinds: Iterable[str]) -> Iterator[Triple]:
    for subject in kinds:
        for prop in known.subjects[subject]:
            if isinstance(prop, str) and prop in PROPERTIES:
                for obj in known.names(subject, prop):
                    yield subject, prop, obj


def _local(name: str) -> str:
    return name.partition(":")[2]
