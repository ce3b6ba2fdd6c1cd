"""The routes of the assistant's settings, through the whole application."""

from __future__ import annotations

import asyncio

import pytest

from behflow.chat.usage import UsageService
from behflow.ids import new_id
from tests.backend.chat.test_usage import Called
from tests.client import Api
from tests.factories import World


async def test_a_new_user_finds_the_built_in_engine_and_may_change_what_is_theirs(api: Api) -> None:
    shown = await api.get("/api/v1/assistant")
    assert (shown["engine"], shown["chain"], shown["own_allowed"], shown["own"]) == ("built-in", [], False, None)
    assert (shown["enabled"], shown["local_only"], shown["suggest_memories"]) == (True, False, False)
    change = {"daily_tokens": 5, "daily_cost": 0.25, "suggest_memories": True, "local_only": True}
    changed = (await api.call("PATCH", "/api/v1/assistant", change)).json()
    assert {name: changed[name] for name in change} == change
    assert changed["caps"] == {"tokens": 5, "cost": 0.25}
    assert await api.get("/api/v1/assistant") == changed
    cleared = (await api.call("PATCH", "/api/v1/assistant", {"daily_tokens": None})).json()
    assert (cleared["daily_tokens"], cleared["daily_cost"]) == (None, 0.25)


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"own": {"model": "openai:m", "api_key": "sk-1"}}, 403, None),
        ({"daily_tokens": -1}, 422, "daily_tokens"),
        ({"daily_cost": 0.00001}, 422, "daily_cost"),
        ({"daily_cost": "NaN"}, 422, "daily_cost"),
        ({"own": {"model": "openai:m", "api_key": "two words"}}, 422, "own.api_key"),
        ({"own": {"model": "openai:m", "api_key": "line\nbreak"}}, 422, "own.api_key"),
        ({"own": {"model": "openai:m", "api_key": "کلید"}}, 422, "own.api_key"),
        ({"own": {"model": "openai:m", "own_key": "x"}}, 422, "own.own_key"),
    ],
)
async def test_what_cannot_be_set_is_refused(api: Api, change: object, status: int, field: str | None) -> None:
    answer = await api.call("PATCH", "/api/v1/assistant", change)
    assert answer.status_code == status, answer.text
    assert [e["field"] for e in answer.json().get("errors", [])] == ([field] if field else [])


async def test_two_first_changes_at_once_are_both_kept(api: Api) -> None:
    changes: list[dict[str, object]] = [{"daily_tokens": 7}, {"suggest_memories": True}, {"local_only": True}]
    answers = await asyncio.gather(*(api.call("PATCH", "/api/v1/assistant", change) for change in changes))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    shown = await api.get("/api/v1/assistant")
    assert (shown["daily_tokens"], shown["suggest_memories"], shown["local_only"]) == (7, True, True)


async def test_usage_is_the_users_own(api: Api, other: Api, world: World) -> None:
    kian = await world.user("third")
    async with world.database.transaction() as session:
        await UsageService(session, kian).record(new_id(), [Called()])
        await session.raw.execute("UPDATE model_calls SET user_id = $1", other.user["id"])
    assert await api.get("/api/v1/assistant/usage") == {"days": []}
    (day,) = (await other.get("/api/v1/assistant/usage?days=1"))["days"]
    assert (day["calls"], day["input_tokens"], day["cost"]) == (1, 1_000, 0.0012345678)
    assert (await api.call("GET", "/api/v1/assistant/usage?days=0")).status_code == 422
