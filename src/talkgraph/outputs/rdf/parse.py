"""Turtle → rows of triples in our own terms: the one place that needs a parser, today rdflib's."""

from __future__ import annotations

from collections.abc import Iterator

from talkgraph.errors import GraphError, Place
from talkgraph.outputs.rdf.described import Row
from talkgraph.outputs.rdf.terms import Link, Literal, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_HINT = "is it Turtle? RDF in another format is not read here"


def triples(text: str, path: str) -> Iterator[Row]:
    """Yield the triples of a Turtle file. Nothing is fetched, whatever the text names.

    Raises:
        GraphError: it isn't Turtle; says the line.
    """
    import rdflib  # noqa: PLC0415  a quarter of a second that only this function needs
    from rdflib.plugins.parsers.notation3 import BadSyntax  # noqa: PLC0415

    graph = rdflib.Graph(bind_namespaces="none")
    try:
        graph.parse(data=text, format="turtle", publicID="about:blank")
    except BadSyntax as error:
        raise GraphError(Place(path, error.lines + 1), f"not Turtle: {error._why}", _HINT) from error
    except (AssertionError, IndexError, LookupError, ValueError, RecursionError, RuntimeError, TypeError) as error:
        # rdflib falls over its own feet at many a broken end of file: any of these means the same to a person
        what = f"not Turtle: {str(error)[:120] or type(error).__name__}"
        raise GraphError(path, what, _HINT) from error
    for subject, prop, obj in graph:
        yield str(subject), str(prop), _term(obj)


def _term(found: object) -> Term:
    import rdflib  # noqa: PLC0415

    if not isinstance(found, rdflib.Literal):
        return Link(str(found))
    datatype = str(found.datatype or "").removeprefix(_XSD)
    return Literal(str(found), "" if datatype == "string" else datatype, found.language or "")
