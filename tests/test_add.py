"""Adding to a graph: what is known stays, what is new comes in, what was read before is read anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from talkgraph import sources
from talkgraph.cli import cli
from talkgraph.graph import Graph, documents
from talkgraph.outputs import FORMATS, read_graph, to_bytes
from talkgraph.pipeline import Settings, add_all, build_all

ROOT = Path(__file__).resolve().parents[1]
GOLD = sorted((ROOT / "tests" / "gold" / "open").glob("*.md"))[:6]
ALONE = Settings(jobs=1)


def written(graph: Graph) -> bytes:
    return b"".join(to_bytes(graph, FORMATS[".ttl"]))


def added(graph: Graph, *paths: Path) -> Graph:
    return add_all(graph, sources.find([str(path) for path in paths]), ALONE).graph


@pytest.mark.parametrize("first", [1, 3, 5])
def test_adding_the_rest_is_the_same_as_building_all_at_once(first: int) -> None:
    whole = build_all([str(path) for path in GOLD], ALONE).graph
    begun = build_all([str(path) for path in GOLD[:first]], ALONE).graph
    assert written(added(begun, *GOLD[first:])) == written(whole)


def test_adding_the_same_again_changes_nothing() -> None:
    graph = build_all([str(path) for path in GOLD[:3]], ALONE).graph
    assert written(added(graph, GOLD[1])) == written(graph)


def test_a_report_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    report = tmp_path / "trip.md"
    report.write_text('# KVM Forum 2019\n\nMiguel Santos presented "Weaving Kernels at Scale" about QEMU.\n', "utf-8")
    graph = build_all([str(report)], ALONE).graph
    assert "project:qemu" in graph
    report.write_text('# KVM Forum 2019\n\nMiguel Santos presented "Weaving Kernels at Scale" about Xen.\n', "utf-8")
    again = added(graph, report)
    assert "project:xen" in again
    assert "project:qemu" not in again
    assert len(documents(again)) == 1


def test_what_a_user_has_put_into_the_graph_stays() -> None:
    graph = build_all([str(GOLD[0])], ALONE).graph
    graph.graph["name"] = "My trips"
    graph.graph["base"] = "https://trips.example/id/"
    subject, obj, predicate = next(iter(graph.edges(keys=True)))
    graph.edges[subject, obj, predicate]["evidence"] = []
    after = added(graph, GOLD[1])
    assert (after.graph["name"], after.graph["base"]) == ("My trips", "https://trips.example/id/")
    assert after.has_edge(subject, obj, predicate)


def test_the_command_writes_back_to_the_file(tmp_path: Path) -> None:
    shutil.copy(GOLD[0], tmp_path / "a.md")
    shutil.copy(GOLD[1], tmp_path / "b.md")
    runner = CliRunner()
    file = tmp_path / "graph.ttl"
    assert runner.invoke(cli, ["build", str(tmp_path / "a.md"), "-o", str(file)]).exit_code == 0
    before = set(read_graph(file))
    result = runner.invoke(cli, ["add", str(tmp_path / "b.md"), "-g", str(file)])
    assert result.exit_code == 0, result.output
    assert before < set(read_graph(file))
    assert "1 document read now, 2 in all" in result.output


def test_a_missing_source_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    shutil.copy(GOLD[0], tmp_path / "a.md")
    runner = CliRunner()
    file = tmp_path / "graph.json"
    assert runner.invoke(cli, ["build", str(tmp_path / "a.md"), "-o", str(file)]).exit_code == 0
    whole = file.read_bytes()
    assert runner.invoke(cli, ["add", str(tmp_path / "none.md"), "-g", str(file)]).exit_code != 0
    assert file.read_bytes() == whole
