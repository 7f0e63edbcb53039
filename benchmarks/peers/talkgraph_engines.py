"""talkgraph itself, with its own engine or those that are named: from the bytes of the file to statements."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from worker import NOT_INSTALLED, Engine, Graph, Text, serve

from talkgraph import engines, entities, sources
from talkgraph.errors import NoEngineError, Place
from talkgraph.model import Document, Resolved
from talkgraph.vocabulary import Vocabulary


class Reading:
    """Every report is read from its file's bytes, mark-up and all, which the peers are spared."""

    def __init__(self, texts: Sequence[Text], engine: engines.Extractor) -> None:
        self._engine = engine
        self._bytes = {text["path"]: Path(text["path"]).read_bytes() for text in texts}
        self._vocabulary = Vocabulary.load()

    def read(self, texts: Sequence[Text]) -> Iterator[Resolved]:
        for text in texts:
            source = sources.Source(Place(text["path"]), self._bytes[text["path"]])
            documents = (each for each in sources.read(source) if isinstance(each, Document))
            yield entities.resolve([self._engine.read(each, self._vocabulary) for each in documents], self._vocabulary)

    def graphs(self, found: Resolved) -> Mapping[str, Graph]:
        nodes = [{"id": e.id, "type": e.kind, "name": e.name, "aliases": list(e.aliases)} for e in found.entities]
        edges = [{"source": s.subject, "target": s.object, "predicate": s.predicate} for s in found.statements]
        return {"": {"nodes": nodes, "edges": edges}}


def load(texts: Sequence[Text]) -> Engine:
    try:
        return Reading(texts, engines.load(sys.argv[2:]))
    except NoEngineError as error:
        print(error, file=sys.stderr)
        sys.exit(NOT_INSTALLED)


if __name__ == "__main__":
    serve(load)
