"""What an engine is."""

from __future__ import annotations

from typing import Protocol

from talkgraph.model import Document, Reading
from talkgraph.vocabulary import Vocabulary


class Extractor(Protocol):
    """Reads documents; as seen from outside a pure function: the same document and vocabulary, the same reading.

    What it says is held against the document: spans lie in its text, quotes are what stands there, and the ends of a
    claim are among the mentions. An engine that breaks this is stopped with its name.
    """

    def read(self, document: Document, vocabulary: Vocabulary) -> Reading:
        """Return all names and claims that the engine finds in `document`."""
