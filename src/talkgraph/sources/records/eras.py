"""In which source and era the number of a person means the same person.

Numbers of persons are given anew with each conference system: what a number means outside of its era is nothing. Known
series whose numbers outlive an edition stand here; of all others each edition is an era of its own.
"""

from __future__ import annotations

import re
from typing import Final

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")

ERAS: Final = {"fosdem": ((2013, 2023), (2024, 2100))}
"""Series → first and last year of the eras in which a person keeps the number; years outside have no number at all."""


def era_of(conference: str, start: str) -> str:
    """Return the name of the era that an edition belongs to, or nothing where its numbers aren't those of persons.

    >>> era_of("FOSDEM 2017", "2017-02-04"), era_of("FOSDEM 2009", "2009-02-07"), era_of("31. Chaos Congress", "2014")
    ('fosdem-2013', '', '31. chaos congress 2014')
    """
    found = _YEAR.search(conference) or _YEAR.match(start)
    year = int(found[1]) if found else 0
    series = " ".join(_YEAR.sub("", conference).casefold().split())
    if series in ERAS:
        return next((f"{series}-{first}" for first, last in ERAS[series] if first <= year <= last), "")
    return f"{series} {year or ''}".strip()


def identifier(number: str, era: str) -> str:
    """Return what a person's number is called in the graph; nothing without number or era.

    >>> identifier("1234", "fosdem-2013"), identifier("", "fosdem-2013"), identifier("7", "31. chaos congress 2014")
    ('fosdem-2013:1234', '', '31-chaos-congress-2014:7')
    """
    return f"{re.sub(r'[^a-z0-9]+', '-', era).strip('-')}:{number}" if number and era else ""
