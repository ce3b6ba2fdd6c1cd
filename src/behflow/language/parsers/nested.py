"""Days named within or beside others: the 3rd friday of march, end of next month, the week of the 18th, the monday
after easter. ``inner`` reads the date that such an expression ends with.
"""

from __future__ import annotations

from collections.abc import Callable

from behflow.language.calendars import add_days
from behflow.language.days import Days, Fields, Fixed, fixed_day
from behflow.language.derived import After, Edge, Nth, Shifted, WeekOf
from behflow.language.festivals import Yearly
from behflow.language.parsers.dates import Found
from behflow.language.parsers.numbers import number_at, ordinal_at, year_at
from behflow.language.parsers.relative import jalali_unit, the_period
from behflow.language.periods import Each
from behflow.language.spans import Clock, Context, Moment
from behflow.language.tokens import Token

Inner = Callable[[list[Token], int, Context], Found | None]
_WIDE = ("week", "weekend", "month", "quarter", "half", "year")


def whole_at(t: list[Token], k: int, ctx: Context, inner: Inner) -> Found | None:
    """A stretch wider than a day: the month, next year, march 2027, Q3."""
    bare = k + 1 if "the" in t[k].cats else k
    cats = t[bare].cats
    if "unit" in cats and not ("relpost" in t[bare + 1].cats or ("half" in cats and bare == k)):
        unit, multiple = cats["unit"]
        if unit in ("week", "weekend", "month", "year"):
            post = _genitive_year(t, bare, ctx)
            if post is not None:
                return post
            each = Each(unit, multiple, ctx.settings.first_weekday, jalali=jalali_unit(t[bare], ctx))
            return Moment(days=each), bare + 1
    if "rolling" in cats and "unit" in t[bare + 1].cats:
        unit, multiple = t[bare + 1].cats["unit"]
        past = the_period(unit, multiple, -1, ctx)
        return None if past is None else (past, bare + 2)
    year = year_at(t, bare)
    if year is not None and 1900 <= year[0] <= 2200:
        return Moment(days=Fields(year[0])), year[1]
    found = inner(t, bare, ctx)
    if found is None or found[0].days is None or found[0].clock is not None or found[0].days.grain not in _WIDE:
        return None
    return found


def _genitive_year(t: list[Token], k: int, ctx: Context) -> Found | None:
    """ "the year 2008", "month 3" are read elsewhere; "of the year 2008" here."""
    if "yearword" not in t[k].cats:
        return None
    year = year_at(t, k + 1)
    return None if year is None else (Moment(days=Fields(year[0])), year[1])


def nth_at(t: list[Token], i: int, ctx: Context, inner: Inner) -> Found | None:
    """3rd friday of march 2027, the last monday in october, first tuesday of next month, last 2 weeks of june."""
    ordinal = ordinal_at(t, i)
    if ordinal is None or not -60 <= ordinal[0] <= 400:
        return None
    n, j = ordinal
    count, j = _count(t, j)
    cats = t[j].cats
    unit: int | str
    if "weekday" in cats:
        unit = cats["weekday"]
    elif "weekdays" in cats and n < 0:
        unit = cats["weekdays"]
    elif "weekendword" in cats:
        unit = "weekend"
    elif "workdays" in cats or cats.get("unit", ("",))[0] == "workday":
        unit = "workday"
    elif "unit" in cats and cats["unit"][0] in ("day", "week", "month", "year"):
        unit = {("month", 3): "quarter", ("month", 6): "half"}.get(cats["unit"], cats["unit"][0])
    else:
        return None
    k = j + 1
    clock = None
    if isinstance(unit, int) and "part" in t[k].cats:
        clock, k = Clock(part=t[k].cats["part"]), k + 1
    if isinstance(unit, int) or unit == "day":
        after = _after(t, k, n, Fields(weekday=unit) if isinstance(unit, int) else None, ctx, inner)
        if after is not None:
            return after
    said = "of" in t[k].cats or "in" in t[k].cats
    if said:
        k += 1
        if "the" in t[k].cats and "unit" not in t[k + 1].cats:
            k += 1
    elif not ("rel" in t[k].cats and "unit" in t[k + 1].cats) and not (
        ("month" in t[k].cats or "jmonth" in t[k].cats or ("rel" in t[k].cats and "month" in t[k + 1].cats))
        and n > 0
        and isinstance(unit, int)
    ):
        return None
    base = whole_at(t, k, ctx, inner)
    if base is None or base[0].days is None or not _fits(unit, base[0].days.grain):
        return None
    days = Nth(n, unit, base[0].days, count, ctx.settings.first_weekday)
    return Moment(days=days, clock=clock, past=False), base[1]


