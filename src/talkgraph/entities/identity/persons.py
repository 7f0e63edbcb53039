"""Which persons are one: how alike their names are, weighed with what they have in common.

A form of a name says what evidence it takes: none where only accents, case or a title differ; a shared event or series
for an initial or a middle name; that and an odd spelling for one letter; and what makes two of them two (one record
names both, middle names that don't fit) stands against all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from talkgraph.entities.identity.clusters import Clusters
from talkgraph.entities.identity.name_form import Likeness, NameForm, form_of, likeness, words_apart
from talkgraph.entities.identity.person_keys import candidates
from talkgraph.entities.identity.surroundings import Surroundings
from talkgraph.model import Entity
from talkgraph.vocabulary.names import NameTable

RARE = 10
"""A surname of so few bearers, with a given name, tells persons apart by itself."""
ODD = 1
"""A spelling that so few bear may be a slip."""
VERY_ODD = 2
"""Where both spellings of a long word have so few bearers, one of them is a slip."""
CROWDED = 2_000
"""Speakers of a series that is so large that two of one sort of name may well meet there."""
SLIPS = 3
"""A name that is a letter away from more others is one of many alike, not a slip."""
_WORD = 5
"""Letters of a word that is so rarely a letter away from another that an odd spelling of it says something."""
_LONG_WORD = 6
_LONG_NAME = 8
"""Letters of a name that hardly two persons share, even when it is written as one word."""

_RECORD, _NUMBER, _ADDRESS, _FELLOW, _EVENT, _SERIES, _SUBJECT = 6, 6, 4, 3, 3, 2, 1
_CROWDED_SERIES, _OTHER_NUMBER = 1, -3
_NEVER = 99
_CLEARLY = 2
"""How many points more one of two candidates must have to be taken."""

_NEEDS: Mapping[Likeness, tuple[int, int]] = {
    Likeness.EQUAL: (-9, 2),
    Likeness.ORDER: (0, 2),
    Likeness.UMLAUT: (0, 2),
    Likeness.SCRIPT: (1, 2),
    Likeness.MIDDLE: (0, 2),
    Likeness.MORE: (2, 3),
    Likeness.SHORT: (2, 3),
    Likeness.CUT: (2, 6),
    Likeness.INITIAL: (2, 2),
    Likeness.SPELLING: (2, 6),
    Likeness.HANDLE: (2, 2),
    Likeness.CONFLICT: (_NEVER, _NEVER),
    Likeness.NONE: (6, 6),
}
"""Points that it takes for names that are told apart easily (see `_is_plain`), and for others; set by
benchmarks/identity.py.
"""
_LOOSE = frozenset({Likeness.MIDDLE, Likeness.MORE, Likeness.SHORT, Likeness.CUT, Likeness.INITIAL, Likeness.HANDLE})
"""Forms that may fit several persons."""
_MAY_BE = _LOOSE | {Likeness.SPELLING}
"""Forms by which a text may call a person whom it has named in full, and another text somebody else."""

_SAID = {
    Likeness.EQUAL: "the same name but for accents, case, punctuation, titles or what stands in brackets",
    Likeness.ORDER: "the same words in another order",
    Likeness.UMLAUT: "the same name but for how its vowels are spelled",
    Likeness.SCRIPT: "the same name in Cyrillic and in Latin letters",
    Likeness.MIDDLE: "given name and surname are the same, and the middle names fit",
    Likeness.MORE: "one gives a second surname that the other lacks",
    Likeness.SHORT: "the same surname, and a short form of the given name",
    Likeness.CUT: "the same surname, and one given name begins the other",
    Likeness.INITIAL: "the initial fits, and fits nobody else there",
    Likeness.SPELLING: "one letter differs, and hardly anybody spells it so",
    Likeness.HANDLE: "one goes by the other's handle",
    Likeness.NONE: "one number in one source",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person as far as names go."""

    id: str
    form: NameForm
    forms: tuple[NameForm, ...]
    """The name and those of its other forms that have several words; what stands in brackets as a whole name too."""
    handles: frozenset[str]
    numbers: frozenset[str]
    urls: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Two persons who may be one, and what speaks for it."""

    a: str
    b: str
    likeness: Likeness
    points: int
    shared: str
    """What they have in common, in words; may be empty."""

    renamed: bool = False
    """Whether one number in one source is all that tells it, of two full names."""

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The closest first, then the best founded."""
        return (self.likeness, -self.points, self.a, self.b)

    @property
    def reason(self) -> str:
        """Why, in words."""
        said = _SAID[self.likeness]
        return f"{said}; {self.shared}" if self.shared else said


