"""What stands out in a text without markup: words between quotation marks, and bare addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_QUOTED = 200
"""Longest stretch between quotation marks in characters; a longer one is a pair that doesn't belong together."""

_ANY = re.compile("[\"“”„‟«»‹›‘‚「」『』]|(?<!\\w)'")
_STRAIGHT = re.compile('"')
_SINGLE = re.compile("'")
# An opening mark → those that may close it. „So“ in German, »so« too, ”so” in Swedish, «so» in French.
_PAIRS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
}
_SPACED = "«‹"  # in French a blank stands inside the marks
_CURLY = re.compile("[“”„‟«»‹›‘’‚「」『』]")
_ELIDED = re.compile("(?:em|tis|twas|til|till|cause|round|bout|n|nuff|s|t|d|ll|re|ve|m)\\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\w/@.])(?:https?://|www\.(?=[\w-]+\.))[^\s<>\"“”«»|]{2,2000}", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'’*_"


def quoted(text: str) -> list[tuple[int, int]]:
    r"""Return where words stand between quotation marks: spans inside the marks, none crossing another.

    >>> text = 'We saw "Looms", ‘Ann’s Yarn’ and the users\' own "Thread'
    >>> [text[start:end] for start, end in quoted(text)]
    ['Looms', 'Ann’s Yarn']
    """
    if not _ANY.search(text):
        return []
    spans = sorted({*_straight(text), *_curly(text), *_single(text)}, key=lambda span: (span[0], -span[1]))
    return list(_nested(spans))


def addresses(text: str) -> list[tuple[int, int]]:
    """Return where bare addresses of the web stand, without the punctuation after them.

    >>> text = "Slides: https://looms.example/a_(b), and more."
    >>> [text[start:end] for start, end in addresses(text)]
    ['https://looms.example/a_(b)']
    """
    if "://" not in text and "www." not in text:
        return []
    return [(match.start(), _address_end(text, match)) for match in _ADDRESS.finditer(text)]


def _address_end(text: str, match: re.Match[str]) -> int:
    end = match.end()
    while end > match.start():
        last = text[end - 1]
        unpaired = last in ")]}" and text.count(last, match.start(), end) > text.count(
            "([{"[")]}".index(last)], match.start(), end
        )
        if last not in _AFTER_ADDRESS and not unpaired:
            break
        end -= 1
    return end


def _straight(text: str) -> Iterator[tuple[int, int]]:
    """Pair straight marks: one before a letter and not after one opens, the next that isn't before a letter closes."""
    opened = -1
    for match in _STRAIGHT.finditer(text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if opened >= 0 and not after.isalnum() and at - opened <= MAX_QUOTED + 2:
            yield from _inside(text, opened + 1, at)
            opened = -1
        elif not before.isalnum() and after and not after.isspace():
            opened = at
        else:
            opened = -1


def _curly(text: str) -> Iterator[tuple[int, int]]:
    """Pair typographic marks; the innermost opening mark that fits is the partner."""
    opened: list[tuple[int, str]] = []
    for match in _CURLY.finditer(text):
        at, char = match.start(), match[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        apostrophe = char == "’" and before.isalnum() and after.isalnum()
        if apostrophe:
            continue
        depth = next((i for i in reversed(range(max(0, len(opened) - 4), len(opened))) if char in opened[i][1]), -1)
        if depth >= 0 and not (char in _PAIRS and after.isalnum() and not before.isalnum()):
            yield from _inside(text, opened[depth][0] + 1, at)
            del opened[depth:]
        elif char in _PAIRS and not before.isalnum() and after and (char in _SPACED or not after.isspace()):
            opened.append((at, _PAIRS[char]))


def _single(text: str) -> Iterator[tuple[int, int]]:
    """Pair straight single marks only where they can't be apostrophes: `'Looms'`, not `LISA '14` or `users' 'em`."""
    opened = -1
    for match in _SINGLE.finditer(text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if not before.isalnum() and after.isalpha() and not _ELIDED.match(text, at + 1):
            opened = at
        elif opened >= 0 and before and not before.isspace() and not after.isalnum():
            yield from _inside(text, opened + 1, at)
            opened = -1


def _inside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without blank ends and without the comma or full stop that American usage puts inside."""
    if end - start > MAX_QUOTED or "\n" in text[start:end]:
        return
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if end - start > 1 and text[end - 1] in ".," and text[end - 2] not in ".,":
        end -= 1
    if any(char.isalnum() for char in text[start:end]):
        yield start, end


def _nested(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Drop each span that crosses one before it."""
    around: list[int] = []
    for start, end in spans:
        while around and around[-1] <= start:
            around.pop()
        if around and end > around[-1]:
            continue
        around.append(end)
        yield start, end
