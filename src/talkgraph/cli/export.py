"""`talkgraph export`: a graph in another format."""

from __future__ import annotations

from typing import Literal

import click

from talkgraph.cli import common
from talkgraph.text import printable


@click.command()
@common.graph_option
@click.option("-o", "--output", required=True, metavar="FILE", help="Where to write; the suffix says in which format.")
@click.option("--base", default="", metavar="IRI", help="Base of the ids in RDF.")
@click.option(
    "--evidence", type=click.Choice(["full", "none"]), default="full", show_default=True, help="Evidence in RDF."
)
def command(graph_path: str, output: str, base: str, evidence: Literal["full", "none"]) -> None:
    """Write a graph as Turtle (.ttl) or node-link JSON (.json).

    \b
    talkgraph export -g talkgraph.ttl -o talkgraph.json
    """
    from talkgraph import outputs
    from talkgraph.errors import OutputError

    try:
        outputs.format_of(output)
    except OutputError as error:
        raise click.UsageError(printable(str(error))) from error
    outputs.write_graph(common.load(graph_path), output, base=base, evidence=evidence)
    common.note(f"{output}: written")
