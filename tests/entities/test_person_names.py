"""How two names of persons stand to each other, by their form alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.entities.identity.name_form import Likeness, form_of, likeness, one_apart

CASES = {
    Likeness.EQUAL: [
        ("Zoë Wëver", "Zoe Wever"),
        ("Zoë Wever", "ZOË WEVER"),
        ("Dr. Ann Loomis", "Ann Loomis"),
        ("Ann Loomis, PhD", "Ann Loomis"),
        ("Ann Loomis (she/her)", "Ann Loomis"),
        ('Ann "heddle" Loomis', "Ann Loomis"),
        ("Ann 'heddle' Loomis", "Ann Loomis (heddle)"),
        ("Loomis, Ann", "Ann Loomis"),
        ("Ann O’Loom", "Ann O'Loom"),
        ("Ann-Sofie Loom", "Ann Sofie Loom"),
        ("Stanisław Krosno", "Stanislaw Krosno"),
        ("@annloomis", "annloomis"),
    ],
    Likeness.ORDER: [("Jun-ho Baek", "Baek Jun-ho"), ("LOOMIS Ann", "Ann Loomis"), ("Wei Ling Tan", "Tan Wei Ling")],
    Likeness.UMLAUT: [("Jörg Weberling", "Joerg Weberling")],
    Likeness.SCRIPT: [
        ("Иван Ткаченко", "Ivan Tkachenko"),
        ("Ткаченко Иван", "Ivan Tkachenko"),
        ("Юрий Колодяжный", "Yuri Kolodyazhnyi"),
        ("Дмитрий Щукин", "Dmitrii Shchukin"),
    ],
    Likeness.MIDDLE: [
        ("Ann Loomis", "Ann B. Loomis"),
        ("Ann B. Loomis", "Ann Beatrix Loomis"),
        ("Ann Loomis", "Ann Beatrix de Souza Loomis"),
        ("Jan v. Weft", "Jan von Weft"),
        ("Ann Loomis", "Ann Reed-Loomis"),
    ],
    Likeness.MORE: [("Ana Telar", "Ana Telar Hilado"), ("Ana Telar", "Ana Telar-Hilado")],
    Likeness.SHORT: [("Mike Loomis", "Michael Loomis"), ("Phil Loomis", "Philippe Loomis")],
    Likeness.CUT: [("Guen Loomis", "Guenevere Loomis"), ("Chen Loo", "Chenyu Loo")],
    Likeness.INITIAL: [("A Loomis", "Ann Loomis"), ("A. Loomis", "Ann Loomis"), ("Ann L.", "Ann Loomis")],
    Likeness.SPELLING: [("Ann Loomis", "Ann Lomis"), ("Ann Weigel", "Ann Wiegel"), ("Ann Loomis", "Anna Loomis")],
    Likeness.CONFLICT: [("Ann B. Loomis", "Ann C. Loomis"), ("Chih-Ming Loo", "Chih-Chun Loo")],
    Likeness.NONE: [
        ("Ann Loomis", "Bob Loomis"),
        ("Ann Loomis", "Ann Shuttle"),
        ("Ana Telar Hilado", "Ana Rueca Hilo"),
        ("A Loomis", "Bob Loomis"),
        ("heddle", "Ann Loomis"),
    ],
}


@pytest.mark.parametrize(
    ("expected", "a", "b"), [(alike, *pair) for alike, pairs in CASES.items() for pair in pairs], ids=str
)
def test_how_two_names_stand_to_each_other(expected, a, b):
    assert likeness(form_of(a), form_of(b)) is expected
    assert likeness(form_of(b), form_of(a)) is expected


def test_a_handle_in_brackets_is_kept():
    assert form_of("Ann Loomis (heddle)").handles == ("heddle",)
    assert likeness(form_of("heddle"), form_of("Ann Loomis (heddle)")) is Likeness.HANDLE


def test_a_name_in_another_script_is_kept():
    assert form_of("織田 花子 (Hanako Oda)").other == ("Hanako Oda",)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_strings_can_be_compared_either_way(a, b):
    assert likeness(form_of(a), form_of(b)) is likeness(form_of(b), form_of(a))


@given(st.text("abc", max_size=6), st.data())
def test_one_change_of_a_letter_is_one_apart(word, data):
    place = data.draw(st.integers(0, len(word)))
    more = word[:place] + data.draw(st.sampled_from("abc")) + word[place:]
    assert one_apart(word, more)
    assert one_apart(more, word)
    assert not one_apart(word, word)
