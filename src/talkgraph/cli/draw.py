"""`talkgraph draw`: a graph as an interactive page."""

from __future__ import annotations

import click

from talkgraph.cli import common


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@common.graph_option
@click.option("-o", "--output", default="talkgraph.html", show_default=True, metavar="FILE", help="The page to write.")
@click.option("--title", default="", help="Heading of the page; by default the name of the graph.")
@click.option("--open", "open_it", is_flag=True, help="Open the page in a browser.")
def command(names: tuple[str, ...], graph_path: str, output: str, title: str, open_it: bool) -> None:
    """Draw a graph, or the surroundings of some names, as one page that needs no network.

    \b
    talkgraph draw -o talkgraph.html
    talkgraph draw QEMU libvirt -o virtualization.html
    """
    from pathlib import Path

    from talkgraph.outputs.page import draw
    from talkgraph.questions.lookup import one

    graph = common.load(graph_path)
    page = draw(graph, title=title, focus=[one(graph, name) for name in names])
    page.save(output)
    size = len(page.html.encode()) / 1e6
    common.note(f"{output}: {page.nodes:,} nodes, {page.edges:,} edges, {size:.1f} MB, opens without a network")
    if open_it:
        click.launch(Path(output).resolve().as_uri())
