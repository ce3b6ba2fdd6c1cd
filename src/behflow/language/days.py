"""Which days words name: expressions that yield stretches of days, near to far.

What was said is kept as it was said ("the first Monday of a March") until everything around it is read; only then
is the stretch chosen that fits: the coming one, or the last one when the words speak of the past.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from behflow.language.calendars import (
    add_days,
    from_jalali,
    jalali_days,
    make_day,
    month_end,
    to_jalali,
    week_start,
)

Grain = Literal["second", "minute", "hour", "part", "day", "weekend", "week", "month", "quarter", "half", "year"]
Every = Literal["once", "year", "month", "week"]
RANK: dict[str, int] = {
    g: i for i, g in enumerate(("day", "weekend", "week", "month", "quarter", "half", "year", "decade"))
}
_LOOK: dict[Every, int] = {"once": 1, "year": 41, "month": 61, "week": 9}
"""How many periods are looked at: 29 February on a given weekday comes once in 28 (at most 40) years."""


class Stretch(NamedTuple):
    """Days from ``first`` to the one before ``until``; ``due`` is the day that is meant when one is needed."""

    first: date
    until: date
    grain: Grain
    due: date | None = None


def day_stretch(day: date) -> Stretch:
    """One day."""
    return Stretch(day, add_days(day, 1), "day")


class Days:
    """Stretches of days, counted in periods from the one that holds a given day."""

    __slots__ = ()
    every: Every
    grain: Grain

    def at(self, k: int, today: date) -> list[Stretch]:
        """Those of the ``k``-th period from today's, in order."""
        raise NotImplementedError


class Fixed(Days):
    """A stretch that is settled."""

    __slots__ = ("stretch",)
    every: Every = "once"

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch

    @property
    def grain(self) -> Grain:  # type: ignore[override]
        """How wide it is."""
        return self.stretch.grain

    def at(self, k: int, today: date) -> list[Stretch]:
        """The stretch."""
        return [self.stretch] if k == 0 else []


def fixed_day(day: date) -> Fixed:
    """One settled day."""
    return Fixed(day_stretch(day))


class Fields(Days):
    """Parts of a calendar date: any of year, month, day, weekday."""

    __slots__ = ("day", "jalali", "month", "weekday", "year")

    def __init__(
        self,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        weekday: int | None = None,
        *,
        jalali: bool = False,
    ) -> None:
        self.year, self.month, self.day, self.weekday, self.jalali = year, month, day, weekday, jalali

    @property
    def every(self) -> Every:  # type: ignore[override]
        """How often it comes."""
        if self.year is not None:
            return "once"
        return "year" if self.month is not None else "month" if self.day is not None else "week"

    @property
    def grain(self) -> Grain:  # type: ignore[override]
        """How wide it is."""
        if self.day is not None or self.weekday is not None:
            return "day"
        return "month" if self.month is not None else "year"

    def joined(self, other: Fields) -> Fields | None:
        """Both together, None when they contradict each other."""
        if self.jalali != other.jalali and not (self.only_weekday or other.only_weekday):
            return None
        out = Fields(jalali=self.jalali or other.jalali)
        for name in ("year", "month", "day", "weekday"):
            a, b = getattr(self, name), getattr(other, name)
            if a is not None and b is not None and a != b:
                return None
            setattr(out, name, b if a is None else a)
        if out.month is not None and out.day is not None:
            out.weekday = None  # of a wrong weekday and a date the date is meant
        return out

    @property
    def only_weekday(self) -> bool:
        """A weekday and nothing more."""
        return self.weekday is not None and self.year is self.month is self.day is None

    def at(self, k: int, today: date) -> list[Stretch]:
        """The days (or the month, the year) of a period."""
        if self.only_weekday:
            return [day_stretch(add_days(week_start(today), 7 * k + (self.weekday or 0)))]
        if self.year is not None:
            return self._of_year(self.year) if k == 0 else []
        year, month, _ = to_jalali(today) if self.jalali else (today.year, today.month, 0)
        if self.month is not None:
            return self._of_year(year + k)
        year, index = divmod(year * 12 + month - 1 + k, 12)
        return self._of_month(year, index + 1)

    def _of_year(self, year: int) -> list[Stretch]:
        if self.month is not None:
            return self._of_month(year, self.month)
        if self.day is None and self.weekday is None:
            first, until = self._first(year, 1), self._first(year + 1, 1)
            return [Stretch(first, until, "year")] if first is not None and until is not None else []
        return [s for month in range(1, 13) for s in self._of_month(year, month)]

    def _first(self, year: int, month: int) -> date | None:
        return from_jalali(year, month, 1) if self.jalali else make_day(year, month, 1)

    def _of_month(self, year: int, month: int) -> list[Stretch]:
        if self.day is not None:
            day = from_jalali(year, month, self.day) if self.jalali else make_day(year, month, self.day)
            fits = day is not None and self.weekday in (None, day.weekday())
            return [day_stretch(day)] if day is not None and fits else []
        first = self._first(year, month)
        if first is None:
            return []
        length = jalali_days(year, month) if self.jalali else month_end(first).day
        if self.weekday is None:
            return [Stretch(first, add_days(first, length), "month")]
        start = add_days(first, (self.weekday - first.weekday()) % 7)
        return [day_stretch(add_days(start, n)) for n in range(0, length - (start - first).days, 7)]


def forward(days: Days, today: date) -> Iterator[Stretch]:
    """Those that are not over before ``today``, in order."""
    every = days.every
    for k in (0,) if every == "once" else range(-1, _LOOK[every]):
        for stretch in days.at(k, today):
            if stretch.until > today:
                yield stretch


def backward(days: Days, today: date) -> Iterator[Stretch]:
    """Those that have begun on ``today``, the last one first."""
    every = days.every
    for k in (0,) if every == "once" else range(0, -_LOOK[every], -1):
        for stretch in reversed(days.at(k, today)):
            if stretch.first <= today:
                yield stretch


def only(days: Days, today: date) -> Stretch | None:
    """The one that comes next; of what is over for good the last one."""
    found = next(forward(days, today), None)
    return found if found is not None else next(iter(days.at(0, today)[-1:]), None)
