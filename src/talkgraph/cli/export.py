"""`talkgraph export`: a graph in another format."""

from __future__ import annotations

import click

from talkgraph.cli import options, terminal


def _is_link(_context: click.Context, _: click.Parameter, value: str) -> str:
    from talkgraph.graph.values import is_link

    if value and not is_link(value):
        raise options.Misuse(f"--license {value}: not the address of a licence; http(s)://… was expected")
    return value


def _is_date(_context: click.Context, _: click.Parameter, value: str) -> str:
    from talkgraph.graph.values import date_type

    if value and not date_type(value):
        raise options.Misuse(f"--date {value}: not a date; 2019-05-04, 2019-05 or 2019 was expected")
    return value


@click.command(short_help="Write a graph in another format.")
@options.graph_option
@options.output_option(required=True, show_default=False)
@options.to_option
@options.base_option
@options.evidence_option
@click.option("--rdf12", is_flag=True, help="Evidence as reifiers of RDF 1.2 (.ttl, .nt, .nq, .trig).")
@click.option("--license", "licence", default="", metavar="IRI", callback=_is_link, help="The licence of the data set.")
@click.option("--date", "modified", default="", metavar="DATE", callback=_is_date, help="The day of the data set.")
def command(
    graph_path: str,
    output: str,
    to: str | None,
    base: str,
    evidence: options.Evidence,
    rdf12: bool,
    licence: str,
    modified: str,
) -> None:
    """Write a graph in another format; the suffix says in which.

    \b
    read again:    .ttl .nt .nq .trig .jsonld   Turtle and the other forms of RDF
                   .json                        node-link JSON, for NetworkX and D3
    written only:  .rdf                         RDF/XML
                   .gexf .graphml .dot          Gephi; yEd, Cytoscape, igraph; Graphviz
                   .zip                         CSV tables: spreadsheets, pandas, Gephi, Neo4j
                   .jsonl                       snippets of schema.org for web pages

    \b
    talkgraph export -g talkgraph.ttl -o talkgraph.json
    talkgraph export -o public.trig --base https://graph.example/id/ --license https://creativecommons.org/licenses/by/4.0/
    """
    form = options.form_of(output, to, evidence)
    if rdf12 and "rdf12" not in form.takes:
        raise options.Misuse(f"--rdf12: {form.name} can't say it; .ttl, .nt, .nq and .trig can")
    graph = options.load(graph_path)
    graph.graph.update({key: value for key, value in (("license", licence), ("modified", modified)) if value})
    options.save(graph, output, form, base=base, evidence=evidence, rdf12=rdf12)
    if output != options.STDOUT:
        terminal.note(f"{output}: written as {form.name}")
