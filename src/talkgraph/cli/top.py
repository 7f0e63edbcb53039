"""`talkgraph top`: the first of each type."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal
from talkgraph.model import Kind


@click.command(short_help="List the first of a type, by talks, centrality or growth.")
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]), metavar="TYPE")
@click.option(
    "--by",
    type=click.Choice(["talks", "speakers", "centrality", "growth"]),
    default=None,
    help="By default talks; for talks, centrality.",
)
@click.option("--since", type=int, metavar="YEAR", help="The first year whose talks count.")
@click.option("--until", type=int, metavar="YEAR", help="The last year whose talks count.")
@click.option(
    "--at", type=names.EVENT, metavar="EVENT", help="Only talks at this event or series: people, projects, topics."
)
@options.graph_option
@names.most_option(20)
@names.evidence_flag
@options.json_option
def command(
    kind: str,
    by: str | None,
    since: int | None,
    until: int | None,
    at: str | None,
    graph_path: str,
    most: int,
    evidence: bool,
    as_json: bool,
) -> None:
    """List the first of a TYPE: person, talk, project, topic, event, organization or place.

    Growth compares the last three years with the three before: log-likelihood of the share of all talks.

    \b
    talkgraph top topic --by growth --at fosdem
    talkgraph top person --since 2020
    """
    from talkgraph.questions.top import top

    by = by or ("centrality" if kind == Kind.TALK else "talks")
    index = asked.ask(graph_path)
    event = names.one(index, at, Kind.EVENT) if at else None
    found = top(index, Kind(kind), by=by, at=event, since=since, until=until, most=most)
    if as_json:
        terminal.as_json(found)
        return
    if evidence:
        terminal.grounded(index, ((f"{row.place}. {row.name}: {row.value:.4g}", [row.id]) for row in found.rows))
        return
    rows = [
        (
            str(row.place),
            row.name,
            f"{row.value:.4g}" if row.value % 1 else f"{row.value:,.0f}",
            f"{row.talks:,}",
            terminal.years(row.first, row.last),
        )
        for row in found.rows
    ]
    terminal.table(rows, head=("", "name", by, "talks" if by != "talks" else "", "years"), right=[0, 2, 3])
