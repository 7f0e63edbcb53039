"""The readers, and which of them takes a source."""

from __future__ import annotations

from talkgraph.model import Document
from talkgraph.sources import html, markdown, plain
from talkgraph.sources.decoding import refuse_binary
from talkgraph.sources.source import Reader, Source, suffix_of

HEAD = 4096
"""How many first bytes a reader sees to recognise its format."""

READERS: tuple[Reader, ...] = (html, markdown, plain)
"""Asked in this order; the first that recognises a source reads it. Plain text, which is what is left, comes last."""


def read(source: Source) -> tuple[Document, ...]:
    """Return the documents of `source`; what was read past travels in their `problems`.

    Raises:
        SourceError: there is nothing in it that a reader takes.
    """
    refuse_binary(source)
    return reader_of(source).read(source)


def reader_of(source: Source) -> Reader:
    """Return the reader for `source`: by its content, and by its name where that doesn't say."""
    head, path = source.data[:HEAD], source.place.path
    return next((reader for reader in READERS if reader.recognises(head, path)), READERS[-1])


def is_taken(path: str) -> bool:
    """Return whether a file found in a folder is read: one whose suffix a reader names."""
    suffix = suffix_of(path)
    return any(suffix in reader.SUFFIXES for reader in READERS)
