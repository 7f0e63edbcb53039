"""`talkgraph stats`: how much of what is in a graph."""

from __future__ import annotations

import click

from talkgraph.cli import common
from talkgraph.text import printable


@click.command()
@common.graph_option
@common.json_option
def command(graph_path: str, as_json: bool) -> None:
    """Count nodes by type, statements by relation, quotes and documents; name the best connected."""
    from talkgraph.questions.stats import stats

    found = stats(common.load(graph_path))
    if as_json:
        common.echo_json(found)
        return
    click.echo(f"{common.plural(found.documents, 'document')}, {common.plural(found.evidence, 'quote')}\n")
    for kind, number in found.nodes.items():
        top = ", ".join(f"{name} ({n})" for name, n in found.top.get(kind, []))
        click.echo(f"{kind:<16}{number:>7,}  {printable(top)}")
    click.echo("")
    for predicate, number in found.edges.items():
        click.echo(f"{predicate:<16}{number:>7,}")
