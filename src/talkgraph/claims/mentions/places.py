"""Places: known countries and cities, and venues by form (`Congress Center …`, `… Hotel`, `University of …` behind `at
the`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from talkgraph.claims.page import CAP_WORD, UPPER, Page
from talkgraph.claims.spans import Cover, longest, spans_of
from talkgraph.claims.words import one_of, words
from talkgraph.model import Kind, Mention, Span
from talkgraph.vocabulary import Form

_IN_BEFORE = re.compile(
    r"\b(?:in|near|to|from|outside|around|visit(?:ing|ed)?|of|at) (?:the |beautiful |sunny |downtown |lovely |rainy "
    r"|central )*$",
    re.IGNORECASE,
)
_VENUE_HEAD = r"(?:Convention|Congress|Conference|Expo|Exhibition|Convention and Exhibition) (?:Center|Centre)"
_VENUE = re.compile(
    rf"(?<![\w@/#.])(?:{_VENUE_HEAD}(?: {CAP_WORD}){{0,3}}"
    rf"|{CAP_WORD}(?: {CAP_WORD}){{0,3}} {one_of('venue')}(?: of {CAP_WORD}(?: {CAP_WORD})?)?)(?!\w)"
)
_HELD_AT = re.compile(
    rf"\b(?:held at|took place at|takes? place at|taking place at|met at|hosted at|gathered at|gathered in"
    rf"|venue(?: was| is|,|:))(?: the| a)? "
    rf"(?P<venue>(?:{CAP_WORD}|[{UPPER}]-{CAP_WORD})(?: {CAP_WORD}){{0,4}})"
)
_VENUE_PREFIX = re.compile(
    rf"(?:at|@) (?:the )?(?P<venue>(?:Hotel|Palais|Casa|Centro|Palacio|Messe|Kulturhaus"
    rf"|Maison) {CAP_WORD}(?: {CAP_WORD})?)"
)
_PLACE_THEN_COUNTRY = re.compile(rf"\b(?:in|at) (?P<city>{CAP_WORD}(?: {CAP_WORD})?), ?$")
_BEHIND_EVENT = re.compile(
    rf",? (?:was |is |took place )?(?:at|in) (?:the )?(?P<place>{CAP_WORD}(?: {CAP_WORD}){{0,3}})(?=[,.;)]| (?:this"
    rf"|last|next|in|on|and)\b)"
)
_BEFORE_CITY = re.compile(
    rf"\b(?:at|to|in|the) (?:the )?(?P<place>{CAP_WORD}(?: {CAP_WORD}){{0,3}}),? in (?=[{UPPER}])"
)
_CITY_AT_END = re.compile(rf"\b(?:in|at) (?:the )?(?P<head>{CAP_WORD}(?: {CAP_WORD})?) $")
_THE_VENUE = re.compile(rf"(?<![\w-])(?P<venue>[{UPPER}][\w-]+(?: {CAP_WORD}){{0,3}}), (?:the|our) venue\b")
_CALENDAR = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes"
    r"|Thurs|Fri|Satur|Sun)day)\b"
)
_WEAK_VENUES = words("weak-venue")
_LEADING = re.compile(r"^(?:The|At|In|On|From|This|Our|An?) ")


def find(page: Page, taken: Sequence[Mention], events: Sequence[Mention]) -> list[Mention]:
    """Return the places that the document names outside of `taken` (persons, events, organizations), in order."""
    outer = Cover(spans_of(taken))
    found = (*_venues(page), *_behind_events(page, events), *_known(page))
    return longest(m for m in found if not outer.touches(m.span))


def _known(page: Page) -> Iterator[Mention]:
    """Yield countries and cities; one that is also a word or a name only behind `in` or before its country."""
    for span, candidate in page.known[Kind.PLACE]:
        name = page.document.quote(span)
        if not name[0].isupper() or page.after(span.end, 1) == "$":
            continue
        if candidate.form == Form.CONTEXT and page.safe_hits(span):
            continue
        if candidate.form == Form.CONTEXT and not (
            _IN_BEFORE.search(page.before(span.start)) or _country_behind(page, span)
        ):
            continue
        yield Mention(span, Kind.PLACE, name, candidate.entry.key, "known-place", 0.9)
        if candidate.entry.place_kind != "city":
            unknown = _PLACE_THEN_COUNTRY.search(page.before(span.start, 60))
            if unknown:
                start = span.start - len(unknown[0]) + unknown.start("city")
                city = Span(start, start + len(unknown["city"]))
                if not page.safe_hits(city):
                    yield Mention(city, Kind.PLACE, unknown["city"], rule="place-before-country", confidence=0.8)


def _country_behind(page: Page, span: Span) -> bool:
    behind = re.match(r", ?", page.after(span.end, 3))
    if not behind:
        return False
    start = span.end + behind.end()
    return any(
        h.start == start and any(c.entry.kind is Kind.PLACE for c in h.candidates)
        for h in page.hits_in(Span(start, start + 1))
    )


def _may_be_place(page: Page, span: Span) -> bool:
    """Return whether capitalised words are free to be a place: no known name, no month, no weekday."""
    return not page.safe_hits(span) and not _CALENDAR.match(page.document.quote(span))


def _is_venue(page: Page, span: Span) -> bool:
    """Return whether a name that ends as venues do is one: no person (`Ann Hall`), a `Hub` only behind `at` or `in`."""
    parts = page.document.quote(span).split()
    if len(parts) < 2 or (len(parts) == 2 and page.vocabulary.names.given(parts[0]) > 0.6):
        return False
    return parts[-1] not in _WEAK_VENUES or bool(_IN_BEFORE.search(page.before(span.start)))


def _behind_events(page: Page, events: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the capitalised words behind `EVENT at`, `EVENT in`, and those between `to` and `in` a known city."""
    for event in events:
        found = _BEHIND_EVENT.match(page.text, event.span.end)
        if found and page.readable(event.span.start) and _may_be_place(page, Span(*found.span("place"))):
            yield Mention(
                Span(*found.span("place")), Kind.PLACE, found["place"], rule="place-behind-event", confidence=0.7
            )
    cities = {span.start for span, c in page.known[Kind.PLACE] if c.form < Form.CONTEXT}
    for found in _BEFORE_CITY.finditer(page.text):
        if found.end() in cities and page.readable(found.start()) and _may_be_place(page, Span(*found.span("place"))):
            yield Mention(
                Span(*found.span("place")), Kind.PLACE, found["place"], rule="venue-before-city", confidence=0.7
            )


def _venues(page: Page) -> Iterator[Mention]:
    for span, candidate in page.known[Kind.PLACE]:
        head = _CITY_AT_END.search(page.before(span.start, 50))
        if (
            head
            and candidate.entry.place_kind == "city"
            and not page.safe_hits(Span(span.start - len(head["head"]) - 1, span.start - 1))
        ):
            whole = Span(span.start - len(head["head"]) - 1, span.end)
            yield Mention(whole, Kind.PLACE, page.document.quote(whole), rule="venue-with-city", confidence=0.7)
    for match in _VENUE.finditer(page.text):
        lead = _LEADING.match(match[0])
        span = Span(match.start() + (lead.end() if lead else 0), match.end())
        if page.readable(span.start) and _is_venue(page, span):
            yield Mention(span, Kind.PLACE, page.document.quote(span), rule="venue-by-form", confidence=0.8)
    for match in (*_VENUE_PREFIX.finditer(page.text), *_HELD_AT.finditer(page.text), *_THE_VENUE.finditer(page.text)):
        if page.readable(match.start()) and _may_be_place(page, Span(*match.span("venue"))):
            yield Mention(Span(*match.span("venue")), Kind.PLACE, match["venue"], rule="venue-by-form", confidence=0.75)
