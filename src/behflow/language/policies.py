"""The decisions on which readings differ: forward days, bare hours, parts of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from behflow.language.calendars import add_days
from behflow.language.days import Days, Fields, Fixed, Stretch, backward, forward
from behflow.language.spans import Clock, Context, Moment

_FIXED_PARTS = {
    "noon": (12, 0),
    "midnight": (0, 0),
    "breakfast": (8, 0),
    "brunch": (11, 0),
    "lunch": (12, 0),
    "dinner": (18, 0),
    "eod": (17, 0),
    "day": (9, 0),
    "dawn": (6, 0),
    "dusk": (18, 0),
    "earlymorning": (7, 0),
    "midmorning": (10, 0),
    "latemorning": (11, 0),
    "midafternoon": (15, 0),
    "lateafternoon": (16, 0),
    "latenight": (23, 0),
    "after breakfast": (9, 0),
    "after lunch": (13, 0),
    "after dinner": (21, 0),
    "after supper": (21, 0),
    "after work": (17, 30),
    "after school": (15, 0),
    "after class": (15, 0),
    "after hours": (18, 0),
    "before breakfast": (7, 0),
    "before lunch": (11, 0),
    "before dinner": (18, 0),
    "before work": (7, 30),
    "before school": (7, 30),
    "before class": (7, 30),
    "before bed": (21, 30),
}
_PARTS = ("morning", "afternoon", "evening", "night")
_MORNINGS = ("morning", "earlymorning", "midmorning", "latemorning", "dawn", "breakfast")
_AFTERNOONS = ("afternoon", "evening", "midafternoon", "lateafternoon", "dusk", "eod", "dinner")


@dataclass(slots=True, repr=False, eq=False)
class Point:
    """A settled moment: wall time in the user's zone, or in the zone that the text named.

    ``end``: the first moment that is no longer part of it. ``due``: the day that is meant when one is needed.
    """

    start: datetime
    has_time: bool
    due: date
    end: datetime | None = None
    grain: str = "day"
    offset: int | None = None
    past: bool = False


def part_clock(part: str, ctx: Context) -> tuple[int, int]:
    """The clock time that stands for a part of the day."""
    if part in _PARTS:
        return ctx.settings.parts[_PARTS.index(part)], 0
    return _FIXED_PARTS.get(part, (9, 0))


def settle(moment: Moment, ctx: Context) -> Point | None:
    """Day and time of a moment after all policies; None when there is no such day."""
    if moment.exact is not None:
        end = moment.to.exact if moment.to is not None else None
        return Point(moment.exact, True, moment.exact.date(), end, moment.unit or "minute", past=moment.past)
    if moment.days is None:
        day = ctx.today
        clock = clock_on(moment.clock, day, ctx) if moment.clock is not None else None
        if moment.clock is None or clock is None:
            return None
        if datetime.combine(day, clock) <= ctx.now and not moment.past:
            day = add_days(day, 1)
            if not (moment.clock.hour is None or moment.clock.sure):
                clock = clock_on(moment.clock, day, ctx) or clock
        return _timed(moment, day, clock, ctx)
    pair = _pair(moment, ctx)
    if pair is None:
        return None
    first, last = pair
    due = first.due if first.due is not None else first.first
    if moment.clock is not None:
        dated = isinstance(moment.days, Fields) and moment.days.year is not None
        clock = clock_on(moment.clock, None if dated else due, ctx)
        if clock is None:
            return None
        if moment.clock.part == "midnight" and moment.rel and moment.clock.hour is None:
            due = add_days(due, 1)  # "tomorrow at midnight" is the end of that day
        return _timed(moment, due, clock, ctx)
    until = datetime.combine(last.until if last is not None else first.until, time())
    return Point(datetime.combine(first.first, time()), False, due, until, first.grain, past=moment.past)


def day_of(moment: Moment, ctx: Context) -> date | None:
    """The day that a moment means when one day is needed."""
    point = settle(moment, ctx)
    return None if point is None else point.due


def _timed(moment: Moment, day: date, clock: time, ctx: Context) -> Point:
    start = datetime.combine(day, clock)
    offset = moment.clock.offset if moment.clock is not None else None
    return Point(start, True, day, _end(moment, start, ctx), "minute", offset, moment.past)


def _end(moment: Moment, start: datetime, ctx: Context) -> datetime | None:
    other = moment.to
    if other is None:
        return None
    if other.exact is not None:
        return other.exact
    day = None
    if other.days is not None:
        found = next(_after(other.days, start.date()), None)
        day = None if found is None else found.first
    clock = clock_on(other.clock, day or start.date(), ctx) if other.clock is not None else None
    if clock is None:
        return None if day is None else datetime.combine(add_days(day, 1), time())
    end = datetime.combine(day if day is not None else start.date(), clock)
    if day is None and end <= start and other.clock is not None:
        end += timedelta(hours=12) if not other.clock.sure and clock.hour < 12 else timedelta(days=1)
        if end <= start:
            end += timedelta(hours=12)
    return end


def _pair(moment: Moment, ctx: Context) -> tuple[Stretch, Stretch | None] | None:
    """The stretch, and that of the other end of a range."""
    days = moment.days
    if days is None:
        return None
    if moment.to is None or moment.to.days is None:
        first = chosen(days, moment.clock, ctx, past=moment.past)
        return None if first is None else (first, None)
    a, b = _shared(days, moment.to.days)
    if b.every == "once" and a.every != "once":
        last = next(iter(b.at(0, ctx.today)), None)
        first = None if last is None else next(backward(a, last.first), None)
    else:
        first = chosen(a, moment.clock, ctx, past=moment.past)
        last = None if first is None else next(_after(b, first.first), None)
    if first is None or (last is None and b.every == "once"):
        return None
    return first, last if last is not None and last.until > first.first else None


def _after(days: Days, first: date) -> Iterator[Stretch]:
    return (s for s in forward(days, first) if s.first >= first)


def _shared(a: Days, b: Days) -> tuple[Days, Days]:
    """june 10-12, 10 - 22 august 2027: what only one end of a range says holds for the other one too."""
    if not isinstance(a, Fields) or not isinstance(b, Fields):
        return a, b
    if b.day is not None and b.month is None and b.year is None and b.weekday is None and a.month is not None:
        return a, Fields(a.year, a.month, b.day, jalali=a.jalali)
    if a.day is not None and a.month is None and a.year is None and a.weekday is None and b.month is not None:
        return Fields(b.year, b.month, a.day, jalali=b.jalali), b
    return a, b


def chosen(days: Days, clock: Clock | None, ctx: Context, *, past: bool = False) -> Stretch | None:
    """The stretch that is meant: the coming one, today only with a time that is still ahead."""
    if isinstance(days, Fixed):
        return days.stretch
    today = ctx.today
    if past:
        return next((s for s in backward(days, today) if s.first < today), None)
    if ctx.settings.past_dates == "this_year" and days.every == "year":
        named = days.at(0, today)
        if named:
            return named[0]
    weekday = isinstance(days, Fields) and days.only_weekday
    for stretch in forward(days, today):
        if stretch.grain == "day" and (stretch.due or stretch.first) == today and days.every != "once":
            at = None if clock is None else clock_on(clock, today, ctx)
            if (at is None and weekday) or (at is not None and datetime.combine(today, at) <= ctx.now):
                continue
        return stretch
    if isinstance(days, Fields) and days.weekday is not None and days.day is not None:
        return chosen(Fields(days.year, days.month, days.day, jalali=days.jalali), clock, ctx)
    return next(iter(days.at(0, today)[-1:]), None)


def clock_on(clock: Clock, day: date | None, ctx: Context) -> time | None:
    """The time of day on a day; without a day it does not matter how late it is now."""
    if clock.hour is None:
        return None if clock.part is None else time(*part_clock(clock.part, ctx))
    hour = clock.hour if clock.sure else bare_hour(clock, day, ctx)
    return time(hour % 24, clock.minute, clock.second)


def bare_hour(clock: Clock, day: date | None, ctx: Context) -> int:
    """Which half of the day an hour without am or pm is in."""
    hour, part = clock.hour or 0, clock.part
    if hour > 12 or hour == 0:
        return hour
    if part is not None:
        if part in _MORNINGS:
            return hour % 12
        if part in ("night", "latenight"):
            return hour % 12 + 12 if 5 <= hour < 12 else (24 if hour == 12 else hour)
        if part in _AFTERNOONS:
            return hour % 12 + 12
        if part in ("lunch", "noon"):
            return hour % 12 + 12 if hour < 4 else hour
    first, last = ctx.settings.waking
    both = (hour % 12, hour % 12 + 12)
    options = sorted(h for h in both if first <= h < last or (h == last and not clock.minute))
    if not options:
        return hour % 12 + 12
    if day == ctx.today:
        later = [h for h in options if (h, clock.minute) > (ctx.now.hour, ctx.now.minute)]
        if later:
            return later[0]
        if hour % 12 + 12 > ctx.now.hour and clock.day_said:
            return hour % 12 + 12  # "today at 10" said after ten in the morning
    return options[0]
