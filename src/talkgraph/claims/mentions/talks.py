"""Talks by form: titles in links, quotes, bold, list items, table cells and headings.

Every stretch that a source sets apart is a candidate; what it looks like (the likeness model), where it leads, what
stands beside it (a speaker, `talk`, `titled`) and what it is otherwise known as decide. Lists are read as a whole:
where most items have one shape, the doubtful ones follow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from talkgraph.claims.mentions import programme, titles
from talkgraph.claims.page import MARKED, UPPER, Page
from talkgraph.claims.spans import Placed, first_come
from talkgraph.claims.words import one_of
from talkgraph.model import BlockKind, Kind, Mark, MarkKind, Mention, Span
from talkgraph.text import fold
from talkgraph.vocabulary import Form
from talkgraph.vocabulary.likeness import title_likeness

THRESHOLD = 0.62
"""Least score of a title that stands alone; set on the gold reports, see benchmarks/."""
SIBLING_THRESHOLD = 0.35
"""Least score of a title in a list most of whose items hold believed titles."""
SIBLING_SHARE = 0.5

_SESSION = one_of("session")
_CUE_BEFORE = re.compile(
    rf"(?:\b{_SESSION}(?: (?:about|on|titled|entitled|called|named|was|is|were|are|from|of))?[,:]? ?[(\[]?"
    rf"|\b(?:titled|entitled|called|named|{one_of('presenting')}|watch(?:ed)?|attended|saw|discussion|introduction"
    rf"|overview)"
    r"(?: (?:on|about|of))?[,:]? ?(?:his |her |their |my |our |on |the |an? )*|['’]s? [\w ]{0,30}?(?:about |on "
    r"|titled )?[(\[]?)[\"“'‘]?$",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    rf"[\"”'’»)]?,? ?(?:\([^)]*\) )?(?:{one_of('by')}|with|from|presented by|{_SESSION}"
    rf"|(?:was|is) (?:given|presented|about)\b|(?:covers|covered|dealt with|deals with|went over) [a-z]"
    rf"|[-–—]+ (?:by )?[A-Z]|\([A-Z])",
    re.IGNORECASE,
)
_SPEAKER_BEFORE = re.compile(
    rf"(?: \([^()]{{1,40}}\)|,? (?:of|from|von|de) [\w&. -]{{2,30}}|, [^,.;:]{{2,50}},)?(?::|,| [-–—]+| {one_of('on')})"
    r"(?: (?:in|with|for|titled|entitled))? ?[\"“«„'‘]?"
)
"""Between a speaker and the title that they speak on: `Ann Lee: “…”`, `Ann Lee (Acme) on “…”`."""
_TALK_HOST = re.compile(
    r"sched\.co|sched\.(?:com|org)|/schedule/|/sessions?/|/talks?/|/presentations?/|/contributions?/|/events?/\d"
    r"|/conference-program/|"
    r"pyvideo\.org/|youtu\.?be|vimeo\.com|media\.ccc\.de|ubicast|/videos?/|speakerdeck|slideshare|/slides?/|\.pdf$"
    r"|lanyrd\.com|/program(?:me)?/|"
    r"pretalx|peertube|infoq\.com/presentations|/proposals?/|/agenda/|usenix\.org/conference/",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"^\W*(?:\(?(?:pdf|video|slides?|recording|code|demo|link|here|details?|more|read more|notes?|abstract|watch"
    r"|website|site|blog|post|register|registration|schedule|"
    r"programme?|agenda|photos?|twitter|github|youtube|playlist|channel)\b\)?[ )]*)+\W*$",
    re.IGNORECASE,
)
_NAMED_BOF = re.compile(
    rf"(?<![\w-])(?!The |This |Our |My |Next |Last |First |A |Another |Each )(?:[{UPPER}][\w+-]* ){{1,5}}BoF(?!\w)"
)
_BY_BEHIND = re.compile(
    rf"[\"”'’»)]?,? (?:(?:presented |impartido |animé )?{one_of('by')}|with|–|—|-) (?:(?:Dr|Prof)\.? )*"
)
_TOLD_BEHIND = re.compile(
    r"[\"”'’»]?,? (?:(?:was|is) about\b|(?:covers|covered|dealt with|deals with|went over) [a-z])"
)
_TITLE_WORD = rf"[{UPPER}\d][\w’'.+#-]*[\w+#]|[{UPPER}]"
_CALLED = re.compile(
    rf"\b(?:{_SESSION} (?:was |is )?(?:called|named)|titled|entitled"
    rf"|{_SESSION},(?= [^,.;?]+, (?:in )?wh)) (?P<title>(?:{_TITLE_WORD})"
    rf"(?:(?::|,)? (?:{_TITLE_WORD}|{one_of('small-in-titles')}(?= )))*)(?=[.;?!,)]|$)"
)
_NAME_AND_KIND = re.compile(r"[\w.+-]+(?: [\w.+-]+)?(?::| [-–—]) an? [a-z]")
"""`Loom: a weaver`: what a thing is, not a title."""
_TOOL_AT_END = re.compile(rf"\b{one_of('project-noun')}s?$")
"""`the Loom project`, `Ann's weaving tool`: names of things end so in small letters, titles don't."""


