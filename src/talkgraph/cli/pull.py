"""`talkgraph pull`: a graph from a SPARQL server."""

from __future__ import annotations

import click

from talkgraph.cli import options, terminal


@click.command(short_help="Get a graph from a SPARQL server.")
@click.argument("url")
@options.output_option(default=options.DEFAULT_GRAPH)
@options.to_option
@options.base_option
@options.evidence_option
def command(url: str, output: str, to: str | None, base: str, evidence: options.Evidence) -> None:
    """Get the graph that a SPARQL server holds and write it to a file or a store.

    \b
    talkgraph pull http://localhost:7878 -o talks.ttl
    """
    from talkgraph.outputs.rdf.stores import is_url

    if not is_url(url):
        raise options.Misuse(f"{url}: an address was expected, as in http://localhost:7878")
    form = options.form_of(output, to, evidence)
    graph = options.load(url)
    options.save(graph, output, form, base=base, evidence=evidence)
    terminal.note(f"{output}: {terminal.plural(graph.number_of_nodes(), 'thing')} of {url}")
