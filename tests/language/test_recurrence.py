"""Repeats: words -> rule, first due; and rules back into words."""

from __future__ import annotations

from datetime import date

import pytest

from behflow.language import parse_quick_add, say_recurrence
from tests.language.samples import NOW, ZONE

# words -> (rule, first due)
RULES = {
    "every day": ("FREQ=DAILY", "2026-11-23"),
    "everyday": ("FREQ=DAILY", "2026-11-23"),
    "daily": ("FREQ=DAILY", "2026-11-23"),
    "each day": ("FREQ=DAILY", "2026-11-23"),
    "ev day": ("FREQ=DAILY", "2026-11-23"),
    "every other day": ("FREQ=DAILY;INTERVAL=2", "2026-11-23"),
    "every second day": ("FREQ=DAILY;INTERVAL=2", "2026-11-23"),
    "every 3 days": ("FREQ=DAILY;INTERVAL=3", "2026-11-23"),
    "every three days": ("FREQ=DAILY;INTERVAL=3", "2026-11-23"),
    "every morning": ("FREQ=DAILY", "2026-11-24T09:00"),
    "every afternoon": ("FREQ=DAILY", "2026-11-23T12:00"),
    "every evening": ("FREQ=DAILY", "2026-11-23T19:00"),
    "every night": ("FREQ=DAILY", "2026-11-23T22:00"),
    "every day at 9": ("FREQ=DAILY", "2026-11-24T09:00"),
    "every day at 5pm": ("FREQ=DAILY", "2026-11-23T17:00"),
    "at 5pm every day": ("FREQ=DAILY", "2026-11-23T17:00"),
    "daily at 20:00": ("FREQ=DAILY", "2026-11-23T20:00"),
    "every day at 8:00 and 20:00": ("FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0", "2026-11-23T20:00"),
    "every weekday": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23"),
    "every workday": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23"),
    "weekdays": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23"),
    "every weekday at 7:30": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24T07:30"),
    "every 14 jan, 14 apr, 15 jun, 15 sep": (
        "FREQ=YEARLY;BYMONTH=1,4,6,9;BYMONTHDAY=14,15;BYSETPOS=1,3,6,8",
        "2027-01-14",
    ),
    "every 1st wed jan, 3rd thu jul": (
        "FREQ=YEARLY;BYMONTH=1,7;BYDAY=1WE,3TH;BYSETPOS=1,4",
        "2027-01-06",
    ),
    "monthly on the 24th, 5 times": ("FREQ=MONTHLY;BYMONTHDAY=24;COUNT=5", "2026-11-24"),
    "every 2 weeks on mon in jan": ("FREQ=WEEKLY;INTERVAL=2;BYMONTH=1;BYDAY=MO", "2027-01-04"),
    "every weekday except friday": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "2026-11-23"),
    "every day except on sundays": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "2026-11-23"),
    "daily except weekends at 9": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24T09:00"),
    "friday mornings": ("FREQ=WEEKLY;BYDAY=FR", "2026-11-27T09:00"),
    "every week": ("FREQ=WEEKLY", "2026-11-23"),
    "weekly": ("FREQ=WEEKLY", "2026-11-23"),
    "every 2 weeks": ("FREQ=WEEKLY;INTERVAL=2", "2026-11-23"),
    "biweekly": ("FREQ=WEEKLY;INTERVAL=2", "2026-11-23"),
    "every other week": ("FREQ=WEEKLY;INTERVAL=2", "2026-11-23"),
    "once a week": ("FREQ=WEEKLY", "2026-11-23"),
    "every weekend": ("FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-28"),
    "every monday": ("FREQ=WEEKLY;BYDAY=MO", "2026-11-23"),
    "every monday, friday": ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-23"),
    "every tue and thu": ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-24"),
    "every mon-wed": ("FREQ=WEEKLY;BYDAY=MO,TU,WE", "2026-11-23"),
    "every tuesday through saturday": ("FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA", "2026-11-24"),
    "ev mon, fri at 20:00": ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-23T20:00"),
    "mondays": ("FREQ=WEEKLY;BYDAY=MO", "2026-11-23"),
    "on tuesdays and thursdays at 6pm": ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-24T18:00"),
    "every other fri": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27"),
    "every other tue": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24"),
    "every 2 weeks on monday": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-23"),
    "weekly on fridays": ("FREQ=WEEKLY;BYDAY=FR", "2026-11-27"),
    "every month": ("FREQ=MONTHLY", "2026-11-23"),
    "monthly": ("FREQ=MONTHLY", "2026-11-23"),
    "every 3 months": ("FREQ=MONTHLY;INTERVAL=3", "2026-11-23"),
    "every quarter": ("FREQ=MONTHLY;INTERVAL=3", "2026-11-23"),
    "quarterly": ("FREQ=MONTHLY;INTERVAL=3", "2026-11-23"),
    "monthly on the 24th": ("FREQ=MONTHLY;BYMONTHDAY=24", "2026-11-24"),
    "every month on the 1st and 15th": ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01"),
    "every 27th": ("FREQ=MONTHLY;BYMONTHDAY=27", "2026-11-27"),
    "every 27": ("FREQ=MONTHLY;BYMONTHDAY=27", "2026-11-27"),
    "every 2, 15, 27": ("FREQ=MONTHLY;BYMONTHDAY=2,15,27", "2026-11-27"),
    "every last day": ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"),
    "every last day of the month": ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"),
    "at the end of every month": ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"),
    "every month at the end": ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"),
    "on the 4th of every month": ("FREQ=MONTHLY;BYMONTHDAY=4", "2026-12-04"),
    "every 3rd friday": ("FREQ=MONTHLY;BYDAY=3FR", "2026-12-18"),
    "every third friday of the month": ("FREQ=MONTHLY;BYDAY=3FR", "2026-12-18"),
    "first monday of every month": ("FREQ=MONTHLY;BYDAY=1MO", "2026-12-07"),
    "every last friday": ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    "every month on the 2nd last friday": ("FREQ=MONTHLY;BYDAY=-2FR", "2026-12-18"),
    "every 15th workday, first workday, last workday": (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,1,15",
        "2026-11-30",
    ),
    "every last workday at 3pm": ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30T15:00"),
    "every year": ("FREQ=YEARLY", "2026-11-23"),
    "yearly": ("FREQ=YEARLY", "2026-11-23"),
    "annually": ("FREQ=YEARLY", "2026-11-23"),
    "every 2 years": ("FREQ=YEARLY;INTERVAL=2", "2026-11-23"),
    "every jan 27th": ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27", "2027-01-27"),
    "every 27 jan": ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27", "2027-01-27"),
    "every 14 jan, 14 apr": ("FREQ=YEARLY;BYMONTH=1,4;BYMONTHDAY=14", "2027-01-14"),
    "yearly on dec 21st": ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=21", "2026-12-21"),
    "every fourth thursday in november": ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26"),
    "every christmas": ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "2026-12-25"),
    "every 15 Mehr": ("RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15", "2027-10-07"),
    "every 12 hours starting at 9pm": ("FREQ=HOURLY;INTERVAL=12", "2026-11-23T21:00"),
    "every 2 hours": ("FREQ=HOURLY;INTERVAL=2", "2026-11-23T12:00"),
    "every 2 hours on tuesdays": ("FREQ=HOURLY;INTERVAL=2;BYDAY=TU", "2026-11-24T00:00"),
    "every hour starting at 8:30, from 1 dec": ("FREQ=HOURLY", "2026-12-01T08:30"),
    "every day at 8:00 and 20:30": ("FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0,30;BYSETPOS=1,4", "2026-11-23T20:30"),
    "every mon, fri at 8:00 and 20:30": (
        "FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=8,20;BYMINUTE=0,30;BYSETPOS=1,4,5,8",
        "2026-11-23T20:30",
    ),
    "every last workday at 8:00 and 20:00": (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8,20;BYMINUTE=0;BYSETPOS=-2,-1",
        "2026-11-30T08:00",
    ),
    "every 3rd workday": ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3", "2026-12-03"),
    "every 3 workdays": ("FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR", "2026-11-23"),
    # bounds
    "every day starting dec 3": ("FREQ=DAILY", "2026-12-03"),
    "every day from 10 May until 20 May": ("FREQ=DAILY;UNTIL=20270520", "2027-05-10"),
    "every day until dec 3": ("FREQ=DAILY;UNTIL=20261203", "2026-11-23"),
    "every day ending dec 3": ("FREQ=DAILY;UNTIL=20261203", "2026-11-23"),
    "every day for 3 weeks": ("FREQ=DAILY;UNTIL=20261214", "2026-11-23"),
    "every day for 5 times": ("FREQ=DAILY;COUNT=5", "2026-11-23"),
    "every 14 days 7am starting 1 dec": ("FREQ=DAILY;INTERVAL=14", "2026-12-01T07:00"),
    "every other tue at 7am starting 1 dec": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-01T07:00"),
    "every 3rd tuesday starting dec 20 ending in 6 months": ("FREQ=MONTHLY;BYDAY=3TU;UNTIL=20270523", "2027-01-19"),
    "every 3rd friday until june, starting next month": ("FREQ=MONTHLY;BYDAY=3FR;UNTIL=20270601", "2026-12-18"),
}


