"""Makes the shipped tables of `src/talkgraph/vocabulary/data` from gathered ones and `vocabulary_corrections.tsv`.

    python benchmarks/compile_vocabulary.py RAW_FOLDER [OUT_FOLDER]

RAW_FOLDER holds projects.tsv, topics.tsv, organizations.tsv, events.tsv, places.tsv, given-names.tsv and surnames.tsv
as gathered: `docs/vocabulary.md` tells what is in them and which rule sets which flag.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from talkgraph.text import fold, slug, without_accents

Row = dict[str, str]
ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/talkgraph/vocabulary/data"

PROJECT = "key name qualifier aliases match case_aliases context_aliases ambiguous category domain part_of homepage repository wikipedia wikidata talks tier"
TOPIC = "key name aliases match case_aliases context_aliases ambiguous category broader wikipedia talks tier"
ORGANIZATION = "key name aliases match case_aliases context_aliases ambiguous category domains"
EVENT = "key name aliases match case_aliases context_aliases ambiguous cities countries years url"
PLACE = "key name aliases match case_aliases context_aliases ambiguous kind country population geonames_id events"

EVENT_WORD = re.compile(
    r"\b(?:con|conf|conference|summit|day|days|camp|fest|festival|meetup|congress|forum|week|symposium|workshop|"
    r"hackathon|expo|meeting|sprint|unconference|barcamp|devroom|tage|kongress|konferenz|jam|connect)\b",
    re.IGNORECASE,
)
ARTICLES = {"a", "an", "and", "in", "of", "on", "for", "to", "the", "s"}
MANY = 1_000_000
"""A city of so many people, or of so many events, is meant by its name whoever else bears it."""
MANY_EVENTS = 10


def read(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def write(path: Path, columns: str, rows: Iterable[Mapping[str, str]]) -> None:
    names = columns.split()
    lines = sorted("\t".join(row.get(name, "") for name in names) for row in rows)
    path.write_text("\t".join(names) + "\n" + "".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def values(cell: str) -> list[str]:
    return [value for value in cell.split(";") if value]


def words_of(name: str) -> list[str]:
    return fold(name).split()


class Words:
    """What the tables tell about single words."""

    def __init__(self, raw: Mapping[str, list[Row]]) -> None:
        self.english: set[str] = set()
        for table in ("given-names", "surnames"):
            self.english |= {row["folded"] for row in raw[table] if row["english_word"]}
        for table in ("projects", "topics", "organizations", "events", "places"):
            for row in raw[table]:
                flags = set(values(row["ambiguous"]))
                if flags & {"english", "rare-english", "common", "rare"} and len(words_of(row["name"])) == 1:
                    self.english |= set(words_of(row["name"]))
        self.bodies = {fold(row["name"]) for table in ("organizations", "events", "places") for row in raw[table]}
        self.topics = {fold(name) for row in subjects(raw) for name in (row["name"], *values(row["aliases"]))}
        self.projects = {fold(name) for row in raw["projects"] for name in (row["name"], *values(row["aliases"]))}
        self.topical = {word for name in self.topics for word in name.split()}
        self.given = {
            row["folded"]
            for row in raw["given-names"]
            if int(row["persons_as_first"]) >= 2 and float(row["share_first"] or 0) >= 0.5
        }
        self.surnames = {row["folded"] for row in raw["surnames"] if int(row["persons_as_last"]) >= 2}

    def plain(self, name: str) -> bool:
        """Return whether every word of `name` is an ordinary word, a subject or an article."""
        known = self.english | self.topical | ARTICLES
        words = words_of(name)
        return all(word in known or word.isdecimal() for word in words)


def flag(row: Row, name: str, form: str) -> None:
    """Note that the alias `name` of `row` needs more than its letters."""
    if form != "any":
        column = f"{form}_aliases"
        row[column] = ";".join([*values(row.get(column, "")), name])


def capitalised(name: str) -> bool:
    """Return whether `name` is one word spelled like the first of a sentence: `Fluent`, not `KubeCon` nor `X2Go`."""
    return name.isalpha() and name[1:].islower()


def projects(raw: Mapping[str, list[Row]], words: Words) -> list[Row]:
    keys = {row["id"]: row["id"] for row in raw["projects"]}
    for row in raw["projects"]:
        keys.setdefault(fold(row["name"]), row["id"])
    out = []
    for row in raw["projects"]:
        parts = [keys.get(part) or keys.get(fold(part), "") for part in values(row["part_of"])]
        out.append({**row, "key": row["id"], "part_of": ";".join(p for p in parts if p and p != row["id"])})
    return out


def subjects(raw: Mapping[str, list[Row]]) -> list[Row]:
    """Return the topics without tags and tracks that only repeat the name of a project, body, event or place."""
    others = {
        fold(name)
        for table in ("projects", "organizations", "events", "places")
        for row in raw[table]
        for name in (row["name"], *values(row["aliases"]))
    }
    return [row for row in raw["topics"] if fold(row["name"]) not in others or "curated" in values(row["source"])]


def topics(raw: Mapping[str, list[Row]], words: Words) -> list[Row]:
    out: dict[str, Row] = {}
    for row in subjects(raw):
        aliases = values(row["aliases"])
        new = {**row, "key": slug(row["name"]), "category": row["kind"] if row["kind"] != "topic" else ""}
        flags = set(values(row["ambiguous"]))
        new["match"] = "any"
        if flags & {"acronym3", "short", "project", "given-name", "place"}:
            new["match"] = "context" if flags & {"project", "given-name", "place", "short"} else "case"
        new["case_aliases"] = ";".join(a for a in values(row["ambiguous_aliases"]) if a.isupper() and len(a) > 2)
        new["context_aliases"] = ";".join(
            a for a in values(row["ambiguous_aliases"]) if not (a.isupper() and len(a) > 2)
        )
        new["aliases"] = ";".join(aliases)
        other = out.get(new["key"])
        if other:
            merge(other, new)
        else:
            out[new["key"]] = new
    by_name = {fold(name): key for key, row in out.items() for name in (row["name"], *values(row["aliases"]))}
    by_name |= {fold(row["name"]): key for key, row in out.items()}
    for key, row in out.items():
        broader = [by_name.get(fold(name), "") for name in values(row["broader"])]
        row["broader"] = ";".join(dict.fromkeys(b for b in broader if b and b != key))
    return list(out.values())


def merge(row: Row, other: Row) -> None:
    """Add what `other`, a row of the same key, knows to `row`."""
    for column in ("aliases", "case_aliases", "context_aliases", "broader", "domains", "cities", "countries", "years"):
        if column in row:
            row[column] = ";".join(dict.fromkeys(values(row[column]) + values(other[column])))
    if other["name"] != row["name"]:
        row["aliases"] = ";".join(dict.fromkeys([*values(row["aliases"]), other["name"]]))


def organizations(raw: Mapping[str, list[Row]], words: Words) -> list[Row]:
    out: dict[str, Row] = {}
    for row in raw["organizations"]:
        new = {**row, "key": slug(row["name"]), "category": row["kind"], "case_aliases": "", "context_aliases": ""}
        flags = set(values(row["ambiguous"]))
        new["match"] = organization_form(row["name"], flags, words)
        for alias in values(row["aliases"]):
            ambiguous = {"acronym"} if alias in values(row["ambiguous_aliases"]) else set()
            flag(new, alias, organization_form(alias, ambiguous, words))
        if new["key"] in out:
            merge(out[new["key"]], new)
        else:
            out[new["key"]] = new
    return list(out.values())


def organization_form(name: str, flags: set[str], words: Words) -> str:
    if flags & {"common", "project"} or len(name) < 3:
        return "context"
    folded = fold(name)
    if folded in words.english | words.topics | words.projects | words.given or folded in words.surnames:
        return "context" if "curated" not in flags else "case"
    if flags or name.replace(" ", "").isupper() or " " in name or capitalised(name):
        return "case"
    return "any"


def events(raw: Mapping[str, list[Row]], words: Words) -> list[Row]:
    out: dict[str, Row] = {}
    for row in raw["events"]:
        new = {**row, "key": slug(row["name"]), "case_aliases": "", "context_aliases": ""}
        new["match"] = event_form(row["name"], set(values(row["ambiguous"])), words)
        for alias in values(row["aliases"]):
            flags = {"common"} if alias in values(row["ambiguous_aliases"]) else set()
            flag(new, alias, event_form(alias, flags, words))
        if new["key"] in out:
            merge(out[new["key"]], new)
        else:
            out[new["key"]] = new
    return list(out.values())


def event_form(name: str, flags: set[str], words: Words) -> str:
    folded = fold(name)
    letters = folded.replace(" ", "")
    if "common" in flags or "given-name" in flags or len(letters) < 4 or folded in words.topics | words.projects:
        return "context"
    rest = fold(EVENT_WORD.sub(" ", name))
    if not name[0].isalnum() or not (name[-1].isalnum() or name[-1] == "!") or not set(rest.split()) - ARTICLES:
        return "context"
    if words.plain(rest) and rest == folded:
        return "context"
    if flags or " " in name or name.isupper() or len(letters) < 5 or capitalised(name):
        return "case"
    return "any"


def places(raw: Mapping[str, list[Row]], words: Words) -> list[Row]:
    out: dict[str, Row] = {}
    order = {"country": 0, "city": 1, "us-state": 2}
    rows = [row for row in raw["places"] if fold(row["name"]) not in {"na", "worldwide", "online", "ho"}]
    rows.sort(
        key=lambda r: (order[r["kind"]], -int(r["events"] or 0), -int(r["population"] or 0), r["name"], r["country"])
    )
    for row in rows:
        new = {**row, "case_aliases": "", "context_aliases": ""}
        new["match"] = place_form(row["name"], row, words)
        for alias in values(row["aliases"]):
            short = row["kind"] == "us-state" and len(alias) == 2
            flag(new, alias, "context" if short else place_form(alias, row, words))
        key = slug(row["name"])
        if key in out:
            key = f"{key}-{row['country'].lower()}"
        if key in out:
            key = f"{slug(row['name'])}-{(row['admin1'] or row['kind']).lower()}-{row['country'].lower()}"
        if key in out:
            continue
        out[key] = {**new, "key": key}
    return list(out.values())


def place_form(name: str, row: Row, words: Words) -> str:
    folded = fold(name)
    flags = set(values(row["ambiguous"]))
    if flags & {"common", "given-name"} and (row["kind"], row["name"]) not in {
        ("country", "China"),
        ("country", "Israel"),
    }:
        return "context"
    known = int(row["population"] or 0) >= MANY or int(row["events"] or 0) >= MANY_EVENTS or row["kind"] != "city"
    if not known and (folded in words.english | words.given | words.surnames | words.topics | words.projects):
        return "context"
    return "case"


def names(raw: Mapping[str, list[Row]]) -> list[Row]:
    counts: dict[str, list[int]] = {}
    english: dict[str, str] = {}
    for row in raw["given-names"] + raw["surnames"]:
        folded = without_accents(row["name"]).casefold()
        first = int(row["persons_as_first"]) + ("faker" in values(row["source"]))
        pair = counts.setdefault(folded, [0, 0])
        pair[0], pair[1] = max(pair[0], first), max(pair[1], int(row["persons_as_last"]))
        if row["english_word"] == "common" or folded not in english:
            english[folded] = row["english_word"]
    return [
        {"name": name, "first": str(first), "last": str(last), "english": english[name]}
        for name, (first, last) in counts.items()
        if first + last > 0
    ]


TABLES = ("projects", "topics", "organizations", "events", "places")


def main(raw_folder: str, out_folder: str = str(OUT)) -> None:
    folder, out = Path(raw_folder), Path(out_folder)
    raw = {name: read(folder / f"{name}.tsv") for name in (*TABLES, "given-names", "surnames")}
    words = Words(raw)
    out.mkdir(parents=True, exist_ok=True)
    for stem, columns, rows in (("projects", PROJECT, projects(raw, words)), ("topics", TOPIC, topics(raw, words))):
        write(out / f"{stem}.tsv", columns, [row for row in rows if row["tier"] != "long"])
        write(out / f"{stem}-long.tsv", columns, [row for row in rows if row["tier"] == "long"])
    write(out / "organizations.tsv", ORGANIZATION, organizations(raw, words))
    write(out / "events.tsv", EVENT, events(raw, words))
    write(out / "places.tsv", PLACE, places(raw, words))
    write(out / "names.tsv", "name first last english", names(raw))


if __name__ == "__main__":
    main(*sys.argv[1:])
