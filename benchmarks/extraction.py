"""Reports read per second and how well: talkgraph, spaCy's small pipeline and a dictionary, side by side in one run.

    python benchmarks/extraction.py [FOLDER ...] [--engine NAME]... [--size MB] [--json] [--check] [--peers PYTHON]

A FOLDER holds reports, and beside each a gold file of the same name where there is one. `benchmarks/README.md` tells
what is measured and how.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from peers.running import PEERS, SPACY, TALKGRAPH, Peer, Running, peers_python, start, with_engines
from peers.scoring import F1, TOTALS, marks_of
from peers.worker import Text
from talkgraph import sources
from talkgraph.errors import TalkgraphError
from talkgraph.model import Document

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDERS = (ROOT.parent / "shared/gold/dev", ROOT / "tests/gold/open", ROOT / "tests/gold/held", ROOT / "graph/reports")
LEAST_RATIO = 20
"""How many times faster than spaCy's small pipeline talkgraph must be."""
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Speed:
    """How an engine did: KB of plain text per second over all rounds."""

    kb_per_cpu_second: float
    slowest: float
    fastest: float
    kb_per_wall_second: float
    first_round: float
    """Per second of CPU, when every text was new."""
    load_cpu: float
    load_wall: float
    peak_mb: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0, or 1 when `--check` found talkgraph behind."""
    options = _options().parse_args(arguments)
    folders = options.folders or [folder for folder in FOLDERS if folder.is_dir()]
    try:
        texts = [text for folder in folders for text in texts_of(folder)]
    except TalkgraphError as error:
        sys.exit(str(error))
    peers = (*PEERS, *map(with_engines, options.engines))
    result = measure(texts, folders, peers, size=options.size * MB, python=options.peers)
    print(json.dumps(result, indent=2) if options.json else as_markdown(result))
    behind = complaints(result) if options.check else []
    for line in [*result["missing"], *behind]:
        print(line, file=sys.stderr)
    return 1 if behind else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=Path, help="reports; default: all in this project")
    parser.add_argument(
        "--engine",
        metavar="NAME",
        dest="engines",
        action="append",
        default=[],
        help="another engine of talkgraph, or several together ('default + spacy'); may be repeated",
    )
    parser.add_argument("--size", metavar="MB", type=float, default=2.0, help="how much each engine reads (default: 2)")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument("--check", action="store_true", help=f"exit 1 below {LEAST_RATIO} x spaCy or behind in F1")
    parser.add_argument(
        "--peers", metavar="PYTHON", default=peers_python(HERE), help="interpreter of the environment that has spaCy"
    )
    return parser


def texts_of(folder: Path) -> list[Text]:
    """Return the reports of a folder with their plain text, sorted by path."""
    found: list[Text] = []
    for source in sources.find([str(folder)]):
        if isinstance(source, sources.Source):
            read = (each for each in sources.read(source) if isinstance(each, Document))
            text = "\n\n".join(document.text for document in read)
            found.append({"path": source.place.path, "text": text})
    return found


def measure(
    texts: Sequence[Text], folders: Sequence[Path], peers: Sequence[Peer], *, size: float, python: str
) -> dict[str, Any]:
    """Return all figures: the engines' turns are interleaved, so that a busy machine is busy for all of them."""
    kb = sum(len(text["text"].encode()) for text in texts) / 1000
    rounds = max(1, round(size / 1000 / kb))
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        path = Path(place, "texts.json")
        path.write_text(json.dumps(texts), encoding="utf-8")
        running, missing = start(peers, path, python)
        for engine in running:
            stack.enter_context(engine)
        turns = _turns(running, rounds)  # first, while every text is new to every engine
        graphs = {engine.peer.name: engine.ask("graphs") for engine in running if engine.peer.scored}
    return {
        "texts": {"reports": len(texts), "kb": round(kb, 1), "rounds": rounds, "folders": list(map(_short, folders))},
        "speed": {engine.peer.name: asdict(_speed(engine, turns[engine.peer.name], kb)) for engine in running},
        "ratio": _ratios(turns),
        "f1": {_short(folder): marks for folder in folders if (marks := marks_of(folder, texts, graphs))},
        "missing": missing,
    }


def _short(path: Path) -> str:
    """Return `path` as seen from the project, so that no table says whose machine it was."""
    path = path.resolve()
    if path.is_relative_to(ROOT.parent):
        return path.relative_to(ROOT.parent).as_posix().removeprefix(f"{ROOT.name}/")
    return path.name


