"""`talkgraph evaluate`: the extraction against annotated reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talkgraph.cli import FAILED, options, terminal
from talkgraph.errors import SourceError

if TYPE_CHECKING:
    from talkgraph.questions.evaluate import Marks, Tally

SUFFIXES = (".md", ".html", ".txt")
"""What a report beside its annotation may end in."""


@click.command(short_help="Measure the extraction against annotated reports.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option("--errors", is_flag=True, help="List everything wrong and missed.")
@click.option(
    "--floor",
    "floors",
    multiple=True,
    type=(str, float),
    metavar="GROUP F1",
    help="Fail when the F1 of a type, a predicate, `entities` or `relations` is below; may be given several times.",
)
@options.json_option
@options.vocabulary_option
@options.tiers_option
def command(
    folder: Path,
    errors: bool,
    floors: tuple[tuple[str, float], ...],
    as_json: bool,
    own: tuple[Path, ...],
    tiers: tuple[str, ...],
) -> int:
    """Build each report of GOLD_DIR by itself, and hold it against the annotation of its name (a.md, a.json).

    Precision, recall and F1 are given by type and predicate, summed over all reports.

    \b
    talkgraph evaluate tests/gold/open --errors
    """
    from talkgraph import pipeline
    from talkgraph.questions.evaluate import marks
    from talkgraph.questions.gold import read_gold

    annotations = _annotations(folder)
    gold = [read_gold(file.read_bytes(), str(file)) for file in annotations]
    graphs = pipeline.build_each([_report(file) for file in annotations], options.settings_of(own, tiers))
    found = marks(zip(gold, graphs, strict=True))
    if as_json:
        terminal.as_json(_as_plain(found, errors=errors))
    else:
        _print(found, errors=errors)
    return _below(found, floors)


def _annotations(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.json"))
    if not files:
        raise SourceError(str(folder), "no annotation (*.json) in it" if folder.is_dir() else "no such folder")
    return files


def _report(annotation: Path) -> Path:
    for suffix in SUFFIXES:
        if annotation.with_suffix(suffix).is_file():
            return annotation.with_suffix(suffix)
    raise SourceError(str(annotation), f"no report beside it ({', '.join(SUFFIXES)})")


def _print(found: Marks, *, errors: bool) -> None:
    rows = [
        (
            group,
            *(f"{figure:.3f}" for figure in (t.precision, t.recall, t.f1)),
            f"{t.right}",
            f"{t.wrong}",
            f"{t.missed}",
        )
        for group, t in found.tallies.items()
    ]
    head = (terminal.plural(found.documents, "report"), "precision", "recall", "F1", "right", "wrong", "missed")
    terminal.table(rows, head=head, right=range(1, 7))
    if errors:
        click.echo()
        terminal.table((fault.document, f"{fault.outcome} {fault.group}", fault.what) for fault in found.faults)


def _as_plain(found: Marks, *, errors: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {"documents": found.documents}
    plain |= {group: _figures(tally) for group, tally in found.tallies.items()}
    if errors:
        plain["errors"] = [[f.document, f.outcome, f.group, f.what] for f in found.faults]
    return plain


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.missed,
    }


def _below(found: Marks, floors: tuple[tuple[str, float], ...]) -> int:
    """Return the exit code: whether an F1 is below its floor, each of which is told."""
    status = 0
    for group, floor in floors:
        f1 = found.tallies[group].f1 if group in found.tallies else 0.0
        if f1 < floor:
            terminal.note(f"{group}: F1 {f1:.4f} is below {floor}")
            status = FAILED
    return status
