"""Where an event was held."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from talkgraph.claims.mentions.events import year
from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.model import BlockKind, Kind, Mention, Predicate, Span

_IN = re.compile(
    r"\b(?:in|at|to|from|near|@|converged on|descended on) (?:the |beautiful |sunny |rainy |lovely |downtown "
    r"|central |my city of residence )*\(?$|[(,] ?$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|took place|takes? place|taking place|hosted|coming up|gather(?:ed|ing)?|met|meets|happen(?:s|ed"
    r"|ing)?|converged|was in|is in|were in|will be in|were held|co-?located|venue|returned|headed|attend(?:ed|ing)?"
    r"|this year|person)\b",
    re.IGNORECASE,
)
_FROM_PERSON = re.compile(
    r"\b(?:born|based|lives?|living|from|office|offices|grew up|moved|flew|flight|train|trip from|headquarter\w*"
    r"|area|back) (?:in |to |from )?(?:the )?$",
    re.IGNORECASE,
)


_LABEL = re.compile(r"\W*(?:place|location|venue|where|ort|lugar|lieu|luogo|local)\W*:", re.IGNORECASE)
"""A line that says where: `Venue: Hall Hotel, Lisbon`."""
_CROWD = re.compile(
    r"\b(?:people|attendees|participants|visitors|developers|hackers|of us|users"
    r"|contributors) (?:[\w-]+ ){0,2}?(?:came|gathered|met|flocked|travell?ed"
    r"|descended|convened|showed up|were)(?: together)? (?:to|in|at|on) (?:the )?(?:[\w’' -]{0,30}\b(?:in|at) )?$",
    re.IGNORECASE,
)
"""`143 people came to the Hall in Lisbon`"""
_HAPPENED = re.compile(
    r"\b(?:happened|took place|was held|were held|was hosted|met|gathered) [^.;]{0,50}$", re.IGNORECASE
)
_WHERE_EVENT = re.compile(r", where (?:the |this year['’]s )?$")
"""`back from Lisbon, where LoomConf …`"""
_FOR_EVENT = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:for|to attend|to visit|because of) (?:the |this year['’]s |my first |another )?(?:\w+ )?$",
    re.IGNORECASE,
)
"""`I flew to Lisbon for LoomConf`"""


_TOP = 8
"""So many blocks are the head of a report."""
_DATE_BEHIND = re.compile(r"(?:, [\w ]{3,20})?(?:,| [-–|·])? (?:on )?(?:[A-Z][a-z]+ )?\d{1,4}\b")


_NEXT = re.compile(r"\b(?:next|upcoming|following|last|previous)(?: year['’]s| edition of(?: the)?)? $", re.IGNORECASE)


@rule("event-in-place", Predicate.HELD_IN, confidence=0.9)
def in_sentence(scene: Scene) -> Iterator[Pair]:
    """Event and place in one sentence, the place behind `in`, `at` or the city: `LoomConf 2019, held in Lisbon,
    Portugal`; but not `Ann Lee, based in Lisbon`.
    """
    for place in scene.of(Kind.PLACE):
        sentence = _line(scene, place)
        events = [
            e
            for e in scene.within(sentence, Kind.EVENT)
            if not e.span.overlaps(place.span) and not _is_next_one(scene, e)
        ]
        led = [e for e in events if _led_to(scene, place, e)]
        if led:
            yield Pair(led[0], place, (sentence,))
        if led or not events or not _said_of_event(scene, place, sentence):
            continue
        for event in _meant(scene, place, events, sentence):
            yield Pair(event, place, (sentence,))


def _is_next_one(scene: Scene, event: Mention) -> bool:
    """Return whether another edition than the one told of is meant: `The next LoomConf is in Paris`."""
    said = scene.page.document.quote(event.span)
    return year(event.name) != year(said) and bool(_NEXT.search(scene.page.before(event.span.start, 30)))


def _is_dateline(scene: Scene, place: Mention) -> bool:
    """Return whether the place begins a short line near the top that goes on with a date: `Lisbon, 15 May 2018`."""
    index = scene.page.block_at(place.span.start)
    block = scene.page.document.blocks[index]
    return (
        index < _TOP
        and place.span.start == block.span.start
        and len(block.span) < 60
        and bool(_DATE_BEHIND.match(scene.page.after(place.span.end, 60)))
    )


def _led_to(scene: Scene, place: Mention, event: Mention) -> bool:
    """Return whether the place leads to the event told of behind it: `in Lisbon, where LoomConf …`, `to Lisbon for
    LoomConf`.
    """
    gap = scene.between(place, event)
    return event.span.start > place.span.end and bool(_WHERE_EVENT.fullmatch(gap) or _FOR_EVENT.fullmatch(gap))


def _line(scene: Scene, place: Mention) -> Span:
    return scene.sentence(place.span.start)


def _said_of_event(scene: Scene, place: Mention, sentence: Span) -> bool:
    before = scene.page.text[sentence.start : place.span.start][-80:]
    if _FROM_PERSON.search(before):
        return False
    return (
        bool(_IN.search(before))
        or bool(re.search(r"['’]s? $|^$", before[-3:]))
        or scene.page.block_of(place.span).kind in (BlockKind.HEADING, BlockKind.FIELD)
    )


def _meant(scene: Scene, place: Mention, events: list[Mention], sentence: Span) -> list[Mention]:
    """Return the events that the place is said of: all of a co-location, else the nearest before it, else the nearest
    behind.
    """
    text = scene.page.document.quote(sentence)
    if len(events) > 1 and re.search(
        r"\bco-?located\b|\bcombined with\b|\btogether\b|\balongside\b", text, re.IGNORECASE
    ):
        return events
    before = [e for e in events if e.span.end <= place.span.start]
    if before:
        return before[-1:]
    return events[:1]


@rule("main-event-in-place", Predicate.HELD_IN, confidence=0.75)
def of_main_event(scene: Scene) -> Iterator[Pair]:
    """A sentence of the event as a whole names the place but not the event: `The conference was at the Hall Hotel`, `…
    the Lisbon setting`.
    """
    main = scene.main_event
    if main is None:
        return
    for place in scene.of(Kind.PLACE):
        sentence = _line(scene, place)
        if scene.within(sentence, Kind.EVENT):
            continue
        text = scene.page.document.quote(sentence)
        before = scene.page.text[sentence.start : place.span.start]
        after = scene.page.after(place.span.end, 20)
        general = re.search(
            r"\b(?:conference|summit|event|events|venue|setting|edition|we met|gathered|took place|was held"
            r"|were held|is held)\b",
            text,
            re.IGNORECASE,
        )
        if _FROM_PERSON.search(before) or scene.within(sentence, Kind.TALK):
            continue
        if _LABEL.match(text) or _CROWD.search(before) or _is_dateline(scene, place):
            yield Pair(main, place, (scene.sentence(main.span.start), sentence))
        elif general and (
            (_IN.search(before) and _HELD.search(text))
            or re.match(r" setting\b", after)
            or (_HAPPENED.search(before) and _IN.search(before))
            or re.search(r"\bvenue\b[^.]{0,40}$|\bat (?:the |a |an )?[^.,]{0,30}$", before)
        ):
            for event in _all_of(scene, main, sentence):
                yield Pair(event, place, (scene.sentence(event.span.start), sentence))


def _all_of(scene: Scene, main: Mention, sentence: Span) -> list[Mention]:
    """Return the events of the sentence before where this one speaks of `the events`, else the main event."""
    text = scene.page.document.quote(sentence)
    previous = scene.page.outline.sentence_before(sentence.start)
    if previous and re.search(r"\bevents\b", text):
        events = scene.within(previous, Kind.EVENT)
        if len(events) > 1:
            return events
    return [main]


@rule("country-of-city", Predicate.HELD_IN, confidence=0.9)
def country(scene: Scene) -> Iterator[Pair]:
    """The country behind the city of an event: `in Lisbon, Portugal`."""
    held: dict[Mention, list[Pair]] = defaultdict(list)
    for finder in (in_sentence, of_main_event):
        for pair in finder.find(scene):
            held[pair.object].append(pair)
    for city, land in itertools.pairwise(scene.of(Kind.PLACE)):
        if scene.between(city, land) in (", ", " ("):
            for pair in held.get(city, ()):
                yield Pair(pair.subject, land, pair.spans)


@rule("place-in-title", Predicate.HELD_IN, confidence=0.75)
def in_title(scene: Scene) -> Iterator[Pair]:
    """The report's title says where, its text says what: `Big rooms in Lisbon` over a report of LoomConf; but not `A
    walk to Lisbon`.
    """
    title, main = scene.page.outline.title_field, scene.main_event
    if title is None or main is None or scene.within(title, Kind.EVENT):
        return
    for place in scene.within(title, Kind.PLACE):
        if re.search(r"\b(?:in|at) $", scene.page.before(place.span.start, 10)):
            yield Pair(main, place, (title, scene.sentence(main.span.start)))


RULES = (in_sentence, of_main_event, country, in_title)
