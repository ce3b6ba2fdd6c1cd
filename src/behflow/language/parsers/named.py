"""Months, years, seasons and festivals as moments, with what may stand behind them."""

from __future__ import annotations

from behflow.language.days import Fields, Fixed, forward
from behflow.language.derived import WeekOf
from behflow.language.festivals import Yearly
from behflow.language.parsers import dates, years
from behflow.language.parsers.dates import Found, FoundDays
from behflow.language.parsers.numbers import year_at
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token


def plain(found: FoundDays | None) -> Found | None:
    return None if found is None else (Moment(days=found[0]), found[1])


def a_year(t: list[Token], i: int) -> Found | None:
    found = years.lone_year(t, i)
    return None if found is None else (Moment(days=found[0], shy="yearword" not in t[i].cats), found[1])


def no_such_day(t: list[Token], i: int, ctx: Context) -> bool:
    """32 août, 29 février 2014: where the day stands first, a number before a month is its day."""
    k = i - 2 if i > 1 and t[i - 1].norm == "." and not t[i - 1].gap else i - 1
    if ctx.settings.month_first or k < 0 or t[k].kind != "n" or len(t[k].text) > 2 or not t[k].num > 28:
        return False
    return dates.day_month(t, k, ctx) is None


def a_month(t: list[Token], i: int, ctx: Context) -> Found | None:
    found = dates.month_day(t, i)
    if found is None:
        return None
    days, j = found
    if "relpost" in t[j].cats and t[j].cats["relpost"] == 2 and isinstance(days, Fields) and days.year is None:
        coming = [s for s, _ in zip(forward(days, ctx.today), range(2), strict=False)]
        return Moment(days=Fixed(coming[-1]), rel=True), j + 1
    if "weekendword" in t[j].cats and days.grain == "day":
        return Moment(days=WeekOf(days, weekend=True)), j + 1
    shy = isinstance(days, Fields) and days.day is None and days.year is None and "shy" in t[i].cats
    return Moment(days=days, shy=shy), found[1]


def a_season(t: list[Token], i: int) -> Found:
    year, j = dates.year_after(t, i + 1)
    return Moment(days=Yearly(("season", *t[i].cats["season"]), year), shy=year is None), j


def a_holiday(t: list[Token], i: int) -> Found:
    """A named day, with its year when one follows."""
    year, j = dates.year_after(t, i + 1)
    if year is None and "in" in t[i + 1].cats:
        said = year_at(t, i + 2)
        if said is not None:
            year, j = said
    days = Yearly(t[i].cats["holiday"], year)
    if "weekendword" in t[j].cats and "plural" not in t[j].cats:
        return Moment(days=WeekOf(days, weekend=True)), j + 1
    return Moment(days=days, shy="shy" in t[i].cats and year is None), j
