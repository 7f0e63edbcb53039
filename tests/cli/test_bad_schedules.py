"""Schedules and archives that are broken or mean harm: a line each, the good records kept, nothing half-written."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.samples import Result
from talkgraph.outputs import read_graph

Run = Callable[..., Result]
GOOD = """<schedule><conference><title>Loom Days 2031</title><end>20031-05-03</end></conference>
<day date="2031-05-02"><room name="Shed"><event id="7"><title>Weaving in Rust</title>
<persons><person>Ann Lee</person><person>Panel</person></persons></event></room></day></schedule>
"""


@pytest.fixture
def good(here: Path) -> str:
    (here / "good.xml").write_text(GOOD)
    return "good.xml"


def evil_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name in ("../../out.xml", "/etc/loom.xml"):
            info = tarfile.TarInfo(name)
            info.size = len(GOOD)
            tar.addfile(info, io.BytesIO(GOOD.encode()))
        link = tarfile.TarInfo("passwd.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    return out.getvalue()


BAD = {
    "cut.xml.gz": (gzip.compress(GOOD.encode() * 9)[:-9], ["cut.xml.gz: error: is broken or cut off"]),
    "bomb.xml": (b'<!DOCTYPE schedule [<!ENTITY a "b">]><schedule>&a;</schedule>', ["bomb.xml: error: declares"]),
    "outside.xml": (b'<!DOCTYPE schedule SYSTEM "http://127.0.0.1:9/"><schedule/>', ["outside.xml: error: declares"]),
    "kind.xml": (b"<schedule><item/></schedule>", ["kind.xml: error: a schedule without any event"]),
    "kind.json": (b'{"conference": "Looms", "talks": [1]}', ["kind.json: error: JSON without any talk"]),
    "zeros.gz": (gzip.compress(bytes(65 << 20)), ["zeros.gz: error: is larger than 64 MB"]),
    "evil.tgz": (evil_tar(), [
        "evil.tgz/../../out.xml: error: its path leads out", "evil.tgz//etc/loom.xml: error: its path leads out",
        "evil.tgz/passwd.xml: warning: is a link",
    ]),
    "persons.csv": (b"name,email\nAnn Lee,ann@loom.example\n", ["persons.csv: error: no column of titles"]),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_bad_is_a_line_and_what_is_good_is_in_the_graph(run: Run, here: Path, good: str, name: str) -> None:
    data, lines = BAD[name]
    (here / name).write_bytes(data)
    done = run("build", name, good, "-o", "out.json")
    assert done.code == 1
    said = done.err.splitlines()
    assert [any(line.startswith(start) for line in said) for start in lines] == [True] * len(lines), done.err
    assert "Traceback" not in done.err
    graph = read_graph(Path("out.json"))
    assert [n for n in graph if n.startswith(("talk:", "person:"))] == [
        "person:ann-lee", "talk:weaving-in-rust.loom-days-2031",
    ]  # fmt: skip
    assert sorted(path.name for path in here.iterdir()) == sorted([name, good, "out.json"])


@pytest.mark.parametrize("name", BAD)
def test_nothing_is_written_where_nothing_could_be_read(run: Run, here: Path, name: str) -> None:
    (here / name).write_bytes(BAD[name][0])
    Path("out.json").write_text("old")
    assert run("build", name, "-o", "out.json").code == 2
    assert Path("out.json").read_text() == "old"


def test_the_report_lists_all_that_was_left_out(run: Run, good: str) -> None:
    assert run("build", good, "-o", "out.json", "--report", "left.tsv").code == 0
    rows = [line.split("\t") for line in Path("left.tsv").read_text().splitlines()]
    assert rows == [
        ["where", "what", "why"],
        ["good.xml:1", "warning", "the conference's end is no date: '20031-05-03': left out"],
        ["good.7", "Panel", "names nobody: left out"],
    ]


def test_columns_of_a_table_are_told(run: Run, here: Path) -> None:
    (here / "table.csv").write_text("Vortrag,Wer\nWeaving in Rust,Ann Lee\n")
    assert run("build", "table.csv", "-o", "out.json", "--columns", "title=Vortrag,speaker=Wer").code == 0
    assert "person:ann-lee" in {node["id"] for node in json.loads(Path("out.json").read_text())["nodes"]}
