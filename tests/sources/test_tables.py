"""Tables of talks: columns by what they are called, or by what the user says."""

import pytest
from records_of import fields, find_all, read_all, talks, values

from talkgraph.errors import SourceError


def read_table(data, path="case.csv", **settings):
    return read_all(data, path, **settings)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_headings_are_known_by_what_they_are_called(separator):
    lines = [
        "Talk Title,Speaker(s),Conference,Date,Video",
        "Weaving,Ann Lee,Loom Days 2031,2031-05-02,https://vimeo.com/1",
    ]
    documents, problems = read_table("\n".join(line.replace(",", separator) for line in lines))
    assert problems == []
    assert fields(talks(documents)[0]) == [
        ("title", "Weaving"), ("speaker", "Ann Lee"), ("event", "Loom Days 2031"), ("date", "2031-05-02"),
        ("recording", "https://vimeo.com/1"),
    ]  # fmt: skip
    assert str(talks(documents)[0].place) == "case.csv:2"


def test_what_the_user_says_of_columns_goes_before_what_they_are_called():
    (talk,), _ = read_table("Title,Was\nDr.,Weaving\n", columns=(("title", "Was"),))
    assert fields(talk) == [("title", "Weaving")]


def test_a_quoted_cell_may_hold_lines_and_places_count_the_lines_of_the_file():
    documents, _ = read_table('title,abstract\nWeaving,"One\nTwo"\nYarn,\n')
    assert [d.place.line for d in documents] == [3, 4]
    assert values(documents[0], "abstract") == ["One\nTwo"]


def test_rows_of_several_conferences_are_talks_of_each():
    documents, _ = read_table("title,event\nWeaving,Loom Days 2031\nYarn,Loom Days 2032\nWool,Loom Days 2031\n")
    assert len({d.id for d in documents}) == 5
    assert [values(d, "event")[0][-4:] for d in talks(documents)] == ["2031", "2031", "2032"]


def test_columns_of_mail_are_never_kept():
    documents, _ = read_table("title,speaker,email\nWeaving,Ann Lee <ann@loom.example>,ann@loom.example\n")
    assert "@" not in documents[0].text


def test_a_row_without_a_title_and_one_with_a_wrong_date_are_told():
    documents, problems = read_table("title,speaker,date\n,Ann Lee,2031-05-02\nYarn,Bo Berg,someday\n\n")
    assert len(documents) == 1
    assert [str(p) for p in problems] == [
        "case.csv:2: warning: a record without a title: left out",
        "case.csv:3: warning: 'someday' is no date: left out",
    ]


@pytest.mark.parametrize("data", ["name,email,confirmed\nAnn Lee,ann@loom.example,True\n", "a\n1\n", ""])
def test_a_table_without_titles_is_refused_with_what_to_do(data):
    with pytest.raises(SourceError, match=r"^case\.csv: no column of titles among .*--columns"):
        read_table(data)


def test_in_a_folder_only_tables_of_talks_are_read(tmp_path):
    (tmp_path / "talks.csv").write_text("title,speaker\nWeaving,Ann Lee\n")
    (tmp_path / "prices.csv").write_text("title,price\nYarn,3\n")
    documents, problems = find_all(tmp_path)
    assert ([d.title for d in documents], problems) == (["Weaving"], [])
