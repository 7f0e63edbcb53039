"""Schedules in JSON: the CCC's in version 1 and 2, pretalx's dump of slots, Indico's export, a list from Sched.

References:
    schedule JSON: https://github.com/voc/schedule (validator/json). Indico's export API:
    https://docs.getindico.io/en/stable/http-api/exporters/event/. pretalx: https://docs.pretalx.org/api/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from talkgraph.errors import Place, Problem, SourceError
from talkgraph.model import Document
from talkgraph.sources.records.dates import day_of
from talkgraph.sources.records.eras import era_of, identifier
from talkgraph.sources.records.links import Link, recordings, slides, web
from talkgraph.sources.records.record import Conference, Speaker, Talk, documents
from talkgraph.sources.records.values import listed, loaded, objects, pointer, text_of
from talkgraph.sources.source import Source

NAME = "schedule JSON"
SUFFIXES = frozenset({".json"})

_SIGNS = re.compile(
    rb'"(?:schedule|conference|contributions|_fossil)"\s*:|"categoryId"|"tracks"\s*:\s*\{|indico|"_type"\s*:\s*"HTTPAPIResult"'
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SPEAKERS = frozenset({"", "SPEAKER", "PERFORMER", "MODERATOR", "HOST"})

Found = tuple[Conference | None, list[Talk]]


def recognises(head: bytes, path: str) -> bool:  # noqa: ARG001
    """Return whether it begins as a schedule in JSON."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(_SIGNS.search(head))


def read(source: Source) -> Iterator[Document | Problem]:
    """Return a document of the conference and one of each talk.

    Raises:
        SourceError: not JSON, or no schedule that is known.
    """
    try:
        found = loaded(source.data)
    except ValueError as error:
        place = Place(source.place.path, getattr(error, "lineno", None))
        raise SourceError(place, f"not JSON: {error}"[:200]) from error
    shape = _shape(found)
    conference, talks = shape(found) if shape else (None, [])
    if not talks:
        raise SourceError(source.place, "JSON without any talk that is known how to read", "is it a schedule?")
    return chain(_missing_days(source, found), documents(source, conference, talks))


