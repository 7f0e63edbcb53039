"""The shipped tables can be read by a person, corrected by hand, and point nowhere but into themselves."""

import unicodedata
from pathlib import Path

import pytest

from talkgraph.model import Kind
from talkgraph.text import slug
from talkgraph.vocabulary.table import COLUMNS, KINDS
from talkgraph.vocabulary.vocabulary import DATA

TABLES = sorted(path for path in DATA.glob("*.tsv") if path.stem.removesuffix("-long").rstrip("s") in KINDS)


def cells(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_kind_has_a_table():
    assert {path.stem for path in TABLES} == {f"{kind}s" for kind in KINDS} | {"projects-long", "topics-long"}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_is_well_formed_and_sorted(path):
    header, *lines = cells(path)
    assert set(header) <= set(COLUMNS)
    assert {len(line) for line in lines} == {len(header)}
    assert lines == sorted(lines, key="\t".join)
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_flags_are_of_aliases_that_are_there(path):
    header, *lines = cells(path)
    for line in lines:
        row = dict(zip(header, line, strict=True))
        aliases = row["aliases"].split(";")
        assert row["match"] in {"any", "case", "context", "proper"}, row
        assert row["name"].strip() == row["name"] != ""
        assert row["name"] not in aliases
        assert len(set(aliases)) == len(aliases), row
        for column in ("case_aliases", "context_aliases"):
            assert not row[column] or set(row[column].split(";")) <= set(aliases), row


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_slugs_and_unique(whole, kind):
    keys = [entry.key for entry in whole.entries(kind)]
    assert keys == sorted(set(keys))
    assert [key for key in keys if slug(key) != key] == []
    assert keys, "an empty table proves nothing"


@pytest.mark.parametrize("tiers", [("core", "common"), ("core", "common", "long")])
def test_parts_and_broader_topics_are_entries(tiers):
    from talkgraph.vocabulary import Vocabulary

    vocabulary = Vocabulary.load(tiers=tiers)
    for kind, field in ((Kind.PROJECT, "part_of"), (Kind.TOPIC, "broader")):
        links = [(entry.key, key) for entry in vocabulary.entries(kind) for key in getattr(entry, field)]
        assert len(links) > 100
        assert [link for link in links if vocabulary.get(kind, link[1]) is None] == []


@pytest.mark.parametrize(("kind", "field"), [(Kind.PROJECT, "part_of"), (Kind.TOPIC, "broader")])
def test_nothing_is_above_itself(whole, kind, field):
    above = {entry.key: getattr(entry, field) for entry in whole.entries(kind)}
    for start, parents in above.items():
        seen, queue = set(), list(parents)
        while queue:
            key = queue.pop()
            assert key != start
            if key not in seen:
                seen.add(key)
                queue += above[key]


def test_the_manual_counts_right():
    manual = DATA.parents[3] / "docs/vocabulary.md"
    text = manual.read_text(encoding="utf-8")
    for path in [*TABLES, DATA / "names.tsv", DATA / "words.txt"]:
        lines = path.read_text(encoding="utf-8").count("\n") - (path.suffix == ".tsv")
        row = next(line for line in text.splitlines() if line.startswith("|") and f"`{path.name}`" in line)
        assert f"{lines:,}" in row, path.name


def test_names_stay_small_enough_to_ship():
    assert (DATA / "names.tsv").stat().st_size < 1_000_000


def test_a_plain_word_is_no_event_without_context(whole):
    """What series call themselves, and what texts say all the time."""
    for word in ("Running", "Code", "Config", "Deploy", "Fluent", "The Conference", "DevOps", "Change", "Shift"):
        found = [
            c.entry.key for hit in whole.find(word) for c in hit.candidates if c.entry.kind is Kind.EVENT and c.form < 2
        ]
        assert found == [], word


def test_the_line_that_contributing_shows_is_one_of_the_table():
    page = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (line,) = (line for line in page.splitlines() if line.startswith("heddlewright⇥"))
    header = (DATA / "projects.tsv").read_text(encoding="utf-8").partition("\n")[0].split("\t")
    row = dict(zip(header, line.split("⇥"), strict=True))
    assert (row["key"], row["name"], row["match"], row["tier"]) == ("heddlewright", "Heddlewright", "any", "core")
    assert set(row["context_aliases"].split(";")) <= set(row["aliases"].split(";"))
