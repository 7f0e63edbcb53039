"""Which reader takes a source: its content first, its name where that doesn't say."""

import pytest
from document_dump import document_of

from talkgraph.errors import Place, SourceError
from talkgraph.sources import READERS, Source
from talkgraph.sources.readers import reader_of


@pytest.mark.parametrize(
    ("path", "data", "name"),
    [
        ("a.md", b"Looms", "Markdown"),
        ("a.md", b"<!DOCTYPE html><html><p>Looms", "HTML"),
        ("a.txt", b"\n<!-- x --><html><body>Looms", "HTML"),
        ("a.md", b"<div>Looms</div>", "Markdown"),
        ("a.html", b"---\ntitle: Looms\n---\n<p>Looms", "HTML"),
        ("a.txt", b"# Looms\n\n[x](y)", "plain text"),
        ("a.rst", b"Looms\n=====", "plain text"),
        ("a.unknown", b"Looms", "plain text"),
        ("-", b"<p>Looms</p>", "HTML"),
        ("-", b"---\ntitle: Looms\n---\nText", "Markdown"),
        ("-", b"# Looms\n\nText", "Markdown"),
        ("-", b"See [Looms](https://looms.example).", "Markdown"),
        ("-", b"Looms, and nothing else.", "plain text"),
        ("NOTES", b"Looms", "plain text"),
    ],
)
def test_the_reader_that_takes_it(path, data, name):
    assert name == reader_of(Source(Place(path), data)).NAME


@pytest.mark.parametrize("data", [b'{"talks": [1]}', b'[{"a": 1}]', b"<?xml version='1.0'?><rss/>"])
def test_data_for_programs_is_no_text_for_people(data):
    with pytest.raises(SourceError, match="is in no format that is read; reports"):
        document_of(data, "case.data")


def test_every_reader_says_what_it_is():
    assert [reader.NAME for reader in READERS[-3:]] == ["HTML", "Markdown", "plain text"]
    assert len({reader.NAME for reader in READERS}) == len(READERS)
    suffixes = [suffix for reader in READERS for suffix in reader.SUFFIXES]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_a_name_that_begins_with_a_date_is_the_date_where_nothing_else_is():
    assert document_of("Looms.", "_posts/2014-10-30-looms.md").date == "2014-10-30"
    assert document_of("---\ndate: 2014-11-02\n---\nLooms.", "2014-10-30-looms.md").date == "2014-11-02"
    assert document_of("Looms.", "2014-99-30-looms.txt").date == ""
