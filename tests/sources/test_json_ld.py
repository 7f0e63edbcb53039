"""Talks that a web page tells of in schema.org's words, on top of what its text says."""

import json

import pytest
from records_of import fields, read_all, talks, values

from talkgraph.errors import SourceError

CONFERENCE = {
    "@type": "Event", "@id": "#days", "name": "Loom Days 2031", "startDate": "2031-05-02", "endDate": "2031-05-03",
    "location": {"@type": "Place", "name": "Shed", "address": {"addressLocality": "Ghent", "addressCountry": "BE"}},
}  # fmt: skip
TALK = {
    "@type": "EducationEvent", "name": "Weaving in Rust", "startDate": "2031-05-02T10:00+02:00", "inLanguage": "en",
    "performer": [{"@type": "Person", "name": "Ann Lee", "worksFor": {"name": "Weft"}, "email": "ann@loom.example"}],
    "recordedIn": {"@type": "VideoObject", "contentUrl": "https://loom.example/a.webm"},
    "workFeatured": {"@type": "PresentationDigitalDocument", "url": "https://loom.example/a.pdf"},
}  # fmt: skip


def page(*data):
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in data)
    return f"<!doctype html><html><head><title>Looms</title>{scripts}</head><body><p>Come and see.</p></body></html>"


def talks_of(*data):
    return talks(d for d in read_all(page(*data), "case.html")[0] if d.record)


def test_a_part_of_an_event_is_a_talk_beside_the_text_of_the_page():
    (text, conference, talk), problems = read_all(page(CONFERENCE | {"subEvent": [TALK]}), "case.html")
    assert (text.record, text.id, problems) == (False, "case", [])
    assert values(conference, "city") + values(conference, "end") == ["Ghent", "2031-05-03"]
    assert fields(talk) == [
        ("title", "Weaving in Rust"), ("speaker", "Ann Lee"), ("affiliation", "Weft"), ("event", "Loom Days 2031"),
        ("date", "2031-05-02"), ("language", "en"), ("recording", "https://loom.example/a.webm"),
        ("slides", "https://loom.example/a.pdf"),
    ]  # fmt: skip
    assert talk.part == "/subEvent/0"


@pytest.mark.parametrize(
    "data",
    [
        [TALK | {"superEvent": CONFERENCE}],
        [{"@graph": [CONFERENCE, TALK | {"superEvent": {"@id": "#days"}}]}],
        [{"@graph": [TALK | {"superEvent": {"@id": "#days"}}, CONFERENCE]}],
        [[TALK | {"superEvent": CONFERENCE}]],
    ],
)
def test_a_talk_may_say_what_it_is_part_of(data):
    (talk,) = talks_of(*data)
    assert values(talk, "event") == ["Loom Days 2031"]


def test_a_single_event_is_what_the_page_tells_of():
    assert talks_of(TALK) == []


def test_a_list_of_events_with_performers_is_one_of_talks():
    assert len(talks_of([TALK | {"name": f"Looms {n}"} for n in "abc"])) == 3


def test_groups_that_perform_are_no_speakers():
    band = [{"@type": "PerformingGroup", "name": "The Looms"}, {"@type": "Organization", "name": "Weft"}, "Bo Berg"]
    (talk,) = talks_of(CONFERENCE | {"subEvent": TALK | {"performer": band}})
    assert values(talk, "speaker") == ["Bo Berg"]


@pytest.mark.parametrize(
    "script", ["{", "[" * 5000, "null", "7", '{"@type": "Event"}', '{"@type": ["Event", 7], "name": []}']
)
def test_broken_data_in_a_page_costs_nothing(script):
    documents, problems = read_all(
        page().replace("</head>", f'<script type="application/ld+json">{script}</script></head>'), "case.html"
    )
    assert ([d.record for d in documents], problems) == ([False], [])


def test_a_file_of_its_own_is_read():
    data = CONFERENCE | {"@context": "https://schema.org", "subEvent": [TALK]}
    assert [d.title for d in talks(read_all(json.dumps(data), "case.json")[0])] == ["Weaving in Rust"]


def test_a_file_without_talks_is_refused():
    with pytest.raises(SourceError, match=r"^case\.jsonld: no event in it is part of another"):
        read_all(json.dumps(CONFERENCE | {"@context": "https://schema.org"}), "case.jsonld")
