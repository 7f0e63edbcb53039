"""Persons by form: runs of capitalised words that look like a name, judged by table, model and neighbours.

A name is believed when what is known of its parts (given name, surname), how it is spelled (the likeness model) and
what stands beside it (`by …`, `…'s talk`, `… from Acme`) add up; a known project, place or company in it counts
against.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from talkgraph.claims.mentions import titles
from talkgraph.claims.page import CAP_WORD, LETTER, UPPER, Page
from talkgraph.claims.spans import first_come
from talkgraph.claims.words import one_of, words
from talkgraph.model import BlockKind, Kind, Mark, MarkKind, Mention, Span
from talkgraph.text import fold
from talkgraph.vocabulary import Form
from talkgraph.vocabulary.likeness import MAX_TITLE, name_likeness, title_likeness

THRESHOLD = 0.5
"""Least score of a name that stands alone; set on the gold reports, see benchmarks/."""
NEIGHBOUR_THRESHOLD = 0.25
"""Least score of a name in one list with believed ones (`Ann Lee, Xi Q and Bo Ek`)."""
MAX_WORDS = 5
MOST_BY_CUES = 1.15
"""What the words on both sides of a name can say for it at most."""
SURE = 0.9
"""Of names that score so high the longest is read: *João Pedro Guimarães Neto*, not *Pedro Guimarães Neto*."""

_PARTICLE = one_of("name-particle")
_INITIAL = rf"[{UPPER}]\."
_NICKNAME = rf"[\"“'‘(]{LETTER}[\w-]*[\"”'’)]"
_WORD = rf"(?:{_INITIAL}(?:-?{_INITIAL})*|{CAP_WORD}|(?:al|el|d|ben|ibn)[-’']{CAP_WORD})"
_RUN = re.compile(rf"(?<![\w@#$/.])(?<!\w-){_WORD}(?: (?:{_PARTICLE} )?(?:{_NICKNAME} )?{_WORD})*(?![\w])")
_PART = re.compile(rf"(?P<nick>{_NICKNAME})|(?P<particle>{_PARTICLE}) |(?P<word>{_WORD})")
_PARTICLES = words("name-particle")
_TITLES = words("person-title")
_NOT_FIRST = words("not-first-of-person")
_NOT_LAST = words("not-last-of-person")
_NAMES_SESSION = re.compile(rf" {one_of('session')}\b", re.IGNORECASE)
_TITLE_MARKS = (MarkKind.LINK, MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.QUOTE)
_NAME_COMMA = re.compile(rf"\b(?:by|with|-|–|—) {CAP_WORD}(?: {CAP_WORD}){{1,3}}, $")
_CUE_BEFORE = re.compile(
    rf"(?:\b(?:{one_of('before-person')}|{one_of('person-title')}\.?)[,:]? |^[-–—] |[-–—] |-- ?|: |\()$", re.IGNORECASE
)
_CUE_AFTER = re.compile(
    rf"(?:['’]s?\b ?(?:{one_of('session')}|slides|introduction|overview|discussion|explanation|update|opening"
    rf"|closing|own|very|great|excellent)"
    rf"|['’]s? [\[\"“]|,? {one_of('after-person')}|, (?:[A-Z][\w.&]+|the|a|{one_of('role', 'position')})\b"
    r"|,? (?:from|of|at) (?:the )?[A-Z]| ?\((?:[A-Z@]|he/|she/|they/)| [-–—] | ?--)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    text: str
    role: str
    """`word`, `nick` or `particle`."""


@dataclass(frozen=True, slots=True)
class _Guess:
    span: Span
    name: str
    score: float


def find(page: Page) -> list[Mention]:
    """Return the persons that the document names in full, in order."""
    guesses: list[_Guess] = []
    for run in _runs(page):
        guesses.extend(_best_windows(page, run))
    believed = [g for g in guesses if g.score >= THRESHOLD]
    believed += _neighbours(page, believed, [g for g in guesses if NEIGHBOUR_THRESHOLD <= g.score < THRESHOLD])
    return [
        Mention(g.span, Kind.PERSON, g.name, rule="person-by-form", confidence=_confidence(g.score))
        for g in sorted(believed, key=lambda g: g.span)
    ]


def _confidence(score: float) -> float:
    return round(min(0.98, max(0.5, 0.45 + score / 2)), 2)


def _runs(page: Page) -> Iterator[list[_Word]]:
    """Yield the words of each run of capitalised words, broken at the ends of links and titles such as `Dr.`."""
    marks = [m.span for m in page.document.marks if m.kind is not MarkKind.CODE]
    edges = sorted({edge for span in marks for edge in (span.start, span.end)})
    for run in _RUN.finditer(page.text):
        if " " not in run[0] or not page.readable(run.start()):
            continue
        words: list[_Word] = []
        for part in _PART.finditer(run[0]):
            start = run.start() + part.start()
            role = str(part.lastgroup)
            text = part[role]
            if words and bisect_left(edges, words[-1].span.end) < bisect_right(edges, start):
                yield words
                words = []
            if role == "word" and fold(text) in _TITLES:
                if words:
                    yield words
                words = []
                continue
            words.append(_Word(Span(start, start + len(text)), text, role))
        if words:
            yield words


def _best_windows(page: Page, words: list[_Word]) -> Iterator[_Guess]:
    """Yield the best stretches of two to `MAX_WORDS` words, best first, none overlapping another."""
    guesses = []
    for start in range(len(words)):
        if words[start].role != "word":
            continue
        for end in range(start + 2, min(len(words), start + MAX_WORDS + 2) + 1):
            window = words[start:end]
            if window[-1].role == "word" and sum(w.role == "word" for w in window) in range(2, MAX_WORDS):
                guesses.append(_judge(page, window))
    guesses.sort(key=lambda g: (-min(g.score, SURE), -len(g.span), g.span))
    yield from first_come(g for g in guesses if g.score >= NEIGHBOUR_THRESHOLD)


def _judge(page: Page, window: list[_Word]) -> _Guess:
    """Return how much the stretch looks like a person's name; above 0.5 it is believed."""
    names = page.vocabulary.names
    plain = [w for w in window if w.role == "word"]
    first, last = plain[0].text, plain[-1].text
    span = Span(window[0].span.start, window[-1].span.end)
    name = page.document.quote(span)
    if fold(first) in _NOT_FIRST or fold(last) in _NOT_LAST or any(_breaks(w) for w in plain[1:-1]):
        return _Guess(span, name, 0.0)
    given, surname = names.given(first), names.surname(last)
    likeness = name_likeness(
        " ".join(w.text.title() if w.text.isupper() and len(w.text) > 3 else w.text for w in window if w.role != "nick")
    )
    score = 0.5 * likeness + 0.35 * given + 0.15 * surname
    score -= _against(page, span, plain, given, surname)
    if score + MOST_BY_CUES + 0.06 * (len(plain) - 2) < NEIGHBOUR_THRESHOLD:
        return _Guess(span, name, 0.0)
    score += _cues(page, span)
    if last.endswith("."):
        score -= 0.1
    if (
        first.isupper()
        and len(first) in (2, 3)
        and "." not in first
        and given == 0
        and len(plain) == 2
        and names.given(last) > 0.7
    ):
        score -= 0.4
    capitals = [w for w in plain if w.text.isupper() and len(w.text) > 2]
    if capitals and len(capitals) < len(plain):
        score -= 0.3
    score -= _after_comma(page, span, given)
    return _Guess(span, name, score + 0.06 * (len(plain) - 2))


