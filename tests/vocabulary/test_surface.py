"""How names are cut for comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.vocabulary.surface import numbers, prefixes, shape


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("QEMU", "QEMU"),
        ("Open-Source", "Open Source"),
        ("Pop!_OS", "Pop!_OS"),
        ("Notepad++", "Notepad++"),
        ("C++ Now", "C++ Now"),
        ("..NET", ".NET"),
        ("Content & Commerce", "Content&Commerce"),
        ("(brackets)", "brackets"),
        ("Ørsted", "Ørsted"),
        ("Ελλάδα", "Ελλαδα"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_shapes(name, expected):
    assert shape(name) == expected


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("container", "containers"),
        ("library", "libraries"),
        ("patch", "patches"),
        ("box", "boxes"),
        ("process", "processes"),
        ("live patch", "live patches"),
    ],
)
def test_number_goes_both_ways(one, many):
    assert many in numbers(one)
    assert one in numbers(many)


@pytest.mark.parametrize("word", ["analysis", "status", "graphics", "X86", "", "a"])
def test_words_without_another_number(word):
    assert list(numbers(word)) == []


@given(st.text(max_size=30))
def test_shapes_are_stable_and_begin_with_their_prefixes(name):
    once = shape(name)
    assert shape(once) == once
    for beginning in prefixes(once):
        assert once.removeprefix(".").startswith(beginning.removeprefix("."))
        assert len(beginning) < len(once)
