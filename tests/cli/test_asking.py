"""Each question is one command: a table on a terminal, plain text in a pipe, JSON and evidence on demand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.samples import Result
from cli.test_bad_input import one_line
from cli.test_terminal import ESCAPE, PLAIN, on_a_terminal
from questions.weaving import weaving
from talkgraph.outputs import write_graph
from talkgraph.text import printable

Run = Callable[..., Result]
QUESTIONS = [
    ["find", "loom"],
    ["show", "ann lee"],
    ["stats"],
    ["path", "ann lee", "heddle", "-k", "2"],
    ["related", "weft"],
    ["experts", "weft"],
    ["co-speakers", "bo yun"],
    ["top", "person"],
    ["timeline", "weaving", "dyeing"],
    ["compare", "loomconf", "knot day"],
    ["communities"],
    ["bridges"],
    ["gaps"],
    ["report", "weft"],
]
WITH_EVIDENCE = (
    "find", "show", "path", "related", "experts", "co-speakers", "top", "timeline", "compare", "bridges", "gaps"
)  # fmt: skip
names = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])


@pytest.fixture
def graph(here: Path) -> Path:
    """A graph of nine talks, where commands look for it."""
    write_graph(weaving(more=[("Cy Ode", "worksOn", "Weft")]), here / "talkgraph.ttl")
    return Path("talkgraph.ttl")


@names
def test_every_question_answers_in_plain_lines(run: Run, graph: Path, question: list[str]) -> None:
    done = run(*question)
    assert (done.code, done.err) == (0, "")
    assert done.out
    assert "\x1b" not in done.out


@names
def test_every_question_answers_as_json(run: Run, graph: Path, question: list[str]) -> None:
    done = run(*question, "--json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q[0] in WITH_EVIDENCE], ids=lambda q: q[0])
def test_the_evidence_is_printed_on_demand(run: Run, graph: Path, question: list[str]) -> None:
    done = run(*question, "--evidence")
    assert done.code == 0
    assert "“Somebody said so.”" in done.out
    assert "talks.xml event 7 (record-title, 0.90)" in done.out


@names
def test_a_terminal_of_forty_columns_is_wide_enough(graph: Path, question: list[str]) -> None:
    shown = ESCAPE.sub("", on_a_terminal(PLAIN, *question, COLUMNS="40"))
    loose = ("show", "stats", "report")  # long words of prose, addresses and JSON stay whole
    assert shown
    if question[0] not in loose:
        assert max(map(len, shown.splitlines())) <= 40, shown


@names
def test_no_colour_where_it_is_unwanted(graph: Path, question: list[str]) -> None:
    assert "\x1b" not in on_a_terminal(PLAIN, *question, NO_COLOR="1")


@names
def test_a_terminal_that_knows_no_bars_gets_other_signs(spawn: Run, graph: Path, question: list[str]) -> None:
    done = spawn(*question, PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert "\\u" not in done.out


@names
def test_an_empty_graph_is_no_reason_to_fall_over(run: Run, here: Path, question: list[str]) -> None:
    write_graph(weaving([]), here / "talkgraph.ttl")
    done = run(*question)
    if question[0] in {"stats", "communities", "bridges", "gaps", "top"}:
        assert done.code == 0
    else:
        one_line(done, 1, "nothing of this name" if question[0] != "find" else "in no name")


@names
def test_a_reader_that_has_enough_is_no_error(graph: Path, question: list[str]) -> None:
    shell = f"{sys.executable} -u -m talkgraph {' '.join(repr(each) for each in question)} | head -1 >/dev/null"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=False, timeout=60)
    assert done.stderr == b""


# answers


def test_find_tells_what_holds_the_text(run: Run, graph: Path) -> None:
    rows = [row.split("\t") for row in run("find", "knot").out.splitlines()]
    begin, inside = [row[0] for row in rows[:-1]], rows[-1][0]
    assert begin == ["Knot Day", "knots", "Knot Day 2021", "Knot Day 2020", "Knots", "Knots again"]
    assert inside == "More knots"
    assert rows[1] == ["knots", "topic", "3", "2020–2021", "topic:knots"]
    assert run("find", "knot", "--type", "topic").out.splitlines() == ["\t".join(rows[1])]


def test_a_path_is_told_in_sentences(run: Run, graph: Path) -> None:
    lines = run("path", "ann lee", "heddle").out.splitlines()
    assert lines[0] == "Ann Lee gave Looms three (2020)"
    assert lines[1:3] == ["    “Somebody said so.”", "    talks.xml event 7 (record-title, 0.90)"]
    assert lines[3] == "Looms three is about Heddle (2020)"
    assert run("path", "weft", "weft").out == "both are Weft\n"


def test_a_timeline_in_a_pipe_has_a_line_of_names(run: Run, graph: Path) -> None:
    assert run("timeline", "weaving", "knots").out.splitlines() == [
        "year\tweaving\tknots", "2018\t1\t0", "2019\t1\t0", "2020\t0\t1", "2021\t0\t2",
    ]  # fmt: skip
    assert run("timeline", "knots", "--share").out.splitlines()[-1] == "2021\t50.0"
    assert run("timeline", "eve hay").err == "none of these talks has a year\n"


def test_a_timeline_on_a_terminal_is_a_line_of_bars(graph: Path) -> None:
    shown = ESCAPE.sub("", on_a_terminal(PLAIN, "timeline", "weaving", "knots"))
    assert "▄▄··" in shown
    assert "··▄█" in shown


def test_top_counts(run: Run, graph: Path) -> None:
    assert run("top", "person", "-n", "1").out == "1\tBo Yun\t4\t4\t2019–2021\n"
    assert run("top", "person", "--at", "knot day", "-n", "1").out == "1\tCy Ode\t3\t3\t2020–2021\n"


def test_a_report_is_a_page(run: Run, graph: Path) -> None:
    done = run("report", "weft", "-o", "weft.html")
    assert (done.code, done.err) == (0, "weft.html: written\n")
    page = Path("weft.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<b>3</b> talks" in page
    assert "Looms three" in page
    assert not {"<script", "src=", "@import", "url("} & {
        part for part in ("<script", "src=", "@import", "url(") if part in page
    }
    assert run("report", "weft", "-o", "weft.md").code == 0
    text = Path("weft.md").read_text(encoding="utf-8")
    assert text.startswith("# Weft\n")
    assert "| Ann Lee | 3 | 3 | 2018–2020 |" in text
    assert "| talks.xml | 1 |" in text


def test_what_sources_say_reaches_a_report_as_text(run: Run, here: Path) -> None:
    evil = "</title><img src=x onerror=alert(1)> | **a** \x1b[31m\u202e"
    write_graph(weaving([(evil, "2020", ["Ann Lee"], ["Weft"], "")]), here / "talkgraph.ttl")
    for form in ("md", "html"):
        assert run("report", "weft", "-o", f"r.{form}").code == 0
        page = Path(f"r.{form}").read_text(encoding="utf-8")
        assert not re.search(r"(?<!\\)<img", page)
        assert page == printable(page)
    assert "\\*\\*a\\*\\*" in Path("r.md").read_text(encoding="utf-8")


def test_several_fits_are_listed_and_the_meant_one_is_said(run: Run, graph: Path) -> None:
    one_line(run("show", "looms"), 1, "fits 3 entities; say which: talk:looms-one.x")
    done = run("experts", "knots")
    assert done.code == 0
    assert run("show", "knots").err == "knots: taken for topic:knots; it fits talk:knots.x, too\n"
    one_line(run("show", "wefft"), 1, "did you mean Weft?")


# bad input


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (["path", "ann lee", "eve hay"], 1, "nothing connects them"),
        (["experts", "ann lee"], 1, "not a project or topic; there is person:ann-lee"),
        (["co-speakers", "weft"], 1, "not a person; there is project:weft"),
        (["top", "talk", "--by", "talks"], 1, "has no measure 'talks'; it has centrality"),
        (["top", "person", "--by", "speakers"], 1, "it has talks, centrality, growth"),
        (["top", "place", "--at", "loomconf"], 1, "can't be counted at an event"),
        (["bridges", "--type", "talk"], 1, "is in no community"),
        (["find", "zzz"], 1, "in no name"),
        (["report", "weft", "-o", "weft.doc"], 2, "weft.doc: .md or .html was expected"),
        (["report", "weft", "-o", "no/weft.md"], 1, "there is no folder no"),
        (["related", "nothing at all"], 1, "nothing of this name"),
        (["timeline", "weft", "nothing at all"], 1, "nothing of this name"),
        (["stats", "-g", "no.ttl"], 2, "no such graph"),
    ],
)
def test_what_has_no_answer_is_one_line(run: Run, graph: Path, arguments: list[str], code: int, what: str) -> None:
    one_line(run(*arguments), code, what)


@pytest.mark.parametrize(
    "arguments",
    [
        ["top", "weft"],
        ["related", "weft", "--by", "age"],
        ["path", "weft"],
        ["timeline"],
        ["related", "weft", "-n", "0"],
    ],
)
def test_what_is_no_question_is_misuse(run: Run, graph: Path, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("question", [["stats"], ["show", "ann lee"]])
def test_graphs_of_other_tools_are_told_apart(run: Run, here: Path, question: list[str]) -> None:
    d3 = {"nodes": [{"id": "Myriel", "group": 1}], "links": [{"source": "Myriel", "target": "Myriel", "value": 1}]}
    (here / "d3.json").write_text(json.dumps(d3), encoding="utf-8")
    (here / "foaf.ttl").write_text(
        "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n<http://a.example/me> a foaf:Person ; foaf:name 'Me' .\n",
        encoding="utf-8",
    )
    for name in ("d3.json", "foaf.ttl"):
        one_line(run(*question, "-g", name), 1, f"talkgraph: {name}: ")


# the cache


@pytest.fixture
def cache(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TALKGRAPH_CACHE", str(here / "cache"))
    return here / "cache" / "graphs"


def test_the_second_question_is_answered_from_the_cache(run: Run, graph: Path, cache: Path) -> None:
    first = [run(*question).out for question in QUESTIONS]
    (kept,) = cache.glob("*.index")
    made = kept.stat().st_mtime_ns
    assert [run(*question).out for question in QUESTIONS] == first
    assert kept.stat().st_mtime_ns == made
    assert cache.stat().st_mode & 0o077 == 0


def test_a_changed_graph_is_read_anew(run: Run, graph: Path, cache: Path) -> None:
    assert run("show", "weft").code == 0
    run("communities")
    text = graph.read_text(encoding="utf-8")
    stamp = graph.stat()
    graph.write_text(text.replace('"Weft"', '"Waft"'), encoding="utf-8")
    os.utime(graph, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # of the same size and time
    assert "Waft" in run("top", "project").out
    assert "Waft" in run("communities").out


HARM = (lambda _: b"", lambda data: data[:100], lambda data: data[:-8] + bytes(8), lambda data: b"x" + data[1:])


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_cache_is_made_anew(run: Run, graph: Path, cache: Path, harm: Callable[[bytes], bytes]) -> None:
    first = run("stats").out
    (kept,) = cache.glob("*.index")
    kept.write_bytes(harm(kept.read_bytes()))
    assert run("stats").out == first
    for other in cache.glob("*.json"):
        other.write_text("{", encoding="utf-8")
    assert run("stats").out == first


def test_a_cache_that_cannot_be_written_to_is_done_without(
    run: Run, graph: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "file").write_bytes(b"")
    monkeypatch.setenv("TALKGRAPH_CACHE", str(here / "file" / "cache"))
    assert run("stats").code == 0


def test_what_was_kept_for_a_graph_that_is_gone_is_removed(run: Run, graph: Path, cache: Path) -> None:
    run("stats")
    graph.rename("other.ttl")
    run("communities", "-g", "other.ttl")
    assert len(list(cache.glob("*.index"))) == 1


# shells


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_scripts_of_shells_are_there(spawn: Run, shell: str) -> None:
    done = spawn(_TALKGRAPH_COMPLETE=f"{shell}_source")
    assert done.code == 0, done.err
    assert "_TALKGRAPH_COMPLETE" in done.out


def completed(spawn: Run, words: str, at: int) -> list[str]:
    done = spawn(_TALKGRAPH_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(at))
    assert done.code == 0, done.err
    return [line.split(",", 1)[1] for line in done.out.splitlines() if line]


def test_commands_options_and_names_are_completed(spawn: Run, graph: Path) -> None:
    assert completed(spawn, "talkgraph co", 1) == ["co-speakers", "compare", "communities"]
    assert completed(spawn, "talkgraph related --b", 2) == ["--by"]
    assert completed(spawn, "talkgraph related --by n", 3) == ["npmi"]
    assert completed(spawn, "talkgraph show ann", 2) == ["ann-lee"]
    assert completed(spawn, "talkgraph show -g talkgraph.ttl ann", 4) == ["ann-lee"]
    assert completed(spawn, "talkgraph path ann-lee he", 3) == ["heddle"]
    assert completed(spawn, "talkgraph top person --at lo", 4)[0] == "loomconf"


def test_a_missing_graph_completes_nothing(spawn: Run, here: Path) -> None:
    assert completed(spawn, "talkgraph show ann", 2) == []


def test_a_completed_name_finds_what_it_stands_for(graph: Path) -> None:
    from talkgraph.cli.names import completions
    from talkgraph.questions.index import index_of
    from talkgraph.questions.lookup import fits

    index = index_of(weaving())
    for node in range(len(index)):
        words = [
            word for word, told in completions(index, index.name(node)) if told.startswith(f"{index.name(node)} (")
        ]
        assert any(fits(index, word) == (index.id(node),) for word in words)