def _missing_days(source: Source, found: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem where a schedule says that it has more days than it holds."""
    schedule = found.get("schedule")
    conference = schedule.get("conference") if isinstance(schedule, dict) else None
    if isinstance(conference, dict) and isinstance(conference.get("days"), list):
        said, held = conference.get("daysCount"), len(conference["days"])
        if isinstance(said, int) and said != held:
            yield Problem(source.place, f"/schedule/conference: says that it has {said} days, and holds {held}")


def _shape(found: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Found] | None:
    schedule = found.get("schedule")
    if isinstance(schedule, dict) and isinstance(schedule.get("conference"), dict):
        return _version_2 if isinstance(schedule.get("events"), list) else _version_1
    if isinstance(schedule, dict):
        return _slots
    if objects(found.get("results")) and "contributions" in objects(found["results"])[0]:
        return _indico
    if isinstance(found.get("types"), dict) or isinstance(found.get("tracks"), dict):
        return _sched
    return None


def _conference(schedule: Mapping[str, Any]) -> Conference:
    said = schedule["conference"]
    return Conference(
        title=text_of(said.get("title")) or text_of(said.get("acronym")),
        start=text_of(said.get("start")),
        end=text_of(said.get("end")),
        city=text_of(said.get("city")),
        url=web(text_of(said.get("url"))) or web(text_of(schedule.get("base_url"))),
        part="/schedule/conference",
    )


def _version_1(found: Mapping[str, Any]) -> Found:
    conference = _conference(found["schedule"])
    days = objects(found["schedule"]["conference"].get("days"))
    era = era_of(conference.title, conference.start or next((text_of(day.get("date")) for day in days), ""))
    talks = []
    for number, day in enumerate(days):
        rooms = day.get("rooms")
        for room, events in rooms.items() if isinstance(rooms, dict) else ():
            for index, event in enumerate(objects(events)):
                part = pointer("schedule", "conference", "days", number, "rooms", room, index)
                talks.append(_event(event, part, era, text_of(day.get("date"))))
    return conference, talks


def _version_2(found: Mapping[str, Any]) -> Found:
    conference = _conference(found["schedule"])
    events = objects(found["schedule"]["events"])
    era = era_of(conference.title, conference.start or next((text_of(event.get("start")) for event in events), ""))
    tracks = {
        text_of(t.get("slug")): text_of(t.get("name")) for t in objects(found["schedule"]["conference"].get("tracks"))
    }
    talks = []
    for index, event in enumerate(events):
        track = event.get("track")
        named = tracks.get(text_of(track.get("slug")), "") if isinstance(track, dict) else track
        part = pointer("schedule", "events", index)
        talks.append(_event({**event, "date": event.get("start"), "track": named}, part, era, ""))
    return conference, talks


def _event(event: Mapping[str, Any], part: str, era: str, day: str) -> Talk:
    links = [Link(text_of(link.get("url")), text_of(link.get("title"))) for link in objects(event.get("links"))]
    links += [
        Link(text_of(each.get("url")), f"{text_of(each.get('type'))} {text_of(each.get('title'))}")
        for each in objects(event.get("attachments"))
    ]
    persons = objects(event.get("persons")) or [
        each for each in objects(event.get("participants")) if text_of(each.get("role")) in _SPEAKERS
    ]
    track = event.get("track")
    return Talk(
        key=text_of(event.get("id")) or text_of(event.get("code")) or text_of(event.get("guid")) or part,
        title=text_of(event.get("title")),
        part=part,
        subtitle=text_of(event.get("subtitle")),
        speakers=tuple(_person(person, era) for person in persons),
        abstract=text_of(event.get("abstract")),
        description=text_of(event.get("description")),
        date=text_of(event.get("date")) or day,
        begins=text_of(event.get("start")) and f"{day} {text_of(event['start'])} {text_of(event.get('room'))}",
        language=text_of(event.get("language")),
        url=web(text_of(event.get("url"))),
        track=text_of(track.get("name") if isinstance(track, dict) else track),
        recordings=() if event.get("do_not_record") is True else recordings(links),
        slides=slides(links),
    )


def _person(person: Mapping[str, Any], era: str) -> Speaker:
    guid = text_of(person.get("guid"))
    name = text_of(person.get("public_name")) or text_of(person.get("name")) or text_of(person.get("full_public_name"))
    number = text_of(person.get("id")) or text_of(person.get("code"))
    known = f"guid:{guid.lower()}" if _UUID.fullmatch(guid) else identifier(number, era)
    return Speaker(name=name, identifier=known, url=web(text_of(person.get("url"))))


def _slots(found: Mapping[str, Any]) -> Found:
    """Read pretalx's slots as some sites keep them: day → time → room → talk; the event isn't named there."""
    talks: dict[str, Talk] = {}
    for part, day, each in _each_slot(found):
        resources = [
            Link(text_of(r.get("resource")) or text_of(r.get("url")), text_of(r.get("description")))
            for r in objects(each.get("resources"))
        ]
        talk = Talk(
            key=text_of(each.get("code")) or part,
            title=text_of(each.get("title")),
            part=part,
            speakers=tuple(Speaker(name=text_of(s.get("name"))) for s in objects(each.get("speakers"))),
            abstract=text_of(each.get("abstract")),
            description=text_of(each.get("description")),
            date=day,
            language=text_of(each.get("content_locale")),
            track=text_of(each.get("track")),
            tags=tuple(text_of(t.get("tag") if isinstance(t, dict) else t) for t in listed(each.get("tags"))),
            recordings=recordings(resources),
            slides=slides(resources),
        )
        talks.setdefault(talk.key, talk)
    return None, list(talks.values())


def _each_slot(found: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield pointer, day and content of each slot; one of several slots of a talk has the same code."""
    for kind in ("schedule", "sprints"):
        days = found.get(kind)
        for day, times in days.items() if isinstance(days, dict) else ():
            for time, rooms in times.items() if isinstance(times, dict) else ():
                for room, each in rooms.items() if isinstance(rooms, dict) else ():
                    if isinstance(each, dict) and each:
                        yield pointer(kind, day, time, room), day, each


def _indico(found: Mapping[str, Any]) -> Found:
    event = objects(found["results"])[0]
    place = text_of(event.get("location"))
    conference = Conference(
        title=text_of(event.get("title")),
        start=_indico_day(event.get("startDate")),
        end=_indico_day(event.get("endDate")),
        city=place.rpartition(", ")[2] if ", " in place else "",
        url=web(text_of(event.get("url"))),
        part="/results/0",
    )
    talks = []
    for index, each in enumerate(objects(event.get("contributions"))):
        speakers = objects(each.get("speakers")) or objects(each.get("primaryauthors"))
        links = [
            Link(text_of(file.get("download_url")) or text_of(file.get("link_url")), text_of(file.get("title")))
            for folder in objects(each.get("folders"))
            for file in objects(folder.get("attachments"))
        ]
        talks.append(
            Talk(
                key=text_of(each.get("id")) or text_of(each.get("db_id")),
                title=text_of(each.get("title")),
                part=pointer("results", 0, "contributions", index),
                speakers=tuple(
                    Speaker(
                        name=" ".join(filter(None, (text_of(s.get("first_name")), text_of(s.get("last_name")))))
                        or text_of(s.get("fullName")),
                        affiliation=text_of(s.get("affiliation")),
                    )
                    for s in speakers
                ),
                description=text_of(each.get("description")),
                date=_indico_day(each.get("startDate")),
                url=web(text_of(each.get("url"))),
                track=text_of(each.get("track")),
                tags=tuple(map(text_of, listed(each.get("keywords")))),
                recordings=recordings(links),
                slides=slides(links),
            )
        )
    return conference, talks


def _indico_day(value: object) -> str:
    return text_of(value.get("date")) if isinstance(value, dict) else ""


def _sched(found: Mapping[str, Any]) -> Found:
    """Read a list of sessions of a site of Sched: `types` → events, titles with their speakers behind a dash."""
    dates = [day_of(text_of(each)) for each in listed(found.get("dates"))]
    groups = found.get("types") if isinstance(found.get("types"), dict) else found.get("tracks")
    talks: dict[str, Talk] = {}
    for name, group in groups.items() if isinstance(groups, dict) else ():
        for index, each in enumerate(objects(group.get("events") if isinstance(group, dict) else group)):
            speakers = objects(each.get("speakers"))
            address = web(text_of(each.get("url")))
            key = address.partition("/event/")[2].partition("/")[0] or text_of(each.get("title"))
            talks.setdefault(
                key,
                Talk(
                    key=key,
                    title=_without_speakers(text_of(each.get("title")), [text_of(s.get("name")) for s in speakers]),
                    part=pointer("types", name, "events", index),
                    speakers=tuple(
                        Speaker(
                            name=text_of(s.get("name")),
                            affiliation=text_of(s.get("title")).rpartition(", ")[2]
                            if ", " in text_of(s.get("title"))
                            else "",
                        )
                        for s in speakers
                    ),
                    date=text_of(each.get("start_date")),
                    url=address,
                    track=text_of(each.get("type")) or name,
                ),
            )
    place = text_of(found.get("location"))
    conference = Conference(
        title=text_of(found.get("conference")),
        start=min(filter(None, dates), default=""),
        end=max(filter(None, dates), default=""),
        city=place.partition(",")[0],
        country=place.partition(", ")[2],
        url=web(text_of(found.get("base_url"))),
    )
    return conference if conference.title else None, list(talks.values())


def _without_speakers(title: str, names: list[str]) -> str:
    """Return a title without the speakers behind it: `Looms - Ann Lee, Weft` is `Looms`.

    >>> _without_speakers("Looms - a history - Ann Lee, Weft", ["Ann Lee"])
    'Looms - a history'
    """
    found = [at for name in names if (at := title.find(f" - {name}")) > 0]
    return title[: min(found)] if found else title
