"""One entity for one real thing: what unites persons, talks and events of several sources, what keeps them apart."""

import itertools
import random
from dataclasses import replace
from time import process_time

import pytest
from archive import Told, person, resolved
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.entities.identity import Pair, unify
from talkgraph.vocabulary import Vocabulary

LOOM = "LoomConf 2019"


@pytest.fixture(scope="module")
def names():
    return Vocabulary.load().names


def united(names, *records, pairs=()):
    whole = resolved(*records)
    entities, statements, _ = unify(whole.entities, whole.statements, names, pairs=pairs)
    return {entity.id: entity for entity in entities}, statements


def one(names, a, b, *records, pairs=()):
    """Return whether two names are one person in the end."""
    entities, _ = united(names, *records, pairs=pairs)
    forms = [{entity.name, *entity.aliases} for entity in entities.values() if entity.kind == "person"]
    return any({a, b} <= each for each in forms)


# Persons: the form of the name says what evidence it takes.


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Dr. Anna Weverling", "Anna Weverling"),
        ("Jun-ho Baek", "Baek Jun-ho"),
        ("AnnaWeverling", "Anna Weverling"),
        ("Anna Weverling, PhD", "Anna Weverling"),
    ],
)
def test_titles_spaces_and_order_need_no_evidence(names, a, b):
    assert one(names, a, b, Told("Weft", (a,), LOOM), Told("Warp", (b,), "Other Days 2021", "beta"))


def test_two_given_names_in_either_order_need_evidence(names):
    told = [Told("Weft", ("Thomas Martin",), LOOM), Told("Warp", ("Martin Thomas",), "Other Days 2021", "beta")]
    assert not one(names, "Thomas Martin", "Martin Thomas", *told)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A. Weverling", "Anna Weverling"),
        ("Mike Weverling", "Michael Weverling"),
        ("Ana Telarova", "Ana Telarova Hilado"),
        ("Anna Weverling", "Anna Weverlingg"),
        ("John Smith", "John B. Smith"),
        ("heddler", "Anna Weverling"),
    ],
)
def test_forms_that_may_fit_others_need_something_in_common(names, a, b):
    also = ("Anna Weverling (heddler)",) if a == "heddler" else ()
    far = Told("Warp", (b,), "Other Days 2021", "beta", also=also)
    near = Told("Warp", (b,), "LoomConf 2021", "beta", also=also)
    first = Told("Weft", (a,), LOOM)
    assert not one(names, a, b, first, far)
    assert one(names, a, b, first, near)


def test_an_initial_that_fits_two_is_nobody(names):
    told = [
        Told("Weft", ("A. Weverling",), LOOM),
        Told("Warp", ("Anna Weverling",), "LoomConf 2018"),
        Told("Reed", ("Albert Weverling",), "LoomConf 2017"),
    ]
    assert not one(names, "A. Weverling", "Anna Weverling", *told)
    assert not one(names, "A. Weverling", "Albert Weverling", *told)


def test_middle_names_that_do_not_fit_are_two_persons_and_the_bare_name_is_neither(names):
    told = [
        Told("Weft", ("John A. Smith",), LOOM),
        Told("Warp", ("John C. Smith",), "LoomConf 2018"),
        Told("Reed", ("John Smith",), "LoomConf 2017"),
    ]
    entities, _ = united(names, *told)
    assert len([e for e in entities.values() if e.kind == "person"]) == 3


def test_two_ordinary_surnames_a_letter_apart_are_two_persons_even_at_one_event(names):
    told = [Told("Weft", ("Aaron Hall",), LOOM), Told("Warp", ("Aaron Hill",), LOOM)]
    assert not one(names, "Aaron Hall", "Aaron Hill", *told)


def test_short_given_names_a_letter_apart_are_two_persons_even_at_one_event(names):
    told = [Told("Weft", ("Ruq Smith",), LOOM), Told("Warp", ("Ruk Smith",), LOOM)]
    assert not one(names, "Ruq Smith", "Ruk Smith", *told)


def test_speakers_of_one_record_are_two_persons(names):
    told = Told("Weft", ("Anna Weverling", "Anne Weverling"), LOOM)
    more = Told("Warp", ("Anna Weverling",), "LoomConf 2018")
    assert not one(names, "Anna Weverling", "Anne Weverling", told, more)


def test_two_sources_that_name_the_speaker_of_one_talk_differently_mean_one_person(names):
    told = [Told("Weft and warp", ("H Smith",), LOOM), Told("Weft and warp", ("Hannah Smith",), LOOM, "beta")]
    assert one(names, "H Smith", "Hannah Smith", *told)


