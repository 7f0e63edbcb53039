"""talkgraph itself: from the bytes of the file to entities with ids and statements with evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from worker import Engine, Graph, Text, serve

from talkgraph import claims, entities, sources
from talkgraph.errors import Place
from talkgraph.model import Resolved
from talkgraph.vocabulary import Vocabulary


class Default:
    """Every report is read from its file's bytes, mark-up and all, which the peers are spared."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._bytes = {text["path"]: Path(text["path"]).read_bytes() for text in texts}
        self._vocabulary = Vocabulary.load()

    def read(self, texts: Sequence[Text]) -> Iterator[Resolved]:
        for text in texts:
            source = sources.Source(Place(text["path"]), self._bytes[text["path"]])
            readings = [claims.read(document, self._vocabulary) for document in sources.read(source)]
            yield entities.resolve(readings, self._vocabulary)

    def graphs(self, found: Resolved) -> Mapping[str, Graph]:
        nodes = [{"id": e.id, "type": e.kind, "name": e.name, "aliases": list(e.aliases)} for e in found.entities]
        edges = [{"source": s.subject, "target": s.object, "predicate": s.predicate} for s in found.statements]
        return {"": {"nodes": nodes, "edges": edges}}


def load(texts: Sequence[Text]) -> Engine:
    return Default(texts)


if __name__ == "__main__":
    serve(load)
