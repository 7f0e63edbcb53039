"""Schedules in JSON: the CCC's versions 1 and 2, pretalx's slots, Indico's export, a list from Sched."""

import json

import pytest
from records_of import fields, read_all, talks, values

from talkgraph.errors import SourceError

GUID = "0c8b1b3a-1c4b-4d8e-9a77-0d5e1f3c9a10"


def version_1(*events, **conference):
    days = [{"index": 1, "date": "2031-05-02", "rooms": {"Shed": list(events)}}]
    told = {"title": "Loom Days 2031", "start": "2031-05-02", "end": "2031-05-03", "days": days}
    return json.dumps({"schedule": {"version": "1", "conference": told | conference}})


LOOMS = {
    "id": 7, "title": "Weaving in Rust", "subtitle": "", "start": "10:00", "track": "Looms", "language": "en",
    "persons": [{"id": 31, "public_name": "Ann Lee (Weft)"}],
    "links": [{"url": "https://media.ccc.de/v/looms", "title": "Video"}],
}  # fmt: skip


def read_json(data, path="case.json"):
    return read_all(data, path)


def test_version_1_reads_as_the_xml_does():
    (conference, talk), problems = read_json(version_1(LOOMS))
    assert problems == []
    assert fields(conference) == [("event", "Loom Days 2031"), ("start", "2031-05-02"), ("end", "2031-05-03")]
    assert fields(talk) == [
        ("title", "Weaving in Rust"), ("speaker", "Ann Lee (Weft)"), ("speaker-id", "loom-days-2031:31"),
        ("event", "Loom Days 2031"), ("date", "2031-05-02"), ("language", "en"), ("track", "Looms"),
        ("recording", "https://media.ccc.de/v/looms"),
    ]  # fmt: skip
    assert talk.part == "/schedule/conference/days/0/rooms/Shed/0"


def test_persons_of_pretalx_have_a_guid_or_a_code():
    persons = [{"guid": GUID, "name": "Ann Lee"}, {"code": "XK2", "name": "Bo Berg", "public_name": ""}, {"name": ""}]
    (_, talk), problems = read_json(version_1(LOOMS | {"persons": persons}))
    assert values(talk, "speaker-id") == [f"guid:{GUID}", "loom-days-2031:XK2"]
    assert [p.what for p in problems] == [f"{talk.part}: a speaker without a name: left out"]


def test_version_2_has_flat_events_with_participants():
    data = {"schedule": {"conference": {"title": "38C3", "tracks": [{"slug": "looms", "name": "Looms"}]}, "events": [
        {"guid": GUID, "title": "Weaving", "start": "2031-05-02T10:00:00+02:00", "track": {"slug": "looms"},
         "participants": [{"guid": GUID, "public_name": "Ann Lee"}, {"role": "ANGEL", "public_name": "Bo Berg"}]},
    ]}}  # fmt: skip
    (_, talk), _ = read_json(json.dumps(data))
    assert (values(talk, "speaker"), values(talk, "date"), values(talk, "track")) == (
        ["Ann Lee"], ["2031-05-02"], ["Looms"],
    )  # fmt: skip


def test_slots_of_pretalx_say_things_in_several_languages_and_talks_in_several_slots():
    talk = {"code": "AB", "title": {"fr": "Métiers", "en": "Looms"}, "speakers": [{"name": "Ann Lee"}], "tags": [],
            "content_locale": "fr", "track": {"fr": "Fil", "en": "Yarn"}}  # fmt: skip
    data = {"schedule": {"2031-05-02": {"540": {"12": talk}, "600": {"12": talk, "13": {}}}},
            "sprints": {"2031-05-03": {"540": {"14": talk | {"code": "CD", "title": "Sprint"}}}}}  # fmt: skip
    documents, problems = read_json(json.dumps(data))
    assert [d.title for d in documents] == ["Looms", "Sprint"]
    assert values(documents[0], "track") == ["Yarn"]
    assert [d.part for d in documents] == ["/schedule/2031-05-02/540/12", "/sprints/2031-05-03/540/14"]
    assert problems == []


def test_indico_tells_affiliations_and_no_hash_of_mail_is_kept():
    person = {"first_name": "Ann", "last_name": "Lee", "fullName": "Lee, Ann", "affiliation": "Weft",
              "emailHash": "0f0f", "email": "ann@loom.example"}  # fmt: skip
    event = {"title": "Loom Physics 2031", "location": "Stony Brook, Ghent",
             "startDate": {"date": "2031-05-02", "time": "08:00:00", "tz": "UTC"}, "endDate": {"date": "2031-05-04"},
             "contributions": [{"id": "3", "title": "Yarn", "speakers": [person], "startDate": {"date": "2031-05-03"},
                                "primaryauthors": [person, person]}]}  # fmt: skip
    (conference, talk), _ = read_json(json.dumps({"count": 1, "results": [event], "_type": "HTTPAPIResult"}))
    assert values(conference, "city") + values(conference, "end") == ["Ghent", "2031-05-04"]
    assert fields(talk)[1:5] == [
        ("speaker", "Ann Lee"), ("affiliation", "Weft"), ("event", "Loom Physics 2031"), ("date", "2031-05-03"),
    ]  # fmt: skip
    assert "@" not in talk.text + conference.text
    assert "0f0f" not in talk.text


def test_titles_of_sched_end_in_their_speakers():
    data = {"conference": "Loom Days 2031", "location": "Ghent, Belgium", "dates": ["2031-05-02"], "tracks": {"a": {}},
            "types": {"Yarn": {"events": [{"title": "Looms - a history - Ann Lee, Weft", "start_date": "2031-05-02",
                      "speakers": [{"name": "Ann Lee", "title": "Weaver, Weft"}]}]}}}  # fmt: skip
    (_, talk), _ = read_json(json.dumps(data))
    assert (talk.title, values(talk, "speaker"), values(talk, "affiliation")) == (
        "Looms - a history", ["Ann Lee"], ["Weft"],
    )  # fmt: skip


def test_wrong_dates_are_told_with_their_pointer():
    (conference, talk), problems = read_json(version_1(LOOMS | {"date": "20031-05-02"}, start="20031-05-02"))
    assert values(conference, "start") + values(talk, "date") == []
    assert [p.what for p in problems] == [
        "/schedule/conference/days/0/rooms/Shed/0: '20031-05-02' is no date: left out",
        "the conference's start is no date: '20031-05-02': left out",
    ]


def test_a_schedule_with_fewer_days_than_it_says_is_read_with_a_warning():
    documents, problems = read_json(version_1(LOOMS, daysCount=3))
    assert len(talks(documents)) == 1
    assert [p.what for p in problems] == ["/schedule/conference: says that it has 3 days, and holds 1"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ('{"schedule": {"conference": {"title": "A", "days": [', "not JSON"),
        ('{"schedule": {"conference": {"title": "A"}}}', "JSON without any talk"),
        ('{"schedule": []}', "JSON without any talk"),
        ('{"conference": "A"}', "JSON without any talk"),
        ('{"schedule": ' + "[" * 100_000 + "]" * 100_000 + "}", "not JSON"),
        ('{"schedule": ' + "9" * 10_000 + "}", "not JSON"),
        ('{"schedule": "\\ud800"}', "JSON without any talk"),
    ],
)
def test_other_json_is_refused(data, what):
    with pytest.raises(SourceError, match=rf"^case\.json.*{what}"):
        read_json(data)
