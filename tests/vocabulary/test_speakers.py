"""The persons in the string that a schedule gives as its speaker."""

import csv
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.vocabulary import Vocabulary
from talkgraph.vocabulary.speakers import parse_speakers

STRINGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "identity" / "speaker-strings.tsv"
NAMES = Vocabulary.load().names

CASES = {
    # Lists.
    "Ann Loomis": ["Ann Loomis"],
    "Ann Loomis, Bernd Kettler": ["Ann Loomis", "Bernd Kettler"],
    "Ann Loomis, Bernd Kettler and Carla Telar": ["Ann Loomis", "Bernd Kettler", "Carla Telar"],
    "Ann Loomis & Bernd Kettler": ["Ann Loomis", "Bernd Kettler"],
    "Ann Loomis / Bernd Kettler": ["Ann Loomis", "Bernd Kettler"],
    "Ann Loomis; Bernd Kettler": ["Ann Loomis", "Bernd Kettler"],
    "Ana Telar y Carlos Hilado": ["Ana Telar", "Carlos Hilado"],
    "Ann Loomis, et al.": ["Ann Loomis"],
    # One person.
    "Loomis, Ann": ["Ann Loomis"],
    "Dr. Ann Loomis": ["Ann Loomis"],
    "Ann B. Loomis, PhD": ["Ann B. Loomis"],
    "Ann Loomis (she/her)": ["Ann Loomis"],
    "Ann Loomis (keynote)": ["Ann Loomis"],
    'Ann "heddle" Loomis': ["Ann Loomis"],
    "Ann '@heddle' Loomis": ["Ann Loomis"],
    "Ann Loomis (Weft Works)": ["Ann Loomis"],
    "Ann Loomis - Weft Works": ["Ann Loomis"],
    "Bernd von der Kettler": ["Bernd von der Kettler"],
    "Ann-Sofie O'Loom": ["Ann-Sofie O'Loom"],
    "Takumi ORIMONO": ["Takumi Orimono"],
    "織田 花子/Hanako Oda": ["Hanako Oda"],
    "織田花子 (Hanako Oda)": ["織田花子"],
    "Weaving in the Wild with Looms by Ann Loomis": ["Ann Loomis"],
    # Nobody.
    "": [],
    "Various speakers": [],
    "Panel": [],
    "LoomConf Team": [],
    "Team Weft": [],
    "Lightning Talks, day 2": [],
    "Weft Foundation": [],
    "LoomConf 2019": [],
    "TBA": [],
    "007": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=repr)
def test_who_is_named(text, expected):
    assert [named.name for named in parse_speakers(text, NAMES)] == expected


def test_whom_they_speak_for_is_kept():
    (named,) = parse_speakers("Ann Loomis (Weft Works)", NAMES)
    assert named.affiliation == "Weft Works"


@given(st.text("AnLoomis,;/&()\"'. and@ -花", max_size=60) | st.text(max_size=60))
def test_any_string_is_read_and_spans_lie_inside_it(text):
    for named in parse_speakers(text, NAMES):
        assert named.name.strip()
        assert 0 <= named.start < named.end <= len(text)


def test_strings_of_real_archives_are_read_as_people_read_them():
    if not STRINGS.exists():
        pytest.skip("the strings aren't there (../shared/data/identity)")
    with STRINGS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = [
        (row["raw"], row["persons"])
        for row in rows
        if [named.name for named in parse_speakers(row["raw"], NAMES)] != list(filter(None, row["persons"].split(";")))
    ]
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_it_is_fast_enough_for_archives():
    texts = list(CASES) * 20
    start = process_time()
    for text in texts:
        parse_speakers(text, NAMES)
    assert len(texts) / (process_time() - start) > 2_000
