"""Packed sources: whatever an archive holds, reading ends, memory is bounded, and what is left out is named."""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import tarfile
import tracemalloc
import zipfile

import pytest
from records_of import XML, find_all, talks

from talkgraph.errors import Severity
from talkgraph.sources import unpack

PACKERS = {"gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress}


def tar_of(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(files, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(tmp_path, data, name="case"):
    (tmp_path / name).write_bytes(data)
    here = os.getcwd()  # noqa: PTH109
    os.chdir(tmp_path)
    try:
        return find_all(name)
    finally:
        os.chdir(here)


def titles(documents):
    return [d.title for d in talks(documents)]


@pytest.mark.parametrize("kind", PACKERS)
@pytest.mark.parametrize("name", ["case.xml", "case.xml.gz", "case"])
def test_packing_is_told_by_the_content_not_by_the_name(tmp_path, kind, name):
    documents, problems = read(tmp_path, PACKERS[kind](XML.encode()), name)
    assert (titles(documents), problems) == (["Weaving in Rust"], [])


def test_ids_are_the_same_packed_or_not(tmp_path):
    plain, _ = read(tmp_path, XML.encode(), "loom.xml")
    packed, _ = read(tmp_path, gzip.compress(XML.encode()), "loom.xml.gz")
    assert [d.id for d in plain] == [d.id for d in packed] == ["loom.conference", "loom.7"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz", "w:bz2"])
def test_schedules_in_a_tar_are_read_packed_ones_too(tmp_path, mode):
    files = {"a/loom.xml": XML.encode(), "b/loom.xml.gz": gzip.compress(XML.encode()), "photo.jpg": b"\xff\xd8"}
    documents, problems = read(tmp_path, tar_of(files, mode))
    assert (titles(documents), problems) == (["Weaving in Rust"] * 2, [])
    assert {d.place.path for d in documents} == {"case/a/loom.xml", "case/b/loom.xml.gz"}


def test_schedules_in_a_zip_are_read(tmp_path):
    documents, problems = read(tmp_path, zip_of({"loom.xml": XML, "notes.md": "# Looms\n"}), "case.zip")
    assert (titles(documents), problems) == (["Weaving in Rust"], [])
    assert len(documents) == 3


def test_a_packed_table_is_a_table(tmp_path):
    documents, _ = read(tmp_path, gzip.compress(b"title,speaker\nWeaving,Ann Lee\n"), "case.csv.gz")
    assert titles(documents) == ["Weaving"]


# archives that are broken


def broken(problems):
    (problem,) = problems
    assert problem.severity is Severity.ERROR
    assert "is broken or cut off" in problem.what
    return problem


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_file_that_is_cut_off_is_named(tmp_path, kind):
    documents, problems = read(tmp_path, PACKERS[kind](XML.encode() * 50)[:-20], "case.xml.gz")
    assert documents == []
    assert str(broken(problems)).startswith("case.xml.gz: error: is broken or cut off (")


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
@pytest.mark.parametrize("share", [0.2, 0.4, 0.5, 0.6, 0.8, 0.95])
def test_of_a_tar_that_is_cut_off_what_stood_before_is_kept(tmp_path, mode, share):
    noise = [hashlib.shake_256(bytes([n])).hexdigest(40_000).encode() for n in range(8)]
    files = {f"{n}.xml": XML.encode().replace(b"Yarn", noise[n]) for n in range(8)}
    whole = tar_of(files, mode)
    end = len(whole) - (10240 if mode == "w" else 0)
    documents, problems = read(tmp_path, whole[: int(end * share)])
    broken(problems)
    assert 0 < len(titles(documents)) < 8


def test_a_tar_that_is_cut_off_between_two_files_is_known_for_it(tmp_path):
    whole = tar_of({"a.xml": XML.encode(), "b.xml": XML.encode()})
    at = whole.index(b"b.xml")
    documents, problems = read(tmp_path, whole[:at])
    broken(problems)
    assert len(titles(documents)) == 1


def test_a_group_that_an_archive_breaks_off_in_is_read_as_far_as_it_came(tmp_path):
    files = {f"loom-2031/videos/{n}.json": b'{"title": "Looms", "speakers": ["Ann Lee"], "videos": []}' for n in "abc"}
    whole = tar_of(files)
    documents, problems = read(tmp_path, whole[: whole.index(b"loom-2031/videos/c.json") + 520])
    broken(problems)
    assert len(titles(documents)) == 2


def test_a_zip_that_is_cut_off_is_named(tmp_path):
    documents, problems = read(tmp_path, zip_of({"loom.xml": XML})[:-30], "case.zip")
    assert documents == []
    broken(problems)


def test_a_broken_file_in_a_zip_costs_itself_alone(tmp_path):
    data = bytearray(zip_of({"a.xml": XML, "b.xml": XML}, zipfile.ZIP_STORED))
    data[data.index(b"Weaving")] = ord("L")
    documents, problems = read(tmp_path, bytes(data), "case.zip")
    assert len(titles(documents)) == 1
    assert str(broken(problems)).startswith("case.zip/a.xml: error: ")


def test_an_archive_without_anything_readable_is_named(tmp_path):
    for data in (tar_of({"photo.jpg": b"\xff\xd8"}), zip_of({}), zip_of({"photo.jpg": b"\xff"})):
        documents, problems = read(tmp_path, data)
        assert documents == []
        assert [p.what for p in problems] == ["no readable file in this archive"]


# archives that mean harm


@pytest.mark.parametrize("name", ["../loom.xml", "/etc/loom.xml", "a/../../loom.xml", "..\\loom.xml", "C:/loom.xml"])
@pytest.mark.parametrize("pack", [tar_of, zip_of])
def test_paths_that_climb_out_are_refused_and_the_others_read(tmp_path, name, pack):
    documents, problems = read(tmp_path, pack({name: XML.encode(), "good.xml": XML.encode()}))
    assert len(titles(documents)) == 1
    assert [p.what for p in problems] == ["its path leads out of the archive: left out"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(tmp_path, kind):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("loom.xml")
        info.type, info.linkname = kind, "/etc/passwd"
        tar.addfile(info)
        good = tarfile.TarInfo("good.xml")
        good.size = len(XML)
        tar.addfile(good, io.BytesIO(XML.encode()))
    documents, problems = read(tmp_path, out.getvalue())
    assert len(titles(documents)) == 1
    assert [p.what for p in problems] == ["is a link or a device, no file: left out"]


def test_a_link_in_a_zip_is_refused(tmp_path):
    link = zipfile.ZipInfo("loom.xml")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    documents, problems = read(tmp_path, out.getvalue())
    assert (documents, [p.what for p in problems]) == ([], ["is a link, no file: left out"])


@pytest.mark.parametrize("pack", [tar_of, zip_of])
def test_an_archive_inside_of_an_archive_is_refused(tmp_path, pack):
    documents, problems = read(tmp_path, pack({"inner.tar.gz": tar_of({"loom.xml": XML.encode()}, "w:gz")}))
    assert documents == []
    assert [p.what for p in problems] == ["is an archive inside of an archive: left out"]


def bounded(tmp_path, data, name="case"):
    tracemalloc.start()
    try:
        found = read(tmp_path, data, name)
        return *found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", ["gz", "xz", "zip", "tar"])
def test_a_bomb_is_refused_in_bounded_memory(tmp_path, kind, monkeypatch):
    monkeypatch.setattr(unpack, "MAX_MEMBER", 1 << 20)
    nothing = bytes(20 << 20)
    data = {
        "gz": lambda: gzip.compress(nothing), "xz": lambda: lzma.compress(nothing),
        "zip": lambda: zip_of({"loom.xml": nothing}), "tar": lambda: tar_of({"loom.xml": nothing}, "w:gz"),
    }[kind]()  # fmt: skip
    documents, problems, memory = bounded(tmp_path, data, "case.xml")
    assert documents == []
    assert "is larger than 1 MB" in problems[0].what
    assert memory < 16 << 20


@pytest.mark.parametrize("pack", [lambda files: tar_of(files, "w:gz"), zip_of])
def test_an_archive_of_many_large_files_is_read_up_to_a_bound(tmp_path, pack, monkeypatch):
    monkeypatch.setattr(unpack, "MAX_UNPACKED", 4 << 20)
    files = {f"{n}.xml": XML.encode() + bytes(1 << 20) for n in range(8)}
    documents, problems = read(tmp_path, pack(files))
    assert "the rest was left out" in problems[-1].what
    assert len(titles(documents)) < 8


def test_an_archive_of_too_many_files_is_read_up_to_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(unpack, "MAX_MEMBERS", 3)
    documents, problems = read(tmp_path, tar_of({f"{n}.xml": XML.encode() for n in range(5)}))
    assert len(titles(documents)) == 3
    assert [p.what for p in problems] == ["holds more than 3 files or 2,048 MB: the rest was left out"]


def test_a_name_that_is_a_bomb_is_refused_in_bounded_memory(tmp_path):
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 64 << 20
    data = gzip.compress(info.tobuf() + b"a" * info.size + tar_of({"loom.xml": XML.encode()}))
    documents, problems, memory = bounded(tmp_path, data)
    assert documents == []
    assert "a name of 67,108,864 bytes" in broken(problems).what
    assert memory < 16 << 20
