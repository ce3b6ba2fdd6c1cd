"""The cursor (transaction, id) loses no event, whatever order transactions end in."""

from __future__ import annotations

import asyncio
import random

import pytest

from behflow.actor import Actor
from behflow.database.engine import Database, Session
from behflow.events.service import record
from behflow.events.stream import Cursor, StoredEvent, read_after
from behflow.ids import new_id
from tests.factories import World


@pytest.fixture
async def actor(world: World) -> Actor:
    return await world.user()


async def _write(session: Session, actor: Actor, name: str) -> None:
    await record(
        session,
        actor,
        workspace_id=actor.personal_workspace,
        event_type="test.written",
        subject_type="test",
        subject_id=new_id(),
        after={"name": name},
    )


async def _read(database: Database, cursor: Cursor, limit: int = 500) -> list[StoredEvent]:
    async with database.reading() as session:
        return await read_after(session, cursor, limit)


async def _settle(database: Database) -> None:
    """Wait for transactions of other test workers: on the same server they rightly hold the cursor back."""
    settled = "SELECT coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) FROM events"
    async with database.reading() as session:
        while not await session.raw.fetchval(settled):
            continue


def _names(events: list[StoredEvent]) -> list[str]:
    return [(e.after or {})["name"] for e in events]


async def test_a_slow_writers_event_comes_later_and_is_not_skipped(database: Database, actor: Actor) -> None:
    async with database.transaction() as slow:
        await _write(slow, actor, "slow")
        async with database.transaction() as fast:
            await _write(fast, actor, "fast")
        # The fast one is committed and has the higher id; reading it now would lose the slow one.
        assert _names(await _read(database, Cursor())) == []
    await _settle(database)
    events = await _read(database, Cursor())
    assert _names(events) == ["slow", "fast"]
    assert await _read(database, events[-1].cursor) == []


async def test_eight_writers_at_once_lose_nothing(database: Database, actor: Actor) -> None:
    chance = random.Random(3)
    waits = [[chance.randint(0, 3) for _ in range(25)] for _ in range(8)]
    seen: list[StoredEvent] = []
    by_id_alone: list[int] = []
    done = asyncio.Event()

    async def write(writer: int) -> None:
        for number, wait in enumerate(waits[writer]):
            async with database.transaction() as session:
                await _write(session, actor, f"{writer}.{number}")
                for _ in range(wait):
                    await session.raw.fetchval("SELECT 1")

    async def read() -> None:
        while True:
            last = done.is_set()
            if last:
                await _settle(database)
            while found := await _read(database, seen[-1].cursor if seen else Cursor(), 7):
                seen.extend(found)
            if last:
                return

    async def read_by_id() -> None:
        while not done.is_set():
            async with database.reading() as session:
                sql = "SELECT id FROM events WHERE id > $1 ORDER BY id"
                by_id_alone.extend(
                    [r["id"] for r in await session.raw.fetch(sql, by_id_alone[-1] if by_id_alone else 0)]
                )

    readers = [asyncio.create_task(read()), asyncio.create_task(read_by_id())]
    await asyncio.gather(*(write(n) for n in range(8)))
    done.set()
    await asyncio.gather(*readers)
    assert sorted(_names(seen)) == sorted(f"{w}.{n}" for w in range(8) for n in range(25))
    assert [e.cursor for e in seen] == sorted(e.cursor for e in seen)
    for writer in range(8):
        own = [int(name.split(".")[1]) for name in _names(seen) if name.startswith(f"{writer}.")]
        assert own == sorted(own)


async def test_a_reader_that_remembers_only_the_id_would_lose_events(database: Database, actor: Actor) -> None:
    """Why the cursor has two parts."""
    read: list[int] = []
    async with database.transaction() as slow:
        await _write(slow, actor, "slow")
        async with database.transaction() as fast:
            await _write(fast, actor, "fast")
        async with database.reading() as session:
            read += [r["id"] for r in await session.raw.fetch("SELECT id FROM events ORDER BY id")]
    async with database.reading() as session:
        read += [r["id"] for r in await session.raw.fetch("SELECT id FROM events WHERE id > $1", read[-1])]
        assert await session.raw.fetchval("SELECT count(*) FROM events") == len(read) + 1


async def test_rolled_back_work_leaves_no_event(database: Database, actor: Actor) -> None:
    with pytest.raises(RuntimeError):  # noqa: PT012 (the block is what is tested)
        async with database.transaction() as session:
            await _write(session, actor, "never")
            raise RuntimeError
    async with database.transaction() as session:
        await _write(session, actor, "ever")
    await _settle(database)
    assert _names(await _read(database, Cursor())) == ["ever"]


async def test_an_event_is_read_as_it_was_recorded(database: Database, actor: Actor) -> None:
    async with database.transaction() as session:
        await _write(session, actor, "one")
    await _settle(database)
    (event,) = await _read(database, Cursor())
    assert (event.user_id, event.workspace_id) == (actor.user_id, actor.personal_workspace)
    assert (event.via, event.turn_id, event.type, event.subject_type) == ("rest", None, "test.written", "test")
    assert (event.before, event.after) == (None, {"name": "one"})


async def test_transactions_are_read_in_the_order_of_their_numbers(database: Database, actor: Actor) -> None:
    """As text, 10 would come before 9."""
    async with database.transaction() as session:
        for xid in (10, 9):
            await session.raw.execute(
                """INSERT INTO events (xid, workspace_id, via, type, subject_type, subject_id, payload)
                VALUES ($1::text::xid8, $2, 'rest', 'test.written', 'test', $2, $3::text::jsonb)""",
                str(xid),
                actor.personal_workspace,
                f'{{"after": {{"name": "{xid}"}}}}',
            )
    first = await _read(database, Cursor(), 1)
    assert _names(first + await _read(database, first[-1].cursor, 1)) == ["9", "10"]
