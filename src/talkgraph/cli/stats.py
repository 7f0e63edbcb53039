"""`talkgraph stats`: how much of what is in a graph."""

from __future__ import annotations

import click

from talkgraph.cli import options, terminal


@click.command(short_help="Count what is in a graph.")
@options.graph_option
@options.json_option
def command(graph_path: str, as_json: bool) -> None:
    """Count documents, entities by type and relations by predicate, and name the best connected entities.

    \b
    talkgraph stats -g talkgraph.ttl
    """
    from talkgraph.questions.stats import stats

    found = stats(options.load(graph_path))
    if as_json:
        terminal.as_json(found)
        return
    ranked = {kind: ", ".join(f"{r.name} ({r.edges})" for r in top) for kind, top in found.top.items()}
    rows = [
        ("documents", f"{found.documents:,}", ""),
        *((kind, f"{number:,}", ranked[kind]) for kind, number in found.nodes.items()),
        *((predicate, f"{number:,}", "") for predicate, number in found.edges.items()),
        ("evidence", f"{found.evidence:,}", ""),
        ("without relation", f"{found.alone:,}", ""),
    ]
    terminal.table(rows, head=("", "number", "most relations"), right=[1])
