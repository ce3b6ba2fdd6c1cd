"""Named days: a fixed day, the nth weekday of a month, or a distance from Easter."""

from __future__ import annotations

from datetime import date
from typing import Any

from behflow.language.calendars import add_days, easter, make_day, nth_weekday
from behflow.language.parsers.dates import Found
from behflow.language.parsers.numbers import year_at
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token


def holiday_day(rule: Any, year: int) -> date | None:
    """The day of a dictionary rule in a year."""
    if rule[0] == "easter":
        return add_days(easter(year), rule[1])
    if len(rule) == 2:
        return make_day(year, rule[0], rule[1])
    day = nth_weekday(year, rule[0], rule[1], rule[2])
    return add_days(day, rule[3]) if day is not None and len(rule) == 4 else day


def coming_holiday(rule: Any, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        day = holiday_day(rule, year)
        if day is not None and day >= today:
            return day
    return None


def holiday_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """A named day, with "2027", "of next year" when they follow."""
    rule = t[i].cats["holiday"]
    j = i + 1
    k = j + 1 if "of" in t[j].cats or "comma" in t[j].cats else j
    year = year_at(t, k)
    if year is not None and 1900 <= year[0] <= 2200:
        day = holiday_day(rule, year[0])
        return None if day is None else (Moment(day=day, year_known=True, holiday=rule), year[1])
    if "rel" in t[k].cats and t[k + 1].norm == "year":
        day = holiday_day(rule, ctx.today.year + min(t[k].cats["rel"], 1))
        return None if day is None else (Moment(day=day, year_known=True, holiday=rule), k + 2)
    day = coming_holiday(rule, ctx.today)
    return None if day is None else (Moment(day=day, roll="holiday", holiday=rule), j)
