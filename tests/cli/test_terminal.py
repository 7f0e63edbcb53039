"""On a terminal: aligned columns, colours unless they are unwanted, progress after a while, and no name that moves."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.samples import OTHER, Result

Run = Callable[..., Result]
ESCAPE = re.compile(r"\x1b\[[0-9;]*[mK]")
PLAIN = "from talkgraph.cli import main; main()"
IMPATIENT = f"from talkgraph.cli import terminal; terminal.PATIENCE = terminal.PAUSE = 0; {PLAIN}"


def on_a_terminal(statement: str, *arguments: str, **environment: str) -> str:
    """Return what a command shows on a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    settings = os.environ | {"TERM": "xterm", "COLUMNS": "80"} | environment
    if "NO_COLOR" not in environment:
        settings.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-c", statement, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=settings
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    assert process.wait(timeout=60) == 0, shown
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture
def graph(run: Run, report: Path) -> Path:
    assert run("build", report).code == 0
    return Path("talkgraph.ttl")


def test_tables_are_aligned_under_their_head_and_fit_the_width(graph: Path) -> None:
    shown = on_a_terminal(PLAIN, "stats")
    lines = ESCAPE.sub("", shown).splitlines()
    assert re.fullmatch(r" +number  most relations", lines[0])
    end = lines[0].index("number") + len("number")
    assert len(lines) > 15
    assert all(line[end - 1].isdigit() for line in lines[1:])
    assert all(len(line) <= 80 for line in lines)
    assert "\t" not in shown


def test_colours_are_left_out_where_they_are_unwanted(graph: Path) -> None:
    assert "\x1b[1m" in on_a_terminal(PLAIN, "show", "ann lee")
    assert "\x1b" not in on_a_terminal(PLAIN, "show", "ann lee", NO_COLOR="1")


def test_quotes_are_wrapped_on_a_terminal_and_whole_in_a_pipe(graph: Path, run: Run) -> None:
    shown = ESCAPE.sub("", on_a_terminal(PLAIN, "rules", COLUMNS="50")).splitlines()
    assert max(map(len, shown)) <= 50
    assert max(map(len, run("rules").out.splitlines())) > 50


def test_progress_is_shown_and_wiped_away(report: Path) -> None:
    Path("other.md").write_text(OTHER, encoding="utf-8")
    shown = on_a_terminal(IMPATIENT, "build", "loom.md", "other.md")
    assert re.search(r"\r\x1b\[K1 of 2 files, 1 document, \d+ s left, now loom\.md", shown)
    assert re.search(
        r"\r\x1b\[K2 of 2 files, 2 documents, 0 s left, now other\.md\r\x1b\[Ktalkgraph\.ttl: 2 documents read: ", shown
    )


def test_a_quick_build_shows_no_progress(report: Path) -> None:
    assert "now loom.md" not in on_a_terminal(PLAIN, "build", "loom.md")


def test_a_name_cannot_write_to_the_terminal(here: Path) -> None:
    name = "a\x1b]0;pwned\x07\x1b[2J\r\u202e.md"
    Path(name).write_text("Ann Lee presented *Weaving at scale* at LoomConf 2019.\n", encoding="utf-8")
    shown = on_a_terminal(IMPATIENT, "build", name) + on_a_terminal(PLAIN, "show", "ann lee", "--evidence")
    assert "pwned" in shown
    assert not re.search(r"[\x07\u202e]", shown)
    assert "\x1b" not in ESCAPE.sub("", shown)
    assert "2J" not in "".join(ESCAPE.findall(shown))
