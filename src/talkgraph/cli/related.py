"""`talkgraph related`: what belongs to a name, and why."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal
from talkgraph.model import Kind

_MEASURES = ("likelihood", "npmi", "talks", "walk")


@click.command(short_help="Tell what belongs to a name, and why.")
@click.argument("name", type=names.NAME)
@click.option(
    "--by",
    type=click.Choice(_MEASURES),
    default="likelihood",
    show_default=True,
    help="Shared talks against chance (log-likelihood, mutual information), their number, or a random walk.",
)
@options.graph_option
@names.type_option(Kind, "Only this type; may be given several times. By default people, projects and topics.")
@names.most_option(20)
@names.evidence_flag
@options.json_option
def command(
    name: str, by: str, graph_path: str, types: tuple[str, ...], most: int, evidence: bool, as_json: bool
) -> None:
    """Tell what belongs to NAME: what shares its talks more often than chance would have it.

    \b
    talkgraph related qemu
    talkgraph related qemu --type project --by walk
    """
    from talkgraph.questions.related import related

    index = asked.ask(graph_path)
    key = names.one(index, name)
    measure = "walk" if index.kind(index.number(key)) is Kind.TALK else by
    found = related(index, key, by=measure, kinds=[Kind(each) for each in types], most=most)
    if as_json:
        terminal.as_json(found)
        return
    rows = [(row.name, row.type, f"{row.score:.4g}", f"{row.shared:,}", row.why) for row in found.rows]
    if not evidence:
        terminal.table(rows, head=("name", "type", found.by, "shared", "why"), right=[2, 3])
        return
    for cells, row in zip(rows, found.rows, strict=True):
        terminal.prose(f"{cells[0]} ({cells[1]}): {cells[4]}")
        terminal.sayings(row.evidence)
