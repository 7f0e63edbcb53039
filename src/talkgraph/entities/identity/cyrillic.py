"""Names in Cyrillic letters beside the same in Latin ones, however they were transliterated."""

from __future__ import annotations

import re
from functools import lru_cache

_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
        "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
_ALIKE = (("ks", "x"), ("kh", "h"), ("zh", "j"), ("shch", "sh"), ("ts", "c"), ("ph", "f"), ("w", "v"))
_END = re.compile(r"(?:i|y|j){1,3}$")
_AFTER = (("y", "i"), ("j", "i"), ("ie", "e"), ("ia", "a"), ("iu", "u"), ("io", "e"))
_TWICE = re.compile(r"(.)\1")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def is_cyrillic(text: str) -> bool:
    """Return whether there is a Cyrillic letter in it."""
    return bool(_CYRILLIC.search(text))


@lru_cache(maxsize=1 << 16)
def sound_of(word: str) -> str:
    """Return what all ways to write a word in Latin letters have in common; for words in small letters.

    >>> sound_of("колодяжный") == sound_of("kolodyazhny"), sound_of("юрий") == sound_of("yury")
    (True, True)
    """
    latin = word.translate(_LATIN)
    for spelled, sound in _ALIKE:
        latin = latin.replace(spelled, sound)
    latin = _END.sub("i", latin)
    for spelled, sound in _AFTER:
        latin = latin.replace(spelled, sound)
    return _TWICE.sub(r"\1", latin)


def same_in_cyrillic(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether one of two names is in Cyrillic letters, the other in Latin ones, and both sound alike.

    >>> same_in_cyrillic(("иван", "ткач"), ("ivan", "tkach")), same_in_cyrillic(("ivan",), ("ivan",))
    (True, False)
    """
    if is_cyrillic(a[-1]) == is_cyrillic(b[-1]) or len(a) != len(b):
        return False
    return sorted(map(sound_of, a)) == sorted(map(sound_of, b))
