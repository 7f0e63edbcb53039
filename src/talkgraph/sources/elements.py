"""A tree of HTML elements → blocks: the walker that pages and the HTML inside Markdown share."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from talkgraph.sources.page import Page
from talkgraph.sources.tables import Table, is_data
from talkgraph.sources.tags import BLOCKS, DROPPED, HEADINGS, LISTS, MARKS
from talkgraph.sources.trees import is_hidden, line_of, text_of
from talkgraph.sources.words import Words

_NOTE_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡])\s*[\])]?\s*")
_ANCHORS = frozenset({"#", "¶", "§", "🔗", "↩", "↩︎", "^"})

Skips = Callable[[etree._Element], bool]


def add_elements(root: etree._Element, page: Page, skips: Skips = is_hidden, first_line: int | None = None) -> None:
    """Add what stands in `root` to `page`, block by block, without the subtrees that `skips` names.

    `first_line` is the line of the source that the markup begins on, where the page doesn't know it.
    """
    walker = _Walker(page, skips, first_line)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if page.full:
            break
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if walker.enter(tag, element):
                walker.say(element.text)
            else:
                events.skip_subtree()
                walker.skipped = element
            continue
        if walker.skipped is element:
            walker.skipped = None
            walker.after(tag)
        else:
            walker.leave(tag, element)
        if element is not root:
            walker.say(element.tail)
    walker.flush()


class _Walker:
    """Follows the events of a tree and hands blocks to a page."""

    def __init__(self, page: Page, skips: Skips, first_line: int | None) -> None:
        self.page = page
        self.skips = skips
        self.shift = 0 if first_line is None else first_line - 1
        self.words = Words()
        self.line: int | None = None
        self.skipped: etree._Element | None = None
        self.heading = 0
        self.listing = 0
        self.code: list[str] = []
        self.terms: list[bool] = []
        """For each open list, whether the last item is a term whose definitions may follow."""
        self.tables: list[Table | None] = []
        self.row: Table | None = None

    def say(self, text: str | None) -> None:
        """Take words."""
        if text:
            if self.listing:
                self.code.append(text)
            else:
                self.words.text(text)

    def enter(self, tag: str, element: etree._Element) -> bool:
        """Take an opening tag; return whether to look inside."""
        if tag in DROPPED or self.skips(element) or _is_picture(tag, element) or _is_note_mark(tag, element):
            return False
        if tag == "br":
            self._line_break()
        elif tag in MARKS:
            if not self.listing:
                self.words.start(MARKS[tag], _target(tag, element))
        elif self.row is not None:
            self._enter_cell(tag)
        elif tag in BLOCKS or tag in HEADINGS:
            self.flush()
            self._place(element)
            self._enter_block(tag, element)
        return True

    def leave(self, tag: str, element: etree._Element) -> None:
        """Take a closing tag."""
        if tag in MARKS:
            self.words.stop(MARKS[tag])
        elif self.row is not None and tag != "tr":
            self._leave_cell(tag, element)
        elif tag in BLOCKS or tag in HEADINGS:
            self.flush()
            self._leave_block(tag)
            self._place(element)

    def after(self, tag: str) -> None:
        """Take the end of what was left out."""
        if tag in BLOCKS and self.row is None:
            self.flush()

    def flush(self) -> None:
        """Hand over the words so far as a block."""
        if self.code:
            self.words.verbatim("".join(self.code))
            self.code.clear()
        if not self.words:
            if not self.words.marking:
                self.words = Words()
            return
        open_marks = self.words.open_marks
        words, self.words = self.words, Words()
        if self.row is not None:
            self.page.row(words, self.row.group, self.line)
        elif self.listing:
            self.page.code(words, self.line)
        elif self.heading:
            self.page.heading(words, self.heading, self.line)
        else:
            self.page.paragraph(words, self.line)
        for kind, target in open_marks:  # <a><p>…</p><p>…</p></a>: a mark for each block
            self.words.start(kind, target)

    def _place(self, element: etree._Element) -> None:
        line = line_of(element)
        self.line = None if line is None else line + self.shift

    def _line_break(self) -> None:
        if self.listing:
            self.code.append("\n")
            return
        paragraph = not (self.heading or self.words.marking or self.row)
        if paragraph and self.words.broken and not self.page.in_item:
            self.flush()  # two breaks are how old pages say paragraph
        else:
            self.words.line_break()

    def _enter_block(self, tag: str, element: etree._Element) -> None:
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag in LISTS:
            self.page.open_list()
            self.terms.append(False)
        elif tag in {"li", "dt"}:
            self._close_term(term=tag == "dt")
            if self.terms or tag == "li":
                self.page.open_item()
        elif tag == "blockquote":
            self.page.open_quote()
        elif tag in {"pre", "xmp"}:
            self.listing += 1
        elif tag == "table":
            self.tables.append(Table(self.page) if is_data(element) else None)
        elif tag == "tr" and self.tables and self.tables[-1] is not None:
            self.row = self.tables[-1]
            self.row.begin_row()

    def _leave_block(self, tag: str) -> None:
        if tag in HEADINGS:
            self.heading = 0
        elif tag in LISTS:
            self._close_term(term=False)
            if self.terms:
                self.terms.pop()
            self.page.close_list()
        elif tag == "li":
            self.page.close_item()
        elif tag == "blockquote":
            self.page.close_quote()
        elif tag in {"pre", "xmp"}:
            self.listing -= 1
        elif tag == "table" and self.tables:
            self.tables.pop()
        elif tag == "tr":
            self.row = None

    def _close_term(self, *, term: bool) -> None:
        """End the term that is open in the innermost list; `term` says whether another begins."""
        if self.terms:
            if self.terms[-1]:
                self.page.close_item()
            self.terms[-1] = term

    def _enter_cell(self, tag: str) -> None:
        if self.row is not None and tag in {"td", "th"}:
            self.row.begin_cell(self.words)
        elif tag in BLOCKS or tag in HEADINGS:
            self.words.space()

    def _leave_cell(self, tag: str, element: etree._Element) -> None:
        if self.row is not None and tag in {"td", "th"}:
            self.row.end_cell(self.words, element)
        elif tag in BLOCKS or tag in HEADINGS:
            self.words.space()


def _target(tag: str, element: etree._Element) -> str:
    return (element.get("href") or "").strip() if tag == "a" else ""


def _is_picture(tag: str, element: etree._Element) -> bool:
    """Return whether this is a figure without text of its own; pages also wrap listings, tables and quotes in one."""
    return tag == "figure" and next(element.iter("pre", "table", "blockquote", "p"), None) is None


def _is_note_mark(tag: str, element: etree._Element) -> bool:
    """Return whether this is the raised number of a footnote, or the sign behind a heading that links to it."""
    if tag == "a":
        return (element.get("href") or "").startswith("#") and text_of(element, 5) in _ANCHORS
    return tag == "sup" and bool(_NOTE_MARK.fullmatch(text_of(element, 5)))
