"""Write docs/ontology.html and docs/ontology.ttl from the ontology in the package: `python docs/make_ontology.py`."""

from __future__ import annotations

from html import escape
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS

from talkgraph.outputs.rdf import ontology

NS = "https://w3id.org/talkgraph/ns#"
PROPERTIES = (
    (RDFS.subClassOf, "subclass of"),
    (RDFS.subPropertyOf, "subproperty of"),
    (SDO.domainIncludes, "of"),
    (SDO.rangeIncludes, "leads to"),
    (SKOS.closeMatch, "close to"),
    (SKOS.relatedMatch, "goes with"),
    (OWL.disjointWith, "never also a"),
)
STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem } h3 { font-family: ui-monospace, monospace; margin: 2rem 0 0 } h3 a { color: inherit }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .1rem 1rem; margin: .5rem 0 } dd { margin: 0 }
.kind { opacity: .75; margin: 0 }
"""


def page() -> str:
    """Return the page: a part for classes, one for properties, an anchor for each term."""
    graph = rdflib.Graph().parse(data=ontology(), format="turtle")
    whole = rdflib.URIRef(NS)
    terms = sorted(term for term in set(graph.subjects(RDFS.isDefinedBy, whole)) if isinstance(term, rdflib.URIRef))
    classes = [term for term in terms if (term, RDF.type, OWL.Class) in graph]
    title, about = str(graph.value(whole, DCTERMS.title)), str(graph.value(whole, RDFS.comment))
    parts = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="alternate" type="text/turtle" href="ontology.ttl">\n',
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n<p>{escape(about)}</p>\n",
        f'<p>Namespace <code>{NS}</code>, prefix <code>tg</code>; <a href="ontology.ttl">in Turtle</a>.</p>\n',
    ]
    for heading, some in (("Classes", classes), ("Properties", [term for term in terms if term not in classes])):
        parts.append(f"<h2>{heading}</h2>\n")
        parts += [_term(graph, term) for term in some]
    return "".join([*parts, "</main>\n</body>\n</html>\n"])


def _term(graph: rdflib.Graph, term: rdflib.URIRef) -> str:
    local = str(term).removeprefix(NS)
    label, comment = str(graph.value(term, RDFS.label)), str(graph.value(term, RDFS.comment))
    kinds = sorted(graph.namespace_manager.curie(kind) for kind in graph.objects(term, RDF.type))
    rows = "".join(
        f"<dt>{name}</dt><dd>{', '.join(_link(graph, obj) for obj in sorted(graph.objects(term, prop)))}</dd>\n"
        for prop, name in PROPERTIES
        if (term, prop, None) in graph
    )
    return (
        f'<section id="{local}">\n<h3><a href="#{local}">tg:{local}</a></h3>\n'
        f'<p class="kind">{escape(label)} · {escape(", ".join(kinds))}</p>\n<p>{escape(comment)}</p>\n'
        f"<dl>\n{rows}</dl>\n</section>\n"
    )


def _link(graph: rdflib.Graph, obj: object) -> str:
    iri = str(obj)
    if iri.startswith(NS):
        return f'<a href="#{iri.removeprefix(NS)}">tg:{iri.removeprefix(NS)}</a>'
    known = next((f"{p}:{iri.removeprefix(s)}" for p, s in sorted(graph.namespaces()) if iri.startswith(s)), iri)
    return f'<a href="{escape(iri)}">{escape(known)}</a>'


if __name__ == "__main__":
    here = Path(__file__).parent
    (here / "ontology.html").write_text(page(), encoding="utf-8")
    (here / "ontology.ttl").write_bytes(ontology())
