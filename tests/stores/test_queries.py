"""The command `query`, and the queries that come with it."""

import json
import subprocess
import sys
import time

import pytest
from tests.stores.conftest import SHOWCASE

from talkgraph.outputs.rdf.answer import Asked
from talkgraph.outputs.rdf.library import queries

FOR_TESTS = {
    "who": "person:stefan-hajnoczi", "project": "project:qemu", "subject": "topic:tracing", "thing": "project:qemu",
    "from": "project:xen", "to": "project:kvm", "event": "event:kvm-forum",
}  # fmt: skip


def run(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-m", "talkgraph", "query", *arguments, "-g", str(SHOWCASE)],
        capture_output=True, text=True, check=False, timeout=100, **more,
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(queries()))
def test_each_query_says_what_it_asks_and_is_answered(name):
    from talkgraph.outputs.rdf import guard
    from talkgraph.outputs.rdf.answer import term_of

    query = queries()[name]
    assert query.doc.endswith(".")
    guard.check(query.text)
    values = {p.name: term_of("", FOR_TESTS[p.name]) for p in query.parameters}
    answer = Asked(str(SHOWCASE)).answer(guard.with_values(query.text, values) if values else query.text, limit=1000)
    assert answer.names
    if name not in ("co-speakers", "moved-on"):
        assert answer.rows


def test_names_are_looked_up_as_people_type_them():
    done = run("projects-that-meet", "qemu")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "with\ttalks")
    assert "KVM\t" in done.stdout


def test_a_query_of_ones_own_as_json_csv_and_turtle():
    text = "SELECT ?n WHERE { project:qemu rdfs:label ?n }"
    found = json.loads(run(text, "--json").stdout)
    assert found["results"]["bindings"] == [{"n": {"type": "literal", "value": "QEMU"}}]
    assert run(text, "--form", "csv").stdout.split() == ["n", "QEMU"]
    assert "project:qemu rdfs:label" in run("CONSTRUCT WHERE { project:qemu rdfs:label ?n }").stdout


def test_a_bound_name_is_a_value_whatever_is_in_it():
    hostile = 'QEMU" } UNION { ?s ?p ?o } #'
    done = run("SELECT ?s WHERE { ?s rdfs:label ?x }", "--bind", f"x={hostile}")
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["s"]


def test_a_query_that_takes_too_long_is_stopped():
    begun = time.monotonic()
    done = run("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "2")
    assert done.returncode == 1
    assert "took longer than 2 seconds" in done.stderr
    assert time.monotonic() - begun < 30


def test_rows_have_a_limit_that_is_told():
    done = run("SELECT ?s WHERE { ?s ?p ?o }", "--limit", "3")
    assert len(done.stdout.splitlines()) == 4
    assert "the first 3 rows" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["SELECT nonsense"], "error at", 1),
        (["co-speakers"], "asks for who", 2),
        (["co-speakers", "a", "b"], "not for 'b'", 2),
        (["no-such-file.rq"], "can't be read", 2),
        (["DROP ALL"], "DROP would change the graph", 1),
        (["SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"], "--outside allows it", 1),
        ([], "nothing to ask", 2),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(arguments, said, code):
    done = run(*arguments)
    assert (done.returncode, len(done.stderr.splitlines())) == (code, 1), done.stderr
    assert said in done.stderr
