"""A file is written whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from talkgraph.errors import GraphError, OutputError
from talkgraph.outputs import files

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def _broken(error):
    yield b"half of "
    raise error


def test_a_new_file_gets_the_usual_mode(tmp_path):
    files.replace(tmp_path / "a.ttl", [b"one ", b"two"])
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "a.ttl").read_bytes() == b"one two"
    assert (tmp_path / "a.ttl").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_an_existing_file_keeps_its_mode(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    path.chmod(0o640)
    files.replace(path, [b"new"])
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("x"), GraphError("a", "b"), MemoryError()])
def test_the_old_file_stays_whole_when_making_the_new_one_fails(tmp_path, error):
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    with pytest.raises((type(error), OutputError)):
        files.replace(path, _broken(error))
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.ttl"]


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="No space left"):
        files.replace(path, _broken(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.ttl"]


def test_the_process_may_hit_a_real_limit_of_size(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from talkgraph.outputs import files\n"
        "from talkgraph.errors import OutputError\n"
        "try: files.replace(sys.argv[1], (b'x' * 1000 for _ in range(1000)))\n"
        "except OutputError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout == f"{path}: can't be written: File too large\n"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.ttl"]


def test_a_symbolic_link_keeps_pointing_to_its_file(tmp_path):
    (tmp_path / "real.ttl").write_bytes(b"old")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    files.replace(tmp_path / "link.ttl", [b"new"])
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_bytes() == b"new"


def test_a_device_is_written_in_place():
    files.replace("/dev/null", [b"gone"])
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_standard_output_is_written_in_place_even_when_it_is_a_file(tmp_path):
    code = "from talkgraph.outputs import files; files.replace('/dev/stdout', [b'mine'])"
    with (tmp_path / "log").open("wb") as log:
        log.write(b"before ")
        log.flush()
        subprocess.run([sys.executable, "-c", code], stdout=log, check=True)
    assert (tmp_path / "log").read_bytes() == b"before mine"


def test_a_named_pipe_is_written_in_place(tmp_path):
    pipe = tmp_path / "pipe.ttl"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    files.replace(pipe, [b"through"])
    reader.join(10)
    assert got == [b"through"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(OutputError, match=f"there is no folder {tmp_path}/no; make it first"):
        files.replace(tmp_path / "no" / "a.ttl", [b"x"])


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OutputError, match="a folder, not a file"):
        files.replace(tmp_path, [b"x"])


def test_a_file_in_the_place_of_a_folder(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="there is no folder"):
        files.replace(tmp_path / "file" / "a.ttl", [b"x"])


def test_links_in_a_circle_are_told(tmp_path):
    (tmp_path / "a.ttl").symlink_to("b.ttl")
    (tmp_path / "b.ttl").symlink_to("a.ttl")
    with pytest.raises(OutputError, match=r"(?i)can't be written: .*(loop|levels)"):
        files.replace(tmp_path / "a.ttl", [b"x"])


@NOT_ROOT
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="no permission"):
        files.replace(path, [b"new"])
    assert path.read_bytes() == b"old"


@NOT_ROOT
def test_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputError, match="no permission"):
            files.replace(tmp_path / "a.ttl", [b"new"])
    finally:
        tmp_path.chmod(0o755)


def test_reading_what_is_not_there_says_how_to_make_it(tmp_path):
    with pytest.raises(GraphError, match="no such file; make a graph by `talkgraph build`"):
        files.read(tmp_path / "talkgraph.ttl")
    with pytest.raises(GraphError, match="a folder, not a graph"):
        files.read(tmp_path)
