"""A user's own pairs of names: what can be read, and what is a mistake."""

import pytest

from talkgraph.entities.identity import parse_pairs
from talkgraph.errors import VocabularyError


def test_pairs_are_read_with_remarks_blank_lines_and_headings():
    text = "name_a\tname_b\tsame(yes|no|unsure)\tkind\n# mine\n\nA\tB\tsame\nC\tD\tno\tfor sure\nE\tF\tunsure\n"
    assert [(p.a, p.b, p.same, p.place.line) for p in parse_pairs(text, "own.tsv")] == [
        ("A", "B", True, 4),
        ("C", "D", False, 5),
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("A B same", "not a pair of names"),
        ("A\t\tsame", "not a pair of names"),
        ("A\tB\tperhaps", "neither `same` nor `different`"),
    ],
)
def test_a_line_that_is_no_pair_is_named(line, what):
    with pytest.raises(VocabularyError, match=f"^own.tsv:2: {what}"):
        parse_pairs(f"A\tB\tsame\n{line}\n", "own.tsv")
