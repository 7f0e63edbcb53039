"""One reader for what FOSDEM, the CCC, frab, pretalx and wafer write; each case is a trap of a real schedule."""

import pytest
from records_of import XML, fields, read_all, talks, values

from talkgraph.errors import Severity, SourceError


def event(inside, attributes='id="1"'):
    return f"<event {attributes}><title>Looms</title>{inside}</event>"


def schedule(*events, head="<conference><title>Loom Days 2031</title></conference>", day="2031-05-02"):
    return f'<schedule>{head}<day date="{day}"><room name="Shed">{"".join(events)}</room></day></schedule>'


def only(data):
    documents, problems = read_all(data)
    (talk,) = talks(documents)
    return talk, [problem.what for problem in problems]


def test_a_record_is_a_document_of_fields_with_its_place():
    (conference, talk), problems = read_all(XML, "weft/loom.xml")
    assert problems == []
    assert fields(conference) == [
        ("event", "Loom Days 2031"), ("start", "2031-05-02"), ("end", "2031-05-03"), ("city", "Ghent"),
    ]  # fmt: skip
    assert fields(talk) == [
        ("title", "Weaving in Rust"), ("speaker", "Ann Lee"), ("speaker-id", "loom-days-2031:31"),
        ("event", "Loom Days 2031"), ("date", "2031-05-02"), ("language", "en"), ("track", "Looms"),
        ("abstract", "Yarn & Rust"),
    ]  # fmt: skip
    assert (talk.id, talk.part, str(talk.place)) == ("weft-loom.7", "event 7", "weft/loom.xml:5")


def test_events_may_stand_in_days_without_rooms_as_in_2007():
    data = XML.replace('<room name="Shed">', "").replace("</room>", "").replace("<start>", "<room>Shed</room><start>")
    assert [values(d, "speaker") for d in talks(read_all(data)[0])] == [["Ann Lee"]]


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("FOSDEM 2009", []),  # numbers are per occurrence
        ("FOSDEM 2014", ["fosdem-2013:31"]),
        ("FOSDEM 2023", ["fosdem-2013:31"]),
        ("FOSDEM 2025", ["fosdem-2024:31"]),  # they start anew and collide with the old ones
        ("Loom Days 2031", ["loom-days-2031:31"]),
    ],
)
def test_the_number_of_a_person_counts_in_its_source_and_era(title, known):
    talk, _ = only(XML.replace("Loom Days 2031", title))
    assert values(talk, "speaker-id") == known


def test_persons_may_have_a_guid_a_code_or_nothing():
    guid = "0c8b1b3a-1c4b-4d8e-9a77-0d5e1f3c9a10"
    talk, _ = only(schedule(event(
        f'<persons><person guid="{guid}">Ann Lee</person><person code="XK2">Bo Berg</person><person>Cy Orr</person>'
        "</persons>"
    )))  # fmt: skip
    assert fields(talk)[1:-2] == [
        ("speaker", "Ann Lee"), ("speaker-id", f"guid:{guid}"), ("speaker", "Bo Berg"),
        ("speaker-id", "loom-days-2031:XK2"), ("speaker", "Cy Orr"),
    ]  # fmt: skip


def test_a_list_of_all_persons_beside_the_days_gives_no_speakers_as_in_2026():
    data = XML.replace("<day ", '<persons><person id="9"><name>Dot Fay</name></person></persons><day ')
    assert values(only(data)[0], "speaker") == ["Ann Lee"]


def test_empty_elements_say_nothing():
    talk, problems = only(schedule(event("<slug/><language/><track></track><persons/><links/><date/>")))
    assert [name for name, _ in fields(talk)] == ["title", "event", "date"]
    assert problems == []


def test_events_without_persons_are_talks_nobody_gave():
    talk, problems = only(schedule(event("")))
    assert (values(talk, "speaker"), problems) == ([], [])


