"""How words for dates are read, as a value of the profile."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from behflow.actor import Actor
from behflow.language import Settings, parse_quick_add
from behflow.reading import Reading
from behflow.tasks.reading import reading_settings

NOW = dt.datetime(2026, 11, 25, 14, 30, tzinfo=dt.UTC)
"""A Wednesday."""
CHOSEN: dict[str, Any] = {
    "next_weekday": "coming",
    "day_order": "dmy",
    "waking": (4, 16),
    "parts": (8, 13, 18, 21),
    "working": (10, 15),
    "past_dates": "this_year",
}


def actor(**reading: Any) -> Actor:
    return Actor(uuid4(), (), "rest", reading=Reading(**reading))


def test_the_profile_knows_every_policy_of_the_engine_and_its_default() -> None:
    assert reading_settings(actor()) == Settings()
    of_the_account = {"locale", "calendar", "first_weekday"}
    assert {*Reading.model_fields, *of_the_account} == {field.name for field in dataclasses.fields(Settings)}


def test_everything_that_was_chosen_reaches_the_engine() -> None:
    made = dataclasses.replace(actor(**CHOSEN), locale="fa", calendar="jalali", first_weekday=5)
    assert reading_settings(made) == Settings(locale="fa", calendar="jalali", first_weekday=5, **CHOSEN)


@pytest.mark.parametrize(
    ("text", "choice", "usual", "chosen"),
    [
        ("gym next friday", "next_weekday", "2026-12-04", "2026-11-27"),
        ("gym 3/4/2030", "day_order", "2030-03-04", "2030-04-03"),
        ("gym at 5", "waking", "2026-11-25 17:00", "2026-11-26 05:00"),
        ("gym tomorrow morning", "parts", "2026-11-26 09:00", "2026-11-26 08:00"),
        ("gym tomorrow night", "parts", "2026-11-26 22:00", "2026-11-26 21:00"),
        ("gym 3 march", "past_dates", "2027-03-03", "2026-03-03"),
    ],
)
def test_each_choice_changes_the_reading_it_is_about(text: str, choice: str, usual: str, chosen: str) -> None:
    for someone, expected in ((actor(), usual), (actor(**{choice: CHOSEN[choice]}), chosen)):
        due = parse_quick_add(text, NOW.astimezone(ZoneInfo(someone.zone)), someone.zone, reading_settings(someone)).due
        assert due is not None
        shown = f"{due.date} {due.time:%H:%M}" if due.time else str(due.date)
        assert shown == expected


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("waking", [7], "whole hours from 0 to 23, such as [7, 21]"),
        ("waking", [7, 24], "whole hours from 0 to 23"),
        ("waking", [-1, 21], "whole hours from 0 to 23"),
        ("waking", ["7", "21"], "whole hours from 0 to 23"),
        ("waking", [7.0, 21], "whole hours from 0 to 23"),
        ("waking", [False, True], "whole hours from 0 to 23"),
        ("waking", "7-21", "whole hours from 0 to 23"),
        ("waking", None, "whole hours from 0 to 23"),
        ("waking", [21, 7], "each later than the one before: 7 does not come after 21"),
        ("waking", [7, 7], "7 does not come after 7"),
        ("parts", [9, 12, 19], "the hours of morning, afternoon, evening and night: whole hours from 0 to 23"),
        ("parts", [9, 12, 19, 0], "0 does not come after 19"),
        ("parts", [12, 9, 19, 22], "9 does not come after 12"),
        ("next_weekday", "last_week", "'next_week' or 'coming'"),
        ("next_weekday", None, "'next_week' or 'coming'"),
        ("day_order", "ymd", "'mdy' or 'dmy'"),
        ("past_dates", "", "'next_year' or 'this_year'"),
        ("locale", "fa", "not permitted"),
    ],
)
def test_what_does_not_fit_is_refused_with_one_reason(field: str, value: Any, reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Reading.model_validate({field: value})
    (error,) = refused.value.errors()
    assert error["loc"] == (field,)
    assert reason in error["msg"]
