"""What there is to say about a rule, before there are words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from behflow.language.rules import WORKDAYS, days_at_most, days_of_year, spread_positions, weekdays_of_year
from behflow.timing.rule import Rule

Clock = tuple[int, int]
_WEEKEND = ((0, 5), (0, 6))


@dataclass(slots=True, repr=False, eq=False)
class Said:
    """A rule with its times of day taken apart from its days.

    ``positions`` are those of days. ``loose``: BYSETPOS mixes days and times in a way that cannot be taken apart,
    and counts both.
    """

    rule: Rule
    times: tuple[Clock, ...]
    positions: tuple[int, ...]
    loose: bool

    @classmethod
    def of(cls, rule: Rule, at: time | None) -> Said:
        """The parts of ``rule``; ``at`` is the time of day when the rule has none."""
        if not (rule.hours and rule.minutes) or rule.freq == "HOURLY":
            alone = at is not None and not (rule.hours or rule.minutes)
            return cls(rule, ((at.hour, at.minute),) if at is not None and alone else (), rule.positions, False)
        grid = tuple((h, m) for h in rule.hours for m in rule.minutes)
        if not rule.positions or len(grid) == 1:
            return cls(rule, grid, rule.positions, False)
        apart = _apart(rule, grid)
        return cls(rule, grid, (), True) if apart is None else cls(rule, *apart, False)

    @property
    def plain(self) -> tuple[int, ...]:
        """The weekdays, when all of them are meant every time."""
        days = self.rule.weekdays
        return tuple(day for _, day in days) if days and not any(nth for nth, _ in days) else ()

    @property
    def workdays(self) -> bool:
        """Whether Monday to Friday are meant."""
        return self.rule.weekdays == WORKDAYS

    @property
    def weekend(self) -> bool:
        """Whether Saturday and Sunday are meant."""
        return self.rule.weekdays == _WEEKEND

    @property
    def persian_months(self) -> bool:
        """Whether months are counted in the Jalali calendar without one being named."""
        rule = self.rule
        counted = rule.freq in ("MONTHLY", "YEARLY") or bool(rule.month_days)
        return rule.scale == "PERSIAN" and counted and not rule.months

    @property
    def counted(self) -> bool:
        """Whether positions count weekdays of a month or year, which has words of its own."""
        rule = self.rule
        return bool(self.positions and self.plain) and rule.freq in ("MONTHLY", "YEARLY") and not rule.month_days

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """(month, day) of a rule that names days of the year; empty for another rule."""
        rule = self.rule
        if rule.freq != "YEARLY" or not rule.months or not rule.month_days or rule.month_days[0] < 0:
            return []
        if rule.weekdays or rule.weeks or rule.year_days or self.loose:
            return []
        found = [(month, day) for month in rule.months for day in rule.month_days]
        if not self.positions:
            return found
        found = days_of_year(rule.months, rule.month_days, jalali=rule.scale == "PERSIAN")
        fits = all(0 < position <= len(found) for position in self.positions)
        return [found[position - 1] for position in self.positions] if fits else []

    @property
    def counted_pairs(self) -> list[tuple[int, tuple[int, int]]]:
        """(month, (nth, weekday)) of a rule that picks some of them; empty for another rule."""
        rule = self.rule
        if rule.freq != "YEARLY" or not self.positions or rule.month_days or rule.weeks or rule.year_days or self.loose:
            return []
        found = weekdays_of_year(rule.months, rule.weekdays)
        fits = all(0 < position <= len(found) for position in self.positions)
        return [found[position - 1] for position in self.positions] if fits else []

    def only(self, *names: str) -> bool:
        """Whether the rule names just these parts of days."""
        parts = ("months", "weeks", "year_days", "month_days", "weekdays")
        return not self.positions and all(bool(getattr(self.rule, part)) == (part in names) for part in parts)


def forward(numbers: tuple[int, ...]) -> list[int]:
    """1, 15, -2, -1: those from the start, then those from the end."""
    return sorted(numbers, key=lambda n: (n < 0, n))


def _apart(rule: Rule, grid: tuple[Clock, ...]) -> tuple[tuple[Clock, ...], tuple[int, ...]] | None:
    """Times and positions of days out of positions that count both; see ``rules._clock``."""
    size = len(grid)
    places: dict[int, set[int]] = {}
    for position in rule.positions:
        day, place = divmod(position - 1 if position > 0 else position, size)
        places.setdefault(day + 1 if position > 0 else day, set()).add(place)
    taken = sorted(next(iter(places.values())))
    times = tuple(grid[place] for place in taken)
    days = tuple(sorted(places))
    if {h for h, _ in times} != set(rule.hours) or {m for _, m in times} != set(rule.minutes):
        return None
    if spread_positions(days, taken, size) != rule.positions:
        return None
    if days != tuple(range(1, days_at_most(rule) + 1)):
        return times, days
    return (times, ()) if len(times) < size else None
