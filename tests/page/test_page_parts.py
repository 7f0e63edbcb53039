"""What goes into a page, how it begins, and what a large graph is told of at first."""

import os
import subprocess
import sys
from pathlib import Path

import page_graphs
import pytest

from talkgraph.outputs.page import Part, draw, part_of
from talkgraph.outputs.page.arrange import LAYOUTS
from talkgraph.outputs.page.communities import communities
from talkgraph.outputs.page.pack import years_of


def two_events():
    graph = page_graphs.week()
    page_graphs.node(graph, "event:wool-2021", "event", "Wool 2021")
    page_graphs.node(graph, "talk:carding.wool-2021", "talk", "Carding")
    page_graphs.edge(graph, "talk:carding.wool-2021", "presentedAt", "event:wool-2021", "Carding was told at Wool.")
    page_graphs.edge(graph, "talk:carding.wool-2021", "about", "project:weft-1", "Carding with Weft.")
    return graph


def test_all_is_all():
    graph = two_events()
    assert part_of(graph, Part()) is graph


def test_an_event_brings_its_talks_those_of_its_parts_and_what_they_lead_to():
    graph = two_events()
    assert set(part_of(graph, Part(event="event:wool-2021"))) == {
        "event:wool-2021",
        "talk:carding.wool-2021",
        "project:weft-1",
    }
    week = set(part_of(graph, Part(event="event:textile-week")))
    assert {"event:loomconf-2019", "talk:weaving-7.loomconf-2019", "person:ann-3", "place:fiberville"} <= week
    assert "talk:carding.wool-2021" not in week
    with pytest.raises(KeyError):
        part_of(graph, Part(event="event:nowhere"))


def test_years_are_those_of_the_talk_its_event_or_the_events_name():
    graph = two_events()
    graph.nodes["talk:weaving-0.loomconf-2019"]["date"] = "2018-01-01"
    years = years_of(graph)
    assert years["talk:weaving-0.loomconf-2019"] == 2018
    assert years["talk:weaving-1.loomconf-2019"] == 2019
    assert years["talk:carding.wool-2021"] == years["event:wool-2021"] == 2021
    assert years["event:dye-day"] == 0
    late = set(part_of(graph, Part(years=(2020, 2022))))
    assert late == {"talk:carding.wool-2021", "event:wool-2021", "project:weft-1"}


def test_types_and_a_limit_keep_the_names_that_were_asked_for_and_what_is_near():
    graph = two_events()
    only = part_of(graph, Part(types=("project", "topic"), focus=("person:ann-0",)))
    assert {graph.nodes[key]["type"] for key in only} == {"project", "topic", "person"}
    few = part_of(graph, Part(most=6, focus=("talk:carding.wool-2021",)))
    assert len(few) == 6
    assert {"talk:carding.wool-2021", "event:wool-2021", "project:weft-1"} <= set(few)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_every_node_a_place_of_its_own(name):
    graph = page_graphs.week()
    widths = dict.fromkeys(graph, 80.0)
    layout = LAYOUTS[name](sorted(graph), [(a, b) for a, b in graph.edges()], widths)
    assert set(layout.places) == set(graph)
    assert len(set(layout.places.values())) == len(graph)
    assert draw(graph, layout=name).drawn == len(graph)


def clusters():
    """Return a graph of three fields, each with five projects, whose talks are about two of one field each."""
    graph = page_graphs.empty()
    page_graphs.document(graph)
    for field in range(3):
        for i in range(5):
            page_graphs.node(graph, f"project:p-{field}-{i}", "project", f"P{field}{i}")
    for field in range(3):
        for i in range(5):
            for j in range(i):
                talk = f"talk:t-{field}-{i}-{j}.x"
                page_graphs.node(graph, talk, "talk", f"Talk {field} {i} {j}")
                for k in (i, j):
                    page_graphs.edge(graph, talk, "about", f"project:p-{field}-{k}", f"{talk} about {k}")
    return graph


def test_communities_are_what_the_same_talks_are_about():
    found = communities(clusters())
    assert [each["size"] for each in found] == [5, 5, 5]
    fields = [{key.split("-")[1] for key in each["ids"]} for each in found]
    assert sorted(map(sorted, fields)) == [["0"], ["1"], ["2"]]
    assert all(each["name"].count(", ") == 2 for each in found)
    assert communities(page_graphs.empty()) == []


def test_communities_are_the_same_whatever_the_hash_seed():
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import page_graphs\n"
        "from talkgraph.outputs.page.communities import communities\n"
        "print(communities(page_graphs.talks(120)))"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(outs) == 1
    assert "Weft" in outs.pop()


def test_without_evidence_no_quote_is_in_the_page():
    graph = page_graphs.talks(400)
    bare, full = draw(graph, evidence=False), draw(graph)
    assert 'id="edge-0"' in full.html
    assert 'id="edge-0"' not in bare.html
    assert bare.size < full.size
