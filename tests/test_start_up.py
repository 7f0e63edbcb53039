"""What is slow to import is imported by the command that needs it, and by no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from talkgraph.cli import COMMANDS

HEAVY = frozenset({
    "IPython", "charset_normalizer", "importlib.metadata", "jinja2", "lxml", "markdown_it", "mdit_py_plugins",
    "networkx", "pyvis", "rdflib", "talkgraph.claims", "talkgraph.graph", "talkgraph.outputs", "talkgraph.pipeline",
    "talkgraph.sources", "talkgraph.vocabulary", "yaml",
})  # fmt: skip
OWN = frozenset(name for name in HEAVY if name.startswith("talkgraph."))
ASKING = frozenset({"importlib.metadata", "networkx", "talkgraph.graph", "talkgraph.outputs"})
READING = ASKING | OWN | {"charset_normalizer", "lxml", "markdown_it", "mdit_py_plugins", "yaml"}

SCRIPT = """
import json, sys
try:
    {statement}
finally:
    print("\\n" + json.dumps(sorted(sys.modules)))
"""


def loaded(statement: str, *arguments: str, cwd: Path | None = None) -> frozenset[str]:
    """Return the heavy modules that a fresh process has loaded after `statement`."""
    command = [sys.executable, "-c", SCRIPT.format(statement=statement), *arguments]
    settings = os.environ | {"TALKGRAPH_CACHE": str(cwd / "cache") if cwd else "off"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=settings)
    assert done.returncode == 0, done.stderr
    return HEAVY & frozenset(json.loads(done.stdout.splitlines()[-1]))


MAIN = "from talkgraph.cli import main; main()"


def test_the_heavy_modules_are_there_to_be_loaded() -> None:
    assert all(find_spec(name) for name in HEAVY)


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded("import talkgraph") == frozenset()
    assert loaded("import talkgraph; dir(talkgraph); talkgraph.Settings") >= {"networkx"}


def test_help_loads_nothing_heavy() -> None:
    assert loaded(MAIN, "--help") == frozenset()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_loads_nothing_heavy(command: str) -> None:
    assert loaded(MAIN, command, "--help") == frozenset()


def test_building_takes_neither_rdflib_nor_pyvis(tmp_path: Path) -> None:
    (tmp_path / "loom.md").write_text("Ann Lee presented *Looms at scale* at LoomConf 2019.\n", encoding="utf-8")
    for name in ("g.ttl", "g.json"):
        assert loaded(MAIN, "build", "loom.md", "-o", name, cwd=tmp_path) <= READING
    assert loaded(MAIN, "stats", "-g", "g.json", cwd=tmp_path) <= ASKING
    assert loaded(MAIN, "stats", "-g", "g.ttl", cwd=tmp_path) <= ASKING | {"rdflib"}


def test_what_has_been_asked_once_is_asked_again_without_networkx(tmp_path: Path) -> None:
    (tmp_path / "loom.md").write_text("Ann Lee presented *Looms at scale* at LoomConf 2019.\n", encoding="utf-8")
    loaded(MAIN, "build", "loom.md", "-o", "g.ttl", cwd=tmp_path)
    loaded(MAIN, "stats", "-g", "g.ttl", cwd=tmp_path)
    (tmp_path / "loom.md").unlink()  # whose lines would be looked for
    for command in (["stats"], ["show", "ann lee"]):
        assert loaded(MAIN, *command, "-g", "g.ttl", cwd=tmp_path) <= {"talkgraph.outputs"}  # that writes files


def test_a_look_into_the_vocabulary_takes_no_reader() -> None:
    assert loaded(MAIN, "rules") <= {"talkgraph.claims", "talkgraph.vocabulary"}
