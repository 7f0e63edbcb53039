"""Golden pages: a source, and the document that comes of it. `pages/*.txt` say how to read them."""

import pytest
from document_dump import cases, document_of, dump

SUFFIX = {"markdown": ".md", "front-matter": ".md", "quotes": ".md", "html": ".html", "plain": ".txt"}
CASES = list(cases())


@pytest.mark.parametrize(
    ("page", "source", "expected"), [case[:1] + case[2:] for case in CASES], ids=[f"{c[0]}: {c[1]}" for c in CASES]
)
def test_page(page, source, expected):
    assert dump(document_of(source, f"case{SUFFIX[page]}")) == expected


def test_every_page_is_read_to_its_end():
    assert {case[0] for case in CASES} == set(SUFFIX)
    assert len({(page, title) for page, title, _, _ in CASES}) == len(CASES)
