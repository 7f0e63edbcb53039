"""`talkgraph build`: reports in, graph out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli import FAILED, MISUSED, options, terminal

if TYPE_CHECKING:
    from talkgraph.pipeline import Built


@click.command(short_help="Read reports and write their graph.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.output_option(default=options.DEFAULT_GRAPH)
@options.to_option
@click.option("--strict", is_flag=True, help="Stop at the first source that can't be read.")
@options.jobs_option
@options.base_option
@options.evidence_option
@options.engine_option
@options.vocabulary_option
@options.tiers_option
def command(
    sources: tuple[str, ...],
    output: str,
    to: str | None,
    strict: bool,
    jobs: int,
    base: str,
    evidence: options.Evidence,
    engines: tuple[str, ...],
    own: tuple[Path, ...],
    tiers: tuple[str, ...],
) -> int:
    """Read reports (Markdown, HTML, plain text) and write their graph.

    SOURCE is a file, a folder that is searched for reports, or - for standard input. A source that can't be read is
    named and left out.

    \b
    talkgraph build trips/2014 -o trips.ttl
    talkgraph build - -o - --to json < report.md
    """
    from talkgraph import pipeline

    form = options.form_of(output, to, evidence)
    settings = options.settings_of(own, tiers, engines, strict=strict, jobs=jobs)
    with terminal.Watch() as watch:
        built = pipeline.build_all(sources, settings, stdin=stdin, warn=watch.warn, progress=watch.step)
    if built.lost and not built.read:
        return MISUSED
    options.save(built.graph, output, form, base=base, evidence=evidence)
    terminal.note(summary(built, output))
    return FAILED if built.lost else 0


def stdin() -> bytes:
    """Return standard input, and of more than a source may hold only as much as shows that it is more."""
    from talkgraph.sources import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1)


def summary(built: Built, output: str) -> str:
    """Return what was found, and below it what was lost."""
    from talkgraph.questions.stats import stats

    found = stats(built.graph)
    read = terminal.plural(built.read, "document")
    now = f" now, {found.documents:,} in all" if found.documents > built.read else ""
    kinds = terminal.listed([terminal.plural(number, kind) for kind, number in found.nodes.items() if number])
    said = f"{output}: {read} read{now}: " + (
        f"{kinds}; {terminal.plural(found.all_edges, 'relation')}" if kinds else "no entity found, the graph is empty"
    )
    lost = ", ".join(str(problem.place) for problem in built.lost)
    return f"{said}\nleft out, could not be read: {lost}" if lost else said
