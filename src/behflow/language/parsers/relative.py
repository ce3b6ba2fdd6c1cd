"""Days and stretches counted from now: tomorrow, next week, this weekend, end of month, later this week."""

from __future__ import annotations

from datetime import date, timedelta

from behflow.language.calendars import add_days, add_months, month_end, week_start
from behflow.language.parsers.dates import Found, whole_month
from behflow.language.parsers.durations import add_unit
from behflow.language.parsers.holidays import holiday_day
from behflow.language.parsers.numbers import number_at, year_at
from behflow.language.parsers.weekdays import related_weekday
from behflow.language.spans import Context, Duration, Moment
from behflow.language.tokens import Token


def period(unit: str, multiple: int, step: int, ctx: Context) -> Moment | None:
    """The week, month, quarter or year that lies ``step`` periods from the current one."""
    today = ctx.today
    if unit == "day" or unit == "workday":
        return Moment(day=add_days(today, step), rel=True, past=step < 0)
    if unit == "week":
        start = add_days(week_start(today, ctx.settings.first_weekday), 7 * multiple * step)
        return Moment(day=start, until=add_days(start, 7 * multiple), grain="week", rel=True, past=step < 0)
    if unit == "weekend":
        saturday = add_days(today, (5 - today.weekday()) % 7 if today.weekday() != 6 else -1)
        saturday = add_days(saturday, 7 * step)
        return Moment(day=saturday, until=add_days(saturday, 2), grain="weekend", rel=True, past=step < 0)
    if unit == "month" and multiple == 1:
        start = add_months(today.replace(day=1), step)
        return Moment(day=start, until=add_months(start, 1), grain="month", rel=True, past=step < 0)
    if unit == "month":
        start = add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return Moment(day=start, until=add_months(start, 3), grain="quarter", rel=True, past=step < 0)
    if unit == "year":
        start = add_months(date(today.year, 1, 1), 12 * multiple * step)
        return Moment(day=start, until=add_months(start, 12 * multiple), grain="year", rel=True, past=step < 0)
    return None


def rel_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """next/this/last + weekday, unit, month, season, "3 days"."""
    rel: int = t[i].cats["rel"]
    j = i + 1
    nxt = t[j]
    cats = nxt.cats
    if "rel" in cats and rel == 0 and cats["rel"] == 2:  # this coming friday
        rel, j = 2, j + 1
        nxt = t[j]
        cats = nxt.cats
    step = min(rel, 1)
    if "weekday" in cats:
        day = related_weekday(cats["weekday"], rel, ctx)
        return Moment(
            day=day, rel=True, weekday=cats["weekday"], past=rel < 0, roll="week" if rel == 0 else None
        ), j + 1
    if "weekendword" in cats or cats.get("unit", ("",))[0] == "weekend":
        return _or_none(period("weekend", 1, step, ctx), j + 1)
    if "unit" in cats:
        unit, multiple = cats["unit"]
        if unit in ("second", "minute", "hour"):
            if rel == 0 or "quarter" in cats:
                return None
            seconds = {"second": 1, "minute": 60, "hour": 3600}[unit] * step
            return Moment(exact=ctx.now + timedelta(seconds=seconds), rel=True, past=step < 0), j + 1
        if nxt.norm.endswith("s") and rel > 0:
            return None
        return _or_none(period(unit, multiple, step, ctx), j + 1)
    if "month" in cats and rel != 2:
        if nxt.norm in ("may", "march") and t[j + 1].kind == "w" and "lead" not in t[j + 1].cats:
            return None
        return _rel_month(t, j, rel, ctx)
    if "part" in cats and rel in (0, -1) and cats["part"] in ("morning", "afternoon", "evening", "night"):
        day = add_days(ctx.today, rel)
        return Moment(day=day, part=cats["part"], rel=True, past=rel < 0), j + 1
    if "season" in cats:
        return _season(cats["season"], step, ctx, j + 1)
    if "holiday" in cats:
        year = ctx.today.year
        found = holiday_day(cats["holiday"], year)
        if found is None:
            return None
        if rel < 0 and found >= ctx.today:
            found = holiday_day(cats["holiday"], year - 1)
        elif rel > 0 and found <= ctx.today:
            found = holiday_day(cats["holiday"], year + 1)
        return None if found is None else (Moment(day=found, holiday=cats["holiday"]), j + 1)
    number = number_at(t, j) if rel else None
    if number is not None and 0 < number[0] <= 10_000 and "unit" in t[number[1]].cats:
        return _next_few(t, number, step, ctx, only_last=rel == 2)
    return None


def _or_none(moment: Moment | None, j: int) -> Found | None:
    return None if moment is None else (moment, j)


def _rel_month(t: list[Token], j: int, rel: int, ctx: Context) -> Found | None:
    month, today = t[j].cats["month"], ctx.today
    year = today.year
    if rel > 0:
        year += 1 if month <= today.month else 0
    elif rel < 0:
        year -= 1 if month >= today.month else 0
    if t[j + 1].kind == "n" and 1 <= t[j + 1].num <= 31 and len(t[j + 1].text) <= 2:
        return None
    whole = whole_month(month, year, today)
    if whole is not None:
        whole.rel, whole.past = True, rel < 0
    return _or_none(whole, j + 1)


def _season(first: tuple[int, int], step: int, ctx: Context, j: int) -> Found:
    start = date(ctx.today.year, *first)
    if step > 0 and start <= ctx.today:
        start = add_months(start, 12)
    elif step < 0 and add_months(start, 3) > ctx.today:
        start = add_months(start, -12)
    return Moment(day=start, until=add_months(start, 3), grain="quarter", past=step < 0), j