@dataclass(frozen=True, slots=True)
class _Guess:
    span: Span
    score: float
    rule: str
    block: int
    target: str = ""


def find(page: Page, persons: Placed, events: Placed) -> list[Mention]:
    """Return the talks whose titles the document prints, in order."""
    guesses = [
        *_marked(page, persons, events),
        *_lines(page, persons, events),
        *_headings(page, persons, events),
        *_named_sessions(page),
        *_unmarked(page, persons),
        *_over_speakers(page, persons, events),
    ]
    guesses = _siblings_agree(page, _without_doubles(guesses))
    believed = _without_overlaps([g for g in guesses if g.score >= THRESHOLD])
    return [
        Mention(
            g.span,
            Kind.TALK,
            page.document.quote(g.span),
            rule=g.rule,
            confidence=round(min(0.97, 0.4 + g.score / 2), 2),
        )
        for g in sorted(believed, key=lambda g: g.span)
    ]


def _without_doubles(guesses: Iterable[_Guess]) -> list[_Guess]:
    """Return the best guess of each span."""
    best: dict[Span, _Guess] = {}
    for guess in guesses:
        if guess.span not in best or guess.score > best[guess.span].score:
            best[guess.span] = guess
    return sorted(best.values(), key=lambda g: (g.span, g.rule))


def _without_overlaps(guesses: Iterable[_Guess]) -> list[_Guess]:
    """Return the guesses best first, leaving out those that overlap a better one."""
    return first_come(sorted(guesses, key=lambda g: (-g.score, -len(g.span), g.span)))


def _siblings_agree(page: Page, guesses: list[_Guess]) -> list[_Guess]:
    """Return the guesses, those of lists most of whose items hold a title raised to the threshold."""
    by_list: dict[int, list[_Guess]] = defaultdict(list)
    for guess in guesses:
        group = page.document.blocks[guess.block].group
        if group:
            by_list[group].append(guess)
    raised: dict[Span, _Guess] = {}
    for group, members in by_list.items():
        items = page.outline.groups[group]
        believed = [m for m in members if m.score >= THRESHOLD]
        if len({m.block for m in believed}) < max(2, SIBLING_SHARE * len(items)):
            continue
        shapes = {m.rule for m in believed}
        done = {m.block for m in believed}
        for member in sorted(members, key=lambda m: (-m.score, m.span)):
            if member.block not in done and member.rule in shapes and member.score >= SIBLING_THRESHOLD:
                done.add(member.block)
                raised[member.span] = replace(member, score=THRESHOLD)
    return [raised.get(g.span, g) for g in guesses]


def _marked(page: Page, persons: Placed, events: Placed) -> Iterator[_Guess]:
    """Yield what links, quotation marks, bold and italics set apart."""
    for mark in page.document.marks:
        block = page.block_at(mark.span.start)
        if mark.kind not in MARKED or block < 0 or not page.readable(mark.span.start) or _in_field(page, block):
            continue
        if mark.kind is MarkKind.CELL and not titles.TITLE_COLUMN.search(mark.target):
            continue
        span = titles.stripped(page, mark.span, persons)
        if span is None:
            continue
        yield _Guess(span, _score_mark(page, mark, span, persons, events), f"title-in-{mark.kind}", block, mark.target)


def _in_field(page: Page, index: int) -> bool:
    return page.document.blocks[index].kind is BlockKind.FIELD


