"""The Jalali calendar, against persiantools as the oracle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from persiantools.jdatetime import JalaliDate

from behflow.timing import jalali


def test_every_day_of_four_centuries_is_that_of_persiantools() -> None:
    day, end = date(1800, 1, 1), date(2205, 1, 1)
    while day < end:
        known = JalaliDate(day)  # type: ignore[no-untyped-call]
        found = jalali.split(day)
        assert found == (known.year, known.month, known.day)
        assert jalali.first(found[0], found[1]) + timedelta(days=found[2] - 1) == day
        day += timedelta(days=1 if day.month == 3 else 5)  # every day around the new year


def test_months_are_as_long_as_in_persiantools() -> None:
    for year in range(jalali.FIRST_YEAR, jalali.LAST_YEAR + 1):
        assert jalali.is_leap(year) == JalaliDate.is_leap(year)
        for month in range(1, 13):
            assert jalali.length(year, month) == JalaliDate.days_in_month(month, year)


def test_leap_years_end_on_30_esfand() -> None:
    assert jalali.split(date(2025, 3, 20)) == (1403, 12, 30)
    assert jalali.split(date(2026, 3, 20)) == (1404, 12, 29)
    assert [year for year in range(1399, 1412) if jalali.is_leap(year)] == [1399, 1403, 1408]


@pytest.mark.parametrize("day", [date.min, date(1799, 3, 20), date(2205, 3, 21), date.max])
def test_days_outside_the_table_are_refused(day: date) -> None:
    with pytest.raises(ValueError, match="outside"):
        jalali.split(day)


@pytest.mark.parametrize(("year", "month"), [(1177, 12), (1584, 1), (1400, 0), (1400, 13), (-1, 1)])
def test_months_outside_the_table_are_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        jalali.first(year, month)
