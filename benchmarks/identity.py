"""How well names and records of one thing are united: pairs of names that people judged, archives that overlap.

    python benchmarks/identity.py [--data FOLDER] [--errors] [--check]

FOLDER (by default `../shared/data`) holds `identity/name-pairs.tsv`, `schedules/fosdem` and `pyvideo.tar.xz`. The
archives are read as a build reads them but for the prose of abstracts; then each pair of names is looked up among the
persons.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from talkgraph import sources
from talkgraph.claims.records.fields import read_conference, read_talk
from talkgraph.entities import finish, resolve_one, united
from talkgraph.errors import Problem
from talkgraph.model import Document, Kind, Reading, Resolved
from talkgraph.text import slug
from talkgraph.vocabulary import Vocabulary
from talkgraph.vocabulary.speakers import parse_speakers

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared/data"
PRECISION, RECALL = 0.98, 0.85
"""What the pairs must come to at least."""
OVERLAPS = {
    "fosdem-2017": ("fosdem-fosdem-2017", 24, 24),
    "fosdem-2018": ("fosdem-fosdem-2018", 4, 4),
    "pycon-fr-2025": ("pyconfr-2025-api-slots", 56, 56),
    "europython-2014": ("europython-2014-own-format-schedule", 120, 100),
}
"""Event in PyVideo → what the ids of another source's records hold, PyVideo's talks, how many must be one with them."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Pairs of names, as judged and as found."""

    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    kinds: Counter[str]
    """Missed pairs by kind."""

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def archives(data: Path) -> list[str]:
    """Return the paths of all that is read."""
    paths = [*sorted((data / "schedules/fosdem").glob("*.xml.gz")), data / "pyvideo.tar.xz"]
    paths += [data / "schedules/pretalx/pyconfr-2025-api-slots.json"]
    paths += [data / "schedules/other/europython-2014-own-format.schedule.xml.gz"]
    return [str(path) for path in paths]


def resolved(paths: Iterable[str], vocabulary: Vocabulary) -> Resolved:
    """Return what the fields of all records say, united by id alone."""
    return united(resolve_one(_reading(document, vocabulary), vocabulary) for document in _documents(paths))


def _documents(paths: Iterable[str]) -> Iterator[Document]:
    for source in sources.find(list(paths)):
        for document in () if isinstance(source, Problem) else sources.read(source):
            if isinstance(document, Document):
                yield document


def _reading(document: Document, vocabulary: Vocabulary) -> Reading:
    talk = any(block.name == "title" for block in document.blocks)
    found = read_talk(document, vocabulary)[0] if talk else read_conference(document, vocabulary)
    return Reading(document, tuple(sorted(found.mentions)), tuple(found.claims), tuple(found.facts))


def judged(whole: Resolved, pairs: Path, vocabulary: Vocabulary) -> Marks:
    """Return how the pairs of names in a table fare; those that people weren't sure of are left out."""
    persons = {}
    for entity in whole.entities:
        if entity.kind is Kind.PERSON:
            for evidence in entity.evidence:
                for named in parse_speakers(evidence.quote, vocabulary.names):
                    persons[slug(named.name)] = entity.id
    right, wrong, missed, kinds = 0, [], [], Counter()
    with pairs.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["same"] == "unsure":
                continue
            a, b = (_person(row[name], persons, vocabulary) for name in ("name_a", "name_b"))
            one = a is not None and a == b
            said = f"{row['kind']}: {row['name_a']} | {row['name_b']}"
            if one and row["same"] == "yes":
                right += 1
            elif one:
                wrong.append(said)
            elif row["same"] == "yes":
                missed.append(said)
                kinds[row["kind"]] += 1
    return Marks(right, tuple(wrong), tuple(missed), kinds)


def _person(text: str, persons: dict[str, str], vocabulary: Vocabulary) -> str | None:
    named = parse_speakers(" ".join(text.split()), vocabulary.names)
    return persons.get(slug(named[0].name)) if named else None


def overlap(whole: Resolved, event: str, other: str) -> tuple[int, int]:
    """Return how many talks of an event PyVideo tells of, and how many of these are one with the other source's."""
    told = both = 0
    for entity in whole.entities:
        if entity.kind is Kind.TALK:
            origins = {evidence.document.partition(".")[0] for evidence in entity.evidence}
            if any(origin.endswith(f"pyvideo-tar-xz-{event}") for origin in origins):
                told += 1
                both += any(other in origin for origin in origins)
    return told, both


def main() -> int:
    """Print the figures; with --check fail where one falls below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER")
    parser.add_argument("--errors", action="store_true", help="print every pair that is wrong or missed")
    parser.add_argument("--check", action="store_true", help="fail below the floors")
    args = parser.parse_args()
    if not (args.data / "identity/name-pairs.tsv").exists():
        print(f"{args.data}: no data there; name the folder by --data", file=sys.stderr)
        return 2
    vocabulary = Vocabulary.load()
    before = resolved(archives(args.data), vocabulary)
    start = process_time()
    whole = finish(before, vocabulary)
    seconds = process_time() - start
    marks = judged(whole, args.data / "identity/name-pairs.tsv", vocabulary)
    print(f"{len(before.entities):,} entities by name, {len(whole.entities):,} united, in {seconds:.1f} s of CPU time")
    print(f"pairs of names: precision {marks.precision:.3f}, recall {marks.recall:.3f}, missed {dict(marks.kinds)}")
    for each in (*marks.wrong, *marks.missed) if args.errors else ():
        print(f"  {'wrong ' if each in marks.wrong else 'missed'} {each}")
    good = marks.precision >= PRECISION and marks.recall >= RECALL
    for event, (other, told, floor) in OVERLAPS.items():
        found, both = overlap(whole, event, other)
        print(f"{event}: {both} of {found} talks in PyVideo are one with those of the other source")
        good = good and found == told and both >= floor
    return 0 if good or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
