"""One vocabulary for all tests of this room: it is never changed."""

import pytest

from talkgraph.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary():
    return Vocabulary.load()


@pytest.fixture(scope="session")
def whole():
    return Vocabulary.load(tiers=("core", "common", "long"))
