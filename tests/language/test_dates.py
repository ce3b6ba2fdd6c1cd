"""Dates and times of quick add: words -> due, with the title that is left."""

from __future__ import annotations

import pytest

from behflow.language import Settings, parse_quick_add
from tests.language.samples import NOW, ZONE

# "Call Ana <words>" -> due; today is Monday 23 November 2026, 10:00.
DUES = {
    # days
    "today": "2026-11-23",
    "tod": "2026-11-23",
    "tomorrow": "2026-11-24",
    "tom": "2026-11-24",
    "tmrw": "2026-11-24",
    "tommorow": "2026-11-24",
    "day after tomorrow": "2026-11-25",
    "the day after tomorrow": "2026-11-25",
    "tonight": "2026-11-23T22:00",
    # weekdays
    "friday": "2026-11-27",
    "Fri": "2026-11-27",
    "on wednesday": "2026-11-25",
    "thurs": "2026-11-26",
    "monday": "2026-11-30",
    "monday 5pm": "2026-11-23T17:00",
    "monday 9am": "2026-11-30T09:00",
    "this friday": "2026-11-27",
    "next friday": "2026-12-04",
    "next monday": "2026-11-30",
    "coming friday": "2026-11-27",
    "this coming sunday": "2026-11-29",
    "friday next week": "2026-12-04",
    "next week friday": "2026-12-04",
    "next week on friday": "2026-12-04",
    "tuesday of next week": "2026-12-01",
    "by friday": "2026-11-27",
    "before friday": "2026-11-27",
    "due friday": "2026-11-27",
    "on friday, 4 december": "2026-12-04",
    "friday in two weeks": "2026-12-11",
    "wed 16th": "2026-12-16",
    "friday the 13th": "2027-08-13",
    # weeks, months, years
    "next week": "2026-11-30",
    "next month": "2026-12-01",
    "next year": "2027-01-01",
    "this weekend": "2026-11-28",
    "next weekend": "2026-12-05",
    "later this week": "2026-11-25",
    "this week": "2026-11-29",
    "this month": "2026-11-30",
    "end of month": "2026-11-30",
    "end of the month": "2026-11-30",
    "at the end of the month": "2026-11-30",
    "end of next month": "2026-12-31",
    "end of january": "2027-01-31",
    "end of the year": "2026-12-31",
    "end of week": "2026-11-27",
    "eom": "2026-11-30",
    "mid january": "2027-01-15",
    "mid-january": "2027-01-15",
    "in the middle of december": "2026-12-15",
    "beginning of next month": "2026-12-01",
    "start of next year": "2027-01-01",
    "in january": "2027-01-01",
    "next january": "2027-01-01",
    # calendar dates
    "jan 27": "2027-01-27",
    "27 jan": "2027-01-27",
    "jan 27th": "2027-01-27",
    "27th of january": "2027-01-27",
    "the 27th of january": "2027-01-27",
    "january the 27th": "2027-01-27",
    "27th january 2028": "2028-01-27",
    "january 27, 2028": "2028-01-27",
    "jan. 27": "2027-01-27",
    "dec 1": "2026-12-01",
    "nov 23": "2026-11-23",
    "nov 22": "2027-11-22",
    "feb 29": "2028-02-29",
    "twenty-seventh of january": "2027-01-27",
    "1/27": "2027-01-27",
    "27/1": "2027-01-27",
    "01/27/2016": "2016-01-27",
    "27/01/2016": "2016-01-27",
    "2016/01/27": "2016-01-27",
    "2027-01-27": "2027-01-27",
    "27.01.2027": "2027-01-27",
    "27-jan-2027": "2027-01-27",
    "2027-01-27T09:30": "2027-01-27T09:30",
    "on the 27th": "2026-11-27",
    "27th": "2026-11-27",
    "the 15th": "2026-12-15",
    "on the 3rd friday of march": "2027-03-19",
    "first monday of next month": "2026-12-07",
    "last day of february": "2027-02-28",
    "last friday in december": "2026-12-25",
    # offsets
    "in 5 days": "2026-11-28",
    "+5 days": "2026-11-28",
    "in 3 weeks": "2026-12-14",
    "in a week": "2026-11-30",
    "in a couple of days": "2026-11-25",
    "in two months": "2027-01-23",
    "in a fortnight": "2026-12-07",
    "in 3 workdays": "2026-11-26",
    "in 5 business days": "2026-11-30",
    "3 days from now": "2026-11-26",
    "two weeks from tomorrow": "2026-12-08",
    "a week from friday": "2026-12-04",
    "6 weeks before 21 jul": "2027-06-09",
    "28 days after 21 july": "2027-08-18",
    "50 days before new year's eve": "2027-11-11",
    "2 days after tomorrow": "2026-11-26",
    "in 2 hours": "2026-11-23T12:00",
    "in half an hour": "2026-11-23T10:30",
    "in an hour": "2026-11-23T11:00",
    "in 90 minutes": "2026-11-23T11:30",
    "in 1.5 hours": "2026-11-23T11:30",
    "in 1h30m": "2026-11-23T11:30",
    "in 2 hours and 15 minutes": "2026-11-23T12:15",
    # holidays
    "on new year's eve": "2026-12-31",
    "new year day": "2027-01-01",
    "valentine": "2027-02-14",
    "halloween": "2027-10-31",
    "christmas eve": "2026-12-24",
    "christmas": "2026-12-25",
    "thanksgiving": "2026-11-26",
    "black friday": "2026-11-27",
    "easter": "2027-03-28",
    "good friday": "2027-03-26",
    "easter monday 2028": "2028-04-17",
    # times
    "6pm": "2026-11-23T18:00",
    "9am": "2026-11-24T09:00",
    "at 5": "2026-11-23T17:00",
    "at 9": "2026-11-23T21:00",
    "at 10": "2026-11-24T10:00",
    "at 17:30": "2026-11-23T17:30",
    "at 1900": "2026-11-23T19:00",
    "at noon": "2026-11-23T12:00",
    "at midnight": "2026-11-24T00:00",
    "at half past five": "2026-11-23T17:30",
    "at quarter to six": "2026-11-23T17:45",
    "at five thirty": "2026-11-23T17:30",
    "at 8 o'clock": "2026-11-23T20:00",
    "at 4.30pm": "2026-11-23T16:30",
    "at 4 p.m.": "2026-11-23T16:00",
    "by eod": "2026-11-23T17:00",
    "in the afternoon": "2026-11-23T12:00",
    "in the evening": "2026-11-23T19:00",
    "after work": "2026-11-23T17:30",
    # both
    "today at 10": "2026-11-23T22:00",
    "today at 4": "2026-11-23T16:00",
    "tomorrow at 16:00": "2026-11-24T16:00",
    "tomorrow at 4 pm": "2026-11-24T16:00",
    "tomorrow 5pm": "2026-11-24T17:00",
    "tomorrow at 8": "2026-11-24T08:00",
    "tomorrow at 5": "2026-11-24T17:00",
    "5pm tomorrow": "2026-11-24T17:00",
    "at 5 on friday": "2026-11-27T17:00",
    "fri at 7pm": "2026-11-27T19:00",
    "Fri @ 7pm": "2026-11-27T19:00",
    "Fri at 19:00": "2026-11-27T19:00",
    "Fri at 1900": "2026-11-27T19:00",
    "@fri 4pm": "2026-11-27T16:00",
    "tom morning": "2026-11-24T09:00",
    "tommorning": "2026-11-24T09:00",
    "tom night": "2026-11-24T22:00",
    "tomorrow evening": "2026-11-24T19:00",
    "tomorrow afternoon at 3": "2026-11-24T15:00",
    "tomorrow at 7 in the evening": "2026-11-24T19:00",
    "tomorrow at noon": "2026-11-24T12:00",
    "friday morning": "2026-11-27T09:00",
    "on the 27th at 9": "2026-11-27T09:00",
    "jan 27 at 14:00": "2027-01-27T14:00",
    "january 27 2028 9:30am": "2028-01-27T09:30",
    "dec 5th 8pm": "2026-12-05T20:00",
    "6 weeks before 21 jul at 9": "2027-06-09T09:00",
    "next friday 5pm": "2026-12-04T17:00",
    "at 3pm EST": "2026-11-23T21:00",
    "at 15:00 UTC": "2026-11-23T16:00",
}


