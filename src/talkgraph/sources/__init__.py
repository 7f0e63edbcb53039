"""Bytes → documents: finding sources, and one reader a format, chosen by content."""

from talkgraph.sources.find import MAX_BYTES, find
from talkgraph.sources.meter import Meter
from talkgraph.sources.readers import READERS, read
from talkgraph.sources.records.table_csv import COLUMNS
from talkgraph.sources.source import Reader, Source, document_id

__all__ = ["COLUMNS", "MAX_BYTES", "READERS", "Meter", "Reader", "Source", "document_id", "find", "read"]
