"""The command line, run as people run it: in a process of its own, or in this one where that is enough."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.samples import REPORT, Result
from talkgraph.cli import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working directory, with no graph named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALKGRAPH_GRAPH", raising=False)
    monkeypatch.setenv("TALKGRAPH_CACHE", "off")
    return tmp_path


@pytest.fixture
def report(here: Path) -> Path:
    """A report with two talks."""
    (here / "loom.md").write_text(REPORT, encoding="utf-8")
    return Path("loom.md")


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `talkgraph` in this process."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> Result:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["talkgraph", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Result(ended.value.code, captured.out, captured.err)

    return call


@pytest.fixture
def spawn(here: Path) -> Callable[..., Result]:
    """Run `python -m talkgraph` in a process of its own."""

    def call(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "talkgraph", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=here,
            env=os.environ | environment,
            timeout=60,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
