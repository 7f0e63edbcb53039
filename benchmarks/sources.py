"""How fast schedules and archives are read: against parsing the same files alone, and whether time a talk stays flat.

    python benchmarks/sources.py [--data FOLDER] [--json] [--check]

FOLDER (by default `../shared/data`) holds `schedules/fosdem` and `pyvideo.tar.xz`. All times are of the processor, of
one process. Parsing alone is lxml over each schedule and json over each record of the archive, everything thrown away.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from lxml import etree

from talkgraph import claims, entities, sources
from talkgraph import graph as graphs
from talkgraph.errors import Problem
from talkgraph.model import Document
from talkgraph.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared/data"
STEPS = (1_000, 10_000, 1_000_000)
"""Talks up to which time is taken; the last is all of them."""
FLAT, READING, SLOWEST = 2.0, 12.0, 400.0
"""`--check` fails when a talk of the most takes more than so many times one of the fewest; when documents take more
than so many times as long as parsing alone; below so many talks a second from bytes to what is in the graph."""


def files(data: Path) -> list[Path]:
    """Return the schedules of FOSDEM, the final ones of 2024 and 2025, and the archive of PyVideo."""
    schedules = sorted((data / "schedules/fosdem").glob("*.xml.gz"))
    final = {path.name.replace("-final", "") for path in schedules if "-final" in path.name}
    return [*(path for path in schedules if path.name not in final), data / "pyvideo.tar.xz"]


def parsing(paths: list[Path]) -> float:
    """Return the seconds that standard parsers take."""
    start = process_time()
    for path in paths:
        if path.name.endswith(".xml.gz"):
            with gzip.open(path) as file:
                etree.parse(file)
        else:
            with tarfile.open(path) as tar:
                for member in tar:
                    if member.name.endswith(".json") and (file := tar.extractfile(member)):
                        json.load(file)
    return process_time() - start


def documents(paths: list[Path]) -> Iterator[Document]:
    """Yield the documents of the files, as a build meets them."""
    for source in sources.find([str(path) for path in paths]):
        if not isinstance(source, Problem):
            yield from (found for found in sources.read(source) if isinstance(found, Document))


def reading(paths: list[Path]) -> tuple[float, int]:
    """Return the seconds from bytes to documents, and how many there are."""
    start = process_time()
    count = sum(1 for _ in documents(paths))
    return process_time() - start, count


def building(paths: list[Path], most: int, vocabulary: Vocabulary) -> tuple[float, int]:
    """Return the seconds from bytes to a graph of the first `most` documents, and how many they were."""
    start = process_time()
    read = (document for _, document in zip(range(most), documents(paths), strict=False))
    parts = entities.united(entities.resolve_one(claims.read(document, vocabulary), vocabulary) for document in read)
    resolved = entities.finish(parts, vocabulary)
    graphs.build(resolved)
    return process_time() - start, len(resolved.documents)


def main() -> int:
    """Measure, print, and return 1 where `--check` asks for it and something is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--check", action="store_true", help="fail when it is too slow")
    arguments = parser.parse_args()
    paths = files(arguments.data)
    if not paths[-1].exists():
        print(f"{arguments.data}: no archive to measure with; --data FOLDER names another place", file=sys.stderr)
        return 2
    vocabulary = Vocabulary.load()
    alone = parsing(paths)
    seconds, count = reading(paths)
    built = [building(paths, most, vocabulary) for most in STEPS]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = [taken / read * 1000 for taken, read in built]
    found = {
        "parsing": round(alone, 2), "reading": round(seconds, 2), "documents": count,
        "reading_to_parsing": round(seconds / alone, 1), "building_to_parsing": round(built[-1][0] / alone, 1),
        "building": [{"documents": read, "seconds": round(taken, 1), "ms": round(ms, 2)}
                     for (taken, read), ms in zip(built, each, strict=True)],
        "memory_mb": round(memory),
    }  # fmt: skip
    print(json.dumps(found, indent=2) if arguments.json else "\n".join(lines(found)))
    slow = max(each) > FLAT * each[0] or seconds > READING * alone or built[-1][1] / built[-1][0] < SLOWEST
    return 1 if arguments.check and slow else 0


def lines(found: dict[str, object]) -> Iterator[str]:
    """Yield what was measured for people."""
    yield f"parsing alone      {found['parsing']:>8} s"
    times = found["reading_to_parsing"]
    yield f"bytes → documents  {found['reading']:>8} s  {times} times parsing, {found['documents']:,} documents"
    for step in found["building"]:  # type: ignore[attr-defined]
        yield f"bytes → graph      {step['seconds']:>8} s  {step['documents']:,} documents, {step['ms']} ms each"
    yield f"in all {found['building_to_parsing']} times parsing, {found['memory_mb']:,} MB at most"


if __name__ == "__main__":
    sys.exit(main())
