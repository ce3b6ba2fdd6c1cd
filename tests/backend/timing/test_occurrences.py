"""Rules and their occurrences, against dateutil as the oracle where both mean the same."""

from __future__ import annotations

import random
import time
from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil import rrule as dateutil
from persiantools.jdatetime import JalaliDate

from behflow.timing.occurrences import first, occurrences
from behflow.timing.rule import DAYS, MAX_LENGTH, parse, read
from behflow.timing.walltime import first_valid, to_instant


def wall(text: str) -> datetime:
    """A naive local time."""
    return datetime.fromisoformat(text)


def some_rule(rng: random.Random) -> str:
    """A rule that dateutil reads the same way: no day above 28, no BYSETPOS in a first partial week."""
    freq = rng.choice(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"])
    parts = [f"FREQ={freq}"]
    if rng.random() < 0.5:
        parts.append(f"INTERVAL={rng.randint(1, 7)}")
    if rng.random() < 0.3:
        parts.append(f"BYMONTH={_list(rng, range(1, 13))}")
    days = rng.random()
    if freq == "YEARLY" and days < 0.2:
        parts.append(f"BYYEARDAY={_list(rng, [1, 31, 60, 200, 366, -1, -366])}")
    elif freq == "YEARLY" and days < 0.4:
        # Without a weekday dateutil takes the whole week, RFC 5545 the weekday of the start.
        parts.append(f"BYWEEKNO={_list(rng, range(1, 53))};BYDAY={rng.choice(DAYS)}")
    elif freq != "WEEKLY" and days < 0.6:
        parts.append(f"BYMONTHDAY={_list(rng, [*range(1, 29), *range(-28, 0)])}")
    if "BYWEEKNO" not in parts[-1] and rng.random() < 0.4:
        # dateutil takes plain and counted weekdays beside each other as "both", RFC 5545 as "either".
        # Counted weekdays on given days of the month hardly ever happen, which costs dateutil seconds.
        counted = freq in ("MONTHLY", "YEARLY") and days >= 0.6 and rng.random() < 0.5
        nth = ["1", "2", "-1", "-2", "4"] if counted else [""]
        parts.append("BYDAY=" + ",".join(rng.choice(nth) + day for day in rng.sample(DAYS, rng.randint(1, 3))))
    if freq != "HOURLY" and rng.random() < 0.3:
        parts.append(f"BYHOUR={_list(rng, range(24))}")
    if rng.random() < 0.2:
        parts.append(f"BYMINUTE={_list(rng, range(60))}")
    if freq in ("YEARLY", "MONTHLY") and len(parts) > 2 and rng.random() < 0.2:
        parts.append(f"BYSETPOS={_list(rng, [1, 2, 3, -1, -2])}")
    if rng.random() < 0.2:
        parts.append(f"WKST={rng.choice(DAYS)}")
    return ";".join(parts)


def _list(rng: random.Random, values: object) -> str:
    return ",".join(map(str, rng.sample(list(values), rng.randint(1, 3))))  # type: ignore[call-overload]


@pytest.mark.parametrize("seed", range(6))
def test_occurrences_are_those_of_dateutil(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(40):
        text = some_rule(rng)
        start = (wall("2015-01-01 00:30") + timedelta(hours=rng.randint(0, 80_000))).replace(day=rng.randint(1, 28))
        after = start + timedelta(hours=rng.randint(0, 20_000))
        horizon = after + timedelta(days=900)
        try:
            rule = parse(text)
        except ValueError:
            assert "BYSETPOS" in text
            continue
        found = [moment for moment in islice(occurrences(rule, start, after), 5) if moment <= horizon]
        try:
            oracle = dateutil.rrulestr(f"RRULE:{text};UNTIL={horizon:%Y%m%dT%H%M%S}", dtstart=start)
        except ValueError:
            assert not found, text
            continue
        assert found == list(islice(oracle.xafter(after), 5)), (text, start, after)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=HOURLY",
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=1",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=5",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,1,2,3,4,5;BYSETPOS=-366",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6;BYMINUTE=0,1,2,3,4,5",
        "FREQ=YEARLY;INTERVAL=1000",
        "RSCALE=PERSIAN;FREQ=YEARLY;BYDAY=53MO",
        "RSCALE=PERSIAN;FREQ=HOURLY;BYMONTHDAY=31;BYMONTH=12",
    ],
)
@pytest.mark.parametrize("year", [1900, 2190])
def test_work_is_bounded_however_old_the_start_and_however_rare_the_rule(text: str, year: int) -> None:
    best = 1.0
    for _ in range(3):
        begun = time.process_time()
        first(parse(text), wall(f"{year}-01-01"), wall(f"{max(year, 2026)}-11-23"))
        best = min(best, time.process_time() - begun)
    assert best < 0.1  # a stop against walking through centuries; what is aimed at is 20 ms


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    start = wall("2026-01-31")
    days = [moment.day for moment in first(parse("FREQ=MONTHLY"), start, start, 13)]
    assert days == [28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28]