@pytest.mark.parametrize(("words", "expected"), RULES.items())
def test_words_become_a_rule_and_a_first_due(words: str, expected: tuple[str, str]) -> None:
    found = parse_quick_add(f"Water plants {words}", NOW, ZONE)
    assert found.title == "Water plants"
    assert found.recurrence is not None
    assert found.recurrence.rule == expected[0]
    assert found.recurrence.counted_from == "schedule"
    assert found.due is not None
    assert found.due.date.isoformat() + (f"T{found.due.time:%H:%M}" if found.due.time else "") == expected[1]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("every! 3 days", "FREQ=DAILY;INTERVAL=3"),
        ("every! month", "FREQ=MONTHLY"),
        ("after 10 days", "FREQ=DAILY;INTERVAL=10"),
        ("every 2 weeks when done", "FREQ=WEEKLY;INTERVAL=2"),
        ("every week after completion", "FREQ=WEEKLY"),
    ],
)
def test_repeats_counted_from_completion(words: str, rule: str) -> None:
    found = parse_quick_add(f"Clean filter {words}", NOW, ZONE)
    assert found.recurrence is not None
    assert (found.recurrence.rule, found.recurrence.counted_from) == (rule, "completion")


def test_a_date_beside_a_repeat_is_its_first_due() -> None:
    found = parse_quick_add("pay rent on 1 dec every month", NOW, ZONE)
    assert found.due is not None
    assert found.recurrence is not None
    assert (found.title, found.due.date, found.recurrence.rule) == ("pay rent", date(2026, 12, 1), "FREQ=MONTHLY")


