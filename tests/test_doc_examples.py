"""Every command that the docs show is run here, and prints what the docs say that it prints.

A block marked `console` is run in order with the others of its page, in a folder that has the bundled reports in
`reports` and their graph in `talkgraph.ttl`. Lines below a command must come out in this order; `…` is anything.
What needs a network, a server or a key stands in blocks marked `sh`.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from talkgraph.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples(page: Path) -> list[tuple[str, str]]:
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


WITH_COMMANDS = [page for page in PAGES if any(kind == "console" for kind, _ in examples(page))]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "graph" / "reports", tmp_path / "reports")
    shutil.copy(ROOT / "graph" / "talkgraph.ttl", tmp_path / "talkgraph.ttl")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TALKGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path


def commands(block: str) -> list[tuple[str, list[str]]]:
    """Return each command of a block with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line.strip())
    return found


def run(line: str, folder: Path):
    """Run a line as a shell would: `talkgraph …`, perhaps fed from a file and followed by `| head` and the like."""
    line = line.partition(" | ")[0]
    words = shlex.split(line, comments=True)
    assert words[0] == "talkgraph", line
    fed = None
    if "<" in words:
        fed = (folder / words[words.index("<") + 1]).read_text(encoding="utf-8")
        words = words[: words.index("<")]
    return CliRunner().invoke(cli, words[1:], input=fed)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_the_commands_of_a_page_run_and_print_what_it_says(page, folder):
    for kind, block in examples(page):
        for line, said in commands(block) if kind == "console" else []:
            result = run(line, folder)
            assert result.exit_code == 0, f"{line}\n{result.output}"
            pattern = ".*?".join("".join(".*?" if c == "…" else re.escape(c) for c in each) for each in said)
            assert re.search(pattern, result.output, re.DOTALL), f"{line}\nprinted\n{result.output}"


def test_the_tutorial_is_run():
    assert ROOT / "docs" / "tutorial.md" in WITH_COMMANDS


def test_the_python_of_the_tutorial_runs(folder, capsys):
    (code,) = [block for kind, block in examples(ROOT / "docs" / "tutorial.md") if kind == "python"]
    exec(compile(code, "tutorial.md", "exec"), {})
    assert "talks," in capsys.readouterr().out
