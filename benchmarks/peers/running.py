"""The engines that are compared, each in a process of its own that waits between its turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from peers.worker import NOT_INSTALLED

HERE = Path(__file__).parent
BENCHMARKS = HERE.parent.name
INSTALL = f"python -m venv {BENCHMARKS}/.venv && {BENCHMARKS}/.venv/bin/pip install -r {BENCHMARKS}/requirements.txt"
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine: what it is called in the table, its script, and what the script is told."""

    name: str
    script: str
    arguments: tuple[str, ...] = ()
    ours: bool = True
    """Whether it runs where talkgraph is installed, and not in the peers' environment."""
    scored: bool = True
    """Whether its answers are scored too: not those of an engine that gives the same ones as another."""


TALKGRAPH = Peer("talkgraph", "talkgraph_engines.py")
DICTIONARY = Peer("dictionary look-up", "dictionary.py")
SPACY = Peer("spaCy small", "spacy_small.py", ours=False)
SPACY_NAMES = Peer("spaCy small, names only", "spacy_small.py", ("names",), ours=False, scored=False)
PEERS = (TALKGRAPH, SPACY, SPACY_NAMES, DICTIONARY)


def with_engines(asked: str) -> Peer:
    """Return talkgraph reading with other engines than its own: `default + spacy:model=en_core_web_sm`."""
    return Peer(f"talkgraph, {asked}", "talkgraph_engines.py", tuple(part.strip() for part in asked.split(" + ")))


class NotInstalledError(Exception):
    """An engine's packages are missing; the text says which."""


class Running:
    """One engine's process; nothing runs in it but what it was asked for last."""

    def __init__(self, peer: Peer, texts: Path, python: str) -> None:
        self.peer = peer
        command = [sys.executable if peer.ours else python, str(HERE / peer.script), str(texts), *peer.arguments]
        environment = os.environ | ONE_CORE
        # Not a pipe: one that nobody reads would fill and stop the engine.
        self._complaints = tempfile.TemporaryFile("w+")  # noqa: SIM115  (closed at the end of the process)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, text=True, env=environment
        )
        self.load: dict[str, float] = self._answer()

    def ask(self, order: str) -> Any:
        """Return the answer to `round` or `graphs`."""
        assert self._process.stdin
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        return self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()
        self._complaints.close()

    def _answer(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if line:
            return json.loads(line)
        self._process.communicate()
        self._complaints.seek(0)
        complaint = self._complaints.read()
        if self._process.returncode == NOT_INSTALLED:
            raise NotInstalledError(complaint.strip())
        sys.exit(f"{self.peer.name} failed:\n{complaint}")


def peers_python(benchmarks: Path) -> str:
    """Return the interpreter of the peers' environment where there is one, else this one."""
    python = benchmarks / ".venv/bin/python"
    return str(python) if python.exists() else sys.executable


def start(peers: Sequence[Peer], texts: Path, python: str) -> tuple[list[Running], list[str]]:
    """Return the engines that are installed, and a line for each one that isn't."""
    running: list[Running] = []
    missing: list[str] = []
    for peer in peers:
        try:
            running.append(Running(peer, texts, python))
        except NotInstalledError as error:
            hint = "" if peer.ours else f"; to have it: {INSTALL}"
            missing.append(f"{peer.name} left out ({error}){hint}")
    return running, missing
