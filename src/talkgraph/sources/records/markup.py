"""Abstracts as schedules hold them (HTML, Markdown, reStructuredText, all mixed) → plain text, by best effort."""

from __future__ import annotations

import html
import re

from talkgraph.text import clean_text

MAX_PROSE = 20_000
"""Longest abstract or description in characters."""

_BREAK = re.compile(r"<(?:br|/?(?:p|div|li|ul|ol|h[1-6]|blockquote|pre|tr|table))\b[^<>]*>", re.IGNORECASE)
_DROPPED = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--(?:(?!-->).)*(?:-->|\Z)", re.DOTALL)
_RST_LINK = re.compile(r"`([^`<]+?)\s{0,3}<[^<>`\s]+>`_{1,2}")
_RST_LITERAL = re.compile(r"``([^`\n]+)``")
_RST_ROLE = re.compile(r":[a-z]+:`([^`\n]+)`")
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)")
_UNDERLINE = re.compile(r"^[=\-~^*#\"']{3,}\s*$", re.MULTILINE)
_MAIL = re.compile(r"(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_MOST_MARKUP = 5
"""How many times as long as the text it marks up markup may be; what stands behind is cut off."""
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" *\n(?:\s*\n)* *")


def plain(text: str, limit: int = MAX_PROSE) -> str:
    r"""Return `text` without markup and without addresses of mail, its paragraphs as lines, cut to `limit`.

    >>> plain("<p>Looms &amp; <b>yarn</b></p><p>See `the docs <https://loom.example>`_ or mail ann@loom.example.</p>")
    'Looms & yarn\nSee the docs or mail .'
    >>> plain("AT&amp;T [slides](https://loom.example/s.pdf)")
    'AT&T slides'
    """
    text = text[: limit * _MOST_MARKUP]
    if "&" in text:
        text = html.unescape(text)
    if "`" in text:
        text = _RST_ROLE.sub(r"\1", _RST_LITERAL.sub(r"\1", _RST_LINK.sub(r"\1", text)))
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _DROPPED.sub("", text)))
        if "&" in text:  # escaped twice, as the oldest schedules are
            text = html.unescape(text)
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    if "@" in text:
        text = _MAIL.sub("", text)
    text = _UNDERLINE.sub("", clean_text(text))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()[:limit].rstrip()


def one_line(text: str, limit: int = 500) -> str:
    """Return `text` without markup on one line: titles, names, tracks.

    >>> one_line(" Looms:  a <i>history</i> ")
    'Looms: a history'
    """
    if not any(c in text for c in "<&`@\n\t") and "](" not in text and "  " not in text and text.isprintable():
        return clean_text(text).strip()[:limit]
    return " ".join(plain(text, limit).split())
