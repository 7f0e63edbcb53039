"""The benchmark of sources runs from end to end on a schedule and an archive of one talk each."""

import gzip
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks/sources.py"
XML = b"<schedule><day date='2031-05-02'><event id='1'><title>Weaving in Rust</title></event></day></schedule>"


def run(*arguments):
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)


def test_it_measures_what_it_is_given(tmp_path):
    (tmp_path / "schedules/fosdem").mkdir(parents=True)
    (tmp_path / "schedules/fosdem/fosdem-2031.xml.gz").write_bytes(gzip.compress(XML))
    video = json.dumps({"title": "Yarn", "speakers": ["Ann Lee"], "videos": []}).encode()
    with tarfile.open(tmp_path / "pyvideo.tar.xz", "w:xz") as tar:
        info = tarfile.TarInfo("loom-2031/videos/yarn.json")
        info.size = len(video)
        tar.addfile(info, io.BytesIO(video))
    done = run("--data", tmp_path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [step["documents"] for step in found["building"]] == [2, 2, 2]
    assert found["documents"] == 2


def test_without_data_it_says_so(tmp_path):
    done = run("--data", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no archive to measure with" in done.stderr
