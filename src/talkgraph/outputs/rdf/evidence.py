"""Evidence → RDF: quoted places, rules, and one node for each (what is said, place, rule)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from talkgraph.graph.shape import DocumentAttributes, EvidenceAttributes
from talkgraph.outputs.rdf.blocks import Block, Pair, Triple, types
from talkgraph.outputs.rdf.terms import MENTIONS, Literal, Name, language, name, namespaces
from talkgraph.text import slug

_SAFE_RULE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Said(NamedTuple):
    """A relation as RDF says it: a symmetric one is said twice."""

    triple: Triple
    confidence: float
    evidence: list[EvidenceAttributes]


def spans(documents: Mapping[str, DocumentAttributes], found: Iterable[EvidenceAttributes]) -> Iterator[Block]:
    """Yield the quoted places, each once."""
    places = {(e["document"], e["start"], e["end"]): e for e in found}
    for _, entry in sorted(places.items()):
        document = entry["document"]
        offsets: list[Pair] = [
            (name("oa:start"), Literal(str(entry["start"]), "integer")),
            (name("oa:end"), Literal(str(entry["end"]), "integer")),
            (name("prov:wasQuotedFrom"), Name("doc", document)),
        ]
        quote = Literal(entry["quote"], language=language(documents[document]["language"]))
        yield Block(_span(entry), [types("tg:Span"), offsets, [(name("oa:exact"), quote)]], grows=False)


def rules(found: Iterable[str]) -> Iterator[Block]:
    """Yield the rules and engines that have read something."""
    for rule in sorted(found):
        said: list[Pair] = [*types("prov:SoftwareAgent"), (name("rdfs:label"), Literal(rule))]
        yield Block(_rule(rule), [said], grows=False)


def mentions(found: Iterable[tuple[str, EvidenceAttributes]], base: str) -> Iterator[Block]:
    """Yield where entities are named, as annotations: this place in a text names that thing."""
    spaces = namespaces(base)
    for key, entry in found:
        triple = (Name("doc", entry["document"]), MENTIONS, name(key))
        what: list[Pair] = [*types("oa:Annotation"), (name("oa:hasBody"), name(key))]
        source = [(name("oa:hasTarget"), _span(entry)), *_reader(entry)]
        yield Block(_id((*triple, _span(entry), _rule(entry["rule"])), spaces), [what, source], grows=False)


def statements(found: Iterable[Said], base: str) -> Iterator[Block]:
    """Yield what each relation was read from."""
    spaces = namespaces(base)
    for triple, _, evidence in sorted(found, key=lambda said: said.triple):
        for entry in evidence:
            source = [(name("prov:wasDerivedFrom"), _span(entry)), *_reader(entry)]
            lines = [types("rdf:Statement"), _reified(triple), source]
            yield Block(_id((*triple, _span(entry), _rule(entry["rule"])), spaces), lines, grows=False)


def judgements(found: Iterable[Said], base: str) -> Iterator[Block]:
    """Yield a statement without a source for each confidence that is not the one of the best evidence.

    Graphs of our own making have none; one without evidence, or with a user's own figures, keeps them so.
    """
    spaces = namespaces(base)
    for triple, confidence, evidence in sorted(found, key=lambda said: said.triple):
        if confidence != max((entry["confidence"] for entry in evidence), default=1.0):
            sure: list[Pair] = [(name("tg:confidence"), _decimal(confidence))]
            yield Block(_id(triple, spaces), [types("rdf:Statement"), _reified(triple), sure], grows=False)


def _reified(triple: Triple) -> list[Pair]:
    return list(zip((name("rdf:subject"), name("rdf:predicate"), name("rdf:object")), triple, strict=True))


def _reader(entry: EvidenceAttributes) -> list[Pair]:
    return [
        (name("prov:wasAttributedTo"), _rule(entry["rule"])),
        (name("tg:confidence"), _decimal(entry["confidence"])),
    ]


def _span(entry: EvidenceAttributes) -> Name:
    return Name("span", f"{entry['document']}.{entry['start']}-{entry['end']}")


def _rule(rule: str) -> Name:
    """Return the name of a rule; one that can't end an IRI as it stands gets a slug and a hash of itself."""
    if _SAFE_RULE.fullmatch(rule):
        return Name("extractor", rule)
    digest = hashlib.sha256(rule.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Name("extractor", f"{slug(rule)}.{digest}")


def _id(parts: Iterable[Name], spaces: Mapping[str, str]) -> Name:
    """Return the id of evidence: a function of what is said, the place and the rule, never of the confidence."""
    whole = "\n".join(spaces[part.prefix] + part.local for part in parts)
    return Name("ev", hashlib.sha256(whole.encode()).hexdigest()[:16])


def _decimal(number: float) -> Literal:
    """Return a decimal in canonical form: 0.9, 1.0, never 9e-1."""
    text = format(Decimal(repr(number)), "f")
    return Literal(text if "." in text else f"{text}.0", "decimal")
