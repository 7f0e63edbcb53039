"""`talkgraph path`: how two names are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from talkgraph.cli import asked, names, options, terminal
from talkgraph.errors import GraphError

if TYPE_CHECKING:
    from talkgraph.questions.path import Path


@click.command(short_help="Tell how two names are connected, step by step.")
@click.argument("a", type=names.NAME)
@click.argument("b", type=names.NAME)
@click.option("-k", "most", type=click.IntRange(1, 50), default=1, show_default=True, help="How many ways.")
@options.graph_option
@names.evidence_flag
@options.json_option
def command(a: str, b: str, most: int, graph_path: str, evidence: bool, as_json: bool) -> None:
    """Tell how A and B are connected: the shortest ways, each step in words with the quote that says so.

    A step counts the less, the surer it is and the more it tells: a talk that two people share joins them more than a
    city in which thousands have been.

    \b
    talkgraph path "stefan hajnoczi" postgresql
    talkgraph path qemu kubernetes -k 3
    """
    from talkgraph.cli.lines import line_finder
    from talkgraph.questions.path import path

    index = asked.ask(graph_path)
    found = path(index, names.one(index, a), names.one(index, b), most=most, line_of=line_finder(index, graph_path))
    if as_json:
        terminal.as_json(found)
    if not found.rows:
        raise GraphError(f"{a} – {b}", "nothing connects them", "`talkgraph show` tells what each is connected with")
    if as_json:
        return
    for number, way in enumerate(found.rows, 1):
        _print(way, number if len(found.rows) > 1 else 0, whole=evidence)


def _print(way: Path, number: int, *, whole: bool) -> None:
    if not way.steps:
        terminal.prose(f"both are {way.through[0]}")
    elif number:
        terminal.heading(f"{number}. {terminal.plural(len(way.steps), 'step')}")
    for step in way.steps:
        terminal.prose(step.sentence)
        terminal.quotes(step.quotes, whole=whole)
