"""Next run times, against a walk through every minute."""

from __future__ import annotations

import random
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim

from behflow.processes.schedule import Schedule, due_slot, next_run

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Auckland",
    "Asia/Jerusalem",
    "Australia/Lord_Howe",  # changes by half an hour
    "Africa/Cairo",  # at midnight
    "America/Havana",
    "Africa/Casablanca",  # four a year
    "Antarctica/Troll",  # by two hours
    "America/Scoresbysund",
    "Pacific/Chatham",
    "Asia/Beirut",
    "Europe/Dublin",
)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The first minutes with a new offset, 2024 to 2030."""
    tz = ZoneInfo(zone)
    found = []
    hour = datetime(2024, 1, 1, tzinfo=UTC)
    while hour.year < 2031:
        if hour.astimezone(tz).utcoffset() != (hour + HOUR).astimezone(tz).utcoffset():
            minute = hour
            while minute.astimezone(tz).utcoffset() == hour.astimezone(tz).utcoffset():
                minute += MINUTE
            found.append(minute)
        hour += HOUR
    return tuple(found)


@dataclass(frozen=True)
class Walk:
    """Every minute around a change, with its wall time and the times of day the wall clock first reaches or passes."""

    minutes: list[tuple[datetime, time]]
    reached: list[tuple[datetime, frozenset[time]]]
    begin: datetime
    end: datetime

    def firsts(self, times: set[time]) -> list[datetime]:
        """When the given times of day run, by the two written rules."""
        return [instant for instant, passed in self.reached if passed & times]

    def every(self, times: set[time]) -> list[datetime]:
        """When the wall clock shows one of the times, both passes of a doubled hour."""
        return [instant for instant, wall in self.minutes if wall in times]


@cache
def walk(zone: str, change: datetime) -> Walk:
    """A walk from 26 hours before to 26 hours after a change."""
    tz = ZoneInfo(zone)
    begin = change.replace(minute=0) - 26 * HOUR
    latest = begin.astimezone(tz).replace(tzinfo=None)
    minutes, reached = [], []
    for n in range(1, 52 * 60):
        instant = begin + n * MINUTE
        wall = instant.astimezone(tz).replace(tzinfo=None)
        minutes.append((instant, wall.time()))
        passed = []
        while latest < wall:
            latest += MINUTE
            passed.append(latest.time())
        reached.append((instant, frozenset(passed)))
    return Walk(minutes, reached, begin, begin + 52 * 60 * MINUTE)


def runs(schedule: Schedule, zone: str, begin: datetime, end: datetime) -> list[datetime]:
    """The runs in (begin, end)."""
    found = []
    moment = next_run(schedule, begin, zone)
    while moment is not None and moment < end:
        found.append(moment)
        moment = next_run(schedule, moment, zone)
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_daily_runs_are_those_of_a_walk_through_every_minute(zone: str) -> None:
    for change in changes(zone):
        walked = walk(zone, change)
        around = [change + n * MINUTE for n in (-61, -60, -30, -1, 0, 1, 30, 59, 60)]
        local = {moment.astimezone(ZoneInfo(zone)).strftime("%H:%M") for moment in around}
        for text in local | {"00:00", "00:30", "02:00", "02:30", "07:30"}:
            schedule = Schedule("daily", text)
            expected = walked.firsts({schedule.time_of_day})
            assert runs(schedule, zone, walked.begin, walked.end) == expected, (text, change)


@pytest.mark.parametrize("zone", ZONES)
def test_cron_runs_are_those_of_a_walk_through_every_minute(zone: str) -> None:
    for change in changes(zone)[:4]:
        walked = walk(zone, change)
        for line in ("*/20 * * * *", "7 * * * *", "30 */2 * * *", "15,45 0-3 * * *", "*/17 2 * * *"):
            schedule = Schedule("cron", line)
            times = {wall.time() for wall in _day(line)}
            expected = walked.every(times) if line.split()[1] == "*" else walked.firsts(times)
            assert runs(schedule, zone, walked.begin, walked.end) == expected, (line, change)


@cache
def _day(line: str) -> list[datetime]:
    found: list[datetime] = []
    for wall in CronSim(line, datetime.fromisoformat("2023-12-31 23:59")):
        if wall.day != 1:
            return found
        found.append(wall)
    return found


def test_every_zone_has_one_daily_run_a_day_over_all_changes() -> None:
    rng = random.Random(7)
    seen = 0
    for zone in sorted(zoneinfo.available_timezones()):
        for change in rng.sample(changes_of_year(zone), min(1, len(changes_of_year(zone)))):
            schedule = Schedule("daily", f"{rng.randint(0, 3):02}:{rng.choice((0, 15, 30, 59)):02}")
            found = runs(schedule, zone, change - 72 * HOUR, change + 72 * HOUR)
            days = [moment.astimezone(ZoneInfo(zone)).date() for moment in found]
            assert len(days) == len(set(days)) in (5, 6, 7), (zone, schedule, found)
            assert (days[-1] - days[0]).days == len(days) - 1, (zone, schedule, found)
            seen += 1
    assert seen > 150


@cache
def changes_of_year(zone: str) -> tuple[datetime, ...]:
    """Days of 2026 after which the offset is another one."""
    tz = ZoneInfo(zone)
    days = [datetime(2026, 1, 1, 12, tzinfo=UTC) + n * 24 * HOUR for n in range(365)]
    return tuple(day for day in days if day.astimezone(tz).utcoffset() != (day + 24 * HOUR).astimezone(tz).utcoffset())


def test_the_last_minute_of_february_29_and_sparse_lines_are_found() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    assert next_run(Schedule("cron", "59 23 29 2 *"), now, "Europe/Berlin") == datetime(2028, 2, 29, 22, 59, tzinfo=UTC)
    assert next_run(Schedule("cron", "*/30 * 1 7 *"), now, "Europe/Berlin") == datetime(2027, 6, 30, 22, tzinfo=UTC)


def test_intervals_count_elapsed_time_over_a_change() -> None:
    schedule = Schedule("interval", "90", "2026-10-24T22:00:00+00:00")
    begin = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert next_run(schedule, begin - HOUR, "Europe/Berlin") == begin
    found = runs(schedule, "Europe/Berlin", begin, begin + 7 * HOUR)
    assert [(run - begin) // MINUTE for run in found] == [90, 180, 270, 360]


def test_rules_run_from_their_start() -> None:
    schedule = Schedule("rrule", "FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-25T09:00")
    found = runs(schedule, "Europe/Berlin", datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 5, tzinfo=UTC))
    assert [f"{run:%m-%d %H:%M}" for run in found] == ["11-25 08:00", "11-27 08:00", "11-30 08:00", "12-04 08:00"]


@pytest.mark.parametrize(
    ("away", "slots"), [(MINUTE, 0), (HOUR, 0), (25 * HOUR, 1), (8 * 24 * HOUR, 1), (4000 * 24 * HOUR, 1)]
)
def test_downtime_leaves_one_catch_up_run(away: timedelta, slots: int) -> None:
    schedule = Schedule("daily", "07:30")
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    found = due_slot(schedule, "Europe/Berlin", now - away, now)
    assert found == (datetime(2026, 11, 23, 6, 30, tzinfo=UTC) if slots else None)
    if found:
        assert due_slot(schedule, "Europe/Berlin", found, now) is None


@pytest.mark.parametrize("line", ["* * 1 * *", "*/5 9-17 * * 1-5", "0 0 29 2 *", "0 12 * * 0#2"])
def test_the_catch_up_slot_is_the_latest_one(line: str) -> None:
    schedule = Schedule("cron", line)
    now = datetime(2026, 11, 23, 12, 0, 30, tzinfo=UTC)
    last = now - 40 * 24 * HOUR
    every = runs(schedule, "Asia/Tehran", last, now)
    assert due_slot(schedule, "Asia/Tehran", last, now) == (every[-1] if every else None)


def test_a_slot_is_due_at_its_own_instant_and_not_before() -> None:
    slot = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    schedule = Schedule("daily", "07:30")
    assert due_slot(schedule, "Europe/Berlin", slot - HOUR, slot) == slot
    assert due_slot(schedule, "Europe/Berlin", slot - HOUR, slot - timedelta(microseconds=1)) is None


def test_the_second_pass_of_an_hour_does_not_run_again() -> None:
    schedule = Schedule("daily", "02:30")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert due_slot(schedule, "Europe/Berlin", first, first + HOUR) is None
    assert next_run(schedule, first + 45 * MINUTE, "Europe/Berlin") == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule("daily", "07:30"),
        Schedule("cron", "0 9 * * 1-5"),
        Schedule("interval", "30"),
        Schedule("rrule", "FREQ=DAILY", "2026-11-23T09:00"),
    ],
)
def test_a_schedule_survives_storing(schedule: Schedule) -> None:
    assert Schedule.from_json(schedule.to_json()) == schedule


@pytest.mark.parametrize(
    "data",
    [
        "[]",
        "3",
        "{",
        "{}",
        '{"kind":"daily"}',
        '{"kind":"daily","value":null}',
        '{"kind":"daily","value":"24:00"}',
        '{"kind":"daily","value":"7:30"}',
        '{"kind":"daily","value":"07:30\\n"}',
        '{"kind":"daily","value":"07:30","zone":"UTC"}',
        '{"kind":"hourly","value":"1"}',
        '{"kind":["daily"],"value":"07:30"}',
        '{"kind":"cron","value":"* * * *"}',
        '{"kind":"cron","value":"* * * * * *"}',
        '{"kind":"cron","value":"0 0 31 2 *"}',
        '{"kind":"cron","value":"61 * * * *"}',
        '{"kind":"cron","value":"a b c d e"}',
        '{"kind":"interval","value":"0"}',
        '{"kind":"interval","value":"-5"}',
        '{"kind":"interval","value":"9999999"}',
        '{"kind":"interval","value":"5","start":"2026-01-01T00:00"}',
        '{"kind":"interval","value":"5","start":"x"}',
        '{"kind":"rrule","value":"FREQ=DAILY"}',
        '{"kind":"rrule","value":"FREQ=SECONDLY","start":"2026-01-01T00:00"}',
        '{"kind":"rrule","value":"FREQ=DAILY","start":"2026-01-01T00:00Z"}',
        '{"kind":"rrule","value":"FREQ=DAILY;COUNT=3","start":"2026-01-01T00:00"}',
    ],
)
def test_unusable_schedules_are_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Schedule.from_json(data)
