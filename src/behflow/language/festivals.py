"""Days of the year that have a name: fixed ones, nth weekdays, those that follow Easter or the moon; also the
seasons, quarters, halves and numbered weeks.

Dates of the Islamic, Hebrew, Chinese, Hindu and Buddhist calendars are those of the library ``holidays``, which is
loaded when the first of them is named: words that name none must not pay for it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any

from behflow.language.calendars import (
    add_days,
    add_months,
    easter,
    from_jalali,
    make_day,
    nth_weekday,
    orthodox_easter,
    week_start,
)
from behflow.language.days import Days, Every, Grain, Stretch, day_stretch

Rule = tuple[Any, ...]
"""``(month, day)``; ``(month, nth, weekday[, shift])``; ``("easter" | "orthodox", shift)``; ``("jalali", month, day)``;
``("moon", calendar, name[, shift[, length]])``; ``("season", month, day)``; ``("quarter" | "half" | "week", number)``.
"""

_CALENDARS = {
    "islamic": "_IslamicLunar",
    "hebrew": "_HebrewLunisolar",
    "chinese": "_ChineseLunisolar",
    "hindu": "_HinduLunisolar",
    "buddhist": "_BuddhistLunisolar",
}
_GRAINS: dict[str, Grain] = {"season": "quarter", "quarter": "quarter", "half": "half", "week": "week"}


@lru_cache(maxsize=16)
def _calendar(name: str) -> Any:
    return getattr(import_module(f"holidays.calendars.{name}"), _CALENDARS[name])()


def _moon(calendar: str, name: str, year: int) -> list[date]:
    """The library gives a date, a pair of a date and whether it is estimated, or several of either."""
    table = _calendar(calendar)
    found = getattr(table, f"{name}_date", None) or getattr(table, f"{name}_dates")
    given = found(year)
    if given is None or isinstance(given, date | tuple):
        given = [given]
    days = [one[0] if isinstance(one, tuple) else one for one in given]
    return sorted({day for day in days if day is not None and day.year == year})


def _jalali(year: int, rule: Rule) -> date | None:
    """A day of the solar Hijri calendar; with a weekday the last such day before the month's end."""
    for jalali_year in (year - 621, year - 622):
        if len(rule) > 3:
            first = from_jalali(jalali_year + rule[1] // 12, rule[1] % 12 + 1, 1)
            day = None if first is None else add_days(first, -((first.weekday() - rule[3] - 1) % 7) - 1)
        else:
            day = from_jalali(jalali_year, rule[1], rule[2])
        if day is not None and day.year == year:
            return day
    return None


@lru_cache(maxsize=512)
def festival(rule: Rule, year: int) -> tuple[Stretch, ...]:
    """The stretches that a rule has in a year; none when the year is outside what is known."""
    if not 1 <= year <= 9998:
        return ()
    kind = rule[0]
    if kind == "moon":
        shift = rule[3] if len(rule) > 3 else 0
        length = rule[4] if len(rule) > 4 else 1
        firsts = [add_days(day, shift) for day in _moon(rule[1], rule[2], year)]
        return tuple(Stretch(day, add_days(day, length), "day") for day in firsts)
    if kind in ("season", "quarter", "half"):
        months = 6 if kind == "half" else 3
        first = date(year, rule[1], rule[2]) if kind == "season" else date(year, months * (rule[1] - 1) + 1, 1)
        return (Stretch(first, add_months(first, months), _GRAINS[kind]),)
    if kind == "week":
        monday = add_days(week_start(date(year, 1, 4)), 7 * (rule[1] - 1))
        return (Stretch(monday, add_days(monday, 7), "week"),) if add_days(monday, 3).year == year else ()
    day: date | None
    if kind == "easter":
        day = add_days(easter(year), rule[1])
    elif kind == "orthodox":
        day = add_days(orthodox_easter(year), rule[1])
    elif kind == "jalali":
        day = _jalali(year, rule)
    elif len(rule) == 2:
        day = make_day(year, rule[0], rule[1])
    else:
        day = nth_weekday(year, rule[0], rule[1], rule[2])
        if day is not None and len(rule) == 4:
            day = add_days(day, rule[3])
    return () if day is None else (day_stretch(day),)


class Yearly(Days):
    """A named day or stretch, of a year or of every year."""

    __slots__ = ("rule", "year")

    def __init__(self, rule: Rule, year: int | None = None) -> None:
        self.rule, self.year = rule, year

    @property
    def every(self) -> Every:  # type: ignore[override]
        """Once when the year was said."""
        return "year" if self.year is None else "once"

    @property
    def grain(self) -> Grain:  # type: ignore[override]
        """How wide it is."""
        return _GRAINS.get(self.rule[0], "day")

    def at(self, k: int, today: date) -> list[Stretch]:
        """Those of a year."""
        if self.year is not None:
            return list(festival(self.rule, self.year)) if k == 0 else []
        return list(festival(self.rule, today.year + k))
