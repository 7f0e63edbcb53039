"""Docs that cannot lie: commands, rules and links are those that are there."""

import json
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_page_of_rules_is_in_step():
    page = runpy.run_path(str(ROOT / "docs" / "make_rules.py"))["page"]
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page(), "run: python docs/make_rules.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_repository_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_is_stored_without_what_a_run_leaves_in_it(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(code) > 3
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert cells[0]["source"][0].startswith("# ")


def test_the_readme_names_every_command():
    from talkgraph.cli import COMMANDS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"talkgraph {name}" not in text] == []


def test_the_python_of_the_readme_runs(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    exec(compile(code, "README.md", "exec"), {})
    assert "QEMU" in capsys.readouterr().out


def test_the_turtle_of_the_readme_is_in_the_showcase():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    turtle = re.search(r"```turtle\n(.*?)```", text, re.DOTALL)[1]
    showcase = (ROOT / "graph" / "talkgraph.ttl").read_text(encoding="utf-8")
    assert turtle in showcase
