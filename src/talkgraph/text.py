"""Names as strings: how they are compared, turned into ids, and made safe to print."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

MAX_SLUG = 80
"""Longest slug in characters; a longer one is cut and gets a hash of the whole (`notes on ids`: docs/architecture.md).
"""

_SPELLED = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "}
_SPELLED_RE = re.compile(r"[+#&@]")
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_NOT_WORD = re.compile(r"[\W_]+")
_LEADING_DOT = re.compile(r"(?<!\w)\.(?=[A-Za-z])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SELECTORS = re.compile("[\U000e0000-\U000e0fff]")
"""Tags and selectors of glyphs: they say nothing, and may not stand in an IRI."""
_LATIN_MARK_LIMIT = 0x0370
_TRANSLITERATED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ħ": "h"})


def without_accents(text: str) -> str:
    """Return `text` decomposed (NFKD) without its combining marks: `Hajnóczi` → `Hajnoczi`."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return the form under which two spellings of a name are the same.

    NFKD without accents, caseless, punctuation and runs of spaces as one space, no leading `the`; the comparison
    that the gold files are scored by.

    >>> fold("The Linux-Foundation") == fold("linux foundation")
    True
    """
    text = _NOT_WORD.sub(" ", without_accents(name).casefold()).strip()
    return text.removeprefix("the ")


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """Return the readable part of an id: a function of `name` alone.

    At most `MAX_SLUG` characters, all of them letters, digits or `-`, in NFC; Latin letters lose their accents, other
    scripts stay. `+ # & @` are spelled out, so that C, C++ and C# stay three things. A name that is cut, or that has
    no letter at all, ends in a hash of itself.

    >>> slug("Stefan Hajnóczi"), slug("C++"), slug(".NET")
    ('stefan-hajnoczi', 'c-plus-plus', 'dotnet')
    """
    text = unicodedata.normalize("NFKC", name)
    text = _LEADING_DOT.sub("dot", text)
    text = _SPELLED_RE.sub(lambda m: _SPELLED[m[0]], text).casefold()
    if not text.isascii():
        text = text.translate(_TRANSLITERATED)
        text = _drop_latin_marks(text)
    if text.isascii():
        text = _NOT_ASCII_WORD.sub("-", text).strip("-")
    else:
        kept = (c if c.isalnum() or _is_mark(c) else " " for c in _SELECTORS.sub("", text))
        text = "-".join("".join(kept).split())
    if text and len(text) <= MAX_SLUG:
        return text
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{text[: MAX_SLUG - 9].rstrip('-')}-{digest}" if text else digest


def _is_mark(char: str) -> bool:
    """Return whether a character belongs to the letter before it (accents, vowel signs of Indic scripts)."""
    return unicodedata.category(char)[0] == "M"


def _drop_latin_marks(text: str) -> str:
    """Drop combining marks after letters below U+0370 (Latin); keep those of other scripts."""
    out: list[str] = []
    base = " "
    for char in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(char):
            if ord(base) >= _LATIN_MARK_LIMIT:
                out.append(char)
        else:
            base = char
            out.append(char)
    return unicodedata.normalize("NFC", "".join(out))


def printable(text: str) -> str:
    r"""Return `text` safe for a terminal: control characters, bidirectional marks and lone surrogates as `\\uXXXX`.

    >>> printable("a\x1b[31mb")
    'a\\u001b[31mb'
    """
    text = _CONTROLS.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def clean_text(text: str) -> str:
    """Return `text` as documents keep it: NFC, line feeds only, no NUL or other C0 control but TAB and LF, no
    surrogate.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]", "", text)
    text = re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    return unicodedata.normalize("NFC", text)
