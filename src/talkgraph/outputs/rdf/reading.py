"""RDF → graph: the way back of `mapping`, for files of our own and others that speak the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from talkgraph.errors import GraphError
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
from talkgraph.outputs.rdf.blocks import Triple
from talkgraph.outputs.rdf.described import HINT, Described, Row
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
    Name,
    name,
)

_SAME = ("owl:sameAs", "schema:sameAs", "skos:exactMatch")
_DATASET = VOCABULARIES["void"] + "uriSpace"


def graph_of(rows: Iterable[Row], path: str, base: str = "") -> Graph:
    """Return the graph that the triples tell of; `path` is what errors call their source.

    Raises:
        GraphError: they are of other vocabularies, or parts of what there is are missing.
    """
    rows = list(rows)
    known = Described(rows, path, base or _base(rows, path))
    kinds = dict(_kinds(known))
    reified = _reified(known)
    mentioned_in = _mentions(known)
    edges = list(_edges(known, kinds, reified))
    _check_evidence(known, reified)
    graph = assemble(
        _about(known),
        (_node(known, subject, kind, mentioned_in[subject], reified) for subject, kind in kinds.items()),
        edges,
    )
    check_shape(graph, path)
    return graph


def _base(rows: Iterable[Row], path: str) -> str:
    """Return what the data set says its ids stand under."""
    found = sorted({obj.text for _, prop, obj in rows if prop == _DATASET and isinstance(obj, Literal)})
    if len(found) != 1:
        what = f"it has {len(found)} data sets ({', '.join(found)})" if found else "it has no data set of talkgraph"
        raise GraphError(path, f"{what}: one void:uriSpace was expected", HINT)
    return found[0]


def _kinds(known: Described) -> Iterator[tuple[Name, Kind]]:
    for kind_class, kind in KIND_OF.items():
        for subject in known.of_type(kind_class):
            if not isinstance(subject, Name) or subject.prefix != kind:
                what = f"{known.shown(subject)} is a {known.shown(kind_class)}, but not under {known.base}{kind}/"
                raise known.wrong(what)
            yield subject, kind


@dataclass(slots=True)
class _Reified:
    """What stands beside a triple: its evidence, or a confidence without any."""

    evidence: list[EvidenceAttributes] = field(default_factory=list)
    confidence: float = 0


_NOTHING = _Reified()


def _reified(known: Described) -> dict[Triple, _Reified]:
    found: dict[Triple, _Reified] = defaultdict(_Reified)
    for statement in known.of_type(name("rdf:Statement")):
        subject, prop, obj = (known.one(statement, f"rdf:{part}") for part in ("subject", "predicate", "object"))
        beside = found[subject, prop, obj]
        if known.all(statement, name("prov:wasDerivedFrom")):
            beside.evidence.append(_evidence(known, statement, known.one(statement, "prov:wasDerivedFrom")))
        else:
            beside.confidence = max(beside.confidence, float(known.number(statement, "tg:confidence")))
    for mention in known.of_type(name("oa:Annotation")):
        evidence = _evidence(known, mention, known.one(mention, "oa:hasTarget"))
        named = known.one(mention, "oa:hasBody")
        found[Name("doc", evidence["document"]), MENTIONS, named].evidence.append(evidence)
    return dict(found)


def _evidence(known: Described, node: Name | Link, span: Name) -> EvidenceAttributes:
    rule = known.one(node, "prov:wasAttributedTo")
    return EvidenceAttributes(
        document=known.one(span, "prov:wasQuotedFrom").local,
        start=int(known.number(span, "oa:start")),
        end=int(known.number(span, "oa:end")),
        quote=known.text(span, "oa:exact"),
        rule=known.text(rule, "rdfs:label") or rule.local,
        confidence=float(known.number(node, "tg:confidence")),
    )


def _check_evidence(known: Described, reified: Iterable[Triple]) -> None:
    """Evidence for what isn't said would be lost without a word: say so."""
    for subject, prop, obj in reified:
        if obj not in known.all(subject, prop):
            said = " ".join(known.shown(term) for term in (subject, prop, obj))
            raise known.wrong(f"there is evidence for a statement that isn't there: {said}")


def _mentions(known: Described) -> Mapping[Name, list[Name]]:
    """Return entity → the documents that name it."""
    found: dict[Name, list[Name]] = defaultdict(list)
    works = set(_works(known))
    for document in known.subjects:
        if isinstance(document, Name) and document not in works and known.all(document, MENTIONS):
            raise known.wrong(f"{known.shown(document)} mentions things, but is no schema:CreativeWork")
    for document in sorted(works):
        for entity in known.names(document, "schema:mentions"):
            found[entity].append(document)
    return found


def _works(known: Described) -> list[Name]:
    works = known.of_type(name("schema:CreativeWork"))
    return [work for work in works if isinstance(work, Name) and work.prefix == "doc"]


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
        documents={work.local: _document(known, work) for work in _works(known)},
    )
    if known.base != BASE:
        about["base"] = known.base
    return about


def _document(known: Described, work: Name) -> DocumentAttributes:
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


def _node(
    known: Described, subject: Name, kind: Kind, documents: list[Name], reified: Mapping[Triple, _Reified]
) -> Node:
    names = known.texts(subject, "rdfs:label") or [subject.local]
    counted = known.all(subject, name("tg:documentCount"))
    mentions = (reified.get((document, MENTIONS, subject), _NOTHING) for document in documents)
    node = NodeAttributes(
        type=kind.value,
        name=names[0],
        aliases=[*names[1:], *known.texts(subject, "skos:altLabel")],
        same_as=[link for prop in _SAME for link in known.texts(subject, prop)],
        count=int(known.number(subject, "tg:documentCount")) if counted else len(documents),
        evidence=[entry for beside in mentions for entry in beside.evidence],
    )
    if date := known.text(subject, "schema:startDate"):
        node["date"] = date
    if url := known.text(subject, "schema:url"):
        node["url"] = url
    if broader := [_id(topic) for topic in known.names(subject, "skos:broader")]:
        node["broader"] = broader
    _read_record(known, subject, node)
    return _id(subject), node


def _read_record(known: Described, subject: Name, node: NodeAttributes) -> None:
    """Add what only records of schedules and archives tell."""
    more: dict[str, str | list[str]] = {
        key: known.texts(subject, prop)
        for key, prop in (*RECORD_TEXTS, *RECORD_LINKS)
        if known.all(subject, name(prop))
    }
    for key in more.keys() & {"language", "abstract"}:
        more[key] = known.text(subject, dict(RECORD_TEXTS)[key])
    if end := known.text(subject, "schema:endDate"):
        more["end_date"] = end
    if repeats := [_id(talk) for talk in known.names(subject, "tg:repeats")]:
        more["repeats"] = repeats
    node.update(cast("NodeAttributes", more))


def _edges(known: Described, kinds: Mapping[Name, Kind], reified: Mapping[Triple, _Reified]) -> Iterator[Edge]:
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
        yield _id(ends[0]), predicate.value, _id(ends[1]), edge


def _relations(known: Described, kinds: Iterable[Name]) -> Iterator[Triple]:
    for subject in kinds:
        for prop in PROPERTIES:
            for obj in known.names(subject, f"{prop.prefix}:{prop.local}"):
                yield subject, prop, obj


def _id(term: Name) -> str:
    return f"{term.prefix}:{term.local}"
