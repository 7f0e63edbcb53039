"""Two small linear models: does a run of words look like a person's name, does a phrase look like a talk's title?

Logistic regression over sparse features (character n-grams of the words of a name; words and shape of a title). The
weights are readable tables in `data/`, one feature a line, made by `benchmarks/train_likeness.py`; what they were
trained on, how good they are and where they fail: docs/likeness.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from talkgraph.text import without_accents

BIAS = "(bias)"
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[:?!]")
_PARTICLES = frozenset(
    {
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "y",
    }
)
_CALENDAR = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|october|"
    r"november|december)\b|\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


@cache
def _weights(table: str) -> dict[str, float]:
    text = (files(__package__) / "data" / f"likeness-{table}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}


def _score(table: str, features: Iterator[str]) -> float:
    weights = _weights(table)
    total = weights[BIAS] + sum(weights.get(feature, 0.0) for feature in features)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


@lru_cache(maxsize=8192)
def name_likeness(name: str) -> float:
    """Return from 0 to 1 how much a run of capitalised words looks like a person's name.

    >>> name_likeness("Karin Lindqvist") > 0.8, name_likeness("Release Notes") < 0.2
    (True, True)
    """
    return _score("names", name_features(name))


@lru_cache(maxsize=8192)
def title_likeness(text: str) -> float:
    """Return from 0 to 1 how much a phrase that a source sets apart looks like the title of a talk.

    >>> title_likeness("Weaving Kernels at Scale: Lessons Learned") > 0.7, title_likeness("slides (PDF)") < 0.3
    (True, True)
    """
    return _score("titles", title_features(text))


def name_features(name: str) -> Iterator[str]:
    """Yield the features of a name: n-grams of 2 to 4 characters of the first, inner and last word, and its shape."""
    words = _WORD.findall(name)
    last = len(words) - 1
    for index, word in enumerate(words):
        place = "f" if index == 0 else "l" if index == last else "m"
        plain = without_accents(word).lower().strip(".")
        if word.endswith(".") and len(plain) == 1:
            yield f"{place}:initial"
            continue
        if plain in _PARTICLES:
            yield "particle"
            continue
        marked = f"^{plain}$"
        for size in (2, 3, 4):
            for start in range(len(marked) - size + 1):
                yield f"{place}:{marked[start : start + size]}"
        if word != without_accents(word):
            yield "accent"
        if "-" in word:
            yield f"{place}:hyphen"
        if len(word) > 3 and word.isupper():
            yield f"{place}:capitals"
        if any(c.isupper() for c in word[1:]) and not word.isupper():
            yield f"{place}:inner capital"
    yield f"words:{min(len(words), 5)}"


def title_features(text: str) -> Iterator[str]:
    """Yield the features of a title: its words, pairs of words, and its shape."""
    tokens = [t.lower() for t in _TOKEN.findall(text)]
    words = [t for t in tokens if t not in ":?!"]
    for token in set(tokens):
        yield f"w:{token}"
    for pair in set(zip(["^", *tokens], [*tokens, "$"], strict=True)):
        yield f"p:{pair[0]} {pair[1]}"
    printed = re.findall(r"[^\W\d_][\w'’-]*", text)
    long = [w for w in printed if len(w) > 3]
    yield f"length:{min(len(words), 14)}"
    if long:
        yield f"capitals:{round(4 * sum(w[0].isupper() for w in long) / len(long))}"
    if printed and all(w.isupper() for w in printed):
        yield "all capitals"
    for mark, feature in (
        (":", "colon"),
        ("?", "question"),
        ("(", "bracket"),
        (",", "comma"),
        ("/", "slash"),
        ("@", "at"),
    ):
        if mark in text:
            yield feature
    if text[-1:] == ".":
        yield "ends with a stop"
    if text[:1].islower():
        yield "begins small"
    if words and words[0].endswith("ing"):
        yield "begins with -ing"
    if _CALENDAR.search(text):
        yield "date"
