"""A plain look-up in talkgraph's own tables: each known name where it stands, and nothing that isn't in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from worker import Engine, Graph, Text, serve

from talkgraph.vocabulary import Form, Hit, Vocabulary

FULL_NAME = re.compile(r"\b([A-Z]\w+) ([A-Z]\w+)\b")
SURE = 0.5
"""Seen at least once as a given name, and not more often as a surname."""
Found = list[tuple[str, str, str]]
"""Kind, key, name."""


class Dictionary:
    """Names that are also words count when spelled as in the table; persons are a known first and last name."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary.load()

    def read(self, texts: Sequence[Text]) -> Iterator[Found]:
        for text in texts:
            hits = [_known(hit) for hit in self._vocabulary.find(text["text"])]
            yield [*filter(None, hits), *self._persons(text["text"])]

    def graphs(self, found: Found) -> Mapping[str, Graph]:
        named = {f"{kind}:{key}": (kind, name) for kind, key, name in found}
        nodes = [{"id": i, "type": kind, "name": name, "aliases": []} for i, (kind, name) in sorted(named.items())]
        return {"": {"nodes": nodes, "edges": []}}

    def _persons(self, text: str) -> Iterator[tuple[str, str, str]]:
        names = self._vocabulary.names
        for match in FULL_NAME.finditer(text):
            if names.given(match[1]) >= SURE and names.surname(match[2]):
                yield "person", match[0], match[0]


def _known(hit: Hit) -> tuple[str, str, str] | None:
    """Return the most trusted thing that a hit may mean, or None for a mere word."""
    best = hit.candidates[0]
    return (best.entry.kind.value, best.entry.key, best.entry.name) if best.form is Form.ANY or best.exact else None


def load(texts: Sequence[Text]) -> Engine:  # noqa: ARG001  (a look-up is given the text, not the files)
    return Dictionary()


if __name__ == "__main__":
    serve(load)
