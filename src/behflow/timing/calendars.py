"""The two calendars rules can count months and days in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Literal, Protocol

from behflow.timing import jalali

Scale = Literal["GREGORIAN", "PERSIAN"]


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


class Gregorian:
    """The calendar of ISO 8601."""

    __slots__ = ()

    def split(self, day: date) -> tuple[int, int, int]:
        """Year, month and day of a date."""
        return day.year, day.month, day.day

    def first(self, year: int, month: int) -> date:
        """The first day of a month."""
        return date(year, month, 1)

    def length(self, year: int, month: int) -> int:
        """How many days a month has."""
        return monthrange(year, month)[1]


class Jalali:
    """The solar Hijri calendar of Iran. Raises ValueError beyond its years."""

    __slots__ = ()
    split = staticmethod(jalali.split)
    first = staticmethod(jalali.first)
    length = staticmethod(jalali.length)


CALENDARS: Mapping[Scale, Calendar] = {"GREGORIAN": Gregorian(), "PERSIAN": Jalali()}
