"""Weekdays: friday, next friday, friday next week, the 3rd friday of march, wed 13th."""

from __future__ import annotations

from datetime import date, timedelta

from behflow.language.calendars import add_days, add_months, month_end, week_start
from behflow.language.parsers.dates import Found, day_of_month, nth_in_month, whole_month
from behflow.language.parsers.numbers import number_at, ordinal_at, year_at
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token


def coming_weekday(weekday: int, today: date) -> date:
    """The nearest such day, today included."""
    return add_days(today, (weekday - today.weekday()) % 7)


def related_weekday(weekday: int, rel: int, ctx: Context) -> date:
    """this (0), next (1), the coming (2) or last (-1) such weekday."""
    today = ctx.today
    ahead = (weekday - today.weekday()) % 7
    if rel == 2 or (rel == 1 and ctx.settings.next_weekday == "coming"):
        return add_days(today, ahead or 7)
    if rel == 1:
        start = week_start(today, ctx.settings.first_weekday)
        return add_days(start, 7 + (weekday - ctx.settings.first_weekday) % 7)
    if rel == -1:
        return add_days(today, -((today.weekday() - weekday) % 7 or 7))
    return add_days(today, ahead)


def weekday_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """A weekday word at ``i``, with what may follow it."""
    token = t[i]
    weekday = token.cats["weekday"]
    j = i + 1
    if t[j].norm == "." and not t[j].gap and len(token.text) <= 4 and (t[j + 1].kind == "e" or t[j + 1].gap):
        j += 1
    dated = _with_day_number(t, j, weekday, ctx)
    if dated is not None:
        return dated
    if "relpost" in t[j].cats:
        rel = t[j].cats["relpost"]
        return Moment(day=related_weekday(weekday, rel, ctx), rel=True, weekday=weekday, past=rel < 0), j + 1
    day = coming_weekday(weekday, ctx.today)
    return Moment(day=day, roll="week", weekday=weekday, shy="shy" in token.cats), j


def _with_day_number(t: list[Token], j: int, weekday: int, ctx: Context) -> Found | None:
    """wed 13th, friday the 13th, friday 31: the next month in which the two agree."""
    k = j
    if "comma" in t[k].cats:
        k += 1
    said = t[k].norm == "the"
    if said:
        k += 1
    ordinal = ordinal_at(t, k) if t[k].kind == "n" or said else None
    if ordinal is not None:
        number, nxt = ordinal
        if t[nxt].norm == "of" or "month" in t[nxt].cats:
            return None
    elif t[k].kind == "n" and 12 < t[k].num <= 31 and len(t[k].text) == 2 and k == j and _number_stands_alone(t, k):
        number, nxt = t[k].num, k + 1
    else:
        return None
    if not 1 <= number <= 31:
        return None
    first = ctx.today.replace(day=1)
    for months in range(0, 60):
        start = add_months(first, months)
        if number <= month_end(start).day:
            day = start.replace(day=number)
            if day >= ctx.today and day.weekday() == weekday:
                return Moment(day=day), nxt
    return None


def weekdays_from_now(t: list[Token], i: int, ctx: Context) -> Found | None:
    """two sundays from now."""
    number = number_at(t, i)
    if number is None or not 1 <= number[0] <= 500 or number[0] != int(number[0]):
        return None
    k = number[1]
    weekday = t[k].cats.get("weekdays", t[k].cats.get("weekday"))
    if weekday is None or "fromnow" not in t[k + 1].cats:
        return None
    first = coming_weekday(weekday, add_days(ctx.today, 1))
    return Moment(day=add_days(first, 7 * (int(number[0]) - 1)), rel=True), k + 2


def on_the_number(t: list[Token], i: int, ctx: Context) -> Found | None:
    """on the 17 (without its suffix), when nothing follows that the number could count."""
    if i < 2 or t[i - 1].norm != "the" or t[i - 2].norm not in ("on", "by") or not 1 <= t[i].num <= 31:
        return None
    after = t[i + 1]
    if (after.kind == "w" and "lead" not in after.cats) or (not after.gap and after.kind != "e"):
        return None
    day = day_of_month(t[i].num, ctx.today)
    return None if day is None else (Moment(day=day, roll="month"), i + 1)


