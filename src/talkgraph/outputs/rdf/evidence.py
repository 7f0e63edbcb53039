"""Evidence → RDF: quoted places, rules, and one node for each (what is said, place, rule)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from talkgraph.graph.shape import DocumentAttributes, EvidenceAttributes
from talkgraph.outputs.rdf.syntax import Block, Line, Made, Syntax
from talkgraph.outputs.rdf.terms import MENTIONS, language
from talkgraph.text import slug

_SAFE_RULE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Said(NamedTuple):
    """A relation as RDF says it: a symmetric one is said twice. Ends are ids, the property a prefixed name."""

    subject: str
    prop: str
    object: str
    confidence: float
    evidence: list[EvidenceAttributes]


class Writer:
    """Blocks of evidence in one format: what all of them share is made once."""

    def __init__(self, syntax: Syntax, documents: Mapping[str, DocumentAttributes], *, rdf12: bool = False) -> None:
        self._syntax = syntax
        self._rdf12 = rdf12
        self._name = syntax.name
        self._iris = syntax.iris
        self._languages = {key: language(entry["language"]) for key, entry in documents.items()}
        self._rules = Made(lambda rule: syntax.name("extractor", rule_id(rule)))
        self._rule_iris = Made(lambda rule: syntax.spaces["extractor"] + rule_id(rule))
        self._documents = Made(lambda key: syntax.name("doc", key))
        ids = syntax.ids
        self._span_type: Line = (("rdf:type", ids["tg:Span"]),)
        self._mention_type = ("rdf:type", ids["oa:Annotation"])
        self._statement_type: Line = (("rdf:type", ids["rdf:Statement"]),)
        self._span_space = syntax.spaces["span"]

    def spans(self, found: Iterable[EvidenceAttributes]) -> Iterator[Block]:
        """Yield the quoted places, each once."""
        places = {(e["document"], e["start"], e["end"]): e["quote"] for e in found}
        syntax, integer = self._syntax, self._syntax.integer
        for (document, start, end), quote in sorted(places.items()):
            offsets = (
                ("oa:start", integer(start)),
                ("oa:end", integer(end)),
                ("prov:wasQuotedFrom", self._documents[document]),
            )
            words = (("oa:exact", syntax.text(quote, self._languages[document])),)
            subject = syntax.about("span", f"{document}.{start}-{end}")
            yield Block(subject, (self._span_type, offsets, words), grows=False)

    def rules(self, found: Iterable[str]) -> Iterator[Block]:
        """Yield the rules and engines that have read something."""
        syntax = self._syntax
        for rule in sorted(found):
            said = (("rdf:type", syntax.ids["prov:SoftwareAgent"]), ("rdfs:label", syntax.text(rule)))
            yield Block(syntax.about("extractor", rule_id(rule)), (said,), grows=False)

    def mentions(self, found: Iterable[tuple[str, EvidenceAttributes]]) -> Iterator[Block]:
        """Yield where entities are named, as annotations: this place in a text names that thing."""
        syntax, ids, iris, decimal = self._syntax, self._syntax.ids, self._iris, self._syntax.decimal
        says, space = iris[MENTIONS], syntax.spaces["doc"]
        for key, entry in found:
            span = f"{entry['document']}.{entry['start']}-{entry['end']}"
            whole = f"{space}{entry['document']}\n{says}\n{iris[key]}\n{self._span_space}{span}\n"
            source = (
                ("oa:hasTarget", self._name("span", span)),
                ("prov:wasAttributedTo", self._rules[entry["rule"]]),
                ("tg:confidence", decimal(entry["confidence"])),
            )
            what = (self._mention_type, ("oa:hasBody", ids[key]))
            yield Block(syntax.about("ev", _id(whole + self._rule_iris[entry["rule"]])), (what, source), grows=False)

    def statements(self, found: Iterable[Said]) -> Iterator[Block]:
        """Yield what each relation was read from; `found` is sorted."""
        syntax, decimal = self._syntax, self._syntax.decimal
        for said in found:
            triple, parts = self._reified(said)
            for entry in said.evidence:
                span = f"{entry['document']}.{entry['start']}-{entry['end']}"
                source = (
                    ("prov:wasDerivedFrom", self._name("span", span)),
                    ("prov:wasAttributedTo", self._rules[entry["rule"]]),
                    ("tg:confidence", decimal(entry["confidence"])),
                )
                whole = f"{triple}\n{self._span_space}{span}\n{self._rule_iris[entry['rule']]}"
                lines = (*parts, source)
                yield Block(syntax.about("ev", _id(whole)), lines, grows=False)

    def judgements(self, found: Iterable[Said]) -> Iterator[Block]:
        """Yield a statement without a source for each confidence that is not the one of the best evidence.

        Graphs of our own making have none; one without evidence, or with a user's own figures, keeps them so.
        """
        for said in found:
            if said.confidence != max((entry["confidence"] for entry in said.evidence), default=1.0):
                triple, parts = self._reified(said)
                sure = (("tg:confidence", self._syntax.decimal(said.confidence)),)
                lines = (*parts, sure)
                yield Block(self._syntax.about("ev", _id(triple)), lines, grows=False)

    def _reified(self, said: Said) -> tuple[str, tuple[Line, ...]]:
        """Return what is said in full, and as what evidence of it has: the parts of an `rdf:Statement`, or in RDF 1.2
        the triple itself.
        """
        ids, iris = self._syntax.ids, self._iris
        whole = f"{iris[said.subject]}\n{iris[said.prop]}\n{iris[said.object]}"
        subject, prop, obj = ids[said.subject], ids[said.prop], ids[said.object]
        if self._rdf12:
            return whole, ((("rdf:reifies", f"<<( {subject} {prop} {obj} )>>"),),)
        parts = (("rdf:subject", subject), ("rdf:predicate", prop), ("rdf:object", obj))
        return whole, (self._statement_type, parts)


def rule_id(rule: str) -> str:
    """Return the local id of a rule; one that can't end an IRI as it stands gets a slug and a hash of itself."""
    if _SAFE_RULE.fullmatch(rule):
        return rule
    digest = hashlib.sha256(rule.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{slug(rule)}.{digest}"


def _id(whole: str) -> str:
    """Return the id of evidence: a function of what is said, the place and the rule, never of the confidence."""
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
