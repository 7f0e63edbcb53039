"""Query → rows or triples, over a file, a store on disk or an endpoint.

References:
    SPARQL 1.1 Query Results CSV and TSV Formats; SPARQL 1.1 Query Results JSON Format.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkgraph.errors import GraphError
from talkgraph.outputs.rdf.guard import form_of
from talkgraph.outputs.rdf.stores import is_url
from talkgraph.outputs.rdf.terms import BASE, namespaces

if TYPE_CHECKING:
    import pyoxigraph

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: a table, or RDF as N-Triples."""

    names: Row = ()
    rows: tuple[Row, ...] = ()
    """Values as text; IRIs of the graph as ids."""
    json: str = ""
    """SELECT and ASK: as SPARQL results in JSON have it."""
    triples: bytes = b""
    cut: bool = False
    """Whether there was more than the limit."""


def prologue(base: str = "") -> str:
    """Return the prefixes that a query need not declare: those of our files."""
    return "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in namespaces(base or BASE).items())


class Asked:
    """What queries are asked of."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._store: pyoxigraph.Store | None = None
        self._base = ""

    @property
    def base(self) -> str:
        """What the ids of the graph stand under."""
        if not self._base:
            found = self._run(f"SELECT ?base WHERE {{ ?d <{namespaces(BASE)['void']}uriSpace> ?base }}", 2).rows
            self._base = found[0][0] if len(found) == 1 else BASE
        return self._base

    def answer(self, query: str, *, limit: int) -> Answer:
        """Return the answer to a query that `guard` has passed; the prefixes of our files are known.

        Raises:
            GraphError: the query is wrong, or there is nothing to ask.
        """
        return self._run(prologue(self.base) + query, limit)

    def _run(self, query: str, limit: int) -> Answer:
        if is_url(self.path):
            return self._remote(query, limit)
        return _local(self.store(), query, limit, self._base)

    def store(self) -> pyoxigraph.Store:
        """Return the store to ask: the one on disk, or one made of a file in memory."""
        if self._store is None:
            self._store = _opened(self.path)
        return self._store

    def _remote(self, query: str, limit: int) -> Answer:
        from talkgraph.outputs.rdf.stores.endpoint import Endpoint

        endpoint = Endpoint(self.path)
        if form_of(query) in ("CONSTRUCT", "DESCRIBE"):
            return Answer(triples=endpoint.raw(query, "application/n-triples"))
        data = endpoint.raw(query, "application/sparql-results+json")
        try:
            found = json.loads(data)
            if "boolean" in found:
                return Answer(("answer",), ((str(found["boolean"]).lower(),),), json=json.dumps(found))
            names = tuple(found["head"]["vars"])
            bindings = found["results"]["bindings"]
            rows = tuple(tuple(_shown(b.get(n), self._base) for n in names) for b in bindings[:limit])
        except (ValueError, KeyError, TypeError) as error:
            raise GraphError(self.path, "its answer can't be read, or was cut off half way", "try again") from error
        found["results"]["bindings"] = bindings[:limit]
        return Answer(names, rows, json=json.dumps(found, ensure_ascii=False), cut=len(bindings) > limit)


def _opened(path: str) -> pyoxigraph.Store:
    import pyoxigraph

    from talkgraph.outputs import files, read_graph
    from talkgraph.outputs.rdf import ntriples, parse
    from talkgraph.outputs.rdf.stores.folder import Folder

    if Path(path).is_dir():
        return Folder(path).opened()
    suffix = Path(path).suffix.lower().removeprefix(".")
    store = pyoxigraph.Store()
    if suffix in parse.FORMATS and suffix != "jsonld":
        form = getattr(pyoxigraph.RdfFormat, parse.FORMATS[suffix])
        try:
            store.bulk_load(files.read(path), form)
        except SyntaxError as error:
            raise GraphError(path, f"can't be read: {error}"[:300]) from error
    else:
        store.bulk_load(b"".join(ntriples.write(read_graph(path))), pyoxigraph.RdfFormat.N_TRIPLES)
    return store


def _local(store: pyoxigraph.Store, query: str, limit: int, base: str) -> Answer:
    import pyoxigraph

    try:
        found = store.query(query, use_default_graph_as_union=True)
        if isinstance(found, pyoxigraph.QueryBoolean):
            truth = str(bool(found)).lower()
            return Answer(("answer",), ((truth,),), json=json.dumps({"head": {}, "boolean": bool(found)}))
        if isinstance(found, pyoxigraph.QueryTriples):
            lines = sorted({f"{triple} .\n" for triple in islice(found, limit)})
            return Answer(triples="".join(lines).encode(), cut=len(lines) >= limit)
        names = tuple(variable.value for variable in found.variables)
        solutions = list(islice(found, limit + 1))
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise GraphError("the query", _plain(error), "talkgraph query --list shows some that work") from error
    cut = len(solutions) > limit
    bindings = [
        {name: term for name in names if (term := _json(solution[name])) is not None} for solution in solutions[:limit]
    ]
    rows = tuple(tuple(_shown(binding.get(name), base) for name in names) for binding in bindings)
    whole = {"head": {"vars": list(names)}, "results": {"bindings": bindings}}
    return Answer(names, rows, json=json.dumps(whole, ensure_ascii=False), cut=cut)


def _json(term: Any) -> dict[str, str] | None:
    import pyoxigraph

    if term is None:
        return None
    if isinstance(term, pyoxigraph.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, pyoxigraph.Literal):
        plain = term.datatype.value.endswith(("#string", "#langString"))
        extra = {"xml:lang": term.language} if term.language else {} if plain else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **extra}
    return {"type": "bnode", "value": str(term)}


def _shown(term: dict[str, str] | None, base: str) -> str:
    """Return a term for a table: a literal's text, an IRI of the graph as an id, another one with its prefix."""
    if term is None:
        return ""
    value = term["value"]
    if term["type"] != "uri":
        return value
    for prefix, space in namespaces(base or BASE).items():
        if value.startswith(space) and len(value) > len(space):
            return f"{prefix}:{value[len(space) :]}"
    return value


def to_csv(answer: Answer) -> str:
    """Return a table as RFC 4180 has it."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([answer.names, *answer.rows])
    return out.getvalue()


def term_of(base: str, key: str) -> str:
    """Return an id of the graph as a term of SPARQL.

    Raises:
        GraphError: it can't be one.
    """
    import pyoxigraph

    prefix, _, local = key.partition(":")
    try:
        return str(pyoxigraph.NamedNode(namespaces(base or BASE)[prefix] + local))
    except (KeyError, ValueError) as error:
        raise GraphError(key, "not an id of the graph") from error


def literal_of(text: str) -> str:
    """Return a text as a term of SPARQL, whatever is in it."""
    import pyoxigraph

    return str(pyoxigraph.Literal(text))


def names_of(asked: Asked) -> Iterable[tuple[str, str]]:
    """Yield each label and alias of the things of the graph with their id."""
    query = (
        "SELECT ?thing ?name WHERE { { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name } "
        "VALUES ?kind { schema:Person schema:Event doap:Project skos:Concept schema:Organization schema:Place } "
        "?thing a ?kind }"
    )
    return ((row[1], row[0]) for row in asked.answer(query, limit=10_000_000).rows)


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