def few_rel_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """two upcoming months, the 5 past weeks: the number stands first."""
    number = number_at(t, i)
    if number is None or not 0 < number[0] <= 10_000:
        return None
    rel = t[number[1]].cats.get("rel", 0)
    if not rel or "unit" not in t[number[1] + 1].cats:
        return None
    return _next_few(t, (number[0], number[1] + 1), min(rel, 1), ctx, only_last=rel == 2)


def _next_few(
    t: list[Token], number: tuple[float, int], step: int, ctx: Context, *, only_last: bool = False
) -> Found | None:
    """next 3 days, last two weeks: the stretch of that many whole units beside the current one."""
    count, k = int(number[0]), number[1]
    unit, multiple = t[k].cats["unit"]
    if count < 1:
        return None
    if unit in ("second", "minute", "hour"):
        total = Duration()
        add_unit(total, count, unit, multiple)
        edge = timedelta(seconds=total.seconds)
        if abs(total.seconds) > 86400 * 3650:
            return None
        start = ctx.now + (timedelta() if step > 0 else -edge)
        return Moment(exact=start, to=Moment(exact=start + edge), past=step < 0), k + 1
    near = period(unit, multiple, step, ctx)
    far = period(unit, multiple, step * count, ctx)
    if near is None or far is None or near.day is None or far.day is None:
        return None
    if only_last:
        return far, k + 1
    low, high = (near, far) if step > 0 else (far, near)
    end = high.until or add_days(high.day or ctx.today, 1)
    grain = low.grain if low.grain != "weekend" else "week"
    return Moment(day=low.day, until=end, grain=grain, rel=True, past=step < 0), k + 1


def post_rel_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """هفته آینده, ماه بعد: the unit stands before its relation."""
    rel = t[i + 1].cats["relpost"]
    unit, multiple = t[i].cats["unit"]
    if unit in ("second", "minute", "hour"):
        return None
    return _or_none(period(unit, multiple, rel, ctx), i + 2)


def edge_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """mid january, end of month, beginning of next week, early next year, late july."""
    cats = t[i].cats
    if "boundary" in cats:
        unit, side = cats["boundary"]
        current = period(unit, 1, 0, ctx)
        return None if current is None else (_side(current, side), i + 1)
    side = cats["mid"] if "mid" in cats else cats["early"] if "early" in cats else cats["end"]
    j = i + 1
    while t[j].norm in ("of", "in", "the", "-") and j < i + 4:
        j += 1
    inner = t[j].cats
    whole: Moment | None = None
    k = j + 1
    if "rel" in inner:
        found = rel_at(t, j, ctx)
        if found is not None and found[0].grain in ("week", "month", "quarter", "year"):
            whole, k = found
    elif "month" in inner:
        year = year_at(t, k + 1 if "comma" in t[k].cats or t[k].norm == "of" else k)
        whole = whole_month(inner["month"], year[0] if year else None, ctx.today)
        k = year[1] if year else k
    elif "unit" in inner and (j > i + 1 or " " in t[i].norm) and inner["unit"][0] in ("week", "month", "year"):
        whole = period(inner["unit"][0], inner["unit"][1], 0, ctx)
    elif t[j].kind == "n" and len(t[j].text) == 4 and 1900 <= t[j].num <= 2200:
        start = date(t[j].num, 1, 1)
        whole = Moment(day=start, until=date(min(t[j].num + 1, 2201), 1, 1), grain="year")
    if whole is None:
        return None
    return _side(whole, side), k


def _side(whole: Moment, side: int) -> Moment:
    first, until = whole.day, whole.until
    if first is None or until is None:
        return whole
    last = add_days(until, -1)
    if side < 0:
        return Moment(day=first, rel=whole.rel, year_known=whole.year_known)
    if side > 0:
        if whole.grain == "week":
            last = add_days(first, 4 if first.weekday() == 0 else 6)
        return Moment(day=last, rel=whole.rel, year_known=whole.year_known)
    day = {"week": add_days(first, 2), "month": add_days(first, 14)}.get(whole.grain)
    if day is None:
        day = add_days(first, (last - first).days // 2)
    return Moment(day=day, rel=whole.rel, year_known=whole.year_known)


def later_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """later this week, later today, earlier this month."""
    j = i + 1
    if t[j].norm in ("in", "on"):
        j += 1
    if t[j].norm == "the" and "unit" in t[j + 1].cats:
        unit, multiple = t[j + 1].cats["unit"]
        whole = period(unit, multiple, 0, ctx)
        found: Found | None = None if whole is None else (whole, j + 2)
    elif "rel" in t[j].cats:
        found = rel_at(t, j, ctx)
    elif "relday" in t[j].cats:
        return Moment(day=add_days(ctx.today, t[j].cats["relday"]), rel=True), j + 1
    else:
        return None
    if found is None or found[0].day is None or found[0].until is None:
        return None
    whole, k = found
    first, until = whole.day, whole.until
    if first is None or until is None:
        return None
    if t[i].cats["later"] < 0:
        return Moment(day=first, until=until, grain=whole.grain, rel=True, past=True), k
    if whole.grain == "week":
        friday = add_days(first, 4)
        day = min(max(add_days(ctx.today, 2), add_days(first, 2)), max(friday, ctx.today))
    elif whole.grain == "weekend":
        day = first
    else:
        middle = add_days(first, (until - first).days // 2)
        day = max(middle, min(add_days(ctx.today, 7), month_end(ctx.today) if whole.grain == "month" else middle))
    return Moment(day=day, until=until, grain="day", rel=True), k
