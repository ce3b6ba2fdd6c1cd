"""Days named by what stands beside them: the monday after easter, the week of the 18th, the day before christmas."""

from __future__ import annotations

from collections.abc import Callable

from behflow.language.calendars import add_days
from behflow.language.days import Days, Fields, Fixed, fixed_day
from behflow.language.derived import After, Shifted, WeekOf
from behflow.language.festivals import Yearly
from behflow.language.parsers.dates import Found
from behflow.language.parsers.numbers import ordinal_at, year_at
from behflow.language.parsers.several import jalali_unit, the_period
from behflow.language.spans import Context, Moment
from behflow.language.tokens import Token

Inner = Callable[[list[Token], int, Context], Found | None]


def after_at(t: list[Token], k: int, n: int, what: Days | None, ctx: Context, inner: Inner) -> Found | None:
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
    return after_at(t, k, 1, Fields(weekday=t[i].cats["weekday"]), ctx, inner)


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
