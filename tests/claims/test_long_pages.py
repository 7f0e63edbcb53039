"""Pages that no person wrote, or that list thousands, are read in time that grows with their length, not its square.

Each would take minutes to hours if any step compared every name with every other one; the suite's time limit is the
assertion, what was read is checked besides.
"""

import pytest

from talkgraph import claims, sources
from talkgraph.errors import Place
from talkgraph.model import Kind
from talkgraph.sources import Source
from talkgraph.vocabulary import Vocabulary

COUNT = 6_000


def numbered(index):
    """Return a capitalised word of letters only, another one for each number."""
    return "".join("abcdefghij"[int(digit)] for digit in str(index)).title() + "en"


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.load()


def read(text, vocabulary):
    document = sources.read(Source(Place("long.md"), text.encode()))[0]
    return claims.read(document, vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join(numbered(i) for i in range(COUNT * 3)), id="one sentence of capitalised words"),
        pytest.param("LOOM " * COUNT * 3, id="a word in capitals, again and again"),
        pytest.param(" ".join(f"Loom Conf {1000 + i} and" for i in range(COUNT)), id="many events"),
        pytest.param(" ".join(f"[{numbered(i)}](https://github.com/a/{i})," for i in range(COUNT)), id="many links"),
        pytest.param("(" * COUNT + "Ann Lee" + ")" * COUNT, id="brackets in brackets"),
    ],
)
def test_one_endless_paragraph(text, vocabulary):
    assert read(text, vocabulary).mentions is not None


def test_a_list_of_thousands_of_talks_is_read_to_its_end(vocabulary):
    text = "# Talks\n\n" + "".join(
        f"- Weaving {numbered(i)} With Many Looms - by Anna {numbered(i)}son (Acme)\n" for i in range(COUNT // 2)
    )
    talks = {m.name for m in read(text, vocabulary).mentions if m.kind is Kind.TALK}
    assert f"Weaving {numbered(COUNT // 2 - 1)} With Many Looms" in talks
    assert len(talks) == COUNT // 2