SAID = {
    "FREQ=DAILY": "Daily",
    "FREQ=DAILY;INTERVAL=3": "Every 3 days",
    "FREQ=WEEKLY": "Weekly",
    "FREQ=WEEKLY;BYDAY=MO,FR": "Every Mon, Fri",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "Every weekday",
    "FREQ=WEEKLY;BYDAY=SA,SU": "Every weekend",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU": "Every 2 weeks on Tue",
    "FREQ=MONTHLY;BYMONTHDAY=24": "Monthly, on the 24th",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "Monthly, on the last day",
    "FREQ=MONTHLY;BYDAY=3FR": "Monthly, on the 3rd Fri",
    "FREQ=MONTHLY;BYDAY=-1FR": "Monthly, on the last Fri",
    "FREQ=MONTHLY;INTERVAL=3": "Quarterly",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": "Monthly, on the last workday",
    "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27": "Every 27 Jan",
    "RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15": "Every 15 Mehr",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH": "Yearly, on the 4th Thu in Nov",
    "FREQ=DAILY;UNTIL=20261203": "Daily, until 3 Dec 2026",
    "FREQ=DAILY;COUNT=5": "Daily, 5 times",
    "FREQ=HOURLY;INTERVAL=12": "Every 12 hours",
    "nonsense": "nonsense",
}


@pytest.mark.parametrize(("rule", "words"), SAID.items())
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    assert say_recurrence(rule) == words


def test_completion_and_persian_are_said_too() -> None:
    assert say_recurrence("FREQ=DAILY;INTERVAL=3", "completion") == "Every 3 days, after completion"
    assert say_recurrence("FREQ=WEEKLY;BYDAY=MO", locale="fa") == "هر دوشنبه"
    assert say_recurrence("FREQ=DAILY;INTERVAL=3", locale="fa") == "هر ۳ روز"
