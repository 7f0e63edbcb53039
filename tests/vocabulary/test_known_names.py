"""What is found in a text, and how far it is to be trusted: one invented sentence a rule."""

import pytest

from talkgraph.model import Kind
from talkgraph.vocabulary import Form

LOWER = """
go nova heat swift salt click black requests less next rich matrix element discourse crystal ada julia time screen
top make find host at cat ps dig expect nice meet teams signal neon hydra ghost nest express red scratch
"""
CAPITAL = """
Go Nova Heat Swift Salt Click Black Requests Less Next Rich Matrix Element Ada Julia Express Nice Signal Zoom Slack
"""


def seen(vocabulary, text):
    """Return (words, key, form) of each hit's most trusted candidate."""
    hits = vocabulary.find(text)
    return [(text[h.start : h.end], h.candidates[0].entry.key, h.candidates[0].form.name) for h in hits]


def keys(vocabulary, text, kind=None):
    return [c.entry.key for h in vocabulary.find(text) for c in h.candidates if kind is None or c.entry.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a patch for qemu or QEMU", [("qemu", "qemu", "ANY"), ("QEMU", "qemu", "ANY")]),
        ("QEMU's and QEMU’s owner", [("QEMU", "qemu", "ANY"), ("QEMU", "qemu", "ANY")]),
        ("KVM/QEMU", [("KVM", "kvm", "ANY"), ("QEMU", "qemu", "ANY")]),
        ("a (QEMU)-based thing", [("QEMU", "qemu", "ANY")]),
        ("#openstack", [("openstack", "openstack", "ANY")]),
        ("C, C++ and C#!", [("C", "c", "CONTEXT"), ("C++", "cpp", "ANY"), ("C#", "c-sharp", "ANY")]),
        ("C++11", [("C++", "cpp", "ANY")]),
        ("KubeCon+GUADEC", [("KubeCon", "kubecon", "ANY"), ("GUADEC", "guadec", "CASE")]),
        ("on .NET today", [(".NET", "net", "ANY")]),
        ("ASP.NET", [("ASP.NET", "asp-net", "ANY")]),
        ("with Node.js, then", [("Node.js", "node-js", "ANY")]),
        ("at linux.conf.au.", [("linux.conf.au", "linux-conf-au", "ANY")]),
        ("he read perf_events", [("perf_events", "perf", "ANY")]),
        ("AT&T and TCP/IP", [("AT&T", "at-and-t", "CASE"), ("TCP/IP", "tcp-ip", "ANY")]),
        ("Zürich or Zurich", [("Zürich", "zurich", "CASE"), ("Zurich", "zurich", "CASE")]),
        (
            "Let’s Encrypt, let's encrypt",
            [("Let’s Encrypt", "let-s-encrypt", "ANY"), ("let's encrypt", "let-s-encrypt", "ANY")],
        ),
    ],
)
def test_names_in_their_forms(vocabulary, text, expected):
    assert seen(vocabulary, text) == expected


@pytest.mark.parametrize(
    "text", ["open source", "Open Source", "open-source", "OPEN\u00a0SOURCE", "open\nsource", "open‑source"]
)
def test_one_space_or_hyphen_is_as_good_as_another(vocabulary, text):
    assert seen(vocabulary, text) == [(text, "open-source", "ANY")]


@pytest.mark.parametrize("text", ["open\n\nsource", "open. Source", "open - source", "open, source"])
def test_other_separators_part_words(vocabulary, text):
    assert "open-source" not in keys(vocabulary, text)


@pytest.mark.parametrize(
    "text",
    [
        "my_qemu",
        "qemu_img",
        "xqemu",
        "qemux",
        "@qemu",
        "qemu@example.org",
        "docs.qemu.example",
        "qemu.org",
        "qemu.c",
        "qemu://x",
    ],
)
def test_a_name_inside_another_word_is_none(vocabulary, text):
    assert "qemu" not in keys(vocabulary, text)


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("at KVM Forum", "kvm-forum"),
        ("the Linux Plumbers Conference", "linux-plumbers-conference"),
        ("OpenStack Nova", "nova"),
        ("Apache Spark", "apache-spark"),
        ("Red Hat Enterprise Linux", "rhel"),
    ],
)
def test_the_longest_name_wins(vocabulary, text, longest):
    assert [key for _, key, _ in seen(vocabulary, text)] == [longest]


