"""Documents as text that a person can check: the notation of the pages."""

import re
from pathlib import Path

from talkgraph.errors import Place
from talkgraph.sources import Source, read

PAGES = Path(__file__).parent / "pages"
_CASE = re.compile(r"(?P<title>[^\n.][^\n]*)\n\.\n(?P<source>.*?)^\.\n(?P<expected>.*?)^\.$", re.DOTALL | re.MULTILINE)


def document_of(text, path="case.md"):
    """Return the one document that a reader makes of `text`."""
    data = text if isinstance(text, bytes) else text.encode()
    (document,) = read(Source(Place(path), data))
    return document


def dump(document):
    """Return one line a block, its marks indented under it, and before them what the document says about itself."""
    card = [
        f"({name}: {value})"
        for name, value in (
            ("title", document.title),
            ("authors", "; ".join(document.authors)),
            ("date", document.date),
            ("language", document.language),
            ("url", document.url),
        )
        if value
    ]
    return "\n".join([*card, *(f"! {problem}" for problem in document.problems), *_blocks(document)])


def _blocks(document):
    marks = list(document.marks)
    for block in document.blocks:
        label = block.name or f"{block.kind}{f' {block.level}' if block.level else ''}"
        inside = f" (in {_short(document, document.blocks[block.parent])})" if block.parent >= 0 else ""
        yield f"{label}{inside}: {document.quote(block.span)}".replace("\n", " / ")
        while marks and marks[0].span.start < block.span.end:
            mark = marks.pop(0)
            target = f" → {mark.target}" if mark.target else ""
            yield f"    {mark.kind} [{document.quote(mark.span)}]{target}"


def _short(document, block):
    return " ".join(document.quote(block.span).split()[:2])


def cases():
    """Yield (page, title, source, expected) of all pages."""
    for page in sorted(PAGES.glob("*.txt")):
        for match in _CASE.finditer(page.read_text(encoding="utf-8")):
            yield page.stem, match["title"], match["source"], match["expected"].rstrip("\n")