def test_a_speaker_without_a_name_is_named_and_its_number_goes_to_nobody():
    talk, problems = only(
        schedule(event('<persons><person id="1">Ann Lee</person><person id="2"> </person></persons>'))
    )
    assert (values(talk, "speaker"), values(talk, "speaker-id")) == (["Ann Lee"], ["loom-days-2031:1"])
    assert problems == ["a speaker without a name: left out"]


def test_a_wrong_date_of_the_conference_is_told_with_its_line():
    documents, problems = read_all(XML.replace("<end>2031", "<end>20031"))
    assert values(documents[0], "end") == []
    assert [str(p) for p in problems] == [
        "case.xml:3: warning: the conference's end is no date: '20031-05-03': left out"
    ]


def test_a_wrong_date_of_a_talk_is_told_and_the_talk_kept():
    talk, problems = only(schedule(event(""), day="2031-02-30"))
    assert (values(talk, "date"), problems) == ([], ["'2031-02-30' is no date: left out"])


def test_the_day_stands_in_for_a_wrong_date():
    talk, problems = only(schedule(event("<date>soon</date>")))
    assert (values(talk, "date"), problems) == (["2031-05-02"], ["'soon' is no date: that of the day was taken"])


def test_markup_is_taken_off_and_mail_is_never_kept():
    talk, _ = only(schedule(event(
        "<abstract>&lt;p&gt;Looms &amp;amp; yarn, by &lt;b&gt;hand&lt;/b&gt;. ann@loom.example&lt;/p&gt;</abstract>"
        "<persons><person>Ann Lee &lt;ann@loom.example&gt;</person></persons>"
    )))  # fmt: skip
    assert (values(talk, "abstract"), values(talk, "speaker")) == (["Looms & yarn, by hand."], ["Ann Lee"])
    assert "@" not in talk.text


def test_links_are_told_apart_recordings_slides_and_neither():
    talk, _ = only(schedule(event(
        '<links><link href="https://video.fosdem.org/a.webm">Video</link><link href="https://loom.example/">Home</link>'
        '<link href="javascript:alert(1)">Video</link></links>'
        '<attachments><attachment type="slides" href="https://loom.example/s.pdf">Slides</attachment></attachments>'
    )))  # fmt: skip
    assert values(talk, "recording") == ["https://video.fosdem.org/a.webm"]
    assert values(talk, "slides") == ["https://loom.example/s.pdf"]
    assert "javascript" not in talk.text


def test_who_opted_out_of_recording_is_given_no_recording():
    links = '<links><link href="https://video.fosdem.org/a.webm">Video</link></links>'
    talk, _ = only(schedule(event(f"{links}<recording><optout>true</optout></recording>")))
    assert values(talk, "recording") == []


@pytest.mark.parametrize(("said", "kept"), [("de, en", []), ("deu", ["de"]), ("pt_BR", ["pt-BR"]), ("??", [])])
def test_languages_are_tags_or_nothing(said, kept):
    talk, _ = only(schedule(event(f"<language>{said}</language>")))
    assert values(talk, "language") == kept


def test_the_form_of_europython_with_entries_and_speakers_is_read_too():
    data = (
        '<schedule><day date="2031-05-02"><entry id="1"><start>0930</start><title>Looms</title>'
        "<category>Yarn</category><speakers><speaker id='4'><name>Ann Lee</name><profile>https://loom.example/ann</profile></speaker></speakers>"
        "</entry></day></schedule>"
    )
    talk, _ = only(data)
    assert values(talk, "speaker") + values(talk, "speaker-url") == ["Ann Lee", "https://loom.example/ann"]
    assert values(talk, "date") + values(talk, "track") == ["2031-05-02", "Yarn"]


def test_duplicate_ids_keep_all_talks_and_are_told_once():
    data = schedule(*(f'<event id="1"><title>Looms {n}</title></event>' for n in "abcd"))
    documents, problems = read_all(data)
    assert [d.id for d in talks(documents)] == ["case.1", "case.1-2", "case.1-3", "case.1-4"]
    assert [p.what for p in problems] == ["3 records have the id of another (1): told apart by their order"]


