"""`talkgraph stats`: how much of what is in a graph."""

from __future__ import annotations

import click

from talkgraph.cli import asked, options, terminal


@click.command(short_help="Count what is in a graph.")
@options.graph_option
@options.json_option
def command(graph_path: str, as_json: bool) -> None:
    """Count documents, entities by type and relations by predicate, and name the best connected entities.

    \b
    talkgraph stats -g talkgraph.ttl
    """
    from talkgraph.questions.stats import stats

    found = stats(asked.ask(graph_path))
    if as_json:
        terminal.as_json(found)
        return
    ranked = {kind: ", ".join(f"{r.name} ({r.edges})" for r in top) for kind, top in found.top.items()}
    rows = [
        ("documents", f"{found.documents:,}", ""),
        *((kind, f"{number:,}", ranked[kind]) for kind, number in found.nodes.items()),
        *((predicate, f"{number:,}", "") for predicate, number in found.edges.items()),
        ("evidence", f"{found.evidence:,}", ""),
        ("without relation", f"{found.alone:,}", ""),
        ("years", f"{len(found.years):,}", _told(found.years)),
        ("talks without year", f"{found.undated:,}", ""),
    ]
    terminal.table(rows, head=("", "number", "most relations"), right=[1])


def _told(years: dict[int, int]) -> str:
    """Return the talks of each year as a line of bars."""
    if not years:
        return ""
    span = range(min(years), max(years) + 1)
    return f"{span[0]} {terminal.spark([years.get(year, 0) for year in span])} {span[-1]}"
