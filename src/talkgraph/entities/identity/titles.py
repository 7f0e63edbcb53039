"""How alike the titles of two talks are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talkgraph.entities.identity.name_form import folded

_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    "a an the of in on for to and or with at by from your my our is are how what why de la le les et du des en del el"  # noqa: SIM905
    " los las y der die das und mit fur von im".split()
)
_GENERIC = frozenset(
    "opening closing welcome keynote keynotes lightning talk talks introduction intro panel discussion session"  # noqa: SIM905
    " sessions workshop tutorial bof q qa questions answers remarks ceremony day morning afternoon evening plenary"
    " sprint sprints devroom track room break lunch part one two three i ii iii conference announcement announcements"
    " community meeting general assembly summit open space spaces feedback speech event hackathon live podcast"
    " unconference demo demos poster posters roundtable round table news update updates status state future report"
    " year".split()
)
"""Words that make no title by themselves, in small letters."""
_GREETING = frozenset({"welcome", "introduction", "intro", "opening", "closing"})
_SAME = 0.8
"""Share of words that the titles of one talk in two sources, or of a talk given twice, have in common."""
_PREFIX = 5
"""Letters of a title that another begins with, where it is cut or a subtitle is glued to it."""
_INSIDE = 20
"""Letters of a title that stands inside another."""
_SHORT = 10
"""Letters of a title that many talks may have."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, taken apart."""

    squashed: str
    """Its letters and digits, small and without accents."""
    words: frozenset[str]
    """Those that say something."""
    numbers: tuple[str, ...]
    """Years, versions, parts, in order."""

    @property
    def generic(self) -> bool:
        """Whether many talks may be called so: `Closing keynote`."""
        return len(self.words) < 2 or self.words <= _GENERIC or len(self.squashed) < _SHORT

    @property
    def specific(self) -> bool:
        """Whether it says enough to know the talk by it, wherever it is given: not `Loom status update`."""
        greets = "devroom" in self.words and not self.words.isdisjoint(_GREETING)
        return not self.generic and not greets and len(self.words - _GENERIC) > 1


@lru_cache(maxsize=1 << 16)
def title_of(text: str) -> Title:
    """Return a title taken apart.

    >>> sorted(title_of("Looms at Scale: Part 2").words), title_of("Looms at Scale: Part 2").numbers
    (['2', 'looms', 'part', 'scale'], ('2',))
    """
    words = _WORD.findall(folded(text))
    return Title(
        "".join(words),
        frozenset(word for word in words if word not in _COMMON),
        tuple(word for word in words if any(map(str.isdigit, word))),
    )


def same_title(a: Title, b: Title) -> bool:
    """Return whether two titles are one but for spelling, order and small words."""
    if a.squashed == b.squashed:
        return bool(a.squashed)
    if a.numbers != b.numbers or a.generic or b.generic:
        return False
    return _share(a, b) >= _SAME


def near_title(a: Title, b: Title) -> bool:
    """Return whether two sources may mean one talk: one title is cut, or goes on with a subtitle, or is worded anew.

    >>> near_title(title_of("Raspberry Looms"), title_of("Raspberry LoomsPhysical weaving"))
    True
    """
    if same_title(a, b):
        return True
    short, long = sorted((a.squashed, b.squashed), key=len)
    if len(short) >= _PREFIX and (long.startswith(short) or (len(short) > _INSIDE and short in long)):
        return True
    few = min(len(a.words), len(b.words))
    return few > 1 and len(a.words & b.words) / few >= _SAME and not _other_numbers(a, b)


def _other_numbers(a: Title, b: Title) -> bool:
    return bool(a.numbers and b.numbers and a.numbers != b.numbers)


def like_title(a: Title, b: Title) -> bool:
    """Return whether two titles may be of one talk, where all else says that they are."""
    few = min(len(a.words), len(b.words))
    return 2 * len(a.words & b.words) > few


def _share(a: Title, b: Title) -> float:
    return len(a.words & b.words) / len(a.words | b.words)
