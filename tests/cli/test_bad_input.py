"""What goes wrong is said in one line, with an exit code, and never costs a file that was there before."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.samples import OTHER, REPORT, Result
from talkgraph.outputs import read_graph

Run = Callable[..., Result]
OLD = b"the old file\n"


def one_line(done: Result, code: int, *parts: str) -> None:
    """Check that a command ended with `code` and said all of `parts` on one line of stderr, and nothing else."""
    assert (done.code, done.out) == (code, "")
    assert len(done.err.splitlines()) == 1
    assert all(part in done.err for part in parts), done.err


# misuse: exit code 2


@pytest.mark.parametrize("path", ["missing.md", "no/such/folder", "link.md", "bad\udcff.md"])
def test_a_source_that_is_not_there_is_misuse(run: Run, here: Path, path: str) -> None:
    (here / "link.md").symlink_to("nowhere.md")
    done = run("build", path, "-o", "out.ttl")
    one_line(done, 2, path.replace("\udcff", "\\udcff"))
    assert not Path("out.ttl").exists()


def test_nothing_is_built_when_one_of_several_sources_is_not_there(run: Run, report: Path) -> None:
    one_line(run("build", report, "missing.md"), 2, "missing.md: no such file or folder")
    assert not Path("talkgraph.ttl").exists()


def test_a_folder_without_a_readable_file_is_misuse(run: Run, here: Path) -> None:
    (here / "empty").mkdir()
    (here / "empty/photo.jpg").write_bytes(b"\xff\xd8\xff")
    one_line(run("build", "empty"), 2, "empty: no readable file")


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_an_unknown_suffix_with_unreadable_content_is_named(run: Run, here: Path, strict: tuple[str, ...]) -> None:
    (here / "notes.xyz").write_bytes(bytes(range(256)) * 20)
    done = run("build", "notes.xyz", *strict)
    one_line(done, 1 if strict else 2, "notes.xyz: ")
    assert not Path("talkgraph.ttl").exists()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["build", "loom.md", "-o", "out.doc"], "out.doc: unknown format '.doc'"),
        (["build", "loom.md", "-o", "out"], "out: no suffix to tell the format by"),
        (["build", "loom.md", "--vocabulary", "missing.tsv"], "missing.tsv: no such table"),
        (["build", "loom.md", "--vocabulary", "loom.md"], "loom.md"),
        (["build", "loom.md", "--tiers", "core,lang"], "lang: no such part of the vocabulary"),
        (["build", "loom.md", "--base", "looms"], "looms: not a base"),
        (["build", "loom.md", "--evidence", "none", "-o", "out.json"], "--evidence none is for RDF"),
        (["export", "-o", "out.json"], "talkgraph.ttl: no such graph"),
        (["stats", "-g", "missing.ttl"], "missing.ttl: no such graph"),
        (["evaluate", "missing"], "missing: no such folder"),
        (["evaluate", "."], ".: no annotation"),
    ],
)
def test_what_cannot_be_meant_is_misuse(run: Run, report: Path, arguments: list[str], what: str) -> None:
    one_line(run(*arguments), 2, what)
    assert sorted(path.name for path in Path().iterdir()) == ["loom.md"]


@pytest.mark.parametrize("arguments", [["weave"], ["build"], ["show"], ["build", "--wefts", "x.md"]])
def test_a_command_line_that_is_none_shows_the_usage(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: talkgraph")


def test_a_mistyped_command_is_guessed(run: Run) -> None:
    assert "Did you mean show?" in run("shwo").err


def test_an_annotation_without_its_report_is_named(run: Run, here: Path) -> None:
    (here / "a.json").write_text('{"document": "a", "entities": [], "relations": []}', encoding="utf-8")
    one_line(run("evaluate", "."), 2, "a.json: no report beside it")


# nothing to find: exit code 0, and a notice


@pytest.mark.parametrize("text", ["", "\n\n", "la la la\n", "---\n---\n"])
def test_a_file_without_an_entity_makes_an_empty_graph_and_a_notice(run: Run, here: Path, text: str) -> None:
    (here / "quiet.md").write_text(text, encoding="utf-8")
    one_line(run("build", "quiet.md"), 0, "no entity found, the graph is empty")
    assert read_graph("talkgraph.ttl").number_of_nodes() == 0
    assert run("stats").code == 0
    assert run("draw").code == 0


# one bad source among many


@pytest.fixture
def mixed(report: Path, here: Path) -> Path:
    """A folder with two reports, and between them one that can't be read."""
    folder = here / "mixed"
    folder.mkdir()
    (folder / "a.md").write_text(REPORT, encoding="utf-8")
    (folder / "b.md").write_bytes(bytes(range(256)) * 20)
    (folder / "c.md").write_text(OTHER, encoding="utf-8")
    return Path("mixed")


