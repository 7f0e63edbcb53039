"""Tables of HTML: which hold data, and which heading stands over which cell."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from talkgraph.model import MarkKind
from talkgraph.sources.page import Page
from talkgraph.sources.trees import text_of
from talkgraph.sources.words import Words

_MAX_COLUMNS = 200
_MAX_HEADING = 200


def is_data(table: etree._Element) -> bool:
    """Return whether a table holds data, not a page's layout."""
    if table.get("role") in {"presentation", "none"}:
        return False
    if any(True for _ in islice(table.iter("table"), 1, 2)):
        return False
    if next(table.iter("th"), None) is not None:
        return True
    rows = list(islice(table.iter("tr"), 3))
    wide = all(sum(1 for cell in row if cell.tag in {"td", "th"}) >= 2 for row in rows)
    return len(rows) >= 2 and wide and next(table.iter("h1", "h2", "h3", "p", "ul", "ol"), None) is None


class Table:
    """The columns of a table, and where in its rows we are."""

    def __init__(self, page: Page) -> None:
        self.group = page.new_group()
        self.headings: dict[int, str] = {}
        self.rows = 0
        self.column = 0
        self.held: dict[int, int] = {}
        """Column → how many further rows a cell from above reaches into."""
        self.taken: frozenset[int] = frozenset()

    def begin_row(self) -> None:
        self.rows += 1
        self.column = 0
        self.taken = frozenset(self.held)
        self.held = {column: rows - 1 for column, rows in self.held.items() if rows > 1}

    def begin_cell(self, words: Words) -> None:
        while self.column in self.taken:
            self.column += 1
        if words:
            words.text(" | ")
        words.start(MarkKind.CELL, self.headings.get(self.column, ""))

    def end_cell(self, words: Words, element: etree._Element) -> None:
        words.stop(MarkKind.CELL)
        head = self.rows == 1 and element.tag == "th"
        name = text_of(element)[:_MAX_HEADING].strip() if head else ""
        for column in range(self.column, self.column + _number(element.get("colspan"))):
            if name:
                self.headings[column] = name
            if _number(element.get("rowspan")) > 1:
                self.held[column] = _number(element.get("rowspan")) - 1
            self.column = column + 1


def _number(text: str | None) -> int:
    return min(int(text[:9]), _MAX_COLUMNS) if text and text.isascii() and text.isdecimal() and int(text[:9]) else 1
