"""`talkgraph timeline`: talks a year, side by side."""

from __future__ import annotations

import click

from talkgraph.cli import asked, names, options, terminal


@click.command(short_help="Count the talks a year, of several names side by side.")
@click.argument("typed", type=names.NAME, nargs=-1, required=True, metavar="NAME...")
@click.option("--share", is_flag=True, help="Of all talks of the year, in percent.")
@options.graph_option
@names.evidence_flag
@options.json_option
def command(typed: tuple[str, ...], share: bool, graph_path: str, evidence: bool, as_json: bool) -> None:
    """Count the talks of each NAME in each year: a line of bars on a terminal, a table of years in a pipe.

    \b
    talkgraph timeline kubernetes docker openstack
    """
    import sys

    from talkgraph.questions.timeline import timeline

    index = asked.ask(graph_path)
    found = timeline(index, list(dict.fromkeys(names.one(index, name) for name in typed)))
    if as_json:
        terminal.as_json(found)
        return
    if found.first is None or found.last is None:
        terminal.note("none of these talks has a year")
        return
    if evidence:
        terminal.grounded(
            index, ((f"{line.name}: {terminal.plural(line.talks, 'talk')}", [line.id]) for line in found.lines)
        )
        return
    shares = {(row.id, row.year): row.share for row in found.rows}
    if sys.stdout.isatty():
        highest = max(n for line in found.lines for n in line.years.values())
        rows = [
            (
                line.name,
                terminal.spark(
                    [round(1e6 * shares[line.id, y]) for y in line.years] if share else [*line.years.values()],
                    0 if share else highest,
                ),
                f"{line.talks:,}",
                f"{line.undated:,}" if line.undated else "",
            )
            for line in found.lines
        ]
        terminal.table(
            rows, head=("", terminal.years(found.first, found.last), "talks", "undated"), right=[2, 3], whole=[1]
        )
        click.echo()
    years = range(found.first, found.last + 1)
    told = [
        [f"{100 * shares[line.id, year]:.1f}" if share else str(line.years[year]) for line in found.lines]
        for year in years
    ]
    head = ("year", *(line.name for line in found.lines))
    terminal.table(
        [(str(year), *cells) for year, cells in zip(years, told, strict=True)],
        head=head,
        right=range(1, len(head)),
        named=True,
    )
