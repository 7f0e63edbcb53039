"""`talkgraph evaluate`: the extraction against annotated reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talkgraph.cli import common
from talkgraph.cli.build import tiers_option, vocabulary_option
from talkgraph.text import printable

if TYPE_CHECKING:
    from talkgraph.questions.evaluate import Marks

SUFFIXES = (".md", ".html", ".txt")


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
@click.option("--errors", is_flag=True, help="List every wrong and missed item.")
@click.option(
    "--floor", nargs=2, type=float, metavar="ENTITIES RELATIONS", help="Fail (exit 1) when an F1 falls below."
)
@common.json_option
@vocabulary_option
@tiers_option
def command(
    gold: Path,
    errors: bool,
    floor: tuple[float, float] | None,
    as_json: bool,
    own: tuple[Path, ...],
    tiers: str,
) -> int:
    """Build each report of GOLD_DIR alone and compare it with the annotation beside it (report.md, report.json).

    \b
    talkgraph evaluate tests/gold/open --errors
    """
    from talkgraph.questions.evaluate import ENTITIES, RELATIONS, evaluate, together

    files = sorted(gold.glob("*.json"))
    if not files:
        raise click.UsageError(f"{printable(str(gold))}: no annotations (*.json) in it")
    built = _builder(own, tiers)
    marks = together(evaluate(_annotation(file), built(_report(file))) for file in files)
    if as_json:
        common.echo_json({"documents": len(files), **{g: _row(marks, g) for g in _groups()}})
    else:
        _print(marks, len(files))
    if errors:
        for fault in sorted(marks.faults):
            click.echo(printable(f"{fault.document}\t{fault.kind}\t{fault.what}"))
    if floor and (marks.total(ENTITIES).f1 < floor[0] or marks.total(RELATIONS).f1 < floor[1]):
        common.note(f"below the floor of {floor[0]} for entities or {floor[1]} for relations")
        return 1
    return 0


def _annotation(file: Path) -> dict[str, Any]:
    try:
        gold = json.loads(file.read_text(encoding="utf-8"))
        return {"document": gold["document"], "entities": gold["entities"], "relations": gold["relations"]}
    except (ValueError, KeyError, TypeError) as error:
        raise click.UsageError(f"{printable(str(file))}: not an annotation ({error})") from error


def _report(file: Path) -> Path:
    for suffix in SUFFIXES:
        report = file.with_suffix(suffix)
        if report.is_file():
            return report
    raise click.UsageError(f"{printable(str(file))}: no report beside it ({', '.join(SUFFIXES)})")


def _builder(own: tuple[Path, ...], tiers: str) -> Any:
    """Return a function from report to graph that loads the vocabulary once."""
    from talkgraph import claims, entities, graph, pipeline, sources

    settings = pipeline.Settings(vocabulary=own, tiers=tuple(tiers.split(",")))
    vocabulary = pipeline.load_vocabulary(settings)

    def build(report: Path) -> Any:
        readings = [
            claims.read(document, vocabulary)
            for source in sources.find([str(report)])
            if isinstance(source, sources.Source)
            for document in sources.read(source)
        ]
        return graph.build(entities.resolve(readings, vocabulary))

    return build


def _groups() -> list[str]:
    from talkgraph.model import Kind, Predicate

    return [*map(str, Kind), "entities", *map(str, Predicate), "relations"]


def _row(marks: Marks, group: str) -> dict[str, float]:
    from talkgraph.questions.evaluate import Tally

    tally = marks.total(group) if group in ("entities", "relations") else marks.tallies.get(group, Tally())
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.missed,
    }


def _print(marks: Marks, documents: int) -> None:
    click.echo(f"{'':16}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'wrong':>7}{'missed':>8}")
    for group in _groups():
        row = _row(marks, group)
        if row["right"] or row["wrong"] or row["missed"]:
            click.echo(
                f"{group:16}{row['precision']:10.3f}{row['recall']:8.3f}{row['f1']:8.3f}"
                f"{row['right']:7}{row['wrong']:7}{row['missed']:8}"
            )
    click.echo(common.plural(documents, "report"))
