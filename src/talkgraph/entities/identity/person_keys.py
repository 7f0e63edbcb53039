"""Which pairs of persons are worth a look: those who share a key, so that nobody is held against everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Protocol

from talkgraph.entities.identity.cyrillic import is_cyrillic, sound_of
from talkgraph.entities.identity.name_form import NameForm, broad, short_given

Pair = tuple[str, str]

CROWD = 200
"""A key that more persons share says too little: they are not held against each other by it."""
_SPELLED_AT_LEAST = 7
"""Letters of a name whose spelling may be off by one."""


class Keyed(Protocol):
    """What keys are made from."""

    @property
    def id(self) -> str: ...
    @property
    def form(self) -> NameForm: ...
    @property
    def forms(self) -> tuple[NameForm, ...]: ...
    @property
    def handles(self) -> frozenset[str]: ...
    @property
    def numbers(self) -> frozenset[str]: ...


def candidates(persons: Iterable[Keyed]) -> list[Pair]:
    """Return the pairs that may be one person, each once, the smaller id first, sorted."""
    everybody = sorted(persons, key=lambda person: person.id)
    pairs: set[Pair] = set()
    for blocks in (_by_key(everybody), _by_spelling(everybody)):
        for ids in blocks:
            pairs.update(combinations(sorted(ids), 2))
    pairs.update(_by_initial(everybody))
    pairs.update(_by_handle(everybody))
    return sorted(pairs)


def _by_key(persons: Sequence[Keyed]) -> Iterator[set[str]]:
    blocks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for person in persons:
        for key in {key for form in person.forms for key in _keys(form)}:
            blocks[key].add(person.id)
        for number in person.numbers:
            blocks["number", number].add(person.id)
    if any(is_cyrillic(form.last) for person in persons for form in person.forms):
        for person in persons:
            for form in person.forms:
                if len(form.words) > 1:
                    blocks["sound", *sorted(map(sound_of, form.words))].add(person.id)
    return (ids for ids in blocks.values() if 1 < len(ids) <= CROWD)


def _keys(form: NameForm) -> Iterator[tuple[str, ...]]:
    words = form.words
    yield "=", broad(form.squashed)
    if len(words) < 2:
        return
    for turn in range(1, len(words)):
        yield "=", broad("".join(words[turn:] + words[:turn]))
    if len(words) == 3:
        yield "=", broad("".join(reversed(words)))
    if len(words[0]) > 1:
        for word in set(words[1:]):
            yield "given, surname", words[0], word
        rest = "".join(words[1:])
        yield "short, rest", short_given(words[0]), rest
        yield "cut, rest", words[0][:3], rest


def _by_spelling(persons: Sequence[Keyed]) -> Iterator[set[str]]:
    """Yield persons whose names are the same when one letter is left out of each: all that are one letter apart.

    References:
        The deletion neighbourhood of W. Garbe's SymSpell.
    """
    blocks: dict[str, str | set[str]] = {}
    for person in persons:
        name = person.form.squashed
        if len(person.form.words) < 2 or len(name) < _SPELLED_AT_LEAST:
            continue
        for key in {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}:
            known = blocks.get(key)
            if known is None:
                blocks[key] = person.id
            elif isinstance(known, str):
                blocks[key] = {known, person.id}
            else:
                known.add(person.id)
    return (ids for ids in blocks.values() if not isinstance(ids, str) and 1 < len(ids) <= CROWD)


def _by_initial(persons: Sequence[Keyed]) -> Iterator[Pair]:
    """Yield those whose given name or surname is an initial with those of whom it may be."""
    short: dict[tuple[str, str], set[str]] = defaultdict(set)
    full: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in persons:
        for form in person.forms:
            if len(form.words) < 2:
                continue
            first, last = form.words[0], form.words[-1]
            (short if len(first) == 1 else full)[first[0], last].add(person.id)
            (short if len(last) == 1 else full)[first, last[0]].add(person.id)
    for key, ids in short.items():
        if len(ids) * len(full.get(key, ())) <= CROWD**2:
            yield from _across(ids, full.get(key, ()))


def _by_handle(persons: Sequence[Keyed]) -> Iterator[Pair]:
    alone: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        if len(person.form.words) == 1:
            alone[person.form.squashed].add(person.id)
    for person in persons:
        for handle in person.handles:
            yield from _across([person.id], alone.get(handle, ()))


def _across(some: Iterable[str], others: Iterable[str]) -> Iterator[Pair]:
    return ((min(pair), max(pair)) for pair in product(some, others) if pair[0] != pair[1])
