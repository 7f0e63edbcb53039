"""Archives that keep a talk a file: PyVideo's and Code and Talk's trees, in folders and in archives."""

import io
import json
import tarfile

import pytest
from records_of import fields, find_all, talks, values

PYVIDEO = {
    "NO_PUBLISH.json": [5],
    ".schemas/category.json": {"title": "schema"},
    "redirects.txt": "a b",
    "loom-days-2031/category.json": {"title": "Loom Days 2031", "start_date": "2031-05-02", "description": "Looms."},
    "loom-days-2031/videos/weaving.json": {
        "title": "Weaving in Rust", "speakers": ["Ann Lee", "Bo Berg"], "recorded": "2031-05-02", "language": "eng",
        "description": "Yarn. ann@loom.example", "summary": "Looms", "tags": ["rust", "Looms"], "duration": 1.5,
        "videos": [{"type": "youtube", "url": "https://www.youtube.com/watch?v=a"}],
        "related_urls": [{"label": "slides", "url": "https://loom.example/s.pdf"}, "https://loom.example/"],
    },
    "loom-days-2031/videos/secret.json": {"id": 5, "title": "Secret", "speakers": ["Cy Orr"], "videos": []},
    "loom-days-2031/videos/a-category.json": {"title": "A category", "speakers": ["Dot Fay"], "videos": []},
    "loom-days-2031/videos/untold.json": {"title": "Untold", "speakers": [""], "recorded": None, "description": None},
}  # fmt: skip
CODE_AND_TALK = {
    "data/events/loom-2031.json": {"name": "Loom", "event_start": "2031-05-02", "event_end": "2031-05-03",
                                   "location": {"city": "Ghent", "country": "Belgium"}, "website": "https://loom.example/"},
    "data/people/ann-lee.json": {"name": "Ann Lee", "home": "https://ann.example/", "twitter": "ann"},
    "data/series.json": {"loom": {}},
    "data/videos/loom-2031/weaving.json": {"title": "Weaving", "speakers": ["ann-lee", "bo-berg"],
                                           "recorded": "2031-05-02", "videos": [{"type": "youtube", "code": "a"}]},
    "data/videos/loom-2031/weaving.html": "<p>More of <b>looms</b>.</p>",
    "data/videos/loom-2031/yarn.json": {"title": "Yarn", "speakers": [], "videos": []},
}  # fmt: skip


def content(value):
    return value.encode() if isinstance(value, str) else json.dumps(value).encode()


def folder(root, tree):
    for path, value in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content(value))
    return root


def archive(root, tree, order=None):
    path = root / "archive.tar.xz"
    with tarfile.open(path, "w:xz") as tar:
        for name in order or tree:
            info = tarfile.TarInfo(name)
            info.size = len(content(tree[name]))
            tar.addfile(info, io.BytesIO(content(tree[name])))
    return path


def told(documents):
    return sorted((d.title, tuple(fields(d))) for d in documents)


def test_pyvideo_tells_event_and_talks(tmp_path):
    documents, problems = find_all(archive(tmp_path, PYVIDEO))
    weaving = next(d for d in documents if d.title == "Weaving in Rust")
    assert fields(weaving) == [
        ("title", "Weaving in Rust"), ("speaker", "Ann Lee"), ("speaker", "Bo Berg"), ("event", "Loom Days 2031"),
        ("date", "2031-05-02"), ("language", "en"), ("tags", "rust, Looms"),
        ("recording", "https://www.youtube.com/watch?v=a"), ("slides", "https://loom.example/s.pdf"),
        ("abstract", "Looms"), ("description", "Yarn."),
    ]  # fmt: skip
    assert weaving.part == "videos/weaving.json"
    assert weaving.place.path.endswith("archive.tar.xz/loom-days-2031")
    assert [d.title for d in talks(documents)] == ["A category", "Untold", "Weaving in Rust"]
    assert [p.what for p in problems] == [
        "its speakers asked not to have it published: left out",
        "a speaker without a name: left out",
    ]


def test_code_and_talk_tells_persons_places_and_what_stands_beside_a_record(tmp_path):
    documents, problems = find_all(archive(tmp_path, CODE_AND_TALK))
    weaving = next(d for d in documents if d.title == "Weaving")
    assert fields(weaving) == [
        ("title", "Weaving"), ("speaker", "Ann Lee"), ("speaker-id", "codeandtalk:ann-lee"),
        ("speaker-url", "https://ann.example/"), ("speaker", "bo-berg"), ("event", "Loom 2031"),
        ("date", "2031-05-02"), ("recording", "https://www.youtube.com/watch?v=a"), ("description", "More of looms."),
    ]  # fmt: skip
    assert {values(d, "city")[0] for d in documents if values(d, "city")} == {"Ghent"}
    assert problems == []


@pytest.mark.parametrize("tree", [PYVIDEO, CODE_AND_TALK])
def test_the_order_of_an_archive_and_its_being_packed_change_nothing(tmp_path, tree):
    packed, problems = find_all(archive(tmp_path, tree))
    scattered, _ = find_all(archive(tmp_path, tree, sorted(tree, key=lambda name: name[::-1])))
    backwards, _ = find_all(archive(tmp_path, tree, sorted(tree, reverse=True)))
    (tmp_path / "archive.tar.xz").unlink()
    loose, as_many = find_all(folder(tmp_path, tree))
    assert told(packed) == told(scattered) == told(backwards) == told(loose)
    assert sorted(p.what for p in problems) == sorted(p.what for p in as_many)


def test_an_archive_whose_list_of_what_not_to_publish_is_broken_is_not_read(tmp_path):
    documents, problems = find_all(archive(tmp_path, PYVIDEO | {"NO_PUBLISH.json": "[5"}))
    assert documents == []
    assert "NO_PUBLISH.json of its archive can't be read" in problems[0].what


def test_a_broken_record_costs_itself_alone(tmp_path):
    tree = PYVIDEO | {"loom-days-2031/videos/secret.json": '{"title": "Sec'}
    documents, problems = find_all(archive(tmp_path, tree))
    assert len(talks(documents)) == 3
    assert str(problems[0]).endswith(
        "archive.tar.xz/loom-days-2031/videos/secret.json:1: error: not JSON: Unterminated string starting at: "
        "line 1 column 11 (char 10)"
    )


@pytest.mark.parametrize(
    "value", [[], {}, {"title": ["a"], "speakers": 7, "videos": "x", "tags": {}, "id": []}, "null", "7"]
)
def test_records_of_any_shape_do_no_harm(tmp_path, value):
    documents, _ = find_all(archive(tmp_path, PYVIDEO | {"loom-days-2031/videos/odd.json": value}))
    assert {"Untold", "Weaving in Rust"} <= {d.title for d in documents}


def test_folders_whose_names_have_dots_stay_apart(tmp_path):
    tree = {f"loom-{n}/videos/a.json": PYVIDEO["loom-days-2031/videos/weaving.json"] for n in ("1.0", "1.1")}
    documents, problems = find_all(archive(tmp_path, tree))
    assert (len({d.id for d in documents}), problems) == (2, [])


def test_file_names_of_any_script_and_spelling_stay_apart(tmp_path):
    names = ["a b", "a-b", "a,b", "한글", "日本", "a'b"]
    tree = {f"loom-2031/videos/{name}.json": {"title": name, "speakers": ["Ann Lee"], "videos": []} for name in names}
    documents, problems = find_all(archive(tmp_path, tree))
    assert (len({d.id for d in documents}), problems) == (len(names), [])
