"""Which elements of a page are the site speaking, not the report: told by tag, role and name."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice, pairwise

from lxml import etree

from talkgraph.sources.tags import DROPPED
from talkgraph.sources.trees import is_hidden

WHOLE_SHARE = 0.9
"""Share of the text around it above which an element isn't the site's, whatever it is called."""

# Words of class names and ids: `<div class="post-share-buttons">`, `<div id="SidebarLeft">`.
_NAMES = frozenset(
    str.split("""
    nav navbar navigation menu submenu sidebar footer breadcrumb breadcrumbs cookie cookies consent gdpr share sharing
    sharedaddy social related comments comment disqus respond newsletter subscribe subscription signup promo advert
    advertisement ads sponsored pagination pager paging prevnext skip toolbar widget widgets popup modal banner masthead
    topbar sitemap login searchform trackback pingback toc recommended
    """)
)
_PAIRS = frozenset(
    {
        *(("author", "bio"), ("author", "box"), ("about", "author"), ("post", "navigation"), ("read", "next")),
        *(("sr", "only"), ("screen", "reader"), ("visually", "hidden")),
    }
)
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"})
# What bears a class for its look, or holds the whole page (`<body class="comments-open">`).
_NEVER_BY_NAME = frozenset(
    {
        *(
            "body",
            "html",
            "main",
            "article",
            "p",
            "a",
            "h1",
            "h2",
            "h3",
            "li",
            "em",
            "strong",
            "code",
            "td",
            "tr",
            "table",
        )
    }
)
Lengths = dict[etree._Element, int]

_FRAMES = frozenset({"header", "footer"})


def site_parts(lengths: Lengths, main: etree._Element, *, outside: bool) -> Callable[[etree._Element], bool]:
    """Return a test for elements inside of `main` that are not part of the report.

    `outside` says that `main` is no element that the page itself calls its main text, so that a `header` in it is the
    site's.
    """
    limit = WHOLE_SHARE * lengths[main]

    def is_site_part(element: etree._Element) -> bool:
        if element is main:
            return False
        return is_hidden(element) or (lengths[element] <= limit and _is_called_so(element, outside=outside))

    return is_site_part


def text_lengths(root: etree._Element) -> Lengths:
    """Return the length of the words in each element."""
    lengths: Lengths = {}
    around = [root]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            lengths[element] = len(element.text.strip()) if element.text and element.tag not in DROPPED else 0
            around.append(element)
        else:
            around.pop()
            if element is not root:
                lengths[around[-1]] += lengths[element] + (len(element.tail.strip()) if element.tail else 0)
    return lengths


def _is_called_so(element: etree._Element, *, outside: bool) -> bool:
    tag = element.tag
    if tag in {"nav", "aside"} or element.get("role") in _ROLES:
        return True
    if tag in _FRAMES and (tag == "footer" or outside) and not (outside and _in_section(element)):
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag in _NEVER_BY_NAME or name == " ":
        return False
    words = [word.lower() for word in _WORD.findall(name[:500])]
    return not _NAMES.isdisjoint(words) or any(pair in _PAIRS for pair in pairwise(words))


def _in_section(element: etree._Element) -> bool:
    return any(True for _ in islice(element.iterancestors("article", "main", "section"), 1))
