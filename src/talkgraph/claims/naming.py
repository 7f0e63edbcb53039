"""Which names of one document mean the same thing: the fuller form stands for the shorter ones.

Within a report a name is said in full once and then in short: *Stefan*, *Hajnoczi*, *LISA*, a title without its
subtitle. Each function returns the mentions with `name` set to the fullest form that the document itself uses.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from talkgraph.claims.mentions.events import series, year
from talkgraph.claims.mentions.talks import same_title
from talkgraph.claims.page import CAP_WORD, Page
from talkgraph.claims.spans import Cover, Placed
from talkgraph.claims.words import words
from talkgraph.model import Kind, MarkKind, Mention, Span
from talkgraph.text import fold

_NICKNAME = re.compile(r"[\"“'‘(][\w-]+[\"”'’)] ")
_REGION = re.compile(
    r"\b(europe|eu|north america|na|asia|apac|japan|china|india|australia|au|us|usa|uk|latin america|africa|brazil"
    r"|canada)\b"
)
_REGION_SHORT = {"eu": "europe", "na": "north america", "au": "australia", "usa": "us"}
_PRONOUN = re.compile(r"(?<![\w'’])(?:He|She)(?=[ '’])")
_REFERENCE = re.compile(rf"(?<![\w@#/.-]){CAP_WORD}(?![\w-])")
_COMMON_SENTENCE_START = words("also-a-word")


def name_parts(name: str) -> tuple[str, ...]:
    """Return a person's name as folded words, without nickname.

    >>> name_parts("Joe 'Zonker' Brockmeier")
    ('joe', 'brockmeier')
    """
    return tuple(fold(_NICKNAME.sub("", name)).split())


def same_person(a: str, b: str) -> bool:
    """Return whether two full names of one report are one person's: first and last word the same, or an initial.

    >>> same_person("Karl Q. Akin", "Karl Akin"), same_person("Jon P.", "Jon Pike"), same_person("Ann Lee", "Bo Lee")
    (True, True, False)
    """
    x, y = name_parts(a), name_parts(b)
    if len(x) < 2 or len(y) < 2:
        return x == y
    return _fits(x[0], y[0]) and _fits(x[-1], y[-1])


def _fits(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _united(
    mentions: Sequence[Mention],
    same: Callable[[str, str], bool],
    rank: Callable[[str], tuple[int, ...]],
    traits: Callable[[str], Iterable[object]],
    wanted: Callable[[str], Iterable[object]] | None = None,
) -> list[Mention]:
    """Return the mentions with the best name of each group; a name joins the one group that holds a same one.

    Groups grow from the best name down, so that a name that fits two groups (a surname that two bear) joins neither.
    A name is compared with those only that have one of the traits `wanted` of its like (its own, if nothing else is
    said), so that ten thousand names take a thousand times as long as ten, and no longer.
    """
    chief: dict[str, str] = {}
    bearers: dict[object, list[str]] = defaultdict(list)
    for name in sorted({m.name for m in mentions}, key=lambda n: (*(-r for r in rank(n)), n)):
        near = {other for trait in (wanted or traits)(name) for other in bearers.get(trait, ())}
        fits = {chief[other] for other in near if same(other, name)}
        chief[name] = fits.pop() if len(fits) == 1 else name
        for trait in set(traits(name)):
            bearers[trait].append(name)
    return [replace(m, name=chief[m.name]) for m in mentions]


def _whole_words(name: str) -> tuple[int, ...]:
    parts = name_parts(name)
    return (sum(len(p) > 1 for p in parts), len(parts), -sum(c.isupper() for c in name), len(name))


def persons(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the persons, each under the fullest form of their name."""
    return _united(mentions, same_person, _whole_words, _person_traits)


def _person_traits(name: str) -> Iterable[object]:
    parts = name_parts(name)
    if len(parts) < 2:
        return [parts]
    first, last = parts[0], parts[-1]
    traits = [("first", first, last[:1]), ("last", first[:1], last)]
    return [*traits, ("initials", first[:1], last[:1])] if 1 in (len(first), len(last)) else traits


