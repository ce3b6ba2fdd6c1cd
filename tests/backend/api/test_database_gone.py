"""When the database goes away: 503 with a time to try again, and all is well when it is back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from behflow.database.engine import Database
from tests.backend.api.test_problems import problem
from tests.client import Api
from tests.signed_in import services_of

_KILL = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'behflow'"""


@pytest.fixture
async def gone(http: httpx.AsyncClient, api: Api) -> AsyncIterator[Api]:
    """A signed-in user whose server has lost its database."""
    services = services_of(http)
    nowhere = Database("postgresql://behflow@127.0.0.1:1/none")
    kept = services.database.engine
    services.database.engine = nowhere.engine
    yield api
    services.database.engine = kept
    await nowhere.close()


async def test_everything_that_needs_it_is_unavailable(gone: Api) -> None:
    for method, path, body in (
        ("GET", "/api/v1/tasks", None),
        ("POST", "/api/v1/tasks", {"name": "x"}),
        ("POST", "/api/v1/chat", {"message": "add milk"}),
        ("GET", "/me", None),
        ("GET", "/ready", None),
    ):
        response = await gone.call(method, path, body)
        problem(response, 503)
        assert int(response.headers["retry-after"]) > 0


async def test_signing_in_is_unavailable_and_not_refused(gone: Api) -> None:
    body = {"username": "sara", "password": "correct horse battery"}
    problem(await gone.http.post("/login", json=body), 503)


async def test_health_and_the_pages_still_answer(gone: Api) -> None:
    for path in ("/health", "/", "/login"):
        assert (await gone.http.get(path)).status_code == 200


async def _cut(database: Database) -> None:
    async with database.reading() as session:
        await session.raw.fetch(_KILL)
        while await session.raw.fetchval(_KILL.replace("pg_terminate_backend(pid)", "count(*)")):
            pass


async def test_after_every_connection_was_cut_requests_are_served_again(api: Api, database: Database) -> None:
    await api.task()
    await _cut(database)
    answers = [await api.call("GET", "/api/v1/tasks") for _ in range(10)]
    assert {a.status_code for a in answers} <= {200, 503}
    assert [a.status_code for a in answers[3:]] == [200] * 7
    await api.task()


async def test_cut_connections_are_never_a_fault_of_ours_and_lose_nothing(api: Api, database: Database) -> None:
    made: list[str] = []
    statuses: set[int] = set()

    async def write(worker: int) -> None:
        for number in range(25):
            response = await api.call("POST", "/api/v1/tasks", {"name": f"{worker}.{number}"})
            statuses.add(response.status_code)
            if response.status_code == 201:
                made.append(response.json()["name"])

    writers = asyncio.gather(*(write(n) for n in range(4)))
    for _ in range(8):
        async with database.reading() as session:
            await session.raw.fetch(_KILL)
        await asyncio.sleep(0.02)
    await writers
    assert statuses <= {201, 503}
    there = [t["name"] for t in (await api.get("/api/v1/tasks?limit=200"))["tasks"]]
    assert set(made) <= set(there)
    assert len(there) == len(set(there))
