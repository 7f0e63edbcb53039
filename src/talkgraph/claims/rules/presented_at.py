"""At which event a talk was given: from its sentence, its list's lead-in, its heading, or the report's main event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from talkgraph.claims.mentions import titles
from talkgraph.claims.rule import Pair, rule
from talkgraph.claims.scene import Scene
from talkgraph.model import BlockKind, Kind, Mention, Predicate, Span

_AT = re.compile(
    r"\b(?:at|during|of|for|from|in) (?:the |this year['’]s |last year['’]s |that year['’]s )?(?:annual |first "
    r"|recent )?[\"“(\[]?$|[(\[]$|^[\"”'’)\]]* ?[(\[]$|\bpart of (?:the )?$|@ ?$",
    re.IGNORECASE,
)
_PREMODIFIER = re.compile(
    r"^ (?:[\w-]+ ){0,2}(?:talks?|keynotes?|sessions?|presentations?|panels?|videos?|workshops?|tutorials?|BoFs?"
    r"|speakers?|schedule|programme?|agenda)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:again|also|last year|previous(?:ly)?|earlier this year|next (?:year|month|week)|upcoming|similar to"
    r"|first (?:saw|heard))\b",
    re.IGNORECASE,
)


@rule("talk-at-event", Predicate.PRESENTED_AT, confidence=0.93)
def in_sentence(scene: Scene) -> Iterator[Pair]:
    """The talk's sentence or list line names the event: `"Looms at Scale" at LoomConf`, `the LoomConf keynote by Ann
    Lee`; but not a comparison with another event.
    """
    for talk in scene.of(Kind.TALK):
        found = _event_of_sentence(scene, talk)
        if found:
            yield Pair(talk, found, (scene.sentence(talk.span.start).cover(talk.span).cover(found.span),))


def _event_of_sentence(scene: Scene, talk: Mention) -> Mention | None:
    page = scene.page
    scope = titles.scope(page, talk.span).cover(scene.sentence(talk.span.start))
    nearest: tuple[int, Mention] | None = None
    for event in scene.within(scope, Kind.EVENT):
        if event.span.overlaps(talk.span) and not talk.rule.startswith("session-"):
            continue
        before, after = page.before(event.span.start, 40), page.after(event.span.end, 40)
        gap = page.text[min(talk.span.end, event.span.end) : max(talk.span.start, event.span.start)]
        if _ELSEWHERE.search(gap) or re.search(r"\n|[.!?] [A-Z]", gap):
            continue
        if _AT.search(before) or _PREMODIFIER.match(after) or event.span in talk.span:
            distance = len(gap)
            if nearest is None or distance < nearest[0]:
                nearest = (distance, event)
    return nearest[1] if nearest else None


@rule("event-told-before", Predicate.PRESENTED_AT, confidence=0.82)
def told_before(scene: Scene) -> Iterator[Pair]:
    """The sentence just before is about one event: `LoomConf was my way in. Ann Lee presented Looms at Scale.`; but not
    `She will repeat it at YarnDay next month. Bo Ek …`.
    """
    for talk in _without_event(scene):
        found = _event_before(scene, talk)
        if found:
            yield Pair(talk, found, (scene.sentence(found.span.start), _line(scene, talk)))


def _event_before(scene: Scene, talk: Mention) -> Mention | None:
    before = scene.page.outline.sentence_before(scene.sentence(talk.span.start).start)
    if before is None or scene.within(before, Kind.TALK):
        return None
    events = scene.within(before, Kind.EVENT)
    names = {e.name for e in events}
    return events[0] if len(names) == 1 and not _ELSEWHERE.search(scene.page.document.quote(before)) else None


@rule("list-announced-for-event", Predicate.PRESENTED_AT, confidence=0.88)
def in_announced_list(scene: Scene) -> Iterator[Pair]:
    """The sentence before a list names its event: `here are a few other LoomConf talks:` over the items."""
    for talk in _without_event(scene):
        index = scene.page.block_at(talk.span.start)
        announced = _announced(scene, index)
        if announced and not _event_before(scene, talk):
            yield Pair(talk, announced[0], (announced[1], _line(scene, talk)))


def _announced(scene: Scene, index: int) -> tuple[Mention, Span] | None:
    document = scene.page.document
    if document.blocks[index].kind not in (BlockKind.ITEM, BlockKind.ROW):
        return None
    lead = scene.page.outline.lead_in(index)
    if lead < 0 or document.blocks[lead].kind is not BlockKind.PARAGRAPH or not scene.page.outline.sentences[lead]:
        return None
    last = scene.page.outline.sentences[lead][-1]
    events = scene.within(last, Kind.EVENT)
    return (events[-1], last) if len({e.name for e in events}) == 1 else None


@rule("event-of-section", Predicate.PRESENTED_AT, confidence=0.85)
def under_heading(scene: Scene) -> Iterator[Pair]:
    """The nearest heading that names one event governs its section: `## LoomConf` over the talks told of."""
    for talk in _without_event(scene):
        index = scene.page.block_at(talk.span.start)
        if _announced(scene, index) or _event_before(scene, talk):
            continue
        heading = _event_over(scene, index)
        if heading:
            yield Pair(
                talk,
                heading,
                (scene.page.block_of(heading.span).span, _line(scene, talk)),
            )