def person_of(entity: Entity) -> Person:
    """Return what the names of a person tell."""
    form = form_of(entity.name)
    found = {form.squashed: form}
    handles = set(form.handles)
    whole = set(form.other)
    for alias in entity.aliases:
        other = form_of(alias)
        handles.update(other.handles)
        whole.update(other.other)
        if len(other.words) == 1 and any(form_of(name).squashed == form.squashed for name in other.other):
            handles.add(other.squashed)
        if len(other.words) > 1 and (likeness(form, other) not in _MAY_BE or _was_told(entity, alias)):
            found.setdefault(other.squashed, other)
    for text in sorted(whole):
        other = form_of(text)
        if other.words and (len(other.words) > 1 or not other.latin):
            found.setdefault(other.squashed, other)
    return Person(
        entity.id,
        form,
        tuple(found.values()),
        frozenset(handles),
        frozenset(entity.identifiers),
        frozenset({entity.url} - {""}),
    )


def _was_told(entity: Entity, alias: str) -> bool:
    """Return whether it was found out before, in a graph that is added to, that the alias is the person's."""
    return any(f"“{alias}”" in sentence for sentence in entity.why)


def same_persons(
    entities: Iterable[Entity],
    around: Surroundings,
    names: NameTable,
    name_of: Callable[[str], str],
    clusters: Clusters,
) -> list[Match]:
    """Join in `clusters` the persons who are one, and return the matches that did it, in order."""
    persons = {entity.id: person_of(entity) for entity in entities}
    judged: dict[tuple[str, str], Match] = {}
    for pair in candidates(persons.values()):
        if match := judge(persons[pair[0]], persons[pair[1]], around, names, name_of):
            judged[pair] = match
    kept = _unambiguous(judged, persons)

    def may(x: str, y: str) -> bool:
        alike = closest(persons[x], persons[y])
        return alike is Likeness.EQUAL or (alike is not Likeness.CONFLICT and not around.together(x, y))

    return [match for match in sorted(kept, key=lambda m: m.order) if clusters.joins(match.a, match.b, may)]


def judge(a: Person, b: Person, around: Surroundings, names: NameTable, name_of: Callable[[str], str]) -> Match | None:
    """Return that two persons are one, with what speaks for it, or None."""
    alike = closest(a, b)
    if alike is Likeness.CONFLICT or (alike is Likeness.NONE and not (a.numbers & b.numbers and _kin(a, b))):
        return None
    if alike is not Likeness.EQUAL and around.together(a.id, b.id):
        return None
    points, shared = _common(a, b, around, name_of)
    plain, common = _NEEDS[alike]
    needed = plain if _is_plain(alike, a, b, names) else common
    slip = alike is Likeness.SPELLING and _is_slip(a.form, b.form, names)
    if points < needed and not (slip and around.of(a.id).others & around.of(b.id).others):
        return None
    renamed = alike is Likeness.NONE and min(len(a.form.words), len(b.form.words)) > 1
    return Match(min(a.id, b.id), max(a.id, b.id), alike, points, shared, renamed)


def closest(a: Person, b: Person) -> Likeness:
    """Return how close the closest forms of two persons' names are; what their names themselves rule out stays so."""
    best = likeness(a.form, b.form)
    if best in (Likeness.EQUAL, Likeness.CONFLICT) or (len(a.forms) == 1 and len(b.forms) == 1):
        return _by_handle(a, b) if best is Likeness.NONE else best
    best = min(best, *(likeness(x, y) for x in a.forms for y in b.forms))
    return _by_handle(a, b) if best >= Likeness.CONFLICT else best


def _by_handle(a: Person, b: Person) -> Likeness:
    """Return whether one is only known by the handle of the other."""
    for one, other in ((a, b), (b, a)):
        if len(one.form.words) == 1 and one.form.squashed in other.handles:
            return Likeness.HANDLE
    return Likeness.NONE


def _kin(a: Person, b: Person) -> bool:
    """Return whether two names under one number may be one person's: a source may give a number to somebody else."""
    if len(a.form.words) == 1 or len(b.form.words) == 1:
        return True
    return bool({w for w in a.form.words if len(w) > 1} & {w for w in b.form.words if len(w) > 1})