def test_a_form_in_another_script_beside_the_name_unites(names):
    told = [
        Told("Weft", ("織田 花子",), LOOM, also=("織田 花子 (Hanako Oda)",)),
        Told("Warp", ("Hanako Oda",), "Other Days 2021", "beta"),
    ]
    entities, _ = united(names, *told)
    assert entities["person:hanako-oda"].aliases == ("織田 花子", "織田 花子 (Hanako Oda)")


def test_a_short_form_in_one_report_does_not_take_all_who_are_called_so(names):
    told = [
        Told("Weft", ("John Smith",), LOOM, also=("J. Smith",)),
        Told("Warp", ("J. Smith",), "Other Days 2021", "beta"),
    ]
    entities, _ = united(names, *told)
    assert {"person:john-smith", "person:j-smith"} <= set(entities)


def test_what_was_united_before_stays_so_for_what_is_added(names):
    whole = resolved(Told("Weft", ("John Smith",), LOOM), Told("Warp", ("J. Smith",), "LoomConf 2018"))
    entities, statements, _ = unify(whole.entities, whole.statements, names)
    more = resolved(Told("Reed", ("J. Smith",), "Other Days 2021", "beta"))
    found, _, _ = unify((*entities, *more.entities), (*statements, *more.statements), names)
    assert [e.id for e in found if e.kind == "person"] == ["person:john-smith"]


def test_cyrillic_and_latin_letters_take_an_event_in_common(names):
    first = Told("Weft", ("Иван Ткаченко",), LOOM)
    far = Told("Warp", ("Ivan Tkachenko",), "Other Days 2021", "beta")
    near = Told("Warp", ("Ivan Tkachenko",), "LoomConf 2021", "beta")
    assert not one(names, "Иван Ткаченко", "Ivan Tkachenko", first, far)
    assert one(names, "Иван Ткаченко", "Ivan Tkachenko", first, near)


# Numbers count in their source and era.


def test_one_number_unites_a_handle_and_a_name(names):
    told = [
        Told("Weft", ("heddler",), LOOM, numbers={"heddler": "loom-2013:7"}),
        Told("Warp", ("Anna Weverling",), "LoomConf 2018", numbers={"Anna Weverling": "loom-2013:7"}),
    ]
    assert one(names, "heddler", "Anna Weverling", *told)


def test_a_number_of_another_era_says_nothing(names):
    told = [
        Told("Weft", ("heddler",), LOOM, numbers={"heddler": "loom-2013:7"}),
        Told("Warp", ("Anna Weverling",), "LoomConf 2018", numbers={"Anna Weverling": "loom-2019:7"}),
    ]
    assert not one(names, "heddler", "Anna Weverling", *told)


def test_a_number_given_to_somebody_else_says_nothing(names):
    told = [
        Told("Weft", ("Bernd Kettler",), LOOM, numbers={"Bernd Kettler": "loom-2013:7"}),
        Told("Warp", ("Anna Weverling",), "LoomConf 2018", numbers={"Anna Weverling": "loom-2013:7"}),
    ]
    assert not one(names, "Bernd Kettler", "Anna Weverling", *told)


def test_two_numbers_of_one_era_speak_against_a_spelling(names):
    told = [
        Told("Weft", ("Anna Weverling",), LOOM, numbers={"Anna Weverling": "loom-2013:7"}),
        Told("Warp", ("Anna Weverlink",), "LoomConf 2018", numbers={"Anna Weverlink": "loom-2013:8"}),
    ]
    assert not one(names, "Anna Weverling", "Anna Weverlink", *told)


def test_who_changed_their_name_goes_by_the_newest_and_the_former_is_not_listed(names):
    told = [
        Told("Weft", ("Anna Kettler",), "LoomConf 2015", numbers={"Anna Kettler": "loom-2013:7"}),
        Told("Warp", ("Anna Weverling",), LOOM, numbers={"Anna Weverling": "loom-2013:7"}),
    ]
    entities, statements = united(names, *told)
    (found,) = [e for e in entities.values() if e.kind == "person"]
    assert (found.id, found.name, found.aliases) == ("person:anna-weverling", "Anna Weverling", ())
    assert not any("Kettler" in sentence for sentence in found.why)
    assert len([s for s in statements if s.subject == found.id]) == 2


# Talks.


def test_a_talk_that_two_sources_tell_of_is_one_though_a_subtitle_is_glued_to_it(names):
    told = [
        Told("Asynchronous looms", ("Anna Weverling",), LOOM),
        Told("Asynchronous loomsWeaving while you wait", ("Anna Weverling",), LOOM, "beta"),
    ]
    entities, statements = united(names, *told)
    (talk,) = [e for e in entities.values() if e.kind == "talk"]
    assert talk.name == "Asynchronous looms"
    assert talk.why
    (gave,) = [s for s in statements if s.predicate == "gave"]
    assert {e.document for e in gave.evidence} == {"alpha.asynchronous-looms", told[1].document}


