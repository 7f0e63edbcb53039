"""Tables of talks: CSV or TSV whose first line names the columns, or is told what they mean.

References:
    RFC 4180; separators are told by the first line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain

from talkgraph.errors import Place, Problem, SourceError
from talkgraph.model import Document
from talkgraph.sources.decoding import decode
from talkgraph.sources.records.links import Link, recordings, slides, web
from talkgraph.sources.records.record import Conference, Speaker, Talk, documents
from talkgraph.sources.source import Source, suffix_of
from talkgraph.text import slug

NAME = "table (CSV)"
SUFFIXES = frozenset({".csv", ".tsv"})

COLUMNS = {
    "title": ("title", "talk", "talktitle", "session", "sessiontitle", "proposaltitle", "titel", "titulo", "titre"),
    "subtitle": ("subtitle",),
    "speaker": ("speaker", "speakers", "presenter", "presenters", "speakername", "speakernames", "author", "authors",
                "referent", "ponente", "orateur"),
    "affiliation": ("affiliation", "company", "organization", "organisation", "employer", "firma"),
    "event": ("event", "conference", "eventname"),
    "date": ("date", "day", "start", "starttime", "startdate", "begin", "datum", "fecha"),
    "abstract": ("abstract", "summary", "shortdescription"),
    "description": ("description", "details", "longdescription", "beschreibung"),
    "track": ("track", "sessiontype", "category"),
    "tags": ("tags", "keywords", "topics"),
    "language": ("language", "lang", "sprache"),
    "url": ("url", "link", "page", "website"),
    "recording": ("recording", "video", "videourl", "youtube"),
    "slides": ("slides", "slidesurl", "presentation"),
    "id": ("id", "code", "proposalid", "sessionid"),
}  # fmt: skip
"""What a column means → how its heading is spelled, without case, spaces and punctuation."""
_LONGEST = 1_000_000


def recognises(head: bytes, path: str) -> bool:
    """Return whether the name says that it is a table."""
    return suffix_of(path) in SUFFIXES and b"\x00" not in head


def is_table(source: Source) -> bool:
    """Return whether a table that was found in a folder is one of talks: by the headings of its columns."""
    first = source.data[:4096].partition(b"\n")[0].decode("utf-8", "replace").lstrip("\ufeff")
    meant = set(_meanings(re.split(r"[\t;,|]", first), source.columns).values())
    return suffix_of(source.place.path) in SUFFIXES and {"title", "speaker"} <= meant


def read(source: Source) -> Iterator[Document | Problem]:
    """Return a document of each row that has a title; rows of several events make a conference each.

    Raises:
        SourceError: no column is known to hold titles.
    """
    text, problems = decode(source)
    rows = list(_rows(text, source))
    meant = _meanings(rows[0][1] if rows else [], source.columns)
    if "title" not in meant.values():
        said = " ".join(", ".join(rows[0][1]).split())[:120] if rows else "nothing"
        hint = "name it: --columns title=HEADING,speaker=HEADING"
        raise SourceError(source.place, f"no column of titles among {said}", hint)
    found: dict[str, list[Talk]] = {}
    for line, cells in rows[1:]:
        row = {meant[index]: cell.strip() for index, cell in enumerate(cells) if index in meant and cell.strip()}
        if row:
            found.setdefault(row.get("event", ""), []).append(_talk(row, line))
    return chain(problems, _documents(source, found))


def _documents(source: Source, found: dict[str, list[Talk]]) -> Iterator[Document | Problem]:
    """Yield the documents of the talks of each conference, under an id of its own where there are several."""
    for event, talks in found.items():
        conference = Conference(title=event, line=talks[0].line) if event else None
        yield from documents(source, conference, talks, f"-{slug(event)}" if len(found) > 1 and event else "")


def _rows(text: str, source: Source) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    separator = max("\t;,|", key=first.count)
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(StringIO(text), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise SourceError(Place(source.place.path, reader.line_num), f"not a table: {error}") from error


def _meanings(heads: list[str], own: tuple[tuple[str, str], ...]) -> dict[int, str]:
    """Return what each column means; what the user says goes before what headings are called."""
    told = {_plain(heading): meaning for meaning, heading in own}
    known = {name: meaning for meaning, names in reversed(COLUMNS.items()) for name in names}
    meant: dict[int, str] = {}
    for index, head in enumerate(heads):
        meaning = told.get(_plain(head)) or ("" if own and _plain(head) in told else known.get(_plain(head), ""))
        if meaning and meaning not in meant.values() and (meaning not in dict(own) or _plain(head) in told):
            meant[index] = meaning
    return meant


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]", "", heading).lower()


def _talk(row: dict[str, str], line: int) -> Talk:
    return Talk(
        key=row.get("id") or str(line),
        title=row.get("title", ""),
        part=f"line {line}",
        line=line,
        subtitle=row.get("subtitle", ""),
        speakers=(Speaker(name=row["speaker"], affiliation=row.get("affiliation", "")),) if row.get("speaker") else (),
        abstract=row.get("abstract", ""),
        description=row.get("description", ""),
        date=row.get("date", ""),
        language=row.get("language", ""),
        url=web(row.get("url", "")),
        track=row.get("track", ""),
        tags=tuple(filter(None, (tag.strip() for tag in re.split(r"[;,|]", row.get("tags", ""))))),
        recordings=recordings([Link(row.get("recording", ""), "video")]),
        slides=slides([Link(row.get("slides", ""), "slides")]),
    )
