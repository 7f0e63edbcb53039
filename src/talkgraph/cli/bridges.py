"""`talkgraph bridges`: who or what joins communities."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal
from talkgraph.model import Kind


@click.command(short_help="List who or what joins communities.")
@click.option("--by", type=click.Choice(["participation", "betweenness"]), default="participation", show_default=True)
@options.graph_option
@names.type_option(Kind, "Only this type: person, project or topic.", multiple=False)
@names.most_option(20)
@names.evidence_flag
@options.json_option
def command(by: str, graph_path: str, types: str | None, most: int, evidence: bool, as_json: bool) -> None:
    """List the people, projects and topics that join communities, and which: by how evenly their links are spread over
    communities, or by how many shortest paths between others lead through them. The first time takes a while.

    \b
    talkgraph bridges --type person
    """
    from talkgraph.questions.communities import bridges

    index = asked.ask(graph_path)
    found = bridges(index, kind=Kind(types) if types else None, by=by, most=most)
    if as_json:
        terminal.as_json(found)
        return
    if evidence:
        terminal.grounded(index, ((f"{row.name}: {' | '.join(row.joins)}", [row.id]) for row in found.rows))
        return
    rows = [
        (row.name, row.type, f"{row.score:.4g}", f"{row.links:,}", f"{row.participation:.2f}", " | ".join(row.joins))
        for row in found.rows
    ]
    terminal.table(rows, head=("name", "type", by, "links", "spread", "joins"), right=[2, 3, 4])
