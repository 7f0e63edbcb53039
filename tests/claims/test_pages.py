"""The rules, case by case: pages that list what must, and what must not, be read for each predicate."""

from pathlib import Path

import pytest

from talkgraph import claims, sources
from talkgraph.errors import Place
from talkgraph.sources import Source
from talkgraph.vocabulary import Vocabulary

PAGES = Path(__file__).parent / "pages"


def cases(page):
    """Yield (title, input, expected lines) of one page."""
    title, parts, part = "", [], []
    for line in page.read_text(encoding="utf-8").splitlines():
        if line == ".":
            parts.append("\n".join(part).strip())
            part = []
            if len(parts) == 3:
                title = parts[0].splitlines()[-1]
                yield title, parts[1] + "\n", parts[2].splitlines()
                parts = []
        else:
            part.append(line)
    assert not parts, f"{page.name}: the last case is cut off"


ALL = [
    pytest.param(page.stem, text, expected, id=f"{page.stem}: {title}")
    for page in sorted(PAGES.glob("*.md"))
    for title, text, expected in cases(page)
]


@pytest.fixture(scope="session")
def vocabulary():
    return Vocabulary.load()


@pytest.mark.parametrize(("predicate", "text", "expected"), ALL)
def test_the_page_is_read_as_it_says(predicate, text, expected, vocabulary):
    (document,) = sources.read(Source(Place("case.md"), text.encode()))
    reading = claims.read(document, vocabulary)
    found = set()
    for claim in reading.claims:
        if claim.predicate != predicate:
            continue
        ends = [claim.subject.name, claim.object.name]
        found.add(f"{predicate}: {' -> '.join(sorted(ends) if predicate == 'colocatedWith' else ends)}")
        for evidence in claim.evidence:
            assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
    assert sorted(found) == expected


def test_every_rule_explains_itself_with_a_case():
    names = [rule.name for rule in claims.RULES]
    assert len(set(names)) == len(names)
    for rule in claims.RULES:
        assert "`" in rule.doc, f"{rule.name} shows no example"
