"""Bytes → text: the encodings that reports come in, and what is said when they don't say theirs."""

import codecs

import pytest
from document_dump import document_of

from talkgraph.errors import SourceError

GERMAN = "Über Düsseldorf, „Räder“ – schön. Wir möchten über die größten Vorträge in Düsseldorf erzählen."
RUSSIAN = "Доклад о ткацких станках был очень интересным, и все остались довольны этим выступлением."


def whats(document):
    return [str(problem) for problem in document.problems]


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides(bom, encoding):
    document = document_of(bom + GERMAN.encode(encoding))
    assert (document.text, whats(document)) == (GERMAN, [])


@pytest.mark.parametrize(
    "declaration", ['<meta charset="{}">', '<meta http-equiv="x" content="text/html; charset={}">']
)
@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "koi8-r"), (RUSSIAN, "windows-1251"), (GERMAN, "iso-8859-1")])
def test_a_declared_encoding_is_believed(declaration, text, encoding):
    data = f"<html><head>{declaration.format(encoding)}</head><body><p>{text}</p>".encode(
        "cp1252" if encoding == "iso-8859-1" else encoding
    )
    document = document_of(data, "case.html")
    assert (document.text, whats(document)) == (text, [])


def test_a_wrong_declaration_is_said():
    document = document_of('<meta charset="ascii"><p>Räder ☃</p>'.encode(), "case.html")
    assert document.text == "Räder ☃"
    assert whats(document) == ["case.html: warning: is in UTF-8, not in cp1252, as it says"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), ("これは織機についての発表でした。" * 3, "shift_jis")],
)
def test_an_unsaid_encoding_is_guessed_with_a_warning(text, encoding):
    document = document_of(text.encode(encoding))
    assert document.text == text
    assert len(document.problems) == 1
    assert "not in UTF-8: read as" in whats(document)[0]


def test_a_stray_byte_in_utf8_is_shown_and_placed():
    text = "\n".join([GERMAN, ""] * 40)
    data = text.encode().replace("schön".encode(), b"sch\xf6n", 1)
    document = document_of(b"\n" + data)
    assert "sch\ufffdn" in document.text
    assert document.text.count("schön") == 39
    assert whats(document) == ["case.md:2: warning: broken UTF-8: unreadable bytes are shown as \ufffd"]


def test_a_few_nul_bytes_are_left_out():
    document = document_of(b"Looms\n\nYa\x00rn and more of it, for a text must be longer than its noise.")
    assert document.text.startswith("Looms\n\nYarn")
    assert whats(document) == ["case.md:3: warning: NUL bytes left out"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 \xe2\xe3", "is a PDF, not a text; convert it to text first"),
        (b"PK\x03\x04\x14\x00", "is a ZIP archive or office document, not a text; unpack it, or save it as HTML"),
        (b"\x89PNG\r\n\x1a\n", "is an image, not a text"),
        (bytes(range(256)) * 20, "is binary, not a text"),
    ],
)
def test_what_is_no_text_is_refused_whatever_its_name(data, what):
    with pytest.raises(SourceError) as error:
        document_of(data, "case.md")
    assert str(error.value) == f"case.md: {what}"


def test_every_kind_of_line_end_and_page_break():
    assert document_of(b"One\r\ntwo\rthree\n\r\n\x0cfour").text == "One two three\n\nfour"


def test_an_empty_file_is_an_empty_document():
    for path in ("case.md", "case.html", "case.txt", "case"):
        document = document_of(b"", path)
        assert (document.text, document.blocks, document.problems) == ("", (), ())
