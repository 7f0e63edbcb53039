"""An invented week of conferences, resolved: every kind of entity, every predicate, two reports, one of them German."""

from __future__ import annotations

import re

from talkgraph.errors import Place
from talkgraph.graph import Graph, build
from talkgraph.model import Document, Entity, Evidence, Kind, Predicate, Resolved, Span, Statement

DAY_ONE = Document(
    id="trips-2019-day-one-md",
    place=Place("trips/2019/day-one.md"),
    text=(
        "On day one of LoomConf in Tartu, next door to Shuttle Day, Ann Lee of Threadworks presented "
        "“Looms: 10 Years of \\Weft\\”. She maintains Weft, a part of Warp, which is built on Heddle. "
        "The talk was about continuous integration and testing. LoomConf is part of Fibre Week."
    ),
    title='A week of "fibre"',
    authors=("Bo Yun", "Ada Ek"),
    date="2019-05-04",
    language="en",
    url="https://blog.example/fibre_(week)?y=2019#one",
)
DAY_TWO = Document(
    id="trips-2019-tag-zwei-txt",
    place=Place("trips/2019/tag zwei.txt"),
    text="Am zweiten Tag sprach Łucja Nowak über Weft.\nAuch Ann Lee war wieder da, und Heddle lief auf jedem Rechner.",
    date="2019-05",
    language="de",
)
EARLIER = Document(
    id="notes-md", place=Place("notes.md"), text="Ann Lee showed “Carding by Hand” at LoomConf, on Weft."
)


def seen(document: Document, words: str, rule: str, confidence: float = 0.9) -> Evidence:
    """Return evidence for the first place of `words`: a test may look words up, a rule must not."""
    found = re.search(re.escape(words), document.text)
    assert found, words
    return Evidence.of(document, Span(*found.span()), rule, confidence)


def entity(key: str, name: str, *evidence: Evidence, **more: object) -> Entity:
    ordered = tuple(sorted(evidence))
    kind = Kind(key.partition(":")[0])
    return Entity(id=key, kind=kind, name=name, evidence=ordered, documents=len(ordered), **more)  # type: ignore[arg-type]


def said(subject: str, predicate: Predicate, obj: str, *evidence: Evidence) -> Statement:
    return Statement(subject, predicate, obj, max(e.confidence for e in evidence), tuple(sorted(evidence)))


TALK = "talk:looms-10-years-of-weft.loomconf-2019"
TITLE = "Looms: 10 Years of \\Weft\\"


def _first(words: str, rule: str = "name") -> Evidence:
    return seen(DAY_ONE, words, rule, 1.0)


