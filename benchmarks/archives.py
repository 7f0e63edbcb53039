"""Two decades of talks in one graph: time and memory of the build, beside what could be had without talkgraph.

    python benchmarks/archives.py [--data ../shared/data] [--jobs 2] [--peers PYTHON] [--json]

Three things are run on the same files, one after the other, each in processes of its own:

- `talkgraph build` of FOSDEM's schedules and PyVideo's archive to Turtle with evidence;
- parsing alone: lxml over the schedules, json over the archive's records, nothing kept;
- a plain pipeline that does the same job as far as it goes: lxml and json, spaCy's `PhraseMatcher` over titles and
  abstracts with all names of talkgraph's tables, rdflib's Turtle. No evidence, no identity, no dates; needs spaCy and
  rdflib in the peers' environment.

Then the build again for the first 1,000 and 10,000 talks of the archive: time a talk should be flat.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
SIZES = (1_000, 10_000)


@dataclass(frozen=True, slots=True)
class Measured:
    """One run."""

    what: str
    seconds: float
    cpu: float
    megabytes: float
    """Highest resident size of any of its processes."""


def main() -> int:
    """Print the table; 1 where there is no data."""
    options = _options()
    schedules = sorted((options.data / "schedules" / "fosdem").glob("*.xml.gz"))
    archive = options.data / "pyvideo.tar.xz"
    if not schedules or not archive.exists():
        print(f"no archives in {options.data}: nothing to measure", file=sys.stderr)
        return 1
    files = [*map(str, schedules), str(archive)]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "talks.ttl")
        build = [sys.executable, "-m", "talkgraph", "build", "--jobs", str(options.jobs), "-o", out]
        rows.append(_run("talkgraph build", [*build, *files]))
        rows.append(_run("parsing alone", [sys.executable, str(HERE / "peers" / "parsing_alone.py"), *files]))
        if options.peers and Path(options.peers).exists():
            names = Path(folder) / "names.txt"
            names.write_text("\n".join(_names()), encoding="utf-8")
            rows.append(
                _run(
                    "lxml, spaCy's PhraseMatcher, rdflib",
                    [options.peers, str(HERE / "peers" / "plain_pipeline.py"), str(names), *files],
                )
            )
        for size in SIZES:
            part = Path(folder) / f"first-{size}.tar"
            _first(archive, part, size)
            rows.append(_run(f"talkgraph build, {size:,} talks", [*build, str(part)]))
    ours = rows[0]
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return 0
    print(f"{'':40} {'seconds':>8} {'CPU':>8} {'peak MB':>8} {'ratio':>7}")
    for row in rows:
        ratio = ours.seconds / row.seconds
        print(f"{row.what:40} {row.seconds:8.1f} {row.cpu:8.1f} {row.megabytes:8.0f} {ratio:7.2f}")
    return 0


def _run(what: str, command: list[str]) -> Measured:
    """Run a command and measure it and all that it starts."""
    code = (
        "import json, resource, subprocess, sys, time\n"
        "begun = time.monotonic()\n"
        "status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([status, time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    status, seconds, cpu, megabytes = json.loads(done.stdout)
    if status:
        what += f" (exit {status})"
    return Measured(what, seconds, cpu, megabytes)


def _first(archive: Path, part: Path, talks: int) -> None:
    """Write a tar of the first so many talks of an archive, with the events that they belong to."""
    count = 0
    with tarfile.open(archive, "r|*") as tar, tarfile.open(part, "w") as out:
        for member in tar:
            if not member.isfile() or not member.name.endswith(".json"):
                continue
            count += "/videos/" in member.name
            if count > talks:
                break
            data = tar.extractfile(member)
            assert data
            out.addfile(member, BytesIO(data.read()))


def _names() -> list[str]:
    from talkgraph.model import Kind
    from talkgraph.vocabulary import Vocabulary

    vocabulary = Vocabulary.load()
    return sorted(
        {n for kind in (Kind.PROJECT, Kind.TOPIC) for e in vocabulary.entries(kind) for n in (e.name, *e.aliases)}
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--peers", default=str(HERE / ".venv" / "bin" / "python"))
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
