"""The gate for ids, links and dates."""

import pytest
from any_graph import unhurried
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.graph.values import date_type, is_id, is_link, is_local
from talkgraph.text import slug


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example",
        "http://a.example:8080/b/c.html?d=e&f=%C5%82#g/h?",
        "https://en.wikipedia.org/wiki/Loom_(weaving)",
        "https://ł.example/日本語",
        "https://user@a.example/",
        "http://[2001:db8::1]:80/x",
        "https://fa.example/می\u200cخواهم",
    ],
)
def test_addresses(link):
    assert is_link(link)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.example",
        "/a",
        "//a.example/",
        "ftp://a.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "http://:80/",
        "http://user@/",
        "http://git@loom.example:weft/warp.git",
        "http://[broken/",
        "https://a.example/b c",
        "https://a.example/b\u00a0c",
        "https://a.example/b\nc",
        "https://a.example/<b>",
        'https://a.example/"',
        "https://a.example/{b}|c^d`e\\",
        "https://a.example/%zz",
        "https://a.example/#b#c",
        "https://a.example/\x00",
        "https://a.example/\u202egnp.exe",
        "https://a.example/\ud800",
        "https://a.example/\ufffe",
        " https://a.example/",
        "https://a.example/ ",
    ],
)
def test_no_addresses(text):
    assert not is_link(text)


@unhurried
@given(st.text())
def test_a_slug_can_always_stand_in_an_id(name):
    assert is_id(f"topic:{slug(name)}", "topic")


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a b", "a/b", "a?b", "a#b", "a%41", "<a>", "a\u202eb", "a\u00a0b", "\ud800"]
)
def test_what_can_end_no_iri(text):
    assert not is_local(text)


@pytest.mark.parametrize(
    "text", ["", "20140", "2014-1", "2014-13", "2014-00", "2014-02-30", "0000", "２０１４", "2014-10-30T10:00", "x"]
)
def test_no_dates(text):
    assert date_type(text) == ""


def test_what_selects_a_glyph_is_no_part_of_an_id():
    assert not is_local("葛\U000e0100城")
    assert not is_link("https://a.example/\U000e0100")
    assert slug("葛\U000e0100城") == slug("葛城") == "葛城"
