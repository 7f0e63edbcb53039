"""`check` by SPARQL and pySHACL by the shapes find the same faults; each is told so that a person can act on it."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest
import rdflib
from any_graph import graphs, unhurried
from fibre_week import sample_graph
from hypothesis import given
from test_rdf_shapes import MUTATIONS, OURS

from talkgraph.outputs import write_graph
from talkgraph.outputs.rdf import check, shapes, turtle
from talkgraph.outputs.rdf.rules import rules

MORE = {
    "two labels of one language": (r'rdfs:label "Looms', 'rdfs:label "Loom"@en, "Looms'),
    "an empty label": (r'rdfs:label "Warp" ; schema:name "Warp"', 'rdfs:label "" ; schema:name "Warp"'),
    "a talk that is no event": (r"a schema:Event, tg:Talk", "a tg:Talk"),
    "a count that is a text": (r"void:entities \d+", 'void:entities "many"'),
    "two start dates": (r"    schema:startDate \"2019-05-04\"", '    schema:startDate "2019"^^xsd:gYear, "2019-05-04"'),
    "a negative offset": (r"oa:start 121 ;", "oa:start -1 ;"),
    "an offset that is a text": (r"oa:start 121 ;", 'oa:start "x" ;'),
    "offsets the wrong way round": (r"oa:start 121 ; oa:end 139", "oa:start 139 ; oa:end 121"),
    "two quotes of one place": (r'oa:exact "Weft"', 'oa:exact "Warp", "Weft"'),
    "a recording that is a text": (r"(?=    schema:performer person:ann-lee)", '    schema:recordedIn "a tape" ;\n'),
    "a talk that repeats a person": (r"(?=    schema:performer person:ann-lee)", "    tg:repeats person:ann-lee ;\n"),
    "a confidence that is a float": (r"tg:confidence 0.92", "tg:confidence 9.2e-1"),
    "a day that there is not": (
        '"2019-05-04"\\^\\^xsd:date ;\n    schema:super',
        '"2019-02-30"^^xsd:date ;\n    schema:super',
    ),
    "a thing without an IRI": (r"project:warp a doap:Project", "[] a doap:Project"),
}


def by_sparql(text):
    return list(check.findings(check.load(text.encode(), "a.ttl", "ttl")))


def keys(found):
    """What both say of a finding: a blank node has no name that would stay."""
    return {(f.node if "://" in f.node else "", f.shape, f.path, f.component) for f in found}


def mutated(fault):
    old, new = {**MUTATIONS, **MORE}[fault]
    text, times = re.subn(old, lambda _: new, OURS, count=1)
    assert times == 1
    return text


@pytest.mark.parametrize("fault", [*MUTATIONS, *MORE])
def test_both_ways_find_the_same_faults(fault):
    text = mutated(fault)
    found = by_sparql(text)
    assert found
    assert keys(found) == keys(check.by_shacl(rdflib.Graph().parse(data=text, format="turtle")))


def test_a_month_that_there_is_not_is_found_too():
    """rdflib, and so pySHACL, takes it for one."""
    (found,) = by_sparql(OURS.replace('"2019-05"^^xsd:gYearMonth', '"2019-13"^^xsd:gYearMonth'))
    assert found.path == "https://schema.org/datePublished"


def test_what_is_written_has_no_fault():
    assert by_sparql(OURS) == []
    assert check.by_shacl(rdflib.Graph().parse(data=OURS, format="turtle")) == []


@unhurried
@given(graphs())
def test_what_is_written_of_any_graph_with_evidence_has_no_fault_of_form(graph):
    """What a graph itself may lack (evidence of a node) is told; that something is malformed never is."""
    found = by_sparql(b"".join(turtle.write(graph)).decode())
    assert {f.shape for f in found} <= {"Mentioning", "Evidence", "Evidenced"}


def test_there_is_a_rule_for_each_constraint():
    known = rdflib.Graph().parse(data=shapes(), format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert {rule.shape for rule in rules()} == {str(s).rpartition("#")[2] for s in known.subjects(None, sh.NodeShape)}
    assert len(rules()) > 150
    for rule in rules():
        list(ox.Store().query(check._PREFIXES + rule.query))


def test_a_report_is_one_that_shacl_tools_read():
    found = by_sparql(mutated("a speaker is a project"))
    text = b"".join(check.report(found, "https://talkgraph.example/id/")).decode()
    graph = rdflib.Graph().parse(data=text, format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    (report,) = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(report, sh.conforms).toPython() is False
    assert len(list(graph.objects(report, sh.result))) == len(found)
    shown = {graph.value(result, sh.focusNode) for result in graph.objects(report, sh.result)}
    assert {str(node) for node in shown} == {finding.node for finding in found}


# on the command line


@pytest.fixture
def run(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from talkgraph.cli import cli

    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli, ["check", *arguments])


def test_a_graph_without_fault(run, tmp_path):
    write_graph(sample_graph(), tmp_path / "talkgraph.ttl")
    done = run()
    assert (done.exit_code or done.return_value, done.stdout) in {(0, ""), (None, "")}
    assert re.search(r"talkgraph\.ttl: [\d,]+ triples, 0 findings", done.stderr)


def test_a_finding_says_which_node_what_and_where_from(run, tmp_path):
    (tmp_path / "a.ttl").write_text(mutated("a speaker is a project"), encoding="utf-8")
    done = run("-g", "a.ttl")
    assert (
        "talk:looms-10-years-of-weft.loomconf-2019: schema:performer is to lead to a schema:Person, not to "
        "project:weft; trips/2019/day-one.md (rule Talk)" in done.stdout
    )
    place = run("-g", "a.ttl", "--shacl")
    assert "(rule Talk)" in place.stdout


def test_evidence_is_told_with_its_offset(run, tmp_path):
    (tmp_path / "a.ttl").write_text(mutated("a confidence over one"), encoding="utf-8")
    assert re.search(
        r"^ev:\w+: tg:confidence is to be <= 1\.0, not .*; trips/.*, offset \d+ \(rule Evidence\)",
        run("-g", "a.ttl").stdout,
    )


def test_as_json_and_as_a_report(run, tmp_path):
    (tmp_path / "a.ttl").write_text(mutated("a speaker is a project"), encoding="utf-8")
    rows = json.loads(run("-g", "a.ttl", "--json").stdout)
    assert {row["shape"] for row in rows} >= {"Talk"}
    run("-g", "a.ttl", "--report", "report.ttl")
    assert "sh:conforms false" in (tmp_path / "report.ttl").read_text()
    assert "sh:conforms false" in run("-g", "a.ttl", "--report", "-").stdout


def test_many_findings_of_one_rule_are_counted(run, tmp_path):
    write_graph(sample_graph(), tmp_path / "a.ttl", evidence="none")
    out = run("-g", "a.ttl", "--limit", "1").stdout
    assert re.search(r"^… and \d+ more of rule Evidenced$", out, re.MULTILINE)
    assert len(out.splitlines()) < 10


def test_a_graph_of_another_form_is_checked_too(run, tmp_path):
    for suffix in (".json", ".trig", ".nt", ".jsonld"):
        write_graph(sample_graph(), tmp_path / f"a{suffix}")
        assert "0 findings" in run("-g", f"a{suffix}").stderr
