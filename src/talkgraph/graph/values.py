"""What may stand in ids, links and dates of a graph: the one gate that every value from outside passes.

Ids become IRIs and links are clicked on, so nothing is mended here: a value is right as it is, or it stays out.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from talkgraph.model import Kind

_UCS = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U000e1000-\U000efffd" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 0xE)
)
"""`ucschar` of RFC 3987: no tags and selectors (U+E0000 to U+E0FFF), nothing that is no character."""
_CHAR = rf"[A-Za-z0-9\-._~!$&'()*+,;=:@{_UCS}]"
_LOCAL = re.compile(rf"(?!\.+$){_CHAR}+")
_PIECE = rf"(?:{_CHAR}|%[0-9A-Fa-f]{{2}})"
_LINK = re.compile(
    rf"(?i:https?)://{_PIECE}*(?:\[[0-9A-Fa-f:.]+\](?::[0-9]*)?)?"
    rf"(?:/(?:{_PIECE}|/)*)?(?:\?(?:{_PIECE}|[/?])*)?(?:#(?:{_PIECE}|[/?])*)?"
)
_PLAIN_HOST = re.compile(r"(?i:https?)://[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*(?=[/?#]|\Z)")
_KINDS = frozenset(Kind)
_JOINERS = str.maketrans("", "", "\u200c\u200d")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def is_local(text: str) -> bool:
    """Return whether `text` can end an IRI as one segment, as it stands.

    >>> is_local("c-plus-plus"), is_local("łukasz-langa"), is_local("two words"), is_local("a/b"), is_local("..")
    (True, True, False, False, False)
    """
    return _LOCAL.fullmatch(text) is not None and _visible(text)


def is_id(text: str, kind: str) -> bool:
    """Return whether `text` is an id of a thing of this `kind`.

    >>> is_id("project:qemu", "project"), is_id("project:qemu", "topic")
    (True, False)
    """
    prefix, colon, local = text.partition(":")
    return bool(colon) and prefix == kind in _KINDS and is_local(local)


def is_link(text: str) -> bool:
    r"""Return whether `text` is an absolute http(s) address made of the characters that RFC 3987 allows.

    Letters of all scripts and parentheses are fine; spaces, quotes, braces, bars and controls are not.

    >>> is_link("https://loom.example/a_(b)?q=ł#c"), is_link("javascript:alert(1)"), is_link("http://a.example/b c")
    (True, False, False)
    """
    if not _LINK.fullmatch(text) or not _visible(text):
        return False
    if _PLAIN_HOST.match(text):
        return True
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)  # `host:path` of git is no address
    except ValueError:
        return False


def date_type(text: str) -> str:
    """Return the XML Schema type of a date that exists (`date`, `gYearMonth`, `gYear`), else an empty string.

    >>> date_type("2014-10-30"), date_type("2014-10"), date_type("2014"), date_type("2014-02-30")
    ('date', 'gYearMonth', 'gYear', '')
    """
    if not text.isascii() or not _DATE.fullmatch(text):
        return ""
    parts = [int(part) for part in text.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return ""
    return ("gYear", "gYearMonth", "date")[len(parts) - 1]


def _visible(text: str) -> bool:
    """No space, control or direction mark of any script; the joiners that Persian and Hindi spell with are fine."""
    return text.isascii() or text.translate(_JOINERS).isprintable()
