"""Evidence → RDF: quoted places, rules, and one node for each (what is said, place, rule)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from talkgraph.graph.shape import DocumentAttributes, EvidenceAttributes
from talkgraph.outputs.rdf.syntax import Block, Made, Syntax
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
        self._iris = syntax.iris
        self._languages = {key: language(entry["language"]) for key, entry in documents.items()}
        self._rules = Made(lambda rule: syntax.name("extractor", rule_id(rule)))
        self._rule_iris = Made(lambda rule: syntax.spaces["extractor"] + rule_id(rule))
        self._documents = Made(lambda key: syntax.name("doc", key))
        self._subjects = _Stems(lambda key: syntax.about("span", key))
        self._spans = _Stems(lambda key: syntax.name("span", key))
        self._span_iris = syntax.spaces["span"]
        self._types = {kind: syntax.ids[kind] for kind in ("tg:Span", "oa:Annotation", "rdf:Statement")}
        source = ("prov:wasAttributedTo", "tg:confidence")
        self._span = syntax.form(("rdf:type",), ("oa:start", "oa:end", "prov:wasQuotedFrom"), ("oa:exact",))
        self._mention = syntax.form(("rdf:type", "oa:hasBody"), ("oa:hasTarget", *source))
        parts = (("rdf:type",), ("rdf:subject", "rdf:predicate", "rdf:object"))
        self._parts = (("rdf:reifies",),) if rdf12 else parts
        self._statement = syntax.form(*self._parts, ("prov:wasDerivedFrom", *source))
        self._judgement = syntax.form(*self._parts, ("tg:confidence",))

    def spans(self, found: Iterable[EvidenceAttributes]) -> Iterator[str]:
        """Yield the quoted places, each once."""
        places = {(e["document"], e["start"], e["end"]): e["quote"] for e in found}
        syntax, integer, kind = self._syntax, self._syntax.integer, self._types["tg:Span"]
        for (document, start, end), quote in sorted(places.items()):
            before, after = self._subjects[document]
            yield self._span(
                f"{before}{start}-{end}{after}",
                kind,
                integer(start),
                integer(end),
                self._documents[document],
                syntax.text(quote, self._languages[document]),
            )

    def rules(self, found: Iterable[str]) -> Iterator[Block]:
        """Yield the rules and engines that have read something."""
        syntax = self._syntax
        for rule in sorted(found):
            said = (("rdf:type", syntax.ids["prov:SoftwareAgent"]), ("rdfs:label", syntax.text(rule)))
            yield Block(syntax.about("extractor", rule_id(rule)), (said,), grows=False)

    def mentions(self, found: Iterable[tuple[str, EvidenceAttributes]]) -> Iterator[str]:
        """Yield where entities are named, as annotations: this place in a text names that thing."""
        syntax, ids, iris, decimal = self._syntax, self._syntax.ids, self._iris, self._syntax.decimal
        says, space, spans, kind = iris[MENTIONS], syntax.spaces["doc"], self._span_iris, self._types["oa:Annotation"]
        for key, entry in found:
            document, rule, place = entry["document"], entry["rule"], f"{entry['start']}-{entry['end']}"
            before, after = self._spans[document]
            whole = f"{space}{document}\n{says}\n{iris[key]}\n{spans}{document}.{place}\n{self._rule_iris[rule]}"
            yield self._mention(
                syntax.about("ev", _id(whole)),
                kind,
                ids[key],
                f"{before}{place}{after}",
                self._rules[rule],
                decimal(entry["confidence"]),
            )

    def statements(self, found: Iterable[Said]) -> Iterator[str]:
        """Yield what each relation was read from; `found` is sorted."""
        syntax, decimal, spans = self._syntax, self._syntax.decimal, self._span_iris
        for said in found:
            triple, parts = self._reified(said)
            for entry in said.evidence:
                document, rule, place = entry["document"], entry["rule"], f"{entry['start']}-{entry['end']}"
                before, after = self._spans[document]
                whole = f"{triple}\n{spans}{document}.{place}\n{self._rule_iris[rule]}"
                yield self._statement(
                    syntax.about("ev", _id(whole)),
                    *parts,
                    f"{before}{place}{after}",
                    self._rules[rule],
                    decimal(entry["confidence"]),
                )

    def judgements(self, found: Iterable[Said]) -> Iterator[str]:
        """Yield a statement without a source for each confidence that is not the one of the best evidence.

        Graphs of our own making have none; one without evidence, or with a user's own figures, keeps them so.
        """
        for said in found:
            if said.confidence != max([entry["confidence"] for entry in said.evidence], default=1.0):
                triple, parts = self._reified(said)
                yield self._judgement(
                    self._syntax.about("ev", _id(triple)), *parts, self._syntax.decimal(said.confidence)
                )

    def _reified(self, said: Said) -> tuple[str, tuple[str, ...]]:
        """Return what is said in full, and as what evidence of it has: the parts of an `rdf:Statement`, or in RDF 1.2
        the triple itself.
        """
        ids, iris = self._syntax.ids, self._iris
        whole = f"{iris[said.subject]}\n{iris[said.prop]}\n{iris[said.object]}"
        subject, prop, obj = ids[said.subject], ids[said.prop], ids[said.object]
        if self._rdf12:
            return whole, (f"<<( {subject} {prop} {obj} )>>",)
        return whole, (self._types["rdf:Statement"], subject, prop, obj)


class _Stems(dict[str, tuple[str, str]]):
    """Document → what stands before and behind the offsets in the name of a place in it: made once a document."""

    def __init__(self, name: Callable[[str], str]) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, document: str) -> tuple[str, str]:
        before, _, after = self._name(f"{document}.0-1").rpartition("0-1")
        stem = self[document] = before, after
        return stem


def rule_id(rule: str) -> str:
    """Return the local id of a rule; one that can't end an IRI as it stands gets a slug and a hash of itself."""
    if _SAFE_RULE.fullmatch(rule):
        return rule
    digest = hashlib.sha256(rule.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{slug(rule)}.{digest}"


def _id(whole: str) -> str:
    """Return the id of evidence: a function of what is said, the place and the rule, never of the confidence."""
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
