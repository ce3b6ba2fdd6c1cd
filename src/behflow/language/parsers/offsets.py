"""Distances: in 3 weeks, +5 days, 3 days ago, two hours from now, 6 weeks before <date>."""

from __future__ import annotations

from datetime import timedelta

from behflow.language.calendars import add_days, add_months, add_workdays
from behflow.language.parsers.dates import Found
from behflow.language.parsers.durations import duration_at
from behflow.language.spans import Context, Duration, Moment
from behflow.language.tokens import Token

_MAX_SECONDS = 86400 * 366 * 60


def shift(length: Duration, sign: int, ctx: Context, base: Moment | None = None) -> Moment | None:
    """``base`` (now when absent) moved by a length."""
    if abs(length.seconds) > _MAX_SECONDS or abs(length.months) > 12 * 300 or abs(length.days) > 110_000:
        return None
    start = base.day if base is not None and base.day is not None else ctx.today
    if base is not None and base.exact is not None:
        start = base.exact.date()
    whole_months = int(length.months)
    day = add_months(start, sign * whole_months)
    extra_days = length.days + (length.months - whole_months) * 30
    seconds = length.seconds
    day = add_days(day, sign * int(extra_days))
    seconds += (extra_days - int(extra_days)) * 86400
    if length.workdays:
        day = add_workdays(day, sign * length.workdays)
    if not seconds:
        moment = Moment(day=day, rel=True, past=sign < 0 and base is None)
        if base is not None and base.exact is None:
            moment.hour, moment.minute, moment.sure, moment.part = (
                base.hour,
                base.minute,
                base.sure,
                base.part,
            )
        return moment
    clock = ctx.now
    if base is not None:
        if base.exact is not None:
            clock = base.exact
        elif base.hour is not None:
            clock = clock.replace(hour=base.hour, minute=base.minute, second=0, microsecond=0)
        else:
            return None
    moved = clock.replace(year=day.year, month=day.month, day=day.day) + timedelta(seconds=sign * seconds)
    if not 1900 <= moved.year <= 2200:
        return None
    return Moment(exact=moved, rel=True, past=sign < 0 and base is None)


def in_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """in 3 weeks, within 2 hours, in half an hour, in the next 10 days, +5 days."""
    j = i + 1
    sign = 1
    if t[i].norm in ("+", "-"):
        sign = 1 if t[i].norm == "+" else -1
        if t[j].gap or t[j].kind != "n":
            return None
    while t[j].norm in ("about", "around", "approximately", "exactly", "under", "~"):
        j += 1
    found = duration_at(t, j)
    if found is None:
        return None
    length, k = found
    if t[k].norm in ("time", "'") and t[i].norm not in ("+", "-"):
        k += 1
    elif t[k].norm == "from" and t[k + 1].norm in ("now", "today"):
        k += 2
    elif "fromnow" in t[k].cats:
        k += 1
    if k < len(t) and t[k].norm in ("before", "after", "ago"):
        return None
    moment = shift(length, sign, ctx)
    return None if moment is None else (moment, k)


def after_length(t: list[Token], length: Duration, j: int, ctx: Context) -> Found | None:
    """What may follow a length and make it a point: ago, from now, later, hence."""
    cats = t[j].cats
    sign = 0
    if "fromnow" in cats:
        sign = 1
    elif "ago" in cats and "relpost" not in cats:
        sign = -1 if t[j].norm != "back" else 0
    elif cats.get("relpost"):
        sign = cats["relpost"]
    elif "hence" in cats:
        sign = 1
    if not sign:
        return None
    moment = shift(length, sign, ctx)
    return None if moment is None else (moment, j + 1)
