"""`talkgraph find`: names that hold a text."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal
from talkgraph.errors import GraphError
from talkgraph.model import Kind


@click.command(short_help="Find names that hold a text.")
@click.argument("text")
@options.graph_option
@names.type_option(Kind, "Only this type; may be given several times.")
@names.most_option(20)
@names.evidence_flag
@options.json_option
def command(text: str, graph_path: str, types: tuple[str, ...], most: int, evidence: bool, as_json: bool) -> None:
    """Find what has a name that holds TEXT, in any case, without accents.

    \b
    talkgraph find ebpf
    talkgraph find "virtual machine" --type talk -n 50
    """
    from talkgraph.questions.find import find
    from talkgraph.questions.lookup import close, listed

    index = asked.ask(graph_path)
    found = find(index, text, kinds=[Kind(each) for each in types], most=most)
    if as_json:
        terminal.as_json(found)
    if not found.rows:
        near = close(index, text)
        raise GraphError(text, "in no name", f"did you mean {listed(near)}?" if near else "is it spelled otherwise?")
    if as_json:
        return
    if evidence:
        terminal.grounded(index, ((f"{row.name} ({row.type})", [row.id]) for row in found.rows))
        return
    rows = [
        (
            row.name + (f" ({row.alias})" if row.alias else ""),
            row.type,
            f"{row.talks:,}",
            terminal.years(row.first, row.last),
            row.id,
        )
        for row in found.rows
    ]
    terminal.table(rows, head=("name", "type", "talks", "years", "id"), right=[2])
    terminal.more(found.of - len(found.rows))
