"""What an HTML page says about itself: title, meta elements, JSON-LD, and what its markup names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from talkgraph.sources.fields import Entry
from talkgraph.sources.records.json_ld import is_talk
from talkgraph.sources.trees import line_of, text_of

MAX_JSON = 256 * 1024
"""Longest JSON-LD in characters."""
MAX_NODES = 200

_META = {
    "og:title": "title",
    "dc.title": "title",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "citation_author": "author",
    "article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "dc.date.issued": "date",
    "dcterms.created": "date",
    "pubdate": "date",
    "citation_date": "date",
    "keywords": "tags",
    "article:tag": "tags",
    "description": "description",
    "og:description": "description",
    "og:url": "url",
    "og:locale": "language",
}
_ARTICLES = frozenset(
    {"Article", "BlogPosting", "NewsArticle", "TechArticle", "Report", "SocialMediaPosting", "WebPage"}
)
_AFTER_TITLE = re.compile(r"\s+(?:[|–—·•»«-]|::)\s+")
_BYLINE = re.compile(r"\b(?:byline|author-name|p-author|post-author|entry-author)\b")
_PUBLISHED = re.compile(r"\b(?:datePublished|dt-published|published|entry-date|post-date)\b")
_PREFIXED = re.compile(r"(?:written |posted )?by[:\s]+", re.IGNORECASE)


def page_entries(root: etree._Element, main: etree._Element) -> list[Entry]:
    """Return what the page says of itself; what is said twice is said once, the more particular source first."""
    found = [*_json_ld(root), *_meta(root), *_marked(main), *_links(root)]
    title = _title(root, main, next((entry.values[0] for entry in found if entry.key == "title"), ""))
    wanted: dict[str, Entry] = {"title": Entry("title", (title,))} if title else {}
    for entry in found:
        if entry.key == "tags" and entry.key in wanted:
            more = tuple(value for value in entry.values if value not in wanted["tags"].values)
            wanted["tags"] = Entry("tags", wanted["tags"].values + more)
        else:
            wanted.setdefault(entry.key, entry)
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    if language:
        wanted["language"] = Entry("language", (language,))
    return list(wanted.values())


def _meta(root: etree._Element) -> Iterator[Entry]:
    for meta in islice(root.iter("meta"), 500):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if content and name in _META:
            yield Entry(_META[name], (content,), line_of(meta))


def _links(root: etree._Element) -> Iterator[Entry]:
    for link in islice(root.iter("link"), 500):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield Entry("url", ((link.get("href") or "").strip(),), line_of(link))


def _marked(main: etree._Element) -> Iterator[Entry]:
    """Yield the author and the date that stand in the text and are marked as such."""
    for element in islice(main.iter("a", "span", "p", "div", "address", "time"), 5000):
        if element.tag == "time":
            if _is_publication(element, main):
                yield Entry("date", (element.get("datetime") or text_of(element),), line_of(element))
            continue
        rel = (element.get("rel") or "").split()
        if "author" in rel or element.get("itemprop") == "author" or _BYLINE.search(element.get("class") or ""):
            name = _PREFIXED.sub("", text_of(element, 20), count=1)
            if 2 < len(name) <= 60 and not any(char.isdecimal() for char in name):
                yield Entry("author", (name,), line_of(element))


def _is_publication(time: etree._Element, main: etree._Element) -> bool:
    """Return whether a time is that of the report: it says so, or it is the only one and no talk's in a programme."""
    said = f"{time.get('class') or ''} {time.get('itemprop') or ''}"
    return (
        time.get("pubdate") is not None or bool(_PUBLISHED.search(said)) or len(list(islice(main.iter("time"), 2))) == 1
    )


def _title(root: etree._Element, main: etree._Element, named: str) -> str:
    """Return the title without the name of the site that pages put after it."""
    element = next(root.iter("title"), None)
    titles = [named, text_of(element) if element is not None else ""]
    heading = next(main.iter("h1"), None)
    first = text_of(heading) if heading is not None else ""
    if first and any(first in title for title in titles):
        return first
    title = titles[0] or titles[1]
    pieces = _AFTER_TITLE.split(title)
    site = _site_name(root)
    if len(pieces) > 1 and (pieces[-1] == site or (not named and len(pieces[-1]) < len(pieces[0]))):
        return title[: title.rindex(pieces[-1])].rstrip(" |–—·•»«-:")
    return title or first


def _site_name(root: etree._Element) -> str:
    found = (meta for meta in islice(root.iter("meta"), 500) if meta.get("property") == "og:site_name")
    return next(((meta.get("content") or "").strip() for meta in found), "")


def _json_ld(root: etree._Element) -> Iterator[Entry]:
    for script in islice(root.iter("script"), 200):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(text) > MAX_JSON:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in islice(_nodes(data), MAX_NODES):
            yield from _node_entries(node, line_of(script))


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node[:MAX_NODES]
        elif isinstance(node, dict):
            yield node
            waiting[:0] = [node[key] for key in ("@graph", "mainEntity") if key in node]


def _node_entries(node: dict[str, Any], line: int | None) -> Iterator[Entry]:
    kinds = node.get("@type")
    names = {str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])}
    if names & _ARTICLES:
        wanted = [("headline", "title"), ("author", "author"), ("datePublished", "date"), ("keywords", "tags")]
    elif is_talk(node):
        return  # read by itself, see `records.json_ld`
    elif any(name.endswith("Event") for name in names):
        wanted = [("name", "event"), ("location", "location"), ("startDate", "start"), ("endDate", "end")]
        wanted += [("performer", "speaker"), ("organizer", "organizer")]
    else:
        return
    for key, name in wanted:
        values = tuple(filter(None, map(_said, _as_list(node.get(key)))))
        if values:
            yield Entry(name, values, line)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _said(value: Any) -> str:
    """Return a name, or a place with its town and country, as text."""
    if not isinstance(value, dict):
        return " ".join(value.split()) if isinstance(value, str) else ""
    address = value.get("address")
    parts = [value.get("name")]
    if isinstance(address, dict):
        country = address.get("addressCountry")
        parts += [address.get("addressLocality"), country.get("name") if isinstance(country, dict) else country]
    elif isinstance(address, str):
        parts.append(address)
    return ", ".join(" ".join(part.split()) for part in parts if isinstance(part, str) and part.strip())
