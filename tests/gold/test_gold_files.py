"""The gold files keep their own rules: a slip in one of them would be counted as a mistake of the extraction."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
HALVES = ("open", "held")
GOLD = sorted(HERE.glob("*/*.json"))
SOURCES = (".md", ".html", ".txt")
ENDS = {
    "gave": {("person", "talk")},
    "presentedAt": {("talk", "event")},
    "about": {("talk", "project"), ("talk", "topic")},
    "worksOn": {("person", "project")},
    "affiliatedWith": {("person", "organization")},
    "heldIn": {("event", "place")},
    "colocatedWith": {("event", "event")},
    "partOf": {("event", "event"), ("project", "project")},
    "uses": {("project", "project")},
}
TYPES = {kind for pairs in ENDS.values() for pair in pairs for kind in pair}
UNDECOMPOSED = str.maketrans({"ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "æ": "ae", "ß": "ss"})


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def source_of(path):
    """Return the report beside a gold file."""
    found = [path.with_suffix(suffix) for suffix in SOURCES if path.with_suffix(suffix).exists()]
    assert len(found) == 1, f"{path.stem}: one report, not {len(found)}"
    return found[0]


def squeeze(text):
    return " ".join(text.split())


def without_accents(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", without_accents(name.lower().translate(UNDECOMPOSED))).strip("-")


def fold(name):
    """Return the form in which names are compared when scoring."""
    return re.sub(r"[^\w]+", " ", without_accents(name).casefold()).strip().removeprefix("the ")


every_file = pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}/{path.stem}")


def test_both_halves_have_twelve_reports_and_no_stray_file():
    for half in HALVES:
        reports = {path.stem for path in (HERE / half).iterdir() if path.suffix in SOURCES}
        assert len(reports) == 12
        assert reports == {path.stem for path in GOLD if path.parent.name == half}


@every_file
def test_the_file_names_its_document_and_source(path):
    gold = load(path)
    assert set(gold) == {"document", "source", "entities", "relations"}
    assert gold["document"] == path.stem
    assert gold["source"] == {
        "repository": "talkgraph",
        "path": f"tests/gold/{path.parent.name}/{source_of(path).name}",
    }


@every_file
def test_reports_are_short(path):
    words = re.sub(r"<[^>]+>", " ", source_of(path).read_text(encoding="utf-8")).split()
    assert 120 <= len(words) <= 450


@every_file
def test_entities_are_well_formed(path):
    entities = load(path)["entities"]
    for entity in entities:
        assert set(entity) == {"id", "type", "name", "aliases", "required"}, entity
        assert entity["type"] in TYPES, entity
        assert entity["id"] == f"{entity['type']}:{slug(entity['name'])}"
        assert entity["required"] in (True, False)
        assert all(isinstance(alias, str) and fold(alias) for alias in entity["aliases"]), entity
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))


@every_file
def test_a_name_belongs_to_one_entity_of_its_type(path):
    """Otherwise the order of a prediction would decide which of the two it is counted for."""
    owners = {}
    for entity in load(path)["entities"]:
        for name in {fold(name) for name in (entity["name"], *entity["aliases"])}:
            owner = owners.setdefault((entity["type"], name), entity["id"])
            assert owner == entity["id"], f"{name!r} is {owner} and {entity['id']}"


@every_file
def test_required_entities_stand_in_the_report(path):
    report = f" {fold(re.sub(r'&[a-z]+;', '', re.sub(r'<[^>]+>', ' ', source_of(path).read_text(encoding='utf-8'))))} "
    for entity in load(path)["entities"]:
        names = (entity["name"], *entity["aliases"])
        assert not entity["required"] or any(fold(name) in report for name in names), entity["id"]


@every_file
def test_relations_join_what_their_predicate_may_join(path):
    gold = load(path)
    kind = {entity["id"]: entity["type"] for entity in gold["entities"]}
    required = {entity["id"] for entity in gold["entities"] if entity["required"]}
    seen = set()
    for relation in gold["relations"]:
        assert set(relation) == {"subject", "predicate", "object", "evidence", "required"}, relation
        ends = (relation["subject"], relation["object"])
        assert (kind[ends[0]], kind[ends[1]]) in ENDS[relation["predicate"]], relation
        assert ends[0] != ends[1], relation
        assert not relation["required"] or set(ends) <= required, f"an end is optional: {relation}"
        seen.add((relation["predicate"], *(sorted(ends) if relation["predicate"] == "colocatedWith" else ends)))
    assert len(seen) == len(gold["relations"]), "a relation stands twice"


@every_file
def test_evidence_is_verbatim(path):
    report = squeeze(source_of(path).read_text(encoding="utf-8"))
    for relation in load(path)["relations"]:
        evidence = relation["evidence"]
        assert evidence == squeeze(evidence)
        assert 3 <= len(evidence.split()) <= 40, evidence
        assert evidence in report, evidence


@every_file
def test_every_titled_talk_is_placed(path):
    """A required talk took place at a required event; who gave it is known."""
    gold = load(path)
    placed = {r["subject"] for r in gold["relations"] if r["predicate"] == "presentedAt" and r["required"]}
    given = {r["object"] for r in gold["relations"] if r["predicate"] == "gave"}
    talks = {entity["id"] for entity in gold["entities"] if entity["type"] == "talk" and entity["required"]}
    assert talks <= placed
    assert talks <= given


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_every_type_and_predicate_several_times(half):
    counts = Counter()
    for path in GOLD:
        if path.parent.name == half:
            gold = load(path)
            counts.update(entity["type"] for entity in gold["entities"] if entity["required"])
            counts.update(relation["predicate"] for relation in gold["relations"] if relation["required"])
    assert {name: counts[name] for name in (*TYPES, *ENDS) if counts[name] < 3} == {}


def test_the_halves_are_about_equally_large():
    """Figures of the two are compared, so neither may be much richer than the other."""
    sizes = {half: Counter() for half in HALVES}
    for path in GOLD:
        gold = load(path)
        sizes[path.parent.name].update(key for key in ("entities", "relations") for x in gold[key] if x["required"])
    for key in ("entities", "relations"):
        small, large = sorted(sizes[half][key] for half in HALVES)
        assert large <= 1.2 * small, sizes
