"""Names and talks of real archives: as many are united as people judged to be one, and hardly any others."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not (DATA / "identity").is_dir(), reason="the archives aren't there (../shared/data)"),
]


@pytest.fixture(scope="module")
def bench():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        import identity

        yield identity


@pytest.fixture(scope="module")
def vocabulary():
    from talkgraph.vocabulary import Vocabulary

    return Vocabulary.load()


@pytest.fixture(scope="module")
def whole(bench, vocabulary):
    from talkgraph.entities import finish

    return finish(bench.resolved(bench.archives(DATA), vocabulary), vocabulary)


def test_pairs_of_names_are_told_as_people_told_them(bench, whole, vocabulary):
    marks = bench.judged(whole, DATA / "identity" / "name-pairs.tsv", vocabulary)
    assert marks.precision >= bench.PRECISION, marks.wrong
    assert marks.recall >= bench.RECALL, marks.missed


def test_talks_that_two_archives_tell_of_are_one(bench, whole):
    for event, (other, told, floor) in bench.OVERLAPS.items():
        found, both = bench.overlap(whole, event, other)
        assert (found, both >= floor) == (told, True), event


def test_every_edition_of_fosdem_is_part_of_its_series(whole):
    editions = {s.subject for s in whole.statements if s.predicate == "partOf" and s.object == "event:fosdem"}
    assert {f"event:fosdem-{year}" for year in range(2007, 2027)} <= editions
    assert next(e for e in whole.entities if e.id == "event:fosdem").name == "FOSDEM"
