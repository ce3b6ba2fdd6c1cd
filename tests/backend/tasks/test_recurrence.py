"""When a completed task comes again."""

from __future__ import annotations

import time as clock
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest

from behflow.errors import InvalidInput
from behflow.tasks.recurrence import Next, advance, anchored, next_occurrence, validate_rule

BERLIN = "Europe/Berlin"
NINE = time(9)


def local(text: str, zone: str = BERLIN) -> datetime:
    """An instant written as local time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def after(
    rule: str,
    due: str,
    done: str,
    *,
    counted_from: Literal["schedule", "completion"] = "schedule",
    zone: str = BERLIN,
) -> str | None:
    """The next occurrence as text, for a due written as a date or as a date and a time."""
    day, _, moment = due.partition(" ")
    found = next_occurrence(
        rule,
        counted_from,
        date.fromisoformat(day),
        time.fromisoformat(moment) if moment else None,
        zone,
        local(done, zone),
    )
    if found is None:
        return None
    return f"{found[0]} {found[1]:%H:%M}" if found[1] else str(found[0])


@pytest.mark.parametrize(
    ("rule", "due", "done", "expected"),
    [
        ("FREQ=DAILY", "2026-11-23", "2026-11-23 10:00", "2026-11-24"),
        ("FREQ=DAILY", "2026-11-23 09:00", "2026-11-23 08:00", "2026-11-24 09:00"),
        ("FREQ=DAILY;INTERVAL=3", "2026-11-23", "2026-11-23 10:00", "2026-11-26"),
        ("FREQ=WEEKLY", "2026-11-23", "2026-11-22 10:00", "2026-11-30"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23", "2026-11-23 10:00", "2026-11-26"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-27", "2026-11-27 18:00", "2026-11-30"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-23", "2026-11-24 18:00", "2026-12-07"),
        ("FREQ=MONTHLY", "2026-01-31", "2026-01-31 12:00", "2026-02-28"),
        ("FREQ=MONTHLY;BYMONTHDAY=30", "2027-12-30", "2028-01-30 12:00", "2028-02-29"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-27 12:00", "2026-12-25"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-30", "2026-11-01 12:00", "2026-11-30"),
        ("FREQ=YEARLY", "2024-02-29", "2024-03-01 12:00", "2025-02-28"),
        ("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0", "2026-11-23 09:00", "2026-11-23 10:00", "2026-11-23 17:00"),
        ("FREQ=DAILY;BYHOUR=9", "2026-11-23", "2026-11-23 08:00", "2026-11-24"),
        ("FREQ=HOURLY;INTERVAL=2", "2026-11-23 23:00", "2026-11-23 20:00", "2026-11-24 01:00"),
    ],
)
def test_counted_from_the_schedule_the_next_one_follows_the_due_date(
    rule: str, due: str, done: str, expected: str
) -> None:
    assert after(rule, due, done) == expected


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        ("FREQ=DAILY", "2026-11-01 17:00", "2026-11-24 17:00"),
        ("FREQ=DAILY;INTERVAL=2", "2026-11-01", "2026-11-25"),
        ("FREQ=WEEKLY", "2026-11-03", "2026-11-24"),
        ("FREQ=WEEKLY", "2026-11-02", "2026-11-30"),
        ("FREQ=MONTHLY", "2026-05-31", "2026-11-30"),
        ("FREQ=YEARLY", "1900-02-28", "2027-02-28"),
        ("FREQ=HOURLY", "1900-01-01 00:30", "2026-11-23 10:30"),
        ("FREQ=HOURLY", "2026-11-22", "2026-11-23 11:00"),
    ],
)
def test_an_overdue_task_jumps_over_what_was_missed(rule: str, due: str, expected: str) -> None:
    assert after(rule, due, "2026-11-23 10:10") == expected


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=3", "2026-11-01", "2026-11-26"),
        ("FREQ=DAILY;INTERVAL=3", "2026-12-24 09:00", "2026-11-26 09:00"),
        ("FREQ=WEEKLY", "2026-11-19 09:00", "2026-11-30 09:00"),
        ("FREQ=WEEKLY;BYDAY=TH", "2026-11-19", "2026-11-26"),
        ("FREQ=MONTHLY", "2026-11-19", "2026-12-23"),
        ("FREQ=HOURLY;INTERVAL=4", "2026-11-19 09:00", "2026-11-23 14:10"),
    ],
)
def test_counted_from_completion_the_day_of_completion_is_the_start(rule: str, due: str, expected: str) -> None:
    assert after(rule, due, "2026-11-23 10:10:40", counted_from="completion") == expected


def chain(rule: str, due: date, moment: time | None, zone: str, steps: int) -> list[Next]:
    """Occurrences when each is completed on its own day."""
    found: list[Next] = []
    for _ in range(steps):
        done = datetime.combine(due, time(12), tzinfo=ZoneInfo(zone))
        step = advance(rule, "schedule", due, moment, zone, done)
        if step is None:
            break
        found.append(step)
        rule, due, moment = step.rule, step.date, step.time
    return found


def test_the_31st_is_found_again_after_a_short_month() -> None:
    days = [f"{step.date:%m-%d}" for step in chain("FREQ=MONTHLY", date(2026, 1, 31), None, BERLIN, 4)]
    assert days == ["02-28", "03-31", "04-30", "05-31"]


def test_leap_day_is_found_again_in_a_leap_year() -> None:
    days = [str(step.date) for step in chain("FREQ=YEARLY", date(2024, 2, 29), NINE, BERLIN, 4)]
    assert days == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


def test_count_is_taken_down_by_each_completion() -> None:
    steps = chain("FREQ=DAILY;COUNT=3", date(2026, 11, 23), None, BERLIN, 9)
    assert [step.rule for step in steps] == ["FREQ=DAILY;COUNT=2", "FREQ=DAILY;COUNT=1"]


@pytest.mark.parametrize(
    ("until", "due", "expected"),
    [
        ("20261124", "2026-11-23", "2026-11-24"),
        ("20261123", "2026-11-23", None),
        ("20261124T080000Z", "2026-11-23 09:00", "2026-11-24 09:00"),
        ("20261124T075900Z", "2026-11-23 09:00", None),
        ("20261124T090000", "2026-11-23 09:00", "2026-11-24 09:00"),
        ("20261124T085959", "2026-11-23 09:00", None),
        ("20261123T230000Z", "2026-11-23", "2026-11-24"),
    ],
)
def test_until_includes_its_own_day_or_instant(until: str, due: str, expected: str | None) -> None:
    assert after(f"FREQ=DAILY;UNTIL={until}", due, "2026-11-23 08:00") == expected


def test_nothing_comes_after_the_year_2200() -> None:
    assert after("FREQ=YEARLY", "2200-06-01", "2200-06-01 10:00") is None
    assert after("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "2200-12-31", "2026-06-01 10:00") is None


def test_a_skipped_wall_time_comes_at_the_first_valid_minute_and_is_itself_the_day_after() -> None:
    steps = chain("FREQ=DAILY", date(2026, 3, 28), time(2, 30), BERLIN, 3)
    assert [(step.date.day, step.time) for step in steps] == [(29, time(3)), (30, time(2, 30)), (31, time(2, 30))]
    assert steps[-1].rule == "FREQ=DAILY"


def test_hourly_tasks_are_never_created_in_the_past_of_a_doubled_hour() -> None:
    second_pass = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 for the second time
    found = next_occurrence("FREQ=HOURLY", "schedule", date(2026, 10, 25), time(1, 30), BERLIN, second_pass)
    assert found == (date(2026, 10, 25), time(3, 30))


@pytest.mark.parametrize("zone", [BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "Africa/Cairo"])
@pytest.mark.parametrize("moment", [None, time(0), time(0, 30), time(1, 45), time(2, 15), time(23, 59)])
def test_a_daily_task_comes_every_day_of_the_year_in_every_zone(zone: str, moment: time | None) -> None:
    steps = chain("FREQ=DAILY", date(2026, 1, 1), moment, zone, 365)
    assert [step.date for step in steps] == [date(2026, 1, 1) + timedelta(days=n) for n in range(1, 366)]
    usual = [step.time for step in steps if step.time == moment]
    assert len(usual) >= 364


def test_a_due_date_of_1900_with_an_hourly_rule_takes_no_time() -> None:
    begun = clock.process_time()
    for _ in range(20):
        after("FREQ=HOURLY;INTERVAL=7", "1900-01-01 00:30", "2026-11-23 10:10")
    assert (clock.process_time() - begun) / 20 < 0.02


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=24"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24"),
        ("FREQ=YEARLY;BYMONTH=3,9", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=24"),
        ("FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU"),
        ("FREQ=YEARLY;BYYEARDAY=100", "FREQ=YEARLY;BYYEARDAY=100"),
        ("RSCALE=PERSIAN;FREQ=YEARLY", "RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=3"),
    ],
)
def test_the_anchor_can_be_written_into_a_rule(rule: str, expected: str) -> None:
    assert anchored(rule, date(2026, 11, 24)) == expected


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "nonsense", "", "FREQ=DAILY;COUNT=99999", "FREQ=DAILY;\x00"])
def test_unusable_rules_are_invalid_input_of_the_field(rule: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        validate_rule(rule)
    assert [field.field for field in caught.value.fields] == ["recurrence"]


def test_a_valid_rule_comes_back_in_its_normal_form() -> None:
    assert validate_rule("rrule:byday=fr,mo;freq=weekly") == "FREQ=WEEKLY;BYDAY=MO,FR"


def test_microseconds_and_offsets_of_a_due_time_do_not_matter() -> None:
    odd: Any = time(9, 0, 0, 5, tzinfo=UTC)
    found = next_occurrence("FREQ=DAILY", "schedule", date(2026, 11, 23), odd, BERLIN, local("2026-11-23 10:00"))
    assert found == (date(2026, 11, 24), NINE)
