"""The doorbell rings on commit, survives a lost connection, and stops when told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from behflow.database.engine import Database
from behflow.events import listener as module
from behflow.events.listener import ACCOUNTS, EVENTS, Listener
from tests.factories import World

PATIENCE = 5.0
_BELLS = "SELECT pid FROM pg_stat_activity WHERE application_name = 'behflow-listener' AND datname = current_database()"


class Bell:
    """Counts the rings and lets a test wait for the next."""

    def __init__(self) -> None:
        self.rings = 0
        self._rung = asyncio.Event()

    def __call__(self, payload: str = "") -> None:
        self.rings += 1
        self._rung.set()

    async def next(self) -> None:
        """Wait for the next ring."""
        self._rung.clear()
        await asyncio.wait_for(self._rung.wait(), PATIENCE)


@asynccontextmanager
async def _listening(database: Database, **callbacks: Callable[[str], None]) -> AsyncIterator[Listener]:
    listener = Listener(database.url, {{"events": EVENTS, "accounts": ACCOUNTS}[k]: v for k, v in callbacks.items()})
    await listener.start()
    try:
        await asyncio.wait_for(listener.ready.wait(), PATIENCE)
        yield listener
    finally:
        await listener.stop()


@pytest.fixture(autouse=True)
def _no_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a ring can only come from the database."""
    monkeypatch.setattr(module, "POLL", 60.0)
    monkeypatch.setattr(module, "RETRY", 0.01)


async def test_a_committed_change_rings(database: Database, world: World) -> None:
    from tests.backend.tasks.cases import Desk

    desk = Desk(database, await world.user())
    bell = Bell()
    async with _listening(database, events=bell):
        ring = asyncio.create_task(bell.next())
        await asyncio.sleep(0)
        await desk.create()
        await ring


async def test_what_is_rolled_back_does_not_ring(database: Database, world: World) -> None:
    actor = await world.user()
    bell, account = Bell(), Bell()
    async with _listening(database, events=bell, accounts=account):
        before = bell.rings
        with pytest.raises(RuntimeError):  # noqa: PT012 (the block is what is tested)
            async with database.transaction() as session:
                await session.raw.execute("SELECT pg_notify('behflow_events', '')")
                raise RuntimeError
        ring = asyncio.create_task(account.next())
        await asyncio.sleep(0)
        async with database.transaction() as session:
            await session.raw.execute("UPDATE users SET name = 'x' WHERE id = $1", actor.user_id)
        await ring
        assert bell.rings == before


async def test_a_lost_connection_comes_back_at_once_and_rings_for_what_was_missed(database: Database) -> None:
    bell = Bell()
    async with _listening(database, events=bell):
        ring = asyncio.create_task(bell.next())
        await asyncio.sleep(0)
        async with database.reading() as session:
            assert await session.raw.fetch(f"SELECT pg_terminate_backend(pid) FROM ({_BELLS}) b")
        await ring
        ring = asyncio.create_task(bell.next())
        await asyncio.sleep(0)
        async with database.transaction() as session:
            await session.raw.execute("SELECT pg_notify('behflow_events', '')")
        await ring


async def test_without_a_ring_the_poll_looks_anyway(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL", 0.01)
    bell = Bell()
    async with _listening(database, events=bell):
        await bell.next()
        await bell.next()


async def test_a_stopped_listener_leaves_no_connection(database: Database) -> None:
    async with _listening(database, events=Bell()):
        pass
    async with database.reading() as session:
        for _ in range(100):
            if not await session.raw.fetch(_BELLS):
                return
            await asyncio.sleep(0.01)
    raise AssertionError("the connection stays")


async def test_a_server_that_is_not_there_is_tried_again_and_can_be_given_up() -> None:
    from sqlalchemy import make_url

    listener = Listener(make_url("postgresql://behflow@127.0.0.1:1/none"), {EVENTS: Bell()})
    await listener.start()
    await asyncio.sleep(0.05)
    assert not listener.ready.is_set()
    await listener.stop()