def _score_mark(page: Page, mark: Mark, span: Span, persons: Placed, events: Placed) -> float:
    text = page.document.quote(span)
    if titles.is_page_word(text) or _PAGE_WORDS.match(text) or _is_other(page, span, persons, events):
        return 0.0
    score = title_likeness(text) + _place_bonus(page, span, persons)
    if mark.kind is MarkKind.LINK and _TALK_HOST.search(mark.target):
        score += 0.3
    if mark.kind is MarkKind.CELL:
        score += 0.4
    if mark.kind in (MarkKind.EMPHASIS, MarkKind.QUOTE, MarkKind.STRONG) and not titles.is_capitalised(text):
        score -= 0.5
    if mark.kind in (MarkKind.EMPHASIS, MarkKind.QUOTE):
        cued = (
            _CUE_BEFORE.search(page.before(span.start, 60))
            or _by_person(page, span, persons)
            or _behind_speaker(page, span, persons)
            or _TOLD_BEHIND.match(page.after(span.end, 30))
            or _over_speaker(page, mark, span, persons)
        )
        score -= 0.0 if _fills_line(page, span, persons) else 0.1 if cued else _uncued(page, mark, span, persons)
    if not titles.is_capitalised(text):
        score -= 0.25
    if len(text.split()) == 1 and not page.block_of(span).group:
        score -= 0.3
    if (
        _by_person(page, span, persons)
        or _behind_speaker(page, span, persons)
        or _over_speaker(page, mark, span, persons)
    ):
        score += 0.2
    if mark.kind is MarkKind.LINK and re.match(r"/|\.\./|#|.*/blog/", mark.target):
        score -= 0.3
    if _TOOL_AT_END.search(text):
        score -= 0.6
    if _whole_block(page, mark) and page.outline.heading_levels[page.block_at(span.start)]:
        score -= 0.3
    return score - _known_penalty(page, span)


def _whole_block(page: Page, mark: Mark) -> bool:
    return mark.span == page.block_of(mark.span).span


def _place_bonus(page: Page, span: Span, persons: Placed) -> float:
    """Return what stands beside the title: words for a session, a speaker in its sentence or list item."""
    before = _CUE_BEFORE.search(page.before(span.start, 60))
    after = _CUE_AFTER.match(page.after(span.end, 60))
    scope = titles.scope(page, span)
    speaker = any(not p.span.overlaps(span) for p in persons.inside(scope))
    return 0.2 * bool(before) + 0.12 * bool(after) + 0.2 * speaker


def _fills_line(page: Page, span: Span, persons: Placed) -> bool:
    """Return whether a list item holds little but the title and its speakers: `Ann Lee, *Looms at Scale*`."""
    if page.block_of(span).kind is not BlockKind.ITEM:
        return False
    line = titles.scope(page, span)
    people = [p for p in persons.inside(line) if not p.span.overlaps(span)]
    rest = len(line) - len(span) - sum(len(p.span) for p in people)
    return bool(people) and rest < 12 + 4 * len(people)


def _uncued(page: Page, mark: Mark, span: Span, persons: Placed) -> float:
    """Return what a quoted or slanted phrase loses that no word for a session introduces: less for a printed title of
    three words and more in a sentence about somebody.
    """
    text = page.document.quote(span)
    sentence = page.outline.sentence_at(span.start)
    someone = any(not p.span.overlaps(span) for p in persons.inside(sentence))
    if someone and len(text.split()) >= 3 and titles.is_title_case(text):
        if mark.kind is MarkKind.EMPHASIS:
            return 0.2
        return 0.3 if len(text.split()) > 3 or page.safe_hits(span) else 0.6
    if someone and mark.kind is MarkKind.EMPHASIS and len(text.split()) >= 4 and text[:1].isupper():
        return 0.3
    return 0.6


def _by_person(page: Page, span: Span, persons: Placed) -> bool:
    """Return whether `by` and a person stand right behind the title: `"Looms at Scale", by Ann Lee`."""
    gap = _BY_BEHIND.match(page.after(span.end, 30))
    return gap is not None and persons.at(span.end + gap.end()) is not None


def _over_speaker(page: Page, mark: Mark, span: Span, persons: Placed) -> bool:
    """Return whether a title begins its paragraph and a speaker stands right behind it: `*Looms at Scale*` / `Ann Lee,
    Acme.`
    """
    block = page.block_of(span)
    if block.kind is not BlockKind.PARAGRAPH or mark.span.start - block.span.start > 1:
        return False
    if page.text[mark.span.end - 1] == ".":  # a heading run into its paragraph
        return False
    gap = re.match(r"[\"”'’»]?\s+", page.text[mark.span.end : block.span.end])
    return gap is not None and persons.at(mark.span.end + gap.end()) is not None


def _behind_speaker(page: Page, span: Span, persons: Placed) -> bool:
    """Return whether a speaker stands right before a quoted or slanted title: `Ann Lee: "Looms at Scale"`."""
    index = persons.last_before(span.start)
    if index < 0 or span.start - persons[index].span.end > 90:
        return False
    return bool(_SPEAKER_BEFORE.fullmatch(page.text, persons[index].span.end, span.start))


