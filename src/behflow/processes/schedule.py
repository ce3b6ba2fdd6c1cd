"""When an automated process runs next: pure functions of a schedule, a zone and an instant.

Written rules: a wall time that does not exist runs at the first valid minute; one that occurs twice runs at the first;
after downtime there is one catch-up run, no storm. A cron line whose hour is ``*`` means "all day long" and follows
the minutes as they pass, both passes of a doubled hour included; every other cron line names wall times. Intervals
are elapsed time and know no wall clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal, get_args

import orjson
from cronsim import CronSim, CronSimError

from behflow.timing import rule as rules
from behflow.timing.occurrences import occurrences
from behflow.timing.walltime import to_instant, to_wall

Kind = Literal["daily", "cron", "interval", "rrule"]

_KINDS: Mapping[str, Kind] = {name: name for name in get_args(Kind)}
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_LONGEST_MINUTES = 366 * 24 * 60
_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the times are: ``daily`` "07:30", ``cron`` "0 9 * * 1-5", ``interval`` "90" minutes, ``rrule`` with a start.

    Raises ValueError when made from something that cannot be used.
    """

    kind: Kind
    value: str
    start: str | None = None
    """Naive local "YYYY-MM-DDTHH:MM" from which a rule counts, or the UTC instant from which an interval does."""

    def __post_init__(self) -> None:
        _CHECKS[self.kind](self)

    def to_dict(self) -> dict[str, str]:
        """The form in which it is stored."""
        kept = {"kind": self.kind, "value": self.value}
        return {**kept, "start": self.start} if self.start else kept

    def to_json(self) -> str:
        """The JSON text of ``to_dict``."""
        return orjson.dumps(self.to_dict()).decode()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Schedule:
        """The schedule from its stored form. Raises ValueError."""
        kind, value, start = data.get("kind"), data.get("value"), data.get("start")
        if (
            not isinstance(kind, str)
            or kind not in _KINDS
            or not isinstance(value, str)
            or not isinstance(start, str | None)
        ):
            raise ValueError("a schedule has kind (daily, cron, interval or rrule), value and start")
        if data.keys() - {"kind", "value", "start"}:
            raise ValueError("a schedule has no other parts than kind, value and start")
        return cls(_KINDS[kind], value, start)

    @classmethod
    def from_json(cls, text: str) -> Schedule:
        """The schedule from JSON text. Raises ValueError."""
        data = orjson.loads(text)
        if not isinstance(data, dict):
            raise ValueError("a schedule is a JSON object")
        return cls.from_dict(data)

    @property
    def time_of_day(self) -> time:
        """The time of a daily schedule. Raises ValueError for another kind."""
        match = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", self.value, re.ASCII)
        if self.kind != "daily" or match is None:
            raise ValueError("must be a time of day such as 07:30")
        return time(int(match[1]), int(match[2]))


def next_run(schedule: Schedule, after: datetime, zone: str) -> datetime | None:
    """The first run later than an aware instant, in UTC and never twice the same; None when there is no more."""
    after = after.astimezone(UTC)
    if schedule.kind == "interval":
        return _next_interval(schedule, after)
    if schedule.kind == "cron" and schedule.value.split()[1] == "*":
        return _next_minute(schedule.value, after, zone)
    # Instants grow with wall times under the written rules, so nothing earlier on the wall clock can be later.
    for wall in _walls(schedule, to_wall(after, zone)):
        instant = to_instant(wall, zone)
        if instant > after:  # not so in the second pass of a doubled hour
            return instant
    return None


def due_slot(schedule: Schedule, zone: str, last_run: datetime, now: datetime) -> datetime | None:
    """The latest run of those due in ``(last_run, now]``, None when none is: what downtime leaves is one run."""
    found = next_run(schedule, last_run, zone)
    if found is None or found > now:
        return None
    low, high = found, now.astimezone(UTC)
    while high - low >= _MINUTE:
        middle = low + (high - low) / 2
        later = next_run(schedule, middle, zone)
        if later is not None and later <= now:
            found = low = later
        else:
            high = middle
    later = next_run(schedule, found, zone)
    return later if later is not None and later <= now else found


