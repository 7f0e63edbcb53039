"""What readers of schedules and archives find, and the documents that come of it: one a talk, and one a conference.

A document of a record is made of fields alone: each stands as `name: value`, and its block is the value, so that
evidence quotes the field. What is said of the conference as a whole stands in a document of its own, once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from talkgraph.errors import Place, Problem
from talkgraph.model import Block, BlockKind, Document, Span
from talkgraph.sources.records.dates import day_of
from talkgraph.sources.records.markup import one_line, plain
from talkgraph.sources.source import Source, document_id
from talkgraph.text import slug

_PACKED = (".gz", ".xz", ".bz2", ".zip", ".tar", ".tgz", ".txz")
_LANGUAGES = {
    "eng": "en", "spa": "es", "rus": "ru", "fra": "fr", "por": "pt", "kor": "ko", "jpn": "ja", "ita": "it", "deu": "de",
    "pol": "pl", "ces": "cs", "zho": "zh", "cmn": "zh", "nld": "nl", "fas": "fa", "heb": "he", "slk": "sk", "ukr": "uk",
    "cat": "ca", "hun": "hu", "tur": "tr", "ell": "el", "fin": "fi", "swe": "sv", "dan": "da", "nob": "nb", "hrv": "hr",
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "portuguese": "pt",
}  # fmt: skip
"""ISO 639-3 codes and English names → BCP 47."""
MAX_ABSTRACT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person as a record names them: a string that may hold several, an id, and whom they speak for."""

    name: str
    identifier: str = ""
    """With the source and the era in which it means the same person: `fosdem-2013:1234`."""
    affiliation: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """What a schedule says of the event."""

    title: str
    start: str = ""
    """As `end`: as the source says it, sound or not."""
    end: str = ""
    city: str = ""
    country: str = ""
    url: str = ""
    line: int | None = None
    part: str = "conference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a schedule or an archive says of one talk, as it says it; markup is taken off when it becomes a document."""

    key: str
    """Tells it from the other records of its file."""
    title: str
    part: str
    """Where it stands in its file."""
    line: int | None = None
    subtitle: str = ""
    speakers: tuple[Speaker, ...] = ()
    abstract: str = ""
    description: str = ""
    date: str = ""
    """As the source says it, sound or not."""
    begins: str = ""
    """Time and room as the source says them: they tell a talk that is given twice from a record that stands twice."""
    language: str = ""
    url: str = ""
    track: str = ""
    tags: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()


def documents(
    source: Source, conference: Conference | None, talks: Iterable[Talk], suffix: str = ""
) -> Iterator[Document | Problem]:
    """Yield a document of the conference and one of each talk, in the order given, and what was left out.

    Talks of one title are told apart by their first speaker, else by their day, else by their key: decided from this
    schedule alone, for all of that title.

    Args:
        source: where they were found.
        conference: what is said of all of them, if it is.
        talks: as they are said, sound or not.
        suffix: tells the ids of the documents from those of other conferences of the source.
    """
    kept, problems = told_apart(source, talks)
    yield from problems
    yield from _conferences(source, conference, suffix)
    base, event = _base(source) + suffix, one_line(conference.title) if conference else ""
    apart = _qualifiers(kept)
    for talk in kept:
        yield _talk(source, base, event, talk, apart.get(talk.key, ""))


def _conferences(source: Source, conference: Conference | None, suffix: str) -> Iterator[Document | Problem]:
    """Yield the document of a conference, if it is named, and which of its dates are none."""
    if conference is None or not one_line(conference.title):
        return
    for name, said in (("start", conference.start), ("end", conference.end)):
        if said and not day_of(said):
            what = f"the conference's {name} is no date: {said[:40]!r}: left out"
            yield Problem(Place(source.place.path, conference.line), what)
    conference = replace(conference, start=day_of(conference.start), end=day_of(conference.end))
    yield _conference(source, _base(source) + suffix, conference)


def told_apart(source: Source, talks: Iterable[Talk]) -> tuple[list[Talk], list[Problem]]:
    """Return the talks that can be kept, each with a key of its own and sound dates, and what was left out."""
    kept: list[Talk] = []
    problems: list[Problem] = []
    first: dict[str, tuple[str, Talk]] = {}
    counts: Counter[str] = Counter()
    shared: list[Talk] = []
    for said in talks:
        talk = _checked(source, said, problems)
        if talk is None:
            continue
        key = slug(talk.key)
        counts[key] += 1
        if counts[key] == 1:
            first[key] = said.key, talk
            kept.append(talk)
        elif talk.begins and replace(talk, part="", line=None) == replace(first[key][1], part="", line=None):
            problems.append(_problem(source, talk, f"the same record as {_called(first[key][1])}: left out"))
        else:
            if said.key == first[key][0]:
                shared.append(talk)
            kept.append(replace(talk, key=f"{talk.key}.{counts[key]}"))
    if shared:
        ids = list(dict.fromkeys(talk.key for talk in shared))
        some = " ".join((", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")).split())
        several = "1 record has" if len(shared) == 1 else f"{len(shared)} records have"
        what = f"{several} the id of another ({some[:80]}): told apart by their order"
        problems.append(Problem(Place(source.place.path, shared[0].line), what))
    return kept, problems


def _checked(source: Source, talk: Talk, problems: list[Problem]) -> Talk | None:
    """Return a talk without what isn't what its field should hold, or None where it has no title."""
    if not one_line(talk.title):
        problems.append(_problem(source, talk, "a record without a title: left out"))
        return None
    date = day_of(talk.date)
    if talk.date and not date:
        problems.append(_problem(source, talk, f"{talk.date[:40]!r} is no date: left out"))
    speakers = tuple(speaker for speaker in talk.speakers if one_line(speaker.name))
    if lost := len(talk.speakers) - len(speakers):
        some = "a speaker" if lost == 1 else f"{lost} speakers"
        problems.append(_problem(source, talk, f"{some} without a name: left out"))
    return replace(talk, date=date, speakers=speakers)