def _is_other(page: Page, span: Span, persons: Placed, events: Placed) -> bool:
    """Return whether the whole stretch is a person, an event, a place or an organization, or an event with a word
    behind it.
    """
    touching = (*persons.touching(span), *events.touching(span))
    if any(span in m.span or (m.span in span and len(m.span) >= len(span) - 3) for m in touching):
        return True
    if any(e.span.start == span.start and len(span) - len(e.span) < 20 for e in events.inside(span)):
        return True
    for hit in page.hits_in(span):
        if hit.start <= span.start and span.end <= hit.end and hit.candidates[0].form < Form.CONTEXT:
            return any(c.entry.kind in (Kind.PLACE, Kind.ORGANIZATION, Kind.EVENT) for c in hit.candidates)
    return False


def _known_penalty(page: Page, span: Span) -> float:
    """Return what a known name that fills the whole stretch says against a title."""
    for hit in page.hits_in(span):
        if hit.start <= span.start and span.end <= hit.end:
            return 0.35 if hit.candidates[0].form < Form.CONTEXT else 0.15
    return 0.0


def _lines(page: Page, persons: Placed, events: Placed) -> Iterator[_Guess]:
    """Yield the title parts of list items: `Title - by Ann Lee`, `Ann Lee: Title`, and items that are one title."""
    for index, block in enumerate(page.document.blocks):
        if block.kind is not BlockKind.ITEM or index in page.skipped:
            continue
        line = titles.first_line(page, block.span)
        inside = persons.inside(line)
        for span, rule in titles.split_line(page, line, inside):
            text = page.document.quote(span)
            if titles.is_page_word(text) or _is_other(page, span, persons, events):
                continue
            score = title_likeness(text) - _known_penalty(page, span)
            score += 0.3 if inside else 0.3 * titles.in_list_of_talks(page, index) - 0.1
            if not inside and (titles.in_list_of_things(page, index) or _NAME_AND_KIND.match(text)):
                continue
            if not titles.is_capitalised(text):
                score -= 0.3
            yield _Guess(span, score, rule, index)


def _headings(page: Page, persons: Placed, events: Placed) -> Iterator[_Guess]:
    """Yield headings that are the title of the talk told of below: with the speaker in it or in the first line under
    it.
    """
    for index, level in enumerate(page.outline.heading_levels):
        if not level or (level == 1 and index <= 1) or index in page.skipped:
            continue
        block = page.document.blocks[index].span
        inside = persons.inside(block)
        below = titles.speaker_below(page, index, persons)
        numbered = titles.numbered(page, block)
        block, below = (numbered, max(below, titles.speaker_soon(page, index, persons))) if numbered else (block, below)
        spans = list(titles.split_line(page, block, inside)) if inside else [(block, "")]
        for span, _ in spans:
            text = page.document.quote(span)
            if not (inside or below) or titles.is_page_word(text) or _is_other(page, span, persons, events):
                continue
            if not inside and events.inside(span):
                continue
            score = title_likeness(text) - _known_penalty(page, span) + (0.25 if inside else below)
            if not inside and below < 0.3:
                continue
            yield _Guess(span, score - 0.1, "title-in-heading", index)


def _over_speakers(page: Page, persons: Placed, events: Placed) -> Iterator[_Guess]:
    """Yield the titles of a programme printed in lines: `10:00 Looms at Scale` over `Ann Lee (Acme)`."""
    for span, index in programme.find(page, persons):
        if not _is_other(page, span, persons, events):
            yield _Guess(span, 0.55 + title_likeness(page.document.quote(span)), programme.SHAPE, index)


def _unmarked(page: Page, persons: Placed) -> Iterator[_Guess]:
    """Yield titles in capitals that nothing sets apart but the word before them: `a panel called Looms and the Law`."""
    for match in _CALLED.finditer(page.text):
        span = Span(*match.span("title"))
        words = match["title"].split()
        if len(words) < 3 or persons.touching(span) or not page.readable(span.start):
            continue
        if not titles.is_title_case(match["title"]):
            continue
        if not any(m.span.overlaps(span) for m in page.outline.marks_in(page.block_of(span).span, *MARKED)):
            yield _Guess(span, 0.3 + title_likeness(match["title"]), "title-unmarked", page.block_at(span.start))


def _named_sessions(page: Page) -> Iterator[_Guess]:
    """Yield sessions that a name and `BoF` name: `the Input Methods BoF`."""
    for match in _NAMED_BOF.finditer(page.text):
        span = Span(*match.span())
        if page.readable(span.start):
            yield _Guess(span, THRESHOLD, "named-session", page.block_at(span.start))


def same_title(a: str, b: str) -> bool:
    """Return whether two titles are one, printed in full and without its subtitle.

    >>> same_title("Looms at Scale: A Story", "Looms at scale")
    True
    """
    x, y = fold(a), fold(b)
    short, long = sorted((x, y), key=len)
    return short == long or (len(short.split()) >= 3 and long.startswith(short + " ") and (":" in a or ":" in b))
