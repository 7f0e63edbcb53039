"""`talkgraph gaps`: what nobody has spoken about yet."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal


@click.command(short_help="List what no talk joins yet, and topics on the rise.")
@options.graph_option
@names.most_option(15)
@names.evidence_flag
@options.json_option
def command(graph_path: str, most: int, evidence: bool, as_json: bool) -> None:
    """List pairs of projects that the same people know, of which no talk is about both, with who could give it; and
    topics on the rise.

    \b
    talkgraph gaps
    """
    from talkgraph.questions.gaps import gaps

    index = asked.ask(graph_path)
    found = gaps(index, most=most)
    if as_json:
        terminal.as_json(found)
        return
    if evidence:
        terminal.grounded(
            index, ((f"{row.a} and {row.b}: {', '.join(row.who)}", [row.a_id, row.b_id]) for row in found.rows)
        )
        terminal.grounded(index, ((f"{row.name}: {row.value:.1f}", [row.id]) for row in found.rising))
        return
    pairs = [
        (row.a, row.b, str(row.people), f"{row.score:.1f}", "yes" if row.uses else "", ", ".join(row.who))
        for row in found.rows
    ]
    terminal.heading("no talk about both")
    terminal.table(pairs, head=("project", "project", "people", "likelihood", "uses", "who could"), right=[2, 3])
    terminal.heading("topics on the rise")
    rising = [
        (row.name, f"{row.value:.1f}", f"{row.talks:,}", terminal.years(row.first, row.last)) for row in found.rising
    ]
    terminal.table(rising, head=("topic", "growth", "talks", "years"), right=[1, 2])
