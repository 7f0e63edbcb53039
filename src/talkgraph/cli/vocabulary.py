"""`talkgraph vocabulary`: what is known beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli import options, terminal

if TYPE_CHECKING:
    from talkgraph.vocabulary import Entry


@click.group(short_help="Look up what is known beforehand.")
def command() -> None:
    """Ask the tables of projects, topics, organizations, events and places that names are known by."""


@command.command()
@click.argument("name")
@options.vocabulary_option
@options.tiers_option
@options.json_option
def lookup(name: str, own: tuple[Path, ...], tiers: tuple[str, ...], as_json: bool) -> None:
    """Tell all that bears NAME, as name or alias, whatever its case, accents and punctuation.

    \b
    talkgraph vocabulary lookup nova
    """
    from talkgraph import pipeline
    from talkgraph.errors import GraphError

    found = pipeline.load_vocabulary(options.settings_of(own, tiers)).lookup(name)
    if not found:
        raise GraphError(name, "not in the vocabulary", "a table of your own can say it: --vocabulary FILE")
    if as_json:
        terminal.as_json([{"id": _id(entry), "name": entry.name} | _facts(entry) for entry in found])
        return
    for entry in found:
        click.echo(click.style(_id(entry), bold=True) + f"  {terminal.one_line(f'{entry.name} {entry.qualifier}')}")
        for label, values in _facts(entry).items():
            terminal.prose(f"{label.replace('_', ' ')}: {', '.join(values)}", "  ")


def _id(entry: Entry) -> str:
    return f"{entry.kind}:{entry.key}"


def _facts(entry: Entry) -> dict[str, tuple[str, ...]]:
    facts = {
        "aliases": entry.aliases,
        "category": (entry.category, entry.domain),
        "part_of": entry.part_of,
        "broader": entry.broader,
        "links": (entry.homepage, entry.repository, entry.wikipedia, entry.url, entry.wikidata),
        "ambiguous": entry.ambiguous,
        "tier": (entry.tier,),
    }
    return {label: kept for label, values in facts.items() if (kept := tuple(filter(None, values)))}
