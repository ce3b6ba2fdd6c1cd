"""The decisions on which readings differ: forward days, bare hours, parts of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from behflow.language.calendars import add_days, add_months, clamp, from_jalali, to_jalali
from behflow.language.parsers.dates import coming_month_day, day_of_month
from behflow.language.parsers.holidays import coming_holiday
from behflow.language.spans import Context, Moment

_FIXED_PARTS = {
    "noon": (12, 0),
    "midnight": (0, 0),
    "lunch": (12, 0),
    "eod": (17, 0),
    "dawn": (6, 0),
    "dusk": (18, 0),
    "earlymorning": (7, 0),
    "latemorning": (11, 0),
    "lateafternoon": (16, 0),
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
    "before bed": (21, 30),
}
_PARTS = ("morning", "afternoon", "evening", "night")
_MORNINGS = ("morning", "earlymorning", "latemorning", "dawn")


@dataclass(slots=True, repr=False, eq=False)
class Point:
    """A settled moment: wall time in the user's zone, or in the zone that the text named."""

    start: datetime
    has_time: bool
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
    """Day and time of a moment after all policies."""
    if moment.exact is not None:
        end = moment.to.exact if moment.to is not None else None
        return Point(moment.exact, True, end, "minute", past=moment.past)
    today = ctx.today
    clock = _clock(moment, ctx)
    day = moment.day
    if day is None:
        if clock is None:
            return None
        day = today
        if datetime.combine(day, clock) <= ctx.now and not moment.past:
            day = add_days(day, 1)
    elif day == today and moment.roll is not None:
        over = clock is not None and datetime.combine(day, clock) <= ctx.now
        if over or (clock is None and moment.roll == "week"):
            day = roll_on(moment, day)
    if moment.part == "midnight" and moment.day is not None and moment.rel and not moment.sure:
        day = add_days(day, 1)  # "tomorrow at midnight" is the end of that day
    if clock is None:
        end_day = moment.to.day if moment.to is not None and moment.to.day is not None else moment.until
        end = None if end_day is None else datetime.combine(end_day, time())
        return Point(datetime.combine(clamp(day), time()), False, end, moment.grain, past=moment.past)
    start = datetime.combine(clamp(day), clock)
    return Point(start, True, _end(moment, start, ctx), "minute", moment.offset, moment.past)


def _end(moment: Moment, start: datetime, ctx: Context) -> datetime | None:
    other = moment.to
    if other is None:
        return None
    if other.exact is not None:
        return other.exact
    clock = _clock(other, ctx)
    if clock is None:
        return None if other.day is None else datetime.combine(other.day, time())
    end = datetime.combine(other.day if other.day is not None else start.date(), clock)
    if other.day is None and end <= start:
        end += timedelta(hours=12) if not other.sure and clock.hour < 12 else timedelta(days=1)
        if end <= start:
            end += timedelta(hours=12)
    return end


def roll_on(moment: Moment, day: date) -> date:
    """The next day that the same words name."""
    if moment.roll == "week":
        return add_days(day, 7)
    if moment.roll == "month":
        return day_of_month(day.day, add_days(day, 1)) or add_months(day, 1)
    if moment.roll == "year" and moment.month_day is not None:
        return coming_month_day(*moment.month_day, add_days(day, 1)) or add_months(day, 12)
    if moment.roll == "holiday":
        return coming_holiday(moment.holiday, add_days(day, 1)) or day
    if moment.roll == "jyear":
        year, month, number = to_jalali(day)
        return from_jalali(year + 1, month, number) or add_days(day, 365)
    return day


def _clock(moment: Moment, ctx: Context) -> time | None:
    hour, minute = moment.hour, moment.minute
    if hour is None:
        if moment.part is None:
            return None
        hour, minute = part_clock(moment.part, ctx)
        return time(hour, minute)
    if not moment.sure:
        hour = bare_hour(hour, minute, moment, ctx)
    return time(hour % 24, minute, moment.second)


def bare_hour(hour: int, minute: int, moment: Moment, ctx: Context) -> int:
    """Which half of the day an hour without am or pm is in."""
    if hour > 12 or hour == 0:
        return hour
    part = moment.part
    if part is not None:
        if part in _MORNINGS:
            return hour % 12
        if part == "night":
            return hour % 12 + 12 if 5 <= hour < 12 else (24 if hour == 12 else hour)
        if part in ("afternoon", "evening", "lateafternoon", "dusk", "eod"):
            return hour % 12 + 12
        if part == "lunch":
            return hour % 12 + 12 if hour < 4 else hour
    first, last = ctx.settings.waking
    options = sorted(h for h in (hour % 12, hour % 12 + 12) if first <= h < last or (h == last and not minute))
    if not options:
        return hour % 12 + 12
    if moment.day is None or moment.day == ctx.today:
        later = [h for h in options if (h, minute) > (ctx.now.hour, ctx.now.minute)]
        if later:
            return later[0]
        if moment.day is not None and hour % 12 + 12 > ctx.now.hour:
            return hour % 12 + 12  # "today at 10" said after ten in the morning
    return options[0]
