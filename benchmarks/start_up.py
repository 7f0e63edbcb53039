"""How long `talkgraph --help` takes, against nothing but `import click`.

    python benchmarks/start_up.py [--runs N] [--json] [--check]

Both run in fresh processes of the same interpreter, in turns. CPU time is what counts: wall time is for people.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter

MOST_RATIO = 1.5
"""How many times the CPU time of `import click` the help may take."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "import click": (sys.executable, "-c", "import click"),
    "talkgraph --help": (
        sys.executable,
        "-c",
        "import sys; from talkgraph.cli import main; sys.exit(main())",
        "--help",
    ),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took, in milliseconds."""

    cpu: float
    wall: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0, or 1 when `--check` found the help too slow."""
    options = _options().parse_args(arguments)
    result = measure(options.runs)
    print(json.dumps(result, indent=2) if options.json else as_markdown(result))
    if options.check and result["ratio"]["best"] > MOST_RATIO:
        print(
            f"talkgraph --help takes {result['ratio']['best']:.2f} x import click: more than {MOST_RATIO}",
            file=sys.stderr,
        )
        return 1
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", metavar="N", type=int, default=15, help="how often each runs (default: 15)")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument(
        "--check", action="store_true", help=f"exit 1 above {MOST_RATIO} x import click, best of all runs"
    )
    return parser


def measure(runs: int) -> dict[str, dict[str, float]]:
    """Return best and median of each command, and the ratios of their CPU times."""
    costs: dict[str, list[Cost]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        run(command)  # compiles what isn't compiled yet
    for _ in range(runs):
        for name, command in COMMANDS.items():
            costs[name].append(run(command))
    figures = {name: _figures(each) for name, each in costs.items()}
    click, ours = figures.values()
    return figures | {"ratio": {"best": ours["cpu_best"] / click["cpu_best"], "median": ours["cpu"] / click["cpu"]}}


def run(command: Sequence[str]) -> Cost:
    """Return what a process took from its start to its end; a failing one ends the benchmark."""
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{complaint.decode(errors='replace')}")
    return Cost(cpu=1000 * (usage.ru_utime + usage.ru_stime), wall=1000 * wall)


def _figures(costs: Sequence[Cost]) -> dict[str, float]:
    rows = [asdict(cost) for cost in costs]
    figures = {}
    for what in ("cpu", "wall"):
        figures[what] = median(row[what] for row in rows)
        figures[f"{what}_best"] = min(row[what] for row in rows)
    return figures


def as_markdown(result: dict[str, dict[str, float]]) -> str:
    """Return the figures as a table, and the ratio below it."""
    lines = ["| ms | CPU, best | CPU, median | wall, best | wall, median |", "| --- | ---: | ---: | ---: | ---: |"]
    for name in COMMANDS:
        row = result[name]
        figures = [row["cpu_best"], row["cpu"], row["wall_best"], row["wall"]]
        lines.append(f"| `{name}` | " + " | ".join(f"{figure:.0f}" for figure in figures) + " |")
    ratio = result["ratio"]
    return "\n".join([*lines, "", f"CPU ratio: {ratio['best']:.2f} (best), {ratio['median']:.2f} (median)"])


if __name__ == "__main__":
    sys.exit(main())
