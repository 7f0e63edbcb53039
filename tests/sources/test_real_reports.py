"""Published reports leave no markup behind, and lose no words."""

import re
from pathlib import Path

import pytest
from test_source_properties import assert_sound

from talkgraph.model import BlockKind, MarkKind
from talkgraph.sources import find, read

OWN = Path(__file__).parents[1] / "gold" / "open"
SHARED = Path(__file__).parents[3] / "shared" / "gold" / "dev"
REPORTS = [
    path for folder in (OWN, SHARED) if folder.is_dir() for path in sorted(folder.iterdir()) if path.suffix != ".json"
]

LEFTOVERS = re.compile(
    r"\{%|\{\{|\{:|READMORE|<!--|\]\(|</?(?:a|b|p|br|div|iframe|code|figure)\b|&[a-z]{2,8};|&#\d|\*\*|^---$",
    re.MULTILINE,
)


@pytest.fixture(scope="module", params=REPORTS, ids=[path.name for path in REPORTS])
def report(request):
    (source,) = find([str(request.param)])
    (document,) = read(source)
    return source.data.decode(), document


def test_sound_and_without_warnings(report):
    assert_sound(report[1])
    assert report[1].problems == ()
    assert report[1].title


def test_nothing_of_the_markup_is_left(report):
    assert not LEFTOVERS.search(report[1].text)


def test_no_link_is_lost(report):
    """Every target of an inline link with words in it is the target of a mark."""
    targets = set(re.findall(r"(?<!!)\[[^\[\]!]+\]\((\S+?)\s*\)", report[0]))
    assert targets <= {mark.target for mark in report[1].marks if mark.kind is MarkKind.LINK}


def test_no_item_is_lost(report):
    if "<html" in report[0]:
        pytest.skip("its lists are navigation")
    items = re.findall(
        r"^ {0,6}[*-]\s+\S", re.sub(r"\A---.*?^---", "", report[0], flags=re.DOTALL | re.MULTILINE), re.MULTILINE
    )
    assert len([block for block in report[1].blocks if block.kind is BlockKind.ITEM]) >= len(items)


def test_reports_were_found():
    assert len(REPORTS) >= 10
    if not SHARED.is_dir():
        pytest.skip("the published reports are not here: only the project's own were read")
