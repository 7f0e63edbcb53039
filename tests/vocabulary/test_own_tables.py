"""One's own tables: they add, they win, and what is wrong in them is told with file and line."""

import pytest

from talkgraph.errors import VocabularyError
from talkgraph.model import Kind
from talkgraph.vocabulary import Form, Vocabulary


def table(folder, name, *lines):
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def load(*paths):
    return Vocabulary.load(paths)


def found(vocabulary, text):
    return [(c.entry.kind, c.entry.key, c.form) for hit in vocabulary.find(text) for c in hit.candidates]


def test_a_name_and_nothing_else_is_enough(tmp_path):
    vocabulary = load(table(tmp_path, "projects.tsv", "name", "Heddlewright", "Treadle 9"))
    assert found(vocabulary, "heddlewright drives Treadle 9") == [
        (Kind.PROJECT, "heddlewright", Form.ANY),
        (Kind.PROJECT, "treadle-9", Form.ANY),
    ]


def test_types_may_be_mixed_in_one_table(tmp_path):
    path = table(
        tmp_path,
        "ours.tsv",
        "type\tname\taliases\tmatch",
        "event\tWarpFest\tWF;Warp Festival\tany",
        "organization\tShuttle Ltd\t\tcase",
        "topic\tloom tuning\t\t",
        "place\tHeddle Hall\t\tcase",
    )
    text = "Shuttle Ltd spoke of loom tunings at Warp Festival in Heddle Hall"
    assert [kind for kind, _, _ in found(load(path), text)] == [Kind.ORGANIZATION, Kind.TOPIC, Kind.EVENT, Kind.PLACE]


@pytest.mark.parametrize(
    ("header", "line", "kind"),
    [
        ("name\trepository", "Heddlewright\thttps://example.org/h", Kind.PROJECT),
        ("name\tbroader", "Heddlewright\tweaving", Kind.TOPIC),
        ("name\tdomains", "Heddlewright\texample.org", Kind.ORGANIZATION),
        ("name\tyears\tcities", "Heddlewright\t2019;2021\tGhent", Kind.EVENT),
        ("name\tpopulation", "Heddlewright\t1200", Kind.PLACE),
    ],
)
def test_columns_tell_the_kind(tmp_path, header, line, kind):
    vocabulary = load(table(tmp_path, "ours.tsv", header, line))
    assert [e.kind for e in vocabulary.lookup("Heddlewright")] == [kind]


def test_the_same_name_replaces_and_keeps_the_id(tmp_path):
    vocabulary = load(
        table(tmp_path, "projects.tsv", "name\thomepage\tmatch", "Black\thttps://example.org/black\tcase")
    )
    (entry,) = [e for e in vocabulary.lookup("Black") if e.kind is Kind.PROJECT and not e.qualifier]
    assert entry.homepage == "https://example.org/black"
    vocabulary = load(table(tmp_path, "projects.tsv", "name\tmatch", "QEMU\tcontext"))
    assert found(vocabulary, "QEMU") == [(Kind.PROJECT, "qemu", Form.CONTEXT)]
    assert vocabulary.get(Kind.PROJECT, "qemu").homepage == ""


def test_the_same_id_replaces_under_another_name(tmp_path):
    vocabulary = load(table(tmp_path, "projects.tsv", "id\tname", "qemu\tHeddlewright"))
    assert found(vocabulary, "QEMU or Heddlewright") == [(Kind.PROJECT, "qemu", Form.ANY)]


def test_a_qualifier_adds_a_homonym(tmp_path):
    path = table(tmp_path, "projects.tsv", "id\tname\tqualifier\tmatch", "qemu-loom\tQEMU\tloom\tcase")
    assert [key for _, key, _ in found(load(path), "QEMU")] == ["qemu", "qemu-loom"]


def test_a_later_table_wins(tmp_path):
    first = table(tmp_path, "projects.tsv", "name\tmatch", "Heddlewright\tcontext")
    second = table(tmp_path, "more-projects.tsv", "name\tmatch", "Heddlewright\tany")
    assert found(load(first, second), "heddlewright") == [(Kind.PROJECT, "heddlewright", Form.ANY)]
    assert found(load(second, first), "heddlewright") == [(Kind.PROJECT, "heddlewright", Form.CONTEXT)]


def test_a_reason_alone_asks_for_context(tmp_path):
    vocabulary = load(table(tmp_path, "projects.tsv", "name\tambiguous", "Bobbin\tenglish"))
    assert found(vocabulary, "bobbin") == [(Kind.PROJECT, "bobbin", Form.CONTEXT)]


def test_parts_are_told_by_name(tmp_path):
    vocabulary = load(table(tmp_path, "projects.tsv", "name\tpart_of", "Heddlewright\tLoom Works;QEMU"))
    assert vocabulary.get(Kind.PROJECT, "heddlewright").part_of == ("loom-works", "qemu")


def test_windows_line_ends_bom_blank_lines_and_short_lines_are_fine(tmp_path):
    path = tmp_path / "projects.tsv"
    path.write_bytes("\ufeffname\taliases\tmatch\r\n\r\nHeddlewright\r\n".encode())
    assert found(load(path), "Heddlewright") == [(Kind.PROJECT, "heddlewright", Form.ANY)]


@pytest.mark.parametrize(
    ("file", "lines", "message"),
    [
        ("projects.tsv", ["title", "Bobbin"], "projects.tsv:1: no column `name`"),
        ("projects.tsv", ["name\tcolour", "Bobbin\tred"], "projects.tsv:1: unknown column `colour`"),
        ("projects.tsv", ["name\tname", "Bobbin\tred"], "projects.tsv:1: a column stands twice"),
        ("ours.tsv", ["name", "Bobbin"], "ours.tsv:1: can't tell what kind"),
        ("ours.tsv", ["type\tname", "loom\tBobbin"], "ours.tsv:2: `loom` is not a type"),
        (
            "projects.tsv",
            ["name\tmatch", "Bobbin\tany", "Weft\tsometimes"],
            "projects.tsv:3: `sometimes` in column `match`",
        ),
        ("projects.tsv", ["name\taliases", "\tWeft"], "projects.tsv:2: no name"),
        ("projects.tsv", ["name", "Bobbin\textra"], "projects.tsv:2: 2 cells"),
        (
            "projects.tsv",
            ["id\tname", "Bobbin One\tBobbin"],
            "projects.tsv:2: `Bobbin One` can't be a key; write `bobbin-one`",
        ),
        ("projects.tsv", ["name", "Bobbin", "bobbin"], "projects.tsv:3: the project `bobbin` stands twice"),
        ("events.tsv", ["name\tyears", "Bobbin\tsoon"], "events.tsv:2: `soon` in column `years`"),
        ("places.tsv", ["name\tpopulation", "Bobbin\t-3"], "places.tsv:2: `-3` in column `population`"),
        ("projects.tsv", ["", ""], "projects.tsv:1: no column `name`"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path, file, lines, message):
    with pytest.raises(VocabularyError) as caught:
        load(table(tmp_path, file, *lines))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_binary_one_are_errors_for_people(tmp_path):
    with pytest.raises(VocabularyError, match="can't be read"):
        load(tmp_path / "projects.tsv")
    with pytest.raises(VocabularyError, match="can't be read"):
        load(tmp_path)
    (tmp_path / "projects.tsv").write_bytes(b"name\n\xff\xfe\x00")
    with pytest.raises(VocabularyError, match="not UTF-8"):
        load(tmp_path / "projects.tsv")
