"""Events: known series with their year and region, and names of the form `… Conf`, `… Summit`, `… Day`, `LISA '14`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talkgraph.claims.page import CAP_WORD, UPPER, Page
from talkgraph.claims.spans import longest
from talkgraph.claims.words import one_of, words
from talkgraph.model import BlockKind, Kind, MarkKind, Mention, Span
from talkgraph.text import fold
from talkgraph.vocabulary import Candidate, Entry, Form
from talkgraph.vocabulary.likeness import name_likeness

YEAR = r"(?:(?:19|20)\d\d(?:\.\d)?|['’]\d\d)"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_REGION = one_of("region")
_TAIL = re.compile(
    rf"(?: \(?{_REGION}\b\)?)?(?: \(?{YEAR}\b\)?| ?\d{{1,2}}x\b| (?:[IVX]{{2,4}}|0x\w{{1,3}}"
    rf"|\d{{1,2}}(?!\.\d))\b(?! [a-z%])| \d{{1,2}}\.\d{{1,2}}\b(?!\.\d))?(?: {_REGION}\b)?"
)
_EVENT_WORD = one_of("event-word")
_SUFFIX = r"(?:Con|Conf|Fest|Camp|Days?|Summit|Sprint|Meet)(?:EU|US|NA|UK|AU)?(?!\w)"
_SUFFIXED = rf"(?:(?:[{UPPER}][\w]*|[a-z]{{2,4}}){_SUFFIX})"
_PIECE = rf"(?:[{UPPER}][\w’'.-]*|[a-z]{{1,2}}[{UPPER}]\w*|\d+(?:st|nd|rd|th)|C\+\+|\.NET)"
_END = re.compile(
    rf"(?<![\w@/#.])(?:{_EVENT_WORD}\b(?! [a-z]+ing)(?! (?:Cent(?:er|re)|Room|Hall|Hotel|Board|Committee|Organi[sz]"
    rf"|Team|App)\b)|{_SUFFIXED})"
    rf"(?: (?:on|of|for) (?:the )?{_PIECE}(?: {_PIECE})?)?"
)
_BEFORE_END = re.compile(rf"(?<![\w@/#.])({_PIECE})(?<!\w\w\.) (?:of |& |\+ )?$")
_ACRONYM_YEAR = re.compile(
    rf"(?<![\w@/#.-])(?:[{UPPER}][{UPPER}\d.]{{2,9}}|[{UPPER}][a-z]+[{UPPER}]\w+) ?(?:{YEAR}|\d{{1,2}}x)(?![\w.])"
)
_MARKED_YEAR = re.compile(rf"(?:[^\W\d_][\w.+&:’'-]*[ -]){{1,5}}{YEAR}")
_TITLE_YEAR = re.compile(rf"(?:{_PIECE}(?: (?:de |do |da |del |of |for |& |\+ )?)){{1,5}}{YEAR}")
_DATE_WORD = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|"
    r"Dec(?:ember)?|spring|summer|autumn|fall|winter|Released?|Version|since|until|in|of the year)\b",
    re.IGNORECASE,
)
_TOGETHER_WITH = re.compile(
    rf"\bco-?located with (?:the )?(?P<name>{_PIECE}(?: (?:de |do |da |del |of |for |& )?{_PIECE}){{0,5}})(?! ?[’'])"
)
_SMALL_MEETING = re.compile(rf"(?<=[Tt]he )(?:{_PIECE} ){{1,4}}{one_of('meeting-small')}(?!\w)")
_TOGETHER_SUBJECT = re.compile(rf"\b[Tt]he (?P<name>{_PIECE}(?: {_PIECE}){{1,4}}) (?:was|were|is|are) co-?located\b")
_NAME = rf"{_PIECE}(?: (?:de |do |da |del |of |for |& )?{_PIECE}){{0,4}}"
_DEFINED = re.compile(
    rf"(?<![\w@/#.’'-])(?P<name>{_NAME})(?:,| is| was) (?:an?|the|our|one of the) (?:[\w'’-]+,? ){{0,4}}?"
    rf"{one_of('event-noun')}(?= (?:for|of|on|about|in|that|which|where|at|around|dedicated|held|by|with)\b|[.,;])"
)
"""`Weavers United, the annual gathering of …`"""
_NAMED_KIND = re.compile(
    rf"\b(?:[Aa]t|[Tt]he|[Aa]ttend(?:ed|ing)?|[Vv]isit(?:ed|ing)?|[Oo]rgani[sz]e[sd]?) (?:the )?(?:annual |first "
    rf"|\d+\w\w )?"
    rf"(?P<name>{_NAME}) {one_of('event-noun')}(?! (?:room|hall|cent|organi|programme|program|schedule)|-)\b"
)
"""`at the Weavers United conference`"""
_ON_DATE = re.compile(
    rf"(?<![\w@/#.’'-])(?P<name>{_NAME}) (?:in"
    rf"|at) {CAP_WORD}(?: {CAP_WORD}){{0,2}} \((?:on )?(?:the )?(?:{_MONTH} \d|\d\d?(?:st|nd|rd|th)?"
    rf"(?: ?[-–] ?\d\d?(?:st|nd|rd|th)?)? (?:of )?{_MONTH})"
)
"""`Weavers United in Lisbon (May 3-5)`"""
_KIND = re.compile(rf" {one_of('event-noun')}(?!\w)")
_BRACKETED_DATE = re.compile(rf"\((?=(?:on )?(?:the )?(?:{_MONTH}|\d))")
_NEAR = 120
"""How many characters before and behind its anchor a name told of in words may reach."""
_OF_NATION = re.compile(
    rf"(?<![\w@/#.’'-])(?:Journées|Rencontres|Jornadas|Encuentro|Encontro|Giornat[ae]|Congreso|Congresso|Seman[ai]"
    rf"|Semaine"
    rf"|Simposio|Simpósio|Incontro)(?: (?:de |du |des |do |da |del |di |della )?{_PIECE}){{1,4}}"
)
"""`Jornadas Telar`: languages in which the word for the event comes first."""
_NOT_ALONE = words("not-an-event-alone")
_WEAK_FIRST = words("not-first-of-event")
_CALENDAR = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|^Day \d|^(?:Valentine|Christmas|New Year|Labou?r|Thanksgiving"
    r"|Boxing)\b"
)
_CUE_BEFORE = re.compile(
    r"\b(?:at|attend(?:ed|ing)?|during|before|after|from|to|for|of|@|this year's|last year's|of the|at the) (?:the )?$",
    re.IGNORECASE,
)
_LEAD_ANNUAL = re.compile(
    r"((?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|"
    r"(?:Thir|Four|Fif|Six|Seven|Eigh|Nine)teenth|Twentieth)(?: [Aa]nnual)? )$"
)
_TWO_EVENTS = re.compile(rf"(?:\b{_EVENT_WORD}|{_SUFFIXED})(?: {YEAR})? [&+] ")
"""Between two events under one joint name: `Loom Summit & Yarn Forum`."""
_WEEKDAYS = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b,? "
)


def find(page: Page) -> list[Mention]:
    """Return the events that the document names, in order; longer names win over those inside them."""
    return longest([*_known(page), *_by_form(page)])


def series(name: str) -> str:
    """Return an event's name folded and without its year: what editions of a series share.

    >>> series("PGConf NYC 2023"), series("LISA '14"), series("SCALE 12x")
    ('pgconf nyc', 'lisa', 'scale')
    """
    text = re.sub(rf"\(?{YEAR}\)?|\b\d{{1,2}}x\b", " ", name)
    return fold(text)


def year(name: str) -> str:
    """Return the four-digit year in an event's name, or an empty string.

    >>> year("LISA '14"), year("FOSDEM 2015"), year("GUADEC")
    ('2014', '2015', '')
    """
    long = re.search(r"\b(?:19|20)\d\d\b", name)
    if long:
        return long[0]
    short = re.search(r"['’](\d\d)\b", name)
    return f"{'19' if int(short[1]) > 80 else '20'}{short[1]}" if short else ""


def _known(page: Page) -> Iterator[Mention]:
    """Yield the series that the vocabulary holds, with the region and year behind them."""
    others = {
        (hit.start, hit.end)
        for hit in page.hits
        for candidate in hit.candidates
        if candidate.entry.kind is not Kind.EVENT and candidate.form < Form.CONTEXT
    }
    for span, candidate in page.known[Kind.EVENT]:
        whole = _with_tail(page, span)
        safe = candidate.form < Form.CONTEXT and (span.start, span.end) not in others
        if not any(c.isupper() for c in page.document.quote(span)) and not re.search(
            r"[.\d]", page.document.quote(span)
        ):
            continue
        if safe or _in_context(page, span, whole, candidate):
            confidence = 0.95 if candidate.form == Form.ANY else 0.85
            yield Mention(whole, Kind.EVENT, page.document.quote(whole), candidate.entry.key, "known-event", confidence)


def _with_tail(page: Page, span: Span) -> Span:
    """Return the span with region and year behind it and `Twelfth Annual` before it."""
    tail = _TAIL.match(page.text, span.end)
    end = tail.end() if tail else span.end
    while page.text[end - 1] == " ":
        end -= 1
    lead = _LEAD_ANNUAL.search(page.before(span.start, 30))
    return Span(span.start - (len(lead[1]) if lead else 0), end)


def _in_context(page: Page, span: Span, whole: Span, candidate: Candidate) -> bool:
    """Return whether a series whose name is also a word is meant: a year behind it, its own address, a word of
    visiting.
    """
    if len(whole) > len(span) and year(page.document.quote(whole)):
        return True
    if not candidate.exact:
        return False
    if any(m.span == span and _same_host(m.target, candidate.entry) for m in page.links):
        return True
    behind = re.match(r" (?:conference|summit|event|unconference|hackathon)\b", page.after(span.end))
    return bool(behind)


def _same_host(target: str, entry: Entry) -> bool:
    host = re.sub(r"^https?://(www\.)?", "", entry.url).split("/")[0]
    return bool(host) and host in target


def _by_form(page: Page) -> Iterator[Mention]:
    """Yield names that end in a word for an event, and `ACRONYM year`."""
    for match in _END.finditer(page.text):
        span = _trimmed(page, Span(_begin(page, match.start()), match.end()))
        if span and page.readable(span.start) and _is_event_name(page, span):
            whole = _with_tail(page, span)
            yield Mention(whole, Kind.EVENT, page.document.quote(whole), rule="event-by-form", confidence=0.8)
    for match in _SMALL_MEETING.finditer(page.text):
        span = Span(*match.span())
        if page.readable(span.start):
            yield Mention(span, Kind.EVENT, match[0], rule="event-in-small", confidence=0.7)
    yield from _marked_with_year(page)
    yield from _titled_with_year(page)
    yield from _told_together(page)
    yield from _in_words(page)
    for match in _ACRONYM_YEAR.finditer(page.text):
        span = Span(*match.span())
        if page.readable(span.start) and not page.safe_hits(span) and _CUE_BEFORE.search(page.before(span.start)):
            yield Mention(span, Kind.EVENT, match[0], rule="event-acronym-year", confidence=0.75)


def _begin(page: Page, start: int) -> int:
    """Return where the capitalised words begin that end at `start`: at most six, joined by spaces, `of`, `&` or `+`."""
    for _ in range(6):
        piece = _BEFORE_END.search(page.before(start, 48))
        if piece is None:
            break
        start -= len(page.before(start, 48)) - piece.start(1)
    return start


def _marked_with_year(page: Page) -> Iterator[Mention]:
    """Yield what is linked, bold or in italics and ends in a year: `*loom world 2022*`."""
    for mark in page.document.marks:
        if mark.kind not in (MarkKind.LINK, MarkKind.STRONG, MarkKind.EMPHASIS) or not page.readable(mark.span.start):
            continue
        text = page.document.quote(mark.span)
        if _MARKED_YEAR.fullmatch(text) and not _DATE_WORD.search(text):
            yield Mention(mark.span, Kind.EVENT, text, rule="event-marked-year", confidence=0.75)


def _titled_with_year(page: Page) -> Iterator[Mention]:
    """Yield the capitalised words before a year in the report's title: `Loom Days 2019, day one`, `Report: Encontro
    Tear 2019`.
    """
    title = page.outline.title_field
    if title is None:
        return
    for match in _TITLE_YEAR.finditer(page.text, title.start, title.end):
        span = _trimmed(page, Span(*match.span()))
        if (
            span
            and not _DATE_WORD.search(page.document.quote(span))
            and not _other_name(page, Span(span.start, span.end - 5))
        ):
            yield Mention(span, Kind.EVENT, page.document.quote(span), rule="event-titled-year", confidence=0.75)


def _in_words(page: Page) -> Iterator[Mention]:
    """Yield names of no form of their own that the text tells to be an event's: `Weavers United, the gathering of …`,
    `at the Weavers United conference`, `Weavers United in Lisbon (May 3)`, and further where they stand alone.
    """
    for pattern, anchor, rule in (
        (_DEFINED, _KIND, "event-defined"),
        (_NAMED_KIND, _KIND, "event-and-its-kind"),
        (_ON_DATE, _BRACKETED_DATE, "event-on-date"),
    ):
        for match in page.near(pattern, anchor, _NEAR):
            span = _trimmed(page, Span(*match.span("name")))
            if span is None or not page.readable(span.start) or not _may_be_new(page, span):
                continue
            name = page.document.quote(span)
            for again in (span, *page.occurrences(name)):
                if page.readable(again.start):
                    yield Mention(again, Kind.EVENT, name, rule=rule, confidence=0.75)
    for match in _OF_NATION.finditer(page.text):
        if page.readable(match.start()):
            whole = _with_tail(page, Span(*match.span()))
            yield Mention(whole, Kind.EVENT, page.document.quote(whole), rule="event-by-form", confidence=0.75)


def _may_be_new(page: Page, span: Span) -> bool:
    """Return whether a name may be an event's: more than a plain word, no known name of something else, no person."""
    name = page.document.quote(span)
    parts = name.split()
    if fold(parts[0]) in _WEAK_FIRST or len(name) < 3 or page.safe_hits(span):
        return False
    names = page.vocabulary.names
    if len(parts) == 1:
        return not (names.is_english(name) or names.given(name) > 0.3 or names.surname(name) > 0.3)
    return len(parts) > 3 or name_likeness(name) + names.given(parts[0]) < 0.8


def _other_name(page: Page, span: Span) -> bool:
    """Return whether known names of other kinds fill the words before the year, or stand in what is told nowhere else:
    `Python 2019`, but not `Weaving Perl 2017` where the text goes on about it.
    """
    hits = page.safe_hits(span)
    filled = sum(min(h.end, span.end) - max(h.start, span.start) for h in hits)
    return bool(hits) and (filled > 0.7 * len(span) or not page.text.count(page.document.quote(span)) > 1)


def _told_together(page: Page) -> Iterator[Mention]:
    """Yield the name behind `co-located with the`."""
    for match in (*_TOGETHER_WITH.finditer(page.text), *_TOGETHER_SUBJECT.finditer(page.text)):
        if page.readable(match.start()):
            span = Span(*match.span("name"))
            yield Mention(span, Kind.EVENT, match["name"], rule="event-co-located", confidence=0.75)


def _trimmed(page: Page, span: Span) -> Span | None:
    """Return the span without words at its start that belong to the sentence (`The`, `At`, `On Friday`)."""
    start = span.start
    while start < span.end:
        text = page.text[start : span.end]
        weekday = _WEEKDAYS.match(text)
        if weekday:
            start += weekday.end()
            continue
        first = re.match(r"[\w'’]+,? ", text)
        if first and fold(first[0]) in _WEAK_FIRST:
            start += first.end()
            continue
        break
    joint = _TWO_EVENTS.search(page.text, start, span.end)
    if joint:
        start = joint.end()
    # a comma inside is a list of names: only the last one is the event's
    text = page.text[start : span.end]
    if "," in text:
        start += text.rfind(",") + 1
        while page.text[start] == " ":
            start += 1
    for mark in page.outline.marks_in(page.block_of(span).span, MarkKind.LINK, MarkKind.STRONG):
        if start < mark.span.start < span.end and mark.span.end >= span.end:
            start = mark.span.start
        elif mark.span.start <= start < mark.span.end < span.end:
            return Span(start, mark.span.end) if re.search(_EVENT_WORD, page.text[start : mark.span.end]) else None
    return Span(start, span.end) if start < span.end else None


def _is_event_name(page: Page, span: Span) -> bool:
    """Return whether the words are a name and not a phrase such as `Day 2`, `Labor Day`, `Workshops`."""
    text = page.document.quote(span)
    words_in = text.split()
    if (
        len(words_in) == 2
        and words_in[1] in ("Day", "Camp", "Rally")
        and page.vocabulary.names.given(words_in[0]) >= 0.5
    ):
        return False
    if _CALENDAR.search(text) or (len(words_in) == 1 and fold(text) in _NOT_ALONE):
        return False
    if len(words_in) > 1 and fold(words_in[0]) in _NOT_ALONE and fold(words_in[-1]) in _NOT_ALONE:
        return False
    index = page.block_at(span.start)
    block = page.document.blocks[index]
    in_title_case = block.kind in (BlockKind.HEADING, BlockKind.FIELD) or page.outline.heading_levels[index]
    weak = re.search(
        r"\b(?:Days?|Week|Forum|Workshops?|Academy|Sprints?|Jam|Camp|Rally|Gathering|Bash|Roundup|Retreat)$", text
    )
    return not (
        weak
        and in_title_case
        and not (len(words_in) > 2 and re.match(r", [A-Z]|$", page.after(span.end)))
        and not _CUE_BEFORE.search(page.before(span.start))
        and not _elsewhere(page, text, index)
    )


def _elsewhere(page: Page, text: str, index: int) -> bool:
    """Return whether the same words stand in a paragraph too."""
    block = page.document.blocks[index].span
    return text in page.text[: block.start] or text in page.text[block.end :]
