"""Reports of weavers' conferences that never were."""

from __future__ import annotations

from talkgraph import sources
from talkgraph.errors import Place

REPORT = """# LoomConf 2019

Ann Lee presented "Looms at scale" at LoomConf 2019 in Berlin. The talk showed QEMU.

Lee maintains Weft, and Bo Yun of Fibre Ltd asked about it.
"""


def document_of(text, path="loom.md"):
    """Return the document that a Markdown text makes."""
    (document,) = sources.read(sources.Source(Place(path), text.encode()))
    return document