def test_a_long_name_that_fails_leaves_the_short_one(vocabulary):
    """`KVM forum` isn't the event as it spells itself; the project in it is still there."""
    assert ("KVM", "kvm", "ANY") in seen(vocabulary, "in a KVM forum thread")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("container", "containers"),
        ("containers", "containers"),
        ("huge page", "huge-pages"),
        ("hugepages", "huge-pages"),
        ("Hugepage", "huge-pages"),
    ],
)
def test_topics_are_found_in_singular_plural_and_as_one_word(vocabulary, text, key):
    assert key in keys(vocabulary, text, Kind.TOPIC)


def test_projects_have_no_plural(vocabulary):
    assert keys(vocabulary, "two QEMUs") == []


def test_a_plural_abbreviation_is_no_word(vocabulary):
    """High availability is HA; `has` is not two of them."""
    assert keys(vocabulary, "she has it") == []


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Rust", ["CASE"]),
        ("rust", []),
        ("RUST", ["CONTEXT"]),
        ("Debian", ["ANY"]),
        ("debian", ["ANY"]),
        ("UK", ["CASE"]),
        ("uk", []),
    ],
)
def test_case(vocabulary, text, forms):
    hits = vocabulary.find(f"about {text} here")
    assert [hit.candidates[0].form.name for hit in hits] == forms


def test_exact_says_whether_the_spelling_is_the_tables(vocabulary):
    (written,) = vocabulary.find("Debian")
    (shouted,) = vocabulary.find("DEBIAN")
    assert written.candidates[0].exact
    assert not shouted.candidates[0].exact


@pytest.mark.parametrize("word", LOWER.split())
def test_hard_words_are_never_safe_in_lower_case(vocabulary, word):
    hits = vocabulary.find(f"they {word} it")
    assert all(c.form is Form.CONTEXT or c.entry.generic for hit in hits for c in hit.candidates), seen(
        vocabulary, word
    )


@pytest.mark.parametrize("word", CAPITAL.split())
def test_hard_words_need_context_in_capitals_too(vocabulary, word):
    hits = vocabulary.find(f"they saw {word} there")
    assert [c.form for hit in hits for c in hit.candidates if hit.start == 9] != []
    assert all(c.form is Form.CONTEXT for hit in hits for c in hit.candidates)


@pytest.mark.parametrize(
    "text", ["what came next", "we go home", "in less time", "a nice evening", "running code", "a block of ice"]
)
def test_ordinary_words_in_lower_case_are_no_names(vocabulary, text):
    """A context can make `Go` the language, but nothing makes `go` it: `proper` in the table."""
    wrong = [c.entry for hit in vocabulary.find(text) for c in hit.candidates if c.entry.kind is not Kind.TOPIC]
    assert wrong == []


@pytest.mark.parametrize("text", ["Turkey", "Georgia", "Jordan", "Nice", "Phoenix", "Split", "York"])
def test_places_that_are_other_things_need_context(vocabulary, text):
    places = [c for hit in vocabulary.find(text) for c in hit.candidates if c.entry.kind is Kind.PLACE]
    assert places
    assert {c.form for c in places} == {Form.CONTEXT}


def test_all_that_words_may_mean_is_told_the_most_trusted_first(vocabulary):
    (docker,) = vocabulary.find("Docker")
    assert [(c.entry.kind, c.form) for c in docker.candidates] == [
        (Kind.PROJECT, Form.ANY),
        (Kind.ORGANIZATION, Form.CONTEXT),
    ]
    (swift,) = vocabulary.find("Swift")
    assert {c.entry.qualifier for c in swift.candidates} == {"", "language"}


def test_lookup_minds_neither_case_nor_accents_nor_punctuation(vocabulary):
    assert [e.key for e in vocabulary.lookup("linux foundation")] == [
        e.key for e in vocabulary.lookup("The Linux-Foundation")
    ]
    assert "dusseldorf" in [e.key for e in vocabulary.lookup("DUSSELDORF")]
    assert vocabulary.lookup("no such thing at all") == ()


def test_get_knows_keys_of_its_kind_only(vocabulary):
    assert vocabulary.get(Kind.PROJECT, "qemu").name == "QEMU"
    assert vocabulary.get(Kind.EVENT, "qemu") is None


def test_the_long_tier_is_an_option(vocabulary, whole):
    assert len(whole.entries(Kind.PROJECT)) > len(vocabulary.entries(Kind.PROJECT)) + 2000
    assert {entry.tier for entry in vocabulary.entries(Kind.PROJECT)} == {"core", "common"}


def test_nothing_in_nothing(vocabulary):
    assert vocabulary.find("") == []
    assert vocabulary.find(" \n.,-'") == []
