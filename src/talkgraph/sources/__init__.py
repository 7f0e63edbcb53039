"""Bytes → documents: finding sources, and one reader a format, chosen by content."""

from talkgraph.sources.find import MAX_BYTES, find
from talkgraph.sources.readers import READERS, read
from talkgraph.sources.source import Reader, Source, document_id

__all__ = ["MAX_BYTES", "READERS", "Reader", "Source", "document_id", "find", "read"]