def numbered_day(t: list[Token], i: int, ctx: Context, inner: Inner) -> Found | None:
    """20 of this month, the first of the month, the last of next month."""
    number, j = ordinal_at(t, i) or (t[i].num, i + 1)
    if not (1 <= number <= 31 or number == -1) or "of" not in t[j].cats or "in" in t[j].cats:
        return None
    base = whole_at(t, j + 1, ctx, inner)
    if base is None or base[0].days is None or base[0].days.grain != "month":
        return None
    return Moment(days=Nth(number, "day", base[0].days)), base[1]


def _count(t: list[Token], j: int) -> tuple[int, int]:
    number = number_at(t, j)
    if number is None or "article" in t[j].cats or not 1 <= number[0] <= 400 or "unit" not in t[number[1]].cats:
        return 1, j
    return int(number[0]), number[1]


def _fits(unit: int | str, grain: str) -> bool:
    if isinstance(unit, int) or unit in ("day", "workday"):
        return grain != "weekend"
    return _WIDE.index(unit) < _WIDE.index(grain)


def _after(t: list[Token], k: int, n: int, what: Days | None, ctx: Context, inner: Inner) -> Found | None:
    """the third tuesday after easter; the closest monday to oct 5."""
    cats = t[k].cats
    sign = 1 if "after" in cats else -1 if "before" in cats else 0
    if not sign or n < 1:
        return None
    found = inner(t, k + 2 if "the" in t[k + 1].cats else k + 1, ctx)
    if found is None or found[0].days is None:
        return None
    if what is None:
        return Moment(days=Shifted(found[0].days, days=sign * n)), found[1]
    return Moment(days=After(sign * n, what, found[0].days)), found[1]


def weekday_beside(t: list[Token], i: int, ctx: Context, inner: Inner) -> Found | None:
    """the monday after thanksgiving, friday before the 15th."""
    k = i + 1
    if "holiday" not in t[k + 1].cats and "the" not in t[k + 1].cats and not _dated(t, k + 1):
        return None
    return _after(t, k, 1, Fields(weekday=t[i].cats["weekday"]), ctx, inner)


def _dated(t: list[Token], k: int) -> bool:
    cats = t[k].cats
    return "month" in cats or "jmonth" in cats or ordinal_at(t, k) is not None or t[k].kind == "n"


def near_at(t: list[Token], i: int, ctx: Context, inner: Inner) -> Found | None:
    """the closest monday to oct 5, the second nearest friday to easter."""
    ordinal = ordinal_at(t, i)
    n, j = (1, i) if ordinal is None else ordinal
    if "near" not in t[j].cats or n < 1:
        return None
    j += 1
    cats = t[j].cats
    what: Days
    if "weekday" in cats:
        what = Fields(weekday=cats["weekday"])
    elif "holiday" in cats:
        what = Yearly(cats["holiday"])
    else:
        return None
    if "to" not in t[j + 1].cats:
        return None
    found = inner(t, j + 2, ctx)
    if found is None or found[0].days is None:
        return None
    return Moment(days=After(n, what, found[0].days, near=True)), found[1]


