"""What several commands share: the graph's option, progress and problems on stderr, JSON."""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from talkgraph.errors import Problem, Severity
from talkgraph.text import printable

if TYPE_CHECKING:
    from talkgraph.graph import Graph

DEFAULT_GRAPH = "talkgraph.ttl"

graph_option = click.option(
    "-g",
    "--graph",
    "graph_path",
    envvar="TALKGRAPH_GRAPH",
    default=DEFAULT_GRAPH,
    show_default=True,
    metavar="PATH",
    help="The graph to read; also from $TALKGRAPH_GRAPH.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def load(path: str) -> Graph:
    """Return the graph at `path`; a missing file is misuse (exit 2).

    Raises:
        click.UsageError: there is no such file.
        GraphError: it holds no graph.
    """
    from pathlib import Path

    from talkgraph.outputs import read_graph

    if not Path(path).is_file():
        raise click.UsageError(f"{printable(path)}: no such graph; make one with: talkgraph build SOURCE -o {path}")
    return read_graph(path)


def warn(problem: Problem) -> None:
    """Print a problem on stderr, in one line."""
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    click.echo(click.style(printable(str(problem)), fg=colour), err=True)


def note(text: str) -> None:
    """Print a remark for people on stderr."""
    click.echo(printable(text), err=True)


def progress() -> Callable[[str], None]:
    """Return a function that shows on a terminal what is being read, from the second second on."""
    start, count = time.monotonic(), 0
    live = sys.stderr.isatty()

    def show(name: str) -> None:
        nonlocal count
        count += 1
        if live and time.monotonic() - start > 1:
            click.echo(f"\r\x1b[K{count} documents read, now {printable(name)[-60:]}", nl=False, err=True)

    return show


def end_progress() -> None:
    """Clear the line that `progress` wrote."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


def echo_json(value: Any) -> None:
    """Print a dataclass, or plain data, as JSON."""
    plain = dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
    click.echo(json.dumps(plain, ensure_ascii=False, indent=1))


def plural(number: int, noun: str) -> str:
    """Return `1 talk`, `2 talks`, `2 people`.

    >>> plural(1, "talk"), plural(2, "person")
    ('1 talk', '2 persons')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
