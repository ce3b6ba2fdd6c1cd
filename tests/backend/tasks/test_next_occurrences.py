"""Series of a repeating task, against dateutil as an independent oracle and against days worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule as dateutil
from hypothesis import given, settings
from hypothesis import strategies as st

from behflow.tasks.recurrence import advance
from behflow.timing.occurrences import occurrences
from behflow.timing.rule import DAYS, parse
from behflow.timing.walltime import first_valid, to_instant

BERLIN, TEHRAN = "Europe/Berlin", "Asia/Tehran"
ZONES = ["UTC", BERLIN, TEHRAN, "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo"]
WORKDAYS = "BYDAY=MO,TU,WE,TH,FR"
CountedFrom = Literal["schedule", "completion"]


def series(
    rule: str,
    due: str,
    steps: int,
    *,
    zone: str = BERLIN,
    late: timedelta = timedelta(),
    counted_from: CountedFrom = "schedule",
) -> list[str]:
    """The following dues, as text, when each task is completed ``late`` after it is due."""
    day, _, clock = due.partition(" ")
    on, at = date.fromisoformat(day), time.fromisoformat(clock) if clock else None
    found: list[str] = []
    for _ in range(steps):
        done = to_instant(datetime.combine(on, at or time(12)), zone) + late
        step = advance(rule, counted_from, on, at, zone, done)
        if step is None:
            break
        rule, on, at = step.rule, step.date, step.time
        found.append(f"{on} {at:%H:%M}" if at else str(on))
    return found


def days(*found: str) -> list[str]:
    """Days of 2026 where no year is written."""
    return [day if len(day) > 5 else f"2026-{day}" for day in found]


def numbers(values: list[int], most: int = 3) -> st.SearchStrategy[str]:
    """A list of numbers as a rule has it."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True).map(
        lambda chosen: ",".join(map(str, sorted(chosen)))
    )


STARTS = st.builds(datetime.combine, st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.times()).filter(
    lambda start: start.day < 29  # dateutil leaves out months that have no 29th, 30th or 31st
)
MONTHS = numbers([*range(1, 13)])
WEEKDAYS = st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True).map(
    lambda chosen: ",".join(day for day in DAYS if day in chosen)
)
NTH = st.lists(st.sampled_from([f"{n}{day}" for n in (1, 2, 3, 4, -1, -2) for day in DAYS]), min_size=1, max_size=3)
MONTH_DAYS = numbers([*range(1, 29), *range(-28, 0)])


