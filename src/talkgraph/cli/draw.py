"""`talkgraph draw`: a graph as an interactive page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talkgraph.cli import options, terminal
from talkgraph.model import Kind

if TYPE_CHECKING:
    from talkgraph.graph import Graph

_LAYOUTS = ("stress", "circle", "rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What goes into the page and how it begins, as the options say it."""

    depth: int | None
    types: tuple[str, ...]
    event: str
    years: tuple[int, int] | None
    max_nodes: int
    title: str
    layout: str
    no_evidence: bool


def _as_years(_context: click.Context, _: click.Parameter, value: str) -> tuple[int, int] | None:
    if not value:
        return None
    found = re.fullmatch(r"(\d{4})(?:[-\u2013](\d{4}))?", value.strip())
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise options.Misuse(f"--years {value}: years were expected, the first before the last: 2015 or 2015-2020")
    return int(found[1]), int(found[2] or found[1])


def _as_types(_context: click.Context, _: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    kinds = [str(kind) for kind in Kind]
    names = tuple(name.strip() for each in value for name in each.split(",") if name.strip())
    if strange := [name for name in names if name not in kinds]:
        raise options.Misuse(f"--type {strange[0]}: no such type; there are {', '.join(kinds)}")
    return names


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
@click.option(
    "--type", "types", multiple=True, callback=_as_types, metavar="TYPE", help="Only these types: person,talk …"
)
@click.option("--event", default="", metavar="NAME", help="Only talks of this event and its parts, and what they name.")
@click.option(
    "--years", default="", callback=_as_years, metavar="FROM-TO", help="Only talks and events of these years."
)
@click.option(
    "--max-nodes",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="At most N nodes: those nearest to the names, then the best connected.",
)
@click.option(
    "--layout",
    type=click.Choice(_LAYOUTS),
    default="stress",
    show_default=True,
    help="How the first view is placed.",
)
@click.option("--no-evidence", is_flag=True, help="Leave the quotes out; the page is about half as large.")
@click.option("--open", "open_it", is_flag=True, help="Open the page in a browser.")
def command(names: tuple[str, ...], graph_path: str, output: str, open_it: bool, **asked: Any) -> None:
    """Draw a graph as one page that needs no network, from the beginning or from some names on.

    \b
    talkgraph draw -o talkgraph.html
    talkgraph draw QEMU "Stefan Hajnoczi" --depth 2 -o virtualization.html
    talkgraph draw --event FOSDEM --years 2015-2020 --type project,topic,talk
    """
    _draw(names, graph_path, output, Asked(**{**asked, "max_nodes": asked["max_nodes"] or 0}))
    if open_it:
        click.launch(Path(output).resolve().as_uri())


def _draw(names: tuple[str, ...], graph_path: str, output: str, asked: Asked) -> None:
    from talkgraph.outputs.page import Part, draw, part_of
    from talkgraph.questions.index import index_of
    from talkgraph.questions.lookup import one
    from talkgraph.questions.surroundings import surroundings

    graph = options.load(graph_path)
    index = index_of(graph) if names or asked.event else graph
    focus = tuple(one(index, name) for name in names)
    event = one(index, asked.event) if asked.event else ""
    near = graph if asked.depth is None or not focus else surroundings(graph, focus, asked.depth)
    if event and event not in near:
        raise options.Misuse(f"--event {asked.event}: not within --depth {asked.depth} of the names")
    if event and graph.nodes[event]["type"] != Kind.EVENT:
        raise options.Misuse(f"--event {asked.event}: that is a {graph.nodes[event]['type']}")
    part = Part(types=asked.types, event=event, years=asked.years, most=asked.max_nodes, focus=focus)
    drawn = part_of(near, part)
    page = draw(drawn, title=asked.title, focus=focus, evidence=not asked.no_evidence, layout=asked.layout)
    page.save(output)
    entities, relations = terminal.plural(page.nodes, "node"), terminal.plural(page.edges, "edge")
    terminal.note(
        f"{output}: {entities}, {relations}, {_size(page.size)}{_left_out(graph, drawn, asked)}; open it in a browser"
    )


def _left_out(graph: Graph, drawn: Graph, asked: Asked) -> str:
    """Return what the page leaves out of the graph, in words behind a semicolon; nothing if it leaves out nothing."""
    nodes, edges = len(graph) - len(drawn), graph.number_of_edges() - drawn.number_of_edges()
    said = [terminal.plural(count, word) for count, word in ((nodes, "node"), (edges, "edge")) if count]
    said += ["the evidence"] if asked.no_evidence else []
    return f"; left out: {', '.join(said)}" if said else ""


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