def test_the_others_are_built_and_the_bad_one_is_named(run: Run, mixed: Path) -> None:
    done = run("build", mixed)
    assert (done.code, done.out) == (1, "")
    first, *_, last = done.err.splitlines()
    assert first.startswith("mixed/b.md: error: ")
    assert last == "left out, could not be read: mixed/b.md"
    assert {"person:ann-lee", "person:dora-keller"} < set(read_graph("talkgraph.ttl"))


def test_strict_stops_at_once_and_writes_nothing(run: Run, mixed: Path) -> None:
    Path("talkgraph.ttl").write_bytes(OLD)
    one_line(run("build", "--strict", mixed), 1, "mixed/b.md: ")
    assert Path("talkgraph.ttl").read_bytes() == OLD


def test_a_source_that_may_not_be_read_is_named(spawn: Run, mixed: Path) -> None:
    (mixed / "b.md").write_text(OTHER, encoding="utf-8")
    (mixed / "b.md").chmod(0)
    if os.access(mixed / "b.md", os.R_OK):
        pytest.skip("this user may read everything")
    done = spawn("build", mixed)
    assert done.code == 1
    assert "mixed/b.md: error: can't be read" in done.err


def test_two_sources_with_one_id_are_told_apart_by_a_problem(run: Run, mixed: Path) -> None:
    (mixed / "b.md").unlink()
    (mixed / "a.txt").write_text(OTHER, encoding="utf-8")
    done = run("build", mixed)
    assert done.code == 1
    assert "the same id" in done.err


# questions without an answer: exit code 1


def test_a_name_that_nothing_bears_is_one_line(run: Run, report: Path) -> None:
    run("build", report)
    one_line(run("show", "an lee"), 1, "talkgraph: an lee: nothing of this name", "did you mean Ann Lee?")
    one_line(run("draw", "nobody at all"), 1, "nobody at all: nothing of this name")


@pytest.mark.parametrize("data", [b"", b"not a graph", b"{", b'{"nodes": 1}', b"\xff\xfe\x00", b"@prefix a: <b"])
def test_a_file_that_holds_no_graph_is_one_line(run: Run, here: Path, data: bytes) -> None:
    for name in ("bad.ttl", "bad.json", "bad"):
        (here / name).write_bytes(data)
        done = run("stats", "-g", name)
        if data == b"" and name == "bad.ttl":
            assert done.code in {0, 1}  # an empty file is Turtle that says nothing
        else:
            one_line(done, 1, f"talkgraph: {name}")


# what can't be written


def test_a_folder_that_may_not_be_written_to(spawn: Run, report: Path) -> None:
    one_line(spawn("build", report, "-o", "nowhere/out.ttl"), 1, "nowhere/out.ttl: there is no folder nowhere")
    one_line(spawn("build", report, "-o", "/proc/out.ttl"), 1, "/proc/out.ttl: ")
    Path("folder.ttl").mkdir()
    one_line(spawn("build", report, "-o", "folder.ttl"), 1, "folder.ttl: a folder, not a file")
    one_line(spawn("demo", "loom.md"), 1, "loom.md: can't be made")


