"""Tries the span parsers at one position and keeps the longest."""

from __future__ import annotations

from copy import copy

from behflow.language.days import Fields
from behflow.language.parsers import beside, dates, nested, relative, several, weekdays, years
from behflow.language.parsers.clock import clock_at
from behflow.language.parsers.dates import Found
from behflow.language.parsers.durations import duration_at
from behflow.language.parsers.named import a_holiday, a_month, a_season, a_year, no_such_day, plain
from behflow.language.parsers.numbers import year_at
from behflow.language.parsers.offsets import after_length, ago_at, in_at, the_day
from behflow.language.parsers.times import part_at, time_at
from behflow.language.periods import Each
from behflow.language.spans import Clock, Context, Moment, Span
from behflow.language.tokens import Token

_DEEPEST = 12


def date_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """The longest date that starts exactly at ``i`` (no leading prepositions); read once per position."""
    if i not in ctx.read:
        if ctx.depth > _DEEPEST:
            return None
        ctx.depth += 1
        ctx.read[i] = _date_at(t, i, ctx)
        ctx.depth -= 1
    found: Found | None = ctx.read[i]
    if found is None:
        return None
    moment = copy(found[0])
    moment.clock = copy(moment.clock)
    return moment, found[1]


def _date_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    token = t[i]
    if token.kind == "n":
        return _from_number(t, i, ctx)
    cats = token.cats
    if not cats:
        year = year_at(t, i) if token.norm == "'" else None
        return None if year is None else (Moment(days=Fields(year[0]), shy=True), year[1])
    best: Found | None = None
    if "person" in cats and _addressed(t, i):
        return None
    if "relday" in cats and not ("part" in cats and i and "weekday" in t[i - 1].cats):
        best = _half_day(t, the_day(ctx, cats["relday"]), i + 1)
    elif "glued" in cats:
        days, part = cats["glued"]
        best = (the_day(ctx, days), i + 1)
        best[0].clock = Clock(part=part)
    elif "nowday" in cats:
        best = (the_day(ctx, 0), i + 1)
    elif "together" in cats:
        unit, step = cats["together"]
        period = several.the_period(unit, 1, step, ctx)
        best = None if period is None else (period, i + 1)
    elif "the" in cats and "unit" in t[i + 1].cats and "after" in t[i + 2].cats:
        best = several.unit_after(t, i, ctx)
    if "weekday" in cats:
        best = _longer(best, weekdays.weekday_at(t, i, ctx))
        best = _longer(best, beside.weekday_beside(t, i, ctx, date_at))
        best = _longer(best, beside.weekday_of_relative_week(t, i, ctx))
    if ("month" in cats or "jmonth" in cats) and not no_such_day(t, i, ctx):
        best = _longer(_longer(best, a_month(t, i, ctx)), years.day_range(t, i, ctx))
    if "rel" in cats:
        best = _longer(best, relative.rel_at(t, i, ctx))
    if "unit" in cats and "relpost" in t[i + 1].cats:
        best = _longer(best, beside.unit_after_next(t, i, ctx))
    if cats.get("unit") == ("month", 1) and "of" in t[i + 1].cats and "month" in t[i + 2].cats:
        best = _longer(best, a_month(t, i + 2, ctx))  # the month of march
    if "weekword" in cats or "weekendword" in cats or "weeknumber" in cats:
        best = _longer(best, beside.week_of(t, i, ctx, date_at))
    if "weekendword" in cats and "plural" not in cats and best is None:
        weekend = several.the_period("weekend", 1, 0, ctx)
        if weekend is not None:
            weekend.shy = True
            best = (weekend, i + 1)
    if "ord" in cats or "num" in cats:
        best = _longer(_longer(best, plain(dates.day_month(t, i, ctx))), years.day_range(t, i, ctx))
        best = _longer(best, nested.nth_at(t, i, ctx, date_at))
        best = _longer(best, weekdays.bare_ordinal(t, i))
        best = _longer(best, nested.numbered_day(t, i, ctx, date_at))
        best = _longer(best, a_year(t, i))
    if "weekendword" in cats:
        weekend = Moment(days=Each("weekend"), shy=token.text.isascii())
        best = _longer(best, (weekend, i + 1))
    if "ord" in cats or "quartersign" in cats or "halfsign" in cats:
        best = _longer(best, plain(years.quarter_at(t, i)))
    if "ord" in cats or "near" in cats:
        best = _longer(best, beside.near_at(t, i, ctx, date_at))
    if "holiday" in cats:
        best = _longer(best, a_holiday(t, i))
    if "season" in cats:
        best = _longer(best, a_season(t, i))
    if "edge" in cats or "boundary" in cats:
        best = _longer(best, nested.edge_at(t, i, ctx, date_at))
    if "dayafter" in cats:
        best = _longer(best, beside.day_after(t, i, ctx, date_at))
    if "later" in cats:
        best = _longer(best, relative.later_at(t, i, ctx))
    if "yearword" in cats:
        best = _longer(best, a_year(t, i))
    if "now" in cats:
        best = _longer(best, (Moment(exact=ctx.now.replace(microsecond=0), rel=True), i + 1))
    return best


