"""Tables of names as files: tab separated, UTF-8, one header line, one thing a line, `;` between several values.

The shipped ones are `data/<kind>s.tsv`. One's own may have fewer columns, in any order; `name` must be there. What kind
of thing a line is tells a column `type` (`project`, `topic`, `organization`, `event`, `place`), or else the file's name
(`projects.tsv`, `our-events.tsv`), or else a column that only one kind has (`repository`, `broader`, `domains`,
`years`, `population`). Without `key` (or `id`) the key is made from the name. `match` is `any`, `case`, `context` or
`proper` (context and a capital); where it is missing, a line with a reason in `ambiguous` needs context, and any other
is safe in any case. Aliases are safe in any case but those in `case_aliases` and `context_aliases`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from talkgraph.errors import Place, VocabularyError
from talkgraph.model import Kind
from talkgraph.text import slug
from talkgraph.vocabulary.entry import Entry, Form

KINDS = (Kind.PROJECT, Kind.TOPIC, Kind.ORGANIZATION, Kind.EVENT, Kind.PLACE)
"""The kinds that have tables."""
COLUMNS = (
    "type", "key", "id", "name", "qualifier", "aliases", "match", "case_aliases", "context_aliases",
    "ambiguous", "ambiguous_aliases", "kind", "category", "domain", "part_of", "broader", "homepage", "repository",
    "wikipedia", "wikidata", "url", "domains", "country", "admin1", "population", "geonames_id", "topics", "editions",
    "cities", "countries", "years", "events", "talks", "titles", "tier", "source",
)  # fmt: skip
"""All columns that mean something or occur in public tables of this form; any other is an error."""

_FORMS = {"any": Form.ANY, "case": Form.CASE, "context": Form.CONTEXT, "proper": Form.CONTEXT}
_PROPER = (Kind.ORGANIZATION, Kind.EVENT, Kind.PLACE)
_TELLING = {
    "repository": Kind.PROJECT,
    "part_of": Kind.PROJECT,
    "broader": Kind.TOPIC,
    "domains": Kind.ORGANIZATION,
    "years": Kind.EVENT,
    "cities": Kind.EVENT,
    "population": Kind.PLACE,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table before anything is made of it."""

    kind: Kind
    cells: list[str]
    columns: Mapping[str, int]

    def cell(self, column: str) -> str:
        """Return what stands in `column`, empty where the table lacks it."""
        index = self.columns.get(column)
        return "" if index is None else self.cells[index]

    def values(self, column: str) -> tuple[str, ...]:
        """Return the values of `column`."""
        text = self.cell(column)
        return tuple(text.split(";")) if text else ()

    @property
    def has_key(self) -> bool:
        """Return whether the table itself says the key."""
        return bool(self.cell("key") or self.cell("id"))

    def under(self, key: str) -> Row:
        """Return the same row under another key."""
        columns = {**self.columns, "key": len(self.cells)}
        return Row(self.kind, [*self.cells, key], columns)

    @property
    def key(self) -> str:
        return self.cell("key") or self.cell("id") or slug(self.cell("name"))

    @property
    def ambiguous(self) -> tuple[str, ...]:
        return tuple(reason for reason in self.values("ambiguous") if reason != "generic")

    @property
    def proper(self) -> bool:
        """Return whether a form that needs context also needs a capital."""
        return self.kind in _PROPER or self.cell("match") == "proper"

    def forms(self) -> Iterator[tuple[str, Form]]:
        """Yield the name and the aliases, each with its form."""
        match = self.cell("match")
        yield self.cell("name"), _FORMS[match] if match else Form.CONTEXT if self.ambiguous else Form.ANY
        aliases = self.values("aliases")
        if not aliases:
            return
        case = self.values("case_aliases")
        context = self.values("context_aliases") + self.values("ambiguous_aliases")
        for alias in aliases:
            yield alias, Form.CONTEXT if alias in context else Form.CASE if alias in case else Form.ANY

    def entry(self) -> Entry:
        """Return the entry that the line describes."""
        place = self.kind is Kind.PLACE
        return Entry(
            kind=self.kind,
            key=self.key,
            name=self.cell("name"),
            aliases=self.values("aliases"),
            qualifier=self.cell("qualifier"),
            category=self.cell("category") or ("" if place else self.cell("kind")),
            domain=self.cell("domain"),
            tier=self.cell("tier") or "core",
            part_of=tuple(map(slug, self.values("part_of"))),
            broader=tuple(map(slug, self.values("broader"))),
            homepage=self.cell("homepage"),
            repository=self.cell("repository"),
            wikipedia=self.cell("wikipedia"),
            wikidata=self.cell("wikidata"),
            url=self.cell("url"),
            ambiguous=self.ambiguous,
            generic="generic" in self.values("ambiguous"),
            domains=self.values("domains"),
            country=self.cell("country"),
            place_kind=self.cell("kind") if place else "",
            population=int(self.cell("population") or 0),
            cities=self.values("cities"),
            countries=self.values("countries"),
            years=tuple(int(year) for year in self.values("years")),
            talks=int(self.cell("talks") or (self.cell("events") if place else "") or 0),
        )


