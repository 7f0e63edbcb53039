"""The marks are those of the rules that the gold set is scored by."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from any_graph import graphs, unhurried
from fibre_week import sample_graph
from hypothesis import given

from talkgraph.errors import SourceError
from talkgraph.graph import Graph, edges, nodes
from talkgraph.model import Kind, Predicate
from talkgraph.outputs import write_graph
from talkgraph.pipeline import Settings, build_each
from talkgraph.questions.compare import as_plain, compare, read_marks
from talkgraph.questions.evaluate import Outcome, Tally, judged, marks
from talkgraph.questions.gold import Gold, GoldEntity, GoldRelation, read_gold

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "gold"
SCORER = SHARED / "score.py"


def entity(key: str, *names: str, required: bool = True) -> GoldEntity:
    return GoldEntity(key, Kind(key.partition(":")[0]), names[0], names[1:], required)


def relation(subject: str, predicate: str, obj: str, *, required: bool = True) -> GoldRelation:
    return GoldRelation(subject, Predicate(predicate), obj, required)


GOLD = Gold(
    "loom",
    (
        entity("person:ann-lee", "Ann Lee", "Ann"),
        entity("person:bo-yun", "Bo Yun", required=False),
        entity("project:weft", "Weft", "The Weft"),
        entity("project:warp", "Warp"),
        entity("event:loomconf", "LoomConf"),
        entity("event:fibre-week", "Fibre Week"),
        entity("talk:looms", "Looms"),
    ),
    (
        relation("person:ann-lee", "gave", "talk:looms"),
        relation("person:ann-lee", "worksOn", "project:weft", required=False),
        relation("event:loomconf", "colocatedWith", "event:fibre-week"),
    ),
)


def graph_of(*names: tuple[str, str], joined: tuple[tuple[str, str, str], ...] = ()) -> Graph:
    """Return a graph of pairs (id, name) and edges."""
    graph: Graph = nx.MultiDiGraph(name="found", talkgraph=1, documents={})
    for key, name in names:
        kind = key.partition(":")[0]
        graph.add_node(key, type=kind, name=name, aliases=[], same_as=[], count=0, evidence=[])
    for subject, predicate, obj in joined:
        graph.add_edge(subject, obj, predicate, predicate=predicate, confidence=1.0, evidence=[])
    return graph


def outcomes(graph: Graph, group: str) -> list[tuple[str, str]]:
    return [(j.outcome.value, j.what) for j in judged(graph, GOLD) if j.group == group]


def test_names_are_the_same_without_accents_case_punctuation_and_the() -> None:
    assert outcomes(graph_of(("person:x", "ÄNN-lee")), "person") == [("right", "ÄNN-lee")]
    assert outcomes(graph_of(("project:x", "the weft")), "project") == [("right", "the weft"), ("missed", "Warp")]


def test_a_name_of_another_type_is_wrong() -> None:
    assert outcomes(graph_of(("topic:weft", "Weft")), "topic") == [("wrong", "Weft")]


def test_a_second_node_for_one_entity_is_wrong() -> None:
    found = outcomes(graph_of(("person:a", "Ann"), ("person:b", "Ann Lee")), "person")
    assert found == [("right", "Ann"), ("duplicate", "Ann Lee")]
    assert marks([(GOLD, graph_of(("person:a", "Ann"), ("person:b", "Ann Lee")))]).tallies["person"] == Tally(1, 1, 0)


def test_what_is_not_required_counts_neither_way() -> None:
    assert outcomes(graph_of(("person:b", "Bo Yun")), "person") == [("missed", "Ann Lee")]
    both = (("person:ann-lee", "Ann Lee"), ("project:weft", "Weft"))
    assert outcomes(graph_of(*both, joined=(("person:ann-lee", "worksOn", "project:weft"),)), "worksOn") == []


def test_an_edge_that_ends_in_what_is_not_required_counts_neither_way() -> None:
    both = (("person:b", "Bo Yun"), ("talk:l", "Looms"))
    assert outcomes(graph_of(*both, joined=(("person:b", "gave", "talk:l"),)), "gave") == [
        ("missed", "person:ann-lee → talk:looms")
    ]


def test_an_edge_with_an_unknown_end_is_wrong() -> None:
    found = graph_of(("person:c", "Cy Doe"), ("talk:l", "Looms"), joined=(("person:c", "gave", "talk:l"),))
    assert outcomes(found, "gave")[0] == ("wrong", "person:c → talk:l")


def test_colocation_holds_either_way() -> None:
    both = (("event:loomconf", "LoomConf"), ("event:fibre-week", "Fibre Week"))
    for one, other in (("event:loomconf", "event:fibre-week"), ("event:fibre-week", "event:loomconf")):
        found = outcomes(graph_of(*both, joined=((one, "colocatedWith", other),)), "colocatedWith")
        assert [outcome for outcome, _ in found] == ["right"]


def test_nothing_found_is_all_missed() -> None:
    found = marks([(GOLD, graph_of())])
    assert found.tallies["entities"] == Tally(0, 0, 6)
    assert found.tallies["relations"] == Tally(0, 0, 2)
    assert {fault.outcome for fault in found.faults} == {Outcome.MISSED}


def test_what_is_wrong_or_missed_comes_with_the_words_around_it() -> None:
    text = "At LoomConf Ann Lee presented Looms; the warp was shown by Cy Doe."
    start = text.index("Cy Doe")
    graph = graph_of(("person:c", "Cy Doe"))
    graph.nodes["person:c"]["evidence"] = [
        {"document": "d", "start": start, "end": start + 6, "quote": "Cy Doe", "rule": "by-name", "confidence": 0.9}
    ]
    told = {(j.outcome.value, j.what): j.context for j in judged(graph, GOLD, {"d": text})}
    assert told["wrong", "Cy Doe"] == "by-name: … presented Looms; the warp was shown by [Cy Doe]."
    assert told["missed", "Warp"] == "…t LoomConf Ann Lee presented Looms; the [warp] was shown by Cy Doe."
    assert told["missed", "Fibre Week"] == ""
    assert told["missed", "event:fibre-week → event:loomconf"] == ""


def test_a_missed_relation_comes_with_the_words_of_the_annotation() -> None:
    said = GoldRelation("person:ann-lee", Predicate.GAVE, "talk:looms", required=True, evidence="Ann's talk")
    (missed,) = (j for j in judged(graph_of(), Gold("loom", GOLD.entities, (said,))) if j.group == "gave")
    assert missed.context == "Ann's talk"


def test_a_saved_evaluation_is_the_same_when_it_is_read_and_holds_no_change_from_itself() -> None:
    graph = graph_of(("person:a", "Ann"), ("person:b", "Ann Lee"), ("topic:x", "Ünsinn \ud800"))
    found = marks([(GOLD, graph)])
    saved = read_marks(json.dumps(as_plain(found)).encode(), "saved.json")
    assert saved == found
    same = compare(saved, found)
    assert (same.gained, same.lost) == ((), ())
    assert all(before == after for _, before, after in same.groups)


def test_a_change_is_told_item_by_item() -> None:
    before = marks([(GOLD, graph_of(("person:a", "Ann Lee"), ("topic:x", "Nonsense")))])
    after = marks([(GOLD, graph_of(("person:c", "Cy Doe"), ("project:w", "Warp")))])
    changed = compare(before, after)
    assert {(f.outcome.value, f.what) for f in changed.gained} == {("wrong", "Nonsense"), ("missed", "Warp")}
    assert {(f.outcome.value, f.what) for f in changed.lost} == {("wrong", "Cy Doe"), ("missed", "Ann Lee")}
    rows = {group: (a, b) for group, a, b in changed.groups}
    assert rows["topic"] == (Tally(0, 1, 0), Tally(0, 0, 0))
    assert compare(after, before).gained == changed.lost


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not a saved result"),
        (b"[]", "not a saved result"),
        (b'{"documents": 1}', "it has no 'errors'"),
        (b'{"documents": 1, "errors": [["a"]]}', "not a saved result"),
        (b'{"documents": 1, "errors": [], "person": 3}', "not a saved result"),
        (b'{"documents": 1, "errors": [["a", "odd", "person", "x"]]}', "'odd'"),
    ],
)
def test_what_is_no_saved_evaluation_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=r"^b\.json: ") as refused:
        read_marks(data, "b.json")
    assert what in str(refused.value)


@unhurried
@given(graphs())
def test_held_against_itself_every_node_counts_once_on_either_side(graph: Graph) -> None:
    gold = Gold(
        "self",
        tuple(
            GoldEntity(key, Kind(node["type"]), node["name"], tuple(node["aliases"]), required=True)
            for key, node in nodes(graph)
        ),
        tuple(GoldRelation(s, Predicate(p), o, required=True) for s, p, o, _ in edges(graph)),
    )
    total = marks([(gold, graph)]).tallies["entities"]
    assert total.right + total.wrong == graph.number_of_nodes()
    assert total.right + total.missed == graph.number_of_nodes()


def test_the_sample_held_against_itself_is_all_right() -> None:
    graph = sample_graph()
    rows = [{"id": k, "type": n["type"], "name": n["name"]} for k, n in nodes(graph)]
    relations = [{"subject": s, "predicate": p, "object": o} for s, p, o, _ in edges(graph)]
    data = json.dumps({"document": "week", "entities": rows, "relations": relations}).encode()
    found = marks([(read_gold(data, "week.json"), graph)])
    assert not found.faults
    assert found.tallies["entities"].f1 == found.tallies["relations"].f1 == 1.0


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not an annotation"),
        (b"[]", "not an annotation"),
        (b"\xff{}", "not an annotation"),
        (b"[" * 100_000, "not an annotation"),
        (b'{"document": "a", "entities": []}', "it has no 'relations'"),
        (b'{"document": "a", "entities": [{"id": "x:y"}], "relations": []}', "it has no 'type'"),
        (b'{"document": "a", "entities": [{"id": "x", "type": "loom", "name": "x"}], "relations": []}', "'loom'"),
    ],
)
def test_what_is_no_annotation_is_refused_with_its_place(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=r"^gold/a\.json: ") as refused:
        read_gold(data, "gold/a.json")
    assert what in str(refused.value)


@pytest.mark.parametrize("folder", ["dev", "tests/gold/open", "tests/gold/held"])
def test_the_figures_are_those_of_the_scorer_of_the_gold_set(folder: str, tmp_path: Path) -> None:
    if not SCORER.is_file():
        pytest.skip(f"{SCORER} isn't here: nothing to compare with")
    gold = SHARED / folder if folder == "dev" else ROOT / folder
    files = sorted(gold.glob("*.json"))
    reports = [next(p for s in (".md", ".html", ".txt") if (p := file.with_suffix(s)).is_file()) for file in files]
    built = list(build_each(reports, Settings()))
    for file, graph in zip(files, built, strict=True):
        write_graph(graph, tmp_path / file.name)
    scored = subprocess.run(
        [sys.executable, str(SCORER), str(gold), str(tmp_path), "--json", "--errors"],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": "0"},
    )  # fmt: skip
    theirs = {group.removeprefix("→"): row for group, row in json.loads(scored.stdout).items()}
    found = marks((read_gold(file.read_bytes(), str(file)), graph) for file, graph in zip(files, built, strict=True))
    assert theirs.pop("documents") == found.documents == len(files)
    ours = {
        group: {"right": t.right, "wrong": t.wrong, "missed": t.missed, "precision": round(t.precision, 4),
                "recall": round(t.recall, 4), "f1": round(t.f1, 4)}
        for group, t in found.tallies.items()
    }  # fmt: skip
    assert ours == theirs
    faults = sorted(f"{f.document}\t{f.outcome} {f.group}\t{f.what}" for f in found.faults)
    assert faults == sorted(scored.stderr.splitlines())
