"""Names of persons, looked up by all tests of this room."""

import pytest

from talkgraph.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def names():
    return Vocabulary.load().names
