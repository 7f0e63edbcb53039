"""The page as text: one file, its own policy, all data inside, the same bytes again."""

import base64
import gzip
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import page_graphs
import pytest

from talkgraph.errors import GraphError, OutputError
from talkgraph.outputs.page import draw
from talkgraph.outputs.page.layout import positions


def packed(page):
    text = re.search(r'id="packed">(.*?)</script>', page.html, re.DOTALL)[1]
    return json.loads(gzip.decompress(base64.b64decode(text)))


def test_all_of_the_graph_is_in_the_page():
    graph = page_graphs.talks(120)
    data = packed(draw(graph))
    assert data["id"] == sorted(graph)
    assert len(data["edges"]) == graph.number_of_edges()
    assert "Part 7 is about Weft 7." in data["quotes"]


def test_a_small_graph_is_drawn_whole_a_large_one_in_overview():
    small, large = draw(page_graphs.talks(10)), draw(page_graphs.talks(120))
    assert small.drawn == small.nodes
    assert 0 < large.drawn < 60
    drawn = json.loads(html.unescape(re.search(r'id="drawn">(.*?)</script>', large.html, re.DOTALL)[1]))
    assert not any(n["id"].startswith("talk:") for n in drawn["nodes"])
    assert any(e["predicate"] == "talks" and e["talks"] > 1 for e in drawn["edges"])


def test_nothing_is_loaded_from_anywhere():
    text = draw(page_graphs.talks(10)).html
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)=", text)
    assert "default-src 'none'" in html.unescape(text)


def test_the_policy_names_the_hash_of_each_script_and_style():
    text = draw(page_graphs.talks(10)).html
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    parts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL) + re.findall(
        r"<style>(.*?)</style>", text, re.DOTALL
    )
    assert len(parts) == 3
    for part in parts:
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_hostile_texts_stay_data():
    text = draw(page_graphs.hostile()).html
    assert "<img" not in text


@pytest.mark.parametrize("place", ["url", "same_as"])
def test_an_address_that_would_run_is_refused(place):
    graph = page_graphs.talks(2)
    graph.nodes["project:weft-1"][place] = "javascript:alert(1)" if place == "url" else ["javascript:alert(1)"]
    with pytest.raises(GraphError, match="not an address"):
        draw(graph)


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import page_graphs; from talkgraph.outputs.page import draw; "
        "import hashlib; print(hashlib.sha256(draw(page_graphs.talks(120)).html.encode()).hexdigest())"
    )
    here = str(Path(__file__).parent)
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, here],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(seen) == 1


def test_the_size_stays_within_its_promise():
    page = draw(page_graphs.talks(1000))
    assert len(page.html.encode()) < 1_200_000 + 180 * page.nodes


def test_an_empty_graph_is_a_page_too():
    page = draw(page_graphs.empty())
    assert page.nodes == page.drawn == 0
    assert "<h1>Talk graph</h1>" in page.html


def test_a_foreign_graph_is_refused_in_words():
    graph = page_graphs.empty()
    graph.add_node("x")
    with pytest.raises(GraphError):
        draw(graph)


def test_a_title_is_text():
    assert "<h1>&lt;i&gt;</h1>" in draw(page_graphs.empty(), title="<i>").html


def test_saved_whole_or_not_at_all(tmp_path):
    page = draw(page_graphs.talks(3))
    page.save(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == page.html
    with pytest.raises(OutputError):
        page.save(tmp_path / "no" / "a.html")


def test_a_notebook_gets_a_frame_of_its_own():
    shown = draw(page_graphs.talks(3))._repr_html_()
    assert shown.startswith('<iframe srcdoc="')
    assert "allow-same-origin" not in shown


def test_places_are_apart_and_whole():
    nodes = [f"n{i}" for i in range(40)]
    lines = [("n0", n) for n in nodes[1:]]
    spots = positions(nodes, lines, dict.fromkeys(nodes, 80.0))
    assert len(set(spots.values())) == len(nodes)
    overlaps = sum(
        abs(x - a) < 60 and abs(y - b) < 20
        for i, (x, y) in enumerate(spots.values())
        for a, b in list(spots.values())[:i]
    )
    assert overlaps == 0
