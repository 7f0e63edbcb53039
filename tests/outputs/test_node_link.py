"""Node-link JSON: what NetworkX reads, what comes back, and what is refused."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from any_graph import content, graphs, unhurried
from fibre_week import TALK, sample_graph
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import GraphError
from talkgraph.outputs import node_link

SCORE = Path(__file__).parents[3] / "shared" / "gold" / "score.py"


def written(graph):
    return b"".join(node_link.write(graph))


@unhurried
@given(graphs())
def test_a_graph_comes_back_as_it_was(graph):
    data = written(graph)
    back = node_link.read(data, "a.json")
    assert content(back) == content(graph)
    assert written(back) == data


def test_networkx_reads_it():
    graph = sample_graph()
    read = nx.node_link_graph(json.loads(written(graph)), edges="edges")
    assert nx.utils.graphs_equal(read, graph)
    assert read.graph == graph.graph


def test_every_node_and_edge_has_a_line():
    lines = written(sample_graph()).decode().splitlines()
    assert sum(line.startswith('{"id": ') for line in lines) == 13
    assert sum(line.startswith('{"source": ') for line in lines) == 12
    assert '"name": "Łucja Nowak"' in "\n".join(lines)


def test_an_edge_has_ends_key_and_predicate():
    edges = json.loads(written(sample_graph()))["edges"]
    gave = next(edge for edge in edges if edge["predicate"] == "gave")
    assert (gave["source"], gave["key"], gave["target"]) == ("person:ann-lee", "gave", TALK)


def test_attributes_of_the_users_own_are_left_out():
    graph = sample_graph()
    graph.nodes["person:ann-lee"]["pagerank"] = object()
    assert written(graph) == written(sample_graph())


def test_a_lone_surrogate_is_escaped_as_json_does():
    graph = sample_graph()
    graph.nodes["person:ann-lee"]["name"] = "Ann\ud800Lee"
    data = written(graph)
    assert b"Ann\\ud800Lee" in data
    assert node_link.read(data, "a.json").nodes["person:ann-lee"]["name"] == "Ann\ud800Lee"


def test_a_graph_written_by_hand_needs_no_more_than_names():
    data = {
        "nodes": [{"id": "person:bo", "type": "person", "name": "Bo"}, {"id": "talk:t", "type": "talk", "name": "T"}],
        "links": [{"source": "person:bo", "target": "talk:t", "key": "gave"}],
    }
    graph = node_link.read(json.dumps(data).encode(), "hand.json")
    assert graph.edges["person:bo", "talk:t", "gave"] == {"predicate": "gave", "confidence": 1.0, "evidence": []}
    assert graph.nodes["person:bo"]["count"] == 0


NODE = {"id": "person:bo", "type": "person", "name": "Bo"}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", r"x.json:1: not JSON"),
        (b'{"nodes": [\n{"id": 1},\n', r"x.json:3: not JSON"),
        (b"\xff\xfe{}", r"not JSON: .*utf-8"),
        (b"[" * 100_000, "not JSON: maximum recursion"),
        (b"[]", "no list of `nodes`"),
        (b'{"nodes": {}}', "no list of `nodes`"),
        (b'{"nodes": [], "edges": 3}', "not a list"),
        (b'{"nodes": [], "graph": []}', "not an object"),
        (b'{"nodes": [], "graph": {"talkgraph": 99}}', "its schema is 99.*newer"),
        (b'{"nodes": [3]}', "wrong type"),
        (b'{"nodes": [{"id": "person:bo"}]}', "missing.*type"),
        (b'{"nodes": [{"id": "a", "type": "Function", "name": "a"}]}', "its type is 'Function'"),
        (b'{"nodes": [{"id": "a", "type": "person", "name": "a"}]}', "not an id"),
        (json.dumps({"nodes": [{**NODE, "aliases": "Bob"}]}).encode(), "aliases is not a list"),
        (json.dumps({"nodes": [{**NODE, "count": "3"}]}).encode(), "wrong type"),
        (json.dumps({"nodes": [{**NODE, "evidence": [{}]}]}).encode(), "missing.*document"),
        (json.dumps({"nodes": [NODE], "edges": [{"source": "person:bo"}]}).encode(), "missing"),
        (
            json.dumps({"nodes": [NODE], "edges": [{"source": "person:bo", "target": "x", "key": "gave"}]}).encode(),
            "edge person:bo gave x: an end of it is not among the nodes",
        ),
        (b'{"nodes": [{"id": "person:bo", "type": "person", "name": "Bo", "count": NaN}]}', "NaN is not a number"),
    ],
)
def test_what_is_no_graph_of_ours_is_told_in_one_line(data, what):
    with pytest.raises(GraphError, match=what) as told:
        node_link.read(data, "x.json")
    assert str(told.value).startswith("x.json")
    assert "\n" not in str(told.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "name", "evidence", "source", "target", "key", "document"]), inner
        )
    ),
    max_leaves=8,
)


@unhurried
@given(
    st.fixed_dictionaries({"nodes": JSON | st.lists(JSON)}, optional={"edges": JSON | st.lists(JSON), "graph": JSON})
)
def test_no_json_makes_it_fall(data):
    with contextlib.suppress(GraphError):
        node_link.read(json.dumps(data).encode(), "x.json")


def test_the_scorer_of_the_gold_set_reads_it(tmp_path):
    if not SCORE.exists():
        pytest.skip(f"no gold set: {SCORE} is not there")
    graph = sample_graph()
    gold = {
        "document": "fibre",
        "entities": [{"id": key, "type": node["type"], "name": node["name"]} for key, node in graph.nodes(data=True)],
        "relations": [{"subject": s, "predicate": p, "object": o} for s, o, p in graph.edges(keys=True)],
    }
    for folder in ("gold", "predicted"):
        (tmp_path / folder).mkdir()
    (tmp_path / "gold" / "fibre.json").write_text(json.dumps(gold))
    (tmp_path / "predicted" / "fibre.json").write_bytes(written(graph))
    command = [sys.executable, SCORE, tmp_path / "gold", tmp_path / "predicted", "--json"]
    marks = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert marks["entities"]["f1"] == marks["relations"]["f1"] == 1.0
    assert marks["relations"]["right"] == 12
