"""Where a talk's title begins and ends inside a link, a list item or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from talkgraph.claims.outline import is_date_heading
from talkgraph.claims.page import Page
from talkgraph.claims.spans import Placed
from talkgraph.claims.words import one_of, words
from talkgraph.model import BlockKind, MarkKind, Mention, Span
from talkgraph.text import fold

TITLE_COLUMN = re.compile(
    r"\b(?:talk|title|session|presentation|topic|keynote|subject|paper|lecture)s?\b", re.IGNORECASE
)
SPEAKER_COLUMN = re.compile(
    r"\b(?:speakers?|presenters?|who|by|names?|authors?|panell?ists?|moderators?|hosts?)\b", re.IGNORECASE
)
_OPEN = " \t\n\"“”'‘’«»„(["
_CLOSE = " \t\n\"“”'‘’«»„,;)]"
_TIME_LEAD = re.compile(
    r"^\W*(?:(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? ?)?"
    r"(?:\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\.?)?(?: ?(?:-|–|—"
    r"|to) ?\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\.?)?)?)? ?(?:(?-i:[A-Z]{3,4})\b)?)(?: ?[-–—:|]+ ?|\s+)",
    re.IGNORECASE,
)
_LABEL_LEAD = re.compile(
    r"^(?:talks?|sessions?|keynotes?|panels?|workshops?|tutorials?|bofs?|lightning talks?|title|demo|closing keynote"
    r"|opening keynote)\s*[:–—-]+\s+",
    re.IGNORECASE,
)
LINK_TAIL = re.compile(
    r"(?: ?[(\[](?:(?:more )?details|slides?|video|recording|pdf|link|notes|code|abstract"
    r"|[^)\]]{0,3}\.pdf)[^)\]]*[)\]])+\s*$",
    re.IGNORECASE,
)
_KIND_TAIL = re.compile(
    r" ?[(\[](?:(?:closing |opening |invited |lightning )?(?:keynote|talk|tutorial|workshop|panel|poster|demo|bof)"
    r"|\d+ ?min(?:utes)?\.?)[)\]]$",
    re.IGNORECASE,
)
"""`Looms at Scale (keynote)`"""
COMPANY_TAIL = re.compile(r"\s\((?P<org>[A-Z][\w.&+-]*(?: [A-Z&][\w.&+-]*){0,3})\)\s*$")
"""The company behind the title in `Ann Lee — Looms at Scale (Acme)`."""
_BETWEEN = re.compile(
    r"(?P<gap>\s*(?:[,:]?\s*[-–—]+\s*|,\s*|\s)(?:(?:a )?(?:talk |panel |session |keynote |presented |given |led "
    r"|moderated |hosted )?(?:by|with)\s+|from\s+)?(?:(?:Dr|Prof)\.?\s+)*|\s*\(\s*(?:by\s+|with\s+)?(?:(?:Dr"
    r"|Prof)\.?\s+)*|\s*[:|]\s+|\s*--\s*|\s+)$",
    re.IGNORECASE,
)
_JOIN_STRONG = re.compile(r"(?:\bby\s+|\bwith\s+|[-–—]\s*$|--\s*$|\(\s*$|,\s*$|:\s*$|\|\s*$|\bfrom\s+$)", re.IGNORECASE)
_AFTER_SPEAKER = re.compile(r"(?:\s*\([^)]*\)|,\s[^:–—\"“]{1,40}?)?(?:\s*[:|]\s+|\s+[-–—]+\s+|\s*--\s*|,?\s+(?=[\"“]))")
_PAGE_WORD = re.compile(
    r"^\W*(?:https?:|www\.|[\w.+-]+@|[\w-]+\.(?:com|org|net|io|pdf|html?)\b|\d[\d:.,/ -]*$)", re.IGNORECASE
)
_TALK_LIST = re.compile(
    r"\b(?:talks?|sessions?|presentations?|keynotes?|agenda|schedule|programme?|line-?up|lightning|workshops?"
    r"|tutorials?|tracks?|bofs?|slides|videos?)\b",
    re.IGNORECASE,
)
_THING_LIST = re.compile(
    r"\b(?:tools?|projects?|librar(?:y|ies)|links?|resources|sponsors?|compan(?:y|ies)|books?|packages|topics"
    r"|releases)\b",
    re.IGNORECASE,
)
_SMALL = words("small-in-titles")
_SOON = re.compile(
    rf"(?:,[^,.;]{{2,60}},|\s?\([^()]{{2,40}}\)| (?:from|of|at) [\w&. -]{{2,30}}?)? (?:will [a-z]+\b|(?:is going to "
    rf"|then )?{one_of('presenting')}\b)"
)


def stripped(page: Page, span: Span, persons: Placed) -> Span | None:
    """Return the title inside a marked stretch: without quotes, label and the speaker before or behind it; None if
    nothing is left.
    """
    span = _shaved(page, span)
    inside = persons.inside(span)
    if inside and span not in (p.span for p in inside):
        parts = list(split_line(page, first_line(page, span), inside))
        if parts:
            return parts[0][0]
    kind = _KIND_TAIL.search(page.document.quote(span))
    if kind and kind.start() > 4:
        span = _shaved(page, Span(span.start, span.start + kind.start()))
    label = _LABEL_LEAD.match(page.document.quote(span))
    if label and len(span) - label.end() > 8:
        span = _shaved(page, Span(span.start + label.end(), span.end))
    return span if len(span) > 2 else None


def _shaved(page: Page, span: Span) -> Span:
    """Return the span without quotes, brackets and stops at its ends that have no partner inside."""
    start, end = span.start, span.end
    text = page.text
    while start < end and text[start] in _OPEN and not (text[start] in "([" and _closes_inside(text, start, end)):
        start += 1
    while (
        end > start
        and (text[end - 1] in _CLOSE or text[end - 1] == ".")
        and not (text[end - 1] in ")]" and _opens_inside(text, start, end))
    ):
        if text[end - 1] in "'’" and end - start > 1 and text[end - 2] in "sS" and "'" not in text[start : end - 1]:
            break
        if text[end - 1] == "." and text[max(start, end - 3) : end] == "...":
            break
        end -= 1
    return Span(start, end)


def _closes_inside(text: str, start: int, end: int) -> bool:
    pair = {"(": ")", "[": "]"}[text[start]]
    return pair in text[start + 1 : end]


def _opens_inside(text: str, start: int, end: int) -> bool:
    pair = {")": "(", "]": "["}[text[end - 1]]
    return pair in text[start : end - 1]


def first_line(page: Page, span: Span) -> Span:
    """Return the first line of a block, without a time or a date before it."""
    text = page.document.quote(span)
    newline = text.find("\n")
    end = span.start + newline if newline >= 0 else span.end
    lead = _TIME_LEAD.match(page.text[span.start : end])
    start = span.start + (lead.end() if lead and any(c.isdigit() for c in lead[0]) else 0)
    return Span(start, end) if start < end else Span(span.start, end)


def split_line(page: Page, line: Span, persons: Sequence[Mention]) -> Iterator[tuple[Span, str]]:
    """Yield the title part of `Title - by Ann Lee`, `Title (Ann Lee)`, `Ann Lee: Title`, with the name of the form; a
    line without a person is one title.
    """
    text = page.document.quote(line)
    if not persons:
        tail = LINK_TAIL.search(text)
        span = _shaved(page, Span(line.start, line.start + tail.start()) if tail else line)
        title = page.document.quote(span)
        if 2 <= len(title.split()) <= 20 and ". " not in title and is_title_case(title):
            yield span, "title-is-item"
        return
    first = persons[0].span
    head = page.text[line.start : first.start]
    gap = _BETWEEN.search(head)
    if gap and head[: gap.start()].strip():
        if _JOIN_STRONG.search(head) and not _goes_on(page, line, persons, head):
            left = head[: gap.start()]
            tail = LINK_TAIL.search(left)
            span = _shaved(page, Span(line.start, line.start + (tail.start() if tail else len(left))))
            if _plausible(page, span) and not _link_inside(page, span):
                yield span, "title-before-speaker"
        return
    if head.strip(_OPEN):
        return
    last = _last_of_list(page, persons)
    gap = _AFTER_SPEAKER.match(page.text, last.end, line.end)
    if gap and gap.end() < line.end:
        rest = page.text[gap.end() : line.end]
        tail = LINK_TAIL.search(rest) or COMPANY_TAIL.search(rest)
        span = _shaved(page, Span(gap.end(), gap.end() + (tail.start() if tail else len(rest))))
        if _plausible(page, span):
            yield span, "title-after-speaker"


def _goes_on(page: Page, line: Span, persons: Sequence[Mention], head: str) -> bool:
    """Return whether only a comma joins the head to a name and the sentence goes on: `Later, Ann Lee will …`."""
    after = page.text[_last_of_list(page, persons).end : line.end]
    return head.rstrip().endswith(",") and bool(
        re.match(r" (?:from [\w ]+ )?(?:will|is|was|and then|has|[a-z]+(?:s|ed)) ", after)
    )


def _last_of_list(page: Page, persons: Sequence[Mention]) -> Span:
    """Return the last person of the list of names that begins the line."""
    last = persons[0].span
    for person in persons[1:]:
        between = page.text[last.end : person.span.start]
        if not re.fullmatch(r"(?: ?\([^)]*\))?(?:,|,? and| &| /|;) ", between):
            break
        last = person.span
    return last


def _plausible(page: Page, span: Span) -> bool:
    """Return whether a part of a line may be a title: some words, not several sentences, no date."""
    text = page.document.quote(span)
    return (
        1 <= len(text.split()) <= 30
        and len(text) > 2
        and not re.search(r"[a-z]{3}\. [A-Z]", text)
        and not is_date_heading(text)
    )


def _link_inside(page: Page, span: Span) -> bool:
    """Return whether a link stands inside the stretch but not at its start: then the link is the title, if anything
    is.
    """
    return any(m.span.start > span.start + 2 for m in page.outline.marks_in(span, MarkKind.LINK))


def is_title_case(text: str) -> bool:
    """Return whether most of the long words begin with a capital.

    >>> is_title_case("Looms at Scale"), is_title_case("Looms, but not at scale")
    (True, False)
    """
    long = [w for w in re.findall(r"[^\W\d_][\w'’.+#-]*", text) if fold(w) not in _SMALL]
    return bool(long) and sum(any(c.isupper() for c in w) for w in long) >= 0.6 * len(long)


def is_page_word(text: str) -> bool:
    """Return whether a marked stretch is an address, a number or a date."""
    return bool(_PAGE_WORD.match(text)) or is_date_heading(text) or len(text) > 250


def is_capitalised(text: str) -> bool:
    """Return whether the words are printed as in a title: the first one, or most of the long ones, in capitals.

    >>> is_capitalised("Looms at Scale"), is_capitalised("the looms that we use")
    (True, False)
    """
    words = [w for w in re.findall(r"[^\W_][\w'’.+#-]*", text) if not w.isdigit()]
    if not words:
        return False
    if words[0][0].isupper():
        return True
    long = [w for w in words if fold(w) not in _SMALL]
    return len(long) >= 2 and sum(any(c.isupper() for c in w) for w in long) >= 0.6 * len(long)


def scope(page: Page, span: Span) -> Span:
    """Return the stretch in which a title's speakers stand: its list item's or table row's first line, else its
    sentence.
    """
    index = page.block_at(span.start)
    block = page.document.blocks[index]
    if block.kind in (BlockKind.ITEM, BlockKind.ROW):
        newline = page.text.find("\n", span.end, block.span.end)
        line = Span(block.span.start, newline if newline >= 0 else block.span.end)
        if len(line) <= 400:
            return line
    return page.outline.sentence_at(span.start)


def in_list_of_talks(page: Page, index: int) -> bool:
    """Return whether the list of block `index` is announced as one of talks, by the sentence or heading before it."""
    return any(_TALK_LIST.search(t) for t in _announcements(page, index))


def in_list_of_things(page: Page, index: int) -> bool:
    """Return whether the list of block `index` is announced as one of tools, links or sponsors, and not of talks."""
    texts = _announcements(page, index)
    return any(_THING_LIST.search(t) for t in texts[:1]) and not any(_TALK_LIST.search(t) for t in texts)


def _announcements(page: Page, index: int) -> list[str]:
    """Return the sentence and the heading that stand before the list of block `index`."""
    lead = page.outline.lead_in(index)
    over = page.outline.headings[index]
    texts = []
    if lead >= 0 and page.document.blocks[lead].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        texts.append(page.document.quote(page.outline.sentences[lead][-1]) if page.outline.sentences[lead] else "")
    texts.extend(page.document.quote(page.document.blocks[i].span) for i in over[-1:])
    return texts


_NUMBER_LEAD = re.compile(r"(?:#?\d{1,2}[.):]|[Nn]o\.? ?\d{1,2}:?)\s+")
_TIME_TAIL = re.compile(
    r"(?:,| [-–—(])\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}[:.h]\d\d|(?:jan|feb|mar|apr|may|june?"
    r"|july?|aug|sept?|oct|nov|dec)[a-z]*"
    r"\.? \d).{0,40}$",
    re.IGNORECASE,
)


def numbered(page: Page, heading: Span) -> Span | None:
    """Return the title in a heading that counts: `2. Looms at Scale, Friday, 10:00`; None in other headings."""
    text = page.document.quote(heading)
    lead = _NUMBER_LEAD.match(text)
    if lead is None:
        return None
    tail = _TIME_TAIL.search(text)
    span = _shaved(page, Span(heading.start + lead.end(), heading.start + tail.start() if tail else heading.end))
    return span if len(span) > 5 else None


def speaker_soon(page: Page, index: int, persons: Placed) -> float:
    """Return how surely one of the first three sentences under a numbered heading says who presents it."""
    if index + 1 >= len(page.document.blocks) or page.outline.heading_levels[index + 1]:
        return 0.0
    for sentence in page.outline.sentences[index + 1][:3]:
        for person in persons.inside(sentence):
            if _SOON.match(page.after(person.span.end, 60)) or page.before(person.span.start, 12).endswith(
                ("by ", "with ")
            ):
                return 0.3
    return 0.0


def speaker_below(page: Page, index: int, persons: Placed) -> float:
    """Return how surely the block under a heading names the speaker: 0.3 for a line of its own, 0.15 for a first
    sentence with one.
    """
    if index + 1 >= len(page.document.blocks):
        return 0.0
    block = page.document.blocks[index + 1]
    if page.outline.heading_levels[index + 1] or block.kind is not BlockKind.PARAGRAPH:
        return 0.0
    sentences = page.outline.sentences[index + 1]
    if not sentences:
        return 0.0
    first = persons.inside(sentences[0])
    if not first:
        return 0.0
    names = sum(len(p.span) for p in first)
    lead = page.text[sentences[0].start : first[0].span.start]
    alone = len(block.span) < 160 and (names > 0.3 * len(sentences[0])) and len(lead) < 25
    return 0.3 if alone else 0.05
