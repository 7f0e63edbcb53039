"""Building: resolved entities and statements come out as a plain graph of the documented schema."""

import json
from dataclasses import replace

import networkx as nx
import pytest
from any_graph import content
from fibre_week import DAY_ONE, DAY_TWO, SAMPLE, TALK, seen

from talkgraph.graph import build, check_shape, documents, edges, nodes
from talkgraph.model import Kind, Predicate, Resolved


def test_the_graph_is_plain_networkx_of_plain_values():
    graph = build(SAMPLE)
    check_shape(graph)
    assert type(graph) is nx.MultiDiGraph
    assert json.loads(json.dumps(nx.node_link_data(graph, edges="edges")))["nodes"][0]["id"] == "event:fibre-week"


def test_the_sample_has_every_kind_and_every_predicate():
    graph = build(SAMPLE)
    assert {node["type"] for _, node in nodes(graph)} == set(Kind)
    assert {predicate for _, predicate, _, _ in edges(graph)} == set(Predicate)


def test_a_node_says_what_is_known_of_an_entity():
    assert build(SAMPLE).nodes["event:loomconf-2019"] == {
        "type": "event",
        "name": "LoomConf 2019",
        "aliases": ["LoomConf"],
        "same_as": ["https://en.wikipedia.org/wiki/LoomConf_(2019)", "https://loomconf.example/"],
        "count": 1,
        "evidence": [
            {"document": DAY_ONE.id, "start": 14, "end": 22, "quote": "LoomConf", "rule": "name", "confidence": 1.0}
        ],
        "date": "2019",
        "url": "https://loomconf.example/2019/",
    }


def test_an_edge_is_keyed_by_its_predicate_and_carries_its_evidence():
    edge = build(SAMPLE).edges["person:ann-lee", TALK, "gave"]
    assert edge["predicate"] == "gave"
    assert edge["confidence"] == 0.97
    assert [entry["quote"] for entry in edge["evidence"]] == ["Ann Lee of Threadworks presented"]


def test_every_quote_stands_at_its_offsets():
    texts = {document.id: document.text for document in (DAY_ONE, DAY_TWO)}
    graph = build(SAMPLE)
    entries = [e for _, node in nodes(graph) for e in node["evidence"]]
    entries += [e for *_, edge in edges(graph) for e in edge["evidence"]]
    assert len(entries) > 25
    assert all(texts[e["document"]][e["start"] : e["end"]] == e["quote"] for e in entries)


def test_documents_are_told_with_the_digest_that_offsets_count_in():
    entry = documents(build(SAMPLE))[DAY_ONE.id]
    assert entry["path"] == "trips/2019/day-one.md"
    assert entry["authors"] == ["Ada Ek", "Bo Yun"]
    assert entry["sha256"] == DAY_ONE.sha256


def test_the_order_of_the_input_does_not_show():
    turned = Resolved(SAMPLE.documents[::-1], SAMPLE.entities[::-1], SAMPLE.statements[::-1], ())
    assert content(build(turned)) == content(build(SAMPLE))


def test_co_location_stands_once_from_the_smaller_id():
    at = next(s for s in SAMPLE.statements if s.predicate is Predicate.COLOCATED_WITH)
    both = replace(SAMPLE, statements=(*SAMPLE.statements, replace(at, subject=at.object, object=at.subject)))
    assert content(build(both)) == content(build(SAMPLE))


def test_one_rule_says_a_thing_once_of_a_place_with_its_best_confidence():
    first = next(s for s in SAMPLE.statements if s.predicate is Predicate.GAVE)
    weaker = seen(DAY_ONE, first.evidence[0].quote, first.evidence[0].rule, 0.5)
    twice = replace(first, evidence=(weaker, *first.evidence))
    edge = build(replace(SAMPLE, statements=(twice,))).edges[first.subject, first.object, "gave"]
    assert [entry["confidence"] for entry in edge["evidence"]] == [0.97]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://a.example/b c", "a/b.html", 'https://a.example/"'])
def test_what_is_no_address_stays_out(link):
    event = next(e for e in SAMPLE.entities if e.id == "event:shuttle-day")
    node = build(Resolved((DAY_ONE,), (replace(event, url=link, same_as=(link,)),), (), ())).nodes[event.id]
    assert node["same_as"] == []
    assert "url" not in node


def test_a_date_that_does_not_exist_stays_out():
    event = next(e for e in SAMPLE.entities if e.id == "event:shuttle-day")
    assert "date" not in build(Resolved((DAY_ONE,), (replace(event, date="2019-02-30"),), (), ())).nodes[event.id]


def test_nothing_read_is_an_empty_graph_of_the_schema():
    graph = build(Resolved((), (), (), ()))
    check_shape(graph)
    assert len(graph) == 0
