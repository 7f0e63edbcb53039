"""What every engine's process does: load, say so, then answer orders, one line of JSON each way.

Standard library only: an engine may live in an environment of its own, where talkgraph isn't installed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Protocol, TypedDict

NOT_INSTALLED = 3
"""Exit code of an engine that lacks its packages: the run goes on without it."""

Graph = dict[str, list[dict[str, Any]]]
"""Node-link form: `nodes` with `id`, `type`, `name`, `aliases`, and `edges` with `source`, `target`, `predicate`."""


class Text(TypedDict):
    """One report: the file, and the text that is in it when all mark-up is gone."""

    path: str
    text: str


class Engine(Protocol):
    """What is timed (`read`), and what is scored (`graphs`)."""

    def read(self, texts: Sequence[Text]) -> Iterable[Any]:
        """Yield what is found in each text, in the engine's own form."""

    def graphs(self, found: Any) -> Mapping[str, Graph]:
        """Return what was found in one text as a graph, by the name of the way it was mapped to our types."""


def serve(load: Callable[[Sequence[Text]], Engine]) -> None:
    """Load the engine and answer orders until standard input ends."""
    texts: list[Text] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    orders: dict[str, Callable[[Engine, Sequence[Text]], object]] = {"round": _round, "graphs": _graphs}
    start = perf_counter()
    engine = load(texts)
    _graphs(engine, texts[:1])  # tables that are read on first use belong to loading
    # CPU counts from the start of the process, so that it holds the interpreter and every import.
    _say({"cpu": process_time(), "wall": perf_counter() - start, "peak_mb": _peak_mb()})
    for line in sys.stdin:
        _say(orders[line.strip()](engine, texts))


def _round(engine: Engine, texts: Sequence[Text]) -> dict[str, float]:
    wall, cpu = perf_counter(), process_time()
    for _ in engine.read(texts):
        pass
    cpu, wall = process_time() - cpu, perf_counter() - wall
    return {"cpu": cpu, "wall": wall, "peak_mb": _peak_mb()}


def _graphs(engine: Engine, texts: Sequence[Text]) -> list[Mapping[str, Graph]]:
    return [engine.graphs(found) for found in engine.read(texts)]


def _say(answer: object) -> None:
    print(json.dumps(answer), flush=True)


def _peak_mb() -> float:
    """Return the most memory this process held, in MB.

    `ru_maxrss` won't do where there is /proc: there a child starts with the peak of the process that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
