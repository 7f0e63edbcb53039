"""Own pairs of names on `build` and `add`, and why two names are one on `show`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cli.samples import Result
from talkgraph.outputs import read_graph, write_graph

Run = Callable[..., Result]
TALKS = """title,speaker,event
Weaving kernels at scale,A. Weverling,LoomConf 2018
Shuttles without tears,Anna Weverling,LoomConf 2019
What the reed remembers,heddler,LoomConf 2019
"""


def test_a_merge_is_explained(run: Run, here: Path) -> None:
    (here / "talks.csv").write_text(TALKS, encoding="utf-8")
    assert run("build", "talks.csv").code == 0
    told = run("show", "a. weverling", "--why").out
    assert told.startswith("Anna Weverling  person:anna-weverling\n")
    assert "the initial fits" in told
    assert "both spoke at editions of LoomConf" in " ".join(told.split())
    assert "No two names" in run("show", "heddler", "--why").out


def test_a_merge_is_forbidden_and_another_forced(run: Run, here: Path) -> None:
    (here / "talks.csv").write_text(TALKS, encoding="utf-8")
    pairs = "A. Weverling\tAnna Weverling\tdifferent\nheddler\tAnna Weverling\tsame\n"
    (here / "mine.tsv").write_text(pairs, encoding="utf-8")
    assert run("build", "talks.csv", "--same", "mine.tsv").code == 0
    persons = {key: node for key, node in read_graph("talkgraph.ttl").nodes(data=True) if node["type"] == "person"}
    assert set(persons) == {"person:a-weverling", "person:anna-weverling"}
    assert "heddler" in persons["person:anna-weverling"]["aliases"]
    assert "the user says so" in run("show", "heddler", "--why").out


def test_pairs_of_nothing_are_told_and_a_broken_table_is_misuse(run: Run, here: Path) -> None:
    (here / "talks.csv").write_text(TALKS, encoding="utf-8")
    (here / "mine.tsv").write_text("Nobody\tNo One\tsame\n", encoding="utf-8")
    told = run("build", "talks.csv", "--same", "mine.tsv")
    assert told.code == 0
    assert "mine.tsv:1: warning: no two things of one kind are called 'Nobody' and 'No One'" in told.err
    (here / "mine.tsv").write_text("Nobody, No One\n", encoding="utf-8")
    broken = run("build", "talks.csv", "--same", "mine.tsv")
    assert (broken.code, broken.out) == (2, "")
    assert broken.err.startswith("talkgraph: mine.tsv:1: not a pair of names")
    assert run("build", "talks.csv", "--same", "none.tsv").code == 2


def test_an_added_source_is_united_with_what_is_there(run: Run, here: Path) -> None:
    head, first, *rest = TALKS.splitlines(keepends=True)
    (here / "first.csv").write_text(head + first, encoding="utf-8")
    (here / "rest.csv").write_text(head + "".join(rest), encoding="utf-8")
    assert run("build", "first.csv").code == 0
    assert run("add", "rest.csv").code == 0
    graph = read_graph("talkgraph.ttl")
    assert graph.out_degree("person:anna-weverling") == 2
    assert "person:a-weverling" not in graph


def test_an_edge_of_ones_own_moves_with_what_it_leads_to(run: Run, here: Path) -> None:
    head, first, *rest = TALKS.splitlines(keepends=True)
    (here / "first.csv").write_text(head + first, encoding="utf-8")
    (here / "rest.csv").write_text(head + "".join(rest), encoding="utf-8")
    assert run("build", "first.csv", "-o", "own.json").code == 0
    graph = read_graph("own.json")
    project = {"type": "project", "name": "Weft", "aliases": [], "same_as": [], "count": 0, "evidence": []}
    graph.add_node("project:weft", **project)
    edge = {"predicate": "worksOn", "confidence": 1.0, "evidence": []}
    graph.add_edge("person:a-weverling", "project:weft", "worksOn", **edge)
    write_graph(graph, "own.json")
    assert run("add", "rest.csv", "-g", "own.json").code == 0
    assert read_graph("own.json").has_edge("person:anna-weverling", "project:weft", "worksOn")
