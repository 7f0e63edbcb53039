"""Candidates of annotated reports, to see what the models say of texts that they never met."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from likeness.examples import Example
from talkgraph import sources
from talkgraph.model import BlockKind, Document, MarkKind
from talkgraph.text import fold

_WORD = r"[^\W\d_]+(?:-[^\W\d_]+|[’'](?![sS]\b)[^\W\d_]+)*"
_RUN = re.compile(
    rf"(?<!\w)(?=[^\W\d_a-z]){_WORD}(?: (?:(?:van|von|de|der|la) )?(?:[A-Z]\.|(?=[^\W\d_a-z]){_WORD})){{1,3}}"
)
_MARKED = (MarkKind.LINK, MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.QUOTE)
_PARTS = re.compile(r" [-–—|] | by |: |, ")


def candidates(folder: Path) -> tuple[list[Example], list[Example]]:
    """Return the runs of capitalised words and the marked spans of a folder's reports, each once a report."""
    runs, spans = [], []
    for file in sorted(folder.glob("*.json")):
        report = next(f for f in sorted(folder.glob(f"{file.stem}.*")) if f.suffix != ".json")
        document = sources.read(next(iter(sources.find([report]))))[0]
        known = _known(json.loads(file.read_text(encoding="utf-8"))["entities"])
        runs += _judged(_runs(document), known["person"])
        spans += _judged(_spans(document), known["talk"])
    return runs, spans


def _known(entities: Sequence[dict]) -> dict[str, dict[str, bool]]:
    """Return by type the folded names, and whether they are required."""
    known: dict[str, dict[str, bool]] = {"person": {}, "talk": {}}
    for entity in entities:
        for name in (entity["name"], *entity.get("aliases", ())):
            known.setdefault(entity["type"], {})[fold(name)] = entity.get("required", True)
    return known


def _judged(texts: Iterator[str], known: dict[str, bool]) -> list[Example]:
    """Return the texts as examples; those that careful readers would disagree on are left out."""
    found = {fold(text): text for text in texts}
    return [
        Example(text, positive=folded in known, kind="report")
        for folded, text in found.items()
        if known.get(folded, True)
    ]


def _runs(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from _RUN.findall(document.quote(block.span))


def _spans(document: Document) -> Iterator[str]:
    """Yield link texts, emphasised and quoted words, headings, and list items whole, their first line and its parts."""
    for mark in document.marks:
        if mark.kind in _MARKED:
            yield document.quote(mark.span).strip(" .,;")
    for block in document.blocks:
        text = document.quote(block.span).split("\n")[0].strip(" .,;")
        if block.kind is BlockKind.HEADING:
            yield text
        elif block.kind is BlockKind.ITEM and len(text.split()) <= 30:
            yield text
            yield from (part.strip(' .,;"“”()') for part in _PARTS.split(text) if len(part) > 2)
