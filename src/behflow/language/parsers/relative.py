"""Days and stretches counted from now: next week, this weekend, last christmas, the 5 past weeks, later this week."""

from __future__ import annotations

from datetime import date, timedelta

from behflow.language.calendars import add_days, add_months, add_workdays
from behflow.language.days import Days, Fields, Fixed, Stretch, backward, fixed_day, forward
from behflow.language.festivals import Yearly
from behflow.language.parsers.dates import Found
from behflow.language.parsers.numbers import number_at
from behflow.language.parsers.several import CLOCK_UNITS, few, jalali_unit, the_period, with_end
from behflow.language.parsers.weekdays import related_weekday
from behflow.language.parsers.years import quarter_at
from behflow.language.periods import period
from behflow.language.spans import Clock, Context, Moment
from behflow.language.tokens import Token

_SEASONS = ((3, 20), (6, 21), (9, 23), (12, 21))


def rel_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """next/this/last + weekday, unit, month, season, holiday, quarter, "3 days"."""
    rel: int = t[i].cats["rel"]
    j = i + 1
    cats = t[j].cats
    if rel == 0 and cats.get("rel"):  # this coming friday, this past weekend
        rel, j = 2 if cats["rel"] > 0 else cats["rel"], j + 1
        cats = t[j].cats
    step = 2 if rel == 3 else min(rel, 1)
    if "weekday" in cats:
        clock = Clock(part=cats["weekdaypart"]) if "weekdaypart" in cats else None
        if rel == 0:
            return Moment(days=Fields(weekday=cats["weekday"]), clock=clock, rel=True), j + 1
        day = fixed_day(related_weekday(cats["weekday"], rel, ctx))
        return Moment(days=day, clock=clock, rel=True, past=rel < 0), j + 1
    if "workdays" in cats and "plural" not in cats and rel:
        day = fixed_day(add_workdays(ctx.today, step))
        return Moment(days=day, rel=True, past=step < 0), j + 1
    if "workweek" in cats:
        return _workweek(step, ctx, j + 1)
    if "weekendword" in cats:
        return with_end(the_period("weekend", 1, step, ctx), j + 1)
    quarter = quarter_at(t, j)
    if quarter is not None and "unit" not in cats:
        return _related(quarter[0], rel, ctx, quarter[1])
    if "unit" in cats and "rolling" in t[i].cats and "plural" not in cats and cats["unit"][0] not in CLOCK_UNITS:
        return few(t, (1, j), step, ctx)
    if "unit" in cats and not ("half" in cats and rel == 0):
        return _rel_unit(t, j, rel, step, ctx)
    if "month" in cats or "jmonth" in cats:
        return None if _not_a_month(t, j) else _rel_month(t, j, rel, ctx)
    if "part" in cats and cats["part"] in ("morning", "afternoon", "evening", "night", "latenight", "earlymorning"):
        if rel > 1:
            return None
        day = fixed_day(add_days(ctx.today, rel))
        return Moment(days=day, clock=Clock(part=cats["part"]), rel=True, past=rel < 0), j + 1
    if "season" in cats:
        return _related(Yearly(("season", *cats["season"])), rel, ctx, j + 1)
    if "seasonword" in cats and rel:
        return _season(step, ctx, j + 1)
    if "holiday" in cats:
        return _related(Yearly(cats["holiday"]), rel, ctx, j + 1)
    number = number_at(t, j) if rel and "article" not in cats else None
    if number is not None and 0 < number[0] <= 10_000 and "unit" in t[number[1]].cats:
        return few(t, number, step, ctx, nth="nthrel" in t[i].cats)
    return None


def _not_a_month(t: list[Token], j: int) -> bool:
    after = t[j + 1]
    if "modal" in t[j].cats or t[j].norm == "march":
        return after.kind == "w" and "lead" not in after.cats
    return False


