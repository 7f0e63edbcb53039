"""Schedules damaged in any way: read or refused in one line, never a traceback, and offsets that hold."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from records_of import XML, read_all
from test_icalendar import calendar
from test_json_ld import CONFERENCE, TALK, page
from test_schedule_json import GUID, LOOMS, version_1

from talkgraph.errors import SourceError
from talkgraph.sources.records.record import Conference, Speaker, Talk, documents, record_id
from talkgraph.sources.source import Place, Source

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
V2 = {
    "schedule": {
        "conference": {"title": "A"},
        "events": [{"guid": GUID, "title": "B", "participants": [{"name": "C"}]}],
    }
}
SLOTS = {"schedule": {"2031-05-02": {"540": {"12": {"code": "A", "title": {"en": "B"}, "speakers": [{"name": "C"}]}}}}}
INDICO = {"results": [{"title": "A", "startDate": {"date": "2031-05-02"}, "contributions": [
    {"id": "1", "title": "B", "speakers": [{"first_name": "C"}], "folders": [{"attachments": [{}]}]}]}]}  # fmt: skip
SCHED = {
    "conference": "A",
    "dates": ["2031-05-02"],
    "types": {"B": {"events": [{"title": "C", "speakers": [{"name": "D"}]}]}},
}
LINKED = CONFERENCE | {"@context": "https://schema.org", "subEvent": [TALK]}
VIDEO = {"title": "A", "speakers": ["B"], "videos": [{"type": "youtube", "code": "c"}], "related_urls": [{"url": "d"}]}


def paths(value, at=()):
    yield at
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from paths(each, (*at, key))


def replaced(value, at, new):
    if not at:
        return new
    copy = value.copy()
    copy[at[0]] = replaced(value[at[0]], at[1:], new)
    return copy


def sound(data, path):
    try:
        found, problems = read_all(data, path)
    except SourceError as error:
        found, problems = [], [error]
    assert len({d.id for d in found}) == len(found)
    for document in found:
        ends = [0]
        for block in document.blocks:
            assert ends[-1] <= block.span.start < block.span.end <= len(document.text)
            ends.append(block.span.end)
    assert all("\n" not in str(problem) for problem in problems)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_json_of_any_shape_is_read_or_refused(data):
    whole = data.draw(
        st.sampled_from([json.loads(version_1(LOOMS, daysCount=1)), V2, SLOTS, INDICO, SCHED, LINKED, VIDEO])
    )
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(list(paths(whole))))
        whole = replaced(whole, at, data.draw(ANY))
    sound(json.dumps(whole), "case.json")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_data_of_any_shape_in_a_page_is_read_or_passed_over(data):
    at = data.draw(st.sampled_from(list(paths(LINKED))))
    sound(page(replaced(LINKED, at, data.draw(ANY))), "case.html")


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_text_with_pieces_cut_out_or_doubled_is_read_or_refused(data):
    text, path = data.draw(st.sampled_from([
        (XML, "case.xml"), (calendar("UID:1\nSUMMARY:Looms - Ann Lee\nATTENDEE;CN=A:x\nDTSTART:20310502"), "case.ics"),
        ('title,speaker,date\n"Weaving, now",Ann Lee,2031-05-02\nYarn,,\n', "case.csv"),
    ]))  # fmt: skip
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = (
            text[:start]
            + data.draw(st.sampled_from(["", text[start:end] * 2, "<", '"', ";", "\n", "\x00", "é"]))
            + text[end:]
        )
    sound(text, path)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_records_of_a_tree_of_any_shape_are_read_or_named(data):
    at = data.draw(st.sampled_from(list(paths(VIDEO))))
    record = json.dumps(replaced(VIDEO, at, data.draw(ANY))).encode()
    event = json.dumps(data.draw(ANY)).encode()
    person = json.dumps(data.draw(ANY)).encode()
    members = {"category.json": event, "videos/a.json": record}
    found, _ = read_all(
        b"", "loom-2031", members=members, context={"people/B.json": person, "events/loom-2031.json": event}
    )
    assert len({d.id for d in found}) == len(found)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.builds(Talk, key=WORDS, title=WORDS, part=WORDS, date=WORDS, track=WORDS, abstract=WORDS,
                          speakers=st.lists(st.builds(Speaker, name=WORDS, identifier=WORDS), max_size=2).map(tuple)),
                max_size=5), WORDS)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_talks_of_any_words_are_kept_or_named(talks, title):
    source = Source(Place("a/b.xml"), b"")
    found = list(documents(source, Conference(title=title), talks))
    records = [d for d in found if hasattr(d, "blocks")]
    assert len({d.id for d in records}) == len(records)
    kept = [d for d in records if any(b.name == "title" for b in d.blocks)]
    lost = [p for p in found if not hasattr(p, "blocks") and p.what.endswith("without a title: left out")]
    assert len(kept) + len(lost) == len(talks)


@given(st.text(max_size=20))
def test_ids_are_of_the_path_alone(path):
    assert record_id(path) == record_id(path + ".gz") == record_id(path + ".XZ")