def _event_over(scene: Scene, index: int) -> Mention | None:
    """Return the event of the nearest heading that names events at all, if it names one only."""
    for heading in reversed(scene.page.outline.headings[index]):
        block = scene.page.document.blocks[heading]
        if block.level == 1 and block.kind is BlockKind.HEADING and heading <= 2:
            return None
        events = scene.within(block.span, Kind.EVENT)
        if events:
            return events[0] if len({e.name for e in events}) == 1 else None
    return None


@rule("main-event", Predicate.PRESENTED_AT, confidence=0.75)
def inherited(scene: Scene) -> Iterator[Pair]:
    """Nothing nearer says where: the event of the whole report, inherited from its title or first paragraph:
    `What I heard at LoomConf` over all its talks; but not over a section that names another event.
    """
    if scene.main_event is None:
        return
    for talk in _without_event(scene):
        index = scene.page.block_at(talk.span.start)
        if _announced(scene, index) or _event_before(scene, talk) or _event_over(scene, index):
            continue
        for event in _governing(scene, index):
            yield Pair(talk, event, (scene.sentence(event.span.start), _line(scene, talk)))


def _governing(scene: Scene, index: int) -> list[Mention]:
    """Return the main event, and the one joined to it (`LoomConf+YarnDay`); under a heading of several events the one
    told of last before the talk.
    """
    main = scene.main_event
    if main is None:
        return []
    for heading in reversed(scene.page.outline.headings[index]):
        events = scene.within(scene.page.document.blocks[heading].span, Kind.EVENT)
        if len({e.name for e in events}) > 1:
            names = {e.name for e in events}
            start = scene.page.document.blocks[index].span.start
            told = [
                e
                for e in scene.within(Span(scene.page.document.blocks[heading].span.end, start), Kind.EVENT)
                if e.name in names
            ]
            if told:
                return [told[-1]]
            break
    joined = [
        e
        for e in scene.within(Span(main.span.end, main.span.end + 200), Kind.EVENT)
        if e.name != main.name
        and e.span.start - main.span.end <= 3
        and re.fullmatch(r" ?[+/&] ?", scene.between(main, e))
    ]
    return [main, *joined]


@lru_cache(maxsize=1)
def _without_event(scene: Scene) -> tuple[Mention, ...]:
    """Return the talks whose own sentence names no event."""
    return tuple(talk for talk in scene.of(Kind.TALK) if _event_of_sentence(scene, talk) is None)


def _line(scene: Scene, talk: Mention) -> Span:
    return scene.sentence(talk.span.start).cover(talk.span)


RULES = (in_sentence, told_before, in_announced_list, under_heading, inherited)
