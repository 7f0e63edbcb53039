"""The real schedules and archives beside the checkout: nothing is lost that isn't named.

What is counted here straight from the files is counted with the plainest means: no code of the readers.
"""

import csv
import gzip
import json
import lzma
import re
import tarfile
from collections import Counter
from xml.etree import ElementTree

import pytest
from records_of import find_all, real, talks, values

FOSDEM = {
    2007: 215, 2008: 258, 2009: 281, 2010: 301, 2011: 331, 2012: 442, 2013: 487, 2014: 513, 2015: 551, 2016: 617,
    2017: 668, 2018: 689, 2019: 775, 2020: 872, 2021: 773, 2022: 730, 2023: 780, 2024: 876, 2025: 1074, 2026: 883,
}  # fmt: skip
"""Talks of each year, as told by who gathered the files."""
_NAMELESS = re.compile(r"(?:a|(?P<several>\d+)) speakers? without a name")


def counted(documents, problems):
    """Return talks and links to speakers in documents, with those that were named as left out."""
    found = talks(documents)
    nameless = sum(int(m["several"] or 1) for p in problems if (m := _NAMELESS.match(p.what)))
    barred = sum("its speakers asked" in p.what for p in problems)
    untitled = sum("without a title" in p.what for p in problems)
    return len(found) + barred + untitled, sum(len(values(d, "speaker")) for d in found) + nameless


def xml_of(path):
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        root = ElementTree.parse(file).getroot()
    events = [element for element in root.iter() if element.tag in ("event", "entry")]
    return len(events), sum(len(e.findall("persons/person") + e.findall("speakers/speaker")) for e in events)


@pytest.mark.parametrize("year", FOSDEM)
def test_all_of_fosdem_is_read(year):
    name = f"schedules/fosdem/fosdem-{year}{'-final' if year in (2024, 2025) else ''}.xml.gz"
    documents, problems = find_all(real(name))
    assert counted(documents, problems) == xml_of(real(name))
    assert len(talks(documents)) == FOSDEM[year]
    assert {values(d, "date")[0][:4] for d in talks(documents)} == {str(year)}
    lines = gzip.decompress(real(name).read_bytes()).split(b"\n")
    assert all(b"<event" in lines[d.place.line - 1] for d in talks(documents))
    identified = sum(len(values(d, "speaker-id")) for d in talks(documents))
    assert (identified == 0) == (year < 2013)


@pytest.mark.parametrize(
    "name",
    ["frab/31c3-2014-frab.schedule.xml", "frab/38c3-2024-hub.schedule.xml.gz", "pretalx/democon-2026.2.1.schedule.xml",
     "other/europython-2014-own-format.schedule.xml.gz"],
)  # fmt: skip
def test_all_of_the_other_dialects_is_read(name):
    path = real(f"schedules/{name}")
    assert counted(*find_all(path)) == xml_of(path)


@pytest.mark.parametrize(
    ("name", "count", "links"),
    [
        ("c3voc-json/camp2019-frab.schedule.json", 79, 0), ("c3voc-json/rc3-2020-pretalx.schedule.json", 48, 0),
        ("c3voc-json/democon-2020-pretalx.schedule.json", 36, 0), ("pretalx/democon-2026.2.1.schedule.json", 36, 0),
    ],
)  # fmt: skip
def test_all_of_version_1_is_read(name, count, links):
    path = real(f"schedules/{name}")
    days = json.loads(path.read_text())["schedule"]["conference"]["days"]
    events = [event for day in days for room in day["rooms"].values() for event in room]
    links = sum(len(event["persons"]) for event in events)
    assert counted(*find_all(path)) == (count, links) == (len(events), links)


def test_version_2_the_invalid_example_and_the_speakers_of_pretalx():
    documents, problems = find_all(real("schedules/c3voc-json/38c3-hub.schedule2.json"))
    assert (len(talks(documents)), problems) == (2, [])
    documents, problems = find_all(real("schedules/c3voc-json/invalid-example.json"))
    assert (len(talks(documents)), len(problems)) == (1, 1)
    assert "says that it has 3 days, and holds 1" in problems[0].what
    documents, problems = find_all(real("schedules/pretalx/democon-2026.2.1.speakers.csv"))
    assert (documents, "no column of titles" in problems[0].what) == ([], True)
    documents, problems = find_all(real("schedules/pretalx/democon-2026.2.1.schedule.xcal"))
    assert (documents, "in no format that is read" in problems[0].what) == ([], True)


