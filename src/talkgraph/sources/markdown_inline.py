"""The inside of a Markdown paragraph → words and marks; HTML tags in it count like Markdown's own."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from markdown_it.token import Token

from talkgraph.model import MarkKind
from talkgraph.sources.tags import BLOCKS, DROPPED, HEADINGS, MARKS
from talkgraph.sources.words import Words

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>[^>]*)>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_VOID = frozenset({"img", "input", "source", "embed", "link", "meta", "base", "br", "hr", "wbr"})
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡])[\])]?\s*")


def add_inline(tokens: Sequence[Token], words: Words, line: int | None = None) -> None:
    """Add what a reader sees of `tokens` to `words`; `line` is the line of the source that they begin on."""
    dropped = ""
    struck = 0
    ends = _last_ends(tokens)
    for index, token in enumerate(tokens):
        kind = token.type
        if dropped or struck:
            if kind == "html_inline" and _closes(token.content, dropped):
                dropped = ""
            elif kind in {"s_open", "s_close"}:
                struck += token.nesting
        elif kind == "text" or kind == "text_special":
            words.text(token.content)
        elif kind == "softbreak":
            words.space()
        elif kind == "hardbreak":
            words.line_break()
        elif kind == "code_inline":
            words.start(MarkKind.CODE)
            words.text(token.content)
            words.stop(MarkKind.CODE)
        elif kind == "html_inline":
            dropped = _tag(token.content, words, tokens[index + 1 : index + 2])
            if ends.get(dropped, -1) < index:  # nothing ends it: better too much than half a paragraph lost
                dropped = ""
        elif kind == "s_open":
            struck = 1
        elif kind in _OPEN:
            words.start(_OPEN[kind], str(token.attrs.get("href", "")) if kind == "link_open" else "")
        elif kind in _CLOSE:
            words.stop(_CLOSE[kind])
        if line is not None and kind in {"softbreak", "hardbreak", "html_inline", "code_inline"}:
            passed = 1 if kind in {"softbreak", "hardbreak"} else token.content.count("\n")
            if passed:
                line += passed
                words.line(line)


_OPEN = {"link_open": MarkKind.LINK, "em_open": MarkKind.EMPHASIS, "strong_open": MarkKind.STRONG}
_CLOSE = {"link_close": MarkKind.LINK, "em_close": MarkKind.EMPHASIS, "strong_close": MarkKind.STRONG}


def _tag(markup: str, words: Words, following: Sequence[Token]) -> str:
    """Take one tag; return its name when all up to its end is to be left out."""
    match = _TAG.match(markup)
    if not match:
        return ""
    name = match["name"].lower()
    if name in MARKS:
        _mark(name, match, words)
    elif name == "br":
        words.line_break()
    elif name in BLOCKS or name in HEADINGS:
        words.space()
    opens = not match["close"] and not match["rest"].endswith("/") and name not in _VOID
    if opens and (name in DROPPED or (name == "sup" and _is_note(following))):
        return name
    return ""


def _mark(name: str, match: re.Match[str], words: Words) -> None:
    if match["close"]:
        words.stop(MARKS[name])
    elif not match["rest"].endswith("/"):
        href = _HREF.search(match["rest"]) if name == "a" else None
        words.start(MARKS[name], html.unescape(next(filter(None, href.groups()), "")).strip() if href else "")


def _is_note(following: Sequence[Token]) -> bool:
    return any(token.type == "text" and _NOTE.fullmatch(token.content) for token in following)


def _last_ends(tokens: Sequence[Token]) -> dict[str, int]:
    """Return the last place of each closing tag."""
    matches = ((index, _TAG.match(token.content)) for index, token in enumerate(tokens) if token.type == "html_inline")
    return {match["name"].lower(): index for index, match in matches if match and match["close"]}


def _closes(markup: str, name: str) -> bool:
    match = _TAG.match(markup)
    return bool(match and match["close"] and match["name"].lower() == name)
