"""Units counted from the current one: next week, the last 3 days, two upcoming months, the week after."""

from __future__ import annotations

from datetime import timedelta

from behflow.language.calendars import add_days, add_months
from behflow.language.days import Fixed, Grain, Stretch
from behflow.language.parsers.dates import Found
from behflow.language.parsers.durations import add_unit
from behflow.language.parsers.numbers import number_at
from behflow.language.periods import jalali_month, jalali_year, period
from behflow.language.spans import Context, Duration, Moment
from behflow.language.tokens import Token

CLOCK_UNITS = {"second": 1, "minute": 60, "hour": 3600}
_MOST_SECONDS = 86400 * 3650


def the_period(unit: str, multiple: int, step: int, ctx: Context, *, jalali: bool = False) -> Moment | None:
    """The week, month, quarter or year that lies ``step`` units from the current one."""
    if jalali and multiple == 1 and unit in ("month", "year"):
        found: Stretch | None = jalali_month(step, ctx.today) if unit == "month" else jalali_year(step, ctx.today)
    else:
        found = period(unit, multiple, step, ctx.today, ctx.settings.first_weekday)
    return None if found is None else Moment(days=Fixed(found), rel=True, past=step < 0)


def jalali_unit(token: Token, ctx: Context) -> bool:
    """Whether "month" and "year" are those of the solar Hijri calendar: in Persian, for who lives by it."""
    return "junit" in token.cats and ctx.settings.calendar == "jalali"


def with_end(moment: Moment | None, j: int) -> Found | None:
    """A moment with the next token, None without a moment."""
    return None if moment is None else (moment, j)


def few_rel_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """two upcoming months, the 5 past weeks: the number stands first."""
    number = number_at(t, i)
    if number is None or not 0 < number[0] <= 10_000 or "article" in t[i].cats:
        return None
    rel = t[number[1]].cats.get("rel", 0)
    if rel and "unit" in t[number[1] + 1].cats:
        nth = "nthrel" in t[number[1]].cats
        return few(t, (number[0], number[1] + 1), min(rel, 1), ctx, nth=nth)
    post = t[number[1] + 1].cats.get("relpost", 0)
    if "unit" in t[number[1]].cats and abs(post) == 1 and "hence" not in t[number[1] + 1].cats:
        found = few(t, number, max(-1, min(post, 1)), ctx)
        return None if found is None else (found[0], found[1] + 1)
    return None


def unit_after(t: list[Token], i: int, ctx: Context) -> Found | None:
    """the week after, the minute after: one unit from now."""
    if t[i + 3].kind not in "es":
        return None
    unit, multiple = t[i + 1].cats["unit"]
    if unit in CLOCK_UNITS:
        return Moment(exact=ctx.now + timedelta(seconds=CLOCK_UNITS[unit]), rel=True), i + 3
    return with_end(the_period(unit, multiple, 1, ctx), i + 3)


def few(t: list[Token], number: tuple[float, int], step: int, ctx: Context, *, nth: bool = False) -> Found | None:
    """next 3 days (from tomorrow on), last two weeks (until today); the 3 coming weeks: the third one."""
    count, k = int(number[0]), number[1]
    unit, multiple = t[k].cats["unit"]
    if count < 1:
        return None
    if unit in CLOCK_UNITS:
        seconds = count * CLOCK_UNITS[unit]
        if seconds > _MOST_SECONDS:
            return None
        edge = timedelta(seconds=seconds)
        start = ctx.now if step > 0 else ctx.now - edge
        return Moment(exact=start, to=Moment(exact=start + edge), rel=True, past=step < 0), k + 1
    if nth and unit != "workday":
        return with_end(the_period(unit, multiple, count, ctx), k + 1)
    if (unit, multiple) == ("month", 3) or (unit in ("month", "year") and step > 0):
        return _units(unit, multiple, step, count, ctx, k + 1)
    total = Duration()
    add_unit(total, step * count, "day" if unit == "workday" else unit, multiple)
    first = add_days(ctx.today, 1) if step > 0 else ctx.today
    other = add_days(add_months(first, int(total.months)), int(total.days))
    low, high = (first, other) if step > 0 else (other, first)
    grain: Grain = (
        "day"
        if unit in ("day", "workday")
        else "week"
        if unit.startswith("week")
        else "month"
        if unit == "month"
        else "year"
    )
    if unit == "weekend":
        return with_end(the_period("weekend", 1, step, ctx), k + 1)
    due = add_days(high, -1) if step > 0 else None
    return Moment(days=Fixed(Stretch(low, high, grain, due)), rel=True, past=step < 0), k + 1


def _units(unit: str, multiple: int, step: int, count: int, ctx: Context, j: int) -> Found | None:
    """The last two quarters and the next three months are those of the calendar."""
    near, far = (period(unit, multiple, n, ctx.today) for n in (step, step * count))
    if near is None or far is None:
        return None
    first, until = min(near.first, far.first), max(near.until, far.until)
    return Moment(days=Fixed(Stretch(first, until, near.grain)), rel=True, past=step < 0), j
