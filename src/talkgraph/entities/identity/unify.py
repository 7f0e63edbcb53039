"""One entity for one real thing: the step over everything, after each document has been resolved by itself.

Events come first, for persons are told by the events at which they spoke; then persons, then talks, which are told by
their speakers and events. What was found is a map from ids to ids; entities and statements are then united once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from talkgraph.entities.identity.chosen import chief
from talkgraph.entities.identity.clusters import Clusters
from talkgraph.entities.identity.events import same_events
from talkgraph.entities.identity.pairs import Pair, Told, told
from talkgraph.entities.identity.persons import same_persons
from talkgraph.entities.identity.renamed import former, newest
from talkgraph.entities.identity.surroundings import Surroundings, by_kind
from talkgraph.entities.identity.talks import repeated, same_talks, talk_of
from talkgraph.entities.identity.titles import title_of
from talkgraph.entities.unite import join, unite
from talkgraph.model import Decision, Entity, Kind, Predicate, Statement, Verdict
from talkgraph.vocabulary.names import NameTable

_TOLD = "the user says so"


@dataclass(slots=True)
class _Work:
    """What is known so far."""

    entities: Mapping[str, Entity]
    statements: Sequence[Statement]
    renamed: dict[str, str] = field(default_factory=dict)
    """Old id → new id, one step."""
    why: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """New id → sentences."""
    decisions: list[Decision] = field(default_factory=list)
    hidden: dict[str, frozenset[str]] = field(default_factory=dict)
    """New id → former names, which are not shown."""

    def name(self, key: str) -> str:
        entity = self.entities.get(key)
        return entity.name if entity else key


def unify(
    entities: Sequence[Entity], statements: Sequence[Statement], names: NameTable, *, pairs: Sequence[Pair] = ()
) -> tuple[tuple[Entity, ...], tuple[Statement, ...], tuple[Decision, ...]]:
    """Return entities and statements with one id for each real thing, and why; sorted, whatever the order given.

    Args:
        entities: united by id.
        statements: united by their ends.
        names: tells given names and surnames, and how rare they are.
        pairs: what the user says is one thing, or isn't.
    """
    statements = sorted(statements, key=lambda s: (s.subject, s.predicate, s.object))
    work = _Work({entity.id: entity for entity in sorted(entities, key=lambda e: e.id)}, statements)
    said = told(pairs, work.entities.values())
    _others(work, said)
    _events(work, said)
    statements = _moved(statements, work.renamed)
    _persons(work, said, statements, names)
    statements = _moved(statements, work.renamed)
    again = _talks(work, said, statements)
    return _united(work, again)


def _started(said: Told, kind: Kind) -> Clusters:
    clusters = Clusters(said.different)
    for a, b, of in said.same:
        if of is kind:
            clusters.joins(a, b)
    return clusters


def _others(work: _Work, said: Told) -> None:
    """Unite what the user says is one, of kinds that nothing else is found out about; note what is unknown."""
    for kind in (Kind.PROJECT, Kind.TOPIC, Kind.ORGANIZATION, Kind.PLACE):
        if any(of is kind for _, _, of in said.same):
            clusters = _started(said, kind)
            _note(work, said, kind, clusters, [])
    for pair in said.unknown:
        reason = f"no two things of one kind are called {pair.a!r} and {pair.b!r}"
        work.decisions.append(Decision("", Kind.PERSON, pair.a, pair.b, Verdict.UNSURE, reason))


def _events(work: _Work, said: Told) -> None:
    at: dict[str, str] = {}
    talks_at: dict[str, set[tuple[str, object]]] = defaultdict(set)
    for s in work.statements:
        if s.predicate is Predicate.PRESENTED_AT:
            at[s.subject] = s.object
    for s in work.statements:
        if s.predicate is Predicate.GAVE and s.object in at:
            talks_at[at[s.object]].add((s.subject, title_of(work.name(s.object))))
    clusters = _started(said, Kind.EVENT)
    found = same_events(by_kind(work.entities.values(), Kind.EVENT), talks_at, clusters)  # type: ignore[arg-type]
    _note(work, said, Kind.EVENT, clusters, found)
    _move_talks(work, at)


def _move_talks(work: _Work, at: Mapping[str, str]) -> None:
    """Give talks the ids that they have at the event under its new id."""
    for talk, event in sorted(at.items()):
        if event in work.renamed:
            old, new = event.partition(":")[2], work.renamed[event].partition(":")[2]
            if talk.endswith(f".{old}"):
                work.renamed[talk] = f"{talk.removesuffix(old)}{new}"


def _persons(work: _Work, said: Told, statements: Sequence[Statement], names: NameTable) -> None:
    clusters = _started(said, Kind.PERSON)
    around = Surroundings(statements)
    persons = by_kind(work.entities.values(), Kind.PERSON)
    matches = same_persons(persons.values(), around, names, work.name, clusters)
    found = [(m.a, m.b, m.reason) for m in matches]
    last = newest({key for m in matches if m.renamed for key in (m.a, m.b)}, around, work.name)
    _note(work, said, Kind.PERSON, clusters, found, last)


def _talks(work: _Work, said: Told, statements: Sequence[Statement]) -> Mapping[str, set[str]]:
    speakers: dict[str, set[str]] = defaultdict(set)
    events: dict[str, set[str]] = defaultdict(set)
    for s in statements:
        if s.predicate is Predicate.GAVE:
            speakers[s.object].add(s.subject)
        elif s.predicate is Predicate.PRESENTED_AT:
            events[s.subject].add(s.object)
    moved: dict[str, list[Entity]] = defaultdict(list)
    for entity in by_kind(work.entities.values(), Kind.TALK).values():
        moved[work.renamed.get(entity.id, entity.id)].append(entity)
    merged = {key: unite([e if e.id == key else replace(e, id=key) for e in some]) for key, some in moved.items()}
    talks = {key: talk_of(merged[key], speakers[key], events[key]) for key in sorted(merged)}
    clusters = _started(said, Kind.TALK)
    found = same_talks(talks, clusters)
    _note(work, said, Kind.TALK, clusters, found, entities=merged)
    return repeated(talks)


def _note(  # noqa: PLR0913, PLR0917
    work: _Work,
    said: Told,
    kind: Kind,
    clusters: Clusters,
    found: Iterable[tuple[str, str, str]],
    last: Mapping[str, str] | None = None,
    entities: Mapping[str, Entity] | None = None,
) -> None:
    """Keep which ids become which, and why.

    Args:
        work: what is known so far.
        said: by the user.
        kind: of all that follows.
        clusters: the sets of ids that are one thing.
        found: pairs of ids with the reason.
        last: of persons whose name changed, the day on which they were last called so.
        entities: by id, where they aren't those of `work`.
    """
    known = entities or work.entities
    new: dict[str, str] = {}
    for ids in clusters:
        some = [known[key] for key in ids if key in known]
        changed = [entity for entity in some if last and entity.id in last]
        if changed and last:
            latest = max(last[entity.id] for entity in changed)
            to = chief([entity for entity in changed if last[entity.id] == latest])
            work.hidden[to.id] = former(to, some)
        else:
            to = chief(some)
        for key in ids:
            new[key] = to.id
    for key, to_id in new.items():
        if key != to_id:
            work.renamed[key] = to_id
    reasons = [*((a, b, _TOLD) for a, b, of in said.same if of is kind and new.get(a) == new.get(b, b)), *found]
    for a, b, reason in reasons:
        to_id = new.get(a, a)
        hidden = work.hidden.get(to_id, frozenset())
        names = sorted({known[key].name for key in (a, b) if key in known} - hidden)
        work.why[to_id].append(_sentence(names, reason))
        one, other = (names[0], names[-1]) if names else ("", "")
        work.decisions.append(Decision("", kind, one, other, Verdict.SAME, reason))


def _sentence(names: Sequence[str], reason: str) -> str:
    if len(names) < 2:
        return f"Two records are one: {reason}."
    return f"“{names[0]}” and “{names[1]}” are one: {reason}."


def _moved(statements: Sequence[Statement], renamed: Mapping[str, str]) -> list[Statement]:
    """Return the statements with new ids, not united yet."""
    to = _resolver(renamed)
    return [
        s
        if s.subject not in renamed and s.object not in renamed
        else Statement(to(s.subject), s.predicate, to(s.object), s.confidence, s.evidence)
        for s in statements
    ]


def _resolver(renamed: Mapping[str, str]) -> Callable[[str], str]:
    """Return what gives the last id of a chain of new ones."""

    def to(key: str) -> str:
        seen = {key}
        while (new := renamed.get(key)) is not None and new not in seen:
            seen.add(new)
            key = new
        return key

    return to


def _united(
    work: _Work, again: Mapping[str, set[str]]
) -> tuple[tuple[Entity, ...], tuple[Statement, ...], tuple[Decision, ...]]:
    to = _resolver(work.renamed)
    sets: dict[str, list[Entity]] = defaultdict(list)
    for entity in work.entities.values():
        sets[to(entity.id)].append(entity)
    repeats: dict[str, set[str]] = defaultdict(set)
    for talk, others in again.items():
        repeats[to(talk)].update(map(to, others))
    why: dict[str, list[str]] = defaultdict(list)
    hidden: dict[str, frozenset[str]] = {}
    for key, sentences in work.why.items():
        why[to(key)] += sentences
    for key, names in work.hidden.items():
        hidden[to(key)] = names
    entities = tuple(
        _entity(
            key, sets[key], repeats.get(key, set()) & sets.keys(), why.get(key, []), hidden.get(key, frozenset()), to
        )
        for key in sorted(sets)
    )
    return entities, _joined(work.statements, work.renamed), tuple(sorted(set(work.decisions)))


def _entity(  # noqa: PLR0913, PLR0917
    key: str,
    some: Sequence[Entity],
    repeats: set[str],
    why: Sequence[str],
    hidden: frozenset[str],
    to: Callable[[str], str],
) -> Entity:
    """Return the one entity for several, under its new id."""
    first = some[0]
    if len(some) == 1 and first.id == key and not repeats and not why and not first.repeats:
        return first
    named = next((entity for entity in some if entity.id == key), chief(some))
    one = unite([replace(entity, id=key) for entity in sorted(some, key=lambda e: e.id)])
    forms = {one.name, *one.aliases} - {named.name} - hidden
    again = {to(talk) for talk in (*one.repeats, *repeats)} - {key}
    return replace(
        one,
        name=named.name,
        aliases=tuple(sorted(forms)),
        repeats=tuple(sorted(again)),
        why=tuple(sorted({*one.why, *why})),
    )


def _joined(statements: Sequence[Statement], renamed: Mapping[str, str]) -> tuple[Statement, ...]:
    """Return the statements with new ids; what joins a thing with itself now is gone."""
    if not renamed:
        return tuple(statements)  # sorted already
    found: dict[tuple[str, Predicate, str], list[Statement]] = defaultdict(list)
    for s in _moved(statements, renamed):
        subject, obj = s.subject, s.object
        if s.predicate is Predicate.COLOCATED_WITH and obj < subject:
            subject, obj = obj, subject
        if subject != obj:
            moved = s if s.subject == subject else replace(s, subject=subject, object=obj)
            found[subject, s.predicate, obj].append(moved)
    return tuple(join(found[key]) for key in sorted(found))
