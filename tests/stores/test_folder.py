"""A folder as a store: the same graph as in a file, changed whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from talkgraph.cli import options
from talkgraph.errors import GraphError, OutputError
from talkgraph.graph import forget
from talkgraph.outputs import FORMATS, to_bytes
from talkgraph.outputs.rdf.stores import is_store, open_store


def written(graph) -> bytes:
    return b"".join(to_bytes(graph, FORMATS[".ttl"]))


def test_a_graph_goes_in_and_comes_out_to_the_byte(graph, tmp_path):
    path = f"{tmp_path / 'talks'}/"
    assert is_store(path)
    options.save(graph, path, FORMATS[".nq"], base="", evidence="full")
    assert written(options.load(path)) == written(graph)


def test_a_change_writes_only_what_has_changed(graph, tmp_path):
    store = open_store(str(tmp_path / "talks"))
    some = forget(graph, sorted(graph.graph["documents"])[:1])
    whole = store.replace(some)
    before = store.revision
    changed = store.replace(graph)
    assert 0 < changed < whole / 2
    assert store.revision != before
    assert store.replace(graph) == 0
    assert written(store.whole()) == written(graph)


def test_a_base_of_ones_own_is_kept(graph, tmp_path):
    store = open_store(str(tmp_path / "talks"))
    store.replace(graph, base="https://trips.example/id/")
    assert store.whole().graph["base"] == "https://trips.example/id/"


def test_a_folder_of_something_else_is_neither_read_nor_overwritten(graph, tmp_path):
    (tmp_path / "notes.txt").write_text("yarn", encoding="utf-8")
    store = open_store(str(tmp_path))
    with pytest.raises(GraphError, match="a folder without a store in it"):
        store.whole()
    with pytest.raises(OutputError, match="is there and no store"):
        store.replace(graph)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_store_that_is_broken_is_told_in_one_line(graph, tmp_path):
    store = open_store(str(tmp_path / "talks"))
    store.replace(graph)
    for file in (tmp_path / "talks").glob("MANIFEST-*"):
        file.write_bytes(b"nonsense")
    with pytest.raises(GraphError, match="can't be read as a store"):
        store.whole()


def test_a_store_that_another_program_writes_to_is_told(graph, tmp_path):
    path = tmp_path / "talks"
    open_store(str(path)).replace(graph)
    code = f"import pyoxigraph, time; s = pyoxigraph.Store({str(path)!r}); print('open', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            other.stdout.readline()
            with pytest.raises(OutputError, match="another program has it open"):
                open_store(str(path)).replace(graph)
        finally:
            other.kill()


WRITER = """
import sys
from talkgraph.graph import forget
from talkgraph.outputs import read_graph
from talkgraph.outputs.rdf.stores import open_store

graph = read_graph(sys.argv[2])
store = open_store(sys.argv[1])
less = forget(graph, sorted(graph.graph["documents"])[:2])
print("ready", flush=True)
while True:
    store.replace(less)
    store.replace(graph)
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_crash_at_any_moment_leaves_the_old_or_the_new_state(graph, tmp_path):
    path = tmp_path / "talks"
    store = open_store(str(path))
    store.replace(graph)
    less = forget(graph, sorted(graph.graph["documents"])[:2])
    states = {written(graph), written(less)}
    showcase = Path(__file__).parents[2] / "graph" / "talkgraph.ttl"
    moments = random.Random(7)
    for _ in range(50):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(showcase)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(moments.uniform(0, 1.5))
            os.kill(writer.pid, signal.SIGKILL)
        assert written(store.whole()) in states
