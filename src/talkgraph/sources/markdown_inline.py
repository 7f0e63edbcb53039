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


_OPEN = {"link_open": MarkKind.LINK, "em_open": MarkKind.EMPHASIS, "strong_open": MarkKind.STRONG}
_CLOSE = {"link_close": MarkKind.LINK, "em_close": MarkKind.EMPHASIS, "strong_close": MarkKind.STRONG}
_BREAKS = frozenset({"softbreak", "hardbreak"})
_STRUCK = "~~"


def add_inline(tokens: Sequence[Token], words: Words, line: int | None = None) -> None:
    """Add what a reader sees of `tokens` to `words`; `line` is the line of the source that they begin on."""
    left_out = ""  # the tag whose end we wait for
    ends = _last_ends(tokens)
    for index, token in enumerate(tokens):
        if left_out:
            left_out = "" if _closes(token, left_out) else left_out
        elif token.type == "html_inline":
            name = _tag(token.content, words, tokens[index + 1 : index + 2])
            # A tag that nothing ends takes nothing with it: better a word too many than half a paragraph lost.
            left_out = name if ends.get(name, -1) > index else ""
        elif token.type == "s_open":
            left_out = _STRUCK  # what the author took back
        else:
            _take(token, words)
        passed = 1 if token.type in _BREAKS else token.content.count("\n")
        if line is not None and passed:
            line += passed
            words.line(line)


def _take(token: Token, words: Words) -> None:
    """Take a token that is neither HTML nor left out; images, marks of footnotes and the like leave no words."""
    kind = token.type
    if kind in {"text", "text_special"}:
        words.text(token.content)
    elif kind == "softbreak":
        words.space()
    elif kind == "hardbreak":
        words.line_break()
    elif kind == "code_inline":
        words.start(MarkKind.CODE)
        words.text(token.content)
        words.stop(MarkKind.CODE)
    elif kind in _OPEN:
        words.start(_OPEN[kind], str(token.attrs.get("href", "")) if kind == "link_open" else "")
    elif kind in _CLOSE:
        words.stop(_CLOSE[kind])


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


def _closes(token: Token, name: str) -> bool:
    """Return whether `token` ends what began with the tag `name`."""
    if name == _STRUCK:
        return token.type == "s_close"
    match = _TAG.match(token.content) if token.type == "html_inline" else None
    return bool(match and match["close"] and match["name"].lower() == name)