def _breaks(word: _Word) -> bool:
    """Return whether a word within a run is none of a name's, as `Day` is, but `Le` may be: `Jean Le Goff`."""
    return fold(word.text) in _NOT_LAST and fold(word.text) not in _PARTICLES


def _after_comma(page: Page, span: Span, given: float) -> float:
    """Return what speaks for a company: the last of two names in a list item, as in `by Ann Lee, Weft Works`."""
    block = page.block_of(span)
    if block.kind is not BlockKind.ITEM or given >= 0.5 or not _NAME_COMMA.search(page.before(span.start, 50)):
        return 0.0
    return 0.35 if re.match(r" ?(?:$|[;(|)]|\n)", page.after(span.end, 3)) else 0.0


def _cues(page: Page, span: Span) -> float:
    """Return what the words on both sides say for a person."""
    before = bool(_CUE_BEFORE.search(page.before(span.start)))
    owned = _of_company(page, span)
    after = bool(_CUE_AFTER.match(page.after(span.end, 60)))
    cell = any(titles.SPEAKER_COLUMN.search(c.target) for c in _cells(page, span))
    return (
        0.15 * before
        + 0.35 * owned
        + 0.15 * after
        + 0.3 * cell
        + 0.2 * _behind_title(page, span)
        - 0.35 * _as_thing(page, span)
    )


