"""Readings become entities and statements: ids from names alone, evidence kept, order without a trace."""

import random

import pytest

from talkgraph import claims, entities, sources
from talkgraph.entities.unite import join, unite, united
from talkgraph.errors import Place
from talkgraph.sources import Source
from talkgraph.vocabulary import Vocabulary

REPORTS = {
    "a.md": '# KVM Forum 2019\n\nMiguel Santos of Red Hat presented "Weaving Kernels at Scale" about QEMU. '
    "Miguel was late.\n",
    "b.md": "# Back from Lyon\n\nAt KVM Forum 2019, held in Lyon, I heard MIGUEL SANTOS "
    'present "Weaving Kernels at Scale".\n',
    "c.md": "# GUADEC 2019\n\n- [Threads Without Tears](https://example.org/t/1) by Joanna Kowalska (Collabora)\n",
}


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.load()


@pytest.fixture(scope="module")
def readings(vocabulary):
    out = []
    for name, text in REPORTS.items():
        (document,) = sources.read(Source(Place(name), text.encode()))
        out.append(claims.read(document, vocabulary))
    return out


@pytest.fixture(scope="module")
def resolved(readings, vocabulary):
    return entities.resolve(readings, vocabulary)


def test_one_node_for_one_thing_in_two_reports(resolved):
    by_id = {e.id: e for e in resolved.entities}
    person = by_id["person:miguel-santos"]
    assert person.documents == 2
    assert "Miguel" in person.aliases
    talk = by_id["talk:weaving-kernels-at-scale.kvm-forum-2019"]
    assert talk.documents == 2


def test_a_statement_said_twice_keeps_both_quotes(resolved):
    (gave,) = [s for s in resolved.statements if s.predicate == "gave" and s.subject == "person:miguel-santos"]
    assert {e.document for e in gave.evidence} == {"a", "b"}
    assert gave.confidence == max(e.confidence for e in gave.evidence)


def test_every_quote_stands_in_its_document(readings, resolved):
    texts = {r.document.id: r.document.text for r in readings}
    evidence = [e for s in resolved.statements for e in s.evidence] + [e for n in resolved.entities for e in n.evidence]
    assert evidence
    for each in evidence:
        assert texts[each.document][each.span.start : each.span.end] == each.quote


def test_the_order_of_the_reports_does_not_show(readings, resolved, vocabulary):
    for seed in range(5):
        shuffled = list(readings)
        random.Random(seed).shuffle(shuffled)
        assert entities.resolve(shuffled, vocabulary) == resolved


def test_how_the_reports_are_grouped_does_not_show(readings, resolved, vocabulary):
    alone = [entities.resolve_one(reading, vocabulary) for reading in readings]
    grouped = united([united(alone[1:]), united(alone[:2]), alone[0]])
    assert entities.finish(grouped, vocabulary) == resolved


def test_ids_do_not_depend_on_what_else_is_read(readings, resolved, vocabulary):
    everything = {e.id for e in resolved.entities}
    for reading in readings:
        assert {e.id for e in entities.resolve([reading], vocabulary).entities} <= everything


def test_uniting_is_idempotent_and_commutative(resolved):
    for entity in resolved.entities:
        assert unite([entity, entity]) == entity
    for statement in resolved.statements:
        assert join([statement, statement]) == statement
    first, second = resolved.entities[0], resolved.entities[1]
    assert unite([first, second]).aliases == unite([second, first]).aliases


def test_short_forms_are_decided_with_a_reason(resolved):
    (decision,) = [d for d in resolved.decisions if d.name == "Miguel"]
    assert decision.other == "Miguel Santos"
    assert "first name" in decision.reason


def test_the_link_of_a_title_is_its_address(resolved):
    by_id = {e.id: e for e in resolved.entities}
    assert by_id["talk:threads-without-tears.guadec-2019"].url == "https://example.org/t/1"
