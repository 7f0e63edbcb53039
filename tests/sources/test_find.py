"""Where sources come from: files, folders, standard input, and what is wrong with them."""

import os
from pathlib import Path

import pytest

from talkgraph.errors import Place, Problem, Severity, SourceError
from talkgraph.sources import Source, document_id, find


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.md",
        "a.txt",
        "deep/c.HTML",
        "deep/d.json",
        "e.py",
        ".hidden.md",
        ".git/f.md",
        "deep/.x/g.md",
        "README",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Looms.", encoding="utf-8")
    return tmp_path


def paths(found):
    return [Path(source.place.path).name for source in found]


def test_a_folder_gives_what_is_readable_in_order_and_nothing_hidden(folder):
    assert paths(find([str(folder)])) == ["a.txt", "b.md", "c.HTML"]


def test_a_file_is_taken_whatever_its_suffix(folder):
    (source,) = find([str(folder / "e.py")])
    assert source == Source(Place(str(folder / "e.py")), b"Looms.")


def test_a_file_named_twice_is_read_once(folder):
    link = folder / "link.md"
    link.symlink_to(folder / "b.md")
    assert paths(find([str(folder / "b.md"), str(folder), str(folder / "b.md")])) == ["b.md", "a.txt", "c.HTML"]


def test_a_loop_of_links_ends(folder):
    (folder / "deep" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.md").symlink_to(folder / "self.md")
    assert paths(find([str(folder)])) == ["a.txt", "b.md", "c.HTML"]


def test_standard_input_is_asked_when_its_turn_comes(folder):
    found = find([str(folder / "b.md"), "-"], lambda: b"Yarn.")
    assert next(found).data == b"Looms."
    assert next(found) == Source(Place("-"), b"Yarn.")


def test_what_is_missing_stops_all_before_anything_is_read(folder):
    with pytest.raises(SourceError, match=r"nowhere\.md: no such file or folder"):
        find([str(folder / "b.md"), str(folder / "nowhere.md")])


def test_a_folder_without_readable_files_is_an_error(folder):
    empty = folder / "empty"
    empty.mkdir()
    (empty / "data.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SourceError, match="no readable file in this folder"):
        list(find([str(empty)]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_problem_among_the_others(folder):
    (folder / "b.md").chmod(0)
    problem = next(found for found in find([str(folder)]) if isinstance(found, Problem))
    assert (problem.severity, problem.place) == (Severity.ERROR, Place(str(folder / "b.md")))


def test_a_link_to_nowhere_and_a_pipe_are_problems(folder):
    (folder / "gone.md").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.md")
    found = list(find([str(folder / "gone.md"), str(folder / "pipe.md"), str(folder / "b.md")]))
    assert [type(thing) for thing in found] == [Problem, Problem, Source]
    assert str(found[1]) == f"{folder / 'pipe.md'}: error: is no regular file"


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)  # a hole: reading it would give a hundred megabytes of NUL bytes
    (problem,) = find([str(path)])
    assert str(problem) == f"{path}: error: is larger than 64 MB: left out; split it"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("trips/2014/day-1.md", "trips-2014-day-1"),
        ("./trips/2014/day-1.md", "trips-2014-day-1"),
        ("../../day-1.md", "day-1"),
        ("/home/ann/trips/2014/day-1.md", "trips-2014-day-1"),
        ("/day-1.md", "day-1"),
        ("notes", "notes"),
        ("Über Düsseldorf.v2.md", "uber-dusseldorf-v2"),
        (".md", "dotmd"),
        ("-", "stdin"),
    ],
)
def test_an_id_is_made_of_the_path_alone(path, expected):
    assert document_id(path) == expected