def _addressed(t: list[Token], i: int) -> bool:
    """with tom, ask Tom: the short form of tomorrow is also a name."""
    if not i or t[i - 1].kind == "e":
        return False
    before = t[i - 1]
    named = t[i].text[0].isupper() and not t[i].text.isupper() and before.kind != "s"
    return named or "withwho" in before.cats or (before.norm == "/" and i > 1 and t[i - 2].norm == "w")


def _from_number(t: list[Token], i: int, ctx: Context) -> Found | None:
    best = plain(dates.numeric_date(t, i, ctx) or years.year_first(t, i))
    if best is not None:
        return _stamped(t, best)
    best = _longer(plain(dates.day_month(t, i, ctx)), nested.nth_at(t, i, ctx, date_at))
    best = _longer(best, years.day_range(t, i, ctx))
    best = _longer(best, plain(years.quarter_at(t, i)))
    best = _longer(best, beside.near_at(t, i, ctx, date_at))
    best = _longer(best, nested.numbered_day(t, i, ctx, date_at))
    return best or weekdays.bare_ordinal(t, i) or weekdays.on_the_number(t, i) or a_year(t, i)


def _half_day(t: list[Token], moment: Moment, j: int) -> Found:
    """today pm, tomorrow am."""
    half = t[j].cats.get("ampm")
    if half is None or len(t[j].norm) < 2 or not t[j].gap:
        return moment, j
    moment.clock = Clock(part="afternoon" if half else "morning")
    return moment, j + 1


def _stamped(t: list[Token], found: Found) -> Found:
    """The clock time that is glued to a numeric date: 2026-01-27T09:30:00Z, 31/05/2024.14:15."""
    moment, j = found
    if t[j].gap or t[j + 1].gap or t[j + 1].kind != "n" or t[j].norm not in ("t", ".", ":", "_"):
        return found
    clock = clock_at(t, j + 1, bare=False)
    if clock is None or moment.grain != "day" or clock[0].hour is None:
        return found
    moment.clock = clock[0]
    moment.clock.sure = moment.clock.sure or t[j].norm == "t"
    return moment, clock[1]


def offset_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """in 3 weeks, +5 days, the 5 past weeks, two sundays from now."""
    cats = t[i].cats
    if t[i].kind == "n" or "num" in cats:
        return several.few_rel_at(t, i, ctx) or weekdays.counted_days(t, i, ctx)
    if "agopre" in cats:
        return ago_at(t, i, ctx)
    if "in" in cats or t[i].norm in ("+", "-") or ("after" in cats and "lead" in cats and t[i + 1].kind in "nw"):
        return in_at(t, i, ctx)
    return None


def span_at(t: list[Token], i: int, ctx: Context) -> Span | None:
    """The longest date, time, offset or length at ``i``."""
    token = t[i]
    cats = token.cats
    best: Span | None = None
    for found in (date_at(t, i, ctx), offset_at(t, i, ctx)):
        if found is not None and (best is None or found[1] > best.j):
            best = Span("date", i, found[1], found[0])
    if token.kind == "n" or cats or token.norm == "~":
        found = time_at(t, i)
        if found is not None and {"at", "from", "between"} & cats.keys() and _date_within(t, i + 1, found[1], ctx):
            found = None
        if found is not None and (best is None or found[1] > best.j):
            best = Span("time", i, found[1], found[0])
    if "part" in cats or "partlead" in cats:
        found = part_at(t, i)
        if found is not None and (best is None or found[1] > best.j):
            best = Span("time", i, found[1], found[0])
    if token.kind == "n" or "num" in cats or "article" in cats or "half" in cats:
        length = duration_at(t, i)
        if length is not None and (best is None or length[1] > best.j):
            point = after_length(t, length[0], length[1], ctx)
            if point is not None:
                return Span("date", i, point[1], point[0])
            return Span("duration", i, length[1], length[0])
    return best


def _date_within(t: list[Token], i: int, j: int, ctx: Context) -> bool:
    """Whether the number behind "at" begins a date that goes further than the time: at 02-02-2027."""
    found = date_at(t, i, ctx) if t[i].kind == "n" else None
    return found is not None and found[1] > j


def _longer(a: Found | None, b: Found | None) -> Found | None:
    if a is None or (b is not None and b[1] > a[1]):
        return b
    return a
