"""What holds for every text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from talkgraph.vocabulary import Vocabulary

VOCABULARY = Vocabulary.load()
WORDS = """
QEMU KVM Forum C++ C# .NET Node.js TCP/IP perf_events Linux Plumbers Conference go Nova OpenStack Zürich Let's Encrypt
linux.conf.au huge pages containers Red Hat Docker RUST rust AT&T The Lounge open-source VMs has
"""
NAMES = st.sampled_from(WORDS.split())
TEXTS = st.lists(NAMES | st.sampled_from(" ,./-_'’@#+\n()") | st.characters(codec="utf-8"), max_size=30).map(
    "".join
) | st.lists(NAMES, max_size=12).map(" ".join)


def normal(text):
    return unicodedata.normalize("NFC", text)


@given(TEXTS.map(normal))
def test_hits_are_in_order_apart_and_whole_words(text):
    end = 0
    for hit in VOCABULARY.find(text):
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end
        assert hit.candidates
        assert not (text[hit.start - 1 : hit.start].isalnum() and text[hit.start].isalnum() and hit.start)
        assert not text[hit.end : hit.end + 1].isalpha()
        assert text[hit.end : hit.end + 1] != "_"


@given(TEXTS.map(normal), TEXTS.map(normal), TEXTS.map(normal))
def test_a_paragraph_is_read_alike_wherever_it_stands(before, text, after):
    """Names never reach across a blank line, so what stands around doesn't matter."""
    alone = [(hit.start, hit.end, hit.candidates) for hit in VOCABULARY.find(text)]
    offset = len(before) + 3
    there = VOCABULARY.find(f"{before}\n\n\n{text}\n\n\n{after}")
    inside = [(h.start - offset, h.end - offset, h.candidates) for h in there if offset <= h.start < offset + len(text)]
    assert inside == alone


@given(TEXTS.map(normal))
def test_candidates_stand_by_trust_and_once(text):
    for hit in VOCABULARY.find(text):
        assert [c.form for c in hit.candidates] == sorted(c.form for c in hit.candidates)
        ids = [(c.entry.kind, c.entry.key) for c in hit.candidates]
        assert len(set(ids)) == len(ids)


@given(TEXTS.map(normal))
def test_reading_twice_and_loading_twice_give_the_same(text):
    assert VOCABULARY.find(text) == VOCABULARY.find(text) == OTHER.find(text)


OTHER = Vocabulary.load()
