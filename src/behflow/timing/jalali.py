"""The solar Hijri calendar of Iran as plain arithmetic, for the years 1178 to 1583 (1799 to 2205 of the common era).

A table of New Year's days is made once from the 33-year rule, which the official calendar follows in these years but
for 1502 and 1503. The tests compare every day with persiantools, whose import alone would take longer than reading
a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import accumulate

FIRST_YEAR, LAST_YEAR = 1178, 1583

_NOWRUZ = date(1799, 3, 21).toordinal()
_LONG_MONTHS = 6
_BEFORE = (0, 0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)


def is_leap(year: int) -> bool:
    """Whether Esfand has 30 days (kabiseh)."""
    return year == 1503 or (year != 1502 and (25 * year + 11) % 33 < 8)


_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
_OPENINGS = list(accumulate((366 if is_leap(year) else 365 for year in _YEARS), initial=_NOWRUZ))
"""The ordinal of every 1 Farvardin, and of the day after the last year."""


def split(day: date) -> tuple[int, int, int]:
    """Year, month and day of a date. Raises ValueError outside the years of the table."""
    ordinal = day.toordinal()
    index = bisect_right(_OPENINGS, ordinal) - 1
    if not 0 <= index < len(_YEARS):
        raise ValueError("the date lies outside the calendar")
    rest = ordinal - _OPENINGS[index]
    if rest < 186:
        return FIRST_YEAR + index, rest // 31 + 1, rest % 31 + 1
    rest -= 186
    return FIRST_YEAR + index, rest // 30 + _LONG_MONTHS + 1, rest % 30 + 1


def first(year: int, month: int) -> date:
    """The first day of a month. Raises ValueError outside the years of the table."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise ValueError("the month lies outside the calendar")
    return date.fromordinal(_OPENINGS[year - FIRST_YEAR] + _BEFORE[month])


def length(year: int, month: int) -> int:
    """How many days a month has."""
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < 12 or is_leap(year) else 29
