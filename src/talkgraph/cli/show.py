"""`talkgraph show`: everything that is known of one name."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from talkgraph.cli import common
from talkgraph.text import printable

if TYPE_CHECKING:
    from talkgraph.questions.show import Profile, Quote


@click.command()
@click.argument("name")
@common.graph_option
@click.option("--evidence", is_flag=True, help="Print the quotes behind each statement.")
@common.json_option
def command(name: str, graph_path: str, evidence: bool, as_json: bool) -> None:
    """Tell everything that is known of NAME, by relation; names as people type them, or an id.

    \b
    talkgraph show "stefan hajnoczi" --evidence
    """
    from talkgraph.questions.lookup import one
    from talkgraph.questions.show import show

    graph = common.load(graph_path)
    profile = show(graph, one(graph, name))
    if as_json:
        common.echo_json(profile)
    else:
        _print(profile, evidence=evidence)


def _print(profile: Profile, *, evidence: bool) -> None:
    say(
        click.style(profile.name, bold=True) if "\x1b" not in profile.name else profile.name,
        f"  {profile.type}  {profile.id}",
    )
    if profile.aliases:
        say("  also: ", ", ".join(profile.aliases))
    for link in (profile.url, *profile.same_as):
        if link:
            say("  link: ", link)
    documents = common.plural(profile.count, "document")
    say(f"  named in {documents}")
    for (phrase, _), group in groupby(profile.relations, key=lambda r: (r.phrase, r.type)):
        click.echo("")
        click.echo(click.style(printable(phrase), fg="cyan"))
        for relation in group:
            say(f"  {relation.name}", f"  ({relation.type}, {relation.confidence:.2f})")
            for quote in relation.quotes if evidence else ():
                _print_quote(quote)
    if evidence:
        click.echo("")
        click.echo(click.style("first named", fg="cyan"))
        for quote in profile.mentions:
            _print_quote(quote)
    elif profile.relations:
        click.echo("")
        say("--evidence prints the words that say so")


def _print_quote(quote: Quote) -> None:
    say(f"      “{quote.quote}”")
    say(f"        {quote.document}, at {quote.start}, read by {quote.rule} ({quote.confidence:.2f})")


def say(*parts: str) -> None:
    """Print parts as one line, what comes from sources made safe for a terminal; our own colours are kept."""
    click.echo("".join(part if part.startswith("\x1b[1m") else printable(part.replace("\n", " ")) for part in parts))
