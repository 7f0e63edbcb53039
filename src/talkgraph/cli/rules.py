"""`talkgraph rules`: the rules by which statements are read."""

from __future__ import annotations

import textwrap

import click

from talkgraph.cli import common


@click.command()
@common.json_option
def command(as_json: bool) -> None:
    """List the rules by relation: name, confidence, and what each reads, with an example."""
    from talkgraph.claims import RULES

    if as_json:
        common.echo_json(
            [{"name": r.name, "predicate": str(r.predicate), "confidence": r.confidence, "reads": r.doc} for r in RULES]
        )
        return
    last = None
    for rule in RULES:
        if rule.predicate != last:
            click.echo(("" if last is None else "\n") + click.style(str(rule.predicate), bold=True))
            last = rule.predicate
        click.echo(f"  {rule.name} ({rule.confidence:.2f})")
        click.echo(textwrap.fill(rule.doc, 100, initial_indent="      ", subsequent_indent="      "))
