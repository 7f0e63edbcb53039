"""`talkgraph push`: a graph onto a SPARQL server."""

from __future__ import annotations

import click

from talkgraph.cli import options, terminal


@click.command(short_help="Put a graph on a SPARQL server.")
@click.argument("url")
@options.graph_option
@options.base_option
def command(url: str, graph_path: str, base: str) -> None:
    """Put a graph on a server that speaks the SPARQL 1.1 Graph Store Protocol.

    What was read from a document goes into a graph of its name, all else into the default graph. Pushing again
    changes nothing; a document that has changed is replaced. Credentials come from TALKGRAPH_TOKEN, or from
    TALKGRAPH_USER with TALKGRAPH_PASSWORD or the system's keyring.

    \b
    talkgraph push http://localhost:7878 -g talks.ttl
    """
    from talkgraph.outputs.rdf.stores import is_url, open_store

    if not is_url(url):
        raise options.Misuse(f"{url}: an address was expected, as in http://localhost:7878")
    graph = options.load(graph_path)
    sent = open_store(url).replace(graph, base=base)
    terminal.note(f"{url}: {sent:,} statements of {terminal.plural(len(graph.graph['documents']), 'document')}")