def references(page: Page, found: Sequence[Mention], taken: Iterable[Span]) -> list[Mention]:
    """Return where a first name or a surname alone means one of the persons `found`: where one person only bears it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in {m.name for m in found}:
        parts = name_parts(name)
        if len(parts) >= 2:
            owners[parts[0]].add(name)
            owners[parts[-1]].add(name)
    cover = Cover([*taken, *(m.span for m in found)])
    out = []
    for match in _REFERENCE.finditer(page.text):
        word = fold(match[0])
        bearers = owners.get(word)
        if bearers is None or len(bearers) != 1 or len(word) < 2:
            continue
        span = Span(*match.span())
        if not page.readable(span.start) or cover.touches(span):
            continue
        if word in _COMMON_SENTENCE_START and _starts_sentence(page, span):
            continue
        if _goes_on_as_name(page, span):
            continue
        name = next(iter(bearers))
        rule = "first-name" if word == name_parts(name)[0] else "surname"
        out.append(Mention(span, Kind.PERSON, name, rule=rule, confidence=0.85))
    return out


def pronouns(page: Page, found: Sequence[Mention]) -> list[Mention]:
    """Return where `He` or `She` begins a sentence soon after one that names one person only: that person."""
    out: list[Mention] = []
    people = Placed(found)
    for match in _PRONOUN.finditer(page.text):
        span = Span(*match.span())
        if not page.readable(span.start) or not _starts_sentence(page, span):
            continue
        inside, before = _people_before(page, span, people, out)
        if before is None:
            continue
        names = {m.name for m in inside}
        if len(names) == 1 or (inside and inside[0].span.start - before.start <= 1 and len(names) == 2):
            out.append(Mention(span, Kind.PERSON, inside[0].name, rule="pronoun", confidence=0.75))
    return out


def _people_before(
    page: Page, span: Span, people: Placed, pronouns_so_far: Sequence[Mention]
) -> tuple[list[Mention], Span | None]:
    """Return the persons of the nearest of the three sentences before that names any, and that sentence."""
    at = span
    for _ in range(3):
        before = page.outline.sentence_before(at.start) or _last_sentence(page, at)
        if before is None:
            return [], None
        at = before
        inside = people.inside(at) or [m for m in pronouns_so_far[-8:] if m.span in at]
        if inside:
            return inside, at
    return [], None


def _last_sentence(page: Page, span: Span) -> Span | None:
    """Return the last sentence of the paragraph before the one that holds `span`, unless a heading stands between."""
    index = page.block_at(span.start)
    if index < 1 or page.outline.heading_levels[index] or page.outline.heading_levels[index - 1]:
        return None
    sentences = page.outline.sentences[index - 1]
    return sentences[-1] if sentences and index - 1 not in page.skipped else None


def _starts_sentence(page: Page, span: Span) -> bool:
    return span.start - page.outline.sentence_at(span.start).start <= 1


def _goes_on_as_name(page: Page, span: Span) -> bool:
    """Return whether another capitalised word follows or stands before: then it's a part of some other name."""
    follows = re.match(rf" {CAP_WORD}", page.after(span.end))
    before = re.search(rf"(?:^|[^.!?:] ){CAP_WORD} $", page.before(span.start))
    return (bool(follows) and not re.match(r" I\b", page.after(span.end))) or (
        bool(before)
        and not _starts_sentence(page, span)
        and bool(re.search(rf"[a-z,] {CAP_WORD} $", page.before(span.start)))
    )


