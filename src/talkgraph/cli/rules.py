"""`talkgraph rules`: the rules by which relations are read."""

from __future__ import annotations

from itertools import groupby

import click

from talkgraph.cli import options, terminal


@click.command(short_help="List the rules by which relations are read.")
@options.json_option
def command(as_json: bool) -> None:
    """List the rules, relation by relation: name, confidence, and what each reads, with an example.

    A rule's name stands in all evidence that it reads.
    """
    from talkgraph.claims import RULES

    if as_json:
        rows = [
            {"name": r.name, "predicate": r.predicate.value, "confidence": r.confidence, "reads": r.doc} for r in RULES
        ]
        terminal.as_json(rows)
        return
    for predicate, rules in groupby(RULES, key=lambda rule: rule.predicate):
        terminal.heading(predicate.value)
        for rule in rules:
            click.echo(f"  {rule.name}  {rule.confidence:.2f}")
            terminal.prose(rule.doc, "      ")
