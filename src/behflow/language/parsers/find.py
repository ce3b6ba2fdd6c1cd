"""Tries the span parsers at one position and keeps the longest."""

from __future__ import annotations

from behflow.language.calendars import add_days
from behflow.language.parsers.clock import clock_at
from behflow.language.parsers.dates import (
    Found,
    bare_ordinal,
    day_month,
    day_range,
    jalali_month,
    month_day,
    numeric_date,
    year_first,
)
from behflow.language.parsers.durations import duration_at
from behflow.language.parsers.holidays import holiday_at
from behflow.language.parsers.offsets import after_length, in_at
from behflow.language.parsers.relative import edge_at, few_rel_at, later_at, post_rel_at, rel_at
from behflow.language.parsers.times import instant_now, part_at, time_at
from behflow.language.parsers.weekdays import nth_weekday_at, on_the_number, weekday_at, weekdays_from_now
from behflow.language.spans import Context, Moment, Span
from behflow.language.tokens import Token

_PART_WORDS = ("in", "at", "by", "during", "the", "before", "after", "until", "till", "on", "around", "در")


def date_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """The longest date that starts exactly at ``i`` (no leading prepositions)."""
    token = t[i]
    cats = token.cats
    best: Found | None = None
    if token.kind == "n":
        best = numeric_date(t, i, ctx) or year_first(t, i, ctx) or day_range(t, i, ctx)
        if best is not None:
            best = _stamped(t, best, ctx)
        else:
            best = _longer(day_month(t, i, ctx), nth_weekday_at(t, i, ctx))
            best = best or bare_ordinal(t, i, ctx) or on_the_number(t, i, ctx)
    elif cats:
        if "relday" in cats:
            days = cats["relday"]
            best = (Moment(day=add_days(ctx.today, days), rel=True, past=days < 0), i + 1)
        elif "tonight" in cats:
            best = (Moment(day=ctx.today, part="night", rel=True), i + 1)
        elif "glued" in cats:
            days, part = cats["glued"]
            best = (Moment(day=add_days(ctx.today, days), part=part, rel=True), i + 1)
        if "weekday" in cats:
            best = _longer(best, weekday_at(t, i, ctx))
        if "month" in cats:
            best = _longer(best, month_day(t, i, ctx))
            best = _longer(best, day_range(t, i, ctx))
        if "jmonth" in cats:
            best = _longer(best, jalali_month(t, i, ctx))
        if "rel" in cats:
            best = _longer(best, rel_at(t, i, ctx))
        if "unit" in cats and "relpost" in t[i + 1].cats:
            best = _longer(best, post_rel_at(t, i, ctx))
        if "ord" in cats or "num" in cats:
            best = _longer(best, _longer(day_month(t, i, ctx), nth_weekday_at(t, i, ctx)))
            best = _longer(best, day_range(t, i, ctx))
        if "holiday" in cats:
            best = _longer(best, holiday_at(t, i, ctx))
        if "mid" in cats or "early" in cats or "end" in cats or "boundary" in cats:
            best = _longer(best, edge_at(t, i, ctx))
        if "later" in cats:
            best = _longer(best, later_at(t, i, ctx))
        if "now" in cats:
            best = _longer(best, (instant_now(ctx), i + 1))
    return best


def _stamped(t: list[Token], found: Found, ctx: Context) -> Found:
    """The clock time that is glued to a numeric date: 2026-01-27T09:30:00Z, 31/05/2024.14:15."""
    moment, j = found
    if t[j].gap or t[j + 1].gap or t[j + 1].kind != "n" or t[j].norm not in ("t", ".", ":", "_"):
        return found
    clock = clock_at(t, j + 1, ctx, bare=False)
    if clock is None or moment.grain != "day" or clock[0].hour is None:
        return found
    moment.hour, moment.minute, moment.second = clock[0].hour, clock[0].minute, clock[0].second
    moment.sure, moment.offset = clock[0].sure or t[j].norm == "t", clock[0].offset
    return moment, clock[1]


def offset_at(t: list[Token], i: int, ctx: Context) -> Found | None:
    """in 3 weeks, +5 days, 3 days ago."""
    if t[i].kind == "n" or "num" in t[i].cats:
        return few_rel_at(t, i, ctx) or weekdays_from_now(t, i, ctx)
    if "in" in t[i].cats or t[i].norm in ("+", "-") or (t[i].norm == "after" and t[i + 1].kind == "w"):
        return in_at(t, i, ctx)
    return None


def span_at(t: list[Token], i: int, ctx: Context) -> Span | None:
    """The longest date, time, offset or length at ``i``."""
    token = t[i]
    cats = token.cats
    best: Span | None = None
    found = date_at(t, i, ctx)
    if found is not None:
        best = Span("date", i, found[1], found[0])
    found = offset_at(t, i, ctx)
    if found is not None and (best is None or found[1] > best.j):
        best = Span("date", i, found[1], found[0])
    if token.norm in ("from", "between"):
        j = i + 2 if t[i + 1].norm == "the" else i + 1
        days = day_range(t, j, ctx)
        if days is not None:
            best = Span("date", i, days[1], days[0], j, token.norm)
    if token.kind == "n" or cats or token.norm == "~":
        found = time_at(t, i, ctx)
        if found is not None and (best is None or found[1] > best.j):
            best = Span("time", i, found[1], found[0])
    if "part" in cats or token.norm in _PART_WORDS:
        found = part_at(t, i, ctx)
        if found is not None and (best is None or found[1] > best.j):
            best = Span("time", i, found[1], found[0])
    if token.kind == "n" or "num" in cats or "article" in cats or "half" in cats:
        length = duration_at(t, i)
        if length is not None and (best is None or length[1] > best.j):
            point = after_length(t, length[0], length[1], ctx)
            if point is not None:
                best = Span("date", i, point[1], point[0])
            else:
                best = Span("duration", i, length[1], length[0])
    return best


def _longer(a: Found | None, b: Found | None) -> Found | None:
    if a is None or (b is not None and b[1] > a[1]):
        return b
    return a