@st.composite
def shared_rules(draw: st.DrawFn) -> str:
    """A rule that dateutil reads in the same way, and of which it finds occurrences quickly."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}"]
    month = f"BYMONTH={draw(MONTHS)}"
    match freq:
        case "DAILY":
            parts += draw(st.sampled_from([[], [month], ["BYDAY=MO,WE,SA"], [f"BYMONTHDAY={draw(MONTH_DAYS)}"]]))
        case "WEEKLY":
            parts += draw(st.sampled_from([[], [f"BYDAY={draw(WEEKDAYS)}"], [f"BYDAY={draw(WEEKDAYS)}", month]]))
            parts.append(f"WKST={draw(st.sampled_from(['MO', 'SA', 'SU']))}")
        case "MONTHLY":
            days = [f"BYMONTHDAY={draw(MONTH_DAYS)}"]
            named = [[], days, [f"BYDAY={','.join(draw(NTH))}"], [f"BYDAY={draw(WEEKDAYS)}"]]
            named.append([WORKDAYS, f"BYSETPOS={draw(numbers([1, 2, 15, -1, -2]))}"])
            parts += draw(st.sampled_from(named))
        case "YEARLY":
            within = [month, f"BYMONTHDAY={draw(MONTH_DAYS)}"], [month, f"BYDAY={','.join(draw(NTH))}"]
            whole = (
                [f"BYYEARDAY={draw(numbers([1, 60, 200, -1]))}"],
                [f"BYWEEKNO={draw(numbers([1, 20, 52]))};BYDAY=TU"],
            )
            parts += draw(st.sampled_from([[], *within, *whole]))
    return ";".join(parts)


@settings(max_examples=250, deadline=None)
@given(
    shared_rules(),
    STARTS,
    st.sampled_from(ZONES),
    st.integers(2, 8),
)
def test_a_series_completed_in_time_is_that_of_dateutil(rule: str, start: datetime, zone: str, count: int) -> None:
    start = start.replace(second=0, microsecond=0)
    known = list(islice(dateutil.rrulestr(rule, dtstart=start), count))
    expected = [f"{first_valid(wall, zone):%Y-%m-%d %H:%M}" for wall in known[1:]]
    first = f"{known[0]:%Y-%m-%d %H:%M}"
    if first_valid(known[0], zone) != known[0]:
        return  # nobody can be given a task at a time that does not exist
    assert series(f"{rule};COUNT={count}", first, 99, zone=zone) == expected
    assert series(rule, first[:10], count - 1, zone=zone) == [f"{wall:%Y-%m-%d}" for wall in known[1:]]
    begun = list(islice(occurrences(parse(rule), start), count))
    assert begun == known


@settings(max_examples=150, deadline=None)
@given(
    shared_rules(),
    STARTS,
    st.timedeltas(timedelta(), timedelta(days=1500)),
)
def test_an_overdue_task_comes_next_on_the_first_day_of_its_series_after_completion(
    rule: str, start: datetime, late: timedelta
) -> None:
    begun = next(iter(dateutil.rrulestr(rule, dtstart=start.replace(hour=9, minute=0, second=0, microsecond=0))))
    done = begun + late
    following = dateutil.rrulestr(rule, dtstart=begun).after(datetime.combine(done.date(), time.max))
    assert series(rule, f"{begun:%Y-%m-%d %H:%M}", 1, zone="UTC", late=late) == [f"{following:%Y-%m-%d %H:%M}"]


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        # month ends and leap days
        ("FREQ=MONTHLY", "2026-01-31", days("02-28", "03-31", "04-30", "05-31", "06-30")),
        ("FREQ=MONTHLY", "2024-01-30", ["2024-02-29", "2024-03-30", "2024-04-30"]),
        ("FREQ=MONTHLY;INTERVAL=3", "2025-11-30", days("02-28", "05-30", "08-30", "11-30")),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", days("02-28", "03-31", "04-30")),
        ("FREQ=YEARLY", "2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("FREQ=YEARLY;INTERVAL=2", "2024-02-29", ["2026-02-28", "2028-02-29"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29", ["2025-02-28", "2026-02-28"]),
        ("FREQ=YEARLY;INTERVAL=4", "2096-02-29", ["2100-02-28", "2104-02-29"]),
        # workdays
        (f"FREQ=DAILY;INTERVAL=3;{WORKDAYS}", "2026-11-23", days("11-26", "12-01", "12-04", "12-09")),
        (f"FREQ=DAILY;INTERVAL=5;{WORKDAYS}", "2026-11-23", days("11-30", "12-07")),
        (f"FREQ=DAILY;INTERVAL=2;{WORKDAYS}", "2026-11-28", days("12-01", "12-03", "12-07")),
        (f"FREQ=MONTHLY;{WORKDAYS};BYSETPOS=15", "2026-11-20", days("12-21", "2027-01-21", "2027-02-19")),
        (f"FREQ=MONTHLY;{WORKDAYS};BYSETPOS=1", "2026-11-02", days("12-01", "2027-01-01", "2027-02-01")),
        (f"FREQ=MONTHLY;{WORKDAYS};BYSETPOS=-1", "2026-10-30", days("11-30", "12-31", "2027-01-29", "2027-02-26")),
        # every other week, with weeks from Monday, Sunday and Saturday
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", "2026-11-23", days("11-29", "12-07", "12-13")),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "2026-11-23", days("12-06", "12-07", "12-20")),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA;WKST=SA", "2026-11-27", days("12-05", "12-11", "12-19")),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA;WKST=SU", "2026-11-27", days("11-28", "12-11", "12-12")),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-11-29", days("12-13", "12-27")),
        # the end of a series
        ("FREQ=DAILY;COUNT=3", "2026-11-23", days("11-24", "11-25")),
        ("FREQ=DAILY;COUNT=1", "2026-11-23", []),
        ("FREQ=WEEKLY;UNTIL=20261207", "2026-11-23", days("11-30", "12-07")),
        ("FREQ=WEEKLY;UNTIL=20261206", "2026-11-23", days("11-30")),
        # several times a day
        (
            "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0,30;BYSETPOS=1,4",
            "2026-11-23 08:00",
            ["2026-11-23 20:30", "2026-11-24 08:00", "2026-11-24 20:30"],
        ),
        (
            f"FREQ=MONTHLY;{WORKDAYS};BYHOUR=8,20;BYMINUTE=0;BYSETPOS=-2,-1",
            "2026-11-30 08:00",
            ["2026-11-30 20:00", "2026-12-31 08:00"],
        ),
        # Jalali: 1 Farvardin, the 15th of every month, 31 Shahrivar, and 30 Esfand of the leap year 1403
        (
            "RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
            "2025-03-21",
            ["2026-03-21", "2027-03-21", "2028-03-20", "2029-03-20", "2030-03-21"],
        ),
        ("RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=15", "2026-02-04", days("03-06", "04-04", "05-05", "06-05")),
        ("RSCALE=PERSIAN;FREQ=MONTHLY", "2026-09-22", days("10-22", "11-21", "12-21", "2027-01-20", "2027-02-19")),
        ("RSCALE=PERSIAN;FREQ=MONTHLY", "2027-02-19", ["2027-03-20", "2027-04-19"]),
        ("RSCALE=PERSIAN;FREQ=YEARLY", "2025-03-20", days("03-20", "2027-03-20", "2028-03-19", "2029-03-19")),
        ("RSCALE=PERSIAN;FREQ=YEARLY;INTERVAL=2", "2025-03-20", ["2027-03-20", "2029-03-19"]),
    ],
)  # fmt: skip
def test_a_series_goes_on_as_people_mean_it(rule: str, due: str, expected: list[str]) -> None:
    found = series(rule, due, len(expected) + (0 if "COUNT" not in rule and "UNTIL" not in rule else 5))
    assert found == expected


@pytest.mark.parametrize(
    ("rule", "due", "late", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=3", "2026-11-23 09:00", 2, "2026-11-28 09:00"),
        ("FREQ=MONTHLY", "2026-01-31", 0, "2026-02-28"),
        ("FREQ=MONTHLY", "2026-01-31", 28, "2026-03-28"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-23", 7, "2026-12-07"),
        (f"FREQ=DAILY;INTERVAL=3;{WORKDAYS}", "2026-11-23", 5, "2026-12-02"),
        (f"FREQ=DAILY;INTERVAL=3;{WORKDAYS}", "2026-11-23", 4, "2026-12-02"),
        ("RSCALE=PERSIAN;FREQ=MONTHLY", "2026-09-22", 30, "2026-11-21"),
        ("FREQ=HOURLY;INTERVAL=5", "2026-11-23 09:00", 1, "2026-11-24 14:00"),
    ],
)
def test_counted_from_completion_a_series_goes_on_from_the_day_it_was_done(
    rule: str, due: str, late: int, expected: str
) -> None:
    assert series(rule, due, 1, late=timedelta(days=late), counted_from="completion") == [expected]


@pytest.mark.parametrize(
    ("zone", "due", "expected"),
    [
        # the gap moves one occurrence forward, the overlap takes the first pass; the wall time stays
        (BERLIN, "2026-03-28 02:30", ["2026-03-29 03:00", "2026-03-30 02:30"]),
        (BERLIN, "2026-10-24 02:30", ["2026-10-25 02:30", "2026-10-26 02:30"]),
        ("America/New_York", "2026-03-07 02:00", ["2026-03-08 03:00", "2026-03-09 02:00"]),
        ("Australia/Lord_Howe", "2026-10-03 02:10", ["2026-10-04 02:30", "2026-10-05 02:10"]),
        ("America/Santiago", "2026-09-05 00:15", ["2026-09-06 01:00", "2026-09-07 00:15"]),
        (TEHRAN, "2022-03-21 00:30", ["2022-03-22 01:00", "2022-03-23 00:30"]),
    ],
)
def test_wall_times_stay_when_clocks_change(zone: str, due: str, expected: list[str]) -> None:
    assert series("FREQ=DAILY", due, 2, zone=zone) == expected


def test_the_first_pass_of_a_doubled_time_is_meant() -> None:
    done = datetime(2026, 10, 24, 12, tzinfo=ZoneInfo(BERLIN))
    step = advance("FREQ=DAILY", "schedule", date(2026, 10, 24), time(2, 30), BERLIN, done)
    assert step is not None
    assert to_instant(datetime.combine(step.date, step.time or time()), BERLIN) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_the_day_of_completion_is_that_of_the_zone_of_the_task() -> None:
    done = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # the 24th in Berlin
    for zone, expected in (("UTC", date(2026, 11, 24)), (BERLIN, date(2026, 11, 25))):
        step = advance("FREQ=DAILY", "completion", date(2026, 11, 20), None, zone, done)
        assert step is not None
        assert step.date == expected
