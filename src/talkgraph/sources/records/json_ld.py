"""Talks in schema.org's JSON-LD: in a file of its own, or inside a web page, where it comes on top of the page's text.

An event is a talk where it says what it is part of (`superEvent`), where another says that it is its part (`subEvent`),
or where a page lists several with performers. A single event is what a page tells of, and stays a field of the page.

References:
    https://schema.org/Event; https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from talkgraph.errors import Place, Problem, SourceError
from talkgraph.model import Document
from talkgraph.sources.decoding import decode
from talkgraph.sources.records.links import Link, recordings, slides, web
from talkgraph.sources.records.record import Conference, Speaker, Talk, documents
from talkgraph.sources.records.values import listed, objects, pointer, text_of
from talkgraph.sources.source import Source

NAME = "schema.org JSON-LD"
SUFFIXES = frozenset({".jsonld"})

MAX_JSON = 8 * 1024 * 1024
"""Longest JSON-LD of a page in characters."""
MAX_NODES = 20_000
LIST = 3
"""So many events with performers make a list of talks."""

_SCRIPT = re.compile(r"<script\b[^>]*\bld\+json\b[^>]*>(?P<json>.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_SIGNS = re.compile(rb"schema\.org")
_EVENT = re.compile(rb"Event\"")
_PARTS = ("@graph", "mainEntity", "itemListElement", "item", "subEvent", "subEvents")
_GROUPS = ("Organization", "PerformingGroup")

Node = Mapping[str, Any]


def recognises(head: bytes, path: str) -> bool:  # noqa: ARG001
    """Return whether it begins as JSON-LD of an event."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and bool(_SIGNS.search(head) and _EVENT.search(head))


def read(source: Source) -> Iterator[Document | Problem]:
    """Return a document of each conference and of each talk.

    Raises:
        SourceError: not JSON, or no event in it is a talk.
    """
    text, problems = decode(source)
    try:
        found = _nodes(json.loads(text))
    except (ValueError, RecursionError) as error:
        place = Place(source.place.path, getattr(error, "lineno", None))
        raise SourceError(place, f"not JSON: {error}"[:200]) from error
    told = _talks(found, None)
    if not told:
        raise SourceError(source.place, "no event in it is part of another, so none is a talk", "is it a schedule?")
    return chain(problems, _documents(source, told))


def in_page(source: Source) -> Iterator[Document | Problem]:
    """Return the documents of the talks that a web page tells of in JSON-LD; none where it doesn't."""
    if b"ld+json" not in source.data or not _EVENT.search(source.data):
        return
    text, _ = decode(source)
    told: dict[str, tuple[Conference | None, list[Talk]]] = {}
    for script in islice(_SCRIPT.finditer(text), 200):
        try:
            found = _nodes(json.loads(script["json"][:MAX_JSON], strict=False))
        except (ValueError, RecursionError):
            continue
        for name, (conference, talks) in _talks(found, text.count("\n", 0, script.start()) + 1).items():
            told.setdefault(name, (conference, []))[1].extend(talks)
    yield from _documents(source, told)


def is_talk(node: Node) -> bool:
    """Return whether an event says that it is part of another."""
    return bool(_is_event(node) and node.get("superEvent"))


def _documents(
    source: Source, told: Mapping[str, tuple[Conference | None, list[Talk]]]
) -> Iterator[Document | Problem]:
    for number, (conference, talks) in enumerate(told.values(), 1):
        yield from documents(source, conference, talks, f"-{number}" if number > 1 else "")


def _nodes(data: object) -> list[tuple[str, Node, Node | None]]:
    """Return each node with its pointer and the event that it stands in, in the order of the text."""
    out: list[tuple[str, Node, Node | None]] = []
    waiting: list[tuple[str, object, Node | None]] = [("", data, None)]
    while waiting and len(out) < MAX_NODES:
        at, node, parent = waiting.pop()
        if isinstance(node, list):
            waiting += [(at + pointer(i), each, parent) for i, each in reversed(list(enumerate(node)))]
        elif isinstance(node, dict):
            out.append((at, node, parent))
            for key in reversed(_PARTS):
                inside = node if key.startswith("subEvent") else parent
                if isinstance(node.get(key), dict | list):
                    waiting.append((at + pointer(key), node[key], inside))
    return out