def _turns(running: Sequence[Running], rounds: int) -> dict[str, list[dict[str, float]]]:
    """Let the engines read all texts in turn, a round at a time, each round with another one first."""
    turns: dict[str, list[dict[str, float]]] = {engine.peer.name: [] for engine in running}
    for number in range(rounds):
        first = number % len(running)
        for engine in [*running[first:], *running[:first]]:
            turns[engine.peer.name].append(engine.ask("round"))
    return turns


def _speed(engine: Running, turns: Sequence[Mapping[str, float]], kb: float) -> Speed:
    speeds = [kb / turn["cpu"] for turn in turns]
    return Speed(
        kb_per_cpu_second=median(speeds),
        slowest=min(speeds),
        fastest=max(speeds),
        kb_per_wall_second=median(kb / turn["wall"] for turn in turns),
        first_round=speeds[0],
        load_cpu=engine.load["cpu"],
        load_wall=engine.load["wall"],
        peak_mb=max(turn["peak_mb"] for turn in turns),
    )


def _ratios(turns: Mapping[str, Sequence[Mapping[str, float]]]) -> dict[str, float]:
    """Return how many times the CPU time of talkgraph each peer takes: the median over rounds."""
    ours = turns[TALKGRAPH.name]
    return {
        name: median(theirs["cpu"] / our["cpu"] for theirs, our in zip(peer, ours, strict=True))
        for name, peer in turns.items()
        if peer is not ours
    }


def complaints(result: Mapping[str, Any]) -> list[str]:
    """Return what keeps talkgraph from being far enough ahead, a line each."""
    lines: list[str] = []
    if SPACY.name not in result["ratio"]:
        lines.append(f"the ratio can't be checked without {SPACY.name}")
    elif (ratio := result["ratio"][SPACY.name]) < LEAST_RATIO:
        lines.append(f"{ratio:.1f} x as fast as {SPACY.name}: less than {LEAST_RATIO}")
    if not result["f1"]:
        lines.append("F1 can't be checked without gold files")
    for folder, table in result["f1"].items():
        for name, marks in table.items():
            if name.startswith(TALKGRAPH.name):  # by itself, or with other engines beside its own
                continue
            lines += [
                f"{folder}: F1 of {group} isn't above that of {name}"
                for group in TOTALS
                if table[TALKGRAPH.name][group] <= marks[group]
            ]
    return lines


def as_markdown(result: Mapping[str, Any]) -> str:
    """Return all figures as tables."""
    texts = result["texts"]
    lines = [
        f"{texts['reports']} reports, {texts['kb']:.0f} KB of plain text, read {texts['rounds']} times by each engine:"
        f" {', '.join(texts['folders'])}",
        "",
        *_speed_table(result["speed"], result["ratio"]),
    ]
    for folder, table in result["f1"].items():
        lines += ["", f"F1 on {folder}:", "", *_marks_table(table)]
    return "\n".join(lines)


def _speed_table(speeds: Mapping[str, Mapping[str, float]], ratios: Mapping[str, float]) -> list[str]:
    header = "engine|KB/s CPU|(range)|first round|KB/s wall|talkgraph is … x as fast|load s CPU|load s wall|peak MB"
    lines = [_row(header.split("|")), "| --- |" + " ---: |" * 8]
    for name, speed in speeds.items():
        cells = [
            name,
            _number(speed["kb_per_cpu_second"]),
            f"{_number(speed['slowest'])}–{_number(speed['fastest'])}",
            _number(speed["first_round"]),
            _number(speed["kb_per_wall_second"]),
            f"{ratios[name]:.2g}" if name in ratios else "",
            f"{speed['load_cpu']:.2f}",
            f"{speed['load_wall']:.2f}",
            f"{speed['peak_mb']:.0f}",
        ]
        lines.append(_row(cells))
    return lines


def _marks_table(table: Mapping[str, F1]) -> list[str]:
    groups = list(table[TALKGRAPH.name])
    lines = [_row(["engine", *groups]), "| --- |" + " ---: |" * len(groups)]
    lines += [_row([name, *(f"{marks.get(group, 0.0):.2f}" for group in groups)]) for name, marks in table.items()]
    return lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


if __name__ == "__main__":
    sys.exit(main())
