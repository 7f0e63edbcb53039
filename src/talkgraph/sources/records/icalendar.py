"""Schedules in iCalendar, read forgivingly: what is no valid calendar in the wild is still full of talks.

References:
    RFC 5545, 3.1 (folded lines), 3.3.11 (escaped text), 3.8.4.1 (ATTENDEE). An own parser of content lines, since
    libraries refuse what conferences publish (`VTIMEZONE:` as a property, one UID for all events).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from talkgraph.errors import Place, Problem, Severity, SourceError
from talkgraph.model import Document
from talkgraph.sources.decoding import decode
from talkgraph.sources.records.dates import day_of
from talkgraph.sources.records.links import Link, recordings, slides, web
from talkgraph.sources.records.record import Conference, Speaker, Talk, documents
from talkgraph.sources.source import Source

NAME = "iCalendar"
SUFFIXES = frozenset({".ics", ".ical"})

_LINE = re.compile(r"(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[^:\";]*(?:\"[^\"]*\"[^:\";]*)*)*):(?P<value>.*)", re.DOTALL)
_PARAM = re.compile(r";([A-Za-z0-9-]+)=(?:\"([^\"]*)\"|([^;:\"]*))")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_NAMED_LAST = re.compile(r"^(?P<title>.+\S) [-–—] (?P<names>[^\W\d_][^-–—:?!]{2,80})$")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: (?:[a-z]{1,3} )?[^\W\d_][\w.'’-]*){1,3}")
_SPEAKERS_LINE = re.compile(
    r"^(?:speakers?|presenters?|by|with|presented by|referent(?:en|in)?|relator[ie]|ponentes?)\s*:"
    r"\s*(?P<names>.{3,200})$",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(slots=True)
class _Event:
    line: int
    values: dict[str, str] = field(default_factory=dict)
    people: list[tuple[str, str]] = field(default_factory=list)
    """Property and name of each person, in order."""


def recognises(head: bytes, path: str) -> bool:  # noqa: ARG001
    """Return whether it begins with a calendar."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR"


def read(source: Source) -> Iterator[Document | Problem]:
    """Return a document of the calendar, where it is named, and one of each event.

    Raises:
        SourceError: there is no event with a summary in it.
    """
    text, problems = decode(source)
    name, events = _events(text)
    organizers, dashed = _organizers(events), _names_last(events)
    talks = [_talk(event, number, organizers, dashed=dashed) for number, event in enumerate(events, 1)]
    if not any(talk.title for talk in talks):
        raise SourceError(source.place, "a calendar without any event that has a summary")
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        end = Place(source.place.path, text.rstrip().count("\n") + 1)
        problems.append(Problem(end, "the calendar doesn't end here: it was cut off", "get it again", Severity.ERROR))
    days = sorted(filter(None, (day_of(talk.date) for talk in talks)))
    conference = Conference(title=name, start=days[0] if days else "", end=days[-1] if days else "") if name else None
    return chain(problems, documents(source, conference, talks))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each content line with its number; a line that begins with a space goes on with the one before."""
    at, so_far = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if line[:1] in (" ", "\t") and at:
            so_far += line[1:]
        elif at and not _LINE.match(line):
            so_far += "\\n" + line  # a line break that nobody escaped
        else:
            if at:
                yield at, so_far
            at, so_far = number, line
    if at:
        yield at, so_far


def _events(text: str) -> tuple[str, list[_Event]]:
    name, events, within = "", list[_Event](), ""
    for number, line in _unfolded(text):
        found = _LINE.match(line)
        if not found:
            continue
        key, value = found["name"].upper(), found["value"].strip()
        if key == "BEGIN":
            within = value.upper()  # an alarm stands inside of an event
            if within == "VEVENT":
                events.append(_Event(number))
        elif key == "END":
            within = "VEVENT" if value.upper() == "VALARM" and events else ""
        elif within != "VEVENT":
            name = _unescaped(value) if key == "X-WR-CALNAME" and within in ("", "VCALENDAR") else name
        elif key in ("ATTENDEE", "ORGANIZER"):
            called = {k.upper(): a or b for k, a, b in _PARAM.findall(found["params"])}.get("CN", "")
            if called and "@" not in called:
                events[-1].people.append((key, _unescaped(called)))
        else:
            events[-1].values.setdefault(key, _unescaped(value))
    return name, events


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], text).strip()


def _organizers(events: list[_Event]) -> frozenset[str]:
    """Return the organizers that stand behind several events without attendees: the conference, not a speaker."""
    counts: dict[str, int] = {}
    for event in events:
        for kind, name in event.people:
            if kind == "ORGANIZER":
                counts[name] = counts.get(name, 0) + 1
    limit = max(3, len(events) // 10)
    return frozenset(name for name, count in counts.items() if count > limit)


def _names_last(events: list[_Event]) -> bool:
    """Return whether this calendar puts speakers behind the title, `Looms - Ann Lee, Weft`: half of its events do."""
    titles = [event.values.get("SUMMARY", "") for event in events]
    named = sum(_behind_title(title) is not None for title in titles)
    return named * 2 >= len(titles)


def _behind_title(title: str) -> re.Match[str] | None:
    found = _NAMED_LAST.match(title)
    name = _NAME.fullmatch(found["names"].partition(",")[0]) if found else None
    return found if name and all(word[0].isupper() for word in name[0].split() if len(word) > 3) else None


def _talk(event: _Event, number: int, organizers: frozenset[str], *, dashed: bool) -> Talk:
    values = event.values
    title, told = values.get("SUMMARY", ""), values.get("DESCRIPTION", "")
    names = [name for kind, name in event.people if kind == "ATTENDEE"]
    names = names or [name for kind, name in event.people if name not in organizers]
    if not names and dashed and (found := _behind_title(title)):
        title, names = found["title"], [found["names"]]
    if not names and (found := _SPEAKERS_LINE.search(told)):
        names = [found["names"].strip()]
    links = [Link(address) for address in _ADDRESS.findall(told)]
    uid = values.get("UID", "")
    return Talk(
        key=f"{uid.partition('@')[0]}" if uid else str(number),
        title=title,
        part=f"event {number}",
        line=event.line,
        speakers=tuple(Speaker(name=name) for name in names),
        description=told,
        date=values.get("DTSTART", ""),
        begins=values.get("DTSTART", "") and f"{values['DTSTART']} {values.get('LOCATION', '')}",
        url=web(values.get("URL", "")),
        track=values.get("CATEGORIES", ""),
        recordings=recordings(links),
        slides=slides(links),
    )