def _is_event(node: Node) -> bool:
    return any(text_of(kind).endswith("Event") for kind in listed(node.get("@type")))


def _talks(
    found: list[tuple[str, Node, Node | None]], line: int | None
) -> dict[str, tuple[Conference | None, list[Talk]]]:
    """Return the talks by what they are part of."""
    known = {text_of(node.get("@id")): node for _, node, _ in found if node.get("@id") and node.get("name")}
    events = [(at, node, parent) for at, node, parent in found if _is_event(node) and node.get("name")]
    above = {text_of(s.get("@id")) for _, node, _ in events for s in objects(node.get("superEvent"))}
    performed = {id(node) for _, node, _ in events if _performers(node)}
    out: dict[str, tuple[Conference | None, list[Talk]]] = {}
    for at, node, parent in events:
        super_event = parent or next(iter(objects(node.get("superEvent"))), None)
        if super_event is not None:
            super_event = known.get(text_of(super_event.get("@id")), super_event)
        listed_alone = len(performed) >= LIST and id(node) in performed and not node.get("subEvent")
        if (super_event is None and not listed_alone) or (node.get("@id") and text_of(node["@id"]) in above):
            continue
        name = text_of(super_event.get("name")) if super_event else ""
        conference = _conference(super_event, name, line) if super_event and name else None
        out.setdefault(name, (conference, []))[1].append(_talk(node, at, line))
    return out


def _conference(node: Node, name: str, line: int | None) -> Conference:
    place = next(iter(objects(node.get("location"))), {})
    address = next(iter(objects(place.get("address"))), {})
    return Conference(
        title=name,
        start=text_of(node.get("startDate")),
        end=text_of(node.get("endDate")),
        city=text_of(address.get("addressLocality")),
        country=_name(address.get("addressCountry")),
        url=web(text_of(node.get("url"))),
        line=line,
    )


def _talk(node: Node, at: str, line: int | None) -> Talk:
    links = [Link(address, "video") for each in listed(node.get("recordedIn")) for address in _addresses(each)]
    links += [
        Link(address, "slides" if "Presentation" in text_of(each.get("@type")) else text_of(each.get("name")))
        for key in ("workFeatured", "workPerformed", "subjectOf")
        for each in objects(node.get(key))
        for address in _addresses(each)
    ]
    return Talk(
        key=text_of(node.get("@id")) or text_of(node.get("url")) or text_of(node.get("name")),
        title=text_of(node.get("name")),
        part=at or "/",
        line=line,
        subtitle=text_of(node.get("alternateName")),
        speakers=tuple(_performers(node)),
        abstract=text_of(node.get("abstract")),
        description=text_of(node.get("description")),
        date=text_of(node.get("startDate")),
        begins=text_of(node.get("startDate")) and f"{node['startDate']} {_name(node.get('location'))}",
        language=_name(node.get("inLanguage")),
        url=web(text_of(node.get("url"))),
        tags=tuple(filter(None, (_name(each) for key in ("keywords", "about") for each in listed(node.get(key))))),
        recordings=recordings(links),
        slides=slides(links),
    )


def _performers(node: Node) -> list[Speaker]:
    """Return the persons who perform; groups and organizations are none."""
    found = [each for key in ("performer", "performers", "actor") for each in listed(node.get(key))]
    return [
        Speaker(
            name=_name(each),
            affiliation=_name(each.get("affiliation") or each.get("worksFor")) if isinstance(each, dict) else "",
            url=web(text_of(each.get("url"))) if isinstance(each, dict) else "",
        )
        for each in found
        if not (isinstance(each, dict) and text_of(each.get("@type")).endswith(_GROUPS))
    ]


def _name(value: object) -> str:
    first = next(iter(listed(value)), "")
    return (
        text_of(first.get("name")) or text_of(first.get("alternateName")) if isinstance(first, dict) else text_of(first)
    )


def _addresses(value: object) -> Iterator[str]:
    """Yield the first address that a work gives of itself."""
    said = [value] if isinstance(value, str) else []
    if isinstance(value, dict):
        said = [text_of(value.get(key)) for key in ("contentUrl", "url", "embedUrl", "@id")]
    yield from islice(filter(web, map(text_of, said)), 1)
