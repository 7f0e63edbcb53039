"""`talkgraph add`: more sources into a graph that there is."""

from __future__ import annotations

from pathlib import Path

import click

from talkgraph.cli import FAILED, MISUSED, build, options, terminal


@click.command(short_help="Read more sources into a graph.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.graph_option
@click.option("--strict", is_flag=True, help="Stop at the first source that can't be read.")
@options.jobs_option
@options.columns_option
@options.report_option
@options.same_option
@options.engine_option
@options.vocabulary_option
@options.tiers_option
def command(
    sources: tuple[str, ...],
    graph_path: str,
    strict: bool,
    jobs: int,
    columns: tuple[tuple[str, str], ...],
    report: str,
    same: tuple[Path, ...],
    engines: tuple[str, ...],
    own: tuple[Path, ...],
    tiers: tuple[str, ...],
) -> int:
    """Read more sources into a graph and write it back to where it was.

    What the graph holds is not read again; a source that it has read before is read anew in place of what it said
    then. The old file stays whole until the new one is.

    \b
    talkgraph add trips/2015/*.md -g trips.ttl
    """
    from talkgraph import pipeline
    from talkgraph import sources as reading

    form = options.form_of(graph_path, None, "full")
    graph = options.load(graph_path)
    settings = options.settings_of(own, tiers, engines, same=same, strict=strict, jobs=jobs)
    with terminal.Watch() as watch:
        found = reading.find(sources, build.stdin, columns=columns, meter=watch.meter)
        built = pipeline.add_all(graph, found, settings, warn=watch.warn, progress=watch.step)
    if built.lost and not built.read:
        return MISUSED
    options.save(built.graph, graph_path, form, base="", evidence="full")
    build.tell(built, graph_path, report)
    return FAILED if built.lost else 0
