"""`talkgraph co-speakers`: with whom a person speaks."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal
from talkgraph.model import Kind


@click.command(short_help="Tell with whom a person gave talks.")
@click.argument("name", type=names.PERSON)
@options.graph_option
@names.most_option(20)
@names.evidence_flag
@options.json_option
def command(name: str, graph_path: str, most: int, evidence: bool, as_json: bool) -> None:
    """Tell with whom NAME gave talks, how many, and which was the latest.

    \b
    talkgraph co-speakers "stefan hajnoczi"
    """
    from talkgraph.questions.experts import co_speakers

    index = asked.ask(graph_path)
    found = co_speakers(index, names.one(index, name, Kind.PERSON), most=most)
    if as_json:
        terminal.as_json(found)
        return
    if not found.rows:
        terminal.note(f"{found.name}: {terminal.plural(found.talks, 'talk')}, none with anybody else")
    terminal.speakers(found.rows, evidence=evidence)
    terminal.more(found.people - len(found.rows))
