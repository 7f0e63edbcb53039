"""Turtle → rows of triples in our own terms: the one place that needs a parser, today rdflib's."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from talkgraph.errors import GraphError, Place
from talkgraph.outputs.rdf.described import Row
from talkgraph.outputs.rdf.terms import Link, Literal, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TOKEN = re.compile(
    r'''[^"'<#]+|#[^\n]*|<[^<>"\s]*>|"""(?:[^"\\]|\\.|"(?!""))*"""|"(?!"")(?:[^"\\\n]|\\.)*"'''
    r"""|'''(?:[^'\\]|\\.|'(?!''))*'''|'(?!'')(?:[^'\\\n]|\\.)*'|(?P<open>["'<])""",
    re.DOTALL,
)
_HINT = "is it Turtle? RDF in another format is not read here"


def triples(text: str, path: str) -> Iterator[Row]:
    """Yield the triples of a Turtle file. Nothing is fetched, whatever the text names.

    Raises:
        GraphError: it isn't Turtle; says the line.
    """
    import rdflib  # noqa: PLC0415  a quarter of a second that only this function needs
    from rdflib.plugins.parsers.notation3 import BadSyntax  # noqa: PLC0415

    graph = rdflib.Graph(bind_namespaces="none")
    log = logging.getLogger("rdflib.term")
    log.addFilter(_silent)  # it would print a line for each odd address: those stay out of the graph anyway
    try:
        graph.parse(data=text, format="turtle", publicID="about:blank")
    except BadSyntax as error:
        line = _never_ends(text) if "unterminated" in str(error._why) else None
        raise GraphError(Place(path, line or error.lines + 1), f"not Turtle: {error._why}", _HINT) from error
    except (AssertionError, AttributeError, LookupError, ValueError, RuntimeError, TypeError) as error:
        # where a text or an address never ends, rdflib falls over without a line: find it
        line = _never_ends(text)
        what = "a text or an address that never ends" if line else str(error)[:120] or type(error).__name__
        raise GraphError(Place(path, line), f"not Turtle: {what}", _HINT) from error
    finally:
        log.removeFilter(_silent)
    for subject, prop, obj in graph:
        yield str(subject), str(prop), _term(obj)


def _silent(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR


def _never_ends(text: str) -> int | None:
    """Return the line of the first quotation mark or `<` that is not closed."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "open":
            return text.count("\n", 0, token.start()) + 1
    return None


def _term(found: object) -> Term:
    import rdflib  # noqa: PLC0415

    if not isinstance(found, rdflib.Literal):
        return Link(str(found))
    datatype = str(found.datatype or "").removeprefix(_XSD)
    return Literal(str(found), "" if datatype == "string" else datatype, found.language or "")
