"""The first of each type, years, communities and what is missing between them."""

from __future__ import annotations

import networkx as nx
import pytest
from any_graph import graphs, unhurried
from hypothesis import given

from questions.weaving import TALKS, Talk, weaving
from talkgraph.errors import GraphError
from talkgraph.graph import Graph
from talkgraph.model import Kind
from talkgraph.questions.communities import bridges, communities, network
from talkgraph.questions.find import find
from talkgraph.questions.gaps import gaps
from talkgraph.questions.index import index_of
from talkgraph.questions.timeline import timeline
from talkgraph.questions.top import MEASURES, top

LOOMS = weaving()


def test_top_counts_talks_and_speakers() -> None:
    assert [(row.name, row.value) for row in top(LOOMS, Kind.PERSON, most=3).rows] == [
        ("Bo Yun", 4), ("Ann Lee", 3), ("Cy Ode", 3),
    ]  # fmt: skip
    assert [(row.name, row.value) for row in top(LOOMS, Kind.PROJECT, by="speakers").rows] == [
        ("Heddle", 3), ("Warp", 2), ("Weft", 2),
    ]  # fmt: skip
    assert [(r.name, r.value, r.first, r.last) for r in top(LOOMS, Kind.EVENT, most=1).rows] == [
        ("LoomConf", 5, 2018, 2021)
    ]


def test_top_within_years() -> None:
    found = top(LOOMS, Kind.PERSON, since=2021, until=2021)
    assert [(row.name, row.value) for row in found.rows] == [("Cy Ode", 2), ("Bo Yun", 1), ("Dee Fox", 1)]


def test_growth_compares_shares_of_two_periods() -> None:
    early: list[Talk] = [(f"Old {n}", "2015", ["Ann Lee"], ["spinning"], "") for n in range(10)]
    late: list[Talk] = [(f"New {n}", "2018", ["Ann Lee"], ["felting", "spinning"], "") for n in range(10)]
    rows = top(weaving([*early, *late]), Kind.TOPIC, by="growth").rows
    assert [row.name for row in rows] == ["felting"]


@unhurried
@given(graphs())
def test_top_by_talks_is_a_count_of_edges(graph: Graph) -> None:
    for kind, predicate, incoming in ((Kind.PERSON, "gave", False), (Kind.PROJECT, "about", True)):
        edges = graph.in_edges if incoming else graph.out_edges
        plain = {k: sum(p == predicate for *_, p in edges(k, keys=True)) for k in graph if k.startswith(f"{kind}:")}
        found = {row.id: row.value for row in top(graph, kind, most=10**6).rows}
        assert found == {key: n for key, n in plain.items() if n}


def test_a_type_without_the_measure_is_told_which_it_has() -> None:
    with pytest.raises(GraphError, match=r"^talk: has no measure 'talks'; it has centrality$"):
        top(LOOMS, Kind.TALK, by="talks")
    with pytest.raises(GraphError, match="it has talks, centrality, growth"):
        top(LOOMS, Kind.PERSON, by="speakers")


@pytest.mark.parametrize("kind", Kind)
def test_every_measure_of_every_type_is_in_order(kind: Kind) -> None:
    for by in [name for name, kinds in MEASURES.items() if kind in kinds]:
        values = [row.value for row in top(LOOMS, kind, by=by).rows]
        assert values == sorted(values, reverse=True)
        assert all(value > 0 for value in values)


def test_a_timeline_has_every_year_between() -> None:
    found = timeline(LOOMS, ["topic:weaving", "topic:knots", "person:eve-hay"])
    assert (found.first, found.last) == (2018, 2021)
    assert [line.years for line in found.lines] == [
        {2018: 1, 2019: 1, 2020: 0, 2021: 0},
        {2018: 0, 2019: 0, 2020: 1, 2021: 2},
        {2018: 0, 2019: 0, 2020: 0, 2021: 0},
    ]
    assert [line.undated for line in found.lines] == [0, 0, 1]
    assert [row.share for row in found.rows if row.year == 2021] == [0.0, 0.5, 0.0]


def test_a_timeline_of_what_has_no_year_is_empty() -> None:
    assert timeline(LOOMS, ["person:eve-hay"]).first is None


def two_rooms() -> Graph:
    """Two crowds that have one person in common."""
    talks: list[Talk] = []
    for room, tools in (("Ann Lee", ("Weft", "Warp")), ("Cy Ode", ("Heddle", "Knot"))):
        topic = tools[0].lower() + "s"
        talks += [(f"{room} {n}", "2020", [room], [tools[n % 2], topic], "LoomConf 2020") for n in range(4)]
    talks += [("Both", "2020", ["Bo Yun"], ["Weft"], ""), ("And", "2020", ["Bo Yun"], ["Heddle"], "")]
    return weaving(talks)


def test_communities_are_the_rooms_and_named_by_what_is_told_there() -> None:
    found = communities(two_rooms())
    rooms = [set(row.member_ids) for row in found.rows]
    assert any({"person:ann-lee", "project:weft", "topic:wefts"} <= room for room in rooms)
    assert any({"person:cy-ode", "project:heddle", "topic:heddles"} <= room for room in rooms)
    assert found.modularity > 0.3
    row = next(row for row in found.rows if "person:ann-lee" in row.member_ids)
    assert "wefts" in row.name
    assert "Ann Lee" in row.examples


