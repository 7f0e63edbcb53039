"""The built-in engine: vocabulary, forms of names and rules of the genre (docs/extraction.md)."""

from __future__ import annotations

from dataclasses import dataclass

from talkgraph import claims
from talkgraph.model import Document, Reading
from talkgraph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Default:
    """Known names, forms of names and rules of the genre; no model, no network."""

    def read(self, document: Document, vocabulary: Vocabulary) -> Reading:
        """Return what `claims.read` does."""
        return claims.read(document, vocabulary)