def shipped(kind: Kind, path: Path) -> list[Row]:
    """Return the rows of a table that is part of talkgraph: written by its own compiler, so nothing is checked here."""
    lines = path.read_text(encoding="utf-8").split("\n")
    columns = {column: index for index, column in enumerate(lines[0].split("\t"))}
    return [Row(kind, line.split("\t"), columns) for line in lines[1:] if line]


def own(path: Path) -> list[Row]:
    """Return the rows of a person's own table.

    Raises:
        VocabularyError: naming the file and the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise VocabularyError(str(path), f"can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise VocabularyError(str(path), "is not UTF-8", "save the table as UTF-8 text") from error
    lines = text.replace("\r\n", "\n").split("\n")
    columns = _columns(path, lines[0])
    kind = _kind_of(path, columns)
    rows: dict[tuple[Kind, str], Row] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            place = Place(str(path), number)
            row = _row(place, line, columns, kind)
            if (row.kind, row.key) in rows:
                hint = "give one of them another `id`" if row.has_key else "tell them apart in a column `id`"
                raise VocabularyError(place, f"the {row.kind} `{row.key}` stands twice in this table", hint)
            rows[row.kind, row.key] = row
    return list(rows.values())


def _columns(path: Path, header: str) -> dict[str, int]:
    place = Place(str(path), 1)
    names = header.split("\t")
    if "name" not in names:
        raise VocabularyError(place, "no column `name` in the header", "columns are separated by tabs")
    for name in names:
        if name not in COLUMNS:
            raise VocabularyError(place, f"unknown column `{name}`", f"known are {', '.join(COLUMNS)}")
    if len(set(names)) < len(names):
        raise VocabularyError(place, "a column stands twice in the header")
    return {name: index for index, name in enumerate(names)}


def _kind_of(path: Path, columns: Mapping[str, int]) -> Kind | None:
    """Return the kind of all rows, or None where a column tells it row by row."""
    if "type" in columns:
        return None
    for kind in KINDS:
        if path.stem.lower().endswith((kind, f"{kind}s")):
            return kind
    kinds = {_TELLING[column] for column in columns if column in _TELLING}
    if len(kinds) == 1:
        return kinds.pop()
    hint = "call the file projects.tsv, topics.tsv, organizations.tsv, events.tsv or places.tsv, or add a column `type`"
    raise VocabularyError(Place(str(path), 1), "can't tell what kind of things these are", hint)


def _row(place: Place, line: str, columns: Mapping[str, int], kind: Kind | None) -> Row:
    cells = [";".join(part.strip() for part in cell.split(";")) for cell in line.split("\t")]
    cells += [""] * (len(columns) - len(cells))
    if len(cells) > len(columns):
        raise VocabularyError(place, f"{len(cells)} cells, but the header has {len(columns)} columns")
    if kind is None:
        told = cells[columns["type"]]
        if told not in KINDS:
            raise VocabularyError(place, f"`{told}` is not a type", f"one of {', '.join(KINDS)}")
        kind = Kind(told)
    row = Row(kind, cells, columns)
    _check(place, row)
    return row


def _check(place: Place, row: Row) -> None:
    if not row.cell("name"):
        raise VocabularyError(place, "no name")
    if row.cell("match") not in {"", *_FORMS}:
        raise VocabularyError(place, f"`{row.cell('match')}` in column `match`", "one of any, case, context, proper")
    if slug(row.key) != row.key:
        raise VocabularyError(place, f"`{row.key}` can't be a key", f"write `{slug(row.key)}`")
    for column in ("population", "talks", "years"):
        if not all(value.isdecimal() and len(value) < 16 for value in row.values(column)):
            raise VocabularyError(place, f"`{row.cell(column)}` in column `{column}` is not a number")
