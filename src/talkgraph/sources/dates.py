"""Dates as people and programs write them → ISO 8601."""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?(?!\d)",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T\d|\b)",
        rf"(?:\w+,?\s+)?{_DAY}\s*(?:of\s+)?[-\s]?{_MONTH},?[-\s]+{_YEAR}",
        rf"(?:[a-z]+,?\s+)?{_MONTH}\s+{_DAY}(?:\s*,\s*|\s+){_YEAR}",
        rf"(?:[a-z]{{3}}\s+)?{_MONTH}\s+{_DAY}\s+[\d:]+\s+(?:[A-Z]{{3,4}}\s+)?{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}",
        rf"{_YEAR}(?![\w-])",
    )
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso_date(text: str) -> str:
    """Return the day, month or year that `text` begins with in ISO 8601, or nothing.

    Days and months that could be swapped (`3/4/2014`) give the year alone.

    >>> [iso_date(d) for d in ("2014-10-30 14:28:08 UTC", "Sat, 10 Feb 2018 18:02:44 +0100", "October 30th, 2014")]
    ['2014-10-30', '2018-02-10', '2014-10-30']
    >>> [iso_date(d) for d in ("May 2014", "30.10.2014", "3/4/2014", "10/30/2014", "soon")]
    ['2014-05', '2014-10-30', '2014', '2014-10-30', '']
    """
    text = text.strip()[:80]
    for form in _FORMS:
        match = form.match(text)
        if match:
            found = _iso(match.groupdict())
            if found:
                return found
    return ""


def _iso(parts: dict[str, str | None]) -> str:
    year, month, day = parts["year"] or "", parts.get("month"), parts.get("day")
    first, second = parts.get("first"), parts.get("second")
    if first and second:
        low, high = sorted((int(first), int(second)))
        if high <= 12 and low != high:
            return year
        month, day = str(low), str(high)
    if not month:
        return year
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    if not 1 <= number <= 12:
        return ""
    if not day:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}" if 1 <= int(day) <= _DAYS[number - 1] else ""
