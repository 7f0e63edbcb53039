"""Bytes → text: byte order mark, declaration, UTF-8, and only then a guess, which is said."""

from __future__ import annotations

import codecs
import re

from talkgraph.errors import Place, Problem, SourceError
from talkgraph.sources.source import Source
from talkgraph.text import clean_text

MAX_TEXT = 8_000_000
"""Characters that are read of one source; the rest is left out with a warning, so that memory stays bounded."""
FIRST_TEXT = f"{MAX_TEXT // 1_000_000} million characters"
MAX_LINES = 200_000
"""Lines that are read of one source: each may be a paragraph, and costs some two kilobytes while it is parsed."""

_SAMPLE = 64 * 1024
_HEAD = 2048
_BINARY_SHARE = 0.05
_STRAY_BYTES = 0.002
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF", "convert it to text first"),
    (b"PK\x03\x04", "a ZIP archive or office document", "unpack it, or save it as HTML"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x89PNG", "an image", ""),
    (b"GIF8", "an image", ""),
    (b"\xff\xd8\xff", "an image", ""),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as HTML"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# What the web calls Latin-1 or ASCII is windows-1252: the range 0x80–0x9F holds its quotation marks and dashes.
_AS_ON_THE_WEB = {"ascii": "cp1252", "iso8859-1": "cp1252"}
_NEVER = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2", "koi8_r", "mac_roman"),
    *("shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr"),
]
_PAGE_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n"})
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})


def decode(source: Source) -> tuple[str, list[Problem]]:
    """Return the clean text of `source` (NFC, line feeds only), and what had to be read past.

    Raises:
        SourceError: the source is no text.
    """
    refuse_binary(source)
    problems: list[Problem] = []
    data = source.data
    if len(data) > 4 * MAX_TEXT:  # no encoding has more than four bytes a character
        data = data[: 4 * MAX_TEXT]
    text = _to_text(data, source.place, problems)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        problems.append(Problem(Place(source.place.path, line), "NUL bytes left out"))
    text = clean_text(text[: MAX_TEXT + 1].translate(_PAGE_BREAKS) if "\x0c" in text or "\x0b" in text else text)
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT]
        problems.append(cut_short(source.place, FIRST_TEXT))
    if text.count("\n") > MAX_LINES:
        text = up_to(text, "\n", MAX_LINES)
        problems.append(cut_short(Place(source.place.path, MAX_LINES), f"{MAX_LINES} lines"))
    return text, problems


def up_to(text: str, piece: str, count: int) -> str:
    """Return `text` up to and with the `count`th `piece`.

    >>> up_to("a,b,c,d", ",", 2)
    'a,b,'
    """
    end = 0
    for _ in range(count):
        end = text.index(piece, end) + len(piece)
    return text[:end]


def cut_short(place: Place, what: str) -> Problem:
    """Return the warning that only `what` of a source was read."""
    return Problem(place, f"only the first {what} were read")


def refuse_binary(source: Source) -> None:
    """Raise `SourceError` when the bytes are those of an image, an archive or another thing without text."""
    for magic, what, hint in _MAGIC:
        if source.data.startswith(magic):
            raise SourceError(source.place, f"is {what}, not a text", hint)
    if _bom(source.data):
        return
    sample = source.data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _BINARY_SHARE * len(sample):
        raise SourceError(source.place, "is binary, not a text")


def head_text(head: bytes) -> str:
    r"""Return the first bytes of a source as text, good enough to tell its format from.

    >>> head_text(b"\xef\xbb\xbf<html>")
    '<html>'
    """
    found = _bom(head)
    return head[len(found[0]) :].decode(found[1], "replace") if found else head.decode("utf-8", "replace")


def _to_text(data: bytes, place: Place, problems: list[Problem]) -> str:
    found = _bom(data)
    if found:
        text = data[len(found[0]) :].decode(found[1], "replace")
        if "\ufffd" in text:
            problems.append(_broken(text, place, f"broken {found[1]}"))
        return text
    declared = _declared(data[:_HEAD])
    if declared and not _is_utf8(data):
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            problems.append(Problem(place, f"is not in {declared}, as it says"))
    elif declared not in {"", "utf-8"}:
        problems.append(Problem(place, f"is in UTF-8, not in {declared}, as it says"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(data) >= 4 * MAX_TEXT:
            return data[: error.start].decode("utf-8")  # cut by ourselves in the middle of a character
        return _guessed(data, place, problems)


def _is_utf8(data: bytes) -> bool:
    """Return whether these are characters of more than one byte in UTF-8: no other encoding looks so by chance."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _bom(data: bytes) -> tuple[bytes, str] | None:
    return next((pair for pair in _BOMS if data.startswith(pair[0])), None)


def _declared(head: bytes) -> str:
    match = _DECLARED.search(head)
    if not match:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError, ValueError):
        return ""
    if name in _NEVER or name.startswith(("utf-16", "utf-32")):
        return ""  # a declaration that we could read as ASCII isn't in UTF-16
    return _AS_ON_THE_WEB.get(name, name)


def _guessed(data: bytes, place: Place, problems: list[Problem]) -> str:
    """Return UTF-8 with a few stray bytes as such; else what the bytes look most like."""
    text = data.decode("utf-8", "replace")
    strays = text.count("\ufffd")
    if strays <= _STRAY_BYTES * len(text) and not text.isascii() and strays < _multibyte(text):
        problems.append(_broken(text, place, "broken UTF-8"))
        return text
    name = _best_guess(data)
    problems.append(Problem(place, f"not in UTF-8: read as {name}", "save it as UTF-8"))
    return data.decode(name, "replace")


def _multibyte(text: str) -> int:
    return sum(1 for char in text[:_SAMPLE] if char > "\x7f" and char != "\ufffd")


def _best_guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (needed for one file in a thousand)

    first = next((i for i, byte in enumerate(data) if byte > 127), 0)
    start = max(0, first - _SAMPLE // 2)
    best = from_bytes(data[start : start + _SAMPLE], cp_isolation=_CANDIDATES).best()
    return best.encoding if best else "cp1252"


def _broken(text: str, place: Place, what: str) -> Problem:
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return Problem(Place(place.path, line), f"{what}: unreadable bytes are shown as \ufffd")
