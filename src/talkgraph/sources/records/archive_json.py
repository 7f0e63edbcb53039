"""Archives of recorded talks, kept as trees of JSON: PyVideo and Code and Talk.

References:
    https://github.com/pyvideo/data (`<event>/category.json`, `<event>/videos/<slug>.json`) and
    https://github.com/szabgab/codeandtalk.com (`data/events`, `data/people`, `data/videos/<event>`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from talkgraph.errors import Place, Problem, SourceError
from talkgraph.model import Document
from talkgraph.sources.records.dates import day_of
from talkgraph.sources.records.links import Link, recordings, slides, web
from talkgraph.sources.records.record import Conference, Speaker, Talk, documents
from talkgraph.sources.records.values import listed, loaded, text_of
from talkgraph.sources.source import Source

NAME = "PyVideo or Code and Talk"
SUFFIXES: frozenset[str] = frozenset()
"""`.json` is named by the reader of schedules."""
_TOLD = ".html"
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "vimeo-private": "https://vimeo.com/{}",
    "media.ccc.de": "https://media.ccc.de/v/{}",
}


def recognises(head: bytes, path: str) -> bool:  # noqa: ARG001
    """Return whether a lone file is the record of a recorded talk: of whole trees `read` is told by their members."""
    return b'"videos"' in head and b'"title"' in head and (b'"speakers"' in head or b'"recorded"' in head)


def read(source: Source) -> Iterator[Document | Problem]:
    """Return a document of the event and one of each of its talks.

    Raises:
        SourceError: a lone file isn't JSON, or not of a talk.
    """
    if not source.members:
        record, name = _object(source.data, source.place), source.place.path.rpartition("/")[2]
        return documents(source, None, [_talk(record, name, name, source)])
    return _tree(source)


def _tree(source: Source) -> Iterator[Document | Problem]:
    conference: Conference | None = None
    talks: list[Talk] = []
    barred = _barred(source)
    if barred is None:
        raise SourceError(source.place, "NO_PUBLISH.json of its archive can't be read, so nobody knows what may be")
    for member, data in source.members.items():
        place = Place(f"{source.place.path}/{member}")
        if member.endswith(_TOLD):
            continue
        try:
            record = _object(data, place)
        except SourceError as error:
            yield Problem.of(error)
            continue
        if member == "category.json":
            conference = _category(record, member)
        elif member.startswith("events/"):
            yield from documents(Source(place, b""), _event(record, member), ())
        elif text_of(record.get("id")) in barred:
            yield Problem(place, "its speakers asked not to have it published: left out")
        else:
            talks.append(_talk(record, member, member, source))
    about = source.context.get(f"events/{source.place.path.rpartition('/')[2]}.json")
    if conference is None and about:
        try:
            conference = _event(_object(about, source.place), "events")
        except SourceError:
            yield Problem(source.place, "the record of its event can't be read: talks without an event")
    yield from documents(source, conference, sorted(talks, key=lambda talk: talk.key))


def _object(data: bytes, place: Place) -> Mapping[str, Any]:
    try:
        found = loaded(data)
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise SourceError(Place(place.path, line), f"not JSON: {error}"[:200]) from error
    return found


def _barred(source: Source) -> frozenset[str] | None:
    """Return the ids of records that must not be published (`NO_PUBLISH.json` at the root of the tree), or None where
    that can't be read.
    """
    data = source.context.get("NO_PUBLISH.json", b"[]")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return frozenset(map(text_of, found)) - {""} if isinstance(found, list) else None


def _category(record: Mapping[str, Any], member: str) -> Conference:
    return Conference(
        title=text_of(record.get("title")),
        start=text_of(record.get("start_date")),
        end=text_of(record.get("end_date")),
        url=web(text_of(record.get("url"))),
        part=member,
    )


def _event(record: Mapping[str, Any], member: str) -> Conference:
    place = record.get("location")
    location = place if isinstance(place, dict) else {}
    name, start = text_of(record.get("name")), text_of(record.get("event_start"))
    return Conference(
        title=name if any(c.isdigit() for c in name) or not day_of(start) else f"{name} {start[:4]}",
        start=start,
        end=text_of(record.get("event_end")),
        city=text_of(location.get("city")),
        country=text_of(location.get("country")),
        url=web(text_of(record.get("website"))),
        part=member,
    )


def _talk(record: Mapping[str, Any], part: str, member: str, source: Source) -> Talk:
    links = list(_links(record))
    abstract = text_of(record.get("summary")) or text_of(record.get("abstract"))
    return Talk(
        key=member.rpartition("/")[2].removesuffix(".json"),
        title=text_of(record.get("title")),
        part=part,
        speakers=tuple(_speakers(record, source.context)),
        abstract="" if web(abstract) else abstract,
        description=text_of(record.get("description")) or _told(source, member),
        date=text_of(record.get("recorded")),
        language=text_of(record.get("language")),
        url=web(abstract),
        tags=tuple(map(text_of, listed(record.get("tags")))),
        recordings=(*_videos(record), *recordings(links)),
        slides=slides(links),
    )


def _told(source: Source, member: str) -> str:
    """Return what stands beside a record as a page: `looms.html` beside `looms.json`."""
    return source.members.get(member.removesuffix(".json") + _TOLD, b"").decode("utf-8", "replace")


def _speakers(record: Mapping[str, Any], context: Mapping[str, bytes]) -> Iterator[Speaker]:
    for each in listed(record.get("speakers")):
        name = text_of(each)
        data = context.get(f"people/{name}.json")
        if data:
            try:
                person = loaded(data)
            except ValueError:
                person = {}
            yield Speaker(
                name=text_of(person.get("name")) or name.replace("-", " "),
                identifier=f"codeandtalk:{name}",
                url=web(text_of(person.get("home"))),
            )
        else:
            yield Speaker(name=name)


def _videos(record: Mapping[str, Any]) -> Iterator[str]:
    for video in listed(record.get("videos")):
        if isinstance(video, dict):
            code, player = text_of(video.get("code")), text_of(video.get("type")).lower()
            made = _PLAYERS[player].format(code) if code and player in _PLAYERS else ""
            if address := web(text_of(video.get("url"))) or web(made):
                yield address


def _links(record: Mapping[str, Any]) -> Iterator[Link]:
    for each in listed(record.get("related_urls")):
        if isinstance(each, dict):
            yield Link(text_of(each.get("url")), text_of(each.get("label")))
        else:
            yield Link(text_of(each))
    yield Link(text_of(record.get("slides")), "slides")
