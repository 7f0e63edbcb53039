"""Which part of an HTML page is the report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from talkgraph.sources.site_parts import site_parts, text_lengths
from talkgraph.sources.tags import DROPPED
from talkgraph.sources.trees import text_of

MIN_SHARE = 0.4
"""Share of a page's text that an element must hold to be the report, whatever it is called."""
MIN_ARTICLE = 0.7
"""Share of the text of all articles that one must hold to be the report; else they are parts of one page."""

_CONTENT = re.compile(
    r"(?:^|\s)(?:post|entry|article|blog|story|page|main)[-_]?(?:content|body|text)(?:\s|$)"
    r"|(?:^|\s)(?:e-content|h-entry|hentry|markdown-body|mw-parser-output|rich-text|post|content|main|article)(?:\s|$)",
    re.IGNORECASE,
)

Skips = Callable[[etree._Element], bool]


@dataclass(slots=True)
class _Size:
    """Characters of an element's words, outside of links and in them."""

    text: int = 0
    linked: int = 0


_Sizes = dict[etree._Element, _Size]


def find_main(root: etree._Element) -> tuple[etree._Element, Skips]:
    """Return the element that holds the report, and what tells the elements in it that aren't part of it."""
    body = next(root.iter("body"), root)
    lengths = text_lengths(body)
    sizes = _sizes(body, site_parts(lengths, body, outside=True))
    total = sizes[body].text
    for candidates in _candidates(body, sizes):
        best = max(candidates, key=lambda element: sizes[element].text, default=None)
        if best is not None and sizes[best].text >= max(1, MIN_SHARE * total):
            return best, site_parts(lengths, best, outside=False)
    return body, _skips_of_body(site_parts(lengths, body, outside=True), sizes)


def _candidates(body: etree._Element, sizes: _Sizes) -> list[list[etree._Element]]:
    """Return elements that pages use for their main text, the surest sort first."""
    marked: list[etree._Element] = []
    articles: list[etree._Element] = []
    mains: list[etree._Element] = []
    named: list[etree._Element] = []
    for element in body.iter("div", "section", "article", "main", "td"):
        if element not in sizes:
            continue
        if "articleBody" in (element.get("itemprop") or ""):
            marked.append(element)
        if element.tag == "article" or element.get("role") == "article":
            articles.append(element)
        elif element.tag == "main" or element.get("role") == "main":
            mains.append(element)
        elif _CONTENT.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            named.append(element)
    return [marked, _outweighing(articles, sizes), mains, named]


def _outweighing(articles: list[etree._Element], sizes: _Sizes) -> list[etree._Element]:
    """Return the articles that hold most of what all hold: not one talk of a programme, not one post of a month."""
    outer = [article for article in articles if next(article.iterancestors("article"), None) is None]
    total = sum(sizes[article].text for article in outer)
    return [article for article in articles if sizes[article].text >= MIN_ARTICLE * total]


def _sizes(body: etree._Element, skips: Skips) -> _Sizes:
    """Return how much text each element holds, without what isn't part of the report wherever that may be."""
    sizes: _Sizes = {}
    around: list[_Size] = []
    links = 0
    skipped: etree._Element | None = None
    events = etree.iterwalk(body, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if element.tag in DROPPED or skips(element):
                events.skip_subtree()
                skipped = element
                continue
            around.append(_Size())
            sizes[element] = around[-1]
            links += element.tag == "a"
            _count(around[-1], element.text, links)
            continue
        if element is skipped:
            skipped = None
        else:
            links -= element.tag == "a"
            own = around.pop()
            if around:
                around[-1].text += own.text
                around[-1].linked += own.linked
        if around:
            _count(around[-1], element.tail, links)
    return sizes


def _count(size: _Size, text: str | None, links: int) -> None:
    if not text:
        return
    if links:
        size.linked += len(text.strip())
    else:
        size.text += len(text.strip())


def _skips_of_body(is_site_part: Skips, sizes: _Sizes) -> Skips:
    def skips(element: etree._Element) -> bool:
        return is_site_part(element) or _is_link_list(element, sizes)

    return skips


def _is_link_list(element: etree._Element, sizes: _Sizes) -> bool:
    """Return whether a list outside of any main element only leads to other pages of the site."""
    if element.tag not in {"ul", "ol"} or element not in sizes:
        return False
    size = sizes[element]
    links = list(islice(element.iter("a"), 100))
    short = sum(len(text_of(link, 20).split()) <= 3 for link in links)
    return len(links) >= 3 and size.text < 0.1 * size.linked and short >= 0.8 * len(links)
