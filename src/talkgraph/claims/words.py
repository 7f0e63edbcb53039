"""The genre's words: lists that a person can read and correct, kept in `data/words.txt` beside this file.

The file has sections (`[name]`), words separated by white space, `_` for a space inside a phrase, `#` for a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    text = (files(__package__) / "data" / "words.txt").read_text(encoding="utf-8")
    out: dict[str, list[str]] = {}
    section = ""
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
            out[section] = []
        else:
            out[section].extend(word.replace("_", " ") for word in line.split()) if section else None
    return {name: tuple(words) for name, words in out.items()}


@cache
def words(*sections: str) -> frozenset[str]:
    """Return the words of one section, or of several together.

    >>> "keynote" in words("session")
    True
    """
    return frozenset(word for section in sections for word in _sections()[section])


@cache
def one_of(*sections: str) -> str:
    """Return a pattern that matches any word of the sections, the longest first; a space matches any white space.

    >>> bool(re.fullmatch(one_of("session"), "lightning talk"))
    True
    """
    return _alternatives(sorted({word.strip() for word in words(*sections)}))


def _alternatives(ends: Sequence[str]) -> str:
    """Return a pattern of the words, each beginning tried once; of a word and a longer one the longer comes first.

    The same as all words side by side, the longest first, but several times as fast to search with.
    """
    heads: dict[str, list[str]] = {}
    for end in ends:
        if end:
            heads.setdefault(end[0], []).append(end[1:])
    parts = [(r"\s+" if head == " " else re.escape(head)) + _rest(rest) for head, rest in heads.items()]
    whole = parts[0] if len(parts) == 1 and "" not in ends else f"(?:{'|'.join(parts)})"
    return f"{whole}?" if "" in ends else whole


def _rest(ends: Sequence[str]) -> str:
    return "" if list(ends) == [""] else _alternatives(ends)
