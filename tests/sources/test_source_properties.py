"""What holds for every document, whatever the bytes."""

import unicodedata

import pytest
from document_dump import cases, document_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from talkgraph.errors import Place, SourceError
from talkgraph.model import BlockKind, MarkKind
from talkgraph.sources import READERS, Source, find, read

PATHS = ["case.md", "case.html", "case.txt", "case", "-"]
PIECES = [
    *(
        "# ",
        "* ",
        "1. ",
        "> ",
        "---\n",
        "===\n",
        "\n",
        "\n\n",
        "    ",
        "  \n",
        "| a | b |\n|---|---|\n",
        "```\n",
        "+++\n",
    ),
    *(
        "[",
        "](",
        ")",
        "![",
        "**",
        "*",
        "_",
        "`",
        "~~",
        "[^1]",
        "[^1]: ",
        "\n: ",
        "{% ",
        " %}",
        "{{",
        "}}",
        "{:.x}",
        "<!--",
        "-->",
    ),
    *(
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<ul><li>",
        "</li>",
        "</ul>",
        "<table><tr><td>",
        "</td>",
        "</table>",
        "<br>",
        "<pre>",
    ),
    *(
        "<a href='/x'>",
        "</a>",
        "<article>",
        "<script>",
        "</script>",
        "<dl><dt>",
        "<dd>",
        "<blockquote>",
        "<h2>",
        "<sup>1</sup>",
    ),
    *(
        '"',
        "'",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        "e\u0301",
        "\u0301",
        "&eacute;",
        "&#769;",
        "&#0;",
        "&#xD800;",
        "\u200b",
        "\u00a0",
    ),
    *(
        "Title: x\n",
        "date: 2014-10-30\n",
        "http://a.example/x).",
        "Looms",
        "Ann Lee",
        " ",
        " by ",
        "x" * 50,
        "\x00",
        "\r",
        "\ufeff",
        "ﬁ",
    ),
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
BYTES = st.one_of(
    st.binary(max_size=300),
    MARKUP.map(lambda text: text.encode("utf-8", "replace")),
    MARKUP.map(lambda text: text.encode("utf-16")),
    MARKUP.map(lambda text: b"---\n" + text.encode("utf-8", "replace") + b"\n---\nText"),
    st.tuples(MARKUP, st.binary(max_size=20)).map(lambda pair: pair[0].encode("utf-8", "replace") + pair[1]),
)


def documents_or_error(source):
    try:
        return read(source), ""
    except SourceError as error:
        return (), str(error)


def assert_sound(document):
    text = document.text
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "\x00" not in text
    end = 0
    for index, block in enumerate(document.blocks):
        words = document.quote(block.span)
        assert words
        assert words == words.strip()
        assert block.span.end <= len(text)
        between = text[end : block.span.start]
        assert between == ("\n\n" if end else "") + (f"{block.name}: " if block.kind is BlockKind.FIELD else "")
        assert "\n\n" not in words
        assert -1 <= block.parent < index
        assert block.parent < 0 or document.blocks[block.parent].kind is BlockKind.ITEM
        assert bool(block.level) == (block.kind in {BlockKind.HEADING, BlockKind.ITEM})
        assert bool(block.group) == (block.kind in {BlockKind.ROW, BlockKind.ITEM})
        assert bool(block.name) == (block.kind is BlockKind.FIELD)
        end = block.span.end
    assert end == len(text)
    around = []
    for mark in document.marks:
        words = document.quote(mark.span)
        assert words
        assert words == words.strip()
        block = document.blocks[document.block_at(mark.span.start)]
        assert mark.span in block.span
        while around and around[-1].end <= mark.span.start:
            around.pop()
        assert not around or mark.span in around[-1], "marks nest"
        around.append(mark.span)
        assert mark.kind in {MarkKind.LINK, MarkKind.CELL} or not mark.target
    starts = [mark.span.start for mark in document.marks]
    assert starts == sorted(starts)
    assert list(document.lines) == sorted(document.lines)
    assert all(0 <= offset < len(text) and line >= 1 for offset, line in document.lines)


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=BYTES)
@example(data=b"")
@example(data=b"\xef\xbb\xbf")
@example(data=b"---\n---\n")
@example(data=b"- > - a\n")
@example(data="*e*\u0301".encode())
@example(data=b"<![CDATA[")
@example(data=b"<li>a<blockquote><li>b</blockquote>")
def test_bytes_make_a_sound_document_or_a_source_error(path, data):
    documents, said = documents_or_error(Source(Place(path), data))
    assert not said or (said.startswith(f"{path}: ") and "\n" not in said)
    for document in documents:
        assert_sound(document)


@pytest.mark.parametrize("reader", READERS, ids=[reader.NAME for reader in READERS])
@settings(max_examples=150, deadline=None)
@given(data=BYTES)
def test_each_reader_alone_raises_nothing_but_source_errors(reader, data):
    try:
        documents = reader.read(Source(Place("case"), data))
    except SourceError:
        return
    for document in documents:
        assert_sound(document)


@pytest.mark.parametrize("source", [case[2] for case in cases()])
def test_the_pages_are_sound(source):
    for path in PATHS[:3]:
        assert_sound(document_of(source, path))


WORDS = st.lists(
    st.sampled_from(
        ["Ann", "Lee", "spoke", "about", "*looms*", "[Yarn for", "All](/1)", '"Thread"', "in", "`code`", "Oulu."]
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=100, deadline=None)
@given(words=WORDS, data=st.data())
def test_wrapping_a_paragraph_of_markdown_otherwise_changes_nothing(words, data):
    breaks = data.draw(st.lists(st.sampled_from([" ", "\n"]), min_size=len(words), max_size=len(words)))
    straight = document_of(" ".join(words))
    wrapped = document_of("".join(word + gap for word, gap in zip(words, breaks, strict=True)))
    assert (wrapped.text, wrapped.blocks, wrapped.marks) == (straight.text, straight.blocks, straight.marks)


@settings(max_examples=50, deadline=None)
@given(data=BYTES)
def test_reading_twice_gives_the_same(data):
    source = Source(Place("case.md"), data)
    assert documents_or_error(source) == documents_or_error(source)


def test_lines_lead_back_to_the_source(tmp_path):
    lines = [
        "---",
        "title: Looms",
        "---",
        "",
        "# Day",
        "",
        "One *two*",
        "three",
        "",
        "- four",
        "- five",
        "",
        "<p>six</p>",
    ]
    path = tmp_path / "case.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    (source,) = find([str(path)])
    (document,) = read(source)
    for word in ("Looms", "Day", "One", "two", "three", "four", "five", "six"):
        line = document.line_at(document.text.index(word))
        assert word in lines[line - 1]
