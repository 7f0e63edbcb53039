"""Where a sentence ends: cases in the notation of razdel, `|` marks the break."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.claims.sentences import MAX_SENTENCE, split_span
from talkgraph.model import Span

LINES = [
    "It rained. | Everybody stayed.",
    "Dr. Lee came. | So did J. R. Ek.",
    "Tools such as perf, strace, etc. were shown, e.g. by K. Rain.",
    "Is it fast? | Yes! | Very.",
    "Yahoo! is a company… and so on.",
    'She said "Stop." | Then she left.',
    "We use version 3.5 of it. | It works.",
    "Bring Node.js, please.",
]


@pytest.mark.parametrize("line", LINES)
def test_breaks_stand_where_the_line_says(line):
    parts = [part.strip() for part in line.split(" | ")]
    text = " ".join(parts)
    assert [text[s.start : s.end] for s in split_span(text, Span(0, len(text)))] == parts


def test_a_title_is_not_broken():
    text = 'I saw "Why? Because. An Answer" there. Then lunch.'
    title = Span(text.index("Why"), text.index('" there'))
    found = [text[s.start : s.end] for s in split_span(text, Span(0, len(text)), [title])]
    assert found == ['I saw "Why? Because. An Answer" there.', "Then lunch."]


@given(st.text(alphabet=st.sampled_from("abcDE .!?…\n\"')"), max_size=300))
def test_sentences_hold_all_but_white_space_and_never_overlap(text):
    spans = list(split_span(text, Span(0, len(text))))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    held = "".join(text[s.start : s.end] for s in spans)
    assert "".join(held.split()) == "".join(text.split())
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)


def test_a_line_without_a_break_is_cut():
    text = "word " * 100_000
    spans = list(split_span(text, Span(0, len(text))))
    assert max(len(s) for s in spans) <= MAX_SENTENCE
    assert len(spans) >= len(text) // MAX_SENTENCE