def test_one_source_that_lists_two_talks_knows_that_they_are_two(names):
    told = [
        Told("Asynchronous looms", ("Anna Weverling",), LOOM),
        Told("Asynchronous looms, continued", ("Anna Weverling",), LOOM),
    ]
    entities, _ = united(names, *told)
    assert len([e for e in entities.values() if e.kind == "talk"]) == 2


def test_a_schedule_that_does_not_name_its_event_is_matched_by_its_talks(names):
    titles = ["Weaving kernels at scale", "Shuttles without tears", "What the reed remembers"]
    told = [Told(title, (f"Anna Weverling {i}",), LOOM) for i, title in enumerate(titles)]
    told += [Told(title, (f"Anna Weverling {i}",), "", "beta") for i, title in enumerate(titles)]
    told += [
        Told("Warp drives explained for everybody who...", ("Bernd Kettler",), LOOM),
        Told("Warp drives explained for everybody who can thread a needle", ("Bernd Kettler",), "", "beta"),
    ]
    entities, _ = united(names, *told)
    talks = [e for e in entities.values() if e.kind == "talk"]
    assert len(talks) == 4
    assert all(e.documents == 2 for e in talks)


def test_a_talk_given_again_stays_two_linked_talks(names):
    told = [
        Told("Weaving kernels at scale", ("Anna Weverling",), LOOM),
        Told("Weaving Kernels at Scale!", ("Anna Weverling",), "Other Days 2021", "beta"),
    ]
    entities, _ = united(names, *told)
    first, second = "talk:weaving-kernels-at-scale.loomconf-2019", "talk:weaving-kernels-at-scale.other-days-2021"
    assert entities[first].repeats == (second,)
    assert entities[second].repeats == (first,)


@pytest.mark.parametrize("title", ["Opening keynote", "Welcome to the loom devroom", "Loom status update"])
def test_what_is_called_so_every_year_is_not_the_same_talk(names, title):
    told = [Told(title, ("Anna Weverling",), LOOM), Told(title, ("Anna Weverling",), "LoomConf 2020")]
    entities, _ = united(names, *told)
    assert not any(e.repeats for e in entities.values())


def test_yearly_reports_of_one_name_are_not_the_same_talk(names):
    told = [
        Told("What the loom community wove in 2019", ("Anna Weverling",), LOOM),
        Told("What the loom community wove in 2020", ("Anna Weverling",), "LoomConf 2020"),
    ]
    entities, _ = united(names, *told)
    assert not any(e.repeats for e in entities.values())


# Events.


def test_editions_named_differently_are_one_and_their_talks_too(names):
    told = [
        Told("Weaving kernels at scale", ("Anna Weverling",), "Loom-Conf 2019"),
        Told("Weaving kernels at scale", ("Anna Weverling",), LOOM, "beta"),
    ]
    entities, _ = united(names, *told)
    assert [e.id for e in entities.values() if e.kind == "event"] == ["event:loomconf-2019"]
    assert "talk:weaving-kernels-at-scale.loomconf-2019" in entities


def test_editions_of_two_years_stay_two(names):
    entities, _ = united(names, Told("Weft", ("A",), LOOM), Told("Weft", ("A",), "LoomConf 2020"))
    assert len([e for e in entities.values() if e.kind == "event"]) == 2


def test_events_of_one_year_that_share_their_talks_are_one(names):
    told = [
        Told(f"Weaving kernels at scale, volume {n}", (f"Anna Weverling {n}",), event, source)
        for n in "abcd"
        for event, source in ((LOOM, "alpha"), ("LoomConf Europe 2019", "beta"))
    ]
    entities, _ = united(names, *told)
    (event,) = [e for e in entities.values() if e.kind == "event"]
    assert event.why == ("“LoomConf 2019” and “LoomConf Europe 2019” are one: the same year, and 4 talks of the same "
                         "persons and titles.",)  # fmt: skip


# What a user says.


def test_a_user_forbids_what_would_be_one(names):
    told = [Told("Weft", ("Dr. Anna Weverling",), LOOM), Told("Warp", ("Anna Weverling",), LOOM)]
    pair = Pair("Dr. Anna Weverling", "Anna Weverling", same=False)
    assert one(names, "Dr. Anna Weverling", "Anna Weverling", *told)
    assert not one(names, "Dr. Anna Weverling", "Anna Weverling", *told, pairs=[pair])


