"""`talkgraph build`: reports in, graph out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from talkgraph.cli import common
from talkgraph.errors import SourceError
from talkgraph.text import printable

if TYPE_CHECKING:
    from talkgraph.outputs import Format
    from talkgraph.pipeline import Built

STDIN_LIMIT = 64 * 1024 * 1024
"""Most bytes that are read from standard input."""

vocabulary_option = click.option(
    "--vocabulary",
    "own",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Your own table of names, which wins over the shipped ones; may be given several times.",
)
tiers_option = click.option(
    "--tiers",
    default="core,common",
    show_default=True,
    metavar="LIST",
    help="Parts of the shipped vocabulary to load: core, common, long.",
)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    default=common.DEFAULT_GRAPH,
    show_default=True,
    metavar="FILE",
    help="Where to write; - for stdout.",
)
@click.option(
    "--to", "form", type=click.Choice(["ttl", "json"]), default="ttl", help="Format on stdout.", show_default=True
)
@click.option("--strict", is_flag=True, help="Stop at the first source that can't be read.")
@click.option("--base", default="", metavar="IRI", help="Base of the ids in RDF.")
@click.option(
    "--evidence", type=click.Choice(["full", "none"]), default="full", show_default=True, help="Evidence in RDF."
)
@vocabulary_option
@tiers_option
def command(
    sources: tuple[str, ...],
    output: str,
    form: str,
    strict: bool,
    base: str,
    evidence: Literal["full", "none"],
    own: tuple[Path, ...],
    tiers: str,
) -> int:
    """Read files, folders, or - for standard input, and write their graph; the output's suffix says in which format.

    \b
    talkgraph build trips/2014 -o trips.ttl
    curl -s https://example.org/report.html | talkgraph build - -o report.json
    """
    from talkgraph import outputs

    target = outputs.FORMATS[f".{form}"] if output == "-" else _format(output)
    built = run(sources, own, tiers, strict=strict)
    if output == "-":
        for chunk in outputs.to_bytes(built.graph, target, base=base, evidence=evidence):
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    else:
        outputs.write_graph(built.graph, output, base=base, evidence=evidence)
    common.note(summary(built, output))
    return 1 if built.failed else 0


def _format(output: str) -> Format:
    """Return the format of the output's suffix before any work is done; an unknown one is misuse."""
    from talkgraph import outputs
    from talkgraph.errors import OutputError

    try:
        return outputs.format_of(output)
    except OutputError as error:
        raise click.UsageError(printable(str(error))) from error


def run(sources: tuple[str, ...], own: tuple[Path, ...], tiers: str, *, strict: bool) -> Built:
    """Return the graph of the sources, problems and progress on stderr; nothing to read at all is misuse (exit 2)."""
    from talkgraph import pipeline

    names = tuple(t.strip() for t in tiers.split(",") if t.strip())
    unknown = sorted(set(names) - {"core", "common", "long"})
    if unknown or not names:
        raise click.UsageError(f"unknown tier: {printable(', '.join(unknown) or tiers)}; known are core, common, long")
    settings = pipeline.Settings(vocabulary=own, tiers=names, strict=strict)
    try:
        return pipeline.build_all(
            sources,
            settings,
            stdin=lambda: sys.stdin.buffer.read(STDIN_LIMIT + 1),
            warn=common.warn,
            progress=common.progress(),
        )
    except SourceError as error:
        common.end_progress()
        if strict:
            raise
        raise click.UsageError(printable(str(error))) from error
    finally:
        common.end_progress()


def summary(built: Built, output: str) -> str:
    """Return one line: what was found and where it went."""
    from talkgraph.questions.stats import stats

    counts = stats(built.graph)
    if not sum(counts.nodes.values()):
        return f"{output}: nothing was found in {common.plural(counts.documents, 'document')}; the graph is empty"
    kinds = ", ".join(common.plural(n, k) for k, n in counts.nodes.items() if n)
    statements = common.plural(sum(counts.edges.values()), "statement")
    quotes, documents = common.plural(counts.evidence, "quote"), common.plural(counts.documents, "document")
    return f"{output}: {kinds}; {statements} with {quotes} from {documents}"
