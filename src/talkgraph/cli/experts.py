"""`talkgraph experts`: who speaks about a topic or project."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal
from talkgraph.model import Kind


@click.command(short_help="Tell who speaks about a topic or a project.")
@click.argument("name", type=names.SUBJECT)
@options.graph_option
@names.most_option(20)
@names.evidence_flag
@options.json_option
def command(name: str, graph_path: str, most: int, evidence: bool, as_json: bool) -> None:
    """Tell who gave most talks about NAME, a topic (with its narrower ones) or a project; works on: a source says so.

    \b
    talkgraph experts ebpf
    talkgraph experts postgresql --evidence
    """
    from talkgraph.questions.experts import experts

    index = asked.ask(graph_path)
    found = experts(index, names.one(index, name, Kind.TOPIC, Kind.PROJECT), most=most)
    if as_json:
        terminal.as_json(found)
        return
    terminal.speakers(found.rows, evidence=evidence)
    terminal.more(found.people - len(found.rows))
