"""`talkgraph show`: everything that is known of one name."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from talkgraph.cli import options, terminal

if TYPE_CHECKING:
    from talkgraph.questions.show import Profile, Quote

SHORT = 200
"""Most characters of a quote that is printed to show where something is from, not to be read whole."""


@click.command(short_help="Tell everything that is known of one name.")
@click.argument("name")
@options.graph_option
@click.option("--evidence", is_flag=True, help="Print every quote in full, with the rule that read it.")
@options.json_option
def command(name: str, graph_path: str, evidence: bool, as_json: bool) -> None:
    """Tell everything that is known of NAME, relation by relation, with the words that say so.

    NAME is a name as people type it (any case, no accents, an alias, a beginning) or an id such as project:qemu.

    \b
    talkgraph show "stefan hajnoczi"
    talkgraph show qemu --evidence
    """
    from talkgraph.cli.lines import line_finder
    from talkgraph.questions.lookup import one
    from talkgraph.questions.show import show

    graph = options.load(graph_path)
    profile = show(graph, one(graph, name), line_finder(graph, graph_path))
    if as_json:
        terminal.as_json(profile)
    else:
        _print(profile, whole=evidence)


def _print(profile: Profile, *, whole: bool) -> None:
    click.echo(click.style(terminal.one_line(profile.name), bold=True) + f"  {terminal.one_line(profile.id)}")
    for label, value in _facts(profile):
        terminal.prose(f"{label} {value}", "  ")
    for phrase, relations in groupby(profile.relations, key=lambda relation: relation.phrase):
        terminal.heading(phrase)
        for relation in relations:
            click.echo(f"  {terminal.one_line(relation.name)}" + click.style(f"  {relation.type}", dim=True))
            _print_quotes(relation.quotes, whole=whole)
    if whole or not profile.relations:
        terminal.heading("is named in")
        for quote in profile.mentions:
            terminal.prose(f"{quote.where} “{quote.quote}”", "  ")


def _facts(profile: Profile) -> list[tuple[str, str]]:
    facts = [
        ("also", ", ".join(profile.aliases)),
        ("a kind of", ", ".join(profile.broader)),
        ("on", profile.date),
        ("at", profile.url),
        ("see", " ".join(profile.same_as)),
        ("named in", terminal.plural(profile.count, "document")),
    ]
    return [(label, value) for label, value in facts if value]


def _print_quotes(quotes: tuple[Quote, ...], *, whole: bool) -> None:
    for quote in quotes if whole else quotes[:1]:
        words = terminal.one_line(quote.quote)
        cut = words if whole or len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
        terminal.prose(f"“{cut}”", "      ")
        source = f"{quote.where} ({quote.rule}, {quote.confidence:.2f})" if whole else quote.where
        more = f" and {len(quotes) - 1} more" if len(quotes) > 1 and not whole else ""
        click.echo(click.style(f"      {terminal.one_line(source)}{more}", dim=True))
