"""Distances: in 3 weeks, +5 days, 3 days ago, two hours from now, 6 weeks before <date>."""

from __future__ import annotations

from datetime import datetime, timedelta

from behflow.language.calendars import add_days, add_months, add_workdays
from behflow.language.days import Fixed, Stretch, day_stretch, fixed_day
from behflow.language.derived import Shifted
from behflow.language.parsers.dates import Found
from behflow.language.parsers.durations import duration_at
from behflow.language.periods import period
from behflow.language.spans import Context, Duration, Moment
from behflow.language.tokens import Token

_MOST_SECONDS = 86400 * 366 * 60
_DAYS_OF_MONTH = 30


def _parts(length: Duration) -> tuple[int, int, float] | None:
    """Whole months, whole days, seconds; None when it is longer than any calendar."""
    if abs(length.seconds) > _MOST_SECONDS or abs(length.months) > 12 * 300 or abs(length.days) > 110_000:
        return None
    months = int(length.months)
    days = length.days + (length.months - months) * _DAYS_OF_MONTH
    return months, int(days), length.seconds + (days - int(days)) * 86400


def moved(base: datetime, length: Duration, sign: int) -> datetime | None:
    """An instant moved by a length: first its months, then its days, then the rest."""
    parts = _parts(length)
    if parts is None:
        return None
    day = add_days(add_months(base.date(), sign * parts[0]), sign * parts[1])
    if length.workdays:
        day = add_workdays(day, sign * length.workdays)
    if not 1 < day.year < 9999:
        return None
    return base.replace(year=day.year, month=day.month, day=day.day) + timedelta(seconds=sign * parts[2])


def from_now(length: Duration, sign: int, ctx: Context) -> Moment | None:
    """A length from now: a day, or an instant when the length is shorter than days."""
    parts = _parts(length)
    found = moved(ctx.now, length, sign)
    if parts is None or found is None:
        return None
    past = sign < 0
    if parts[2]:
        return Moment(exact=found, rel=True, past=past, unit=length.grain)
    return Moment(days=Fixed(day_stretch(found.date())), rel=True, past=past, unit=length.grain)


def from_days(length: Duration, sign: int, base: Moment) -> Moment | None:
    """6 weeks before 21 July: the days of a moment moved; its time of day stays."""
    parts = _parts(length)
    if parts is None or parts[2] or base.days is None:
        return None
    days = Shifted(base.days, sign * parts[0], sign * parts[1], sign * length.workdays)
    return Moment(days=days, clock=base.clock, rel=base.rel)


def in_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """in 3 weeks, within 2 hours, in half an hour, in the next 10 days, +5 days."""
    j, sign = i + 1, 1
    signed = t[i].norm in ("+", "-")
    if signed:
        sign = 1 if t[i].norm == "+" else -1
        if t[j].gap or t[j].kind != "n":
            return None
    while "approx" in t[j].cats:
        j += 1
    found = duration_at(t, j)
    if found is None:
        return None
    length, k = found
    if "innext" in t[i].cats and not length.seconds and not length.workdays:
        return _within(length, ctx, k)
    while "timeword" in t[k].cats and not signed:
        k += 1
    if "fromnow" in t[k].cats:
        k += 1
    after = t[k].cats
    if "before" in after or "after" in after or ("ago" in after and "hence" not in after):
        return None
    moment = from_now(length, sign, ctx)
    return None if moment is None else (moment, k)


def _within(length: Duration, ctx: Context, k: int) -> Found | None:
    """in the next 10 days: from tomorrow on, due on the last of them."""
    end = moved(ctx.now, length, 1)
    if end is None or end.date() <= ctx.today:
        return None
    tomorrow = add_days(ctx.today, 1)
    return Moment(days=Fixed(Stretch(tomorrow, add_days(end.date(), 1), "day", end.date())), rel=True), k


def after_length(t: list[Token], length: Duration, j: int, ctx: Context) -> Found | None:
    """What may follow a length and make it a point: ago, from now, later, hence."""
    cats = t[j].cats
    sign = 0
    if "fromnow" in cats:
        sign = 1
    elif "ago" in cats and not cats.get("relpost", -1) > 0:
        sign = -1
    elif cats.get("relpost"):
        sign = 1 if cats["relpost"] > 0 else -1
    elif "hence" in cats:
        sign = 1
    if not sign or ("ago" in cats and "before" in cats and t[j + 1].kind == "w" and "relday" in t[j + 1].cats):
        return None
    if length.grain == "week" and length.days and "weekendword" in t[j - 1].cats:
        weekends = period("weekend", 1, sign * int(length.days // 7), ctx.today)
        return None if weekends is None else (Moment(days=Fixed(weekends), rel=True, past=sign < 0), j + 1)
    moment = from_now(length, sign, ctx)
    return None if moment is None else (moment, j + 1)


def ago_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """il y a 3 jours, hace 3 días, vor 3 Tagen: languages that say it before the length."""
    found = duration_at(t, i + 1)
    if found is None:
        return None
    moment = from_now(found[0], -1, ctx)
    return None if moment is None else (moment, found[1])


def the_day(ctx: Context, days: int) -> Moment:
    """today, tomorrow, yesterday."""
    return Moment(days=fixed_day(add_days(ctx.today, days)), rel=True, past=days < 0)
