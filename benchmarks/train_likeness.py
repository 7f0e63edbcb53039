"""Train the two models of `talkgraph.vocabulary.likeness`, tell how good they are, and write their weights.

    python benchmarks/train_likeness.py [--data FOLDER] [--gold FOLDER] [--out FOLDER | --check]

Needs numpy and scikit-learn (`benchmarks/requirements-train.txt`) beside talkgraph, and the gathered archives of
talks. What is drawn is drawn by a hash of the text and features are sorted: the same data gives the same bytes.
Persons and titles of the annotated reports are left out of training, so that scores there stay honest; the figures
on reports are a check, nothing is set by them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from likeness import names, reports, titles
from likeness.archives import read_talks
from likeness.examples import Example, reported
from likeness.fit import Model, Recipe, by_kind, calibration, count, fit, measure
from talkgraph.vocabulary.likeness import BIAS, name_features, title_features

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TABLES = ROOT / "src" / "talkgraph" / "vocabulary" / "data"
RECIPES = {
    "names": Recipe(name_features, size=10_000, least=4, strength=0.5),
    "titles": Recipe(title_features, size=10_000, least=4, strength=0.5),
}
SHAPES = Path(__file__).parent / "likeness" / "shapes.tsv"
"""Patterns of persons' names by how they are written, and roughly by where they are at home; for figures only."""
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0, or 1 when `--check` found other weights than those that are shipped."""
    options = _options().parse_args(arguments)
    for folder in (options.data, options.gold):
        if not folder.is_dir():
            sys.exit(f"{folder}: not there; the models can't be trained without it")
    examples = gather(options.data, options.gold)
    differing = []
    for table, recipe in RECIPES.items():
        counted = count(recipe.features, examples[table])
        used = [row for row, example in enumerate(examples[table]) if not example.held]
        print(*held_out(table, fit(recipe, counted, used), [e for e in examples[table] if e.held]), sep="\n")
        model = fit(recipe, counted, range(len(examples[table])))
        print(*on_reports(table, model, [options.gold, *sorted((ROOT / "tests" / "gold").glob("[a-z]*/"))]), sep="\n")
        text, file = as_text(model), options.out / f"likeness-{table}.tsv"
        if not options.check:
            file.write_text(text, encoding="utf-8", newline="\n")
        elif file.read_text(encoding="utf-8") != text:
            differing.append(file.name)
    for name in differing:
        print(f"{name}: other weights than these", file=sys.stderr)
    return 1 if differing else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data", help="the gathered archives")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev", help="annotated reports to leave out")
    parser.add_argument("--out", type=Path, default=TABLES, help="where the tables are written")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 where the tables would change")
    return parser


def gather(data: Path, gold: Path) -> dict[str, list[Example]]:
    """Return the examples of both models."""
    talks = read_talks(data)
    persons, talks_told_of = reported(gold)
    return {
        "names": list(names.examples(talks, data, persons)),
        "titles": list(titles.examples(talks, data, talks_told_of, persons)),
    }


def as_text(model: Model) -> str:
    """Return the table of a model: the bias, then its features in order of code points."""
    head = "# feature, weight in hundredths; made by benchmarks/train_likeness.py, see docs/likeness.md"
    return "\n".join([head, f"{BIAS}\t{model.bias}", *(f"{f}\t{w}" for f, w in sorted(model.weights.items()))]) + "\n"


def held_out(table: str, model: Model, examples: Sequence[Example]) -> Iterator[str]:
    """Yield the lines that tell how examples which the model never saw are judged."""
    told = measure(model, examples)
    yield (
        f"\n## {table}, {told.positive} + {told.negative} examples held out: precision {told.precision:.3f}, "
        f"recall {told.recall:.3f}, F1 {told.f1:.3f}, AUC {told.auc:.3f}\n"
    )
    yield from ("| kind | examples | judged right at 0.5 |", "| --- | ---: | ---: |")
    for kind, (number, share) in by_kind(model, examples).items():
        yield f"| {kind} | {number:,} | {share:.0%} |"
    if table == "names":
        yield from _by_shape(model, [e for e in examples if e.positive])
    yield from ("", "| score, mean | in truth | examples |", "| ---: | ---: | ---: |")
    for score, truth, number in calibration(model, examples):
        yield f"| {score:.2f} | {truth:.2f} | {number:,} |"


def _by_shape(model: Model, persons: Sequence[Example]) -> Iterator[str]:
    yield from ("", "| persons' names | examples | judged right at 0.5 |", "| --- | ---: | ---: |")
    for shape, pattern in (line.split("\t") for line in SHAPES.read_text(encoding="utf-8").splitlines()):
        scores = [model.score(e.text) for e in persons if re.fullmatch(pattern, e.text)]
        yield f"| {shape} | {len(scores):,} | {sum(s >= 0.5 for s in scores) / max(1, len(scores)):.0%} |"


def on_reports(table: str, model: Model, folders: Sequence[Path]) -> Iterator[str]:
    """Yield the lines that tell how the candidates of annotated reports are judged: a check, never to tune by."""
    yield from ("", "| reports | " + " | ".join(f"F1 at {t}" for t in THRESHOLDS) + " | AUC | candidates |")
    yield "| --- |" + " ---: |" * (len(THRESHOLDS) + 2)
    for folder in folders:
        found = reports.candidates(folder)[table == "titles"]
        if found:
            told = [measure(model, found, threshold=t, even=False) for t in THRESHOLDS]
            cells = " | ".join(f"{f.f1:.3f}" for f in told)
            yield f"| {folder.name} | {cells} | {told[0].auc:.3f} | {told[0].positive} + {told[0].negative} |"


if __name__ == "__main__":
    sys.exit(main())