def _is_plain(alike: Likeness, a: Person, b: Person, names: NameTable) -> bool:
    """Return whether hardly two persons would bear two names that are so alike."""
    rare = min(names.bearers(a.form.last), names.bearers(b.form.last)) <= RARE
    match alike:
        case Likeness.EQUAL:
            several = len(a.form.words) > 1 and len(b.form.words) > 1
            return several or len(a.form.squashed) >= _LONG_NAME or a.form.words == b.form.words
        case Likeness.ORDER:
            return len(a.form.words) > 2 or _surname_first(a.form, b.form, names)
        case Likeness.SPELLING:
            words = words_apart(a.form, b.form)
            given = len(a.form.words) == len(b.form.words) and a.form.first != b.form.first
            odd = max(map(len, words)) >= _WORD and min(map(names.bearers, words)) <= ODD
            return odd or (given and rare)
        case _:
            return rare


def _is_slip(a: NameForm, b: NameForm, names: NameTable) -> bool:
    """Return whether both spellings of a long surname are so rare that one of them is a slip."""
    words = words_apart(a, b)
    same_given = a.first == b.first and len(a.words) == len(b.words) and words[0][:1] == words[1][:1]
    return same_given and min(map(len, words)) >= _LONG_WORD and max(map(names.bearers, words)) <= VERY_ODD


def _surname_first(a: NameForm, b: NameForm, names: NameTable) -> bool:
    """Return whether one of the two words is clearly the given name, or a hyphen or none of the two tells."""
    given = sorted((names.given(a.first), names.given(b.first)))
    return given[1] - given[0] > 0.4 or given[1] < 0.5


def _common(a: Person, b: Person, around: Surroundings, name_of: Callable[[str], str]) -> tuple[int, str]:
    """Return what two persons have in common, as points and in words."""
    ours, theirs = around.of(a.id), around.of(b.id)
    points, said = 0, []

    def add(value: int, words: str, shared: Iterable[str] = ()) -> None:
        nonlocal points
        points += value
        first = min(map(name_of, shared), default="")
        said.append(f"{words} {first}".strip())

    if number := min(a.numbers & b.numbers, default=""):
        add(_NUMBER, f"both are {number}")
    elif _other_number(a.numbers, b.numbers):
        points += _OTHER_NUMBER
    if talks := ours.talks & theirs.talks:
        add(_RECORD, "one source names the one, another the other, as speaker of", talks)
    if a.urls & b.urls:
        add(_ADDRESS, "both have the address", a.urls & b.urls)
    if fellows := (ours.fellows & theirs.fellows) - {a.id, b.id}:
        add(_FELLOW, "both spoke together with", fellows)
    if events := ours.events & theirs.events:
        add(_EVENT, "both spoke at", events)
    elif series := ours.series & theirs.series:
        small = min(map(around.size, series)) <= CROWDED
        add(_SERIES if small else _CROWDED_SERIES, "both spoke at editions of", series)
    if others := ours.others & theirs.others:
        add(_SUBJECT, "both have to do with", others)
    return points, ", ".join(said)


def _other_number(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return whether one source tells the two apart, in one era."""
    return not {n.rpartition(":")[0] for n in a}.isdisjoint(n.rpartition(":")[0] for n in b)


def _unambiguous(judged: Mapping[tuple[str, str], Match], persons: Mapping[str, Person]) -> Iterator[Match]:
    """Yield the matches but those of a loose form that fits several persons, and spellings that many are near to."""
    loose: dict[str, list[Match]] = defaultdict(list)
    near = Counter(end for m in judged.values() if m.likeness is Likeness.SPELLING for end in (m.a, m.b))
    for match in judged.values():
        if match.likeness in _LOOSE:
            loose[_looser(match, persons)].append(match)
    for match in judged.values():
        if match.likeness is Likeness.SPELLING:
            unclear = max(near[match.a], near[match.b]) > SLIPS
        else:
            end = _looser(match, persons)
            unclear = match.likeness in _LOOSE and any(_rival(match, end, m, judged, persons) for m in loose[end])
        if not unclear:
            yield match


def _looser(match: Match, persons: Mapping[str, Person]) -> str:
    """Return the one whose name says less: fewer words, initials, a shorter given name."""

    def says(key: str) -> tuple[int, int, str]:
        words = persons[key].form.words
        return (sum(len(word) > 1 for word in words), sum(map(len, words)), key)

    return min(match.a, match.b, key=says)


def _rival(
    match: Match, end: str, other: Match, judged: Mapping[tuple[str, str], Match], persons: Mapping[str, Person]
) -> bool:
    """Return whether `other` takes `end` for somebody else, and for reasons that aren't clearly worse."""
    x = match.b if match.a == end else match.a
    y = other.b if other.a == end else other.a
    if x == y or match.points >= other.points + _CLEARLY or (min(x, y), max(x, y)) in judged:
        return False
    return closest(persons[x], persons[y]) >= Likeness.CONFLICT
