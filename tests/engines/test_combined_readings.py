"""Several engines' readings as one: one name for what is meant alike, and evidence that says who said what."""

from __future__ import annotations

from dataclasses import dataclass

from engines.loom_reports import document_of
from talkgraph import entities
from talkgraph.engines.combined import Combined, combine, fault_of, stamped
from talkgraph.engines.default import Default
from talkgraph.model import Claim, Evidence, Kind, Mention, Predicate, Reading, Span, engine_of

TEXT = "Ann Lee presented *Looms at scale* at LoomConf 2019. Lee maintains Weft. Bo Yun asked.\n"


@dataclass(frozen=True)
class Saying:
    """Says of the document what it is made with: pairs of kind and words, and claims by number of these."""

    names: tuple[tuple[Kind, str], ...]
    claims: tuple[tuple[int, Predicate, int], ...] = ()

    def read(self, document, vocabulary):
        found = []
        for kind, words in self.names:
            start = document.text.index(words)
            found.append(Mention(Span(start, start + len(words)), kind, words, rule="says"))
        made = []
        for subject, predicate, obj in self.claims:
            span = found[subject].span.cover(found[obj].span)
            made.append(Claim(found[subject], predicate, found[obj], (Evidence.of(document, span, "says", 0.5),)))
        return Reading(document, tuple(found), tuple(made))


def resolved(vocabulary, text=TEXT, **said):
    document = document_of(text)
    reading = Combined((("default", Default()), *said.items())).read(document, vocabulary)
    return entities.resolve([reading], vocabulary)


def engines_of(resolved, key):
    return {engine_of(e.rule) for entity in resolved.entities if entity.id == key for e in entity.evidence}


def test_what_two_find_is_one_thing_with_evidence_of_both(vocabulary):
    found = resolved(vocabulary, loom=Saying(((Kind.PERSON, "Ann Lee"),)))
    assert engines_of(found, "person:ann-lee") == {"default", "loom"}


def test_what_one_finds_is_there_with_its_evidence_alone(vocabulary):
    found = resolved(vocabulary, loom=Saying(((Kind.TOPIC, "maintains"),)))
    assert engines_of(found, "topic:maintains") == {"loom"}
    assert engines_of(found, "person:ann-lee") == {"default"}


def test_where_two_disagree_both_stay_and_each_says_whose_it_is(vocabulary):
    found = resolved(vocabulary, loom=Saying(((Kind.PROJECT, "Ann Lee"),)))
    assert engines_of(found, "person:ann-lee") == {"default"}
    assert engines_of(found, "project:ann-lee") == {"loom"}


def test_a_relation_that_two_read_has_the_evidence_of_both(vocabulary):
    saying = Saying(((Kind.PERSON, "Ann Lee"), (Kind.TALK, "Looms at scale")), ((0, Predicate.GAVE, 1),))
    found = resolved(vocabulary, loom=saying)
    (gave,) = (s for s in found.statements if s.predicate is Predicate.GAVE)
    assert {engine_of(e.rule) for e in gave.evidence} == {"default", "loom"}


def test_a_surname_that_one_person_bears_means_that_person(vocabulary):
    found = resolved(vocabulary, loom=Saying(((Kind.PERSON, ["Lee", "maintains"][0]),)))
    assert [e.id for e in found.entities if e.kind is Kind.PERSON and "lee" in e.id] == ["person:ann-lee"]


def test_a_surname_that_an_engine_gives_alone_is_tied_to_the_full_name_it_gives(vocabulary):
    document = document_of("Xu Qi spoke. Then Qi left.")
    start = document.text.index("Qi left")
    mentions = (
        Mention(Span(0, 5), Kind.PERSON, "Xu Qi", rule="x:x"),
        Mention(Span(start, start + 2), Kind.PERSON, "Qi", rule="x:x"),
    )
    assert {m.name for m in combine([Reading(document, mentions, ())]).mentions} == {"Xu Qi"}


def test_other_engines_never_change_what_the_built_in_one_says(vocabulary):
    document = document_of(TEXT)
    own = Default().read(document, vocabulary)
    loud = Saying(((Kind.PERSON, "Ann Lee presented"), (Kind.EVENT, "LoomConf"), (Kind.PERSON, "Bo")))
    for order in ((("default", Default()), ("loom", loud)), (("loom", loud), ("default", Default()))):
        both = Combined(order).read(document, vocabulary)
        assert set(own.mentions) <= set(both.mentions)
        assert set(own.claims) <= set(both.claims)


def test_combining_is_the_same_in_any_order_of_two_engines_that_agree(vocabulary):
    document = document_of(TEXT)
    one, two = (stamped(Saying(((Kind.PERSON, "Ann Lee"),)).read(document, vocabulary), name) for name in "ab")
    assert combine([one, two]) == combine([two, one])


def test_a_reading_that_the_document_does_not_bear_out_is_found_out(vocabulary):
    document = document_of(TEXT)
    good = Saying(((Kind.PERSON, "Ann Lee"), (Kind.TALK, "Looms at scale")), ((0, Predicate.GAVE, 1),))
    reading = good.read(document, vocabulary)
    assert fault_of(reading, document) == ""
    assert "not among its names" in fault_of(Reading(document, reading.mentions[:1], reading.claims), document)
    assert "doesn't stand in the text" in fault_of(reading, document_of("x" * 300))
    assert "no reading" in fault_of(None, document)
    nowhere = Mention(Span(3, 3), Kind.PERSON, "Ann", rule="r")
    assert "without a place" in fault_of(Reading(document, (nowhere,), ()), document)
