"""Days named within or beside others: the 3rd friday of march, end of next month, the week of the 18th, the monday
after easter. ``inner`` reads the date that such an expression ends with.
"""

from __future__ import annotations

from behflow.language.calendars import add_days
from behflow.language.days import Fields, fixed_day
from behflow.language.derived import Edge, Nth
from behflow.language.parsers.beside import Inner, after_at
from behflow.language.parsers.dates import Found
from behflow.language.parsers.numbers import number_at, ordinal_at, year_at
from behflow.language.parsers.several import jalali_unit, the_period
from behflow.language.periods import Each
from behflow.language.spans import Clock, Context, Moment
from behflow.language.tokens import Token

_WIDE = ("week", "weekend", "month", "quarter", "half", "year")


def whole_at(t: list[Token], k: int, ctx: Context, inner: Inner) -> Found | None:
    """A stretch wider than a day: the month, next year, march 2027, Q3."""
    bare = k + 1 if "the" in t[k].cats else k
    cats = t[bare].cats
    if "unit" in cats and not ("relpost" in t[bare + 1].cats or ("half" in cats and bare == k)):
        unit, multiple = cats["unit"]
        if unit in ("week", "weekend", "month", "year"):
            post = _genitive_year(t, bare)
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


def _genitive_year(t: list[Token], k: int) -> Found | None:
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
        after = after_at(t, k, n, Fields(weekday=unit) if isinstance(unit, int) else None, ctx, inner)
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
    ordinal = ordinal_at(t, i)
    number, j = ordinal or (t[i].num, i + 1)
    near = _near_month(t, j, ordinal is not None)
    if not (1 <= number <= 31 or number == -1) or not (near or ("of" in t[j].cats and "in" not in t[j].cats)):
        return None
    base = whole_at(t, j if near else j + 1, ctx, inner)
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


def edge_at(t: list[Token], i: int, ctx: Context, inner: Inner) -> Found | None:
    """end of month, mid january, early next week, start of 2027, EOM."""
    cats = t[i].cats
    if "boundary" in cats:
        if "shy" in cats and not t[i].text.isupper():
            return None  # boy, bow
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


def _near_month(t: list[Token], j: int, ordinal: bool) -> bool:
    """Persian says "22 this month", "fifth next month"; "5 next month" are five months."""
    if t[j].norm.isascii():
        return False
    this = "rel" in t[j].cats and "monthword" in t[j + 1].cats
    return this or (ordinal and "monthword" in t[j].cats and "relpost" in t[j + 1].cats)
