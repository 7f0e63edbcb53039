"""Markdown → document: CommonMark with tables, footnotes and definition lists, and what blogs add to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from talkgraph.model import Document, MarkKind
from talkgraph.sources.cards import completed
from talkgraph.sources.decoding import decode, head_text
from talkgraph.sources.fields import add_fields
from talkgraph.sources.front_matter import split_front_matter
from talkgraph.sources.leftovers import without_leftovers
from talkgraph.sources.markdown_inline import add_inline
from talkgraph.sources.page import Page
from talkgraph.sources.source import Source, suffix_of
from talkgraph.sources.words import Words

NAME = "Markdown"
SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".mmd", ".qmd", ".rmd"})

MAX_NESTING = 60
"""Deepest nesting of blocks and emphasis; what is deeper is left out."""
MAX_INLINE = 100_000
"""Longest paragraph in characters whose inline markup is read; a longer one is plain text: time stays linear."""
MAX_LOOKUPS = 50_000_000
"""Most brackets of a paragraph times its length: for each the parser may look as far as the paragraph's end."""
MAX_UNCLOSED = 1_000_000
"""The same for brackets that nothing closes, which always cost the whole way."""

_SIGNS = re.compile(
    r"""\A\s*---[ \t]*\n[\w-]+:|\A\s*\+\+\+[ \t]*\n  # front matter
    |^\#{1,6}[ ]\S|\[[^\[\]\n]+\]\([^()\s]+\)|^\[[^\]\n]+\]:[ ]\S+|^```|\*\*\w[^*\n]*\*\*
    |\A(?:Title|Date|Author|Slug|Category):[ ].*\n(?:[A-Z]\w+:.*\n)+""",
    re.MULTILINE | re.VERBOSE,
)


def recognises(head: bytes, path: str) -> bool:
    """Return whether this is Markdown: by its name, or for a name that says nothing by its signs."""
    suffix = suffix_of(path)
    return suffix in SUFFIXES or (not suffix and bool(_SIGNS.search(head_text(head))))


def read(source: Source) -> tuple[Document, ...]:
    """Return the report."""
    text, problems = decode(source)
    front = split_front_matter(text, source.place.path)
    page = Page(first_line=text.count("\n", 0, front.body) + 1)
    card = add_fields(page, front.entries)
    add_markdown(without_leftovers(text[front.body :]), page)
    return (page.document(source, completed(card, page, source.place.path), [*problems, *front.problems]),)


def add_markdown(text: str, page: Page) -> None:
    """Add the blocks of Markdown to `page`."""
    builder = _Builder(page)
    for token in _parser().parse(text):
        if page.full:
            break
        builder.take(token)


class _Parser(MarkdownIt):
    """Leaves addresses as written; a link whose address is of no use is still a link with words in it."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    parser.core.ruler.at("inline", _parse_inline)
    return parser


def _parse_inline(state: StateCore) -> None:
    """Parse the inside of paragraphs, but leave those alone that no person has typed."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if _is_typed(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            else:
                token.children.append(Token("text", "", 0, content=token.content))


def _is_typed(text: str) -> bool:
    """Return whether a paragraph may have been typed by a person, so that parsing it costs no more than reading it."""
    length, opened = len(text), text.count("[")
    if length > MAX_INLINE or opened * length > MAX_LOOKUPS:
        return False
    return (opened - text.count("]")) * length <= MAX_UNCLOSED


class _Builder:
    """Follows the parser's tokens and hands blocks to a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heading = 0
        self.table = 0
        self.columns: list[str] = []
        self.column = 0
        self.in_head = False
        self.row: Words | None = None
        self.row_line = 1
        page_does: dict[str, Callable[[], None]] = {
            "bullet_list_open": page.open_list,
            "bullet_list_close": page.close_list,
            "ordered_list_open": page.open_list,
            "ordered_list_close": page.close_list,
            "list_item_open": page.open_item,
            "list_item_close": page.close_item,
            "blockquote_open": page.open_quote,
            "blockquote_close": page.close_quote,
            "dl_open": page.open_list,
            "dl_close": self._close_terms,
            "dt_open": self._open_term,
        }
        self._does: dict[str, Callable[[Token], None]] = {
            **{name: _ignoring(call) for name, call in page_does.items()},
            "inline": self._inline,
            "heading_open": self._open_heading,
            "heading_close": self._close_heading,
            "fence": self._code,
            "code_block": self._code,
            "html_block": self._html,
            "table_open": self._open_table,
            "tr_open": self._open_row,
            "tr_close": self._close_row,
        }
        self.term = False

    def take(self, token: Token) -> None:
        """Take one token."""
        does = self._does.get(token.type)
        if does:
            does(token)

    def _inline(self, token: Token) -> None:
        line = token.map[0] + 1 if token.map else None
        children: Sequence[Token] = token.children or ()
        if self.row is not None:
            self._cell(children)
            return
        words = Words()
        add_inline(children, words, line)
        if self.heading:
            self.page.heading(words, self.heading, line)
        else:
            self.page.paragraph(words, line)

    def _open_heading(self, token: Token) -> None:
        self.heading = int(token.tag[1])

    def _close_heading(self, _token: Token) -> None:
        self.heading = 0

    def _open_term(self) -> None:
        if self.term:
            self.page.close_item()
        self.term = True
        self.page.open_item()

    def _close_terms(self) -> None:
        if self.term:
            self.page.close_item()
        self.term = False
        self.page.close_list()

    def _code(self, token: Token) -> None:
        words = Words()
        words.verbatim(token.content)
        self.page.code(words, token.map[0] + 1 if token.map else None)

    def _html(self, token: Token) -> None:
        from talkgraph.sources.elements import add_elements  # noqa: PLC0415  (many reports have no HTML in them)
        from talkgraph.sources.trees import parse  # noqa: PLC0415

        root = parse(token.content, self.page)
        if root is not None:
            add_elements(root, self.page, first_line=token.map[0] + 1 if token.map else None)

    def _open_table(self, _token: Token) -> None:
        self.table = self.page.new_group()
        self.columns = []

    def _open_row(self, token: Token) -> None:
        self.row, self.column = Words(), 0
        self.row_line = token.map[0] + 1 if token.map else self.row_line + 1

    def _cell(self, children: Sequence[Token]) -> None:
        if self.row is None:
            return
        if self.column:
            self.row.text(" | ")
        self.row.start(MarkKind.CELL, self.columns[self.column] if self.column < len(self.columns) else "")
        add_inline(children, self.row)
        self.row.stop(MarkKind.CELL)
        self.column += 1

    def _close_row(self, _token: Token) -> None:
        if self.row is None:
            return
        row, self.row = self.row, None
        if not self.columns:
            text, cells, _ = row.finish()
            self.columns = [""] * self.column
            for cell, column in zip((c for c in cells if c.kind is MarkKind.CELL), range(self.column), strict=False):
                self.columns[column] = text[cell.start : cell.end]
        self.page.row(row, self.table, self.row_line)


def _ignoring(call: Callable[[], None]) -> Callable[[Token], None]:
    return lambda _token: call()
