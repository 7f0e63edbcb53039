"""Schedules in XML: Pentabarf, frab, pretalx, wafer and the hub of the CCC, which all write one format in dialects.

References:
    The format as the CCC's video team describes it: https://c3voc.de/schedule/schema.xsd. The dialects differ in where
    rooms stand, in what persons are called by, and in what may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from talkgraph.errors import Place, Problem, Severity, SourceError
from talkgraph.model import Document
from talkgraph.sources.records.dates import day_of
from talkgraph.sources.records.eras import era_of, identifier
from talkgraph.sources.records.links import Link, recordings, slides, web
from talkgraph.sources.records.record import Conference, Speaker, Talk, documents
from talkgraph.sources.source import Source

NAME = "schedule XML"
SUFFIXES = frozenset({".xml"})

_BEFORE_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->)*", re.DOTALL)
_ROOT = re.compile(rb"<(?:!DOCTYPE\s+)?(?:schedule|conference)\b", re.IGNORECASE)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def recognises(head: bytes, path: str) -> bool:  # noqa: ARG001
    """Return whether it begins with a schedule."""
    return bool(_ROOT.match(head, _root_at(head)))


def _root_at(data: bytes) -> int:
    """Return where the root or its document type begins: behind declaration and comments."""
    before = _BEFORE_ROOT.match(data)
    return before.end() if before else 0


def read(source: Source) -> Iterator[Document | Problem]:
    """Return a document of the conference and one of each event, and what had to be left out.

    Raises:
        SourceError: it declares entities, which may be traps, or it isn't XML from its first event on.
    """
    if _DECLARES.match(source.data, _root_at(source.data)):
        raise SourceError(
            source.place, "declares entities or a document type, which schedules never need: not read", "remove them"
        )
    schedule = _Schedule(source)
    problems = schedule.parse()
    if not schedule.talks and problems:
        raise SourceError(problems[0].place, problems[0].what, problems[0].hint)
    if not schedule.talks:
        raise SourceError(source.place, "a schedule without any event", "is it a schedule of another kind?")
    return _all(source, schedule, problems)


def _all(source: Source, schedule: _Schedule, problems: list[Problem]) -> Iterator[Document | Problem]:
    yield from problems
    yield from documents(source, schedule.conference, schedule.talks)


class _Schedule:
    """One pass over the file; each event is freed as soon as it has been read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.conference: Conference | None = None
        self.talks: list[Talk] = []
        self._era = ""
        self._day = ""
        self._problems: list[Problem] = []

    def parse(self) -> list[Problem]:
        """Read all events; a file that breaks off keeps those before."""
        steps = etree.iterparse(
            BytesIO(self.source.data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for step, element in steps:
                self._step(step, element)
        except etree.XMLSyntaxError as error:
            line = error.lineno
            what = f"is broken here ({' '.join(str(error.msg).split())}): events read before it: {len(self.talks)}"
            self._problems.append(Problem(Place(self.source.place.path, line), what, "get it again", Severity.ERROR))
        return self._problems

    def _step(self, step: str, element: etree._Element) -> None:
        tag = element.tag
        if step == "start":
            if tag == "day":
                self._day = element.get("date", "")
                if self.conference and not day_of(self.conference.start):
                    self._era = era_of(self.conference.title, self._day)
        elif tag == "conference":
            self._conference(element)
        elif tag in ("event", "entry"):
            self._event(element)
            element.clear()
        elif tag == "day" or (tag == "room" and _parent(element) == "day"):
            element.clear()

    def _conference(self, element: etree._Element) -> None:
        title = _text(element, "title") or _text(element, "acronym")
        start = _text(element, "start")
        if title:
            self.conference = Conference(
                title=title,
                start=start,
                end=_text(element, "end"),
                city=_text(element, "city"),
                country=_text(element, "country"),
                url=web(_text(element, "url")) or web(_text(element, "base_url")),
                line=_line(element),
            )
            self._era = era_of(title, start)

    def _event(self, element: etree._Element) -> None:
        title = _text(element, "title")
        key = element.get("id") or element.get("guid") or element.get("code") or title
        links = list(_links(element))
        date = _text(element, "date") or self._day
        if not day_of(date) and day_of(self._day):
            self._note(element, f"{date[:40]!r} is no date: that of the day was taken")
            date = self._day
        optout = _text(element, "recording/optout").lower() == "true"
        track = _text(element, "track") or _text(element, "category")
        self.talks.append(
            Talk(
                key=key,
                title=title,
                part=f"event {key}",
                line=_line(element),
                subtitle=_text(element, "subtitle"),
                speakers=tuple(self._speakers(element)),
                abstract=_text(element, "abstract"),
                description=_text(element, "description"),
                date=date,
                begins=_text(element, "start") and f"{self._day} {_text(element, 'start')} {_text(element, 'room')}",
                language=_text(element, "language"),
                url=web(_text(element, "url")) or web(_text(element, "full_conf_url")),
                track=track,
                tags=tuple(filter(None, (_own(topic) for topic in element.iterfind("topics/topic")))),
                recordings=() if optout else recordings(links),
                slides=slides(links),
            )
        )

    def _speakers(self, element: etree._Element) -> Iterator[Speaker]:
        for person in element.iterfind("persons/person"):
            name = _own(person) or person.get("name") or person.get("public_name") or ""
            yield Speaker(name=name, identifier=self._identifier(person))
        for person in element.iterfind("speakers/speaker"):
            yield Speaker(
                name=_text(person, "name") or _own(person),
                identifier=identifier(person.get("id", ""), self._era),
                url=web(_text(person, "profile")),
            )

    def _identifier(self, person: etree._Element) -> str:
        guid = person.get("guid", "")
        if _UUID.fullmatch(guid):
            return f"guid:{guid.lower()}"
        return identifier(person.get("id", "") or person.get("code", ""), self._era)

    def _note(self, element: etree._Element, what: str) -> None:
        self._problems.append(Problem(Place(self.source.place.path, _line(element)), what))


def _links(element: etree._Element) -> Iterator[Link]:
    for link in element.iterfind("links/link"):
        yield Link(link.get("href", ""), _own(link))
    for attachment in element.iterfind("attachments/attachment"):
        yield Link(attachment.get("href", ""), f"{attachment.get('type', '')} {_own(attachment)}")
    for name in ("video_download_url", "video"):
        yield Link(_text(element, name), "video")


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return _own(found) if found is not None else ""


def _own(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _line(element: etree._Element) -> int | None:
    line: object = element.sourceline
    return line if isinstance(line, int) else None