def _of_company(page: Page, span: Span) -> bool:
    """Return whether a known company owns the name: `Acme's Snow Field`."""
    if page.before(span.start, 3) not in ("'s ", "’s "):
        return False
    hits = page.hits_in(Span(span.start - 4, span.start - 3))
    return any(c.entry.kind is Kind.ORGANIZATION for h in hits if h.end == span.start - 3 for c in h.candidates)


def _as_thing(page: Page, span: Span) -> bool:
    """Return whether an article stands before the name, as it does before bars and ships: `in the Kron Bar`; but not
    `the Ann Lee keynote`.
    """
    before, after = page.before(span.start, 12), page.after(span.end, 40)
    return bool(re.search(r"\b[Tt]he $", before)) and not _NAMES_SESSION.match(after)


def _behind_title(page: Page, span: Span) -> bool:
    """Return whether the name opens a bracket behind what is marked as a title: `**Looms at Scale** (Ann Lee)`."""
    if page.text[span.start - 2 : span.start] != " (":
        return False
    return any(
        m.span.end in (span.start - 2, span.start - 3) and title_likeness(page.document.quote(m.span)) > 0.5
        for m in page.outline.marks_in(Span(max(0, span.start - MAX_TITLE), span.start), *_TITLE_MARKS)
    )


def _cells(page: Page, span: Span) -> list[Mark]:
    """Return the table cells that hold the span."""
    block = page.block_of(span)
    if block.kind is not BlockKind.ROW:
        return []
    return [c for c in page.outline.marks_in(block.span, MarkKind.CELL) if span in c.span]


def _against(page: Page, span: Span, plain: list[_Word], given: float, surname: float) -> float:
    """Return what speaks against a person: known names of other kinds, ordinary words."""
    against = 0.0
    for hit in page.hits_in(span):
        hit_span = Span(hit.start, hit.end)
        trusted = hit.candidates[0].form < Form.CONTEXT
        if hit_span in span and len(hit_span) < len(span):
            inside = [w for w in plain if w.span in hit_span]
            as_name = any(
                page.vocabulary.names.given(w.text) > 0.5 or page.vocabulary.names.surname(w.text) > 0.3 for w in inside
            )
            against += (0.1 if as_name else 0.35) if trusted else 0.05
        elif trusted or hit_span not in span:
            against += 0.7
        else:
            against += 0.2
    names = page.vocabulary.names
    for word, weight in ((plain[0], given), (plain[-1], surname)):
        if names.is_english(word.text) and weight < 0.5:
            against += 0.15
    return against


def _neighbours(page: Page, believed: list[_Guess], doubtful: list[_Guess]) -> list[_Guess]:
    """Return the doubtful names that are joined to a believed one by a comma, `and`, `&` or `/`."""
    ends = sorted({g.span.end for g in believed})
    starts = {g.span.start for g in believed}
    joiner = re.compile(r"(?: ?\([^()]{1,40}\))?(?:,? and |, | & | / |; )")
    out = []
    for guess in doubtful:
        after = joiner.match(page.text, guess.span.end)
        near = ends[bisect_right(ends, guess.span.start - 60) : bisect_left(ends, guess.span.start)]
        left = any(joiner.fullmatch(page.text, end, guess.span.start) for end in near)
        if left or (after and after.end() in starts):
            out.append(guess)
    return out