@pytest.mark.parametrize("arguments", [["build", "loom.md", "-o", "-"], ["stats"], ["show", "ann lee"], ["rules"]])
def test_a_full_standard_output_is_one_line(report: Path, run: Run, arguments: list[str]) -> None:
    run("build", report)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "talkgraph", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["talkgraph: output: No space left on device"]


@pytest.mark.parametrize(
    "arguments",
    [["build", "loom.md", "-o", "old.ttl"], ["build", "loom.md", "-o", "old.json"], ["draw", "-o", "old.html"]],
)
def test_a_full_disk_leaves_the_old_file_whole(report: Path, run: Run, arguments: list[str]) -> None:
    run("build", report)
    old = Path(arguments[-1])
    old.write_bytes(OLD)
    before = sorted(Path().iterdir())

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as on a full disk, write() fails then
        resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))

    done = subprocess.run(
        [sys.executable, "-m", "talkgraph", *arguments],
        capture_output=True,
        preexec_fn=no_room,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [f"talkgraph: {old}: can't be written: File too large"]
    assert old.read_bytes() == OLD
    assert sorted(Path().iterdir()) == before


def interrupted(process: subprocess.Popen[bytes]) -> Result:
    """Return what is left of a process after Ctrl-C."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return Result(process.returncode, out.decode(), err.decode())


def test_ctrl_c_while_sources_are_read_leaves_the_old_file_whole(report: Path) -> None:
    old = Path("old.ttl")
    old.write_bytes(OLD)
    os.mkfifo("slow.md")  # a pipe is no regular file: named as a problem, which tells that the reading has begun
    process = subprocess.Popen(
        [sys.executable, "-m", "talkgraph", "build", "slow.md", "loom.md", "-", "-o", "old.ttl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr
    assert b"slow.md" in process.stderr.readline()
    done = interrupted(process)
    assert (done.code, done.out) == (130, "")
    assert done.err.split() == ["talkgraph:", "interrupted"]
    assert old.read_bytes() == OLD
    assert sorted(path.name for path in Path().iterdir()) == ["loom.md", "old.ttl", "slow.md"]


SLOW_WRITER = """
import sys, time
from talkgraph.cli import main
from talkgraph.outputs.rdf import turtle
written = turtle.write
def slowly(*arguments, **options):
    for number, chunk in enumerate(written(*arguments, **options)):
        yield chunk
        if number == 1:
            print("half way", file=sys.stderr, flush=True)
            time.sleep(60)
turtle.write = slowly
main()
"""


def test_ctrl_c_while_the_graph_is_written_leaves_the_old_file_whole(report: Path) -> None:
    old = Path("old.ttl")
    old.write_bytes(OLD)
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_WRITER, "build", "loom.md", "-o", "old.ttl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr
    assert process.stderr.readline() == b"half way\n"
    assert len(list(Path().glob(".talkgraph-*.part"))) == 1
    done = interrupted(process)
    assert (done.code, done.err.split()) == (130, ["talkgraph:", "interrupted"])
    assert old.read_bytes() == OLD
    assert sorted(path.name for path in Path().iterdir()) == ["loom.md", "old.ttl"]


def test_a_reader_that_has_enough_is_no_error_to_talk_about(report: Path, run: Run) -> None:
    run("build", report)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "talkgraph", "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) in {0, 1}
    process.stderr.close()


# places that are not UTF-8


def test_an_old_terminal_shows_escapes_instead_of_failing(spawn: Run, report: Path) -> None:
    report.write_text(REPORT.replace("Ann Lee", "Łucja Nowak"), encoding="utf-8")
    assert spawn("build", report).code == 0
    done = spawn("show", "lucja nowak", PYTHONIOENCODING="latin-1")
    assert done.code == 0
    assert done.out.startswith("\\u0141ucja Nowak  person:")
