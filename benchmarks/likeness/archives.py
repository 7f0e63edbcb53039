"""The archives of talks that the models are trained on, read into one form."""

from __future__ import annotations

import gzip
import html
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

TABLES = ("projects", "organizations", "events", "places", "topics")
_LATEST = {"2024": "fosdem-2024-final.xml.gz", "2025": "fosdem-2025-final.xml.gz"}
_DEGREE = re.compile(r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Ing|Dipl)\.? )+|,? (?:Ph\.?D|M\.?D|MSc|BSc|Jr)\.?$")
_NOBODY = re.compile(
    r"\b(?:team|speakers?|panel|panelists|various|several|multiple|talks?|devroom|community|foundation|projects?|group|staff|"
    r"organi[sz]ers?|conference|pycon|all|session|day|live|video|unknown|others?|everyone|university|inc|association|"
    r"developers?|developpers?|maintainers?|moderators?|collective|club|society|lightning|keynote|open|free)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_][\w'’.\-]*")


@dataclass(frozen=True, slots=True)
class Talk:
    """One record of an archive; `text` keeps its markup, `links` are the texts of links that stand beside it."""

    source: str
    year: int
    title: str
    speakers: tuple[str, ...]
    text: str
    links: tuple[str, ...] = ()


def read_talks(data: Path) -> list[Talk]:
    """Return the records of all archives, in a fixed order."""
    return [
        *_pyvideo(data / "pyvideo.tar.xz"),
        *_fosdem(data / "schedules" / "fosdem"),
        *_code_and_talk(data / "codeandtalk.tar.xz"),
    ]


def _members(path: Path, part: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the members below a folder `part`, sorted by name."""
    with tarfile.open(path) as archive:
        found = {m.name: archive.extractfile(m).read() for m in archive if m.isfile() and f"/{part}/" in m.name}  # type: ignore[union-attr]
    yield from sorted(found.items())


def _pyvideo(path: Path) -> Iterator[Talk]:
    with tarfile.open(path) as archive:
        withheld = next(m for m in archive if m.name.endswith("NO_PUBLISH.json"))
        ids = set(re.findall(r"\d+", archive.extractfile(withheld).read().decode()))  # type: ignore[union-attr]
    for name, data in _members(path, "videos"):
        record = json.loads(data)
        if name.endswith(".json") and str(record.get("id")) not in ids:
            text = "\n\n".join(filter(None, (record.get("description"), record.get("summary"))))
            yield Talk("pyvideo", 0, record.get("title") or "", tuple(record.get("speakers") or ()), text)


def _fosdem(folder: Path) -> Iterator[Talk]:
    for file in sorted(folder.glob("*.xml.gz")):
        year = file.name[7:11]
        if _LATEST.get(year, file.name) != file.name:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        for event in etree.fromstring(gzip.decompress(file.read_bytes()), parser).iter("event"):
            text = "\n\n".join(filter(None, (event.findtext("abstract"), event.findtext("description"))))
            speakers = tuple(p.text or "" for p in event.findall("persons/person"))
            links = tuple(link.text or "" for link in event.findall("links/link"))
            yield Talk("fosdem", int(year), event.findtext("title") or "", speakers, text, links)


def _code_and_talk(path: Path) -> Iterator[Talk]:
    people = {}
    for name, data in _members(path, "people"):
        head = re.match(r"name: *(.+)", data.decode("utf-8", "replace"))
        people[Path(name).stem] = head[1].strip() if head else ""
    yield Talk("codeandtalk", 0, "", tuple(people[p] for p in sorted(people)), "")
    for name, data in _members(path, "videos"):
        if name.endswith(".json"):
            record = json.loads(data)
            speakers = tuple(people.get(s, "") for s in record.get("speakers") or ())
            yield Talk("codeandtalk", 0, record.get("title") or "", speakers, str(record.get("description") or ""))


def person(name: str) -> str:
    """Return a speaker string as the plain name of one person, of two to four words, or nothing."""
    name = re.sub(r"\s+", " ", re.sub(r"\(.*?\)|\[.*?\]|[\"“‘].*?[\"”’]", " ", name)).strip(" ,.")
    name = _DEGREE.sub("", name).strip()
    words = name.split()
    plain = 2 <= len(words) <= 4 and all(_LETTERS.fullmatch(w) for w in words)
    if not plain or words[0][0].islower() or words[-1][0].islower() or _NOBODY.search(name):
        return ""
    return name


def table_names(data: Path) -> dict[str, list[str]]:
    """Return the names and aliases of the gathered tables, table by table."""
    out = {}
    for table in TABLES:
        rows = [
            line.split("\t") for line in (data / "vocabulary" / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
        ]
        name, aliases = rows[0].index("name"), rows[0].index("aliases")
        out[table] = [n for row in rows[1:] for n in (row[name], *row[aliases].split(";")) if n]
    return out


def plain_text(text: str) -> str:
    """Return a record's text without tags, one line a paragraph.

    >>> plain_text("<p>About <b>looms</b></p>")
    'About looms'
    """
    text = re.sub(r"</?(?:p|li|ul|ol|h\d|br|div|tr)\b[^>]*>", "\n", text)
    return re.sub(r"[ \t]+", " ", html.unescape(re.sub(r"<[^>]+>", "", text))).strip()
