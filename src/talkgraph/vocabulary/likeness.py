"""Two small linear models in plain Python: is this run of words a person's name, is this phrase the title of a talk?

Logistic regression over sparse features: n-grams of the letters of a name, words and pairs of words of a title, and
the shape of either. The weights are readable tables in `data/`, one feature a line, made by
`benchmarks/train_likeness.py`. They are whole hundredths, so their sum is exact in whatever order it is formed.
What the models were trained on, how good they are and where they fail: docs/likeness.md.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from talkgraph.text import without_accents

BIAS = "(bias)"
MAX_NAME = 120
"""Longest text in characters that may be a name."""
MAX_TITLE = 400
"""Longest text in characters that may be a title."""

_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_PARTICLES = frozenset(
    "af al ap ben bin da das de del della der di do dos du e el ibn la le ten ter van vom von y zu zum".split(),  # noqa: SIM905
)
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[:?!]")
_PRINTED = re.compile(r"[^\W\d_][\w'’-]*")
_CALENDAR = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|\d[:.]\d\d\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*$|\S+\.(?:com|html?|io|net|org|pdf|py|txt)/?$|\S+/\S+$", re.IGNORECASE)
_MARKS = {
    "(": "bracket",
    "[": "square bracket",
    ",": "comma",
    "/": "slash",
    "@": "at",
    " - ": "dash",
    " – ": "dash",
    "&": "ampersand",
    '"': "quoted words",
    "“": "quoted words",
    "…": "dots",
    "...": "dots",
}


@cache
def _weights(table: str) -> dict[str, int]:
    text = (files(__package__) / "data" / f"likeness-{table}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {feature: int(weight) for feature, weight in rows}


def _probability(hundredths: int) -> float:
    return round(1 / (1 + math.exp(-max(-2000, min(2000, hundredths)) / 100)), 3)


@lru_cache(maxsize=8192)
def name_likeness(name: str) -> float:
    """Return from 0 to 1 how much a run of two to four capitalised words looks like a person's name.

    A single word is judged as the first of a name; a text that is too long or has no letters is none.

    >>> name_likeness("Karin Lindqvist") > 0.9, name_likeness("Release Notes") < 0.1
    (True, True)
    >>> name_likeness("Watching Karin") < 0.5 < name_likeness("Jan van der Loom")
    True
    """
    words = _words(name)
    if not words or len(name) > MAX_NAME:
        return 0.0
    weights = _weights("names")
    total = sum(_word_weight(place, word) for place, word in _placed(words))
    return _probability(weights[BIAS] + total + weights.get(_number(words), 0))


@lru_cache(maxsize=8192)
def title_likeness(text: str) -> float:
    """Return from 0 to 1 how much a phrase that a source sets apart looks like the title of a talk.

    >>> title_likeness("Weaving Kernels at Scale: Lessons Learned") > 0.9, title_likeness("slides (PDF)") < 0.1
    (True, True)
    """
    if len(text) > MAX_TITLE or not any(map(str.isalnum, text)):
        return 0.0
    weights = _weights("titles")
    return _probability(weights[BIAS] + sum(weights.get(feature, 0) for feature in title_features(text)))


def name_features(name: str) -> Iterator[str]:
    """Yield the features of a name, as often as they occur: those of its words, and their number."""
    words = _words(name)
    for place, word in _placed(words):
        yield from _word_features(place, word)
    yield _number(words)


def _words(name: str) -> list[str]:
    return _NAME_WORD.findall(name if name.isascii() else unicodedata.normalize("NFC", name))


def _placed(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each word after its place: `f`irst, `m`iddle or `l`ast."""
    last = len(words) - 1
    for index, word in enumerate(words):
        yield ("f" if index == 0 else "l" if index == last else "m"), word


def _number(words: list[str]) -> str:
    return f"words:{min(len(words), 5)}"


@lru_cache(maxsize=16384)
def _word_weight(place: str, word: str) -> int:
    weights = _weights("names")
    return sum(weights.get(feature, 0) for feature in _word_features(place, word))


def _word_features(place: str, word: str) -> Iterator[str]:
    """Yield the word itself, its n-grams of 2 to 4 letters with its ends as `^` and `$`, and its shape."""
    plain = without_accents(word).lower().strip(".")
    if word.endswith(".") and len(plain) == 1:
        yield f"{place}:initial"
        return
    if plain in _PARTICLES:
        yield "particle"
        return
    for part in plain.split("-"):
        marked = f"^{part}$"
        for size in (2, 3, 4):
            for start in range(len(marked) - size + 1):
                yield f"{place}:{marked[start : start + size]}"
        if len(marked) > 4:
            yield f"{place}:{marked}"
    if not word.isascii():
        yield f"{place}:{'accent' if ord(word[0]) < 0x370 else 'other script'}"
    if "-" in word:
        yield f"{place}:hyphen"
    if any(map(str.isdigit, word)):
        yield f"{place}:digit"
    if word.isupper():
        yield f"{place}:{'capitals' if len(word) > 3 else 'short capitals'}"
    elif any(map(str.isupper, word[1:])):
        yield f"{place}:inner capital"


def title_features(text: str) -> Iterator[str]:
    """Yield the features of a title: its words, pairs of words, and its shape."""
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    for token in dict.fromkeys(tokens):
        yield f"w:{token}"
    before = "^"
    for token in (*tokens, "$"):
        yield f"p:{before} {token}"
        before = token
    words = [token for token in tokens if token not in {":", "?", "!"}]
    yield f"length:{min(len(words), 14)}"
    if len(words) > 1 and words[0].endswith("ing"):
        yield "begins with -ing"
    yield from _capitals(text, _PRINTED.findall(text))
    yield from dict.fromkeys(feature for mark, feature in _MARKS.items() if mark in text)
    if text.endswith("."):
        yield "ends with a stop"
    if text.endswith((":", ",", ";")):
        yield "ends open"
    if _ADDRESS.match(text):
        yield "address"
    if any(map(str.isdigit, text)):
        yield "digit"
    if _CALENDAR.search(text):
        yield "date"


def _capitals(text: str, words: Iterable[str]) -> Iterator[str]:
    """Yield how a title uses capitals: at its start, at the start of long words, inside words, throughout."""
    long = [word for word in words if len(word) > 3]
    if long:
        yield f"capitals:{round(4 * sum(word[0].isupper() for word in long) / len(long))}"
    if text[:1].islower():
        yield "begins small"
    if text.isupper():
        yield "all capitals"
    elif any(any(map(str.isupper, word[1:])) and not word.isupper() for word in long):
        yield "inner capital"