def _walls(schedule: Schedule, since: datetime) -> Iterator[datetime]:
    """Naive local times later than ``since``."""
    if schedule.kind == "cron":
        yield from CronSim(schedule.value, since)
    elif schedule.kind == "rrule":
        rule, start = _rule(schedule)
        if start > since:
            yield start
        yield from occurrences(rule, start, since)
    else:
        wall = datetime.combine(since.date(), schedule.time_of_day)
        if wall > since:
            yield wall
        while True:
            yield (wall := wall + _DAY)


def _next_interval(schedule: Schedule, after: datetime) -> datetime:
    start = datetime.fromisoformat(schedule.start) if schedule.start else _EPOCH
    step = timedelta(minutes=int(schedule.value))
    return max(start, start + ((after - start) // step + 1) * step)


def _next_minute(line: str, after: datetime, zone: str) -> datetime | None:
    """The next matching minute as minutes pass, looked for in stretches in which the offset does not change."""
    offset = _offset(after, zone)
    while True:
        wall = next(CronSim(line, _naive(after + offset)), None)
        if wall is None:
            return None
        found = wall.replace(tzinfo=UTC) - offset
        near = min(found, after + _DAY / 2)
        if _offset(near, zone) != offset:
            changed = _change(after, near, zone)
            after, offset = changed - _MINUTE, _offset(changed, zone)
        elif found == near:
            return found
        else:  # no wall time before the one found matches, whatever the offsets on the way are
            after = max(near, found - _DAY - _DAY / 2)
            offset = _offset(after, zone)


def _naive(instant: datetime) -> datetime:
    return instant.replace(tzinfo=None)


def _offset(instant: datetime, zone: str) -> timedelta:
    return to_wall(instant, zone) - _naive(instant)


def _change(before: datetime, after: datetime, zone: str) -> datetime:
    """The minute between two instants from which the offset is another one."""
    offset = _offset(before, zone)
    low, high = before.replace(second=0, microsecond=0), after
    while high - low > _MINUTE:
        middle = low + (high - low) // 2 // _MINUTE * _MINUTE
        if _offset(middle, zone) == offset:
            low = middle
        else:
            high = middle
    return high.replace(second=0, microsecond=0)


def _rule(schedule: Schedule) -> tuple[rules.Rule, datetime]:
    if schedule.start is None:
        raise ValueError("a rule needs a start such as 2026-01-31T09:00")
    start = datetime.fromisoformat(schedule.start)
    if start.tzinfo is not None or start.second or start.microsecond:
        raise ValueError("the start of a rule is a local time in full minutes, without an offset")
    rule = rules.parse(schedule.value)
    if rule.count is not None or rule.until is not None:
        raise ValueError("a schedule has no end: COUNT and UNTIL cannot be used")
    return rule, start


def _check_daily(schedule: Schedule) -> None:
    _ = schedule.time_of_day


def _check_cron(schedule: Schedule) -> None:
    if len(schedule.value) > _LONGEST_LINE or len(schedule.value.split()) != 5:
        raise ValueError("a cron line has five fields: minute, hour, day of month, month, day of week")
    try:
        if next(CronSim(schedule.value, _naive(_EPOCH)), None) is None:
            raise ValueError("this cron line never runs")
    except CronSimError as error:
        raise ValueError(f"the cron line cannot be read: {error}") from error


def _check_interval(schedule: Schedule) -> None:
    if not re.fullmatch(r"\d{1,6}", schedule.value, re.ASCII) or not 1 <= int(schedule.value) <= _LONGEST_MINUTES:
        raise ValueError(f"an interval is a number of minutes from 1 to {_LONGEST_MINUTES}")
    if schedule.start is not None and datetime.fromisoformat(schedule.start).tzinfo is None:
        raise ValueError("the start of an interval is an instant with its offset")


_CHECKS: Mapping[Kind, Callable[[Schedule], object]] = {
    "daily": _check_daily,
    "cron": _check_cron,
    "interval": _check_interval,
    "rrule": _rule,
}
