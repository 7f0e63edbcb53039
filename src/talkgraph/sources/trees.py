"""HTML markup → a tree, however broken, and what is asked of its elements."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html

from talkgraph.sources.decoding import up_to
from talkgraph.sources.page import Page

MAX_TAGS = 400_000
"""Tags of a page that are read: a tree takes some three hundred bytes for each."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse(markup: str, page: Page) -> etree._Element | None:
    """Return the root of a page or a piece of one, however broken, or None where there is no element in it.

    Of markup with more than `MAX_TAGS` tags the rest is left out, and `page` is told.
    """
    if markup.count("<") > MAX_TAGS:
        markup = up_to(markup, "<", MAX_TAGS)[:-1]
        page.cut_off(f"{MAX_TAGS} tags")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None
    except AssertionError:  # lxml's way to say that a page holds comments only
        return None


def is_hidden(element: etree._Element) -> bool:
    """Return whether the author hid the element from readers."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def text_of(element: etree._Element, pieces: int = 100) -> str:
    """Return the words of an element on one line: those of its first `pieces` pieces of text."""
    return " ".join("".join(str(text) for text in islice(element.itertext(), pieces)).split())


def line_of(element: etree._Element) -> int | None:
    """Return the line of the markup that an element begins on, where the parser knows it."""
    line = element.sourceline
    return line if isinstance(line, int) else None