def _rel_unit(t: list[Token], j: int, rel: int, step: int, ctx: Context) -> Found | None:
    unit, multiple = t[j].cats["unit"]
    if unit in CLOCK_UNITS:
        if rel == 0:
            return None
        exact = ctx.now + timedelta(seconds=CLOCK_UNITS[unit] * step)
        return Moment(exact=exact, rel=True, past=step < 0), j + 1
    if t[j].norm.endswith("s") and rel > 0 and "plural" in t[j].cats:
        return None
    return with_end(the_period(unit, multiple, step, ctx, jalali=jalali_unit(t[j], ctx)), j + 1)


def _rel_month(t: list[Token], j: int, rel: int, ctx: Context) -> Found | None:
    jalali = "month" not in t[j].cats
    month = t[j].cats["jmonth" if jalali else "month"]
    if t[j + 1].kind == "n" and 1 <= t[j + 1].num <= 31 and len(t[j + 1].text) <= 2:
        day = Fields(None, month, t[j + 1].num, jalali=jalali)
        return _related(day, rel, ctx, j + 2)
    return _related(Fields(None, month, jalali=jalali), rel, ctx, j + 1)


def _related(days: Days, rel: int, ctx: Context, j: int) -> Found | None:
    """this (the current or coming), next (the one that begins after today), last (the one that is over)."""
    today = ctx.today
    if rel == 0:
        return Moment(days=days, rel=True), j
    found = (
        next((s for s in forward(days, today) if s.first > today), None)
        if rel > 0
        else next((s for s in backward(days, today) if s.until <= today), None)
    )
    return None if found is None else (Moment(days=Fixed(found), rel=True, past=rel < 0), j)


def _workweek(step: int, ctx: Context, j: int) -> Found | None:
    week = period("week", 1, step, ctx.today)
    if week is None:
        return None
    until = add_days(week.first, 5)
    due = add_days(until, -1) if week.first <= ctx.today < until else week.first
    return Moment(days=Fixed(Stretch(week.first, until, "week", due)), rel=True, past=step < 0), j


def _season(step: int, ctx: Context, j: int) -> Found:
    """The season before or after the current one."""
    today = ctx.today
    starts = [date(today.year + y, *s) for y in (-1, 0, 1) for s in _SEASONS]
    current = max(n for n, start in enumerate(starts) if start <= today)
    start = starts[current + step]
    return Moment(days=Fixed(Stretch(start, add_months(start, 3), "quarter")), rel=True, past=step < 0), j


def later_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """later this week, later today, earlier this month."""
    j = i + 1
    if "in" in t[j].cats or "on" in t[j].cats:
        j += 1
    if "the" in t[j].cats and "unit" in t[j + 1].cats:
        unit, multiple = t[j + 1].cats["unit"]
        whole = the_period(unit, multiple, 0, ctx)
        found: Found | None = None if whole is None else (whole, j + 2)
    elif "rel" in t[j].cats:
        found = rel_at(t, j, ctx)
    elif "relday" in t[j].cats and t[i].cats["later"] > 0:
        return Moment(days=fixed_day(add_days(ctx.today, t[j].cats["relday"])), rel=True), j + 1
    else:
        return None
    if found is None or not isinstance(found[0].days, Fixed) or found[0].clock is not None:
        return None
    first, until, grain, _ = found[0].days.stretch
    if grain == "day":
        return None
    if t[i].cats["later"] < 0:
        return Moment(days=Fixed(Stretch(first, until, grain)), rel=True, past=True), found[1]
    return Moment(days=Fixed(Stretch(_later_day(first, until, grain, ctx), until, "day")), rel=True), found[1]


def _later_day(first: date, until: date, grain: str, ctx: Context) -> date:
    """Todoist's reading: two days on within the working week, a week on within a month."""
    if grain == "weekend":
        return first
    if grain == "week":
        friday = add_days(first, 4)
        return min(max(add_days(ctx.today, 2), add_days(first, 2)), max(friday, ctx.today))
    middle = add_days(first, (until - first).days // 2)
    return max(middle, min(add_days(ctx.today, 7), add_days(until, -1)))
