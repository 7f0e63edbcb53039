"""The graph and the page in graph/ are what the reports beside them make; `make graph` makes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkgraph.cli.demo import TITLE, showcase
from talkgraph.graph import Graph, documents, nodes
from talkgraph.outputs import read_graph, write_graph
from talkgraph.outputs.page import draw
from talkgraph.pipeline import Settings, build_all

ROOT = Path(__file__).resolve().parents[1]
GRAPH = ROOT / "graph"
STALE = "is not what graph/reports makes: run `make graph`, look at the difference, and commit it"


@pytest.fixture(scope="module")
def fresh() -> Graph:
    return showcase()


def test_the_turtle_is_up_to_date(fresh: Graph, tmp_path: Path) -> None:
    write_graph(fresh, tmp_path / "fresh.ttl")
    same = (tmp_path / "fresh.ttl").read_bytes() == (GRAPH / "talkgraph.ttl").read_bytes()
    assert same, f"graph/talkgraph.ttl {STALE}"


def test_the_page_is_up_to_date(fresh: Graph) -> None:
    same = draw(fresh, title=TITLE).html == (GRAPH / "talkgraph.html").read_text(encoding="utf-8")
    assert same, f"graph/talkgraph.html {STALE}"


def test_building_the_folder_by_hand_makes_the_same(
    fresh: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    by_hand = build_all(["graph/reports"], Settings(strict=True))
    assert not by_hand.problems
    for name, graph in (("hand.ttl", by_hand.graph), ("demo.ttl", fresh)):
        write_graph(graph, tmp_path / name)
    assert (tmp_path / "hand.ttl").read_bytes() == (tmp_path / "demo.ttl").read_bytes()


def test_every_report_and_every_kind_of_thing_is_in_it(fresh: Graph) -> None:
    reports = sorted(f"graph/reports/{path.name}" for path in (GRAPH / "reports").iterdir())
    assert len(reports) >= 8
    assert sorted(entry["path"] for entry in documents(fresh).values()) == reports
    assert len({node["type"] for _, node in nodes(fresh)}) == 7


def test_the_turtle_reads_back_to_the_same_graph(fresh: Graph, tmp_path: Path) -> None:
    write_graph(fresh, tmp_path / "fresh.ttl")
    read = read_graph(tmp_path / "fresh.ttl")
    assert set(read) == set(fresh)
    assert set(read.edges(keys=True)) == set(fresh.edges(keys=True))