def test_modularity_is_that_of_networkx() -> None:
    index = index_of(two_rooms())
    found = communities(index, smallest=1, most=100)
    groups = [{index.number(key) for key in row.member_ids} for row in found.rows]
    assert found.modularity == pytest.approx(nx.community.modularity(network(index), groups), abs=1e-4)


def test_who_joins_the_rooms_is_a_bridge() -> None:
    for by in ("participation", "betweenness"):
        first = bridges(two_rooms(), kind=Kind.PERSON, by=by).rows[0]
        assert first.name == "Bo Yun"
        assert len(first.joins) == 2
    with pytest.raises(GraphError, match="in no community"):
        bridges(two_rooms(), kind=Kind.TALK)


PAIR, SPEAKERS = ("Weft", "Heddle"), ("Ann Lee", "Bo Yun", "Ann Lee")
KNOWN: list[Talk] = [
    *((f"{tool} {n}", "2020", [who], [tool], "") for tool in PAIR for n, who in enumerate(SPEAKERS)),
    ("E", "2020", ["Cy Ode"], ["Warp"], ""),
    ("F", "2020", ["Dee Fox"], ["Knot"], ""),
]


def test_a_gap_is_known_by_two_and_told_by_none() -> None:
    (gap,) = gaps(weaving(KNOWN)).rows
    assert ({gap.a, gap.b}, gap.people, gap.uses, gap.who) == ({"Weft", "Heddle"}, 2, False, ("Ann Lee", "Bo Yun"))
    joined = [*KNOWN, ("G", "2021", ["Eve Hay"], ["Weft", "Heddle"], "")]
    assert gaps(weaving(joined)).rows == ()


def test_what_is_hardly_spoken_of_is_no_gap() -> None:
    assert gaps(weaving(KNOWN[1:])).rows == ()


def test_a_relation_of_two_projects_counts_as_one_person() -> None:
    alone = [(t, y, ["Ann Lee"] if who == ["Bo Yun"] else who, what, at) for t, y, who, what, at in KNOWN]
    assert gaps(weaving(alone)).rows == ()
    assert [gap.uses for gap in gaps(weaving(alone, [("Weft", "uses", "Heddle")])).rows] == [True]


def test_top_at_an_event_counts_its_talks_alone() -> None:
    found = top(LOOMS, Kind.PERSON, at="event:loomconf", since=2019)
    assert [(row.name, row.value) for row in found.rows] == [("Bo Yun", 3), ("Ann Lee", 2), ("Dee Fox", 1)]
    by_speakers = top(LOOMS, Kind.TOPIC, by="speakers", at="event:loomconf")
    assert [(row.name, row.value) for row in by_speakers.rows] == [("weaving", 2), ("dyeing", 1)]
    with pytest.raises(GraphError, match="can't be counted at an event"):
        top(LOOMS, Kind.PLACE, at="event:loomconf")
    with pytest.raises(GraphError, match="is one of the whole graph"):
        top(LOOMS, Kind.PERSON, by="centrality", at="event:loomconf")
    with pytest.raises(KeyError):
        top(LOOMS, Kind.PERSON, at="event:nowhere")


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.PROJECT, Kind.TOPIC])
@pytest.mark.parametrize("by", ["talks", "growth"])
def test_top_at_what_all_talks_are_at_is_top(kind: Kind, by: str) -> None:
    dated = weaving([(title, year, who, what, "LoomConf 2021") for title, year, who, what, _ in TALKS if year])
    everywhere = [(row.id, row.value) for row in top(dated, kind, by=by).rows]
    assert [(row.id, row.value) for row in top(dated, kind, by=by, at="event:loomconf").rows] == everywhere


def test_find_ranks_whole_names_then_beginnings_then_words() -> None:
    talks: list[Talk] = [
        (title, "2020", [], [], "") for title in ("A weftless loom", "The weft", "Weft", "Wefts", "On weft")
    ]
    assert [row.name for row in find(weaving(talks), "WEFT").rows] == [
        "The weft",
        "Weft",
        "Wefts",
        "A weftless loom",
        "On weft",
    ]
    graph = weaving()
    graph.nodes["project:weft"]["aliases"] = ["Quick Loom"]
    (row,) = find(graph, "quick lo").rows
    assert (row.name, row.alias) == ("Weft", "Quick Loom")
    assert find(graph, "").rows == find(graph, "!?").rows == find(graph, "zzz").rows == ()


def test_nothing_in_an_empty_graph_falls_over() -> None:
    empty: Graph = nx.MultiDiGraph(name="none", talkgraph=1, documents={})
    assert communities(empty).rows == bridges(empty).rows == gaps(empty).rows == find(empty, "x").rows == ()
    assert all(top(empty, kind, by=by).rows == () for by, kinds in MEASURES.items() for kind in kinds)


@unhurried
@given(graphs())
def test_questions_of_the_whole_graph_answer_whatever_is_in_it(graph: Graph) -> None:
    index = index_of(graph)
    found = communities(index, smallest=1, most=10**6)
    members = [key for row in found.rows for key in row.member_ids]
    assert len(members) == len(set(members))
    assert {row.id for row in bridges(index).rows} <= set(members)
    assert all(gap.a_id < gap.b_id for gap in gaps(index).rows)
