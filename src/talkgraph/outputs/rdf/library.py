"""Named queries that come with the package: one `.rq` file each, its head says what it asks and what it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("queries")
_PARAMETER = re.compile(r"# \?(?P<name>\w+) \((?P<kind>[a-z ]+)\): (?P<doc>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query is told: a variable that is bound before it is asked."""

    name: str
    kind: str
    """`name` of a thing of the graph, or `text`."""
    doc: str


@dataclass(frozen=True, slots=True)
class Query:
    """A named query."""

    name: str
    doc: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def queries() -> dict[str, Query]:
    """Return the named queries by name, sorted."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.rq"))}


def _read(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("# ")]
    found = [match for line in head if (match := _PARAMETER.fullmatch(line))]
    doc = " ".join(line[2:] for line in head if not _PARAMETER.fullmatch(line))
    return Query(path.stem, doc, tuple(Parameter(m["name"], m["kind"], m["doc"]) for m in found), text)
