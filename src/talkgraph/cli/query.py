"""`talkgraph query`: SPARQL over a file, a store or an endpoint."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli import FAILED, options, terminal
from talkgraph.errors import GraphError

if TYPE_CHECKING:
    from talkgraph.outputs.rdf.answer import Answer, Asked
    from talkgraph.outputs.rdf.library import Query

LIMIT = 10_000
TIMEOUT = 60.0


@click.command(short_help="Ask a graph in SPARQL.")
@click.argument("sparql", required=False, default="")
@click.argument("values", nargs=-1, metavar="[VALUE...]")
@options.graph_option
@click.option("--list", "listed", is_flag=True, help="List the queries that come with talkgraph.")
@click.option(
    "--bind", "bound", multiple=True, metavar="VARIABLE=NAME", help="What a variable of the query stands for."
)
@click.option("--form", type=click.Choice(["table", "csv", "json", "ttl"]), help="How to print the answer.")
@options.json_option
@click.option("--limit", default=LIMIT, show_default=True, type=click.IntRange(min=1), help="Most rows.")
@click.option("--timeout", default=TIMEOUT, show_default=True, type=click.FloatRange(min=0.1), help="Most seconds.")
@click.option("--outside", is_flag=True, help="Allow SERVICE and FROM, which read from elsewhere.")
@click.option("--show", "shown", is_flag=True, help="Print the query instead of asking it.")
def command(
    sparql: str,
    values: tuple[str, ...],
    graph_path: str,
    listed: bool,
    bound: tuple[str, ...],
    form: str | None,
    as_json: bool,
    limit: int,
    timeout: float,
    outside: bool,
    shown: bool,
) -> int:
    """Ask a graph in SPARQL: SPARQL is a query, a file of one (.rq), - for standard input, or the name of one that
    comes with talkgraph, followed by the names that it asks for.

    The prefixes of our files (schema, rdfs, skos, doap, prov, oa, tg, person, talk, project …) need no declaration.
    A query only looks: what would change a graph or read from elsewhere is refused. It has a time and a row limit.

    \b
    talkgraph query --list
    talkgraph query co-speakers "stefan hajnoczi"
    talkgraph query 'SELECT ?name WHERE { ?p a doap:Project ; rdfs:label ?name } ORDER BY ?name'
    """
    from talkgraph.outputs.rdf import guard
    from talkgraph.outputs.rdf.library import queries

    if listed:
        _list(list(queries().values()))
        return 0
    if not sparql:
        raise options.Misuse("query: nothing to ask; give SPARQL, a file, or a name of `talkgraph query --list`")
    named = queries().get(sparql)
    text = named.text if named else _text(sparql)
    pairs = _pairs(named, values, bound)
    guard.check(text, outside=outside)
    job = (graph_path, text, pairs, limit, shown)
    answer = _within(timeout, job)
    if isinstance(answer, str):
        click.echo(answer)
        return 0
    return _print(answer, "json" if as_json else form)


def _list(found: list[Query]) -> None:
    rows = [(q.name, " ".join(p.name for p in q.parameters), q.doc) for q in found]
    terminal.table(rows, head=("name", "asks for", "tells"))


def _text(sparql: str) -> str:
    if sparql == "-":
        return sys.stdin.read()
    if sparql.endswith((".rq", ".sparql")) or (len(sparql) < 300 and Path(sparql).is_file()):
        try:
            return Path(sparql).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise options.Misuse(f"{sparql}: can't be read: {getattr(error, 'strerror', '') or error}") from error
    return sparql


def _pairs(named: Query | None, values: tuple[str, ...], bound: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return which variable stands for which name."""
    pairs: dict[str, str] = {}
    wanted = [p.name for p in named.parameters] if named else []
    if len(values) > len(wanted):
        what = f"{named.name} asks for {len(wanted)} names" if named else "a query of your own takes --bind X=NAME"
        raise options.Misuse(f"query: {what}, not for {values[len(wanted)]!r}")
    pairs.update(zip(wanted, values, strict=False))
    for each in bound:
        variable, equals, name = each.partition("=")
        if not equals or not variable.isidentifier():
            raise options.Misuse(f"--bind {each}: VARIABLE=NAME was expected")
        pairs[variable] = name
    if missing := [name for name in wanted if name not in pairs]:
        raise options.Misuse(
            f"query: {named.name if named else ''} asks for {' and '.join(missing)}: give a name for it"
        )
    return tuple(pairs.items())


