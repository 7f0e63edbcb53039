"""What the fields of a record claim, and what they don't."""

from collections import defaultdict

import pytest

from talkgraph import claims, entities
from talkgraph.errors import Place
from talkgraph.model import Attribute, Kind, Predicate, Verdict
from talkgraph.sources import Source
from talkgraph.sources.records.record import Conference, Speaker, Talk, documents
from talkgraph.vocabulary import Vocabulary

DAYS = Conference(
    title="Loom Days 2031", start="2031-05-02", end="2031-05-03", city="Ghent", url="https://loom.example/"
)


@pytest.fixture(scope="session")
def vocabulary():
    return Vocabulary.load()


def of(conference=DAYS, **talk):
    """Return the documents of a conference and of one talk."""
    talks = [Talk(**({"key": "1", "title": "A day at the looms", "part": "event 1"} | talk))] if talk else []
    return list(documents(Source(Place("loom.xml"), b""), conference, talks))


def read(vocabulary, conference=DAYS, **talk):
    """Return the reading of a talk, or of the conference where no talk is given."""
    return claims.read(of(conference, **talk)[-1], vocabulary)


def lines(reading):
    return sorted(
        f"{c.subject.name} {c.predicate} {c.object.name} ({e.rule})" for c in reading.claims for e in c.evidence
    )


def facts(reading):
    return sorted((f.subject.name, f.attribute, f.value) for f in reading.facts)


def persons(reading):
    return [m.name for m in reading.mentions if m.kind is Kind.PERSON]


def test_a_conference_is_an_edition_of_its_series_held_in_a_city(vocabulary):
    reading = read(vocabulary)
    assert lines(reading) == [
        "Loom Days 2031 heldIn Ghent (record-city)",
        "Loom Days 2031 partOf Loom Days (record-series)",
    ]
    assert facts(reading) == [
        ("Loom Days 2031", Attribute.DATE, "2031-05-02"),
        ("Loom Days 2031", Attribute.END_DATE, "2031-05-03"),
        ("Loom Days 2031", Attribute.URL, "https://loom.example/"),
    ]


@pytest.mark.parametrize("name", ["38C3", "Loom Days", "2031"])
def test_a_name_without_a_year_and_more_is_no_edition(vocabulary, name):
    assert lines(read(vocabulary, Conference(title=name))) == []


def test_editions_of_one_year_in_several_towns_are_several_events(vocabulary):
    names = ["Write the Docs Prague 2017", "Write the Docs Portland 2017"]
    found = [claims.read(d, vocabulary) for name in names for d in of(Conference(title=name))]
    resolved = [entities.resolve([reading], vocabulary) for reading in found]
    ids = [{e.id for e in r.entities if e.kind is Kind.EVENT} for r in resolved]
    assert ids == [
        {"event:write-the-docs", "event:write-the-docs-prague-2017"},
        {"event:write-the-docs", "event:write-the-docs-portland-2017"},
    ]
    assert lines(found[0]) == ["Write the Docs Prague 2017 partOf Write the Docs Prague (record-series)"]


def test_speakers_gave_the_talk_at_the_event(vocabulary):
    reading = read(vocabulary, speakers=(Speaker(name="Ann Lee"), Speaker(name="Bo Berg", affiliation="Weft")))
    assert lines(reading) == [
        "A day at the looms presentedAt Loom Days 2031 (record-event)",
        "Ann Lee gave A day at the looms (record-speaker)",
        "Bo Berg affiliatedWith Weft (record-affiliation)",
        "Bo Berg gave A day at the looms (record-speaker)",
    ]


def test_what_is_claimed_stands_where_its_evidence_says(vocabulary):
    reading = read(vocabulary, speakers=(Speaker(name="Ann Lee (Red Hat)"),), abstract="On Kubernetes.")
    said = [*(e for c in reading.claims for e in c.evidence), *(f.evidence for f in reading.facts)]
    assert len(said) > 3
    assert all(reading.document.quote(e.span) == e.quote for e in said)


def test_fields_are_kept_as_facts_of_the_talk(vocabulary):
    reading = read(
        vocabulary,
        date="2031-05-02", language="eng", url="https://loom.example/1", abstract="Yarn.",
        recordings=("https://loom.example/1.webm",), slides=("https://loom.example/1.pdf",),
    )  # fmt: skip
    assert [(attribute, value) for _, attribute, value in facts(reading)] == [
        (Attribute.ABSTRACT, "Yarn."), (Attribute.DATE, "2031-05-02"), (Attribute.LANGUAGE, "en"),
        (Attribute.RECORDING, "https://loom.example/1.webm"), (Attribute.SLIDES, "https://loom.example/1.pdf"),
        (Attribute.URL, "https://loom.example/1"),
    ]  # fmt: skip


def test_a_description_stands_in_for_an_abstract(vocabulary):
    assert facts(read(vocabulary, description="Yarn.")) == [("A day at the looms", Attribute.ABSTRACT, "Yarn.")]


