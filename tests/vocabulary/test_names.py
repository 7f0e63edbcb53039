"""Words of persons' names: how surely, whatever the case and the accents."""

import pytest


def test_a_common_given_name_is_surely_one(vocabulary):
    names = vocabulary.names
    assert names.given("Simon") > 0.85
    assert names.given("simon") == names.given("SIMON") == names.given("Símon")
    assert names.given("Simon") > names.surname("Simon")


def test_a_common_surname_is_surely_one(vocabulary):
    assert vocabulary.names.surname("Müller") > 0.85
    assert vocabulary.names.surname("Müller") == vocabulary.names.surname("Muller")


@pytest.mark.parametrize("word", ["Qemu", "zzyzx", "", "1", "naïveté!"])
def test_other_words_are_no_names(vocabulary, word):
    assert vocabulary.names.given(word) == vocabulary.names.surname(word) == 0


def test_shares_stay_below_one(vocabulary):
    for word in ("Anna", "Peter", "Mark", "Smith", "Kim", "Ali"):
        given, last = vocabulary.names.given(word), vocabulary.names.surname(word)
        assert 0 <= given < 1
        assert 0 <= last < 1
        assert given + last < 1


@pytest.mark.parametrize("word", ["Mark", "will", "Grant", "house", "nice", "running", "MAKE"])
def test_ordinary_words_are_told(vocabulary, word):
    assert vocabulary.names.is_english(word)


@pytest.mark.parametrize("word", ["QEMU", "pytest", "Stefan", "Linux", "zzyzx"])
def test_names_alone_are_no_ordinary_words(vocabulary, word):
    assert not vocabulary.names.is_english(word)
