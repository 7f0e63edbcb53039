"""Small archives of talks: what the readers of schedules make of them, without files."""

from dataclasses import dataclass, field

from talkgraph.entities.unite import united
from talkgraph.errors import Place
from talkgraph.model import Entity, Evidence, Header, Kind, Predicate, Resolved, Span, Statement
from talkgraph.text import slug


@dataclass(frozen=True)
class Told:
    """One record: a talk as one source tells of it."""

    title: str
    speakers: tuple = ()
    event: str = ""
    source: str = "alpha"
    record: str = ""
    date: str = ""
    numbers: dict = field(default_factory=dict)
    also: tuple = ()
    """Other forms of the first speaker's name, as the source writes it."""

    @property
    def document(self):
        return f"{self.source}.{self.record or slug(self.title)}"


def resolved(*records):
    """Return what the records say together, each resolved by itself."""
    return united(map(_one, records))


def _one(told):
    def seen(words):
        return Evidence(told.document, Span(0, len(words)), "record", 0.98, words)

    def entity(kind, key, name, **more):
        return Entity(id=key, kind=kind, name=name, evidence=(seen(name),), documents=1, **more)

    at = f".{slug(told.event)}" if told.event else ""
    talk = f"talk:{slug(told.title)}{at}"
    entities = [entity(Kind.TALK, talk, told.title, date=told.date)]
    statements = []
    for index, name in enumerate(told.speakers):
        numbers = (told.numbers[name],) if name in told.numbers else ()
        also = told.also if index == 0 else ()
        entities.append(entity(Kind.PERSON, person(name), name, identifiers=numbers, aliases=also))
        statements.append(Statement(person(name), Predicate.GAVE, talk, 0.98, (seen(name),)))
    if told.event:
        entities.append(entity(Kind.EVENT, f"event:{slug(told.event)}", told.event))
        statements.append(
            Statement(talk, Predicate.PRESENTED_AT, f"event:{slug(told.event)}", 0.98, (seen(told.event),))
        )
    header = Header(
        id=told.document, place=Place("a.xml"), part="", title="", authors=(), date="", language="", url="", sha256=""
    )
    return Resolved((header,), tuple(sorted(entities, key=lambda e: e.id)), tuple(sorted(statements)), ())


def person(name):
    """Return the id of a person of that name."""
    return f"person:{slug(name)}"