Job = tuple[str, str, tuple[tuple[str, str], ...], int, bool]


def _within(timeout: float, job: Job) -> Answer | str:
    """Return the answer, worked out in a process of its own that is ended when its time is up."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(theirs, job), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(timeout):
            raise GraphError("the query", f"took longer than {timeout:g} seconds: stopped", "--timeout allows more")
        found: Answer | str | Exception = ours.recv()
    except EOFError:
        raise GraphError("the query", "its process has ended without an answer", "was there enough memory?") from None
    finally:
        process.kill()
        process.join()
    if isinstance(found, Exception):
        raise found
    return found


def work(pipe: object, job: Job) -> None:
    """Answer a query in a process of its own; errors go back as they are."""
    from talkgraph.errors import TalkgraphError

    try:
        found: object = _answer(*job)
    except TalkgraphError as error:
        found = _plain_error(error)
    pipe.send(found)  # type: ignore[attr-defined]


def _plain_error(error: Exception) -> Exception:
    """Return an error that can travel: misuse as misuse, all else as what was wrong with the graph."""
    place, what, hint = (getattr(error, name, "") for name in ("place", "what", "hint"))
    return ToldError(str(place), str(what), str(hint))


class ToldError(GraphError):
    """An error of another process."""

    def __reduce__(self) -> tuple[type[ToldError], tuple[str, str, str]]:
        return ToldError, (str(self.place), self.what, self.hint)


def _answer(path: str, text: str, pairs: tuple[tuple[str, str], ...], limit: int, shown: bool) -> Answer | str:
    from talkgraph.outputs.rdf import guard
    from talkgraph.outputs.rdf.answer import Asked, prologue

    asked = Asked(path)
    values = _terms(asked, dict(pairs)) if pairs else {}
    whole = guard.with_values(text, values) if values else text
    return prologue(asked.base) + whole if shown else asked.answer(whole, limit=limit)


def _terms(asked: Asked, pairs: dict[str, str]) -> dict[str, str]:
    """Return the term of each name: the only thing of that name, else the text itself."""
    from talkgraph.outputs.rdf.answer import literal_of, names_of, term_of
    from talkgraph.text import fold

    found: dict[str, set[str]] = {}
    wanted = {fold(name) for name in pairs.values()}
    every: set[str] = set()
    for name, key in names_of(asked):
        every.add(key)
        if fold(name) in wanted:
            found.setdefault(fold(name), set()).add(key)
    terms = {}
    for variable, name in pairs.items():
        keys = {name} if name in every else found.get(fold(name), set())
        if len(keys) > 1:
            raise GraphError(name, f"is the name of {', '.join(sorted(keys))}", "give the id of the one you mean")
        terms[variable] = term_of(asked.base, next(iter(keys))) if keys else literal_of(name)
    return terms


def _print(answer: Answer, form: str | None) -> int:
    from talkgraph.outputs.rdf.answer import to_csv

    if answer.triples or not answer.names:
        sys.stdout.buffer.write(_turtle(answer.triples) if form in (None, "ttl", "table") else answer.triples)
    elif form == "json":
        click.echo(json.dumps(json.loads(answer.json), ensure_ascii=False, indent=2))
    elif form == "csv":
        sys.stdout.buffer.write(to_csv(answer).encode())
    elif form == "ttl":
        raise options.Misuse("--form ttl is for CONSTRUCT and DESCRIBE; this query gives a table")
    else:
        terminal.table(answer.rows, head=answer.names, named=True)
    if answer.cut:
        terminal.note(f"the first {len(answer.rows):,} rows; --limit shows more")
    return 0 if answer.rows or answer.triples else FAILED


def _turtle(triples: bytes) -> bytes:
    """Return triples as Turtle with our prefixes."""
    import pyoxigraph

    from talkgraph.outputs.rdf.terms import BASE, namespaces

    found = pyoxigraph.parse(triples, pyoxigraph.RdfFormat.N_TRIPLES)
    data = pyoxigraph.serialize(
        (quad.triple for quad in found), format=pyoxigraph.RdfFormat.TURTLE, prefixes=namespaces(BASE)
    )
    return data or b""
