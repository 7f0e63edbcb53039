"""`talkgraph communities`: who belongs together."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal


@click.command(short_help="List communities of people, projects and topics.")
@options.graph_option
@names.most_option(20)
@options.json_option
def command(graph_path: str, most: int, as_json: bool) -> None:
    """List communities of people, projects and topics, named by their most telling topics, with the people who speak
    most in them. The first time takes a while; what is found is kept.

    \b
    talkgraph communities
    """
    from talkgraph.questions.communities import communities

    found = communities(asked.ask(graph_path), most=most)
    if as_json:
        terminal.as_json(found)
        return
    rows = [
        (str(row.number), row.name, f"{row.people:,}", f"{row.projects:,}", f"{row.topics:,}", ", ".join(row.examples))
        for row in found.rows
    ]
    terminal.table(rows, head=("", "about", "people", "projects", "topics", "such as"), right=[0, 2, 3, 4])
    terminal.more(found.of - len(found.rows))
