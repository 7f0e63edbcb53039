"""Queries only look, and only at the graph that they are asked of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import GraphError
from talkgraph.outputs.rdf import guard
from talkgraph.outputs.rdf.answer import literal_of


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "delete where { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
        "PREFIX x: <http://x/> CLEAR GRAPH x:g",
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { { SERVICE SILENT ?x { ?s ?p ?o } } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * from named <http://x/> { ?s ?p ?o }",
        'SELECT * { ?s ?p "a\\"b" } #\nFROM <http://x/>',
        "",
        "# SELECT",
    ],
)
def test_what_changes_or_reads_from_elsewhere_is_refused(query):
    with pytest.raises(GraphError):
        guard.check(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE FROM INSERT" }',
        "SELECT * { ?s <http://x/LOAD> ?from } # SERVICE <http://x>",
        "SELECT ?service ?add { ?service x:add ?add ; x:from-service 'DROP' }",
        'ASK { ?s ?p """a "quoted" FROM""" }',
        "CONSTRUCT WHERE { ?s ?p ?o }",
    ],
)
def test_words_in_strings_names_and_comments_mean_nothing(query):
    guard.check(query)


def test_what_reads_from_elsewhere_can_be_allowed():
    guard.check("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", outside=True)
    with pytest.raises(GraphError):
        guard.check("DROP ALL", outside=True)


@given(st.text())
def test_a_text_never_becomes_syntax(text):
    term = literal_of(text)
    query = guard.with_values('SELECT ?x { ?x ?p "{" }', {"x": term})
    assert guard.bare(query).count("{") == guard.bare(query).count("}") == 2
    guard.check(query)


def test_a_variable_that_the_query_has_not_is_named():
    with pytest.raises(GraphError, match=r"has no variable \?y"):
        guard.with_values("SELECT ?x { ?x ?p ?o }", {"y": "<a:b>"})