def test_a_record_that_stands_twice_is_one_a_talk_given_twice_is_two():
    once = '<event id="1"><start>10:00</start><room>Shed</room><title>Looms</title></event>'
    documents, problems = read_all(schedule(once, once))
    assert len(talks(documents)) == 1
    assert [p.what for p in problems] == ["the same record as line 1: left out"]
    assert len(talks(read_all(schedule(once, once.replace("10:00", "15:00")))[0])) == 2


def test_talks_of_one_title_are_told_apart_by_their_speaker():
    each = "<event id='{0}'><title>Welcome</title><persons><person>{1}</person></persons></event>"
    documents, _ = read_all(schedule(each.format(1, "Ann Lee"), each.format(2, "Bo Berg")))
    assert [d.qualifier for d in talks(documents)] == ["ann-lee", "bo-berg"]


def test_an_event_without_a_title_is_left_out_and_named():
    documents, problems = read_all(schedule(event(""), "<event id='2'><title> </title></event>"))
    assert len(talks(documents)) == 1
    assert [p.what for p in problems] == ["a record without a title: left out"]


def test_a_file_that_breaks_off_keeps_what_stood_before():
    data = XML.replace("</room></day></schedule>", "<event id='8'><title>Yar")
    documents, problems = read_all(data)
    assert [d.title for d in talks(documents)] == ["Weaving in Rust"]
    assert [(p.place.line, p.severity) for p in problems] == [(9, Severity.ERROR)]
    assert "events read before it: 1" in problems[0].what


BOMB = '<!DOCTYPE schedule [<!ENTITY a "yarn"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prolog",
    [
        BOMB,
        '<?xml version="1.0"?>\n' + BOMB,
        f"<!-- a schedule -->{BOMB}",
        '<!DOCTYPE schedule SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE schedule [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>',
    ],
)
def test_document_types_are_refused_whatever_they_declare(prolog):
    with pytest.raises(SourceError, match=r"^case\.xml: declares entities or a document type"):
        read_all(prolog + schedule(event("<abstract>&a;</abstract>")))


def test_a_talk_may_tell_of_document_types():
    talk, _ = only(schedule(event("<abstract><![CDATA[Why <!DOCTYPE html> and <!ENTITY> matter]]></abstract>")))
    assert "matter" in values(talk, "abstract")[0]


@pytest.mark.parametrize(
    "data",
    ["<schedule>", "<schedule></schedule>", "<schedule><conference><title>A</title></conference></schedule>",
     "<schedule><item><title>Looms</title></item></schedule>"],
)  # fmt: skip
def test_a_schedule_of_another_kind_is_refused(data):
    with pytest.raises(SourceError, match=r"^case\.xml"):
        read_all(data)


def test_text_is_composed_and_spaces_are_one():
    talk, _ = only(schedule(event("<persons><person>A\u0301lvaro  Justen\u00a0</person></persons>")))
    assert values(talk, "speaker") == ["Álvaro Justen"]


def test_wafer_writes_numbers_and_slugs_beside_what_frab_does():
    talk, problems = only(
        "<?xml version='1.0' encoding='utf-8' ?>\n<!-- generated --><schedule><generator name=\"wafer\" version=\"1\"/>"
        "<version>1</version><conference><title>LoomConf 31</title></conference><day date='2031-05-02' index='1'>"
        "<room name='Shed' guid='a'><event id='12' guid='b'><date>2031-05-02T10:00:00+02:00</date><title>Looms</title>"
        "<type>Talk (45 minutes)</type><persons><person id='5'>Ann Lee</person></persons>"
        "<conf_url>/talks/12-looms/</conf_url><full_conf_url>https://loom.example/talks/12-looms/</full_conf_url>"
        "</event></room></day></schedule>"
    )
    assert problems == []
    assert (values(talk, "speaker"), values(talk, "date")) == (["Ann Lee"], ["2031-05-02"])
    assert values(talk, "speaker-id") == ["loomconf-31-2031:5"]
