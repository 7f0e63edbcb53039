"""Whether RDF is as our shapes say: by SPARQL over a whole graph in seconds, or by pySHACL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from talkgraph.outputs.rdf import parse, shapes
from talkgraph.outputs.rdf.rules import Rule, rules
from talkgraph.outputs.rdf.terms import VOCABULARIES, namespaces
from talkgraph.outputs.rdf.turtle import quoted

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

_SH: Final = "http://www.w3.org/ns/shacl#"
_PREFIXES: Final = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in VOCABULARIES.items())
_SOURCES: Final = """
SELECT ?path ?start {
    { ?this prov:wasDerivedFrom|oa:hasTarget ?span . ?span prov:wasQuotedFrom ?document ; oa:start ?start }
    UNION { ?this prov:wasQuotedFrom ?document ; oa:start ?start }
    UNION { ?document schema:mentions ?this }
    UNION { ?this tg:textSha256 ?digest . BIND(?this AS ?document) }
    ?document rdfs:label ?path
} ORDER BY ?path ?start LIMIT 1"""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that is not as it should be."""

    node: str
    """IRI of what it is about."""
    shape: str
    """The shape that it breaks: `Talk`."""
    path: str
    """IRI of the property, where it is about one."""
    message: str
    value: str
    """The value in the way of N-Triples, where there is one."""
    component: str
    """IRI of the kind of constraint."""
    source: str = ""
    """Path of a document that speaks of it, and the offset in its text, where there is one."""


def load(data: bytes, path: str, form: str) -> ox.Store:
    """Return a store with the triples of a file, whatever graphs they stand in; `form` is a key of `parse.FORMATS`.

    Raises:
        GraphError: it isn't of that format; says the line.
    """
    import pyoxigraph as ox  # noqa: PLC0415

    store = ox.Store()
    for piece in parse.canonical(data, path, form):
        store.bulk_load(piece.encode(), ox.RdfFormat.N_TRIPLES)
    return store


def findings(store: ox.Store) -> Iterator[Finding]:
    """Yield what breaks a rule, rule by rule, sorted within each; a node that breaks one rule twice is told twice."""
    for rule in rules():
        solutions = store.query(_PREFIXES + rule.query)
        yield from sorted({_finding(rule, solution) for solution in solutions})  # type: ignore[union-attr]


def _finding(rule: Rule, solution: ox.QuerySolution) -> Finding:
    def shown(name: str) -> str:
        try:
            value = solution[name]
        except KeyError:
            return ""
        return "" if value is None else str(value)

    message = re.sub(r"\{\?(\w+)\}", lambda found: shown(found[1]), rule.message)
    value = shown("value") if "?value" in rule.query.partition("{")[0] else ""
    return Finding(shown("this").strip("<>"), rule.shape, rule.path, message, value, rule.component)


def with_sources(found: Iterable[Finding], store: ox.Store) -> Iterator[Finding]:
    """Yield the findings with a document that speaks of their nodes."""
    import pyoxigraph as ox  # noqa: PLC0415

    for finding in found:
        try:
            this = {ox.Variable("this"): ox.NamedNode(finding.node)}
        except ValueError:  # a blank node
            yield finding
            continue
        query = _PREFIXES + _SOURCES.replace("SELECT", "SELECT ?this", 1)
        solution = next(iter(store.query(query, substitutions=this)), None)  # type: ignore[arg-type]
        if solution is None:
            yield finding
            continue
        start = solution["start"]
        yield replace(finding, source=f"{solution['path'].value}{f', offset {start.value}' if start else ''}")


def base_of(store: ox.Store) -> str:
    """Return what the data set says its ids stand under, or an empty string."""
    import pyoxigraph as ox  # noqa: PLC0415

    quads = store.quads_for_pattern(None, ox.NamedNode(f"{VOCABULARIES['void']}uriSpace"), None)
    return min((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), default="")


def as_dict(finding: Finding) -> dict[str, str]:
    """Return a finding for JSON."""
    return asdict(finding)


def shortened(text: str, base: str) -> str:
    """Return a text with prefixed names in place of IRIs under our prefixes."""
    prefixes = {space: prefix for prefix, space in namespaces(base).items()}

    def short(found: re.Match[str]) -> str:
        iri = found[1]
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = prefixes.get(iri[:end])
        return f"{prefix}:{iri[end:]}" if prefix and iri[end:] else found[0]

    return re.sub(r"<?(https?://[^<>\s\"]*[^<>\s\":;,.)])>?", short, text)


def by_shacl(graph: rdflib.Graph) -> list[Finding]:
    """Return what pySHACL finds, some milliseconds a triple.

    Raises:
        ImportError: pySHACL is not installed.
    """
    import pyshacl  # noqa: PLC0415
    import rdflib  # noqa: PLC0415

    sh = rdflib.Namespace(_SH)
    known = rdflib.Graph().parse(data=shapes(), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=known, advanced=False)
    report = cast("rdflib.Graph", report)
    owner = {prop: shape for shape, _, prop in known.triples((None, sh.property, None))}
    found = []
    for result in report.objects(None, sh.result):
        shape = report.value(result, sh.sourceShape)
        value = report.value(result, sh.value)
        found.append(
            Finding(
                node=str(report.value(result, sh.focusNode)),
                shape=re.split(r"[/#]", str(owner.get(shape, shape)))[-1],  # type: ignore[arg-type]
                path=str(report.value(result, sh.resultPath) or ""),
                message="; ".join(sorted(map(str, report.objects(result, sh.resultMessage)))),
                value="" if value is None else value.n3(),
                component=str(report.value(result, sh.sourceConstraintComponent)),
            )
        )
    return sorted(found)


def report(found: Iterable[Finding], base: str) -> Iterator[bytes]:
    """Yield the findings as a SHACL validation report in Turtle."""
    prefixes = {**namespaces(base), "sh": _SH, "tgs": "https://w3id.org/talkgraph/shapes#"}
    results = [_result(finding) for finding in found]
    yield "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in prefixes.items()).encode()
    said = "".join(f" ;\n    sh:result {result}" for result in results)
    yield f"\n[] a sh:ValidationReport ;\n    sh:conforms {str(not results).lower()}{said} .\n".encode()


def _result(finding: Finding) -> str:
    node = f"<{finding.node}>" if "://" in finding.node else "[]"
    said = ["a sh:ValidationResult", f"sh:focusNode {node}", "sh:resultSeverity sh:Violation"]
    said += [f"sh:sourceShape tgs:{finding.shape}", f"sh:sourceConstraintComponent <{finding.component}>"]
    if finding.path:
        said.append(f"sh:resultPath <{finding.path}>")
    if finding.value and not finding.value.startswith("_:"):
        said.append(f"sh:value {finding.value}")
    message = finding.message + (f" ({finding.source})" if finding.source else "")
    return f"[ {' ; '.join([*said, f'sh:resultMessage {quoted(message)}'])} ]"
