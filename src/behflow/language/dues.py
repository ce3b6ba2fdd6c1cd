"""Settled moments to dues in the user's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from behflow.language.calendars import add_days, clamp
from behflow.language.expand import occurrences
from behflow.language.models import Due
from behflow.language.parsers.recurrence import Repeat
from behflow.language.policies import Point, settle
from behflow.language.rules import Rule
from behflow.language.spans import Context, Moment


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
        return Due(clamp(start.date()))
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
    days = occurrences(rule, anchor if anchor is not None else ctx.today)
    if moment is None or not moment.has_time:
        day = next(days, None)
        return None if day is None else Due(day)
    usual = settle(_at(moment, add_days(ctx.today, 1)), ctx)  # the hour must not depend on the time of asking
    if usual is None:
        return None
    for _, day in zip(range(3), days, strict=False):
        for clock in rule.times or ((None, 0),):
            trial = Moment(
                day=day,
                hour=moment.hour,
                minute=moment.minute,
                sure=moment.sure,
                part=moment.part,
                offset=moment.offset,
            )
            if clock[0] is not None:
                trial.hour, trial.minute = clock[0], clock[1]
            else:
                trial.hour, trial.minute, trial.sure = usual.start.hour, usual.start.minute, True
            point = settle(trial, ctx)
            if point is not None and (point.start > ctx.now or rule.start is not None):
                return point_due(point, trial, ctx, zone)
    return None


def _at(moment: Moment, day: date) -> Moment:
    return Moment(day=day, hour=moment.hour, minute=moment.minute, sure=moment.sure, part=moment.part)


def _hourly(rule: Rule, repeat: Repeat, ctx: Context, zone: str) -> Due | None:
    if repeat.moment is not None:
        point = settle(repeat.moment, ctx)
        return None if point is None else point_due(point, repeat.moment, ctx, zone)
    seconds = {"hourly": 3600, "minutely": 60, "secondly": 1}[rule.freq] * rule.interval
    if rule.start is not None and rule.start > ctx.today:
        return Due(rule.start)
    moment = Moment(exact=ctx.now + timedelta(seconds=seconds))
    return point_due(Point(moment.exact or ctx.now, True), moment, ctx, zone)