def test_a_user_forces_what_nothing_else_tells_and_that_is_said(names):
    told = [Told("Weft", ("heddler",), LOOM), Told("Warp", ("Anna Weverling",), "Other Days 2021")]
    entities, _ = united(names, *told, pairs=[Pair("Heddler", "person:anna-weverling", same=True)])
    assert entities["person:anna-weverling"].why == ("“Anna Weverling” and “heddler” are one: the user says so.",)


def test_a_user_forces_talks_and_events_too(names):
    told = [Told("Weft", ("Anna Weverling",), LOOM), Told("Warp", ("Anna Weverling",), "Old Looms 2019")]
    pairs = [Pair("LoomConf 2019", "Old Looms 2019", same=True), Pair("weft", "warp", same=True)]
    entities, _ = united(names, *told, pairs=pairs)
    assert len([e for e in entities.values() if e.kind in ("talk", "event")]) == 2


def test_a_pair_of_names_that_nothing_bears_is_noted(names):
    whole = resolved(Told("Weft", ("Anna Weverling",), LOOM))
    _, _, decisions = unify(whole.entities, whole.statements, names, pairs=[Pair("Nobody", "No One", same=True)])
    assert [d.verdict for d in decisions] == ["unsure"]


# What holds whatever is read.

_NAMES = ["Anna Weverling", "A. Weverling", "Anna B. Weverling", "Albert Weverling", "Dr. Anna Weverling",
          "Anna Weverlingg", "Weverling Anna", "Ann Weverling", "John Smith", "J Smith", "John A Smith",
          "John C Smith", "heddler"]  # fmt: skip
_RECORDS = st.builds(
    Told,
    st.sampled_from(
        ["Weaving kernels at scale", "Weaving kernels at scaleA tale", "Shuttles without tears", "Opening"]
    ),
    st.lists(st.sampled_from(_NAMES), max_size=3, unique=True).map(tuple),
    st.sampled_from(["", LOOM, "Loom-Conf 2019", "LoomConf 2020", "Other Days 2021"]),
    st.sampled_from(["alpha", "beta", "gamma"]),
    numbers=st.dictionaries(st.sampled_from(_NAMES), st.sampled_from(["loom-1:1", "loom-1:2", "loom-2:1"]), max_size=3),
)


@settings(max_examples=40, deadline=None)
@given(records=st.lists(_RECORDS, max_size=9), seed=st.integers(0, 9))
def test_order_does_not_show_and_nothing_is_lost(names, records, seed):
    whole = resolved(*records)
    pairs = [Pair("John Smith", "heddler", same=True), Pair("Anna Weverling", "Albert Weverling", same=False)]
    found = unify(whole.entities, whole.statements, names, pairs=pairs)
    mixed = [list(whole.entities), list(whole.statements)]
    for each in (*mixed, pairs):
        random.Random(seed).shuffle(each)
    assert unify(*mixed, names, pairs=pairs) == found

    entities, statements, _ = found
    ids = {entity.id for entity in entities}
    assert ids <= {e.id for e in whole.entities} | {_moved(e.id) for e in whole.entities}
    assert all({s.subject, s.object} <= ids for s in statements)
    assert all(set(e.repeats) <= ids - {e.id} for e in entities)
    assert {e for s in statements for e in s.evidence} == {e for s in whole.statements for e in s.evidence}
    assert not any({"Anna Weverling", "Albert Weverling"} <= {e.name, *e.aliases} for e in entities)
    again = unify(entities, statements, names, pairs=pairs)
    assert {e.id for e in again[0]} <= ids


def _moved(key):
    return key.replace("loom-conf-2019", "loomconf-2019")


def test_ids_of_persons_whom_nothing_unites_stay_as_they_are(names):
    entities, _ = united(names, Told("Weft", ("Anna Weverling",), LOOM), Told("Warp", ("Bernd Kettler",), LOOM))
    assert {person("Anna Weverling"), person("Bernd Kettler")} <= set(entities)


def test_a_crowd_of_one_surname_is_not_held_against_itself(names):
    given_names = ["".join(letters) for letters in itertools.product("BDFG", "aeiou", "lmnr", "aeiou", "stk")]
    told = [
        Told(f"What {name} wove", (f"{name} Smith",), f"LoomConf {2000 + number % 20}", record=str(number))
        for number, name in enumerate(given_names)
    ]
    whole = resolved(*told, *(replace(t, source="beta", event="Other Days 2021") for t in told))
    start = process_time()
    entities, _, _ = unify(whole.entities, whole.statements, names)
    assert process_time() - start < 5
    assert len([e for e in entities if e.kind == "person"]) > 0.9 * len(given_names)
