"""A request that is sent twice with one Idempotency-Key has one effect and one answer."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from behflow.database.engine import Database
from behflow.processes.clock import purge
from tests.backend.api.test_problems import problem
from tests.client import Api

KEY = {"Idempotency-Key": "k-1"}


async def _count(api: Api) -> int:
    return len((await api.get("/api/v1/tasks?limit=200"))["tasks"])


POSTS: dict[str, tuple[str, Any]] = {
    "create": ("/api/v1/tasks", {"name": "new"}),
    "quick": ("/api/v1/tasks/quick", {"text": "new"}),
    "lines": ("/api/v1/tasks/quick", {"text": "new #Home\n  below\nother"}),
    "project": ("/api/v1/projects", {"name": "new"}),
    "complete": ("/api/v1/tasks/{id}/complete", None),
    "bulk": ("/api/v1/tasks/bulk", {"ids": ["{id}"], "action": "delete"}),
    "chat": ("/api/v1/chat", {"message": "add milk"}),
    "parse": ("/api/v1/parse", {"text": "milk tomorrow"}),
}


def _filled(value: Any, task: dict[str, Any]) -> Any:
    if isinstance(value, str):
        return value.replace("{id}", task["id"])
    if isinstance(value, list):
        return [_filled(v, task) for v in value]
    return {k: _filled(v, task) for k, v in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize(("path", "body"), POSTS.values(), ids=POSTS)
async def test_a_second_time_gets_the_first_answer_and_does_nothing(
    api: Api, database: Database, path: str, body: Any
) -> None:
    task = await api.task("old", due="2026-11-20", recurrence={"rule": "FREQ=DAILY"})
    path, body = _filled(path, task), _filled(body, task)
    first = await api.call("POST", path, body, headers=KEY)
    assert first.status_code in (200, 201), first.text
    sql = "SELECT count(*) FROM events"
    async with database.reading() as session:
        events = await session.raw.fetchval(sql)
    second = await api.call("POST", path, body, headers=KEY)
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers.get("etag") == first.headers.get("etag")
    assert second.headers.get("location") == first.headers.get("location")
    assert "idempotency-replayed" not in first.headers
    if path != "/api/v1/parse":  # reads only, so there is nothing to be kept
        assert second.headers["idempotency-replayed"] == "true"
    async with database.reading() as session:
        assert await session.raw.fetchval(sql) == events


async def test_of_50_at_once_one_has_an_effect_and_all_get_its_answer(api: Api) -> None:
    answers = await asyncio.gather(*(api.call("POST", "/api/v1/tasks", {"name": "x"}, headers=KEY) for _ in range(50)))
    assert {a.status_code for a in answers} == {201}
    assert len({a.content for a in answers}) == 1
    assert [a.headers.get("idempotency-replayed") for a in answers].count(None) == 1
    assert await _count(api) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [("/api/v1/tasks", {"name": "y"}), ("/api/v1/tasks?x=1", {"name": "x"}), ("/api/v1/projects", {"name": "x"})],
)
async def test_the_key_with_another_request_is_refused(api: Api, path: str, body: Any) -> None:
    await api.call("POST", "/api/v1/tasks", {"name": "x"}, headers=KEY)
    response = await api.call("POST", path, body, headers=KEY)
    assert response.status_code == 422
    assert response.json()["code"] == "idempotency_mismatch"
    assert await _count(api) == 1


async def test_users_do_not_share_keys(api: Api, other: Api) -> None:
    mine = await api.post("/api/v1/tasks", {"name": "mine"}, headers=KEY)
    theirs = await other.post("/api/v1/tasks", {"name": "theirs"}, headers=KEY)
    assert mine["id"] != theirs["id"]


@pytest.mark.parametrize("bad", [{"name": ""}, {"name": "x", "project_id": "019aaf00-0000-7000-8000-000000000000"}])
async def test_a_refused_request_does_not_use_the_key_up(api: Api, bad: Any) -> None:
    assert (await api.call("POST", "/api/v1/tasks", bad, headers=KEY)).status_code == 422
    response = await api.call("POST", "/api/v1/tasks", {"name": "good"}, headers=KEY)
    assert response.status_code == 201
    assert "idempotency-replayed" not in response.headers


@pytest.mark.parametrize("key", ["", "a" * 256, "a\tb", "é\x80"])
async def test_what_is_no_key_is_refused(api: Api, key: str) -> None:
    response = await api.call(
        "POST", "/api/v1/tasks", {"name": "x"}, headers={"Idempotency-Key": key.encode("latin-1")}
    )
    problem(response, 422, "Idempotency-Key")
    assert await _count(api) == 0


async def test_a_key_of_255_characters_is_one(api: Api) -> None:
    await api.post("/api/v1/tasks", {"name": "x"}, headers={"Idempotency-Key": b"\xe9" * 255})


async def test_after_a_day_a_key_is_new_again(api: Api, database: Database) -> None:
    await api.post("/api/v1/tasks", {"name": "x"}, headers=KEY)
    async with database.transaction() as session:
        await session.raw.execute("UPDATE idempotency_keys SET created_at = now() - interval '25 hours'")
    await api.post("/api/v1/tasks", {"name": "y"}, headers=KEY)
    assert await _count(api) == 2
    async with database.transaction() as session:
        await session.raw.execute("UPDATE idempotency_keys SET created_at = now() - interval '25 hours'")
    await purge(database, dt.datetime.now(dt.UTC))
    async with database.reading() as session:
        assert await session.raw.fetchval("SELECT count(*) FROM idempotency_keys") == 0


async def test_other_methods_take_no_notice_of_a_key(api: Api) -> None:
    task = await api.task()
    for name in ("a", "b"):
        response = await api.call("PATCH", f"/api/v1/tasks/{task['id']}", {"name": name}, headers=KEY)
        assert response.json()["name"] == name