@pytest.mark.parametrize(
    "text", ["Various speakers", "Panel", "The Loom Team", "Lightning Talks, DAY 1", "TBA", "PyCon Organizers", "???"]
)
def test_who_is_nobody_is_no_person_and_is_told(vocabulary, text):
    reading = read(vocabulary, speakers=(Speaker(name=text),))
    assert persons(reading) == []
    assert [(d.name, d.verdict, d.reason) for d in reading.decisions] == [
        (text, Verdict.DIFFERENT, "names nobody: left out")
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee & Bo Berg", ["Ann Lee", "Bo Berg"]),
        ("Dr. Ann Lee, PhD", ["Ann Lee"]),
        ("Ann Lee (she/her)", ["Ann Lee"]),
        ("Ann Lee (Weft GmbH)", ["Ann Lee"]),
    ],
)
def test_a_string_may_hold_several_persons_and_more_than_names(vocabulary, text, names):
    assert persons(read(vocabulary, speakers=(Speaker(name=text),))) == names


def test_an_id_is_the_one_persons_it_stands_behind(vocabulary):
    one = read(vocabulary, speakers=(Speaker(name="Ann Lee", identifier="fosdem-2013:7"), Speaker(name="Bo Berg")))
    assert facts(one) == [("Ann Lee", Attribute.IDENTIFIER, "fosdem-2013:7")]
    two = read(vocabulary, speakers=(Speaker(name="Ann Lee & Bo Berg", identifier="fosdem-2013:7"),))
    assert facts(two) == []


@pytest.mark.parametrize("company", ["none", "Independent", "N/A", "-", ""])
def test_no_company_is_no_affiliation(vocabulary, company):
    reading = read(vocabulary, speakers=(Speaker(name="Ann Lee", affiliation=company),))
    assert not any(c.predicate is Predicate.AFFILIATED_WITH for c in reading.claims)


def test_brackets_behind_a_name_are_a_company_where_the_table_knows_it(vocabulary):
    known = read(vocabulary, speakers=(Speaker(name="Ann Lee (Red Hat)"),))
    assert "Ann Lee affiliatedWith Red Hat (record-speaker-affiliation)" in lines(known)
    unknown = read(vocabulary, speakers=(Speaker(name="Ann Lee (Weft)"),))
    assert not any(c.predicate is Predicate.AFFILIATED_WITH for c in unknown.claims)


def about(reading):
    return {
        c.object.key or c.object.name: c.evidence[0].confidence
        for c in reading.claims
        if c.predicate is Predicate.ABOUT
    }


def test_a_talk_is_about_what_its_title_names_more_surely_than_what_its_abstract_names(vocabulary):
    reading = read(vocabulary, title="Scaling Kubernetes", abstract="We trace with Prometheus.")
    found = about(reading)
    assert found["kubernetes"] > found["prometheus"]


def test_what_stands_once_deep_in_a_description_is_mentioned_not_what_the_talk_is_about(vocabulary):
    reading = read(vocabulary, description="Yarn and looms. " * 30 + "A demo runs on Kubernetes.")
    assert "kubernetes" not in about(reading)
    assert "kubernetes" in {m.key for m in reading.mentions}


def test_a_track_is_a_hint_and_no_topic_as_it_stands(vocabulary):
    assert about(read(vocabulary, track="Databases")) == {}
    assert about(read(vocabulary, tags=("python", "testing"))) == {}


def test_a_track_tells_in_which_sense_a_word_is_meant(vocabulary):
    without, within = (about(read(vocabulary, title="The state of Go", track=track)) for track in ("", "Go devroom"))
    assert "go" in within
    assert within["go"] >= without.get("go", 0)


def test_talks_of_one_title_get_ids_of_their_own(vocabulary):
    talks = [Talk(key=str(n), title="Welcome", part=str(n), speakers=(Speaker(name=name),))
             for n, name in enumerate(["Ann Lee", "Bo Berg"])]  # fmt: skip
    found = documents(Source(Place("loom.xml"), b""), DAYS, talks)
    resolved = entities.resolve((claims.read(d, vocabulary) for d in found), vocabulary)
    ids = [e.id for e in resolved.entities if e.kind is Kind.TALK]
    assert ids == ["talk:welcome.ann-lee.loom-days-2031", "talk:welcome.bo-berg.loom-days-2031"]


def test_a_reading_is_a_function_of_its_record_alone(vocabulary):
    talk = {"title": "Scaling Kubernetes", "speakers": (Speaker(name="Ann Lee"),), "abstract": "With Prometheus. " * 3}
    assert read(vocabulary, **talk) == read(vocabulary, **talk)


@pytest.mark.parametrize("prose", ["Kubernetes " * 1500, "a" * 20_000, "Go. " * 5000, "\n".join(["Ann Lee:"] * 2000)])
def test_long_abstracts_are_read_in_bounded_time(vocabulary, prose):
    import time

    start = time.process_time()
    read(vocabulary, title="Looms", abstract=prose)
    assert time.process_time() - start < 5


def test_every_rule_of_records_is_named_after_its_field(vocabulary):
    found = defaultdict(set)
    for document in of(speakers=(Speaker(name="Ann Lee", affiliation="Weft", identifier="a:1"),), date="2031",
                       title="Scaling Kubernetes"):  # fmt: skip
        reading = claims.read(document, vocabulary)
        names = {block.name for block in document.blocks}
        for rule in {e.rule for c in reading.claims for e in c.evidence} | {f.evidence.rule for f in reading.facts}:
            found[rule] |= names
    assert found
    assert all(rule.startswith("record-") for rule in found)
