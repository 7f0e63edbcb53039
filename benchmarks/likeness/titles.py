"""Examples of titles of talks, and of what else reports link, emphasise, quote or list."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from likeness.archives import Talk, person, plain_text, table_names
from likeness.examples import Example, drawn, lot
from talkgraph.text import fold

NEW_SINCE = 2025
_PATTERNS = Path(__file__).with_name("page-patterns.txt")
_LEAD = re.compile(
    r"^(?:\[[^\]]*\]|(?:Lightning |Invited )?(?:Talk|Tutorial|Workshop|Keynote|Poster|Session|T\d+|S\d+)\s*[:–—-]"
    r"|\d+[.:)])\s*",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\b(?:19|20)\d\d\b.*[|/–—:-]|[|]| [–—-] .* [–—-] |^(?:[A-Z][\w'’.-]+ ){2,3}[-–—:] ")
_NO_TITLE = re.compile(
    r"^(?:opening|closing|welcome|registration|lunch|break|coffee|lightning talks?|keynote|day (?:one|two|three|\d)|"
    r"questions|q ?& ?a|tba|tbd|panel|announcements?|sponsors?|morning|afternoon)\b(?:\W*(?:\w+\W*){0,2})$",
    re.IGNORECASE,
)
_LINKS = re.compile(r"`([^`<\n]{2,90}?) ?<http[^>]*>`_|(?<!!)\[([^\]\n]{2,90})\]\(http|<a\s[^>]*>([^<]{2,90})</a>")
_EMPHASIS = re.compile(
    r"<(?:em|i|strong|b)>([^<]{2,90})</|\*\*([^*\n]{2,90})\*\*|(?<![*\w])\*([^*\s][^*\n]{1,80}[^*\s])\*(?![*\w])"
)
_QUOTED = re.compile(r"(?<![\w=])\"([^\"<>=\n]{2,90})\"(?!\w)|“([^”\n]{2,90})”|«\s?([^»\n]{2,90}?)\s?»")
_ITEMS = re.compile(r"<li>(?:<p>)?([^<\n]{2,120})|^\s*[*•-] +([^\n]{2,120})$", re.MULTILINE)
_HEADINGS = re.compile(
    r"<h\d[^>]*>([^<]{2,90})</h|^#{1,5} +([^\n]{2,90})$|^([^\n]{2,90})\n(?:={3,}|-{3,}|~{3,})$", re.MULTILINE
)
_MARKS = {"link": _LINKS, "emphasis": _EMPHASIS, "quoted": _QUOTED, "item": _ITEMS, "heading": _HEADINGS}

_WEIGHTS = {"item": 0.5, "heading": 0.5}
"""What an abstract lists or heads its parts with is often worded like a title: it counts half."""


def examples(talks: Sequence[Talk], data: Path, leave_out: set[str], names_out: set[str]) -> Iterator[Example]:
    """Yield the examples, each text once.

    Left out are titles that hold, or are part of, a folded title of `leave_out`, and persons of `names_out`.
    """
    closed = [title for title in leave_out if len(title.split()) >= 3]
    seen = leave_out | names_out
    first: dict[str, tuple[int, str]] = {}
    for talk in talks:
        title = _title(talk)
        folded = fold(title)
        if title and folded not in seen and not any(t in folded or folded in t for t in closed):
            first[folded] = min(first.get(folded, (9999, "")), (talk.year, title))
    for _, (year, title) in sorted(first.items()):
        yield Example(title, positive=True, kind="new title" if year >= NEW_SINCE else "title")
    # Every title counts as seen, also those of records too odd to learn from.
    seen = seen | {fold(talk.title) for talk in talks} | set(first)
    for kind, texts in _others(talks, data).items():
        for text in (" ".join(text.split()) for text in texts):
            if len(text) > 1 and text[0] not in ",.;:)" and fold(text) not in seen:
                seen.add(fold(text))
                yield Example(text, positive=False, kind=kind, weight=_WEIGHTS.get(kind, 1.0))


def _title(talk: Talk) -> str:
    """Return the title without leading tags, or nothing where names and events are glued to it."""
    title = _LEAD.sub("", " ".join(talk.title.split()))
    folded = fold(title)
    odd = (
        not 2 <= len(title.split()) <= 20
        or _NO_TITLE.match(title)
        or _GLUED.search(title)
        or any(fold(name) in folded for name in talk.speakers if len(name) > 4)
        or (not talk.speakers and re.search(r"\bby [A-Z]", title))
    )
    return "" if odd else title


def _others(talks: Sequence[Talk], data: Path) -> dict[str, list[str]]:
    """Return what is no title, by kind."""
    marks: dict[str, set[str]] = {kind: set() for kind in _MARKS}
    fragments, sentences, persons = set(), set(), set()
    for talk in talks:
        marks["link"].update(talk.links)
        for kind, pattern in _MARKS.items():
            marks[kind].update(plain_text(next(filter(None, found))) for found in pattern.findall(talk.text))
        text = plain_text(talk.text)
        fragments.update(_fragments(text))
        sentences.update(s for s in re.split(r"(?<=[.!?])\s+", text) if 4 <= len(s.split()) <= 30)
        persons.update(filter(None, map(person, talk.speakers)))
    tables = {table: [*names] for table, names in table_names(data).items()}
    editions = {f"{name} {2004 + lot(name) % 20}" for name in tables["events"] if not re.search(r"\d", name)}
    return {
        "page": list(_page_phrases()),
        "date": list(_dates()),
        **{kind: drawn(found, 5000) for kind, found in marks.items()},
        "name": [n for table in tables.values() for n in drawn(set(table), 1600)] + drawn(editions, 800),
        "person": drawn(persons, 3000) + _persons_and_words(drawn(persons, 4500)[3000:]),
        "fragment": drawn(fragments, 12000),
        "sentence": drawn(sentences, 4000),
    }


def _page_phrases() -> Iterator[str]:
    """Yield what the patterns of pages can make, as written or with a capital."""
    lines = [line for line in _PATTERNS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    material = lines[0].removeprefix("material = ")
    for line in lines[1:]:
        groups = re.findall(r"\[(.*?)\]", line.replace("$material", material))
        for parts in product(*(group.split("|") for group in groups)):
            text = "".join(parts)
            yield text if lot(text) % 3 else text[0].upper() + text[1:]


def _fragments(text: str) -> Iterator[str]:
    """Yield two stretches of one to eight words of a text, where they happen to fall."""
    words = text.split()
    if len(words) > 20:
        for turn in ("first", "second"):
            number = lot(turn + text[:200])
            start = number % (len(words) - 9)
            yield " ".join(words[start : start + 1 + number // 7 % 8]).strip(".,;:()\"'")


def _persons_and_words(persons: list[str]) -> list[str]:
    """Return what stands for a person in a link or below a picture: a page, a company, two at once."""
    forms = (
        "{0}'s blog",
        "Photo by {0}",
        "{0} (Loom Labs)",
        "slides by {0}",
        "{0}'s slides",
        "{0} and {1}",
        "Posted by {0}",
        "{0}, {1}",
        "{0} from Acme",
        "by {0}",
        "interview with {0}",
        "{0}'s talk",
        "picture by {0} and {1}",
    )
    return [forms[i % len(forms)].format(name, persons[i - 1]) for i, name in enumerate(persons)]


def _dates() -> Iterator[str]:
    """Yield dates and times as pages print them."""
    for index in range(240):
        month, day, year = month_name[1 + index % 12], 1 + index % 28, 2006 + index % 20
        yield (
            f"{month} {day}, {year}",
            f"{day} {month} {year}",
            f"{month} {year}",
            f"{day}–{day + 2} {month}",
            f"{day % 12 + 7}:{index % 4 * 15:02d}",
            f"{day % 12 + 7}:00 - {day % 12 + 8}:30",
            f"{year}-{index % 12 + 1:02d}-{day:02d}",
            f"{month} {day}th",
        )[index // 12 % 8]
