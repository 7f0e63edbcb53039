"""Which part of an HTML page is the report, and which elements in it are the site's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice, pairwise

from lxml import etree

from talkgraph.sources.tags import DROPPED
from talkgraph.sources.trees import is_hidden, text_of

MIN_SHARE = 0.4
"""Share of a page's text that an element must hold to be the report, whatever it is called."""
WHOLE_SHARE = 0.7
"""Share of the report's text above which an element isn't left out, whatever it is called."""

_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
# Words of class names and ids that say: this is the site speaking, not the report.
_SITE = frozenset(
    str.split("""
    nav navbar navigation menu submenu sidebar footer breadcrumb breadcrumbs cookie cookies consent gdpr share sharing
    sharedaddy social related comments comment disqus respond newsletter subscribe subscription signup promo advert
    advertisement ads sponsored pagination pager paging prevnext skip toolbar widget widgets popup modal banner masthead
    topbar sitemap login searchform trackback pingback toc recommended
    """)
)
_SITE_PAIRS = frozenset(
    {("author", "bio"), ("author", "box"), ("about", "author"), ("post", "navigation"), ("read", "next")}
)
_SITE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"}
)
_CONTENT = re.compile(
    r"(?:^|\s)(?:post|entry|article|blog|story|page|main)[-_]?(?:content|body|text)(?:\s|$)"
    r"|(?:^|\s)(?:e-content|h-entry|hentry|markdown-body|mw-parser-output|rich-text|post|content|main|article)(?:\s|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Size:
    text: int = 0
    """Characters of running text: those outside of links count whole."""
    linked: int = 0


def find_main(root: etree._Element) -> tuple[etree._Element, Callable[[etree._Element], bool]]:
    """Return the element that holds the report, and what tells the elements in it that aren't part of it."""
    body = next(root.iter("body"), root)
    sizes = _sizes(body)
    total = sizes[body].text
    for candidates in _candidates(body):
        best = max(candidates, key=lambda element: sizes[element].text if element in sizes else 0, default=None)
        if best is not None and best in sizes and sizes[best].text >= MIN_SHARE * total and sizes[best].text:
            return best, _skips(best, sizes, strict=False)
    return body, _skips(body, sizes, strict=True)


def _candidates(body: etree._Element) -> list[list[etree._Element]]:
    """Return elements that pages use for their main text, the surest sort first."""
    marked: list[etree._Element] = []
    articles: list[etree._Element] = []
    mains: list[etree._Element] = []
    named: list[etree._Element] = []
    for element in body.iter("div", "section", "article", "main", "td"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if "articleBody" in (element.get("itemprop") or ""):
            marked.append(element)
        if element.tag == "article" or element.get("role") == "article":
            articles.append(element)
        elif element.tag == "main" or element.get("role") == "main":
            mains.append(element)
        elif _CONTENT.search(name):
            named.append(element)
    return [marked, articles, mains, named]


def _sizes(body: etree._Element) -> dict[etree._Element, _Size]:
    """Return how much text each element holds, without what is the site's own by its tag, role or name."""
    sizes: dict[etree._Element, _Size] = {}
    open_elements: list[etree._Element] = []
    links = 0
    skipped: etree._Element | None = None
    events = etree.iterwalk(body, events=("start", "end"))
    for event, element in events:
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            if element is not body and (element.tag in DROPPED or _is_site(element, strict=True)):
                events.skip_subtree()
                skipped = element
                continue
            sizes[element] = _Size()
            open_elements.append(element)
            links += element.tag == "a"
            _count(sizes[element], element.text, links)
            continue
        if element is skipped:
            skipped = None
        else:
            open_elements.pop()
            links -= element.tag == "a"
            if open_elements:
                parent, own = sizes[open_elements[-1]], sizes[element]
                parent.text += own.text
                parent.linked += own.linked
        if open_elements:
            _count(sizes[open_elements[-1]], element.tail, links)
    return sizes


def _count(size: _Size, text: str | None, links: int) -> None:
    length = len(" ".join(text.split())) if text else 0
    if links:
        size.linked += length
    else:
        size.text += length


def _is_site(element: etree._Element, *, strict: bool) -> bool:
    """Return whether an element is the site's own by what it is called; `strict` is for outside of a main element."""
    tag = element.tag
    if tag in {"nav", "aside"} or (strict and tag in {"header", "footer"} and not _in_article(element)):
        return True
    if tag == "footer" or element.get("role") in _SITE_ROLES or is_hidden(element):
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not name.strip() or tag in {
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
    }:
        return False
    words = [word.lower() for word in _WORD.findall(name[:500])]
    return not _SITE.isdisjoint(words) or any(pair in _SITE_PAIRS for pair in pairwise(words))


def _in_article(element: etree._Element) -> bool:
    return any(True for _ in islice(element.iterancestors("article", "main"), 1))


def _skips(
    main: etree._Element, sizes: dict[etree._Element, _Size], *, strict: bool
) -> Callable[[etree._Element], bool]:
    whole = sizes[main].text + sizes[main].linked

    def skips(element: etree._Element) -> bool:
        if element is main:
            return False
        if not _is_site(element, strict=strict):
            return strict and _is_link_list(element, sizes)
        return is_hidden(element) or _length(element, WHOLE_SHARE * whole) <= WHOLE_SHARE * whole

    return skips


def _length(element: etree._Element, enough: float) -> int:
    """Return the length of the element's text, counted no further than `enough`."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > enough:
            break
    return length


def _is_link_list(element: etree._Element, sizes: dict[etree._Element, _Size]) -> bool:
    """Return whether a list outside of any main element only leads to other pages of the site."""
    if element.tag not in {"ul", "ol"} or element not in sizes:
        return False
    size = sizes[element]
    links = list(islice(element.iter("a"), 100))
    short = sum(len(text_of(link, 20).split()) <= 3 for link in links)
    return len(links) >= 3 and size.text < 0.1 * size.linked and short >= 0.8 * len(links)
