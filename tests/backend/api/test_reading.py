"""A user's own way of reading dates, over the API: set in the profile, kept by every door."""

from __future__ import annotations

from typing import Any

import pytest

from behflow.database.engine import Database
from tests.client import Api

USUAL = {
    "next_weekday": "next_week",
    "day_order": None,
    "waking": [7, 21],
    "parts": [9, 12, 19, 22],
    "working": [9, 17],
    "past_dates": "next_year",
}
OTHER = {
    "next_weekday": "coming",
    "day_order": "dmy",
    "waking": [4, 16],
    "parts": [8, 13, 18, 21],
    "working": [10, 15],
    "past_dates": "this_year",
}
LINE = "pay rent 3/4/2030 at 5"
NIGHT = "pay rent 3/4/2030 at night"


async def choose(api: Api, **reading: Any) -> dict[str, Any]:
    """Change the profile; the answer's reading."""
    response = await api.call("PATCH", "/me", {"reading": reading})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()["reading"]
    return found


async def due_by(door: str, api: Api, text: str) -> tuple[str, str]:
    """Day and time that a door reads in a line."""
    if door == "chat":
        answer = await api.post("/api/v1/chat", {"message": f"add {text}"})
        (change,) = answer["receipt"]["changes"]
        task = await api.get(f"/api/v1/tasks/{change['task_id']}")
    else:
        (task,) = (await api.post(f"/api/v1/{door}", {"text": text}))["tasks"]
    return task["due"]["date"], task["due"]["time"][:5]


async def test_the_profile_shows_the_usual_reading_until_something_is_chosen(api: Api) -> None:
    assert (await api.get("/me"))["reading"] == USUAL
    assert await choose(api, **OTHER) == OTHER
    assert (await api.get("/me"))["reading"] == OTHER


async def test_a_choice_leaves_the_others_as_they_are_and_can_be_taken_back(api: Api) -> None:
    await choose(api, day_order="dmy")
    assert await choose(api, waking=[6, 22]) == {**USUAL, "day_order": "dmy", "waking": [6, 22]}
    assert await choose(api, day_order=None) == {**USUAL, "waking": [6, 22]}
    assert await choose(api) == {**USUAL, "waking": [6, 22]}


@pytest.mark.parametrize("door", ["tasks/quick", "parse", "chat"])
async def test_the_next_words_are_read_as_was_just_chosen(api: Api, other: Api, door: str) -> None:
    assert await due_by(door, api, LINE) == ("2030-03-04", "17:00")
    assert await due_by(door, api, NIGHT) == ("2030-03-04", "22:00")
    await choose(api, **OTHER)
    assert await due_by(door, api, LINE) == ("2030-04-03", "05:00")
    assert await due_by(door, api, NIGHT) == ("2030-04-03", "21:00")
    assert await due_by(door, other, LINE) == ("2030-03-04", "17:00"), "somebody else's reading stays"


async def test_a_user_who_speaks_persian_has_the_day_first_unless_they_choose(api: Api) -> None:
    await api.call("PATCH", "/me", {"locale": "fa"})
    assert (await due_by("parse", api, "اجاره ۳/۴/۲۰۳۰ ساعت ۵"))[0] == "2030-04-03"
    await choose(api, day_order="mdy")
    assert (await due_by("parse", api, "اجاره ۳/۴/۲۰۳۰ ساعت ۵"))[0] == "2030-03-04"


@pytest.mark.parametrize(
    ("reading", "field", "reason"),
    [
        ({"waking": [21, 7]}, "reading.waking", "7 does not come after 21"),
        ({"waking": [7, 24]}, "reading.waking", "whole hours from 0 to 23, such as [7, 21]"),
        ({"parts": [9, 12, 12, 22]}, "reading.parts", "12 does not come after 12"),
        ({"working": [17, 9]}, "reading.working", "9 does not come after 17"),
        ({"next_weekday": "soon"}, "reading.next_weekday", "'next_week' or 'coming'"),
        ({"past_dates": None}, "reading.past_dates", "'next_year' or 'this_year'"),
        ({"zone": "UTC"}, "reading.zone", "not permitted"),
        (None, "reading", "dictionary"),
        ([], "reading", "dictionary"),
    ],
)
async def test_a_choice_that_does_not_fit_is_named_and_changes_nothing(
    api: Api, reading: Any, field: str, reason: str
) -> None:
    response = await api.call("PATCH", "/me", {"name": "Eve", "reading": reading})
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["field"] == field
    assert reason in error["reason"]
    assert await api.get("/me") == api.user


async def test_only_what_was_chosen_is_stored_and_recorded(api: Api, database: Database) -> None:
    await choose(api, day_order="dmy")
    await choose(api, day_order="dmy")
    async with database.reading() as session:
        assert await session.raw.fetchval("SELECT reading FROM users WHERE username = 'sara'") == {"day_order": "dmy"}
        events = await session.raw.fetch("SELECT payload FROM events WHERE type = 'user.updated'")
    assert [row["payload"] for row in events] == [
        {"before": {"reading": {}}, "after": {"reading": {"day_order": "dmy"}}}
    ]
