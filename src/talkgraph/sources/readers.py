"""The readers, and which of them takes a source."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from talkgraph.errors import Problem
from talkgraph.model import Document
from talkgraph.sources import html, markdown, plain
from talkgraph.sources.decoding import refuse_binary
from talkgraph.sources.records import archive_json, icalendar, json_ld, schedule_json, schedule_xml, table_csv
from talkgraph.sources.source import Reader, Source, suffix_of

HEAD = 4096
"""How many first bytes a reader sees to recognise its format."""

RECORDS: tuple[Reader, ...] = (schedule_xml, json_ld, schedule_json, archive_json, icalendar, table_csv)
READERS: tuple[Reader, ...] = (*RECORDS, html, markdown, plain)
"""Asked in this order; the first that recognises a source reads it. Plain text, which is what is left, comes last."""


_ONLY_IF_KNOWN = frozenset({".xml", ".json", ".csv", ".tsv"})
"""Suffixes of all kinds of data: such a file in a folder is read if it is of a known kind, and else isn't missed."""


def read(source: Source) -> Iterable[Document | Problem]:
    """Return the documents of `source` and what was left out; what was read past travels in their `problems`.

    Raises:
        SourceError: there is nothing in it that a reader takes.
    """
    if source.members:
        return archive_json.read(source)
    refuse_binary(source)
    reader = reader_of(source)
    return chain(html.read(source), json_ld.in_page(source)) if reader is html else reader.read(source)


def reader_of(source: Source) -> Reader:
    """Return the reader for `source`: by its content, and by its name where that doesn't say."""
    head, path = source.data[:HEAD], source.place.path
    return next((reader for reader in READERS if reader.recognises(head, path)), READERS[-1])


def is_known(source: Source) -> bool:
    """Return whether a source that nobody asked for by name is one that a reader knows, not any data at all."""
    path = source.place.path
    if source.members or suffix_of(path) not in _ONLY_IF_KNOWN:
        return True
    return any(reader.recognises(source.data[:HEAD], path) for reader in RECORDS[:-1]) or table_csv.is_table(source)


def is_taken(path: str) -> bool:
    """Return whether a file found in a folder is read: one whose suffix a reader names."""
    suffix = suffix_of(path)
    return any(suffix in reader.SUFFIXES for reader in READERS)
