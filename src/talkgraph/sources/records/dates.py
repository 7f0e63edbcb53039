"""Dates of records: they are ISO 8601 or wrong."""

from __future__ import annotations

from datetime import date

from talkgraph.sources.dates import iso_date

EARLIEST, LATEST = 1950, 2100


def day_of(text: str) -> str:
    """Return the day (or month, or year) that a date or a time begins with, or nothing where there is no such day.

    >>> day_of("2014-02-01T10:30:00+01:00"), day_of("20240915T130000Z"), day_of("20008-02-24"), day_of("2014-02-30")
    ('2014-02-01', '2024-09-15', '', '')
    >>> day_of("2014"), day_of("1000-01-01"), day_of("soon")
    ('2014', '', '')
    """
    found = iso_date(text)
    try:
        year = date.fromisoformat(found + "-01-01"[len(found) - 4 :] if len(found) in (4, 7) else found).year
    except ValueError:
        return ""
    return found if EARLIEST <= year <= LATEST else ""
