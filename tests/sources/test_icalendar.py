"""Calendars as conferences publish them: speakers sit anywhere, and little of it is valid."""

import pytest
from records_of import fields, read_all, talks, values

from talkgraph.errors import SourceError


def calendar(*events, head="X-WR-CALNAME:Loom Days 2031\n"):
    inside = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inside}END:VCALENDAR\n"


def all_of(*events, **settings):
    documents, problems = read_all(calendar(*events, **settings), "case.ics")
    return talks(documents), [problem.what for problem in problems]


def only(event):
    (talk,), problems = all_of(event)
    return talk, problems


def test_a_folded_line_is_one_and_its_escapes_are_undone():
    talk, _ = only("UID:1@x\nSUMMARY:Weaving\\, spin\n ning\nDESCRIPTION:One\\nTwo\\; three\nDTSTART:20310502T080000Z")
    assert (talk.title, values(talk, "description")) == ("Weaving, spinning", ["One\nTwo; three"])
    assert (values(talk, "date"), values(talk, "event")) == (["2031-05-02"], ["Loom Days 2031"])
    assert str(talk.place) == "case.ics:4"


def test_a_line_break_that_nobody_escaped_goes_on():
    talk, _ = only("SUMMARY:Looms\nDESCRIPTION:One\nand two: three\n\nfour")
    assert values(talk, "description") == ["One\nand two: three\nfour"]


def test_a_line_of_thousands_of_bytes_is_read():
    talk, _ = only("SUMMARY:Looms\nDESCRIPTION:" + "yarn " * 1000)
    assert len(values(talk, "description")[0]) == 4999


@pytest.mark.parametrize(
    ("event", "names"),
    [
        ('SUMMARY:Looms\nATTENDEE;CN="Lee, Ann";ROLE=CHAIR:invalid:nomail', ["Lee, Ann"]),
        ("SUMMARY:Looms\nATTENDEE;CN=Ann Lee:invalid:a\nATTENDEE;CN=Bo Berg:invalid:b", ["Ann Lee", "Bo Berg"]),
        ("SUMMARY:Looms\nORGANIZER;CN=Ann Lee:MAILTO:info@loom.example", ["Ann Lee"]),
        ("SUMMARY:Looms - Ann Lee", ["Ann Lee"]),
        ("SUMMARY:Looms - Ann Lee\\, Weft", ["Ann Lee, Weft"]),
        ("SUMMARY:Looms\nDESCRIPTION:Yarn.\\nSpeaker: Ann Lee\\nMore", ["Ann Lee"]),
        ("SUMMARY:Looms", []),
        ("SUMMARY:Looms\nATTENDEE;CN=ann@loom.example:mailto:ann@loom.example", []),
    ],
)  # fmt: skip
def test_speakers_are_found_wherever_they_sit_and_addresses_are_not_kept(event, names):
    talk, _ = only(event)
    assert values(talk, "speaker") == names
    assert talk.title == "Looms"
    assert "@" not in talk.text


def test_what_stands_behind_a_dash_is_a_speaker_only_where_the_calendar_has_that_habit():
    found, _ = all_of("SUMMARY:Looms - The Good Parts", "SUMMARY:Yarn", "SUMMARY:Wool - in short", "SUMMARY:Weft")
    assert (found[0].title, values(found[0], "speaker")) == ("Looms - The Good Parts", [])


def test_the_organizer_of_everything_is_no_speaker():
    events = [f"UID:{n}\nSUMMARY:Looms {n}\nORGANIZER;CN=Loom Club:MAILTO:a@loom.example" for n in range(8)]
    found, _ = all_of(*events)
    assert [values(talk, "speaker") for talk in found] == [[]] * 8


def test_events_that_share_their_uid_are_all_kept():
    found, problems = all_of(*(f"UID:5\nSUMMARY:Looms {n}" for n in "abc"))
    assert len({talk.id for talk in found}) == 3
    assert problems == ["2 records have the id of another (5): told apart by their order"]


def test_a_time_zone_that_is_a_property_does_no_harm():
    found, _ = all_of("SUMMARY:Looms", head="VTIMEZONE:Europe/Rome\n")
    assert len(found) == 1


def test_an_alarm_inside_of_an_event_is_no_part_of_what_it_tells():
    talk, _ = only("BEGIN:VALARM\nDESCRIPTION:Wake up\nSUMMARY:Alarm\nEND:VALARM\nSUMMARY:Looms\nDESCRIPTION:Yarn")
    assert fields(talk)[0] == ("title", "Looms")
    assert values(talk, "description") == ["Yarn"]


def test_a_wrong_date_and_a_missing_summary_are_told():
    found, problems = all_of("SUMMARY:Looms\nDTSTART:20311402T080000Z", "UID:2\nDTSTART:20310502T080000Z")
    assert len(found) == 1
    assert problems == ["'20311402T080000Z' is no date: left out", "a record without a title: left out"]


def test_a_calendar_that_breaks_off_keeps_its_events():
    documents, problems = read_all(calendar("SUMMARY:Looms", "SUMMARY:Yarn").partition("rn\nEND:V")[0], "case.ics")
    assert [talk.title for talk in talks(documents)] == ["Looms", "Ya"]
    assert [str(p) for p in problems] == [
        "case.ics:8: error: the calendar doesn't end here: it was cut off; get it again"
    ]


def test_a_calendar_without_events_is_refused():
    with pytest.raises(SourceError, match=r"^case\.ics: a calendar without any event"):
        read_all(calendar(), "case.ics")