def test_a_narrowed_day_of_the_month_is_not_moved() -> None:
    found = first(parse("FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=FR"), wall("2026-01-01"), wall("2026-01-01"), 2)
    assert found == [wall("2026-07-31"), wall("2027-12-31")]


def test_the_29th_of_february_comes_every_year() -> None:
    start = wall("2024-02-29")
    days = [str(moment.date()) for moment in first(parse("FREQ=YEARLY"), start, start, 4)]
    assert days == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


def test_weeks_and_days_of_the_year_count_from_both_ends() -> None:
    start = wall("2026-01-07")
    for rule, expected in (
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "2026-12-28"),
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2027-01-03"),
        ("FREQ=YEARLY;BYWEEKNO=20", "2026-05-13"),
        ("FREQ=YEARLY;BYYEARDAY=-1", "2026-12-31"),
        ("FREQ=YEARLY;BYYEARDAY=60", "2026-03-01"),
        ("RSCALE=PERSIAN;FREQ=YEARLY;BYYEARDAY=1", "2026-03-21"),
    ):
        assert first(parse(rule), start, start) == [wall(expected)], rule


def test_jalali_rules_count_in_jalali_months() -> None:
    start = datetime.combine(JalaliDate(1405, 6, 31).to_gregorian(), datetime.min.time())  # type: ignore[no-untyped-call]
    monthly = first(parse("RSCALE=PERSIAN;FREQ=MONTHLY"), start, start, 7)
    assert [JalaliDate(moment.date()).day for moment in monthly] == [30, 30, 30, 30, 30, 29, 31]  # type: ignore[no-untyped-call]
    mehr = first(parse("RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15"), start, start, 2)
    assert [moment.date() for moment in mehr] == [date(2026, 10, 7), date(2027, 10, 7)]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("freq=weekly; byday=th,mo,th ;interval=1", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("RRULE:BYMONTHDAY=24;FREQ=MONTHLY;", "FREQ=MONTHLY;BYMONTHDAY=24"),
        ("FREQ=MONTHLY;BYDAY=-1FR,+2MO;WKST=SU", "FREQ=MONTHLY;BYDAY=-1FR,2MO;WKST=SU"),
        ("UNTIL=20261231;FREQ=DAILY;INTERVAL=3;RSCALE=GREGORIAN", "FREQ=DAILY;INTERVAL=3;UNTIL=20261231"),
        ("COUNT=010;FREQ=HOURLY;BYMINUTE=30,0", "FREQ=HOURLY;BYMINUTE=0,30;COUNT=10"),
    ],
)
def test_a_rule_has_one_normal_form(written: str, normal: str) -> None:
    assert str(parse(written)) == normal
    assert parse(normal) == parse(written)


