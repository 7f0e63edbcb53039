"""The page as text: one file, its own policy, all data inside, the same bytes again."""

import base64
import gzip
import hashlib
import html
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path

import page_graphs
import pytest

from talkgraph.errors import GraphError, OutputError
from talkgraph.model import Kind, Predicate
from talkgraph.outputs.page import bundle, draw
from talkgraph.outputs.page.words import KIND_LOOKS, PHRASES


def embedded(page, part):
    text = re.search(rf'id="{part}">(.*?)</script>', page.html, re.DOTALL)[1]
    if part not in {"drawn", "start"}:
        return json.loads(gzip.decompress(base64.b64decode(text)))
    return json.loads(html.unescape(text))


def test_all_of_the_graph_is_in_the_page():
    graph = page_graphs.week()
    page = draw(graph)
    data = embedded(page, "packed")
    assert data["id"] == sorted(graph)
    sources, columns = accumulate(data["source"]), zip(data["target"], data["predicate"], strict=True)
    ends = {(data["id"][s], data["id"][o], list(Predicate)[p]) for s, (o, p) in zip(sources, columns, strict=True)}
    assert ends == {(s, o, p) for s, o, p in graph.edges(keys=True)}
    quotes = {e["quote"] for _, _, edge in graph.edges(data=True) for e in edge["evidence"]}
    assert quotes == set(embedded(page, "edge-0")["quotes"])
    assert embedded(page, "document-0")["rows"][0][0] == "reports/loom.md"
    yarn = data["id"].index("topic:yarn-0")
    assert data["aliases"][str(yarn)] == ["thread number 0"]
    assert [data["id"][i] for i in data["broader"][str(yarn)]] == ["topic:yarn-1"]


def test_a_small_graph_is_drawn_whole_a_large_one_in_overview():
    small, large = draw(page_graphs.week()), draw(page_graphs.talks(160))
    assert small.drawn == small.nodes == 60
    assert 0 < large.drawn < 60
    drawn = embedded(large, "drawn")
    assert not any(n["id"].startswith("talk:") for n in drawn["nodes"])
    assert any(e["predicate"] == "talks" and e["talks"] > 1 for e in drawn["edges"])


def test_an_overview_without_relations_shows_what_is_named_most():
    graph = page_graphs.empty()
    page_graphs.document(graph)
    for i in range(200):
        page_graphs.node(graph, f"project:weft-{i}", "project", f"Weft {i}", count=1 + (i == 150))
    page = draw(graph)
    assert page.drawn > 20
    assert "project:weft-150" in {n["id"] for n in embedded(page, "drawn")["nodes"]}


def test_nothing_is_loaded_from_anywhere():
    text = draw(page_graphs.talks(10)).html
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)=", text)
    assert "default-src 'none'" in html.unescape(text)


def test_the_policy_names_the_hash_of_each_script_and_style():
    text = draw(page_graphs.talks(10)).html
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    parts = [part for tag in ("script", "style") for part in re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)]
    assert len(parts) == 3
    for part in parts:
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_joined_script_says_each_name_once_and_keeps_no_import():
    # the modules share one scope in the page: a function of the same name in two of them would hide the other
    script = bundle.script()
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert not re.search(r"^(?:import|export)\b", script, re.MULTILINE)


def test_every_module_of_the_script_is_in_the_page_behind_those_it_imports():
    folder = Path(bundle.__file__).parent / "script"
    assert sorted(bundle.SCRIPTS) == sorted(path.stem for path in folder.glob("*.js"))
    for place, name in enumerate(bundle.SCRIPTS):
        for other in re.findall(r'from "\./(\w+)\.js"', (folder / f"{name}.js").read_text(encoding="utf-8")):
            assert bundle.SCRIPTS.index(other) < place, f"{name} stands before {other}"


def test_every_type_and_relation_has_its_words_and_a_shape_and_colours_of_its_own():
    assert set(KIND_LOOKS) == set(Kind)
    assert set(PHRASES) == set(Predicate)
    assert len({look.shape for look in KIND_LOOKS.values()}) == len(Kind)
    for kind in Kind:
        light_and_dark = re.findall(rf"--{kind}: (#\w+);", bundle.style())
        assert len(set(light_and_dark)) == 2, kind


def test_hostile_texts_stay_data():
    text = draw(page_graphs.hostile()).html
    assert "<img" not in text
    assert text.count("</script>") == draw(page_graphs.talks(6)).html.count("</script>")


@pytest.mark.parametrize("place", ["url", "same_as"])
def test_an_address_that_would_run_is_refused(place):
    graph = page_graphs.talks(2)
    graph.nodes["project:weft-1"][place] = "javascript:alert(1)" if place == "url" else ["javascript:alert(1)"]
    with pytest.raises(GraphError, match="not an address"):
        draw(graph)


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import page_graphs; from talkgraph.outputs.page import draw; "
        "import hashlib; print([hashlib.sha256(draw(g).html.encode()).hexdigest() "
        "for g in (page_graphs.talks(160), page_graphs.week())])"
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


@pytest.mark.parametrize("make", [page_graphs.week, lambda: page_graphs.talks(160)])
def test_the_order_in_which_a_graph_was_made_does_not_show(make):
    graph = make()
    other = page_graphs.empty()
    other.graph.update(graph.graph)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    random.Random(7).shuffle(nodes)
    random.Random(8).shuffle(edges)
    other.add_nodes_from(nodes)
    other.add_edges_from(edges)
    assert draw(graph).html == draw(other).html


def test_drawing_leaves_the_graph_as_it_was():
    graph = page_graphs.week()
    draw(graph)
    assert list(graph.nodes(data=True)) == list(page_graphs.week().nodes(data=True))
    assert list(graph.edges(keys=True, data=True)) == list(page_graphs.week().edges(keys=True, data=True))


def test_the_size_stays_within_its_promise():
    page = draw(page_graphs.talks(1000))
    assert len(page.html.encode()) < 1_200_000 + 180 * page.nodes


def test_an_empty_graph_is_a_page_too():
    page = draw(page_graphs.empty())
    assert page.nodes == page.drawn == 0
    assert "<h1>Talk graph</h1>" in page.html
    assert "0 things · 0 statements · 0 documents" in page.html


def test_a_foreign_graph_is_refused_in_words():
    graph = page_graphs.empty()
    graph.add_node("x")
    with pytest.raises(GraphError):
        draw(graph)


def test_a_title_is_text_and_says_no_more_than_it_shows(tmp_path):
    assert "<h1>&lt;i&gt;</h1>" in draw(page_graphs.empty(), title="<i>").html
    page = draw(page_graphs.empty(), title="a\u202eb\udc80{policy}")
    assert "<h1>a\ufffdb\ufffd{policy}</h1>" in page.html
    page.save(tmp_path / "odd.html")


def test_a_focus_is_where_the_page_begins_and_what_is_not_there_is_passed_over():
    page = draw(page_graphs.talks(4), focus=["person:nobody", "person:ann-1"])
    assert embedded(page, "start")["focus"] == ["person:ann-1"]


def test_saved_whole_or_not_at_all(tmp_path):
    page = draw(page_graphs.talks(3))
    page.save(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_bytes() == page.html.encode("utf-8")
    with pytest.raises(OutputError):
        page.save(tmp_path / "no" / "a.html")


def test_a_notebook_gets_a_frame_of_its_own():
    shown = draw(page_graphs.talks(3))._repr_html_()
    assert shown.startswith('<iframe srcdoc="')
    assert "allow-same-origin" not in shown
    assert html.unescape(re.search(r'srcdoc="([^"]*)"', shown)[1]) == draw(page_graphs.talks(3)).html
