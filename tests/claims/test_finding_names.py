"""Which names are found, and which words that look like names are not."""

import pytest

from talkgraph import claims, sources
from talkgraph.errors import Place
from talkgraph.model import Kind
from talkgraph.sources import Source
from talkgraph.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def names():
    vocabulary = Vocabulary.load()

    def read(text, kind):
        (document,) = sources.read(Source(Place("case.md"), text.encode()))
        reading = claims.read(document, vocabulary)
        return sorted({m.name for m in reading.mentions if m.kind is kind})

    return read


PERSONS = [
    ("Rik van der Meer and Marijke de Vries presented it.", ["Marijke de Vries", "Rik van der Meer"]),
    ("A talk by Siobhán O'Connor and Jean-Luc Martin-Dupont.", ["Jean-Luc Martin-Dupont", "Siobhán O'Connor"]),
    ("The session was led by David A. Miller.", ["David A. Miller"]),
    ("Joe 'Bear' Thompson spoke about it.", ["Joe 'Bear' Thompson"]),
    ("Prof. Dr. Michael Schneider explained it.", ["Michael Schneider"]),
    ("- Looms in Space by MICHAEL SCHNEIDER", ["MICHAEL SCHNEIDER"]),
    ("Łukasz Wiśniewski, José Fernández and Anna Müller met.", ["Anna Müller", "José Fernández", "Łukasz Wiśniewski"]),
    ("Next Tuesday Peter Svensson will present.", ["Peter Svensson"]),
    (
        "A talk by Jean-Baptiste Le Goff and João Pedro Guimarães Neto.",
        ["Jean-Baptiste Le Goff", "João Pedro Guimarães Neto"],
    ),
    ("Red Hat's Snow Petterson showed it.", ["Snow Petterson"]),
    ("**Weaving Without Allocations** (Ikechi Eze-Blum, Weft)", ["Ikechi Eze-Blum"]),
]
NOT_PERSONS = [
    "Apache Spark and Google Cloud were everywhere.",
    "We met in San Francisco, not in New York.",
    "The Linux Foundation and Red Hat paid for lunch.",
    "Machine Learning and Big Data are topics.",
    "On Monday Morning the Keynote Room was full.",
    "See the Release Notes and the Code of Conduct.",
    "We ended up in the Kron Bar.",
]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons_in_the_forms_that_reports_use(names, text, expected):
    assert names(text, Kind.PERSON) == sorted(expected)


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_other_capitalised_words_are_no_persons(names, text):
    assert names(text, Kind.PERSON) == []


def test_one_person_under_several_forms(names):
    text = "Miguel Santos spoke first. Later Miguel sat down. Santos likes looms. M. Santos is on the list."
    assert names(text, Kind.PERSON) == ["Miguel Santos"]


def test_a_first_name_that_two_bear_is_nobodys(names):
    text = "Miguel Santos met Miguel Ferreira. Miguel was late."
    assert names(text, Kind.PERSON) == ["Miguel Ferreira", "Miguel Santos"]


EVENTS = [
    ("I went to FOSDEM 2015 in Brussels.", ["FOSDEM 2015"]),
    ("At LISA '14 we met; LISA is old.", ["LISA '14"]),
    ("The WeaverConf 2019 schedule is out.", ["WeaverConf 2019"]),
    ("See you at the Loom Weavers Summit.", ["Loom Weavers Summit"]),
    ("*loom world 2022* starts on Tuesday.", ["loom world 2022"]),
    ("Netdev 1.2 was held in Tokyo.", ["Netdev 1.2"]),
    ("Weft Belt Weft, the annual gathering of weavers in Ohio, was fun.", ["Weft Belt Weft"]),
    ("I was at the Weft Belt Weft conference.", ["Weft Belt Weft"]),
    ("Weft Belt Weft in Pittsburgh (October 27-28) came next.", ["Weft Belt Weft"]),
    ("Compte rendu des Journées Navette 2017, à Lyon.", ["Journées Navette 2017"]),
    ("The last was by Jorge Aparicio. Weaver Day is next.", ["Weaver Day"]),
    ("Loom Summit & Yarn Forum were fun.", ["Loom Summit", "Yarn Forum"]),
]
NOT_EVENTS = [
    "On the second day of the workshop.",
    "Labor Day is on Monday.",
    "New config options for the conference app.",
    "Allan Day opened it.",
    "At the Python conference in Paris (May 3) we met.",
    "Ann Leeson, the conference chair, spoke.",
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_events_known_and_by_form(names, text, expected):
    assert names(text, Kind.EVENT) == expected


@pytest.mark.parametrize("text", NOT_EVENTS)
def test_days_and_words_are_no_events(names, text):
    assert names(text, Kind.EVENT) == []


PROJECTS = [
    ("We run QEMU on libvirt with KVM.", ["KVM", "QEMU", "libvirt"]),
    ("OpenStack Nova drives libvirt.", ["Nova", "OpenStack", "libvirt"]),
    ("It is written in Go and packaged for Debian.", ["Debian", "Go"]),
    ("She announced [weftlite](https://github.com/example/weftlite), a small database.", ["weftlite"]),
    ("A tool called heddlectl was shown.", ["heddlectl"]),
    ("Their small tool heddled, which queues threads, was new.", ["heddled"]),
    ("Ann Leeson brought warp-edit, her text editor with ropes inside.", ["warp-edit"]),
    ("Heddlix, a new library for pipelines, was shown.", ["Heddlix"]),
    ("Ann Leeson is the maintainer of pg_weft, which she wrote.", ["pg_weft"]),
    ("It builds on WeftStage.", ["WeftStage"]),
    ("It needs libweft, and liberty in the library.", ["libweft"]),
    ("She leads the Warp Self Protection Project.", ["Warp Self Protection Project"]),
]
NOT_PROJECTS = [
    "Let us go home, the heat is on.",
    "We click on the black button and make less noise at the top.",
    "The spark of an idea, with a pinch of salt.",
    "Yesterday, a tool for weavers was shown.",
    "She is the lead of marketing at our place.",
]


@pytest.mark.parametrize(("text", "expected"), PROJECTS)
def test_projects_known_in_context_and_new(names, text, expected):
    assert names(text, Kind.PROJECT) == sorted(expected)


@pytest.mark.parametrize("text", NOT_PROJECTS)
def test_ordinary_words_are_no_projects(names, text):
    assert names(text, Kind.PROJECT) == []


TOPICS = [
    ('Ann Leeson gave "Personalization without Tears" first.', ["Personalization"]),
    ("Ann Leeson of Red Hat works with erasure coding.", ["erasure coding"]),
]
NOT_TOPICS = [
    "Ann Leeson showed Qubes OS, a Fedora-based open source operating system.",
    "Erasure coding was in a paper that I read.",
]


@pytest.mark.parametrize(("text", "expected"), TOPICS)
def test_topics_by_form_and_where_somebody_is_told_of(names, text, expected):
    assert names(text, Kind.TOPIC) == expected


@pytest.mark.parametrize("text", NOT_TOPICS)
def test_terms_in_passing_are_no_topics(names, text):
    assert names(text, Kind.TOPIC) == []
