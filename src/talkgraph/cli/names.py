"""Names and other arguments of questions: what they mean, and how a shell completes them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talkgraph.cli import asked, options, terminal
from talkgraph.model import Kind

if TYPE_CHECKING:
    from talkgraph.questions.index import Index

MOST_COMPLETED = 40
"""How many names a shell is offered."""
MOST_READ = 2_000_000
"""Bytes of a graph that is read to complete a name where no index of it is kept."""


class NameType(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """A name as people type it, completed from the names in the graph."""

    name = "name"

    def __init__(self, *kinds: Kind) -> None:
        self.kinds = frozenset(kinds)

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[click.shell_completion.CompletionItem]:
        """Return names that begin with what is typed, in a spelling without spaces that finds them again."""
        from click.shell_completion import CompletionItem

        path = ctx.params.get("graph_path") or os.environ.get("TALKGRAPH_GRAPH") or options.DEFAULT_GRAPH
        index = _at_hand(path)
        return (
            [CompletionItem(word, help=told) for word, told in completions(index, incomplete, self.kinds)]
            if index
            else []
        )


def completions(index: Index, typed: str, kinds: frozenset[Kind] = frozenset()) -> list[tuple[str, str]]:
    """Return words that a shell may offer for what is typed, with the name and type that each stands for."""
    from talkgraph.questions.index.names import folded
    from talkgraph.questions.lookup import fits
    from talkgraph.text import slug

    lines = index.book.folded.beginning(folded(typed).encode("utf-8", "surrogatepass"))
    bearers = {index.book.bearers[line] for line in lines}
    found = [node for node in bearers if not kinds or index.kind(node) in kinds]
    best = sorted(found, key=lambda node: (-index.edges.degree(node), node))[:MOST_COMPLETED]
    rows = []
    for node in best:
        key, name = index.id(node), index.name(node)
        word = slug(name)
        finds = fits(index, word, kinds) == (key,) and folded(word).startswith(folded(typed))
        rows.append((word if finds else key, f"{name} ({index.kind(node)})"))
    return rows


def _at_hand(path: str) -> Index | None:
    from talkgraph.errors import TalkgraphError

    try:
        return asked.kept(path) or (asked.ask(path) if Path(path).stat().st_size <= MOST_READ else None)
    except (OSError, TalkgraphError, click.ClickException):
        return None


def one(index: Index, typed: str, *kinds: Kind) -> str:
    """Return the id of what was typed; what else it fits is told on stderr.

    Raises:
        GraphError: it fits nothing, or several things equally well.
    """
    from talkgraph.questions.lookup import listed, meant

    found = meant(index, typed, kinds)
    if found.others:
        terminal.note(f"{typed}: taken for {found.id}; it fits {listed(found.others)}, too")
    return found.id


NAME, PERSON, EVENT, SUBJECT = (
    NameType(*kinds) for kinds in ((), (Kind.PERSON,), (Kind.EVENT,), (Kind.TOPIC, Kind.PROJECT))
)
evidence_flag = click.option("--evidence", is_flag=True, help="Print the words that say so, and where they stand.")


def most_option(default: int) -> Callable[[Any], Any]:
    """Return the option `--most`."""
    return click.option(
        "-n",
        "--most",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        metavar="N",
        help="How many rows.",
    )


def type_option(kinds: Iterable[Kind], told: str, *, multiple: bool = True) -> Callable[[Any], Any]:
    """Return the option `--type`."""
    choice = click.Choice([kind.value for kind in kinds])
    return click.option("--type", "types", type=choice, multiple=multiple, help=told)
