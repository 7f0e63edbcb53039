"""A vocabulary, a report, and a server that plays a language model."""

from __future__ import annotations

import pytest

from engines.chat_server import chat_server
from engines.loom_reports import REPORT, document_of
from talkgraph.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary():
    return Vocabulary.load()


@pytest.fixture
def document():
    return document_of(REPORT)


@pytest.fixture
def server():
    with chat_server() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_key(monkeypatch, tmp_path):
    monkeypatch.delenv("TALKGRAPH_LLM_KEY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
