"""What a user says of identity: pairs of names that are one thing, or that aren't."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from talkgraph.errors import Place, VocabularyError
from talkgraph.model import Entity, Kind
from talkgraph.text import fold

_VERDICTS = {"same": True, "yes": True, "different": False, "no": False}


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two names, or ids, that are one thing or two."""

    a: str
    b: str
    same: bool
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What pairs mean among the entities at hand."""

    same: tuple[tuple[str, str, Kind], ...]
    different: tuple[tuple[str, str], ...]
    unknown: tuple[Pair, ...]
    """Pairs of which a name is of nothing here."""


def parse_pairs(text: str, path: str) -> tuple[Pair, ...]:
    r"""Return the pairs of a table: two names or ids and `same` or `different`, with tabs between; `#` begins a remark.

    A line that ends in another word than these is a mistake, except for a first line of headings; further columns are
    of no interest.

    >>> parse_pairs("Ann Lee\tA. Lee\tsame\n", "own.tsv")[0].same
    True

    Raises:
        VocabularyError: a line is none of these.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) < 3 or not cells[0] or not cells[1]:
            what = "not a pair of names: two names and `same` or `different`, with tabs between, were expected"
            raise VocabularyError(f"{path}:{number}", what)
        verdict = cells[2].casefold()
        if verdict in _VERDICTS:
            found.append(Pair(cells[0], cells[1], _VERDICTS[verdict], Place(path, number)))
        elif verdict != "unsure" and number > 1:
            raise VocabularyError(f"{path}:{number}", f"neither `same` nor `different`: {cells[2]!r}")
    return tuple(found)


def told(pairs: Sequence[Pair], entities: Iterable[Entity]) -> Told:
    """Return which ids the pairs mean: those of the names, whatever their accents and case, or of the ids given."""
    if not pairs:
        return Told((), (), ())
    ids: dict[str, list[str]] = defaultdict(list)
    for entity in entities:
        for name in {entity.id, *(fold(name) for name in (entity.name, *entity.aliases))}:
            ids[name].append(entity.id)
    same: set[tuple[str, str, Kind]] = set()
    different: set[tuple[str, str]] = set()
    unknown = []
    for pair in sorted(pairs):
        meant = list(_meant(pair, ids))
        if not meant:
            unknown.append(pair)
        for a, b in meant:
            if pair.same:
                same.add((a, b, Kind(a.partition(":")[0])))
            else:
                different.add((a, b))
    return Told(tuple(sorted(same)), tuple(sorted(different)), tuple(unknown))


def _meant(pair: Pair, ids: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for a in ids.get(pair.a, ()) or ids.get(fold(pair.a), ()):
        for b in ids.get(pair.b, ()) or ids.get(fold(pair.b), ()):
            if a.partition(":")[0] == b.partition(":")[0] and a != b:
                yield min(a, b), max(a, b)
