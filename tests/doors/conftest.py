"""A real server on loopback, programs with tokens, and the official client of the Model Context Protocol."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import mcp_types as types
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from behflow.actor import Actor
from behflow.auth.personal_tokens import PersonalTokenService
from behflow.auth.schemas import TokenCreate
from behflow.auth.scopes import SCOPES
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.main import create_app
from tests.factories import World


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # they belong to the test run


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[str]:
    """The whole product on a free port of loopback; gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = _Server(uvicorn.Config(create_app(settings), log_config=None, access_log=False, lifespan="on"))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started:
            if task.done():
                task.result()
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


@pytest.fixture
async def address(database: Database, settings: Settings) -> AsyncIterator[str]:
    """The address of a running server, on the empty database."""
    async with serving(settings) as address:
        yield address


@dataclass
class Program:
    """A program that acts for a user over MCP."""

    address: str
    world: World
    actor: Actor
    token: str
    mode: str = "auto"

    @asynccontextmanager
    async def connected(self, **headers: str) -> AsyncIterator[Client]:
        """The official client, connected."""
        sent = {"Authorization": f"Bearer {self.token}", **headers}
        async with (
            httpx2.AsyncClient(headers=sent, timeout=30) as http,
            Client(streamable_http_client(f"{self.address}/mcp", http_client=http), mode=self.mode) as client,
        ):
            yield client

    async def call(self, tool: str, arguments: dict[str, Any] | None = None, **more: Any) -> Any:
        """The structured answer of one call."""
        async with self.connected() as client:
            result = await client.call_tool(tool, {**(arguments or {}), **more})
        assert isinstance(result, types.CallToolResult)
        return result.structured_content

    async def names(self) -> set[str]:
        """The names of the user's tasks outside the trash, straight from the table."""
        async with self.world.database.reading() as session:
            rows = await session.raw.fetch(
                "SELECT name FROM tasks WHERE workspace_id = $1 AND deleted_at IS NULL", self.actor.personal_workspace
            )
        return {row["name"] for row in rows}

    async def rows(self) -> str:
        """A checksum of all of the user's tasks."""
        async with self.world.database.reading() as session:
            found: str = await session.raw.fetchval(
                "SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t.id)), '') FROM tasks t WHERE workspace_id = $1",
                self.actor.personal_workspace,
            )
        return found


async def token_of(world: World, actor: Actor, *scopes: Any) -> str:
    """A personal token of a user; with every scope unless some are named."""
    async with world.database.transaction() as session:
        given = TokenCreate(name="Program", scopes=frozenset(scopes or SCOPES))
        made: str = (await PersonalTokenService(session, actor).create(given))["token"]
    return made


@pytest.fixture(params=["2026-07-28", "legacy"])
def mode(request: pytest.FixtureRequest) -> str:
    """Both generations of the protocol."""
    chosen: str = request.param
    return chosen


@pytest.fixture
async def program(address: str, world: World) -> Program:
    """A program of a user with some tasks, with every scope."""
    actor = await world.user("sara")
    for name in ("Pay rent", "Call mom", "Call the bank"):
        await world.task(actor, name)
    return Program(address, world, actor, await token_of(world, actor))


@pytest.fixture
async def stranger(address: str, world: World) -> Program:
    """A program of somebody else."""
    actor = await world.user("kian")
    await world.task(actor, "Secret of Kian")
    return Program(address, world, actor, await token_of(world, actor))