def said(words: str, text: str = "Call Ana {}", **kwargs: object) -> tuple[str, str | None]:
    found = parse_quick_add(text.format(words), NOW, ZONE, **kwargs)  # type: ignore[arg-type]
    due = found.due
    if due is None:
        return found.title, None
    return found.title, due.date.isoformat() + (f"T{due.time:%H:%M}" if due.time else "")


@pytest.mark.parametrize(("words", "due"), DUES.items())
def test_a_date_at_the_end_is_the_due_and_leaves_the_title(words: str, due: str) -> None:
    assert said(words) == ("Call Ana", due)


@pytest.mark.parametrize(("words", "due"), [(w, d) for w, d in DUES.items() if w[0].isalpha() and w not in ("27th",)])
def test_a_date_at_the_start_reads_the_same(words: str, due: str) -> None:
    assert said(words.capitalize(), "{}: call Ana")[1] == due


TITLES = [
    ("Flight check-in tomorrow", "Flight check-in"),
    ("Log-on by friday", "Log-on"),
    ("pay rent tomorrow 5pm", "pay rent"),
    ("tomorrow 5pm pay rent", "pay rent"),
    ("pay tomorrow the rent", "pay the rent"),
    ("Call Ana, tomorrow", "Call Ana"),
    ("Submit the form (friday) again", "Submit the form again"),
    ("meet at 5 with Ana on friday", "meet with Ana"),
    ("dentist on 3 dec at 14:30", "dentist"),
    ("send the report by the end of the month", "send the report"),
    ("  buy   milk   tomorrow  ", "buy milk"),
    ("Read the 27th chapter", "Read the 27th chapter"),
    ("gym sat", "gym"),
    ("book flight for friday", "book flight"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_only_the_words_of_the_date_leave_the_title(text: str, title: str) -> None:
    assert parse_quick_add(text, NOW, ZONE).title == title


RANGES = [
    ("standup tomorrow 9:00-9:15", "2026-11-24T09:00", 15),
    ("lunch tomorrow 12-1pm", "2026-11-24T12:00", 60),
    ("workshop friday from 3 to 5pm", "2026-11-27T15:00", 120),
    ("workshop friday between 2 and 4", "2026-11-27T14:00", 120),
    ("workshop friday 10am to noon", "2026-11-27T10:00", None),
    ("Team meeting today 4pm for 45min", "2026-11-23T16:00", 45),
    ("call tomorrow at 10:00 AM for 25 minutes", "2026-11-24T10:00", 25),
    ("write for 2 hours tomorrow", "2026-11-24", 120),
    ("nap for half an hour", None, 30),
    ("deep work for 1h30m", None, 90),
    ("workshop 10 - 12 december", "2026-12-10", None),
    ("trip from 3 december to 7 december", "2026-12-03", None),
]


@pytest.mark.parametrize(("text", "due", "minutes"), RANGES)
def test_ranges_and_lengths(text: str, due: str | None, minutes: int | None) -> None:
    assert said(text, "{}")[1] == due
    if minutes is not None:
        assert parse_quick_add(text, NOW, ZONE).duration_minutes == minutes


@pytest.mark.parametrize(
    ("words", "settings", "due"),
    [
        ("3/4", Settings(), "2027-03-04"),
        ("3/4", Settings(day_order="dmy"), "2027-04-03"),
        ("3/4", Settings(locale="en-GB"), "2027-04-03"),
        ("13/4", Settings(), "2027-04-13"),
        ("next friday", Settings(next_weekday="coming"), "2026-11-27"),
        ("next week", Settings(first_weekday=6), "2026-11-29"),
        ("at 6", Settings(waking=(5, 20)), "2026-11-23T18:00"),
        ("tomorrow at 6", Settings(waking=(5, 20)), "2026-11-24T06:00"),
        ("13 february", Settings(past_dates="this_year"), "2026-02-13"),
        ("13 february", Settings(), "2027-02-13"),
        ("tomorrow morning", Settings(parts=(8, 13, 18, 21)), "2026-11-24T08:00"),
    ],
)
def test_readings_on_which_people_differ_are_settings(words: str, settings: Settings, due: str) -> None:
    assert said(words, settings=settings)[1] == due


def test_hours_from_now_count_over_a_change_of_the_clock() -> None:
    before = NOW.replace(month=3, day=28, year=2027, hour=1)  # clocks go from 2:00 to 3:00 this night
    due = parse_quick_add("call in 2 hours", before, ZONE).due
    assert due is not None
    assert due.time is not None
    assert due.time.hour == 4


def test_the_label_of_a_due_names_the_year_only_when_it_is_another() -> None:
    labels = [parse_quick_add(t, NOW, ZONE).chips[0].label for t in ("x tomorrow 5pm", "x jan 27")]
    assert labels == ["Tue 24 Nov, 17:00", "Wed 27 Jan 2027"]
