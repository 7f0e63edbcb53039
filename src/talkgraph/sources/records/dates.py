"""Dates of records: they are ISO 8601 or wrong."""

from __future__ import annotations

from datetime import date

from talkgraph.sources.dates import iso_date

EARLIEST, LATEST = 1950, 2100


def day_of(text: str) -> str:
    """Return the day that a date or a time begins with, or nothing where there is no such day.

    >>> day_of("2014-02-01T10:30:00+01:00"), day_of("20240915T130000Z"), day_of("20008-02-24"), day_of("2014-02-30")
    ('2014-02-01', '2024-09-15', '', '')
    """
    found = iso_date(text)
    try:
        day = date.fromisoformat(found)
    except ValueError:
        return ""
    return found if EARLIEST <= day.year <= LATEST else ""