def edge_at(t: list[Token], i: int, ctx: Context, inner: Inner) -> Found | None:
    """end of month, mid january, early next week, start of 2027, EOM."""
    cats = t[i].cats
    if "boundary" in cats:
        unit, side = cats["boundary"]
        multiple = 3 if unit == "quarter" else 1
        each = Each("month" if unit == "quarter" else unit, multiple, ctx.settings.first_weekday)
        return Moment(days=Edge(side, each)), i + 1
    side = cats["edge"]
    j = i + 1
    while ("of" in t[j].cats or "in" in t[j].cats or t[j].norm == "-") and j < i + 3:
        j += 1
    while "approx" in t[j].cats and j < i + 4:
        j += 1
    said = j > i + 1 or "edgeof" in cats or " of" in t[i].norm
    bare = j + 1 if "the" in t[j].cats else j
    if "unit" in t[bare].cats and not said:
        return None
    if "relday" in t[j].cats and side == "mid":
        day = add_days(ctx.today, t[j].cats["relday"])
        return Moment(days=fixed_day(day), clock=Clock(part="noon"), rel=True), j + 1
    found = whole_at(t, j, ctx, inner)
    if found is None or found[0].days is None or (found[0].past and side == "late"):
        return None
    if found[0].days.grain == "weekend":
        return None
    return Moment(days=Edge(side, found[0].days), rel=found[0].rel, past=found[0].past), found[1]


def week_of(t: list[Token], i: int, ctx: Context, inner: Inner) -> Found | None:
    """the week of the 18th, the weekend of july 4th, week 31, week 3 of 2027."""
    cats = t[i].cats
    j = i + 1
    if "weekword" in cats and t[j].kind == "n" and 1 <= t[j].num <= 53 and len(t[j].text) <= 2:
        k = j + 2 if "of" in t[j + 1].cats or "comma" in t[j + 1].cats else j + 1
        if t[j + 1].norm in ("/", "-") and not t[j + 1].gap:
            k = j + 2
        year = year_at(t, k)
        if year is not None and 1900 <= year[0] <= 2200:
            return Moment(days=Yearly(("week", t[j].num), year[0])), year[1]
        if (t[j + 1].kind == "w" and not t[j + 1].cats) or (not t[j + 1].gap and t[j + 1].kind in "wn"):
            return None
        return Moment(days=Yearly(("week", t[j].num)), shy="weeknumber" not in cats), j + 1
    starting = "starting" in t[j].cats and "weekword" in cats
    if starting and "on" in t[j + 1].cats:
        j += 1
    elif not starting and ("of" not in t[j].cats or "in" in t[j].cats):
        return None
    found = inner(t, j + 2 if "the" in t[j + 1].cats else j + 1, ctx)
    if found is None or found[0].days is None or found[0].days.grain != "day" or found[0].clock is not None:
        return None
    weekend = "weekendword" in cats
    return Moment(days=WeekOf(found[0].days, ctx.settings.first_weekday, weekend=weekend), rel=found[0].rel), found[1]


def day_after(t: list[Token], i: int, ctx: Context, inner: Inner) -> Found | None:
    """the day after thanksgiving, the day before new year's eve; alone it is the day after today."""
    step = t[i].cats["dayafter"]
    j = i + 1
    found = inner(t, j + 1 if "the" in t[j].cats else j, ctx) if "dayafteronly" not in t[i].cats else None
    if found is not None and found[0].days is not None and found[0].clock is None:
        return Moment(days=Shifted(found[0].days, days=step), rel=found[0].rel), found[1]
    if t[j].kind == "w":
        return None
    return Moment(days=fixed_day(add_days(ctx.today, step)), rel=True, past=step < 0, shy=step > 0), j


def unit_after_next(t: list[Token], i: int, ctx: Context) -> Found | None:
    """week after next, month before last, هفته بعد: the relation stands behind its noun."""
    unit, multiple = t[i].cats["unit"]
    step = t[i + 1].cats["relpost"]
    moment = the_period(unit, multiple, step, ctx, jalali=jalali_unit(t[i], ctx))
    if moment is None or (unit == "day" and abs(step) > 1):
        return None
    return moment, i + 2


def weekday_of_relative_week(t: list[Token], i: int, ctx: Context) -> Found | None:
    """جمعه هفته بعد: the weekday of the week that is named behind it, without a word between."""
    cats = t[i + 1].cats
    if cats.get("unit") != ("week", 1) or "relpost" not in t[i + 2].cats:
        return None
    week = the_period("week", 1, t[i + 2].cats["relpost"], ctx)
    if week is None or not isinstance(week.days, Fixed):
        return None
    first = week.days.stretch.first
    day = add_days(first, (t[i].cats["weekday"] - ctx.settings.first_weekday) % 7)
    return Moment(days=fixed_day(day), rel=True, past=week.past), i + 3
