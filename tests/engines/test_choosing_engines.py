"""Engines are asked for by name; what can't be had is said in one line with what to do."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys

import pytest

from engines.chat_server import refuses, says
from talkgraph import engines, pipeline
from talkgraph import graph as graphs
from talkgraph.engines.choose import offers
from talkgraph.errors import EngineError, NoEngineError
from talkgraph.model import engine_of
from talkgraph.outputs import read_graph, write_graph

LOUD = '''
"""An engine of a package of its own."""

from dataclasses import dataclass

from talkgraph.model import Claim, Evidence, Kind, Mention, Predicate, Reading, Span


@dataclass(frozen=True)
class Loud:
    """Takes words in capitals for projects."""

    least: int = 3

    def read(self, document, vocabulary):
        words = [w for w in document.text.split() if w.isupper() and len(w) >= self.least]
        starts = [document.text.index(w) for w in words]
        found = [Mention(Span(s, s + len(w)), Kind.PROJECT, w, rule="capitals") for s, w in zip(starts, words)]
        return Reading(document, tuple(found), ())


class Lying(Loud):
    def read(self, document, vocabulary):
        return Reading(document, (Mention(Span(0, 10_000), Kind.PROJECT, "x"),), ())


class Failing(Loud):
    def read(self, document, vocabulary):
        raise ZeroDivisionError("looms")


nothing = 7


def useless():
    return 7
'''
ENTRY_POINTS = """[talkgraph.engines]
loud = loud_engine:Loud
lying = loud_engine:Lying
failing = loud_engine:Failing
nothing = loud_engine:nothing
useless = loud_engine:useless
broken = loud_engine_that_is_not_there:Loud
default = loud_engine:Loud
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An installed package that brings engines."""
    info = tmp_path / "site" / "loud_engine-1.0.dist-info"
    info.mkdir(parents=True)
    (tmp_path / "site" / "loud_engine.py").write_text(LOUD, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud-engine\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    importlib.invalidate_caches()
    yield
    sys.modules.pop("loud_engine", None)


def graphs_equal(a, b):
    return dict(a.nodes(data=True)) == dict(b.nodes(data=True)) and list(a.edges(keys=True, data=True)) == list(
        b.edges(keys=True, data=True)
    )


def test_the_built_in_engine_is_what_nothing_asked_for_means(document, vocabulary):
    assert engines.load(()) == engines.load(["default"])
    found = engines.load(()).read(document, vocabulary)
    assert {engine_of(m.rule) for m in found.mentions} == {"default"}


def test_an_engine_of_another_package_reads_under_its_name(package, document, vocabulary):
    found = engines.load(["loud:least=4"]).read(document, vocabulary)
    assert [(m.name, m.rule) for m in found.mentions] == [("QEMU.", "loud:capitals")]


def test_an_installed_package_changes_nothing_until_it_is_asked_for(package, document, vocabulary):
    assert engines.load(["default"]).read(document, vocabulary) == engines.load(()).read(document, vocabulary)
    assert "loud_engine" not in sys.modules


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("loom", "loom: there is no such engine; known here are default, spacy, gliner, llm, "),
        ("", "an empty name: there is no such engine"),
        ("loud:most=3", "loud: there is no option 'most'; its options are least"),
        ("loud:least=many", "loud: least=many is not a whole number"),
        ("loud:least=-1", "loud: least=-1 is not a whole number"),
        ("loud:least=1,least=2", "loud: the option 'least' is given twice"),
        ("loud:least", "loud: 'least' is not an option; say it as loud:KEY=VALUE"),
        ("default:fast=yes", "default: there is no option 'fast'; it has none"),
        ("llm:model=x", "llm: needs the option 'url'; say llm:url=…"),
        ("llm:url=http://localhost/v1,model=x,timeout=nan", "llm: timeout=nan is not a number"),
        ("llm:url=http://localhost/v1,model=x,part=3", "llm: part=3 is too little; at least 200"),
        ("llm:url=http://localhost/v1,model=", "llm: needs the name of a model"),
        ("broken", "broken: the package loud-engine that brings this engine is broken: ModuleNotFoundError"),
        ("nothing", "nothing: what the package loud-engine brings is nothing that makes an engine"),
        ("useless", "useless: is no engine: it has no `read`"),
    ],
)
def test_what_can_not_be_had_is_said(asked, said, package):
    with pytest.raises(NoEngineError) as refused:
        engines.load([asked])
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("name", ["spacy", "gliner"])
def test_an_engine_that_is_not_installed_says_how_to_install_it(name, monkeypatch):
    monkeypatch.setattr("talkgraph.engines.choose.find_spec", lambda _: None)
    with pytest.raises(NoEngineError) as refused:
        engines.load([name])
    assert str(refused.value) == (
        f"{name}: this engine isn't installed; install it by: pip install 'talkgraph[{name}]'"
    )


def test_asking_twice_for_the_same_is_refused():
    with pytest.raises(NoEngineError, match="asked for twice"):
        engines.load(["default", "default"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lying", "lying: read loom.md wrongly: a name without a place in the text"),
        ("failing", "failing: failed on loom.md: ZeroDivisionError: looms"),
    ],
)
def test_an_engine_that_breaks_its_word_is_named(name, said, package, document, vocabulary):
    with pytest.raises(EngineError) as refused:
        engines.load([name]).read(document, vocabulary)
    assert str(refused.value).startswith(said)


def test_the_engines_are_listed_with_what_they_can_be_told(package, monkeypatch):
    monkeypatch.setattr("talkgraph.engines.choose.find_spec", lambda _: None)
    found = {offer.name: offer for offer in offers()}
    assert list(found)[:4] == ["default", "spacy", "gliner", "llm"]
    assert found["default"].installed
    assert not found["spacy"].installed
    assert "pip install" in found["spacy"].about
    assert found["loud"].about == "Takes words in capitals for projects."
    assert [(o.name, o.default) for o in found["loud"].options] == [("least", "3")]
    assert ("url", None) in [(o.name, o.default) for o in found["llm"].options]
    assert "is broken" in found["broken"].about


def test_nothing_is_asked_over_the_net_and_nothing_loaded_for_it_unless_asked_for(tmp_path):
    (tmp_path / "loom.md").write_text("Ann Lee presented *Looms at scale* at LoomConf 2019.\n", encoding="utf-8")
    script = (
        "import sys\nfrom talkgraph.cli import main\n"
        "try: main()\nfinally: print(sorted({'httpx', 'spacy', 'gliner', 'torch'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, "build", "loom.md", "-o", "g.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_a_build_takes_engines_and_tells_what_they_left_out(server, tmp_path):
    (tmp_path / "loom.md").write_text("# Looms\n\nMary Weaver presented *Faster looms*.\n", encoding="utf-8")
    mary = {"type": "person", "name": "Mary Weaver", "quote": "Mary Weaver presented"}
    server.turns = [says({"names": [mary, mary | {"quote": "Mary Weaver sang"}], "relations": []})]
    asked = ("default", f"llm:url={server.url},model=m,cache=no")
    built = pipeline.build_all([str(tmp_path)], pipeline.Settings(engines=asked))
    assert [problem.what for problem in built.problems] == [
        "llm:m: 1 left out: 1 × a quote that doesn't stand in the text"
    ]
    rules = {e["rule"] for e in built.graph.nodes["person:mary-weaver"]["evidence"]}
    assert {engine_of(rule) for rule in rules} == {"default", "llm"}
    for form in (".ttl", ".json"):
        write_graph(built.graph, tmp_path / f"graph{form}")
        again = read_graph(tmp_path / f"graph{form}")
        assert graphs_equal(again, built.graph), form
    assert built.graph.nodes["person:mary-weaver"]["count"] == 1


def test_documents_are_counted_once_however_many_engines_name_a_thing(server, tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# {name}\n\nMary Weaver presented *Faster looms*.\n", encoding="utf-8")
    mary = {"type": "person", "name": "Mary Weaver", "quote": "Mary Weaver presented"}
    server.turns = [says({"names": [mary], "relations": []})]
    asked = ("default", f"llm:url={server.url},model=vendor/model:7b,cache=no")
    graph = pipeline.build_all([str(tmp_path / "a.md"), str(tmp_path / "b.md")], pipeline.Settings(engines=asked)).graph
    node = graph.nodes["person:mary-weaver"]
    assert (node["count"], len(node["evidence"])) == (2, 4)
    (gone,) = (key for key in graphs.documents(graph) if key.endswith("a"))
    left = graphs.forget(graph, [gone]).nodes["person:mary-weaver"]
    assert (left["count"], len(left["evidence"])) == (1, 2)
    assert graphs_equal(graphs.merge(graph, graph), graph)


def command(*arguments, cwd):
    done = subprocess.run(
        [sys.executable, "-m", "talkgraph", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def test_what_can_not_be_had_is_misuse_and_what_gave_up_has_failed(server, tmp_path):
    (tmp_path / "loom.md").write_text("Mary Weaver presented *Faster looms*.\n", encoding="utf-8")
    asked = ("build", "loom.md", "-o", "g.ttl", "--engine")
    assert command(*asked, "loom", cwd=tmp_path) == (
        2,
        "",
        "talkgraph: loom: there is no such engine; known here are default, spacy, gliner, llm\n",
    )
    server.turns = [refuses(401, "no \x1b[31mkey")]
    code, out, err = command(*asked, f"llm:url={server.url},model=m,cache=no", cwd=tmp_path)
    assert (code, out) == (1, "")
    assert err == f"talkgraph: llm: {server.url} refused: HTTP status 401: no \\u001b[31mkey\n"
    assert not (tmp_path / "g.ttl").exists()


def test_demo_add_and_evaluate_take_engines(server, tmp_path):
    (tmp_path / "loom.md").write_text("Mary Weaver presented *Faster looms* at LoomConf 2019.\n", encoding="utf-8")
    gold = {
        "document": "loom",
        "entities": [{"id": "topic:faster", "type": "topic", "name": "Faster"}],
        "relations": [],
    }
    (tmp_path / "loom.json").write_text(json.dumps(gold), encoding="utf-8")
    faster = {"type": "topic", "name": "Faster", "quote": "Faster looms"}
    server.turns = [says({"names": [faster], "relations": []})]
    asked = ("--engine", f"llm:url={server.url},model=m,cache={tmp_path / 'kept'}")
    code, out, err = command("evaluate", ".", "--json", *asked, cwd=tmp_path)
    assert (code, json.loads(out)["topic"]["right"]) == (0, 1), err
    assert command("build", "loom.md", "-o", "g.json", cwd=tmp_path)[0] == 0
    assert command("add", "loom.md", "-g", "g.json", *asked, cwd=tmp_path)[0] == 0
    assert "topic:faster" in read_graph(tmp_path / "g.json")
    assert len(server.asked) == 1, "what was answered is kept from command to command"
    server.turns = [says({"names": [], "relations": []})]
    assert command("demo", "demo", *asked, cwd=tmp_path)[0] == 0
    assert len(server.asked) > 14