@pytest.mark.parametrize(
    "text",
    [
        "", "daily", "FREQ=", "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=FORTNIGHTLY", "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=1001", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=1e3",
        "FREQ=DAILY;INTERVAL=\u0663", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=10000", "FREQ=DAILY;COUNT=" + "9" * 40,
        "FREQ=DAILY;COUNT=2;UNTIL=20261231", "FREQ=DAILY;UNTIL=tomorrow", "FREQ=DAILY;UNTIL=20260230",
        "FREQ=DAILY;UNTIL=00010101", "FREQ=DAILY;UNTIL=99991231T235959Z", "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;X=1",
        "FREQ=DAILY\nFREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYSETPOS=1", "FREQ=HOURLY;BYMINUTE=0,1;BYSETPOS=1", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=-1", "FREQ=YEARLY;BYEASTER=0", "FREQ=MONTHLY;BYYEARDAY=1", "FREQ=MONTHLY;BYWEEKNO=1",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "FREQ=YEARLY;BYWEEKNO=54", "FREQ=DAILY;BYSECOND=1",
        "FREQ=DAILY;BYHOUR=24", "FREQ=DAILY;WKST=1", "RSCALE=HEBREW;FREQ=DAILY", "FREQ=DAILY;BYMONTH=1,",
        "FREQ=DAILY;BYMONTH=" + ",".join(["1"] * MAX_LENGTH), ";;;", "=", "FREQ", "FREQ=DAILY;\x00=1",
    ],
)  # fmt: skip
def test_unusable_rules_are_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        parse(text)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=DAILY;INTERVAL=5000"])
def test_rules_that_cannot_be_kept_can_still_be_read(text: str) -> None:
    assert str(read(text)) == text
    with pytest.raises(ValueError, match=r"hourly at most|INTERVAL"):
        parse(text)


def test_occurrences_by_the_minute_are_not_counted() -> None:
    with pytest.raises(ValueError, match="MINUTELY"):
        occurrences(read("FREQ=MINUTELY"), wall("2026-01-01"))


def test_without_an_after_a_series_begins_at_its_start() -> None:
    start = wall("2026-11-23 09:00")
    assert first(parse("FREQ=DAILY"), start) == [start]
    assert first(parse("FREQ=WEEKLY;BYDAY=TU"), start) == [wall("2026-11-24 09:00")]
    assert first(parse("FREQ=DAILY;BYHOUR=8;BYMINUTE=0"), start) == [wall("2026-11-24 08:00")]


def test_every_third_workday_counts_workdays_and_begins_on_monday() -> None:
    rule = parse("FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR")
    monday = wall("2026-11-23")
    expected = [wall(f"2026-{day}") for day in ("11-23", "11-26", "12-01", "12-04", "12-09")]
    assert first(rule, monday, limit=5) == expected
    assert first(rule, wall("2026-11-22"), limit=5) == expected  # the Sunday before


def test_no_text_breaks_the_reader_or_takes_long() -> None:
    rng = random.Random(1)
    letters = "FREQ=DAILYWKBMONTHST;,:+-0123456789 \x00\ud800\u0663"
    begun = time.process_time()
    for _ in range(3000):
        text = "FREQ=DAILY;" * rng.randint(0, 1) + "".join(rng.choices(letters, k=rng.randint(0, 40)))
        try:
            rule = parse(text)
        except ValueError:
            continue
        assert parse(str(rule)) == rule
    with pytest.raises(ValueError, match="longer"):
        parse("FREQ=DAILY;BYDAY=" + "MO," * 10_000)
    assert time.process_time() - begun < 5


def test_a_wall_time_that_does_not_exist_is_the_first_valid_minute() -> None:
    assert first_valid(wall("2026-03-29 02:30"), "Europe/Berlin") == wall("2026-03-29 03:00")
    assert first_valid(wall("2026-10-04 02:10"), "Australia/Lord_Howe") == wall("2026-10-04 02:30")
    assert first_valid(wall("2011-12-30 12:00"), "Pacific/Apia") == wall("2011-12-31")
    assert first_valid(wall("2026-03-29 01:59"), "Europe/Berlin") == wall("2026-03-29 01:59")


def test_a_wall_time_that_comes_twice_is_the_first() -> None:
    assert to_instant(wall("2026-10-25 02:30"), "Europe/Berlin").isoformat() == "2026-10-25T00:30:00+00:00"
