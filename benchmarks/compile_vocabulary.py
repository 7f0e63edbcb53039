"""Makes the shipped tables of `src/talkgraph/vocabulary/data` from gathered ones, by rule and by hand.

    python benchmarks/compile_vocabulary.py RAW_FOLDER [OUT_FOLDER]
    python benchmarks/compile_vocabulary.py --words PYVIDEO_ARCHIVE

RAW_FOLDER holds projects.tsv, topics.tsv, organizations.tsv, events.tsv, places.tsv, given-names.tsv and surnames.tsv
as gathered. What rules can't see is in `vocabulary/corrections.tsv` (table, key, column, value: the value replaces the
cell, `+value` is added to it, the column `drop` drops the line), in `vocabulary/additions.tsv` (lines of one's own,
as `--vocabulary` takes them) and in `vocabulary/additions/projects.tsv` (projects with the columns of the gathered
ones). The second form counts ordinary words in descriptions of talks and writes `words.txt`,
which the first one reads. `docs/vocabulary.md` tells which rule sets which flag.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from talkgraph.text import fold, slug, without_accents

Row = dict[str, str]
ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/talkgraph/vocabulary/data"
HAND = Path(__file__).resolve().parent / "vocabulary"
MIN_TALKS = 5
"""In so many descriptions of talks a word stands in lower case that counts as ordinary."""

PROJECT = (
    "key name qualifier aliases match case_aliases context_aliases ambiguous category domain part_of "
    "homepage repository wikipedia wikidata talks tier"
)
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
    return [dict(zip(header, map(str.strip, line.split("\t")), strict=True)) for line in lines[1:]]


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
        self.english = set((OUT / "words.txt").read_text(encoding="utf-8").split())
        for table in ("given-names", "surnames"):
            self.english |= {row["folded"] for row in raw[table] if row["english_word"]}
        for table in ("projects", "topics", "organizations", "events", "places"):
            for row in raw[table]:
                flags = set(values(row["ambiguous"]))
                if flags & {"english", "rare-english", "common", "rare"} and len(words_of(row["name"])) == 1:
                    self.english |= set(words_of(row["name"]))
        self.topics = {fold(name) for row in subjects(raw) for name in (row["name"], *values(row["aliases"]))}
        self.projects = {fold(name) for row in raw["projects"] for name in (row["name"], *values(row["aliases"]))}
        self.known = self.topics | self.projects
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


def projects(raw: Mapping[str, list[Row]], _: Words) -> list[Row]:
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


def topics(raw: Mapping[str, list[Row]], _: Words) -> list[Row]:
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
    parents: set[str] = set()
    for key, row in out.items():
        broader = [by_name.get(fold(name), "") for name in values(row["broader"])]
        row["broader"] = ";".join(dict.fromkeys(b for b in broader if b and b != key))
        if row["tier"] != "long":
            parents |= set(values(row["broader"]))
    while parents:
        raised = [key for key in parents if out[key]["tier"] == "long"]
        for key in raised:
            out[key]["tier"] = "common"
        parents = {parent for key in raised for parent in values(out[key]["broader"])}
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
    if folded in words.english or folded in words.topics or folded in words.projects or folded in words.given:
        return "context"
    if flags or name.replace(" ", "").isupper() or " " in name or capitalised(name):
        return "case"
    return "any"


def events(raw: Mapping[str, list[Row]], words: Words) -> list[Row]:
    out: dict[str, Row] = {}
    for row in raw["events"]:
        known = fold(row["name"]) in words.known and "curated" not in values(row["source"])
        if known or (row["name"].islower() and row["name"] in words.english):
            continue
        new = {**row, "key": slug(row["name"]), "case_aliases": "", "context_aliases": ""}
        curated = {"curated"} & set(values(row["source"]))
        new["match"] = event_form(row["name"], curated | set(values(row["ambiguous"])), words)
        for alias in values(row["aliases"]):
            flags = {"common"} if alias in values(row["ambiguous_aliases"]) else curated
            flag(new, alias, event_form(alias, flags, words))
        if new["key"] in out:
            merge(out[new["key"]], new)
        else:
            out[new["key"]] = new
    return list(out.values())


def event_form(name: str, flags: set[str], words: Words) -> str:
    """Return how far an event's name is to be trusted; by hand-written rows further than by gathered ones."""
    folded = fold(name)
    if len(folded.replace(" ", "")) < 4 or not set(fold(EVENT_WORD.sub(" ", name)).split()) - ARTICLES:
        return "context"
    if "curated" in flags:
        return "case" if " " in name or name.isupper() or capitalised(name) else "any"
    if flags & {"common", "given-name"} or folded in words.known:
        return "context"
    if " " in name:
        return "context" if words.plain(folded) and not EVENT_WORD.search(name) else "case"
    if not re.fullmatch(r"\w.*[\w!]", name) or words.plain(folded):
        return "context"
    return "case" if flags or name.isupper() or len(folded) < 5 or capitalised(name) else "any"


def places(raw: Mapping[str, list[Row]], words: Words) -> list[Row]:
    out: dict[str, Row] = {}
    order = {"country": 0, "city": 1, "us-state": 2}
    regions = {row["name"] for row in raw["places"] if row["kind"] != "city"}
    rows = [row for row in raw["places"] if row["kind"] != "city" or is_city(row, regions)]
    rows.sort(
        key=lambda r: (order[r["kind"]], -int(r["events"] or 0), -int(r["population"] or 0), r["name"], r["country"])
    )
    for row in rows:
        twin = out.get(slug(row["name"]))
        if twin and row["kind"] == "city" and int(row["events"] or 0) < 2:
            continue
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


