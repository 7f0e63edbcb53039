"""Options that several commands share, and what they mean: graphs, settings, formats. What can't be meant is misuse."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from talkgraph.errors import OutputError
from talkgraph.text import printable

if TYPE_CHECKING:
    from talkgraph.graph import Graph
    from talkgraph.outputs import Format
    from talkgraph.pipeline import Settings

DEFAULT_GRAPH = "talkgraph.ttl"
STDOUT = "-"

Evidence = Literal["full", "none"]


class Misuse(click.ClickException):
    """Something that was asked for can't be meant: one line, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ARG002
        """Print it as all other errors are printed."""
        click.echo(f"talkgraph: {printable(self.format_message())}", err=True)


def _is_base(_context: click.Context, _: click.Parameter, value: str) -> str:
    from talkgraph.graph.values import is_link

    if value and not (is_link(value) and value.endswith(("/", "#"))):
        raise Misuse(f"--base {value}: not a base for ids; an http(s) address that ends in / or # was expected")
    return value


def _as_tuple(_context: click.Context, _: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(filter(None, (tier.strip() for tier in value.split(","))))


def _as_columns(_context: click.Context, _: click.Parameter, value: str) -> tuple[tuple[str, str], ...]:
    from talkgraph.sources import COLUMNS

    pairs = [tuple(part.strip() for part in each.split("=", 1)) for each in value.split(",") if each.strip()]
    for pair in pairs:
        if len(pair) != 2 or pair[0] not in COLUMNS:
            raise Misuse(f"--columns {'='.join(pair)}: MEANING=HEADING was expected, with one of {', '.join(COLUMNS)}")
    return tuple((meaning, heading) for meaning, heading in pairs)


graph_option = click.option(
    "-g",
    "--graph",
    "graph_path",
    envvar="TALKGRAPH_GRAPH",
    default=DEFAULT_GRAPH,
    show_default=True,
    metavar="PATH",
    help="The graph to read: .ttl, .nt, .nq, .trig, .jsonld or .json; $TALKGRAPH_GRAPH where it is set.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
to_option = click.option(
    "--to",
    type=click.Choice(["ttl", "json", "nt", "nq", "trig", "jsonld", "rdf", "jsonl", "graphml", "gexf", "zip", "dot"]),
    help="The format, where no suffix says it; on stdout, ttl by default.",
)
base_option = click.option(
    "--base", default="", metavar="IRI", callback=_is_base, help="What the ids stand under in RDF, ending in /."
)
evidence_option = click.option(
    "--evidence",
    type=click.Choice(["full", "none"]),
    default="full",
    show_default=True,
    help="Whether RDF holds the quotes behind each statement.",
)
vocabulary_option = click.option(
    "--vocabulary",
    "own",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own table of names, which wins over the shipped ones; may be given several times.",
)
tiers_option = click.option(
    "--tiers",
    default="core,common",
    show_default=True,
    metavar="LIST",
    callback=_as_tuple,
    help="Parts of the shipped vocabulary: core, common, long.",
)


columns_option = click.option(
    "--columns",
    default="",
    metavar="LIST",
    callback=_as_columns,
    help="What the columns of tables mean, as in title=Talk,speaker=Name,event=Where; by default their headings tell.",
)
report_option = click.option(
    "--report", default="", metavar="FILE", help="Where to list what was left out, and why: a table, tab-separated."
)
same_option = click.option(
    "--same",
    "same",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own pairs of names that are one thing, or aren't: a table, see docs/identity.md.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="How many processes read; by default as many as there are cores, when there is enough to read.",
)
engine_option = click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar="NAME[:KEY=VALUE,...]",
    help="What to read with, see `talkgraph engines`; may be given several times. By default the built-in engine.",
)


def output_option(**settings: Any) -> Callable[[Any], Any]:
    """Return the option `-o`, with a default or required."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to write: the suffix says the format; - for stdout.",
        **({"show_default": True} | settings),
    )


def settings_of(
    own: tuple[Path, ...],
    tiers: tuple[str, ...],
    engines: tuple[str, ...] = (),
    *,
    same: tuple[Path, ...] = (),
    strict: bool = False,
    jobs: int = 0,
) -> Settings:
    """Return the settings that options ask for."""
    from talkgraph.pipeline import Settings

    return Settings(vocabulary=own, tiers=tiers, engines=engines, same=same, strict=strict, jobs=jobs)


def load(path: str) -> Graph:
    """Return the graph at `path`; that there is none is misuse."""
    from talkgraph.outputs import read_graph
    from talkgraph.outputs.rdf.stores import is_store, is_url, open_store

    if not is_url(path) and not Path(path).exists():
        raise Misuse(f"{path}: no such graph; make one by `talkgraph build`, or name one by -g")
    return open_store(path).whole() if is_store(path) else read_graph(path)


def form_of(output: str, to: str | None, evidence: Evidence) -> Format:
    """Return the format to write in; called before the work, so that none is lost on a format that there isn't."""
    from talkgraph import outputs
    from talkgraph.outputs.rdf.stores import is_store

    if not to and output != STDOUT and is_store(output):
        return outputs.FORMATS[".nq"]
    try:
        suffix = f".{to or 'ttl'}" if to or output == STDOUT else output
        form = outputs.FORMATS[suffix] if suffix in outputs.FORMATS else outputs.format_of(output)
    except OutputError as error:
        raise Misuse(str(error)) from error
    if evidence == "none" and not form.rdf:
        raise Misuse(f"--evidence none is for RDF; {form.name} has no choice of it")
    return form


def save(graph: Graph, output: str, form: Format, *, base: str, evidence: Evidence, rdf12: bool = False) -> None:
    """Write the graph to a file, whole or not at all, or to stdout."""
    from talkgraph import outputs
    from talkgraph.outputs.rdf.stores import is_store, open_store

    if output != STDOUT and is_store(output):
        open_store(output).replace(graph, base=base)
        return
    if base:
        graph.graph["base"] = base
    chunks = outputs.to_bytes(graph, form, evidence=evidence, rdf12=rdf12)
    if output == STDOUT:
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
    else:
        outputs.files.replace(output, chunks)