def test_pretalx_tells_the_same_in_xml_json_and_calendar():
    def told(suffix):
        documents, _ = find_all(real(f"schedules/pretalx/democon-2026.2.1.schedule.{suffix}"))
        return Counter((d.title, d.date) for d in talks(documents))

    assert told("xml") == told("json") == told("ics")


def test_all_slots_of_pycon_fr_are_read():
    documents, problems = find_all(real("schedules/pretalx/pyconfr-2025-api-slots.json"))
    assert (len(talks(documents)), problems) == (84, [])
    assert all(values(d, "speaker") for d in talks(documents))


def test_calendars_with_speakers_wherever_they_sit():
    documents, _ = find_all(real("schedules/ics/moca-2024.schedule.ics"))
    found = talks(documents)
    assert (len(found), len({d.id for d in found})) == (88, 88)
    assert sum(bool(values(d, "speaker")) for d in found) >= 75
    documents, problems = find_all(real("schedules/ics/fosdem-2024-companion-bookmarks.ics"))
    assert (len(talks(documents)), problems) == (26, [])
    assert all(values(d, "speaker") and values(d, "track") for d in talks(documents))


def test_indico_and_sched():
    path = real("schedules/indico/acat-2024.event.json")
    contributions = json.loads(path.read_text())["results"][0]["contributions"]
    documents, problems = find_all(path)
    assert (len(talks(documents)), problems) == (len(contributions), [])
    assert sum(len(values(d, "affiliation")) for d in documents) > 100
    path = real("schedules/other/kubecon-eu-2026-sched-scrape-facts.json.gz")
    documents, _ = find_all(path)
    assert len(talks(documents)) == 606
    assert not any(" - " in d.title and d.title.rpartition(" - ")[2] in values(d, "speaker") for d in documents)


def test_no_address_of_mail_is_kept():
    mail = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
    names = ["indico/acat-2024.event.json", "ics/moca-2024.schedule.ics", "frab/31c3-2014-frab.schedule.xml",
             "fosdem/fosdem-2026.xml.gz", "fosdem/fosdem-2012.xml.gz"]  # fmt: skip
    documents, _ = find_all(*(real(f"schedules/{name}") for name in names))
    found = [m[0] for d in documents for b in d.blocks if b.name not in ("url", "recording", "slides", "speaker-url")
             for m in mail.finditer(d.quote(b.span))]  # fmt: skip
    assert found == []


@pytest.mark.slow
def test_all_of_pyvideo_is_read():
    path = real("pyvideo.tar.xz")
    records, links, events = 0, 0, 0
    with lzma.open(path) as packed, tarfile.open(fileobj=packed) as tar:
        for member in tar:
            if member.isfile() and "/videos/" in member.name:
                records += 1
                links += len(json.load(tar.extractfile(member)).get("speakers") or [])
            events += member.name.endswith("/category.json") and not member.name.startswith(".")
    documents, problems = find_all(path)
    assert (records, events) == (21_715, 540)
    assert len(documents) - len(talks(documents)) == events
    found, linked = counted(documents, problems)
    assert found == records
    assert links - linked == 2  # of the two records whose speakers asked not to be published
    assert len({d.id for d in documents}) == len(documents)


@pytest.mark.slow
def test_all_of_code_and_talk_is_read():
    path = real("codeandtalk.tar.xz")
    with tarfile.open(path) as tar:
        names = [member.name for member in tar if member.isfile()]
    documents, problems = find_all(path)
    assert len(talks(documents)) == sum("/videos/" in name and name.endswith(".json") for name in names)
    assert [p.place.line for p in problems if p.severity == "error"] == [26, 24]  # two records that are no JSON
    assert len({d.id for d in documents}) == len(documents)


def test_what_strings_name_is_what_readers_of_them_said():
    from talkgraph.vocabulary import Vocabulary
    from talkgraph.vocabulary.speakers import parse_speakers

    names = Vocabulary.load().names
    with real("identity/speaker-strings.tsv").open() as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = [
        [n.name for n in parse_speakers(row["raw"], names)]
        == list(filter(None, row["persons(;)" if "persons(;)" in row else "persons"].split(";")))
        for row in rows
    ]
    assert sum(right) >= 0.9 * len(rows)
