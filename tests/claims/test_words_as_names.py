"""Names of projects that are also words: read where the project is meant, and only there.

`words_as_names.tsv` holds sentences in the style of reports, each read by itself: `name` where it first stands in
`sentence` means the entry `project`, or where that is empty an ordinary word, a person, a place. A fixed rule halves
them: rules and vocabulary were tuned on the errors of one half, the marks are of the other.
"""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

import pytest

from talkgraph import claims, sources
from talkgraph.errors import Place
from talkgraph.model import Kind, Span
from talkgraph.vocabulary import Vocabulary

TABLE = Path(__file__).with_name("words_as_names.tsv")
PRECISION, RECALL = 0.97, 0.85


def is_tuned_on(sentence: str) -> bool:
    return hashlib.sha256(sentence.encode()).digest()[0] % 2 == 0


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = rows()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def read_there(row: dict[str, str], vocabulary: Vocabulary) -> str:
    """Return the project that is read where the name stands, or nothing."""
    (document,) = sources.read(sources.Source(Place("sentence.md"), row["sentence"].encode()))
    found = re.search(rf"(?<!\w){re.escape(row['name'])}(?!\w)", document.text)
    assert found, row
    span = Span(*found.span())
    mentions = claims.read(document, vocabulary).mentions
    return next((m.key or m.name for m in mentions if m.kind is Kind.PROJECT and m.span.overlaps(span)), "")


def test_there_are_enough_sentences_about_half_of_them_of_the_word() -> None:
    assert len(ROWS) >= 300
    assert len({row["sentence"] for row in ROWS}) == len(ROWS)
    for half in (True, False):
        kept = [bool(row["project"]) for row in ROWS if is_tuned_on(row["sentence"]) is half]
        assert 0.4 < sum(kept) / len(kept) < 0.6


def test_every_project_of_the_table_is_known(vocabulary: Vocabulary) -> None:
    unknown = {row["project"] for row in ROWS if row["project"] and not vocabulary.get(Kind.PROJECT, row["project"])}
    assert unknown == set()


@pytest.mark.parametrize("half", [True, False], ids=["tuned on", "not tuned on"])
def test_projects_are_told_from_words(half: bool, vocabulary: Vocabulary) -> None:
    read = [(row["project"], read_there(row, vocabulary)) for row in ROWS if is_tuned_on(row["sentence"]) is half]
    right = sum(meant == found for meant, found in read if found)
    found = sum(bool(found) for _, found in read)
    meant = sum(bool(meant) for meant, _ in read)
    assert right / found >= PRECISION, f"precision {right}/{found}"
    assert right / meant >= RECALL, f"recall {right}/{meant}"


@pytest.mark.parametrize(
    ("sentence", "project"),
    [
        ("Half of the agents are written in Go.", "go"),
        ("Rust lets you sleep, she said.", "rust"),
        ("Use Nova, Glance and Keystone together with OpenStack.", "nova"),
        ("Ruby slippers were a prize.", ""),
        ("We stayed in Salt Lake City.", ""),
        ("It runs on top of Kubernetes.", "kubernetes"),
    ],
)
def test_signs_of_either(sentence: str, project: str, vocabulary: Vocabulary) -> None:
    (document,) = sources.read(sources.Source(Place("sentence.md"), sentence.encode()))
    found = [m.key for m in claims.read(document, vocabulary).mentions if m.kind is Kind.PROJECT]
    assert found[:1] == ([project] if project else [])
