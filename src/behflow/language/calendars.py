"""Days, months and years: Gregorian arithmetic, Easter, and the Jalali calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from behflow.timing import jalali
from behflow.timing.years import YEARS

FIRST = date(YEARS[0], 1, 1)
LAST = date(YEARS[1], 12, 31)
"""The days that a task may be due on; words may name others, which stay text."""

_DAY = timedelta(days=1)
_JALALI_FIRST = jalali.first(jalali.FIRST_YEAR, 1)
_JALALI_LAST = jalali.first(jalali.LAST_YEAR, 12)
_LONGEST = date.max.toordinal()


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if day > 28 and day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def acceptable(day: date) -> bool:
    """Whether a task may be due on it."""
    return FIRST <= day <= LAST


def clamp(day: date) -> date:
    """The nearest day that a task may be due on."""
    return min(max(day, FIRST), LAST)


def add_days(day: date, days: int) -> date:
    """Stops at the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), _LONGEST))


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last day of the month when that one is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_workdays(day: date, count: int) -> date:
    """Monday to Friday; from a weekend the first workday is the next Monday (or the Friday before it)."""
    count = max(min(count, 20_000), -20_000)
    step = 1 if count > 0 else -1
    weeks, rest = divmod(abs(count), 5)
    day = add_days(day, step * 7 * weeks)
    while rest or day.weekday() > 4:
        nxt = add_days(day, step)
        if nxt == day:
            break
        day = nxt
        if day.weekday() < 5 and rest:
            rest -= 1
    return day


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth (1..5, or -1.. from the end) such weekday of a month."""
    if nth > 0:
        first = date(year, month, 1)
        day = first + _DAY * ((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = month_end(date(year, month, 1))
        day = last - _DAY * ((last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return day if (day.year, day.month) == (year, month) else None


def easter(year: int) -> date:
    """Western Easter (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter as a Gregorian date (Meeus' Julian computus, moved by the difference of the calendars)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + _DAY * (year // 100 - year // 400 - 2)


def week_start(day: date, first_weekday: int = 0) -> date:
    """The first day of its week."""
    return add_days(day, -((day.weekday() - first_weekday) % 7))


def to_jalali(day: date) -> tuple[int, int, int]:
    """Year, month and day of the solar Hijri calendar; days outside its table are moved to the nearest one."""
    return jalali.split(min(max(day, _JALALI_FIRST), _JALALI_LAST))


jalali_days = jalali.length


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day within the years the program accepts."""
    if not 1280 <= year <= 1578 or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if day > jalali_days(year, month):
        return None
    return jalali.first(year, month) + _DAY * (day - 1)
