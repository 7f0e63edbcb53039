"""`talkgraph export`: a graph in another format."""

from __future__ import annotations

import click

from talkgraph.cli import options, terminal


@click.command(short_help="Write a graph in another format.")
@options.graph_option
@options.output_option(required=True, show_default=False)
@options.to_option
@options.base_option
@options.evidence_option
def command(graph_path: str, output: str, to: str | None, base: str, evidence: options.Evidence) -> None:
    """Write a graph as Turtle (.ttl) or as node-link JSON (.json), which NetworkX reads.

    \b
    talkgraph export -g talkgraph.ttl -o talkgraph.json
    """
    form = options.form_of(output, to, evidence)
    options.save(options.load(graph_path), output, form, base=base, evidence=evidence)
    if output != options.STDOUT:
        terminal.note(f"{output}: written as {form.name}")
