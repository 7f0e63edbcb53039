"""`talkgraph vocabulary`: what is known beforehand."""

from __future__ import annotations

from pathlib import Path

import click

from talkgraph.cli import common
from talkgraph.cli.build import tiers_option, vocabulary_option
from talkgraph.text import printable


@click.command()
@click.argument("name")
@vocabulary_option
@tiers_option
@common.json_option
def command(name: str, own: tuple[Path, ...], tiers: str, as_json: bool) -> None:
    """Look NAME up in the tables of projects, topics, organizations, events and places.

    \b
    talkgraph vocabulary nova
    """
    from talkgraph import pipeline
    from talkgraph.errors import GraphError

    vocabulary = pipeline.load_vocabulary(pipeline.Settings(vocabulary=own, tiers=tuple(tiers.split(","))))
    found = vocabulary.lookup(name)
    if not found:
        raise GraphError(name, "not in the vocabulary", "docs/vocabulary.md tells how to add it")
    if as_json:
        common.echo_json([{"id": f"{e.kind}:{e.key}", "name": e.name, "aliases": e.aliases} for e in found])
        return
    for entry in found:
        click.echo(
            click.style(f"{entry.kind}:{entry.key}", bold=True)
            + printable(f"  {entry.name} {entry.qualifier}".rstrip())
        )
        rows = {
            "also": ", ".join(entry.aliases),
            "field": ", ".join(filter(None, (entry.category, entry.domain))),
            "part of": ", ".join(entry.part_of),
            "broader": ", ".join(entry.broader),
            "links": " ".join(filter(None, (entry.homepage, entry.repository, entry.wikipedia, entry.url))),
            "careful": ", ".join(entry.ambiguous),
        }
        for label, value in rows.items():
            if value:
                click.echo(f"  {label}: {printable(value)}")