def events(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the events, each under its fullest form; editions that the document tells apart stay apart."""
    brackets = _in_brackets(page, mentions)
    keys = {m.name: m.key for m in mentions if m.key}

    def same(chief: str, name: str) -> bool:
        if year(chief) and year(name) and year(chief) != year(name):
            return False
        if brackets.get(name) == chief or brackets.get(chief) == name:
            return True
        a, b = series(chief), series(name)
        region_a, region_b = _region(a), _region(b)
        if region_a and region_b and region_a != region_b:
            return False
        if keys.get(chief) and keys.get(chief) == keys.get(name):
            return True
        bare_a, bare_b = _REGION.sub("", a).strip(), _REGION.sub("", b).strip()
        return bare_a == bare_b or ((len(bare_b) > 2 and bare_a.startswith(bare_b + " ")) and not keys.get(name))

    def rank(name: str) -> tuple[int, ...]:
        return (int(bool(year(name))), len(name.split()), len(name))

    def traits(name: str) -> Iterable[object]:
        first = _REGION.sub("", series(name)).split()[:1]
        return [
            ("word", *first),
            ("key", keys.get(name, name)),
            ("bracket", name),
            ("bracket", brackets.get(name, name)),
        ]

    united = _united(mentions, same, rank, traits)
    best = {m.name: m.key for m in united if m.key}
    return [replace(m, key=m.key or best.get(m.name, "")) for m in united]


def _region(name: str) -> str:
    found = _REGION.search(name)
    return _REGION_SHORT.get(found[0], found[0]) if found else ""


def _in_brackets(page: Page, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return short names by the long name that they stand behind in brackets: `Southern Looms Expo (SLE 12x)`."""
    out = {}
    for left, right in itertools.pairwise(mentions):
        if (
            re.fullmatch(r"[\"”]? ?\([\"“]?", page.text[left.span.end : right.span.start])
            and page.after(right.span.end, 1) == ")"
        ):
            out[right.name] = left.name
    return out


def event_references(page: Page, found: Sequence[Mention], taken: Iterable[Span]) -> list[Mention]:
    """Return where a series is named in short, without year or region: *LISA* for *LISA '14*."""
    shorts: dict[str, set[str]] = defaultdict(set)
    keys = {m.name: m.key for m in found}
    for mention in found:
        surface = page.document.quote(mention.span)
        bare = re.sub(r"[ (]*(?:(?:19|20)\d\d|['’]\d\d|\d{1,2}x)\)?(?: (?:Europe|EU|NA|US))?$", "", surface).strip()
        if bare and bare != surface and not bare.isdigit() and len(bare) > 2:
            shorts[bare].add(mention.name)
    cover = Cover([*taken, *(m.span for m in found)])
    out: list[Mention] = []
    for bare, owners in sorted(shorts.items()):
        if len(owners) != 1:
            continue
        name = next(iter(owners))
        out.extend(
            Mention(span, Kind.EVENT, name, keys[name], "event-in-short", 0.85)
            for span in page.occurrences(bare)
            if page.readable(span.start) and not cover.touches(span)
        )
    return out


def talks(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the talks, each under its fullest title; one address is one talk."""
    targets: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for mark in page.outline.marks_in(page.outline.sentence_at(mention.span.start), MarkKind.LINK):
            if mark.span.overlaps(mention.span) and mark.target:
                targets[mention.name].add(_address(mark.target))

    def same(chief: str, name: str) -> bool:
        return same_title(chief, name) or bool(targets[chief] & targets[name])

    def rank(name: str) -> tuple[int, ...]:
        return (int(name[:1].isupper()), len(name))

    def traits(name: str) -> Iterable[object]:
        return [("whole", fold(name)), *(("lead", lead) for lead in _leads(name)), *targets[name]]

    def wanted(name: str) -> Iterable[object]:
        return [
            ("lead", fold(name)),
            ("whole", fold(name)),
            *(("whole", lead) for lead in _leads(name)),
            *targets[name],
        ]

    return _united(mentions, same, rank, traits, wanted)


def _leads(title: str) -> list[str]:
    """Return the first three words of a title, folded, the first four, and so on."""
    parts = fold(title).split()
    return [" ".join(parts[:count]) for count in range(3, len(parts))]


def _address(target: str) -> str:
    """Return an address without scheme, `www.` and fragment, so that two links to one page are equal."""
    return re.sub(r"^(?:https?:)?//(?:www\.)?|#.*$|/$", "", target)
