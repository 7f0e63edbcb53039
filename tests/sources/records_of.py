"""Schedules as the documents that readers make of them, and a schedule for the tests that need one."""

from pathlib import Path

import pytest

from talkgraph import sources
from talkgraph.errors import Place, Problem, SourceError
from talkgraph.sources import Source

SHARED = Path(__file__).parents[3] / "shared" / "data"

XML = """<?xml version="1.0" encoding="UTF-8"?>
<schedule>
<conference><title>Loom Days 2031</title><start>2031-05-02</start><end>2031-05-03</end><city>Ghent</city></conference>
<day index="1" date="2031-05-02"><room name="Shed">
<event id="7"><start>10:00</start><title>Weaving in Rust</title><track>Looms</track><language>en</language>
<abstract>&lt;p&gt;Yarn &amp;amp; Rust&lt;/p&gt;</abstract>
<persons><person id="31">Ann Lee</person></persons></event>
</room></day></schedule>
"""


def read_all(data, path="case.xml", **settings):
    """Return the documents and the problems of one source."""
    text = data if isinstance(data, bytes) else data.encode()
    found = list(sources.read(Source(Place(path), text, **settings)))
    return [d for d in found if not isinstance(d, Problem)], [p for p in found if isinstance(p, Problem)]


def find_all(*paths):
    """Return the documents and the problems of paths, as a build meets them."""
    documents, problems = [], []
    for source in sources.find([str(path) for path in paths]):
        if isinstance(source, Problem):
            problems.append(source)
            continue
        try:
            for found in sources.read(source):
                (problems if isinstance(found, Problem) else documents).append(found)
        except SourceError as error:
            problems.append(Problem.of(error))
    return documents, problems


def fields(document):
    """Return the fields of a record as pairs."""
    return [(block.name, document.quote(block.span)) for block in document.blocks]


def values(document, name):
    """Return what the fields of one name say."""
    return [value for field, value in fields(document) if field == name]


def talks(documents):
    """Return the documents of talks, without those of conferences."""
    return [document for document in documents if values(document, "title")]


def real(path):
    """Return a real file beside the checkout, or skip the test."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs {path} of the data beside the checkout")
    return found
