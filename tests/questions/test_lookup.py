"""Names are found as people type them."""

from __future__ import annotations

import networkx as nx
import pytest
from any_graph import graphs, unhurried
from fibre_week import TALK, sample_graph
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import GraphError
from talkgraph.graph import Graph, nodes
from talkgraph.model import Kind
from talkgraph.questions.lookup import Meant, close, fits, meant, one

WEEK = sample_graph()


def named(*names: str) -> Graph:
    """Return a graph of projects of these names."""
    graph: Graph = nx.MultiDiGraph(name="names", talkgraph=1, documents={})
    for number, name in enumerate(names):
        graph.add_node(f"project:p{number}", type="project", name=name, aliases=[], same_as=[], count=0, evidence=[])
    return graph


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("person:ann-lee", "person:ann-lee"),
        ("Ann Lee", "person:ann-lee"),
        ("ann LEE", "person:ann-lee"),
        ("  ann   lee ", "person:ann-lee"),
        ("Lee", "person:ann-lee"),
        ("Łucja Nowak", "person:łucja-nowak"),
        ("łucja", "person:łucja-nowak"),
        ("lucja nowak", "person:łucja-nowak"),
        ("nowak", "person:łucja-nowak"),
        ("ci", "topic:continuous-integration"),
        ("continuous-integration", "topic:continuous-integration"),
        ("looms 10 years", TALK),
        ("shuttle", "event:shuttle-day"),
        ("thread", "organization:threadworks"),
        ("weft", "project:weft"),
        ("lee ann", "person:ann-lee"),
        ("nowak, łucja", "person:łucja-nowak"),
        ("looms years weft", TALK),
    ],
)
def test_a_name_is_found_as_people_type_it(typed: str, meant: str) -> None:
    assert one(WEEK, typed) == meant


def test_the_better_fit_wins_over_the_longer_name() -> None:
    graph = named("Loom", "Loom Tools", "The Loom")
    assert fits(graph, "loom") == ("project:p0",)
    assert fits(graph, "loom t") == ("project:p1",)


def test_names_that_differ_in_signs_alone_stay_apart() -> None:
    graph = named("C", "C++", "C#")
    assert [fits(graph, typed) for typed in ("c", "c++", "C#")] == [("project:p0",), ("project:p1",), ("project:p2",)]


def test_several_fits_are_listed_the_best_connected_first() -> None:
    with pytest.raises(GraphError, match=r"^w: fits 2 entities; say which: project:weft, project:warp$"):
        one(WEEK, "w")


def test_a_long_list_is_cut() -> None:
    with pytest.raises(GraphError, match=r"fits 12 entities.*and 4 more$"):
        one(named(*(f"Loom {number}" for number in range(12))), "loom")


def test_a_miss_suggests_close_spellings() -> None:
    with pytest.raises(GraphError, match=r"^Anne Leigh: nothing of this name in the graph; did you mean Ann Lee\?$"):
        one(WEEK, "Anne Leigh")
    assert close(WEEK, "shutle dya") == ("Shuttle Day",)


@pytest.mark.parametrize("typed", ["", " ", "!?", "zzzzzz", "\x00", "\ud800"])
def test_what_is_no_name_fits_nothing(typed: str) -> None:
    with pytest.raises(GraphError, match="nothing of this name"):
        one(WEEK, typed)


@unhurried
@given(graphs(), st.data())
def test_every_name_and_alias_finds_its_bearer(graph: Graph, data: st.DataObject) -> None:
    known = list(nodes(graph))
    if not known:
        return
    key, node = data.draw(st.sampled_from(known))
    name = data.draw(st.sampled_from([node["name"], *node["aliases"]]))
    found = fits(graph, name)
    assert found == tuple(sorted(found))
    if name not in graph and name.casefold() == name.casefold().strip():
        assert key in found or any(graph.nodes[other]["name"].casefold() == name.casefold() for other in found)


def spoken_of(*names: tuple[str, str, int]) -> Graph:
    """Return a graph of things that so many talks are about."""
    graph = named()
    for key, name, talks in names:
        graph.add_node(key, type=key.split(":")[0], name=name, aliases=[], same_as=[], count=0, evidence=[])
        for number in range(talks):
            talk = f"talk:{number}.{name}"
            graph.add_node(talk, type="talk", name=f"no {number}", aliases=[], same_as=[], count=0, evidence=[])
            graph.add_edge(talk, key, "about", predicate="about", confidence=1.0, evidence=[])
    return graph


def test_a_talk_that_is_called_as_a_project_steps_back() -> None:
    graph = spoken_of(("project:xen", "Xen", 1), ("talk:xen.x", "Xen", 0))
    assert meant(graph, "xen") == Meant("project:xen", ("talk:xen.x",))
    assert one(graph, "xen", [Kind.TALK]) == "talk:xen.x"


def test_what_is_spoken_of_ten_times_as_much_is_meant() -> None:
    graph = spoken_of(("project:loom", "Loom", 20), ("topic:loom", "Loom", 2))
    assert meant(graph, "loom") == Meant("project:loom", ("topic:loom",))
    with pytest.raises(GraphError, match="say which: project:loom, topic:loom"):
        one(spoken_of(("project:loom", "Loom", 19), ("topic:loom", "Loom", 2)), "loom")


def test_a_name_of_another_type_is_told() -> None:
    with pytest.raises(GraphError, match=r"^weft: not a person; there is project:weft$"):
        one(WEEK, "weft", [Kind.PERSON])
