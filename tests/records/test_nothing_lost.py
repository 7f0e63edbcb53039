"""What records tell is in the graph: each talk a node, each speaker a relation or a named decision."""

from collections import defaultdict
from pathlib import Path

import pytest

from talkgraph import sources
from talkgraph.errors import Problem
from talkgraph.model import Predicate, Verdict
from talkgraph.pipeline import build_sources
from talkgraph.vocabulary import Vocabulary

DATA = Path(__file__).parents[3] / "shared" / "data" / "schedules"
SAMPLE = """<schedule><conference><title>Loom Days 2031</title></conference><day date="2031-05-02"><room name="Shed">
<event id="1"><title>Welcome</title><persons><person>Ann Lee</person><person>Panel</person></persons></event>
<event id="2"><title>Welcome</title><persons><person>Bo Berg &amp; Cy Orr</person></persons></event>
<event id="3"><title>Welcome</title></event>
<event id="4"><title>Yarn</title><persons><person>ANN LEE</person><person>Ann Lee</person></persons></event>
</room></day></schedule>
"""
REAL = ["fosdem/fosdem-2009.xml.gz", "fosdem/fosdem-2019.xml.gz", "frab/38c3-2024-hub.schedule.xml.gz",
        "c3voc-json/camp2019-frab.schedule.json", "pretalx/pyconfr-2025-api-slots.json", "ics/moca-2024.schedule.ics",
        "indico/acat-2024.event.json", "other/europython-2014-own-format.schedule.xml.gz",
        "other/kubecon-eu-2026-sched-scrape-facts.json.gz"]  # fmt: skip


@pytest.fixture(scope="session")
def vocabulary():
    return Vocabulary.load()


def documents_of(path):
    found = [d for s in sources.find([str(path)]) if not isinstance(s, Problem) for d in sources.read(s)]
    return [d for d in found if not isinstance(d, Problem)]


def fields(document, name):
    return [block.span for block in document.blocks if block.name == name]


def check(path, vocabulary):
    documents = documents_of(path)
    built = build_sources(sources.find([str(path)]), vocabulary)
    nobody = {(d.document, d.name) for d in built.decisions if d.verdict is Verdict.DIFFERENT and not d.other}
    talks = {
        e["document"] for _, node in built.graph.nodes(data=True) if node["type"] == "talk" for e in node["evidence"]
    }
    gave = defaultdict(list)
    for *_, predicate, edge in built.graph.edges(keys=True, data=True):
        if predicate == Predicate.GAVE:
            for evidence in edge["evidence"]:
                gave[evidence["document"]].append(evidence["start"])
    told = [d for d in documents if fields(d, "title")]
    assert told
    assert {d.id for d in told} <= talks
    lost = [
        (d.id, d.quote(span))
        for d in told
        for span in fields(d, "speaker")
        if (d.id, d.quote(span)) not in nobody and not any(span.start <= at < span.end for at in gave[d.id])
    ]
    assert lost == []
    return built.graph


def test_of_a_sample(tmp_path, vocabulary):
    (tmp_path / "loom.xml").write_text(SAMPLE)
    graph = check(tmp_path / "loom.xml", vocabulary)
    assert sorted(n for n in graph if n.startswith(("talk:", "person:"))) == [
        "person:ann-lee", "person:bo-berg", "person:cy-orr", "talk:welcome.2031-05-02.loom-days-2031",
        "talk:welcome.ann-lee.loom-days-2031", "talk:welcome.bo-berg-and-cy-orr.loom-days-2031",
        "talk:yarn.loom-days-2031",
    ]  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_of_real_schedules(name, vocabulary):
    if not (DATA / name).exists():
        pytest.skip(f"needs schedules/{name} of the data beside the checkout")
    check(DATA / name, vocabulary)
