"""Weeks, weekends, months, quarters, years and decades of the calendar, counted from the current one."""

from __future__ import annotations

from datetime import date

from behflow.language.calendars import add_days, add_months, from_jalali, jalali_days, to_jalali, week_start
from behflow.language.days import Days, Every, Grain, Stretch, day_stretch

_MONTHS: dict[str, tuple[int, Grain]] = {"month": (1, "month"), "year": (12, "year")}
_GRAINS: dict[tuple[str, int], Grain] = {
    ("month", 1): "month",
    ("month", 3): "quarter",
    ("month", 6): "half",
    ("year", 1): "year",
    ("week", 1): "week",
    ("weekend", 1): "weekend",
}


def period(unit: str, multiple: int, step: int, today: date, first_weekday: int = 0) -> Stretch | None:
    """The unit that lies ``step`` units from the one that holds ``today``; None for parts of a day."""
    if unit in ("day", "workday"):
        return day_stretch(add_days(today, step))
    if unit == "week":
        start = add_days(week_start(today, first_weekday), 7 * multiple * step)
        return Stretch(start, add_days(start, 7 * multiple), "week", _due(start, 7 * multiple, today, first_weekday))
    if unit == "weekend":
        saturday = add_days(today, (5 - today.weekday()) % 7 if today.weekday() != 6 else -1)
        saturday = add_days(saturday, 7 * step)
        return Stretch(saturday, add_days(saturday, 2), "weekend", max(saturday, today) if step == 0 else saturday)
    if unit not in _MONTHS:
        return None
    months = multiple * _MONTHS[unit][0]
    index = today.year * 12 + today.month - 1
    base = (index - index % months) if months <= 12 else index - index % 12 if unit == "year" else index
    if unit == "year" and multiple == 10:
        base = (today.year - today.year % 10) * 12
    start = add_months(date(base // 12, base % 12 + 1, 1), months * step)
    until = add_months(start, months)
    due = add_days(until, -1) if start <= today < until else start
    return Stretch(start, until, _GRAINS.get((unit, multiple), "year"), due)


def _due(start: date, days: int, today: date, first_weekday: int) -> date:
    """Of the current week the last day, of another one the first."""
    return add_days(start, days - 1) if start <= today < add_days(start, days) else start


def jalali_month(step: int, today: date) -> Stretch:
    """The month of the solar Hijri calendar that lies ``step`` months from the current one."""
    year, month, _ = to_jalali(today)
    year, index = divmod(year * 12 + month - 1 + step, 12)
    first = from_jalali(year, index + 1, 1) or today
    until = add_days(first, jalali_days(year, index + 1))
    return Stretch(first, until, "month", add_days(until, -1) if first <= today < until else first)


def jalali_year(step: int, today: date) -> Stretch:
    """The year of the solar Hijri calendar that lies ``step`` years from the current one."""
    year = to_jalali(today)[0] + step
    first, until = from_jalali(year, 1, 1) or today, from_jalali(year + 1, 1, 1) or today
    return Stretch(first, until, "year", add_days(until, -1) if first <= today < until else first)


class Each(Days):
    """Every such unit, one after the other."""

    __slots__ = ("first_weekday", "jalali", "multiple", "unit")

    def __init__(self, unit: str, multiple: int = 1, first_weekday: int = 0, *, jalali: bool = False) -> None:
        self.unit, self.multiple, self.first_weekday, self.jalali = unit, multiple, first_weekday, jalali

    @property
    def every(self) -> Every:  # type: ignore[override]
        """As often as the unit comes."""
        return "week" if self.unit.startswith("week") else "year" if self.unit == "year" else "month"

    @property
    def grain(self) -> Grain:  # type: ignore[override]
        """That of the unit."""
        return _GRAINS.get((self.unit, self.multiple), "day" if self.unit == "day" else "year")

    def at(self, k: int, today: date) -> list[Stretch]:
        """The unit."""
        if self.jalali and self.unit in ("month", "year"):
            return [jalali_month(k, today) if self.unit == "month" else jalali_year(k, today)]
        found = period(self.unit, self.multiple, k, today, self.first_weekday)
        return [] if found is None else [found._replace(due=None)]
