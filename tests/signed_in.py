"""Users who are signed in without a password being hashed, where signing in is not what is tested."""

from __future__ import annotations

import time

import httpx
import pytest

from behflow.api.deps import Services
from behflow.ids import new_id
from tests.client import Api
from tests.factories import World

_SESSION = """INSERT INTO user_sessions (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')"""


def services_of(http: httpx.AsyncClient) -> Services:
    """The services of the application behind a client."""
    found: Services = http._transport.app.state.services  # type: ignore[attr-defined]
    return found


async def enter(http: httpx.AsyncClient, world: World, username: str) -> Api:
    """A new user with a session."""
    actor, session_id = await world.user(username), new_id()
    async with world.database.transaction() as session:
        await session.raw.execute(_SESSION, session_id, actor.user_id)
    now = int(time.time())
    token = services_of(http).authenticator.issue(session_id, actor.user_id, issued_at=now, expires_at=now + 3600)
    api = Api(http, {}, token)
    api.user = await api.get("/me")
    return api


@pytest.fixture
async def api(http: httpx.AsyncClient, world: World) -> Api:
    """A signed-in user."""
    return await enter(http, world, "sara")


@pytest.fixture
async def other(http: httpx.AsyncClient, world: World) -> Api:
    """A second user, who shares nothing with the first."""
    return await enter(http, world, "kian")
