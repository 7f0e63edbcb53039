"""Each command does what its help says."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from cli.samples import OTHER, REPORT, Result
from talkgraph.claims import RULES
from talkgraph.cli import COMMANDS
from talkgraph.outputs import read_graph
from talkgraph.text import printable

Run = Callable[..., Result]
TALK = "Weaving at scale with QEMU"


@pytest.fixture
def graph(run: Run, report: Path) -> Path:
    """The graph of the report, where commands look for it."""
    assert run("build", report).code == 0
    return Path("talkgraph.ttl")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_the_table_says_the_same(run: Run, name: str) -> None:
    command = import_module(f"talkgraph.cli.{name.replace('-', '_')}").command
    assert command.short_help == COMMANDS[name]
    told = run(name, "--help")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"Usage: talkgraph {name} ")


def test_help_lists_every_command(run: Run) -> None:
    told = run("--help")
    assert told.code == 0
    assert all(f"  {name} " in told.out and text in told.out for name, text in COMMANDS.items())


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == "talkgraph 0.1.0\n"


def test_build_writes_turtle_by_default(run: Run, report: Path) -> None:
    done = run("build", report)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("talkgraph.ttl: 1 document read: ")
    found = read_graph("talkgraph.ttl")
    assert {TALK} < {node["name"] for _, node in found.nodes(data=True) if node["type"] == "talk"}
    (talk,) = [key for key, node in found.nodes(data=True) if node["name"] == TALK]
    assert found.has_edge("person:ann-lee", talk, "gave")
    assert found.edges["person:ann-lee", talk, "gave"]["evidence"][0]["quote"] in REPORT


def test_build_writes_json_that_networkx_reads(run: Run, report: Path) -> None:
    assert run("build", report, "-o", "out.json").code == 0
    data = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert "person:ann-lee" in nx.node_link_graph(data, edges="edges")


def test_build_reads_folders_and_several_sources(run: Run, report: Path) -> None:
    Path("more").mkdir()
    Path("more/day.txt").write_text(OTHER, encoding="utf-8")
    assert run("build", report, "more", "-o", "both.json").code == 0
    assert {"person:ann-lee", "person:dora-keller"} < set(read_graph("both.json"))


@pytest.mark.parametrize(("to", "begins"), [("ttl", "@prefix"), ("json", "{")])
def test_standard_input_to_standard_output(run: Run, to: str, begins: str) -> None:
    done = run("build", "-", "-o", "-", "--to", to, stdin=REPORT.encode())
    assert done.code == 0
    assert done.out.startswith(begins)
    assert TALK in done.out
    assert "1 document read" in done.err


def test_own_names_win(run: Run, report: Path) -> None:
    Path("projects.tsv").write_text("name\taliases\tkey\nQEMU\tQuick Emulator\tquick-looms\n", encoding="utf-8")
    assert run("build", report, "--vocabulary", "projects.tsv").code == 0
    assert "project:quick-looms" in read_graph("talkgraph.ttl")


def test_the_base_holds_for_all_that_is_written_from_the_graph(run: Run, report: Path) -> None:
    base = "https://looms.example/id/"
    assert run("build", report, "-o", "g.json", "--base", base).code == 0
    assert run("export", "-g", "g.json", "-o", "g.ttl").code == 0
    assert f"@prefix person: <{base}person/> ." in Path("g.ttl").read_text(encoding="utf-8")


def test_turtle_without_evidence_has_no_quote(run: Run, report: Path) -> None:
    assert run("build", report, "--evidence", "none").code == 0
    assert "rdf:Statement" not in Path("talkgraph.ttl").read_text(encoding="utf-8")


def test_export_there_and_back_changes_nothing(run: Run, graph: Path) -> None:
    before = graph.read_bytes()
    assert run("export", "-o", "g.json").err == "g.json: written as node-link JSON\n"
    assert run("export", "-g", "g.json", "-o", "again.ttl").code == 0
    assert Path("again.ttl").read_bytes() == before
    assert run("export", "-o", "-").out.encode() == before


def test_show_tells_relations_with_quotes_and_lines(run: Run, graph: Path) -> None:
    told = run("show", "ann lee")
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == "Ann Lee  person:ann-lee"
    assert lines[lines.index("gave") + 1 :][:3] == [
        f"  {TALK}  talk 2019",
        f'      “Ann Lee presented "{TALK}" at LoomConf 2019 in Utrecht.”',
        "      loom.md:9",
    ]


def test_show_leaves_the_line_out_where_the_source_has_changed(run: Run, graph: Path, report: Path) -> None:
    report.write_text("other words", encoding="utf-8")
    told = run("show", "ann lee").out
    assert "      loom.md\n" in told


def test_show_finds_the_source_beside_the_graph(run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = graph.resolve()
    monkeypatch.chdir("/")
    assert "loom.md:9" in run("show", "ann lee", "-g", graph).out


def test_show_evidence_names_the_rules(run: Run, graph: Path) -> None:
    told = run("show", "ann lee", "--evidence").out
    assert any(f"({rule.name}, " in told for rule in RULES)
    assert "is named in\n  loom.md:9 “Ann Lee”" in told


def test_show_json_holds_all(run: Run, graph: Path) -> None:
    told = json.loads(run("show", "person:ann-lee", "--json").out)
    assert (told["name"], told["type"], told["count"]) == ("Ann Lee", "person", 1)
    (gave,) = [relation for relation in told["relations"] if relation["predicate"] == "gave"]
    assert (gave["name"], gave["quotes"][0]["line"]) == (TALK, 9)


def test_the_graph_may_be_named_by_the_environment(run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph.rename("elsewhere.ttl")
    assert run("show", "ann lee").code == 2
    monkeypatch.setenv("TALKGRAPH_GRAPH", "elsewhere.ttl")
    assert run("show", "ann lee").code == 0


def test_stats_are_tab_separated_in_a_pipe_and_json_on_demand(run: Run, graph: Path) -> None:
    rows = {row.split("\t")[0]: row.split("\t")[1] for row in run("stats").out.splitlines()}
    assert (rows["documents"], rows["talk"], rows["gave"]) == ("1", "2", "2")
    told = json.loads(run("stats", "--json").out)
    assert told["nodes"]["talk"] == 2
    assert told["top"]["talk"][0]["edges"] >= 1


def test_rules_are_all_listed_with_what_they_read(run: Run) -> None:
    told = run("rules").out
    assert all(f"  {rule.name}  {rule.confidence:.2f}\n" in told for rule in RULES)
    assert [row["name"] for row in json.loads(run("rules", "--json").out)] == [rule.name for rule in RULES]


def test_vocabulary_tells_all_that_bear_a_name(run: Run) -> None:
    assert run("vocabulary", "lookup", "qemu").out.startswith("project:qemu  QEMU\n")
    assert json.loads(run("vocabulary", "lookup", "QEMU", "--json").out)[0]["id"] == "project:qemu"
    missed = run("vocabulary", "lookup", "zzloom")
    assert (missed.code, missed.out) == (1, "")
    assert missed.err.startswith("talkgraph: zzloom: not in the vocabulary; ")


def test_draw_writes_a_page_of_all_or_of_what_is_near(run: Run, graph: Path) -> None:
    drawn = run("draw", "-o", "all.html", "--title", "Looms & more")
    assert drawn.code == 0
    page = Path("all.html").read_text(encoding="utf-8")
    assert "<title>Looms &amp; more</title>" in page
    near = run("draw", "ann lee", "--depth", "1", "-o", "near.html")
    assert near.code == 0
    whole = read_graph(graph)
    assert f"all.html: {whole.number_of_nodes()} nodes, " in drawn.err
    assert f"near.html: {1 + len(set(nx.all_neighbors(whole, 'person:ann-lee')))} nodes, " in near.err


def test_draw_takes_a_part_and_says_what_it_left_out(run: Run, graph: Path) -> None:
    whole = read_graph(graph)
    people = [key for key in whole if key.startswith("person:")]
    drawn = run("draw", "--type", "person", "-o", "people.html", "--no-evidence")
    assert drawn.code == 0
    assert f"people.html: {len(people)} nodes, " in drawn.err
    assert f"; left out: {whole.number_of_nodes() - len(people)} nodes, " in drawn.err
    assert "the evidence" in drawn.err
    few = run("draw", "ann lee", "--max-nodes", "3", "--layout", "circle", "-o", "few.html")
    assert "few.html: 3 nodes, " in few.err
    assert run("draw", "--years", "2020-2015").code == 2
    assert run("draw", "--type", "loom").err.startswith("talkgraph: --type loom: no such type; there are person, ")


def test_demo_builds_draws_and_says_what_to_open(run: Run) -> None:
    done = run("demo", "a/new folder")
    assert (done.code, done.err) == (0, "")
    assert "14 reports read: " in done.out
    assert "a/new folder/talkgraph.html" in done.out
    assert len(done.out.splitlines()) < 20
    graph = read_graph("a/new folder/talkgraph.ttl")
    best = max((k for k in graph if k.startswith("person:")), key=lambda k: (graph.degree(k), [-ord(c) for c in k]))
    assert f'show "{graph.nodes[best]["name"]}"' in done.out


def annotated(folder: Path, name: str, report: str, entities: list[Any], relations: list[Any]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(report, encoding="utf-8")
    gold = {"document": name, "entities": entities, "relations": relations}
    (folder / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")


@pytest.fixture
def gold(here: Path) -> Path:
    """Two annotated reports, one thing in the second being nowhere in its text."""
    people = [{"id": "person:ann-lee", "type": "person", "name": "Ann Lee"}]
    annotated(here / "gold", "one", REPORT, people, [])
    others = [{"id": "person:dora", "type": "person", "name": "Dora Keller"},
              {"id": "place:gorizia", "type": "place", "name": "Gorizia"}]  # fmt: skip
    annotated(here / "gold", "two", OTHER, others, [])
    return Path("gold")


def test_evaluate_reads_each_report_alone(run: Run, gold: Path) -> None:
    told = json.loads(run("evaluate", gold, "--json").out)
    assert told["documents"] == 2
    assert (told["person"]["right"], told["person"]["missed"]) == (2, 0)
    assert ["two", "missed", "place", "Gorizia", ""] in told["errors"]
    plain = run("evaluate", gold, "--errors").out
    assert "two\tmissed place\tGorizia\t\n" in plain


def test_evaluate_tells_what_a_change_gained_and_lost(run: Run, gold: Path) -> None:
    Path("before.json").write_text(run("evaluate", gold, "--json").out, encoding="utf-8")
    same = run("evaluate", gold, "--compare", "before.json").out
    assert "gained: 0\n\nlost: 0\n" in same
    own = Path("own.tsv")
    own.write_text("type\tname\nplace\tGorizia\nproject\tAnn Lee\n", encoding="utf-8")
    (gold / "two.md").write_text(OTHER + "\nIt was held in Gorizia.\n", encoding="utf-8")
    told = run("evaluate", gold, "--compare", "before.json", "--vocabulary", own).out
    assert "place\t0.000\t" in told
    gained, lost = told.partition("gained: ")[2].split("lost: ")
    assert "two\tmissed place\tGorizia" in gained
    assert "Gorizia" not in lost


def test_evaluate_fails_below_a_floor(run: Run, gold: Path) -> None:
    assert run("evaluate", gold, "--floor", "person", "0.1").code == 0
    low = run("evaluate", gold, "--floor", "person", "0.1", "--floor", "place", "0.9")
    assert low.code == 1
    assert low.err == "place: F1 0.0000 is below 0.9\n"


def test_what_sources_say_reaches_the_terminal_as_text(run: Run, here: Path) -> None:
    evil = 'Ann Lee presented "Weaving \x1b[31mred\u202e looms</script><img onerror=x> at scale" at LoomConf 2019.\n'
    Path("evil\x1b[2J.md").write_text(evil, encoding="utf-8")
    run("build", "evil\x1b[2J.md")
    for done in (run("show", "ann lee", "--evidence"), run("stats"), run("build", "evil\x1b[2J.md", "no\x1b[2J.md")):
        assert done.out + done.err == printable(done.out + done.err)
        assert done.out or done.err
