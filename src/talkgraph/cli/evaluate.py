"""`talkgraph evaluate`: the extraction against annotated reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli import FAILED, options, terminal
from talkgraph.errors import SourceError

if TYPE_CHECKING:
    from talkgraph.questions.compare import Comparison
    from talkgraph.questions.evaluate import Judgement, Marks, Tally

SUFFIXES = (".md", ".html", ".txt")
"""What a report beside its annotation may end in."""


@click.command(short_help="Measure the extraction against annotated reports.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option("--errors", is_flag=True, help="List everything wrong and missed, with the words around it.")
@click.option(
    "--compare",
    "other",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Tell what was gained and lost since a result that was saved by --json.",
)
@click.option(
    "--floor",
    "floors",
    multiple=True,
    type=(str, float),
    metavar="GROUP F1",
    help="Fail when the F1 of a type, a predicate, `entities` or `relations` is below; may be given several times.",
)
@options.json_option
@options.engine_option
@options.vocabulary_option
@options.tiers_option
def command(
    folder: Path,
    errors: bool,
    other: Path | None,
    floors: tuple[tuple[str, float], ...],
    as_json: bool,
    engines: tuple[str, ...],
    own: tuple[Path, ...],
    tiers: tuple[str, ...],
) -> int:
    """Build each report of GOLD_DIR by itself, and hold it against the annotation of its name (a.md, a.json).

    Precision, recall and F1 are given by type and predicate, summed over all reports.

    \b
    talkgraph evaluate tests/gold/open --errors
    talkgraph evaluate tests/gold/open --json > before.json
    talkgraph evaluate tests/gold/open --compare before.json
    """
    from talkgraph import pipeline
    from talkgraph.questions import compare
    from talkgraph.questions.evaluate import marks
    from talkgraph.questions.gold import read_gold

    before = compare.read_marks(_read(other), str(other)) if other else None
    annotations = _annotations(folder)
    gold = [read_gold(_read(file), str(file)) for file in annotations]
    reports = [_report(file) for file in annotations]
    graphs = pipeline.build_each(reports, options.settings_of(own, tiers, engines), terminal.Watch().warn)
    found = marks(zip(gold, graphs, strict=True), list(map(_texts, reports)))
    if as_json:
        terminal.as_json(compare.as_plain(found))
    elif before:
        _print_comparison(compare.compare(before, found))
    else:
        _print(found)
    if errors and not as_json:
        click.echo()
        _print_faults(found.faults)
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


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SourceError(str(file), f"can't be read: {error.strerror or error}") from error


def _texts(report: Path) -> dict[str, str]:
    """Return the texts of a report's documents, by id."""
    from talkgraph import sources
    from talkgraph.model import Document

    found = [source for source in sources.find([str(report)]) if isinstance(source, sources.Source)]
    read = (document for source in found for document in sources.read(source))
    return {document.id: document.text for document in read if isinstance(document, Document)}


def _print(found: Marks) -> None:
    rows = [(group, *_shares(t), f"{t.right}", f"{t.wrong}", f"{t.missed}") for group, t in found.tallies.items()]
    head = (terminal.plural(found.documents, "report"), "precision", "recall", "F1", "right", "wrong", "missed")
    terminal.table(rows, head=head, right=range(1, 7))


def _shares(tally: Tally) -> tuple[str, str, str]:
    return (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}")


def _print_comparison(found: Comparison) -> None:
    """Print the figures that changed, then what was gained and what was lost."""
    rows = [
        (group, f"{a.f1:.3f}", f"{b.f1:.3f}", f"{b.f1 - a.f1:+.3f}", *_differences(a, b))
        for group, a, b in found.groups
    ]
    head = ("", "F1 before", "after", "change", "right", "wrong", "missed")
    terminal.table(rows, head=head, right=range(1, 7))
    for said, faults in (("gained", found.gained), ("lost", found.lost)):
        click.echo(f"\n{said}: {len(faults)}")
        _print_faults(faults)


def _differences(a: Tally, b: Tally) -> tuple[str, str, str]:
    return (f"{b.right - a.right:+d}", f"{b.wrong - a.wrong:+d}", f"{b.missed - a.missed:+d}")


def _print_faults(faults: Sequence[Judgement]) -> None:
    terminal.table((f.document, f"{f.outcome} {f.group}", f.what, f.context) for f in faults)


def _below(found: Marks, floors: tuple[tuple[str, float], ...]) -> int:
    """Return the exit code: whether an F1 is below its floor, each of which is told."""
    status = 0
    for group, floor in floors:
        f1 = found.tallies[group].f1 if group in found.tallies else 0.0
        if f1 < floor:
            terminal.note(f"{group}: F1 {f1:.4f} is below {floor}")
            status = FAILED
    return status
