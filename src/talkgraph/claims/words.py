"""The genre's words: lists that a person can read and correct, kept in `data/words.txt` beside this file.

The file has sections (`[name]`), words separated by white space, `_` for a space inside a phrase, `#` for a remark.
"""

from __future__ import annotations

import re
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
    ordered = sorted(words(*sections), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace("\\ ", r"\s+") for w in ordered) + ")"
