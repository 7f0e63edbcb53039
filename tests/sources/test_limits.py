"""What nobody types: time stays linear, memory bounded, and what is left out is said."""

import time

import pytest
from document_dump import document_of
from test_source_properties import assert_sound

from talkgraph.sources.decoding import MAX_LINES, MAX_TEXT

SECONDS = 10
"""Of processor time: far above what any case takes (some two), far below what quadratic time would."""


def patient(text, path="case.md"):
    start = time.process_time()
    document = document_of(text, path)
    assert time.process_time() - start < SECONDS
    return document


@pytest.mark.parametrize("path", ["case.md", "case.html", "case.txt"])
@pytest.mark.parametrize("piece", ["Ann Lee spoke. ", '"Looms" and yarn, for all who came to see us. ', "<b>x"])
def test_a_line_of_ten_megabytes_is_cut(piece, path):
    document = patient(piece * (10_000_000 // len(piece)), path)
    assert len(document.text) <= MAX_TEXT
    assert [p.what for p in document.problems if "million" in p.what] == [
        "only the first 8 million characters were read"
    ]


def test_too_many_lines_are_cut():
    document = patient("a\n\n" * MAX_LINES, "case.txt")
    assert len(document.blocks) == MAX_LINES / 2
    assert [str(problem) for problem in document.problems] == [
        f"case.txt:{MAX_LINES}: warning: only the first {MAX_LINES} lines were read"
    ]


@pytest.mark.parametrize("path", ["case.md", "case.html", "case.txt"])
@pytest.mark.parametrize(
    "piece",
    [
        *(
            "[",
            "![",
            "[a](",
            "[]",
            "*",
            "**a ",
            "_a ",
            "`",
            "``a`",
            "<",
            "<a ",
            "<!--",
            "&",
            "\\",
            "~~",
            "[^1]",
            "|",
            "| a ",
            "(",
        ),
        *(
            "> ",
            "- ",
            "1. ",
            "# ",
            "#",
            "```\n",
            "a\n: b\n\n",
            "[a]: b\n",
            "{%",
            "{{ ",
            "{: a",
            "{% comment %}",
            "<figure>",
            ":::",
        ),
        *(
            "<div>",
            "<p>a",
            "<ul><li>",
            "<table><tr><td>",
            "<blockquote>",
            "<b><i>",
            "</b>",
            "<a href=x>",
            "<dt>a",
            "<sup>1",
            "<pre>",
        ),
        *(
            '"a ',
            "“",
            "'a ",
            "«",
            "http://a(((",
            "e\u0301",
            "e*\u0301*",
            "Title: a\n",
            "---\n",
            "+++\n",
            '{"a":',
            "\u00a0",
            "\t",
        ),
    ],
)
def test_patterns_that_parsers_choke_on(piece, path):
    assert_sound(patient(piece * (30_000 // len(piece)), path))


def test_deep_nesting_is_read_as_far_as_it_makes_sense():
    nested = "\n".join("  " * depth + "- looms" for depth in range(300))
    assert patient(nested).text.count("looms") > 20
    assert "looms" in patient("> " * 50 + "looms").text
    assert patient("> " * 500 + "looms").text == ""
    assert "looms" in patient("<div>" * 1500 + "looms", "case.html").text


@pytest.mark.parametrize(
    "head", ["a: " + "[" * 5000, "a: &x [1]\n" + "b: [*x, *x]\n" * 50, "{" * 5000, "a: " + '"' * 5000]
)
def test_front_matter_is_no_way_in(head):
    for fence in ("---", "+++"):
        assert patient(f"{fence}\n{head}\n{fence}\nText.").text.endswith("Text.")
    patient('{"a":' * 20_000)
