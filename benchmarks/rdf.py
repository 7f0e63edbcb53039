"""How fast RDF is written and read, beside rdflib, in one run on one graph.

    python benchmarks/rdf.py [--graph FILE] [--talks N] [--json] [--check]

Each measurement is a process of its own, the two sides in turns; CPU time counts. Both sides end with what their users
hold: an `rdflib.Graph` there, the `MultiDiGraph` with all evidence here.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

FLOORS = {"write ttl": 8.0, "write nt": 4.0, "write jsonld": 4.0, "load ttl": 8.0, "load nt": 8.0}
"""How many times as fast as rdflib each must be."""
MOST_BYTES = 55.0
"""Of Turtle with evidence, a triple."""
MOST_MEMORY = 1 / 3
"""Of rdflib's peak, while the same is done."""
FORMATS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0, or 1 when `--check` found something below its floor."""
    options = _options().parse_args(arguments)
    if options.worker:
        print(json.dumps(WORKERS[options.worker](options.folder, options.case)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), options.graph, options.talks)
    print(json.dumps(result, indent=2) if options.json else as_markdown(result))
    failed = below(result)
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if options.check and failed else 0


def measure(folder: Path, graph: Path | None, talks: int) -> dict[str, Any]:
    """Return triples, bytes a triple, and for each case seconds and peak MB of both sides."""
    _make(folder, graph, talks)
    triples = sum(1 for line in (folder / "graph.nt").open("rb") if line.strip())
    size = (folder / "graph.ttl").stat().st_size
    cases = {case: {side: _run(side, case, folder) for side in ("talkgraph", "rdflib")} for case in FLOORS}
    check = _run("talkgraph", "check ttl", folder)
    return {
        "graph": str(graph or f"made up, {talks:,} talks"), "triples": triples, "bytes a triple": size / triples,
        "cases": cases, "check": check,
    }  # fmt: skip


def below(result: dict[str, Any]) -> list[str]:
    """Return a line for each figure that is worse than it may be."""
    lines = []
    if result["bytes a triple"] > MOST_BYTES:
        lines.append(f"{result['bytes a triple']:.1f} bytes a triple: more than {MOST_BYTES:.0f}")
    for case, floor in FLOORS.items():
        ours, theirs = (result["cases"][case][side] for side in ("talkgraph", "rdflib"))
        ratio = theirs["seconds"] / ours["seconds"]
        if ratio < floor:
            lines.append(f"{case}: {ratio:.1f} times as fast as rdflib, less than {floor:.0f}")
        if ours["megabytes"] > theirs["megabytes"] * MOST_MEMORY:
            lines.append(f"{case}: {ours['megabytes']} MB, more than a third of rdflib's {theirs['megabytes']}")
    return lines


def as_markdown(result: dict[str, Any]) -> str:
    """Return the table for people."""
    lines = [
        f"{result['graph']}: {result['triples']:,} triples, {result['bytes a triple']:.1f} bytes of Turtle a triple",
        "",
        "| | talkgraph s | rdflib s | times as fast | talkgraph MB | rdflib MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for case, sides in result["cases"].items():
        ours, theirs = sides["talkgraph"], sides["rdflib"]
        ratio = theirs["seconds"] / ours["seconds"]
        lines.append(
            f"| {case} | {ours['seconds']:.2f} | {theirs['seconds']:.2f} | {ratio:.1f} | {ours['megabytes']} "
            f"| {theirs['megabytes']} |"
        )
    check = result["check"]
    return "\n".join([*lines, "", f"All rules checked: {check['seconds']:.1f} s, {check['megabytes']} MB"])


def _make(folder: Path, graph: Path | None, talks: int) -> None:
    """Write the graph as Turtle, N-Triples and JSON-LD in a process of its own: its memory is nobody's."""
    path = str(graph) if graph else ""
    command = [sys.executable, __file__, "--worker", "make", "--folder", str(folder), "--case", f"{path}|{talks}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _run(side: str, case: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--worker", side, "--folder", str(folder), "--case", case]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _written(folder: Path, case: str) -> dict[str, float]:
    from talkgraph.outputs import FORMATS as KNOWN
    from talkgraph.outputs import read_graph, to_bytes

    path, _, talks = case.partition("|")
    if path:
        graph = read_graph(path)
    else:
        from million import made_up

        graph = made_up(int(talks))
    for suffix in FORMATS:
        with (folder / f"graph.{suffix}").open("wb") as out:
            out.writelines(to_bytes(graph, KNOWN[f".{suffix}"]))
    return {}


def _ours(folder: Path, case: str) -> dict[str, float]:
    import networkx  # noqa: F401  rdflib's import isn't timed either
    import pyoxigraph as ox

    import talkgraph.outputs.rdf.ntriples
    import talkgraph.outputs.rdf.turtle  # noqa: F401
    from talkgraph.outputs import FORMATS as KNOWN
    from talkgraph.outputs import read_graph, to_bytes
    from talkgraph.outputs.rdf import check

    ox.Literal("loaded")
    verb, _, suffix = case.partition(" ")
    if verb == "load":
        return _timed(lambda: read_graph(folder / f"graph.{suffix}"))
    if verb == "check":
        data = (folder / f"graph.{suffix}").read_bytes()
        return _timed(lambda: list(check.findings(check.load(data, "graph", suffix))))
    graph = read_graph(folder / "graph.ttl")

    def write() -> None:
        with (folder / "out").open("wb") as out:
            out.writelines(to_bytes(graph, KNOWN[f".{suffix}"]))

    return _timed(write)


def _theirs(folder: Path, case: str) -> dict[str, float]:
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    verb, _, suffix = case.partition(" ")
    if verb == "load":
        return _timed(lambda: graph.parse(folder / f"graph.{suffix}", format=FORMATS[suffix]))
    graph.parse(folder / "graph.nt", format="nt")
    for line in (folder / "graph.ttl").open(encoding="utf-8"):  # the prefixes of the file
        if not line.startswith("@prefix"):
            break
        prefix, space = line.split()[1:3]
        graph.bind(prefix.rstrip(":"), space.strip("<>"))
    return _timed(lambda: graph.serialize(folder / "out", format=FORMATS[suffix]))


def _timed(what: Callable[[], object]) -> dict[str, float]:
    start = time.process_time()
    kept = what()
    seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    del kept
    return {"seconds": seconds, "megabytes": megabytes}


WORKERS = {"make": _written, "talkgraph": _ours, "rdflib": _theirs}


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--graph", type=Path, metavar="FILE", help="a graph of your own in place of the made up one")
    parser.add_argument("--talks", type=int, default=10_000, help="size of the made up graph (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--check", action="store_true", help="fail when a figure is worse than it may be")
    parser.add_argument("--worker", choices=WORKERS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--case", default="", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
