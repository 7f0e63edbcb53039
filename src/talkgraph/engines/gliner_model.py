"""Names by a GLiNER model that the user has: any kind, by a description of it in words; no relations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from talkgraph.engines.names import Labelled, kinds_of, reading_of, stretches
from talkgraph.errors import NoEngineError
from talkgraph.model import Document, Kind, Reading
from talkgraph.vocabulary import Vocabulary

LABELS = {
    Kind.PERSON: "person",
    Kind.TALK: "title of a talk",
    Kind.PROJECT: "software project",
    Kind.TOPIC: "technical topic",
    Kind.EVENT: "conference",
    Kind.ORGANIZATION: "organization",
    Kind.PLACE: "city or country",
}
"""What the model is asked for: GLiNER takes types as phrases."""

LONGEST = 1200
"""Code points that are handed over at once, more of them sentence by sentence: models read some 384 words and silently
cut what follows.
"""


class Model(Protocol):
    """What is used of `gliner.GLiNER`."""

    def predict_entities(self, text: str, labels: list[str], *, flat_ner: bool, threshold: float) -> list[Any]:
        """Return names with `start`, `end`, `label` and `score`."""


@dataclass(frozen=True)
class Gliner:
    """Names by a GLiNER model: a folder, or a name that is there already; nothing is downloaded without `fetch=yes`."""

    model: str
    kinds: str = "person+project+event+organization+place"
    threshold: float = 0.5
    fetch: str = "no"
    _model: Model = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kinds_of("gliner", self.kinds)
        if not 0 < self.threshold < 1:
            raise NoEngineError("gliner", f"threshold={self.threshold} is not between 0 and 1")
        object.__setattr__(self, "_model", _load(self.model, fetch=self.fetch == "yes"))

    def read(self, document: Document, vocabulary: Vocabulary) -> Reading:
        """Return the names of the asked kinds that the model is sure enough of."""
        parts = stretches(document, vocabulary, LONGEST)
        found = ((part, list(self._labelled(document.quote(part)))) for part in parts)
        return reading_of(document, vocabulary, found, self.model.rstrip("/").rpartition("/")[2])

    def _labelled(self, text: str) -> Iterator[Labelled]:
        asked = kinds_of("gliner", self.kinds)
        labels = {LABELS[kind]: kind for kind in Kind if kind in asked}
        for entity in self._model.predict_entities(text, list(labels), flat_ner=True, threshold=self.threshold):
            if kind := labels.get(entity["label"]):
                yield int(entity["start"]), int(entity["end"]), kind, min(float(entity["score"]), 1.0)


def _load(model: str, *, fetch: bool) -> Model:
    from gliner import GLiNER

    try:
        loaded: Model = GLiNER.from_pretrained(model, local_files_only=not fetch)
    except Exception as error:
        hint = "name a folder that holds one, or allow a download by fetch=yes"
        raise NoEngineError("gliner", f"the model {model!r} can't be loaded", hint) from error
    return loaded
