"""The shapes accept what is written and find each kind of fault; the ontology explains each term of our own."""

import re
import runpy
from pathlib import Path

import pyshacl
import pytest
import rdflib
from fibre_week import EARLIER_TALK, sample_graph
from rdflib.namespace import OWL, RDF, RDFS

from talkgraph.graph import build, merge
from talkgraph.outputs.rdf import ontology, shapes, turtle
from talkgraph.outputs.rdf.terms import VOCABULARIES

DESIGN = Path(__file__).parents[3] / "shared" / "shapes.ttl"
OURS = b"".join(turtle.write(merge(sample_graph(), build(EARLIER_TALK)))).decode()
TG = VOCABULARIES["tg"]


def parsed(text):
    return rdflib.Graph().parse(data=text, format="turtle")


def faults(data, rules):
    conforms, _, report = pyshacl.validate(parsed(data), shacl_graph=parsed(rules))
    assert conforms == ("Results" not in report)
    return report if not conforms else ""


def test_the_shapes_are_shapes():
    assert pyshacl.validate(parsed(""), shacl_graph=parsed(shapes()), meta_shacl=True)[0]


def test_what_is_written_conforms():
    assert faults(OURS, shapes()) == ""


def test_what_is_written_conforms_to_the_shapes_of_the_design_too():
    if not DESIGN.exists():
        pytest.skip(f"no shapes of the design: {DESIGN} is not there")
    assert faults(OURS, DESIGN.read_bytes()) == ""


MUTATIONS = {
    "a label is missing": (r'    rdfs:label "Warp" ; schema:name', "    schema:name"),
    "an address is a text": (r"schema:sameAs <https://weft.example/>", 'schema:sameAs "weft"'),
    "a date that is none": (r'"2019-05-04"\^\^xsd:date ;\n    schema:superEvent', '"May" ;\n    schema:superEvent'),
    "a speaker is a project": (
        r"schema:performer person:ann-lee ;\n    schema:startDate",
        "schema:performer project:weft ;\n    schema:startDate",
    ),
    "a topic stands in no scheme": (r"skos:inScheme <https://talkgraph.example/id/topic/> ;\n.\n\n", ".\n\n"),
    "evidence without a place": (r"prov:wasDerivedFrom span:trips-2019-day-one-md.121-139 ; ", ""),
    "evidence without a rule": (r"prov:wasAttributedTo extractor:maintains ; ", ""),
    "evidence of another predicate": (r"rdf:predicate tg:worksOn", "rdf:predicate doap:developer"),
    "evidence for a triple that is not there": (r"    tg:worksOn project:weft ;\n", ""),
    "a confidence over one": (r"tg:confidence 0.92", "tg:confidence 1.92"),
    "offsets that do not fit": (r"oa:start 121 ;", "oa:start 120 ;"),
    "a place in no document": (
        r" ; prov:wasQuotedFrom doc:trips-2019-tag-zwei-txt ;\n    oa:exact \"Weft\"",
        ' ;\n    oa:exact "Weft"',
    ),
    "a digest that is none": (r'tg:textSha256 "4', 'tg:textSha256 "'),
    "a statement without evidence": (r"    tg:uses project:heddle ;", "    tg:uses project:heddle, project:weft ;"),
    "a mention without a place": (
        r"    schema:mentions person:łucja-nowak ;",
        "    schema:mentions person:łucja-nowak, topic:testing ;",
    ),
    "a place that names what its document does not": (r"    schema:mentions person:łucja-nowak ;\n", ""),
    "a data set without its space": (r'    void:uriSpace "[^"]*" ;\n', ""),
}


@pytest.mark.parametrize("fault", MUTATIONS)
def test_each_kind_of_fault_is_found(fault):
    old, new = MUTATIONS[fault]
    mutated, times = re.subn(old, lambda _: new, OURS, count=1)
    assert times == 1
    assert faults(mutated, shapes())


def test_every_term_of_our_own_is_in_the_ontology_and_explained():
    known = parsed(ontology())
    found = {term for triple in (*parsed(OURS), *parsed(shapes())) for term in triple}
    used = {
        term for term in found if isinstance(term, rdflib.URIRef) and term.startswith(TG) and term != rdflib.URIRef(TG)
    }
    terms = {s for s in known.subjects() if str(s) != TG}
    assert len(used) > 5
    assert used <= terms
    assert len(terms) == 10
    for term in terms:
        for prop in (RDF.type, RDFS.label, RDFS.comment):
            assert known.value(term, prop, any=True), f"{term} has no {prop}"
        assert known.value(term, RDFS.isDefinedBy) == rdflib.URIRef(TG)
        if (term, RDF.type, OWL.Class) not in known:
            assert known.value(term, rdflib.SDO.domainIncludes, any=True)
            assert known.value(term, rdflib.SDO.rangeIncludes, any=True)


def test_the_page_of_the_ontology_is_in_step():
    docs = Path(__file__).parents[2] / "docs"
    page = runpy.run_path(str(docs / "make_ontology.py"))["page"]()
    assert (docs / "ontology.html").read_text(encoding="utf-8") == page, "run: python docs/make_ontology.py"
    assert (docs / "ontology.ttl").read_bytes() == ontology(), "run: python docs/make_ontology.py"
    for term in re.findall(r"^tg:(\w+) a ", ontology().decode(), re.MULTILINE):
        assert f'<section id="{term}">' in page


def test_every_term_says_how_it_stands_to_a_standard_one():
    known = parsed(ontology())
    standing = (RDFS.subClassOf, RDFS.subPropertyOf, rdflib.SKOS.closeMatch, rdflib.SKOS.relatedMatch)
    for term in set(known.subjects(RDFS.isDefinedBy, rdflib.URIRef(TG))):
        assert any(not str(obj).startswith(TG) for prop in standing for obj in known.objects(term, prop)), term
