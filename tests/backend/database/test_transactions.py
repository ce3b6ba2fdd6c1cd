"""transaction() commits, rolls back, and gives every connection back clean."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from behflow.database import engine
from behflow.database.engine import Database
from behflow.errors import Unavailable
from behflow.tasks.models import Project
from tests.factories import World


@pytest.fixture
async def table(database: Database) -> AsyncIterator[Database]:
    """A database with one small table of its own."""
    async with database.transaction() as session:
        await session.raw.execute("CREATE TABLE IF NOT EXISTS scratch (n integer PRIMARY KEY)")
    yield database
    async with database.transaction() as session:
        await session.raw.execute("DROP TABLE scratch")


async def _numbers(database: Database) -> list[int]:
    async with database.reading() as session:
        return [row["n"] for row in await session.raw.fetch("SELECT n FROM scratch ORDER BY n")]


@pytest.fixture
async def small(database_url: str) -> AsyncIterator[Database]:
    """A pool of two connections with short timeouts."""
    database = Database(database_url, pool_size=2, statement_timeout_ms=200, lock_timeout_ms=100)
    yield database
    await database.close()


async def test_what_is_done_in_a_block_is_committed_at_its_end(table: Database) -> None:
    async with table.transaction() as session:
        await session.raw.execute("INSERT INTO scratch VALUES (1)")
        assert await _numbers(table) == []
    assert await _numbers(table) == [1]


async def test_an_exception_rolls_everything_back(table: Database) -> None:
    with pytest.raises(RuntimeError):  # noqa: PT012 (the block is what is tested)
        async with table.transaction() as session:
            await session.raw.execute("INSERT INTO scratch VALUES (1)")
            raise RuntimeError
    assert await _numbers(table) == []


async def test_orm_and_raw_statements_share_the_transaction(database: Database, world: World) -> None:
    actor = await world.user()
    with pytest.raises(RuntimeError):  # noqa: PT012 (the block is what is tested)
        async with database.transaction() as session:
            session.add(Project(workspace_id=actor.personal_workspace, name="Home"))
            await session.flush()
            assert await session.raw.fetchval("SELECT count(*) FROM projects") == 1
            raise RuntimeError
    async with database.transaction() as session:
        session.add(Project(workspace_id=actor.personal_workspace, name="Work"))
    async with database.reading() as session:
        assert await session.raw.fetchval("SELECT string_agg(name, ',') FROM projects") == "Work"


async def test_a_failed_statement_rolls_back_and_leaves_the_connection_usable(small: Database) -> None:
    for _ in range(5):
        with pytest.raises(asyncpg.PostgresError):
            async with small.transaction() as session:
                await session.raw.execute("SELECT 1/0")
    async with small.transaction() as session:
        assert await session.raw.fetchval("SELECT 1") == 1


async def test_cancelling_rolls_back_and_leaves_every_connection_usable(table: Database, small: Database) -> None:
    async def work(number: int, started: asyncio.Event) -> None:
        async with small.transaction() as session:
            await session.raw.execute("INSERT INTO scratch VALUES ($1)", number)
            started.set()
            await session.raw.execute("SELECT pg_sleep(0.15)")

    for number in range(6):
        started = asyncio.Event()
        task = asyncio.create_task(work(number, started))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await _numbers(table) == []
    async with small.transaction() as one, small.transaction() as two:
        assert await one.raw.fetchval("SELECT 1") == await two.raw.fetchval("SELECT 1") == 1


async def test_cancelled_at_any_moment_all_or_nothing_is_done(table: Database, small: Database) -> None:
    """Also in the middle of BEGIN and COMMIT: the next user of the connection must not inherit a transaction."""

    async def work(number: int) -> None:
        async with small.transaction() as session:
            await session.raw.execute("INSERT INTO scratch VALUES ($1)", number)
            await session.raw.execute("INSERT INTO scratch VALUES ($1)", number + 1)

    for number in range(0, 160, 2):
        task = asyncio.create_task(work(number))
        for _ in range(number // 8):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with small.reading() as session:
            assert not session.raw.is_in_transaction()
    numbers = await _numbers(table)
    assert all((n + 1 in numbers) if n % 2 == 0 else (n - 1 in numbers) for n in numbers)
    async with small.transaction() as one, small.transaction() as two:
        assert not await one.raw.fetchval("SELECT pg_current_xact_id_if_assigned()")
        assert not await two.raw.fetchval("SELECT pg_current_xact_id_if_assigned()")


async def test_a_slow_statement_is_cut_off(small: Database) -> None:
    with pytest.raises(asyncpg.QueryCanceledError):
        async with small.transaction() as session:
            await session.raw.execute("SELECT pg_sleep(5)")


async def test_a_long_wait_for_a_lock_is_cut_off(table: Database, small: Database) -> None:
    async with table.transaction() as holder:
        await holder.raw.execute("LOCK TABLE scratch IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(asyncpg.LockNotAvailableError):
            async with small.transaction() as session:
                await session.raw.execute("SELECT * FROM scratch")


async def test_every_connection_has_the_timeouts_of_the_settings(small: Database) -> None:
    async with small.reading() as session:
        shown = [await session.raw.fetchval(f"SHOW {n}") for n in ("statement_timeout", "lock_timeout", "TimeZone")]
    assert shown == ["200ms", "100ms", "UTC"]


async def test_more_work_than_connections_waits_and_is_then_turned_away(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "POOL_WAIT", 0.1)
    database = Database(database_url, pool_size=2)
    try:
        async with database.transaction(), database.transaction():
            with pytest.raises(Unavailable) as refusal:
                async with database.transaction():
                    pass
            assert refusal.value.headers["Retry-After"]
        async with database.transaction() as session:
            assert await session.raw.fetchval("SELECT 1") == 1
    finally:
        await database.close()


async def test_a_connection_killed_in_the_middle_is_unavailable_and_then_replaced(
    database: Database, small: Database
) -> None:
    with pytest.raises(Unavailable):  # noqa: PT012 (the block is what is tested)
        async with small.transaction() as session:
            pid = await session.raw.fetchval("SELECT pg_backend_pid()")
            async with database.reading() as other:
                await other.raw.fetchval("SELECT pg_terminate_backend($1)", pid)
            await session.raw.fetchval("SELECT 1")
    async with small.transaction() as session:
        assert await session.raw.fetchval("SELECT 1") == 1


async def test_connections_killed_while_idle_are_replaced_without_anybody_noticing(
    database: Database, small: Database
) -> None:
    async with small.transaction() as one, small.transaction() as two:
        pids = [await s.raw.fetchval("SELECT pg_backend_pid()") for s in (one, two)]
    async with database.reading() as other:
        await other.raw.fetch("SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) pid", pids)
        while await other.raw.fetchval("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY($1)", pids):
            pass
    for _ in range(3):
        async with small.transaction() as session:
            assert await session.raw.fetchval("SELECT pg_backend_pid()") not in pids
    async with small.reading() as session:
        assert await session.raw.fetchval("SELECT 1") == 1


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    database = Database("postgresql://behflow@127.0.0.1:1/none")
    for entry in (database.transaction, database.reading):
        with pytest.raises(Unavailable):
            async with entry():
                pass
    await database.close()
