"""`talkgraph draw`: a graph as an interactive page."""

from __future__ import annotations

from pathlib import Path

import click

from talkgraph.cli import options, terminal


@click.command(short_help="Draw a graph as an interactive page.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@options.graph_option
@click.option("-o", "--output", default="talkgraph.html", show_default=True, metavar="FILE", help="The page to write.")
@click.option("--title", default="", help="Heading of the page; by default the name of the graph.")
@click.option(
    "--depth",
    type=click.IntRange(0, 10),
    metavar="N",
    help="Only what is at most N steps from the names; without it the page begins with them, and holds all.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in a browser.")
def command(names: tuple[str, ...], graph_path: str, output: str, title: str, depth: int | None, open_it: bool) -> None:
    """Draw a graph as one page that needs no network, from the beginning or from some names on.

    \b
    talkgraph draw -o talkgraph.html
    talkgraph draw QEMU "Stefan Hajnoczi" --depth 2 -o virtualization.html
    """
    from talkgraph.outputs.page import draw
    from talkgraph.questions.index import index_of
    from talkgraph.questions.lookup import one
    from talkgraph.questions.surroundings import surroundings

    graph = options.load(graph_path)
    index = index_of(graph) if names else graph
    focus = [one(index, name) for name in names]
    drawn = graph if depth is None or not focus else surroundings(graph, focus, depth)
    page = draw(drawn, title=title, focus=focus)
    page.save(output)
    entities, relations = terminal.plural(page.nodes, "node"), terminal.plural(page.edges, "edge")
    terminal.note(f"{output}: {entities}, {relations}; open it in a browser")
    if open_it:
        click.launch(Path(output).resolve().as_uri())
