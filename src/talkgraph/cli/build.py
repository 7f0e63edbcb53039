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
@options.columns_option
@options.report_option
@options.base_option
@options.evidence_option
@options.same_option
@options.engine_option
@options.vocabulary_option
@options.tiers_option
def command(
    sources: tuple[str, ...],
    output: str,
    to: str | None,
    strict: bool,
    jobs: int,
    columns: tuple[tuple[str, str], ...],
    report: str,
    base: str,
    evidence: options.Evidence,
    same: tuple[Path, ...],
    engines: tuple[str, ...],
    own: tuple[Path, ...],
    tiers: tuple[str, ...],
) -> int:
    """Read reports, schedules and archives of talks and write their graph.

    SOURCE is a file, plain or packed (gz, xz, zip, tar), a folder that is searched, or - for standard input. Reports
    are Markdown, HTML or plain text; schedules are frab or pretalx XML, schedule JSON, iCalendar, Indico JSON or a
    table; archives are the trees of PyVideo and of Code and Talk. What can't be read is named and left out.

    \b
    talkgraph build trips/2014 -o trips.ttl
    talkgraph build fosdem/*.xml.gz pyvideo.tar.xz -o talks.ttl --report left-out.tsv
    talkgraph build - -o - --to json < report.md
    """
    from talkgraph import pipeline
    from talkgraph import sources as reading

    form = options.form_of(output, to, evidence)
    settings = options.settings_of(own, tiers, engines, same=same, strict=strict, jobs=jobs)
    with terminal.Watch() as watch:
        found = reading.find(sources, stdin, columns=columns, meter=watch.meter)
        vocabulary = pipeline.load_vocabulary(settings)
        built = pipeline.build_sources(found, vocabulary, settings=settings, warn=watch.warn, progress=watch.step)
    if built.lost and not built.read:
        return MISUSED
    options.save(built.graph, output, form, base=base, evidence=evidence)
    tell(built, output, report)
    return FAILED if built.lost else 0


def tell(built: Built, output: str, report: str) -> None:
    """Say what was found and what was left out, and list the latter in a file where that is asked for."""
    from talkgraph.cli import left_out
    from talkgraph.outputs import files

    terminal.note(summary(built, output))
    if short := left_out.in_short(built):
        terminal.note(short)
    if report:
        files.replace(report, left_out.rows(built))


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
