"""Repeats as the parsers build them, and the rules of ``behflow.timing`` that they become."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from behflow.timing.rule import DAYS, MAX_LENGTH, Freq
from behflow.timing.rule import Rule as Timed

_FREQS: dict[str, Freq] = {name.lower(): name for name in get_args(Freq)}
WORKDAYS = tuple((0, day) for day in range(5))
_FURTHEST = 366  # the last place that BYSETPOS can name


@dataclass(slots=True, repr=False, eq=False)
class Rule:
    """``byday`` holds (n, weekday), n 0 when it is every such day; ``times`` are wall times of the day."""

    freq: str
    interval: int = 1
    byday: tuple[tuple[int, int], ...] = ()
    bymonthday: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    times: tuple[tuple[int, int], ...] = ()
    until: date | None = None
    count: int | None = None
    start: date | None = None
    jalali: bool = False
    completion: bool = False

    def timed(self, first_weekday: int = 0) -> Timed:
        """The rule that is kept. One time of day is the task's own due time; only several are part of it.

        ``first_weekday`` is written down where it decides which days are in the same week.
        """
        hours, minutes, positions = _clock(self)
        weeks_matter = self.freq == "weekly" and self.interval > 1 and len(self.byday) > 1
        return Timed(
            freq=_FREQS[self.freq],
            interval=self.interval,
            months=_sorted(self.bymonth),
            weeks=_sorted(self.byweekno),
            year_days=_sorted(self.byyearday),
            month_days=_sorted(self.bymonthday),
            weekdays=tuple(sorted(set(self.byday))),
            hours=hours,
            minutes=minutes,
            positions=positions,
            week_start=first_weekday if weeks_matter else 0,
            count=self.count,
            until=f"{self.until:%Y%m%d}" if self.until is not None and self.count is None else None,
            scale="PERSIAN" if self.jalali else "GREGORIAN",
        )

    def text(self, first_weekday: int = 0) -> str:
        """RFC 5545, in the normal form of ``behflow.timing.rule``."""
        return str(self.timed(first_weekday))


def days_of_year(months: tuple[int, ...], days: tuple[int, ...], *, jalali: bool = False) -> list[tuple[int, int]]:
    """(month, day) for every month with every day, in order; empty when one of them comes in leap years only."""
    longest = (
        (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29) if jalali else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    )
    leap = (12, 30) if jalali else (2, 29)
    found = [
        (month, day)
        for month in sorted(months)
        for day in sorted(days)
        if day <= longest[month - 1] or (month, day) == leap
    ]
    return [] if leap in found else found


def weekdays_of_year(
    months: tuple[int, ...], weekdays: tuple[tuple[int, int], ...]
) -> list[tuple[int, tuple[int, int]]]:
    """(month, (nth, weekday)) for every month with every nth weekday, in order.

    Empty when the order is not the same in every year: the 1st Wednesday may come before or after the 1st Thursday,
    but the 2nd of any weekday comes after all the 1st ones.
    """
    places = [nth for nth, _ in weekdays]
    if not all(1 <= nth <= 4 for nth in places) or len(set(places)) < len(places):
        return []
    return [(month, pick) for month in sorted(months) for pick in sorted(weekdays)]


def _sorted(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(numbers)))


def day_text(n: int, weekday: int) -> str:
    """FR, 3FR, -1FR."""
    return f"{n}{DAYS[weekday]}" if n else DAYS[weekday]


def days_at_most(rule: Timed) -> int:
    """How many days of one period a rule names at most, positions aside."""
    plain = {"YEARLY": 53, "MONTHLY": 5}.get(rule.freq, 1)
    if rule.freq == "YEARLY" and (rule.months or rule.month_days):
        plain = 5
    weekdays = sum(1 if nth else plain for nth, _ in rule.weekdays) or 1
    if rule.freq == "WEEKLY":
        return weekdays
    if rule.freq not in ("YEARLY", "MONTHLY"):
        return 1
    months = (len(rule.months) or (12 if rule.month_days else 1)) if rule.freq == "YEARLY" else 1
    days = len(rule.month_days) or len(rule.year_days) or weekdays
    return months * days * (len(rule.weeks) or 1)


def _clock(rule: Rule) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Hours, minutes and positions for the times of day.

    BYHOUR and BYMINUTE mean every combination: for 8:00 and 20:30 BYSETPOS takes the right ones out of the four. A
    position that the words gave ("the last workday") counts times too as soon as there are several, so it is
    spread over them.
    """
    positions = _sorted(rule.bysetpos)
    times = sorted(set(rule.times))
    if len(times) < 2:
        return (), (), positions
    hours, minutes = _sorted(tuple(h for h, _ in times)), _sorted(tuple(m for _, m in times))
    grid = [(h, m) for h in hours for m in minutes]
    places = [grid.index(moment) for moment in times]
    if not positions:
        if len(places) == len(grid):
            return hours, minutes, ()
        positions = tuple(range(1, days_at_most(replace(rule, times=()).timed()) + 1))
    spread = spread_positions(positions, places, len(grid))
    if max(map(abs, spread)) > _FURTHEST or len(spread) * 4 > MAX_LENGTH // 2:
        return (), (), _sorted(rule.bysetpos)  # cannot be written: the task keeps the first time alone
    return hours, minutes, spread


def spread_positions(positions: tuple[int, ...], places: list[int], size: int) -> tuple[int, ...]:
    """Positions of days, for ``places`` among the ``size`` times of every day."""
    found = {(p - 1 if p > 0 else p) * size + k + (1 if p > 0 else 0) for p in positions for k in places}
    return tuple(sorted(found))
