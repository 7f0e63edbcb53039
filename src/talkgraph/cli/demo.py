"""`talkgraph demo`: the bundled reports, built, exported and drawn."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli import common
from talkgraph.errors import OutputError, SourceError
from talkgraph.text import printable

if TYPE_CHECKING:
    from talkgraph.graph import Graph


@click.command()
@click.argument("folder", default="demo", type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
def command(folder: Path) -> int:
    """Build the graph of the bundled example reports into DIR (default: demo), as Turtle and as a page.

    \b
    talkgraph demo
    """
    from talkgraph import outputs
    from talkgraph.outputs.page import draw

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(folder), f"can't be made ({error.strerror})") from error
    turtle, page = folder / "talkgraph.ttl", folder / "talkgraph.html"
    graph = showcase()
    outputs.write_graph(graph, turtle)
    draw(graph, title=TITLE).save(page)
    _tell(graph, turtle, page)
    return 0


TITLE = "Conference reports, 2010–2026"


def showcase() -> Graph:
    """Return the graph of the bundled reports, under the paths that they have in the repository.

    Raises:
        SourceError: the package was installed without them.
    """
    from talkgraph import pipeline
    from talkgraph.errors import Place
    from talkgraph.sources import Source

    found = [Source(Place(f"graph/reports/{r.name}"), r.read_bytes()) for r in reports()]
    return pipeline.build_sources(found, pipeline.Settings(strict=True)).graph


def reports() -> list[Traversable]:
    """Return the bundled reports by name: in the package, or in the source tree that it was installed from."""
    tree = Path(__file__).resolve().parents[3] / "graph" / "reports"
    for folder in (files("talkgraph") / "reports", tree):
        if folder.is_dir():
            return sorted((r for r in folder.iterdir() if r.is_file()), key=lambda r: r.name)
    raise SourceError(
        "graph/reports", "the example reports aren't installed", "clone the repository and run: make demo"
    )


def _tell(graph: Graph, turtle: Path, page: Path) -> None:
    from talkgraph.questions.stats import stats

    found = stats(graph)
    counts = ", ".join(common.plural(n, kind) for kind, n in found.nodes.items() if n)
    click.echo(f"Read {common.plural(found.documents, 'report')}: {counts};")
    click.echo(
        f"{common.plural(sum(found.edges.values()), 'statement')}, each with the words it was read from "
        f"({common.plural(found.evidence, 'quote')}).\n"
    )
    for kind, names in found.top.items():
        click.echo(f"  {kind:<13} " + printable(", ".join(name for name, _ in names[:5])))
    click.echo(f"\nOpen {page} in a browser, or look at {turtle}.")
    click.echo(f"Ask on: talkgraph show -g {turtle} QEMU --evidence")