def _problem(source: Source, talk: Talk, what: str) -> Problem:
    if source.members:
        return Problem(Place(f"{source.place.path}/{talk.part}"), what)
    where = "" if talk.line else " ".join(f"{talk.part}: ".split()) + " "
    return Problem(Place(source.place.path, talk.line), f"{where}{what}")


def _called(talk: Talk) -> str:
    return f"line {talk.line}" if talk.line else " ".join(talk.part.split())


def record_id(path: str) -> str:
    """Return what the ids of a file's records begin with: as of any document, but without the suffixes of packing.

    >>> record_id("fosdem/fosdem-2014.xml.gz"), record_id("archive.tar.xz/pycon-2014")
    ('fosdem-fosdem-2014', 'archive-tar-xz-pycon-2014')
    """
    while path.lower().endswith(_PACKED):
        path = path.rpartition(".")[0]
    return document_id(path)


def _base(source: Source) -> str:
    """Return what the ids of a source's records begin with; the name of a folder has no suffix."""
    return record_id(f"{source.place.path}.d" if source.members else source.place.path)


def language_of(text: str) -> str:
    """Return a BCP 47 tag for what a record says, or nothing where it says several or none.

    >>> language_of("eng"), language_of("de"), language_of("de, en"), language_of("pt_BR")
    ('en', 'de', '', 'pt-BR')
    """
    tag = text.strip().replace("_", "-")
    found = _LANGUAGES.get(tag.lower(), tag)
    first, _, rest = found.partition("-")
    valid = first.isascii() and first.isalpha() and len(first) in (2, 3) and (not rest or rest.isalnum())
    return found if valid else ""


def _qualifiers(talks: Sequence[Talk]) -> dict[str, str]:
    """Return what is added to the ids of talks that share their title with another of the same schedule."""
    titles = {talk.key: slug(one_line(talk.title)) for talk in talks}
    shared = {title for title, count in Counter(titles.values()).items() if count > 1}
    alike = [talk for talk in talks if titles[talk.key] in shared]
    found = {talk.key: _first_speaker(talk) or talk.date for talk in alike}
    for finer in (_speaker_and_day, _own_key):
        counts = Counter((titles[talk.key], found[talk.key]) for talk in alike)
        found |= {talk.key: finer(talk) for talk in alike if counts[titles[talk.key], found[talk.key]] > 1}
    return found


def _speaker_and_day(talk: Talk) -> str:
    return f"{_first_speaker(talk)}-{talk.date}".strip("-")


def _own_key(talk: Talk) -> str:
    return slug(talk.key)


def _first_speaker(talk: Talk) -> str:
    return slug(one_line(talk.speakers[0].name)) if talk.speakers else ""


class _Fields:
    """Gathers the fields of one record into a text with its blocks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    def add(self, name: str, value: str) -> None:
        """Add a field, if it says anything."""
        if not value:
            return
        start = self._length + len(name) + 2
        self._parts.append(f"{name}: {value}")
        self._length = start + len(value) + 2
        self.blocks.append(Block(Span(start, start + len(value)), BlockKind.FIELD, name=name))

    @property
    def text(self) -> str:
        """The text so far."""
        return "\n\n".join(self._parts)


def _conference(source: Source, base: str, conference: Conference) -> Document:
    fields = _Fields()
    fields.add("event", one_line(conference.title))
    fields.add("start", conference.start)
    fields.add("end", conference.end)
    fields.add("city", one_line(conference.city))
    fields.add("country", one_line(conference.country))
    fields.add("url", conference.url)
    return Document(
        id=f"{base}.conference",
        place=Place(source.place.path, conference.line),
        text=fields.text,
        blocks=tuple(fields.blocks),
        lines=((0, conference.line),) if conference.line else (),
        title=one_line(conference.title),
        date=conference.start,
        part=conference.part,
        record=True,
    )


def _talk(source: Source, base: str, event: str, talk: Talk, qualifier: str) -> Document:
    fields = _Fields()
    title = one_line(talk.title)
    fields.add("title", title)
    fields.add("subtitle", one_line(talk.subtitle))
    for speaker in talk.speakers:
        fields.add("speaker", one_line(speaker.name))
        fields.add("speaker-id", speaker.identifier)
        fields.add("affiliation", one_line(speaker.affiliation))
        fields.add("speaker-url", speaker.url)
    fields.add("event", event)
    fields.add("date", talk.date)
    fields.add("language", language_of(talk.language))
    fields.add("track", one_line(talk.track))
    fields.add("tags", ", ".join(filter(None, map(one_line, talk.tags))))
    fields.add("url", talk.url)
    for address in dict.fromkeys(talk.recordings):
        fields.add("recording", address)
    for address in dict.fromkeys(talk.slides):
        fields.add("slides", address)
    abstract, description = plain(talk.abstract, MAX_ABSTRACT), plain(talk.description, MAX_ABSTRACT)
    fields.add("abstract", abstract)
    if description and description not in abstract:
        fields.add("description", description)
    return Document(
        id=f"{base}.{slug(talk.key)}",
        place=Place(source.place.path, talk.line),
        text=fields.text,
        blocks=tuple(fields.blocks),
        lines=((0, talk.line),) if talk.line else (),
        title=title,
        date=talk.date,
        language=language_of(talk.language),
        url=talk.url,
        part=talk.part,
        record=True,
        qualifier=qualifier,
    )
