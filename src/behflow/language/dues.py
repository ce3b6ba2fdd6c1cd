"""Settled moments to dues in the user's zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from behflow.language.calendars import FIRST, add_days, clamp
from behflow.language.days import fixed_day
from behflow.language.models import Due
from behflow.language.parsers.recurrence import Repeat
from behflow.language.policies import Point, clock_on, settle
from behflow.language.rules import Rule
from behflow.language.spans import Clock, Context, Moment
from behflow.timing.occurrences import occurrences

_MOST_A_DAY = 50  # times of one day and the next: one of them is still to come


@lru_cache(maxsize=64)
def zone_info(zone: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local_now(now: datetime, zone: str) -> datetime:
    """The wall time of ``now`` in ``zone``, without its zone; an unknown zone leaves ``now`` as it is."""
    info = zone_info(zone)
    if info is not None and now.tzinfo is not None:
        now = now.astimezone(info)
    return now.replace(tzinfo=None)


def due_value(due: Due) -> dict[str, str | None]:
    """A due as plain values, as chips carry it."""
    return {
        "date": due.date.isoformat(),
        "time": due.time.isoformat("minutes") if due.time is not None else None,
        "zone": due.zone,
    }


def point_due(point: Point, moment: Moment, ctx: Context, zone: str) -> Due:
    """Instants counted from now and times with a zone of their own are moved over the real clock."""
    start = point.start
    if not point.has_time:
        return Due(clamp(point.due))
    info = zone_info(zone)
    if info is not None:
        if moment.exact is not None:
            base = ctx.now.replace(tzinfo=info).astimezone(UTC)
            start = (base + (moment.exact - ctx.now)).astimezone(info).replace(tzinfo=None)
        elif point.offset is not None:
            aware = (start - timedelta(minutes=point.offset)).replace(tzinfo=UTC)
            start = aware.astimezone(info).replace(tzinfo=None)
    start = start.replace(second=0, microsecond=0)
    return Due(clamp(start.date()), start.time(), zone)


def repeat_due(repeat: Repeat, ctx: Context, zone: str, anchor: date | None = None) -> Due | None:
    """The first occurrence that is not over yet."""
    rule = repeat.rule
    if rule.freq in ("hourly", "minutely", "secondly"):
        return _hourly(rule, repeat, ctx, zone)
    moment = repeat.moment
    timed = rule.timed(ctx.settings.first_weekday)
    opening = max(anchor or ctx.today, rule.start or FIRST)
    if moment is None or not moment.has_time:
        wall = next(occurrences(timed, datetime.combine(opening, time())), None)
        return None if wall is None or _over(rule, wall) else Due(wall.date())
    if moment.clock is None:
        return None
    usual = clock_on(moment.clock, add_days(ctx.today, 1), ctx)  # the hour must not depend on the time of asking
    if usual is None:
        return None
    clock = time() if timed.hours else usual
    for wall in islice(occurrences(timed, datetime.combine(opening, clock)), _MOST_A_DAY):
        if _over(rule, wall):
            break
        said = Clock(wall.hour, wall.minute, sure=True, offset=moment.clock.offset)
        trial = Moment(days=fixed_day(wall.date()), clock=said)
        point = settle(trial, ctx)
        if point is not None and (point.start > ctx.now or rule.start is not None):
            return point_due(point, trial, ctx, zone)
    return None


def _over(rule: Rule, wall: datetime) -> bool:
    return rule.until is not None and wall.date() > rule.until


def _hourly(rule: Rule, repeat: Repeat, ctx: Context, zone: str) -> Due | None:
    moment = repeat.moment
    if moment is None and rule.start is not None and rule.start > ctx.today:
        return Due(rule.start)
    if moment is None:
        seconds = {"hourly": 3600, "minutely": 60, "secondly": 1}[rule.freq] * rule.interval
        moment = Moment(exact=ctx.now + timedelta(seconds=seconds))
    elif moment.days is None and rule.start is not None:
        moment = replace(moment, days=fixed_day(rule.start))
    point = settle(moment, ctx)
    if point is None:
        return None
    due = point_due(point, moment, ctx, zone)
    if rule.freq != "hourly" or not (rule.byday or rule.bymonth) or due.time is None:
        return due
    # A time that was said is that of the first day; without one the hours go on from now.
    days = rule if repeat.moment is None else replace(rule, freq="daily", interval=1)
    wall = next(occurrences(days.timed(), datetime.combine(due.date, due.time)), None)
    return None if wall is None or _over(rule, wall) else Due(wall.date(), wall.time(), zone)