def _number_stands_alone(t: list[Token], k: int) -> bool:
    after = t[k + 1]
    if after.kind == "e":
        return True
    if not after.gap and after.kind in "wn":
        return False
    if after.norm in (":", "/", "-", "."):
        return after.gap or t[k + 2].kind == "e"
    return not ({"unit", "ampm", "month", "jmonth", "oclock"} & after.cats.keys())


def nth_weekday_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """3rd friday of march 2027, the last monday in october, first tuesday of next month, last day of june."""
    ordinal = ordinal_at(t, i)
    if ordinal is None or not -5 <= ordinal[0] <= 366:
        return None
    nth, j = ordinal
    cats = t[j].cats
    if "weekday" not in cats and "day" not in cats and t[j].norm != "week" and "weekendword" not in cats:
        return None
    k = j + 1
    if "of" in t[k].cats:
        k += 1
    elif not ("rel" in t[k].cats and "month" in t[k + 1].cats):
        return None
    if t[k].norm == "the":
        k += 1
    if "day" in cats and t[k].kind == "n" and len(t[k].text) == 4 and 1900 <= t[k].num <= 2200 and nth > 0:
        return Moment(day=add_days(date(t[k].num, 1, 1), nth - 1), year_known=True), k + 1
    base = _month_base(t, k, ctx)
    if base is None:
        return None
    month, k, known = base
    today = ctx.today
    if "weekday" in cats:
        if not -5 <= nth <= 5:
            return None
        weekday = cats["weekday"]
        for _ in range(13):
            day = nth_in_month(nth, weekday, month)
            if day is not None and (day >= today or known):
                return Moment(day=day, year_known=known), k
            if known:
                return None
            month = month.replace(year=month.year + 1) if month.year < 2200 else month
        return None
    if abs(nth) > 31:
        return None
    if "day" in cats:
        day = add_days(month_end(month), nth + 1) if nth < 0 else add_days(month, nth - 1)
        return Moment(day=day), k
    if "weekendword" in cats:
        day = nth_in_month(max(nth, -4), 5, month) if nth else None
        return None if day is None else (Moment(day=day, until=day + timedelta(2), grain="weekend"), k)
    if nth > 0:
        start = add_days(week_start(month, ctx.settings.first_weekday), 7 * (nth - 1))
        if start < month:
            start = add_days(start, 7)
    else:
        start = add_days(week_start(month_end(month), ctx.settings.first_weekday), 7 * (nth + 1))
    return Moment(day=start, until=add_days(start, 7), grain="week"), k


def _month_base(t: list[Token], k: int, ctx: Context) -> tuple[date, int, bool] | None:
    """(first day of the month that is named, next token, whether it is settled)."""
    cats = t[k].cats
    if "month" in cats:
        year = None
        j = k + 1
        found = year_at(t, j + 1 if "comma" in t[j].cats else j)
        if found is not None:
            year, j = found
        whole = whole_month(cats["month"], year, ctx.today)
        return None if whole is None or whole.day is None else (whole.day, j, year is not None)
    first = ctx.today.replace(day=1)
    if "rel" in cats and "month" in t[k + 1].cats:
        year = ctx.today.year + (1 if cats["rel"] == 1 and t[k + 1].cats["month"] <= ctx.today.month else 0)
        year -= 1 if cats["rel"] == -1 and t[k + 1].cats["month"] >= ctx.today.month else 0
        return date(year, t[k + 1].cats["month"], 1), k + 2, True
    if t[k].norm == "month":
        return first, k + 1, True
    if "rel" in cats and t[k + 1].norm in ("month", "year"):
        step = min(cats["rel"], 1) * (1 if t[k + 1].norm == "month" else 12)
        base = add_months(first, step)
        return (base if t[k + 1].norm == "month" else base.replace(month=1)), k + 2, True
    if t[k].norm == "year":
        return first.replace(month=12), k + 1, True
    return None
