"""The stream as a whole: same sources, same bytes; every word of evidence stands where it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import talkgraph
from talkgraph import sources
from talkgraph.errors import Place, Problem, Severity, SourceError, VocabularyError
from talkgraph.graph import Graph, check_shape, documents, edges, nodes
from talkgraph.outputs import FORMATS, to_bytes
from talkgraph.pipeline import Settings, StoppedError, build_all, build_each, build_sources, load_vocabulary, work
from talkgraph.sources import Source
from talkgraph.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[1]
REPORTS = sorted((ROOT / "graph" / "reports").iterdir())
GOLD = ROOT / "tests" / "gold" / "open"
VOCABULARY = Vocabulary.load()


def written(graph: Graph) -> dict[str, bytes]:
    return {suffix: b"".join(to_bytes(graph, form)) for suffix, form in FORMATS.items()}


def source(name: str, text: str) -> Source:
    return Source(Place(name), text.encode())


def built(*found: Source | Problem) -> Graph:
    return build_sources(found, VOCABULARY).graph


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_neither_hash_seed_nor_order_of_sources_shows(seed: int, tmp_path: Path) -> None:
    names = [str(path.relative_to(ROOT)) for path in REPORTS]
    shuffled = names[seed::3] + names[(seed + 1) % 3 :: 3] + names[(seed + 2) % 3 :: 3]
    assert sorted(shuffled) == names
    for suffix, expected in written(build_all(names, Settings()).graph).items():
        out = tmp_path / f"seed{suffix}"
        subprocess.run(
            [sys.executable, "-m", "talkgraph", "build", *reversed(shuffled), "-o", str(out)],
            cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": str(seed)}, check=True, capture_output=True,
        )  # fmt: skip
        assert out.read_bytes() == expected


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_number_of_processes_does_not_show(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "BUNDLE", 4_000)  # several bundles even of a few reports
    names = [str(path) for path in REPORTS]
    alone, together = (written(build_all(names, Settings(jobs=n)).graph) for n in (1, jobs))
    assert together == alone


def test_other_processes_are_started_only_when_there_is_much_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    def in_processes(bundles: object, vocabulary: object, processes: int) -> list[object]:
        started.append(processes)
        return []

    monkeypatch.setattr(work, "_in_processes", in_processes)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    documents = [d for name in REPORTS for s in sources.find([str(name)]) for d in sources.read(s)]  # type: ignore[arg-type]
    assert len(list(work.resolved_parts(documents, VOCABULARY, jobs=0))) == 1
    monkeypatch.setattr(work, "BUNDLE", 4_000)
    assert len(list(work.resolved_parts(documents, VOCABULARY, jobs=0))) == work.ALONE
    assert started == [4]


def test_every_piece_of_evidence_stands_where_it_says() -> None:
    found = build_all([str(path) for path in REPORTS], Settings())
    texts = {d.id: d.text for path in REPORTS for s in sources.find([str(path)]) if isinstance(s, Source)
             for d in sources.read(s)}  # fmt: skip
    assert set(texts) == set(documents(found.graph))
    pieces = [e for _, node in nodes(found.graph) for e in node["evidence"]]
    pieces += [e for *_, edge in edges(found.graph) for e in edge["evidence"]]
    assert len(pieces) > 500
    assert all(texts[e["document"]][e["start"] : e["end"]] == e["quote"] for e in pieces)
    assert all(edge["evidence"] for *_, edge in edges(found.graph))


def test_a_graph_of_two_sources_says_what_each_says_alone() -> None:
    one, two = (source(p.name, p.read_text(encoding="utf-8")) for p in sorted(GOLD.glob("*.md"))[:2])
    both, apart = built(one, two), (built(one), built(two))
    assert set(both) == set(apart[0]) | set(apart[1])
    assert set(both.edges(keys=True)) == set(apart[0].edges(keys=True)) | set(apart[1].edges(keys=True))


def test_joining_graphs_is_the_same_as_building_together() -> None:
    found = [source(p.name, p.read_text(encoding="utf-8")) for p in sorted(GOLD.glob("*.md"))[:4]]
    together = built(*found)
    joined = talkgraph.merge(built(*found[:2]), built(*found[2:]))
    assert set(joined) == set(together)
    assert set(joined.edges(keys=True)) == set(together.edges(keys=True))


WORDS = st.sampled_from(
    ["Ann Lee", "presented", '"', "“", "”", "Weaving at scale", "at", "LoomConf 2019", "in", "Utrecht", "QEMU", "KVM",
     "uses", "by", "of", "Red Hat", "\n", "\n\n", "- ", "# ", "*", "**", "[", "](https://x.example/y)", "<b>",
     "</script>", "---\n", "title: ", "She", "maintains", "(", ")", ":", ",", ".", "the", "talk", "\u202e", "\x1b[2J",
     "é", "🧵", "|", "> ", "1. "]
)  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS | st.text(max_size=5), max_size=60).map(" ".join))
def test_any_text_makes_a_valid_graph_with_true_quotes(text: str) -> None:
    given_source = Source(Place("any.md"), text.encode("utf-8", "surrogatepass"))
    try:
        (document,) = sources.read(given_source)
    except SourceError:
        return
    graph = built(given_source)
    check_shape(graph)
    for *_, edge in edges(graph):
        assert all(document.text[e["start"] : e["end"]] == e["quote"] for e in edge["evidence"])
    assert written(graph) == written(built(given_source))


def test_problems_are_told_as_they_come_and_sorted_at_the_end() -> None:
    seen: list[Problem] = []
    steps: list[str] = []
    lost = Problem(Place("z.md"), "gone", severity=Severity.ERROR)
    found = [lost, Source(Place("b.md"), bytes(range(256)) * 20), source("a.md", "Ann Lee spoke.")]
    result = build_sources(found, VOCABULARY, settings=Settings(jobs=1), warn=seen.append, progress=steps.append)
    assert [problem.place.path for problem in seen] == ["z.md", "b.md"]
    assert [problem.place.path for problem in result.lost] == ["b.md", "z.md"]
    assert (result.read, steps) == (1, ["a.md"])


def test_strict_stops_before_the_next_source_is_read() -> None:
    steps: list[str] = []
    found = [source("a.md", "Ann Lee spoke."), Problem(Place("b.md"), "gone", "look", Severity.ERROR),
             source("c.md", "Bo Yun spoke.")]  # fmt: skip
    with pytest.raises(StoppedError, match=r"^b\.md: gone; look$"):
        build_sources(found, VOCABULARY, progress=steps.append)
    assert steps == ["a.md"]


def test_warnings_stop_nothing() -> None:
    found = build_sources([Problem(Place("a.md"), "odd")], VOCABULARY)
    assert (found.problems, found.lost, found.read) == ((Problem(Place("a.md"), "odd"),), (), 0)


def test_of_two_documents_with_one_id_the_first_is_kept() -> None:
    found = [source("a.md", "Ann Lee spoke."), source("a.txt", "Bo Yun spoke.")]
    result = build_sources(found, VOCABULARY, settings=Settings(jobs=1))
    assert [entry["path"] for entry in documents(result.graph).values()] == ["a.md"]
    assert "the same id as a.md" in str(result.lost[0])


def test_each_report_alone_is_read_as_if_there_were_no_other() -> None:
    paths = [path for path in sorted(GOLD.iterdir()) if path.suffix == ".md"][:3]
    for path, graph in zip(paths, build_each(paths, Settings()), strict=True):
        assert written(graph) == written(build_all([str(path)], Settings()).graph)


@pytest.mark.parametrize("settings_", [Settings(vocabulary=(Path("none.tsv"),)), Settings(tiers=("core", "cores"))])
def test_settings_that_name_nothing_are_refused(settings_: Settings) -> None:
    with pytest.raises(VocabularyError, match="no such"):
        load_vocabulary(settings_)


# the front door


def test_the_front_door_builds_saves_loads_and_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loom.md").write_text('Ann Lee presented "Weaving at scale" at LoomConf 2019.\n', encoding="utf-8")
    Path("projects.tsv").write_text("name\nWeaving\n", encoding="utf-8")
    graph = talkgraph.build(Path("loom.md"), vocabulary=["projects.tsv"])
    assert {"person:ann-lee", "project:weaving"} < set(graph)
    talkgraph.save(graph, "g.ttl")
    assert written(talkgraph.load("g.ttl")) == written(graph)
    talkgraph.draw(graph, title="Looms").save("g.html")
    assert "Looms" in Path("g.html").read_text(encoding="utf-8")


def test_the_front_door_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "b.md").write_text("Ann Lee spoke.", encoding="utf-8")
    with pytest.raises(talkgraph.TalkgraphError, match=r"a\.md"):
        talkgraph.build(tmp_path)
    assert len(documents(talkgraph.build(tmp_path, settings=talkgraph.Settings()))) == 1
    with pytest.raises(talkgraph.TalkgraphError, match="no such file"):
        talkgraph.build(tmp_path / "c.md")


def test_the_front_door_lists_its_names() -> None:
    assert dir(talkgraph) == sorted(talkgraph.__all__)
    assert all(getattr(talkgraph, name) is not None for name in talkgraph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'loom'"):
        talkgraph.loom  # noqa: B018
