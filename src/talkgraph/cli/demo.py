"""`talkgraph demo`: the bundled reports, built, exported and drawn."""

from __future__ import annotations

import shutil
import sys
import textwrap
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli import options, terminal
from talkgraph.errors import OutputError, Place, SourceError

if TYPE_CHECKING:
    from talkgraph.graph import Graph
    from talkgraph.questions.stats import Stats
    from talkgraph.sources import Source

TITLE = "Conference reports, 2010–2026"
SHOWN, WIDTH = 3, 100
"""How many names of each type the summary tells, and in how many characters."""


@click.command(short_help="Build, export and draw the graph of the example reports.")
@click.argument("folder", default="demo", type=click.Path(path_type=Path), metavar="[DIR]")
@options.engine_option
def command(folder: Path, engines: tuple[str, ...]) -> None:
    """Build the graph of the bundled example reports into DIR (default: demo), as Turtle and as an interactive page.

    \b
    talkgraph demo
    """
    from talkgraph import outputs
    from talkgraph.outputs.page import draw
    from talkgraph.questions.stats import stats

    graph = showcase(engines)
    _make(folder)
    turtle, page = folder / "talkgraph.ttl", folder / "talkgraph.html"
    outputs.write_graph(graph, turtle)
    draw(graph, title=TITLE).save(page)
    _tell(stats(graph, SHOWN), turtle, page)


def showcase(asked: tuple[str, ...] = ()) -> Graph:
    """Return the graph of the bundled reports, read with the engines that are asked for."""
    from talkgraph import engines, pipeline

    vocabulary = pipeline.load_vocabulary(pipeline.Settings())
    return pipeline.build_sources(bundled(), vocabulary, engines.load(asked)).graph


def bundled() -> list[Source]:
    """Return the bundled reports by name, from the package or the source tree, under their paths in the repository.

    Raises:
        SourceError: neither has them.
    """
    from talkgraph.sources import Source

    tree = Path(__file__).resolve().parents[3] / "graph" / "reports"
    for folder in (files("talkgraph") / "reports", tree):
        if folder.is_dir():
            reports = sorted((report for report in folder.iterdir() if report.is_file()), key=lambda r: r.name)
            return [Source(Place(f"graph/reports/{report.name}"), report.read_bytes()) for report in reports]
    raise SourceError(
        "graph/reports", "the example reports aren't installed", "clone the repository and run: make demo"
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(folder), f"can't be made: {error.strerror or error}") from error


def _tell(found: Stats, turtle: Path, page: Path) -> None:
    kinds = terminal.listed([terminal.plural(number, kind) for kind, number in found.nodes.items() if number])
    read, relations = terminal.plural(found.documents, "report"), terminal.plural(found.all_edges, "relation")
    terminal.prose(f"{read} read: {kinds or 'nothing found'}; {relations}, each with the words that say so.")
    click.echo()
    for kind, top in ((kind, top) for kind, top in found.top.items() if top):
        best = terminal.one_line(" · ".join(ranked.name for ranked in top))
        click.echo(f"  {kind:<13}{textwrap.shorten(best, WIDTH, placeholder='…')}")
    click.echo()
    known = next((top[0].name for top in found.top.values() if top), "")
    ask = [("Ask", f'{_program()} show "{known}" -g {turtle}')] if known else []
    for what, how in (("Open", f"{page} (in a browser)"), ("Look at", turtle), *ask):
        click.echo(f"{what:<9}{terminal.one_line(str(how))}")


def _program() -> str:
    """Return how the command is called here: by its name, or by its path where that isn't on the search path."""
    if shutil.which("talkgraph"):
        return "talkgraph"
    called = Path(sys.argv[0])
    here = Path.cwd()
    return str(called.relative_to(here)) if called.is_relative_to(here) else str(called)
