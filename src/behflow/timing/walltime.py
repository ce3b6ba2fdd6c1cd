"""Wall clocks and instants: what a local time means on the days when clocks change.

Two written rules hold everywhere: a wall time that does not exist means the first valid minute after the
gap; one that occurs twice means the first.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)


def to_instant(wall: datetime, zone: str) -> datetime:
    """The UTC instant of a naive local time, by the two written rules.

    Raises ValueError for an aware datetime and ZoneInfoNotFoundError for an unknown zone.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time has no offset")
    tz = ZoneInfo(zone)
    instant = _at(wall, tz, fold=0)
    return instant if _wall(instant, tz) == wall else _end_of_gap(wall, tz)


def to_wall(instant: datetime, zone: str) -> datetime:
    """The naive local time of an aware instant."""
    return _wall(instant, ZoneInfo(zone))


def at(day: date, moment: time | None, zone: str) -> datetime:
    """The UTC instant of a date and a time of day in a zone; without a time, the start of that day."""
    return to_instant(datetime.combine(day, moment or time()), zone)


def first_valid(wall: datetime, zone: str) -> datetime:
    """The wall time itself, or the first valid minute when clocks skip it."""
    return to_wall(to_instant(wall, zone), zone)


def _at(wall: datetime, tz: ZoneInfo, *, fold: int) -> datetime:
    return wall.replace(tzinfo=tz, fold=fold).astimezone(UTC)


def _wall(instant: datetime, tz: ZoneInfo) -> datetime:
    return instant.astimezone(tz).replace(tzinfo=None, fold=0)


def _end_of_gap(wall: datetime, tz: ZoneInfo) -> datetime:
    # In a gap fold=1 reads the wall time with the later offset, which gives an instant before the change,
    # and fold=0 one after it (PEP 495); between them the wall clock passes the asked time exactly once.
    before, after = _at(wall, tz, fold=1), _at(wall, tz, fold=0)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if _wall(middle, tz) < wall:
            before = middle
        else:
            after = middle
    local = _wall(after.replace(microsecond=0), tz)
    beyond = timedelta(seconds=local.second)  # historical changes by odd seconds: the next full minute
    return after.replace(microsecond=0) + (_MINUTE - beyond if beyond else timedelta())