ENTITIES = (
    entity(
        "event:loomconf-2019",
        "LoomConf 2019",
        _first("LoomConf"),
        aliases=("LoomConf",),
        date="2019",
        url="https://loomconf.example/2019/",
        same_as=("https://en.wikipedia.org/wiki/LoomConf_(2019)", "https://loomconf.example/"),
    ),
    entity("event:shuttle-day", "Shuttle Day", _first("Shuttle Day"), date="2019-05-04"),
    entity("event:fibre-week", "Fibre Week", _first("Fibre Week")),
    entity("organization:threadworks", "Threadworks", _first("Threadworks")),
    entity(
        "person:ann-lee", "Ann Lee", _first("Ann Lee"), seen(DAY_TWO, "Ann Lee", "name", 1.0), aliases=("Ann", "Lee")
    ),
    entity("person:łucja-nowak", "Łucja Nowak", seen(DAY_TWO, "Łucja Nowak", "given-name", 0.85)),
    entity("place:tartu", "Tartu", _first("Tartu"), same_as=("http://www.wikidata.org/entity/Q00",)),
    entity("project:heddle", "Heddle", _first("Heddle"), seen(DAY_TWO, "Heddle", "name", 1.0)),
    entity("project:warp", "Warp", _first("Warp")),
    entity(
        "project:weft",
        "Weft",
        _first("Weft"),
        seen(DAY_TWO, "Weft", "name", 1.0),
        same_as=("https://weft.example/",),
    ),
    entity(
        TALK, TITLE, seen(DAY_ONE, TITLE, "quoted-title", 0.93), date="2019-05-04", url="https://video.example/w?v=1"
    ),
    entity(
        "topic:continuous-integration",
        "continuous integration",
        _first("continuous integration"),
        aliases=("CI",),
        same_as=("http://www.wikidata.org/entity/Q01",),
        broader=("topic:testing",),
    ),
    entity("topic:testing", "testing", _first("testing")),
)
STATEMENTS = (
    said("event:fibre-week", Predicate.HELD_IN, "place:tartu", seen(DAY_ONE, "LoomConf in Tartu", "in-place", 0.4)),
    said(
        "event:loomconf-2019", Predicate.COLOCATED_WITH, "event:shuttle-day", seen(DAY_ONE, "next door", "next-to", 0.8)
    ),
    said("event:loomconf-2019", Predicate.HELD_IN, "place:tartu", seen(DAY_ONE, "LoomConf in Tartu", "in-place")),
    said("event:loomconf-2019", Predicate.PART_OF, "event:fibre-week", seen(DAY_ONE, "is part of", "part-of")),
    said(
        "person:ann-lee", Predicate.AFFILIATED_WITH, "organization:threadworks", seen(DAY_ONE, "Ann Lee of", "of-org")
    ),
    said("person:ann-lee", Predicate.GAVE, TALK, seen(DAY_ONE, "Ann Lee of Threadworks presented", "gave-verb", 0.97)),
    said("person:ann-lee", Predicate.WORKS_ON, "project:weft", seen(DAY_ONE, "She maintains Weft", "maintains", 0.92)),
    said("project:warp", Predicate.USES, "project:heddle", seen(DAY_ONE, "built on Heddle", "built-on")),
    said("project:weft", Predicate.PART_OF, "project:warp", seen(DAY_ONE, "Weft, a part of Warp", "part-of")),
    said(
        TALK,
        Predicate.ABOUT,
        "project:weft",
        seen(DAY_ONE, TITLE, "title", 0.9),
        seen(DAY_ONE, TITLE, "told after", 0.5),
    ),
    said(TALK, Predicate.ABOUT, "topic:testing", seen(DAY_ONE, "The talk was about", "about", 0.7)),
    said(TALK, Predicate.PRESENTED_AT, "event:loomconf-2019", seen(DAY_ONE, "day one of LoomConf", "main-event", 0.8)),
)
SAMPLE = Resolved((DAY_ONE, DAY_TWO), ENTITIES, STATEMENTS, ())

CARDING = "talk:carding-by-hand.loomconf-2019"
EARLIER_TALK = Resolved(
    (EARLIER,),
    (
        entity("event:loomconf-2019", "LoomConf", seen(EARLIER, "LoomConf", "name", 1.0)),
        entity("person:ann-lee", "Ann Lee", seen(EARLIER, "Ann Lee", "name", 1.0)),
        entity("project:weft", "Weft", seen(EARLIER, "Weft", "name", 1.0)),
        entity(CARDING, "Carding by Hand", seen(EARLIER, "Carding by Hand", "quoted-title", 0.93)),
    ),
    (
        said("person:ann-lee", Predicate.GAVE, CARDING, seen(EARLIER, "Ann Lee showed", "gave-verb", 0.97)),
        said(CARDING, Predicate.ABOUT, "project:weft", seen(EARLIER, "on Weft", "title", 0.9)),
        said(CARDING, Predicate.PRESENTED_AT, "event:loomconf-2019", seen(EARLIER, "at LoomConf", "at-event", 0.95)),
    ),
    (),
)
"""One talk more, of a third report, by a speaker and at an event that the sample knows."""


def sample_graph() -> Graph:
    return build(SAMPLE, name='Fibre "2019"')
