"""What publishing systems leave in Markdown and no reader of the page ever sees: removed, and no line is moved."""

from __future__ import annotations

import re

MAX_TAG = 4000
"""Longest template tag in characters; what doesn't close within is text."""
MAX_PICTURE = 20_000

_LISTING = re.compile(r"^([ \t]*)\{%-?\s*highlight\b[^%\n]{0,200}%\}[ \t]*$", re.MULTILINE)
_LISTING_END = re.compile(r"^([ \t]*)\{%-?\s*endhighlight\s*-?%\}[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}")
_ATTRIBUTES = re.compile(r"\{:{1,2}[^{}\n]{0,300}\}")
_HEADING_ID = re.compile(r"^(#{1,6}[ \t].*?)[ \t]*\{[#.][^{}\n]{0,200}\}[ \t]*#*[ \t]*$", re.MULTILINE)
_ALONE = re.compile(
    r"""^[ \t]*(?:READMORE|\[\[?_?TOC_?\]?\]|\[toc\]|\{\{TOC\}\}|:{3,}.*|\\(?:newpage|pagebreak)
    |import[ ][^\n]{1,200}[ ]from[ ]["'][^"'\n]{1,200}["'];?)[ \t]*$""",
    re.MULTILINE | re.VERBOSE,
)
_CONTENTS = re.compile(r"^[ \t]*(?:[*+-]|1\.)[ \t]+\S.*\n[ \t]*\{:[ \t]*toc\b[^{}\n]*\}", re.MULTILINE)
_ALERT = re.compile(r"^([ \t]*>[ \t]*)\[!\w{1,20}\][ \t]*$", re.MULTILINE)
_CONTAINER = re.compile(r"^ {0,3}<([A-Za-z][\w.-]*)(?:\s[^<>]*)?>[ \t]*\n(?= {0,3}[^\s<])", re.MULTILINE)
_PICTURE = re.compile(
    r"(?<!`)<(figure|iframe|script|style|svg|video|audio|object|noscript)\b[^<>]{0,4000}>", re.IGNORECASE
)
_RAW = {
    "script",
    "style",
    "pre",
    "textarea",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "td",
    "th",
    "ul",
    "ol",
    "table",
}


def without_leftovers(text: str) -> str:
    r"""Return `text` without template tags, attribute lists, markers and pictures, line for line.

    >>> without_leftovers('Looms{:.wide} and {{ site.yarn }}yarn\n\nREADMORE\n{% include x.html %}')
    'Looms and yarn\n\n\n'
    """
    if "{%" in text:
        text = _LISTING_END.sub(r"\1```", _LISTING.sub(r"\1```", text))
        text = _without_comments(text)
        text = _without(text, "{%", "%}")
    if "{{" in text:
        text = _without(text, "{{", "}}")
    if "{" in text:
        text = _CONTENTS.sub("\n", text)
        text = _HEADING_ID.sub(r"\1", _ATTRIBUTES.sub("", text))
    if "<" in text:
        text = _CONTAINER.sub(_opened, _without_pictures(text))
    return _ALERT.sub(r"\1", _ALONE.sub("", text))


def _without(text: str, opening: str, closing: str) -> str:
    """Cut each stretch from `opening` to the next `closing`, keeping its line feeds; each end is looked up once."""
    out: list[str] = []
    done = 0
    at = text.find(opening)
    end = -1
    while at >= 0:
        if end < at:
            end = text.find(closing, at + len(opening))
            if end < 0:
                break
        if end - at <= MAX_TAG:
            out.append(text[done:at])
            out.append("\n" * text.count("\n", at, end))
            done = end + len(closing)
            at = text.find(opening, done)
        else:
            at = text.find(opening, at + len(opening))
    out.append(text[done:])
    return "".join(out)


def _without_comments(text: str) -> str:
    """Cut `{% comment %}` … `{% endcomment %}`."""
    out: list[str] = []
    done = 0
    for match in _COMMENT.finditer(text):
        if match.start() < done:
            continue
        end = text.find("endcomment", match.end())
        close = text.find("%}", end) if end >= 0 else -1
        if close < 0:
            break
        out.append(text[done : match.start()])
        out.append("\n" * text.count("\n", match.start(), close))
        done = close + 2
    out.append(text[done:])
    return "".join(out)


def _without_pictures(text: str) -> str:
    """Cut figures, players and scripts with all that is in them: text right after one is Markdown again."""
    out: list[str] = []
    done = 0
    ends: dict[str, int] = {}
    lowered = text.lower() if _PICTURE.search(text) else ""
    for match in _PICTURE.finditer(text):
        if match.start() < done:
            continue
        closing = f"</{match[1].lower()}>"
        end = ends.get(closing, -1)
        if end < match.end():
            end = lowered.find(closing, match.end())
            ends[closing] = end if end >= 0 else len(text) + MAX_PICTURE
        if not match.end() <= end <= match.end() + MAX_PICTURE or _holds_text(text[match.start() : end]):
            continue
        out.append(text[done : match.start()])
        done = end + len(closing)
        out.append("\n" * text.count("\n", match.start(), done))
    out.append(text[done:])
    return "".join(out)


def _holds_text(markup: str) -> bool:
    """Return whether a figure is wrapped around a listing, a table or a quotation."""
    return bool(re.match(r"<figure", markup, re.IGNORECASE)) and bool(re.search(r"<(?:pre|table|blockquote)\b", markup))


def _opened(match: re.Match[str]) -> str:
    """Return an empty line for a container's opening tag, so that the text in it is read as the Markdown it is."""
    return match[0] if match[1].lower() in _RAW else "\n"