def is_city(row: Row, regions: set[str]) -> bool:
    """Return whether a row of cities is a single, real one: no `Online`, no `Beijing / Shanghai`, no `Texas`."""
    if re.search("[/,(]", row["name"]) or fold(row["name"]) in {"na", "worldwide", "online", "ho"}:
        return False
    return row["name"] not in regions or bool(row["population"])


def place_form(name: str, row: Row, words: Words) -> str:
    """Return how far a place's name is to be trusted: large cities further than small ones."""
    folded, flags = fold(name), set(values(row["ambiguous"]))
    known = int(row["population"] or 0) >= MANY or int(row["events"] or 0) >= MANY_EVENTS
    if row["kind"] != "city":
        return "context" if flags & {"common", "given-name"} else "case"
    if not known and (flags or folded in words.english | words.given | words.surnames or folded in words.known):
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


def corrected(table: str, rows: list[Row], corrections: list[Row], additions: list[Row]) -> list[Row]:
    """Return `rows` as people corrected them, and what they added.

    Raises:
        ValueError: a correction of a line that isn't there, an addition of one that is.
    """
    by_key = {row["key"]: row for row in rows}
    for line in corrections:
        if line["table"] != table:
            continue
        row = by_key.get(line["key"])
        if row is None:
            raise ValueError(f"corrections: no `{line['key']}` among the {table}")
        if line["column"] == "drop":
            del by_key[line["key"]]
        elif line["value"].startswith("+"):
            old = values(row.get(line["column"], ""))
            row[line["column"]] = ";".join(dict.fromkeys(old + values(line["value"][1:])))
        else:
            row[line["column"]] = line["value"]
    for row in additions:
        if f"{row['type']}s" == table:
            key = slug(row["name"])
            if key in by_key:
                raise ValueError(f"additions: `{key}` is among the {table} already")
            by_key[key] = {"tier": "core", **row, "key": key}
    return [tidy(row) for row in by_key.values()]


def new_projects(gathered: list[Row]) -> list[Row]:
    """Return the projects that people added with all their columns, in the form of the gathered ones.

    Raises:
        ValueError: an addition has the id of a gathered one.
    """
    known = {row["id"] for row in gathered}
    rows = read(HAND / "additions" / "projects.tsv")
    for row in rows:
        if row["id"] in known:
            raise ValueError(f"additions/projects.tsv: `{row['id']}` is among the projects already")
    return rows


def tidy(row: Row) -> Row:
    """Return `row` with its aliases sorted, none twice and none the name, and their flags in step."""
    aliases = sorted(set(values(row["aliases"])) - {row["name"]})
    row["aliases"] = ";".join(aliases)
    for column in ("case_aliases", "context_aliases"):
        row[column] = ";".join(alias for alias in aliases if alias in values(row.get(column, "")))
    return row


def count_words(archive: Path) -> list[str]:
    """Return the words that English descriptions of talks mostly write in lower case, names of projects left out."""
    word = re.compile(r"(?<![\w@#/.\-_`<])[A-Za-z]+(?![\w@/_=(<]|\.\w)")
    plain: Counter[str] = Counter()
    named: Counter[str] = Counter()
    with tarfile.open(archive) as tar:
        for member in tar:
            if "/videos/" in member.name and member.name.endswith(".json"):
                record = json.load(tar.extractfile(member))
                if record.get("language", "eng") in ("eng", None):
                    text = ". ".join(str(record.get(field) or "") for field in ("description", "summary", "abstract"))
                    text = re.sub(r"https?://\S+|<[^>]*>|``.*?``|`[^`]*`", " ", text)
                    found = list(word.finditer(text))
                    plain.update({m[0] for m in found if m[0].islower()})
                    named.update({m[0].lower() for m in found if not m[0].islower() and inside(text, m.start())})
    tools = {fold(row["name"]) for row in read(OUT / "projects.tsv") if row["match"] == "any"}
    return sorted(w for w, n in plain.items() if n >= MIN_TALKS and n >= named[w] and w not in tools)


def inside(text: str, start: int) -> bool:
    """Return whether a word stands inside a sentence: behind a letter and a space."""
    return text[start - 1 : start] == " " and text[max(0, start - 2) : start - 1].isalpha()


TABLES = ("projects", "topics", "organizations", "events", "places")
COLUMNS = {"projects": PROJECT, "topics": TOPIC, "organizations": ORGANIZATION, "events": EVENT, "places": PLACE}
MAKERS = {"projects": projects, "topics": topics, "organizations": organizations, "events": events, "places": places}


def make(folder: Path, out: Path) -> None:
    """Write all tables made of the gathered ones in `folder` to `out`."""
    raw = {name: read(folder / f"{name}.tsv") for name in (*TABLES, "given-names", "surnames")}
    raw["projects"] += new_projects(raw["projects"])
    words = Words(raw)
    corrections, additions = read(HAND / "corrections.tsv"), read(HAND / "additions.tsv")
    out.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        rows = corrected(table, MAKERS[table](raw, words), corrections, additions)
        write(out / f"{table}.tsv", COLUMNS[table], [row for row in rows if row.get("tier") != "long"])
        if table in ("projects", "topics"):
            write(out / f"{table}-long.tsv", COLUMNS[table], [row for row in rows if row["tier"] == "long"])
    write(out / "names.tsv", "name first last english", names(raw))


def main() -> None:
    if sys.argv[1] == "--words":
        (OUT / "words.txt").write_text("\n".join(count_words(Path(sys.argv[2]))) + "\n", encoding="utf-8")
    else:
        make(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT)


if __name__ == "__main__":
    main()
