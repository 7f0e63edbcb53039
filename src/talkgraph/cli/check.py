"""`talkgraph check`: whether a graph's RDF is as the shapes say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli import FAILED, options, terminal

if TYPE_CHECKING:
    from talkgraph.outputs.rdf.check import Finding

_SHOWN = 20


@click.command(short_help="Check a graph against the rules of its RDF.")
@options.graph_option
@click.option(
    "--shacl", is_flag=True, help="By pySHACL in place of SPARQL: the same rules, some milliseconds a triple."
)
@click.option("--report", metavar="FILE", help="Write the findings as a SHACL report in Turtle, - for stdout.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=_SHOWN, show_default=True, help="How many to show of a rule."
)
@options.json_option
def command(graph_path: str, shacl: bool, report: str | None, limit: int, as_json: bool) -> int:
    """Check that all of a graph is typed, labelled, joined as it may be, and backed by quotes that fit.

    Files of RDF are taken as they stand, also those that no other command would read. Prints each finding: which
    node, what is wrong, and a document that speaks of it. Exit code 1 if there is any.

    \b
    talkgraph check -g talkgraph.ttl --report report.ttl
    """
    from talkgraph.outputs import files
    from talkgraph.outputs.rdf import check
    from talkgraph.outputs.rdf.terms import BASE

    form, data = _triples(graph_path)
    store = check.load(data, graph_path, form)
    found = _by_shacl(data, form) if shacl else list(check.findings(store))
    found = list(check.with_sources(found, store)) if len(found) < 10_000 else found
    base = check.base_of(store) or BASE
    if report is not None:
        chunks = check.report(found, base)
        if report == options.STDOUT:
            click.echo(b"".join(chunks), nl=False)
        else:
            files.replace(report, chunks)
    elif as_json:
        terminal.as_json([check.as_dict(finding) for finding in found])
    else:
        for line in _lines(found, base, limit):
            click.echo(line)
    terminal.note(f"{graph_path}: {len(store):,} triples, {terminal.plural(len(found), 'finding')}")
    return FAILED if found else 0


def _triples(path: str) -> tuple[str, bytes]:
    """Return the suffix of a format of RDF, and the graph in it: a file as it stands, all else as N-Triples."""
    from talkgraph import outputs
    from talkgraph.outputs.rdf import ntriples, parse

    if Path(path).is_file():
        data = outputs.files.read(path)
        suffix = outputs.suffix_of(path, data).removeprefix(".")
        if suffix in parse.FORMATS:
            return suffix, data
    return "nt", b"".join(ntriples.write(options.load(path)))


def _by_shacl(data: bytes, form: str) -> list[Finding]:
    import rdflib

    from talkgraph.outputs.rdf import check, parse

    graph = rdflib.Graph()
    graph.parse(data="".join(parse.canonical(data, "the graph", form)), format="nt")
    try:
        return check.by_shacl(graph)
    except ImportError as error:
        raise options.Misuse("--shacl needs pySHACL: pip install pyshacl") from error


def _lines(found: list[Finding], base: str, limit: int) -> list[str]:
    from talkgraph.outputs.rdf.check import shortened
    from talkgraph.text import printable

    lines, seen = [], Counter[tuple[str, str, str]]()
    for finding in found:
        rule = (finding.shape, finding.path, finding.component)
        seen[rule] += 1
        if seen[rule] <= limit:
            source = f"; {finding.source}" if finding.source else ""
            said = f"{finding.node}: {finding.message}{source} (rule {finding.shape})"
            lines.append(printable(shortened(said, base)))
    for (shape, path, _), number in seen.items():
        if number > limit:
            lines.append(shortened(f"… and {number - limit:,} more of rule {shape} {path}", base).rstrip())
    return lines
