"""The two calendars rules can count months and days in."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from persiantools.jdatetime import JalaliDate

from behflow.timing.rule import Scale


class Calendar(Protocol):
    """Years of twelve months."""

    def split(self, day: date) -> tuple[int, int, int]:
        """Year, month and day of a date."""
        ...

    def first(self, year: int, month: int) -> date:
        """The first day of a month."""
        ...

    def length(self, year: int, month: int) -> int:
        """How many days a month has."""
        ...


@dataclass(frozen=True, slots=True)
class Gregorian:
    """The calendar of ISO 8601."""

    def split(self, day: date) -> tuple[int, int, int]:
        """Year, month and day of a date."""
        return day.year, day.month, day.day

    def first(self, year: int, month: int) -> date:
        """The first day of a month."""
        return date(year, month, 1)

    def length(self, year: int, month: int) -> int:
        """How many days a month has."""
        return calendar.monthrange(year, month)[1]


@dataclass(frozen=True, slots=True)
class Jalali:
    """The solar Hijri calendar of Iran."""

    def split(self, day: date) -> tuple[int, int, int]:
        """Year, month and day of a date."""
        jalali = JalaliDate(day)  # type: ignore[no-untyped-call]
        return jalali.year, jalali.month, jalali.day

    def first(self, year: int, month: int) -> date:
        """The first day of a month."""
        gregorian: date = JalaliDate(year, month, 1).to_gregorian()  # type: ignore[no-untyped-call]
        return gregorian

    def length(self, year: int, month: int) -> int:
        """How many days a month has."""
        return int(JalaliDate.days_in_month(month, year))


CALENDARS: Mapping[Scale, Calendar] = {"GREGORIAN": Gregorian(), "PERSIAN": Jalali()}
