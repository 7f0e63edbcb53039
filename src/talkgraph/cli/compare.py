"""`talkgraph compare`: two names side by side."""

from __future__ import annotations

from itertools import groupby

import click

from talkgraph.cli import asked, names, options, terminal


@click.command(short_help="Tell what two names share, and what each has alone.")
@click.argument("a", type=names.NAME)
@click.argument("b", type=names.NAME)
@options.graph_option
@names.most_option(10)
@names.evidence_flag
@options.json_option
def command(a: str, b: str, graph_path: str, most: int, evidence: bool, as_json: bool) -> None:
    """Tell which people, projects, topics and events the talks of A and B share, and which each has alone.

    \b
    talkgraph compare "fosdem 2023" "fosdem 2024"
    talkgraph compare qemu xen -n 5
    """
    from talkgraph.questions.comparison import compare

    index = asked.ask(graph_path)
    found = compare(index, names.one(index, a), names.one(index, b), most=most)
    if as_json:
        terminal.as_json(found)
        return
    sides = [
        (side.name, side.type, f"{side.talks:,}", terminal.years(side.first, side.last)) for side in (found.a, found.b)
    ]
    terminal.table(sides, head=("", "type", "talks", "years"), right=[2])
    if found.common:
        terminal.prose(f"{terminal.plural(found.common, 'talk')} in common")
    overlaps = [
        (each.type, f"{each.shared:,}", f"{each.only_a:,}", f"{each.only_b:,}", f"{each.likeness:.0%}")
        for each in found.overlaps
    ]
    click.echo()
    terminal.table(overlaps, head=("type", "shared", "only first", "only second", "alike"), right=[1, 2, 3, 4])

    def group(row: object) -> tuple[str, bool, bool]:
        return row.type, row.talks_a > 0, row.talks_b > 0  # type: ignore[attr-defined]

    for (kind, in_a, in_b), some in groupby(found.rows, key=group):
        where = "in both" if in_a and in_b else f"only {found.a.name if in_a else found.b.name}"
        terminal.heading(f"{kind}: {where}")
        rows = list(some)
        if not evidence:
            terminal.table([(row.name, str(row.talks_a), str(row.talks_b)) for row in rows], right=[1, 2], indent="  ")
            continue
        for row in rows:
            terminal.prose(f"{row.name} ({row.talks_a}, {row.talks_b})", "  ")
            terminal.sayings(row.evidence)
