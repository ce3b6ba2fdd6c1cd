"""When a task is due: the forms of input, zones, and what clock changes leave out or double."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

import pytest
from pydantic import ValidationError

from behflow.schemas import zone_name
from behflow.tasks.schemas import TaskCreate
from tests.backend.tasks.cases import Desk

TIMED = {"date": "2026-11-24", "time": "17:00", "zone": "Europe/Berlin", "at": "2026-11-24T16:00:00+00:00"}


@pytest.fixture
def berlin(desk: Desk) -> Desk:
    """A user whose clock is Berlin's."""
    desk.actor = replace(desk.actor, zone="Europe/Berlin")
    return desk


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (None, None),
        ("2026-11-24", {"date": "2026-11-24", "time": None, "zone": None, "at": None}),
        ({"date": "2026-11-24"}, {"date": "2026-11-24", "time": None, "zone": None, "at": None}),
        ("2026-11-24T17:00", TIMED),
        ("2026-11-24T17:00:00", TIMED),
        ("2026-11-24T16:00:00Z", TIMED),
        ("2026-11-24T11:00:00-05:00", TIMED),
        ({"date": "2026-11-24", "time": "17:00"}, TIMED),
        ({"date": "2026-11-24", "time": "17:00", "zone": "Europe/Berlin"}, TIMED),
        (
            {"date": "2026-11-24", "time": "19:30", "zone": "Asia/Tehran"},
            {"date": "2026-11-24", "time": "19:30", "zone": "Asia/Tehran", "at": "2026-11-24T16:00:00+00:00"},
        ),
        # An instant late in the evening elsewhere is the next day here.
        (
            "2026-11-24T23:30:00-05:00",
            {"date": "2026-11-25", "time": "05:30", "zone": "Europe/Berlin", "at": "2026-11-25T04:30:00+00:00"},
        ),
    ],
)
async def test_every_form_of_a_due_is_understood(berlin: Desk, given: Any, shown: Any) -> None:
    task = await berlin.create(due=given)
    assert task["due"] == shown
    # What is shown can be sent back, the instant aside.
    if shown:
        again = await berlin.update(task, due={k: v for k, v in shown.items() if k != "at" and v is not None})
        assert again["due"] == shown


async def test_a_time_that_the_clock_change_leaves_out_is_the_first_one_after_the_gap(berlin: Desk) -> None:
    due = (await berlin.create(due="2027-03-28T02:30"))["due"]
    assert due["at"] == "2027-03-28T01:00:00+00:00"
    assert due["time"] == "03:00"
    assert due["date"] == "2027-03-28"


async def test_a_gap_at_midnight_keeps_the_date(desk: Desk) -> None:
    due = (await desk.create(due={"date": "2026-09-05", "time": "23:59", "zone": "America/Santiago"}))["due"]
    assert due["date"] == "2026-09-05"
    due = (await desk.create(due={"date": "2026-09-06", "time": "00:30", "zone": "America/Santiago"}))["due"]
    assert (due["date"], due["time"], due["at"]) == ("2026-09-06", "01:00", "2026-09-06T04:00:00+00:00")


async def test_a_day_that_a_zone_skips_becomes_the_start_of_the_next(desk: Desk) -> None:
    """Samoa had no 30 December 2011."""
    due = (await desk.create(due={"date": "2011-12-30", "time": "10:00", "zone": "Pacific/Apia"}))["due"]
    assert (due["date"], due["time"], due["at"]) == ("2011-12-31", "00:00", "2011-12-30T10:00:00+00:00")


async def test_a_doubled_time_is_its_first_pass_unless_an_offset_says_otherwise(berlin: Desk) -> None:
    first = (await berlin.create(due="2026-10-25T02:30"))["due"]
    second = (await berlin.create(due="2026-10-25T02:30:00+01:00"))["due"]
    assert (first["time"], first["at"]) == ("02:30", "2026-10-25T00:30:00+00:00")
    assert (second["time"], second["at"]) == ("02:30", "2026-10-25T01:30:00+00:00")


@pytest.mark.parametrize(
    "due",
    [
        "", "tomorrow", "2026-02-30", "2026-13-01", "0000-01-01", "0001-01-01", "9999-12-31", "1899-12-31",
        "2201-01-01",
        "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-11-24T25:00", "2026-11-24T17:00+99:00",
        "2026-11-24T17:00 Europe/Berlin", 5, -1, 1e300, True, [], {}, {"time": "17:00"},
        {"date": "2026-11-24", "zone": "Europe/Berlin"}, {"date": "2026-11-24", "time": "17:00",
        "zone": "Mars/Olympus"},
        {"date": "2026-11-24", "time": "17:00+01:00"}, {"date": "2026-11-24", "time": "24:00"},
        {"date": "2026-11-24", "time": "17:00", "zone": "../etc/passwd"}, {"date": "2026-11-24", "at": "now"},
        "1700000000", 1_700_000_000, {"date": 20_000}, {"date": "2026-11-24", "time": 3600},
    ],
)  # fmt: skip
def test_what_is_no_due_is_refused(due: Any) -> None:
    with pytest.raises(ValidationError):
        TaskCreate(name="x", due=due)


@pytest.mark.parametrize("deadline", ["", "soon", "2026-02-30", "1899-12-31", "2201-01-01", 0, 1_700_000_000, "20000"])
def test_what_is_no_date_is_no_deadline(deadline: Any) -> None:
    with pytest.raises(ValidationError):
        TaskCreate(name="x", deadline=deadline)


@pytest.mark.parametrize("date", ["1900-01-01", "2200-12-31"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu", "Africa/Monrovia"])
async def test_the_first_and_the_last_date_can_be_read_again(desk: Desk, date: str, zone: str) -> None:
    for time in ("00:00", "23:59"):
        task = await desk.create(due={"date": date, "time": time, "zone": zone}, deadline=date)
        assert (task["due"]["date"], task["due"]["time"]) == (date, time)
    assert len(await desk.names(sort="due")) == 2


async def test_the_database_knows_every_zone_that_is_accepted(desk: Desk) -> None:
    accepted = []
    for zone in available_timezones():
        try:
            accepted.append(zone_name(zone))
        except ValueError:
            continue
    sql = "SELECT z, timezone(z, now()) FROM unnest($1::text[]) z"
    assert len(await desk.rows(sql, accepted)) == len(accepted) > 400


async def test_a_seconds_part_does_not_change_the_minute_shown(berlin: Desk) -> None:
    assert (await berlin.create(due="2026-11-24T17:00:59.999"))["due"]["time"] == "17:00"


async def test_emptying_the_due_empties_all_of_it(berlin: Desk) -> None:
    task = await berlin.create(due="2026-11-24T17:00")
    assert (await berlin.update(task, due=None))["due"] is None
