"""Names by a spaCy pipeline that the user has installed: its labels as our kinds, no relations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from talkgraph.engines.names import Labelled, kinds_of, reading_of, stretches
from talkgraph.errors import NoEngineError
from talkgraph.model import Document, Kind, Reading
from talkgraph.vocabulary import Vocabulary

KINDS = {
    "PERSON": Kind.PERSON,
    "PER": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "EVENT": Kind.EVENT,
    "PRODUCT": Kind.PROJECT,
    "WORK_OF_ART": Kind.TALK,
}
"""Labels of the pipelines trained on OntoNotes, and PER of those trained on WikiNER."""

CONFIDENCE = 0.7
"""spaCy tells none. Persons of the small English pipeline were right in 0.69 of all cases on the annotated reports;
the other kinds less often (benchmarks/README.md).
"""
_NOT_NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "morphologizer", "senter", "textcat")
"""Components that the recognition of names doesn't use."""


@dataclass(frozen=True)
class Spacy:
    """Names by a spaCy pipeline: persons by default, since what it calls companies and projects is rarely so here."""

    model: str = "en_core_web_sm"
    kinds: str = "person"
    _nlp: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kinds_of("spacy", self.kinds)
        object.__setattr__(self, "_nlp", _load(self.model))

    def read(self, document: Document, vocabulary: Vocabulary) -> Reading:
        """Return the names of the asked kinds."""
        spans = list(stretches(document, vocabulary))
        docs = self._nlp.pipe(map(document.quote, spans))
        found = ((span, list(self._labelled(doc))) for span, doc in zip(spans, docs, strict=True))
        return reading_of(document, vocabulary, found, self.model)

    def _labelled(self, doc: Any) -> Iterator[Labelled]:
        asked = kinds_of("spacy", self.kinds)
        for entity in doc.ents:
            if (kind := KINDS.get(entity.label_)) in asked:
                yield entity.start_char, entity.end_char, kind, CONFIDENCE


def _load(model: str) -> Any:
    import spacy

    try:
        return spacy.load(model, exclude=list(_NOT_NEEDED))
    except (OSError, ValueError) as error:
        what = f"the model {model!r} can't be loaded"
        raise NoEngineError("spacy", what, f"fetch it by: python -m spacy download {model}") from error
