"""Queries that may be run: those that only look at the graph that they are asked of.

A query can name other servers (`SERVICE`), files and addresses to read (`FROM`, `LOAD`), or change what it is asked of.
None of this is what somebody means who asks a graph, and some stores do it without a word.

References:
    SPARQL 1.1 Query Language, 19.8 (grammar), 10 and 13 (federation, data sets).
"""

from __future__ import annotations

import re

from talkgraph.errors import GraphError

_SKIPPED = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"  # an IRI
    r"|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_UPDATES = re.compile(r"(?<![\w:?$.-])(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)(?![\w:-])", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?<![\w:?$.-])(SERVICE|FROM)(?![\w:-])", re.IGNORECASE)
_FORM = re.compile(r"(?<![\w:?$.-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)
MAX_QUERY = 100_000


def bare(query: str) -> str:
    """Return a query with IRIs, strings and comments blanked out, of the same length.

    >>> bare('SELECT * { ?s ?p "SERVICE" } # FROM')
    'SELECT * { ?s ?p           }       '
    """
    return _SKIPPED.sub(lambda found: " " * len(found[0]), query)


def form_of(query: str) -> str:
    """Return `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`, or nothing."""
    found = _FORM.search(bare(query))
    return found[1].upper() if found else ""


def check(query: str, *, outside: bool = False) -> None:
    """Check that a query only reads, and, unless `outside`, only from the graph that it is asked of.

    Raises:
        GraphError: it doesn't; names the word.
    """
    words = bare(query)
    if len(query) > MAX_QUERY:
        raise GraphError("the query", f"is longer than {MAX_QUERY:,} characters")
    if found := _UPDATES.search(words):
        raise GraphError("the query", f"{found[1].upper()} would change the graph", "queries only look: SELECT, ASK …")
    if not outside and (found := _OUTSIDE.search(words)):
        hint = "--outside allows it"
        raise GraphError("the query", f"{found[1].upper()} reads from elsewhere, which isn't done unasked", hint)
    if not _FORM.search(words):
        raise GraphError(
            "the query", "no SELECT, ASK, CONSTRUCT or DESCRIBE in it", "talkgraph query --list shows some"
        )


def with_values(query: str, values: dict[str, str]) -> str:
    """Return a query whose variables are bound: a `VALUES` block as the first of its outermost group.

    Args:
        query: SPARQL.
        values: name of a variable → the term, written by a library, never by hand.

    Raises:
        GraphError: the query has no group, or doesn't use the variable.
    """
    words = bare(query)
    for name in values:
        if not re.search(rf"[?$]{re.escape(name)}(?!\w)", words):
            raise GraphError("the query", f"has no variable ?{name}")
    start = words.find("{", (_FORM.search(words) or re.match("", words)).start())  # type: ignore[union-attr]
    if form_of(query) == "CONSTRUCT":
        where = re.search(r"(?<![\w:?$.-])WHERE(?![\w:-])", words, re.IGNORECASE)
        start = words.find("{", where.end()) if where else start
    if start < 0:
        raise GraphError("the query", "has no group { … }")
    block = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in sorted(values.items()))
    return f"{query[: start + 1]}{block}{query[start + 1 :]}"
