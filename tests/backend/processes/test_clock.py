"""Ticks: who runs what, how often, and what is left when something goes wrong."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from behflow.actor import Actor
from behflow.config import Settings
from behflow.database.engine import Database, Session
from behflow.errors import Conflict
from behflow.ids import new_id
from behflow.processes import clock, kinds
from behflow.processes.clock import purge, tick
from behflow.processes.schemas import ProcessUpdate
from behflow.processes.service import AutomatedProcessService
from tests.backend.processes.cases import (
    MONDAY_SLOT,
    SUNDAY_NOON,
    TODAY,
    YESTERDAY,
    add_process,
    default_process,
    executions,
    instant,
    rows,
)
from tests.factories import World

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def count_runs(scratch_kinds: None) -> list[Any]:
    """A kind named "counted" that only remembers that it ran."""
    ran: list[Any] = []

    @kinds.register("counted", "Count")
    async def run(session: Session, actor: Actor, settings: Settings, now: dt.datetime) -> dict[str, Any]:
        ran.append(actor)
        await asyncio.sleep(0)
        return {"run": len(ran)}

    return ran


async def test_a_slot_runs_when_its_time_has_come(
    world: World, database: Database, settings: Settings, count_runs: list[Any]
) -> None:
    process = await add_process(database, await world.user(), "counted")
    assert await tick(database, settings, MONDAY_SLOT - dt.timedelta(seconds=1)) == []
    assert len(await tick(database, settings, MONDAY_SLOT)) == 2, "this one and the built-in one"
    (kept,) = await executions(database, process)
    assert (kept["scheduled_for"], kept["status"]) == (MONDAY_SLOT, "succeeded")
    assert len(count_runs) == 1
    assert await tick(database, settings, MONDAY_SLOT + HOUR) == []


async def test_many_servers_that_tick_at_once_run_a_slot_once(
    world: World, database: Database, settings: Settings, database_url: str, count_runs: list[Any]
) -> None:
    users = [await world.user() for _ in range(4)]
    for user in users:
        await add_process(database, user, "counted")
    servers = [Database(database_url, pool_size=4) for _ in range(5)]
    try:
        for day in range(3):
            await asyncio.gather(*(tick(server, settings, MONDAY_SLOT + day * DAY) for server in servers))
    finally:
        for server in servers:
            await server.close()
    assert len(count_runs) == 3 * len(users)
    kept = [row for row in await executions(database) if row["moved"] is None]
    assert len(kept) == 3 * len(users)
    assert {row["status"] for row in kept} == {"succeeded"}


@pytest.mark.parametrize("away", [25 * HOUR, 8 * DAY, 400 * DAY])
async def test_downtime_is_caught_up_by_one_run(
    world: World, database: Database, settings: Settings, count_runs: list[Any], away: dt.timedelta
) -> None:
    process = await add_process(database, await world.user(), "counted")
    now = SUNDAY_NOON + away
    await tick(database, settings, now)
    await tick(database, settings, now)
    (kept,) = await executions(database, process)
    assert now - DAY < kept["scheduled_for"] <= now
    await tick(database, settings, now + DAY)
    assert len(await executions(database, process)) == 2


async def test_a_process_made_today_does_not_run_for_this_morning(
    world: World, database: Database, settings: Settings
) -> None:
    user = await world.user()
    await default_process(database, settings, user, MONDAY_SLOT + HOUR)
    assert await tick(database, settings, MONDAY_SLOT + 2 * HOUR) == []


async def test_every_user_has_the_built_in_process_without_asking(
    world: World, database: Database, settings: Settings
) -> None:
    users = [await world.user(zone=zone) for zone in ("Asia/Tehran", "America/New_York")]
    await tick(database, settings, SUNDAY_NOON)
    await tick(database, settings, SUNDAY_NOON)
    kept = await rows(database, "SELECT user_id, kind, enabled, next_run_at FROM automated_processes ORDER BY id")
    assert [(row["user_id"], row["kind"], row["enabled"]) for row in kept] == [
        (user.user_id, kinds.RESCHEDULE, True) for user in users
    ]
    assert [row["next_run_at"] for row in kept] == [instant("2026-11-23 04:00"), instant("2026-11-22 12:30")]


async def test_the_zone_of_the_setting_goes_before_the_users_own(
    world: World, database: Database, settings: Settings
) -> None:
    await world.user(zone="Asia/Tehran")
    chosen = settings.model_copy(update={"reschedule_timezone": "Europe/Berlin", "reschedule_time": "06:00"})
    await tick(database, chosen, SUNDAY_NOON)
    (kept,) = await rows(database, "SELECT next_run_at FROM automated_processes")
    assert kept["next_run_at"] == instant("2026-11-23 05:00")


async def test_a_user_who_moves_and_a_new_default_are_noticed(
    world: World, database: Database, settings: Settings
) -> None:
    user = await world.user(zone="America/New_York")
    await default_process(database, settings, user)
    async with database.transaction() as session:
        await session.raw.execute("UPDATE users SET timezone = 'Europe/Berlin'")
    await tick(database, settings, SUNDAY_NOON)
    (kept,) = await rows(database, "SELECT next_run_at FROM automated_processes")
    assert kept["next_run_at"] == instant("2026-11-23 06:30")
    await tick(database, settings.model_copy(update={"reschedule_time": "05:00"}), SUNDAY_NOON)
    (kept,) = await rows(database, "SELECT next_run_at FROM automated_processes")
    assert kept["next_run_at"] == instant("2026-11-23 04:00")


async def test_a_process_that_is_off_does_not_run(
    world: World, database: Database, settings: Settings, count_runs: list[Any]
) -> None:
    user = await world.user()
    process = await add_process(database, user, "counted")
    async with database.transaction() as session:
        service = AutomatedProcessService(session, user, settings, SUNDAY_NOON)
        assert (await service.update(process, ProcessUpdate(enabled=False)))["next_run_at"] is None
    await tick(database, settings, MONDAY_SLOT)
    async with database.transaction() as session:
        later = MONDAY_SLOT + HOUR
        await AutomatedProcessService(session, user, settings, later).update(process, ProcessUpdate(enabled=True))
    await tick(database, settings, later)
    assert count_runs == []


async def test_a_disabled_user_has_no_runs(
    world: World, database: Database, settings: Settings, count_runs: list[Any]
) -> None:
    await add_process(database, await world.user(is_disabled=True), "counted")
    await tick(database, settings, MONDAY_SLOT)
    assert count_runs == []


async def test_a_run_acts_as_its_user_in_its_one_workspace(
    world: World, database: Database, settings: Settings, count_runs: list[Any]
) -> None:
    user = await world.user(zone="Asia/Tehran")
    process = await add_process(database, user, "counted")
    await tick(database, settings, MONDAY_SLOT)
    (kept,) = await executions(database, process)
    (actor,) = count_runs
    assert (actor.user_id, actor.via, actor.turn_id, actor.zone) == (user.user_id, "process", kept["id"], "Asia/Tehran")
    assert actor.workspace_ids == (user.personal_workspace,)


async def test_a_run_that_fails_leaves_nothing_but_its_reason_and_the_others_run(
    world: World, database: Database, settings: Settings, scratch_kinds: None
) -> None:
    @kinds.register("told", "Told")
    async def told(session: Session, actor: Actor, settings: Settings, now: dt.datetime) -> dict[str, Any]:
        await session.raw.execute("UPDATE users SET name = 'changed'")
        raise Conflict("The list is locked.")

    @kinds.register("broken", "Broken")
    async def broken(session: Session, actor: Actor, settings: Settings, now: dt.datetime) -> dict[str, Any]:
        raise RuntimeError("/etc/secret")

    user = await world.user()
    processes = [await add_process(database, user, name) for name in ("told", "broken", "unknown")]
    await world.task(user, due_on=YESTERDAY)
    await default_process(database, settings, user)
    await tick(database, settings, MONDAY_SLOT)
    errors = {row["process_id"]: row["error"] for row in await executions(database) if row["status"] == "failed"}
    assert errors[processes[0]] == "The list is locked."
    assert errors[processes[1]] == "Something went wrong on our side (RuntimeError). It has been logged."
    assert errors[processes[2]] == "There is no kind of process named unknown."
    assert [row["moved"] for row in await executions(database) if row["status"] == "succeeded"] == ["1"]
    assert await rows(database, "SELECT FROM users WHERE name = 'changed'") == []
    await tick(database, settings, MONDAY_SLOT + DAY)
    assert len(await executions(database, processes[0])) == 2


async def test_a_run_that_takes_too_long_is_stopped(
    world: World, database: Database, settings: Settings, scratch_kinds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    @kinds.register("slow", "Slow")
    async def slow(session: Session, actor: Actor, settings: Settings, now: dt.datetime) -> dict[str, Any]:
        await session.raw.execute("SELECT pg_sleep(30)")
        return {}

    monkeypatch.setattr(clock, "RUN_LIMIT", 0.2)
    process = await add_process(database, await world.user(), "slow")
    await tick(database, settings, MONDAY_SLOT)
    (kept,) = await executions(database, process)
    assert (kept["status"], kept["error"]) == ("failed", "It took too long.")


async def test_a_run_whose_server_died_is_closed_after_ten_minutes(
    world: World, database: Database, settings: Settings, count_runs: list[Any]
) -> None:
    process = await add_process(database, await world.user(), "counted")
    async with database.transaction() as session:
        await session.raw.execute(
            """INSERT INTO automated_process_executions (id, process_id, scheduled_for, started_at)
            VALUES ($1, $2, $3, $3)""",
            new_id(),
            process,
            MONDAY_SLOT,
        )
    await tick(database, settings, MONDAY_SLOT + dt.timedelta(minutes=9))
    assert [row["status"] for row in await executions(database, process)] == ["running"]
    await tick(database, settings, MONDAY_SLOT + dt.timedelta(minutes=11))
    (kept,) = await executions(database, process)
    assert (kept["status"], kept["error"]) == ("failed", "The server stopped while it ran.")
    assert count_runs == []


async def test_a_run_that_was_given_up_cannot_change_anything_any_more(
    world: World, database: Database, settings: Settings, scratch_kinds: None
) -> None:
    @kinds.register("late", "Late")
    async def late(session: Session, actor: Actor, settings: Settings, now: dt.datetime) -> dict[str, Any]:
        await session.raw.execute("UPDATE users SET name = 'late'")
        async with database.transaction() as another:
            await another.raw.execute("UPDATE automated_process_executions SET status = 'failed'")
        return {}

    await add_process(database, await world.user(), "late")
    await tick(database, settings, MONDAY_SLOT)
    assert await rows(database, "SELECT FROM users WHERE name = 'late'") == []
    assert [row["status"] for row in await executions(database)] == ["failed"]


async def test_a_time_that_cannot_be_told_stops_only_its_own_process(
    world: World, database: Database, settings: Settings, count_runs: list[Any]
) -> None:
    for schedule, zone in (('{"kind": "daily", "value": "25:99"}', None), ("{}", "Mars/Olympus")):
        process = await add_process(database, await world.user(), "counted", schedule)
        async with database.transaction() as session:
            await session.raw.execute("UPDATE automated_processes SET timezone = $2 WHERE id = $1", process, zone)
    await add_process(database, await world.user(), "counted")
    await tick(database, settings, MONDAY_SLOT)
    assert len(count_runs) == 1


async def test_what_was_kept_for_its_time_is_purged(world: World, database: Database, settings: Settings) -> None:
    now = dt.datetime.now(dt.UTC)
    user = await world.user()
    old = await world.task(user, "old", deleted_at=now - 31 * DAY)
    kept = await world.task(user, "kept", deleted_at=now - 29 * DAY)
    process = await default_process(database, settings, user)
    async with database.transaction() as session:
        for age in (25 * HOUR, 23 * HOUR):
            await session.raw.execute(
                "INSERT INTO idempotency_keys (user_id, key, request_hash, created_at) VALUES ($1, $2, '', $3)",
                user.user_id,
                str(age),
                now - age,
            )
        for left in (-HOUR, HOUR):
            await session.raw.execute(
                "INSERT INTO user_sessions (id, user_id, expires_at) VALUES ($1, $2, $3)",
                new_id(),
                user.user_id,
                now + left,
            )
        for age in (91 * DAY, 89 * DAY):
            await session.raw.execute(
                """INSERT INTO automated_process_executions (id, process_id, scheduled_for, started_at, status)
                VALUES ($1, $2, $3, $3, 'succeeded')""",
                new_id(),
                process,
                now - age,
            )
    await purge(database, now)
    assert [row["id"] for row in await rows(database, "SELECT id FROM tasks")] == [kept] != [old]
    assert [row["key"] for row in await rows(database, "SELECT key FROM idempotency_keys")] == [str(23 * HOUR)]
    assert len(await rows(database, "SELECT FROM user_sessions")) == 1
    assert len(await executions(database)) == 1


async def test_tasks_of_many_users_are_moved_each_in_their_own_morning(
    world: World, database: Database, settings: Settings
) -> None:
    users = {zone: await world.user(zone=zone) for zone in ("Asia/Tehran", "Europe/Berlin", "America/New_York")}
    tasks = {zone: await world.task(user, due_on=YESTERDAY) for zone, user in users.items()}
    await tick(database, settings, SUNDAY_NOON)
    moved = []
    for hour in range(24):
        await tick(database, settings, instant("2026-11-23 00:30") + hour * HOUR)
        due = await rows(database, "SELECT id FROM tasks WHERE due_on = $1", TODAY)
        moved.append({zone for zone, task in tasks.items() if task in [row["id"] for row in due]})
    first = {zone: next(hour for hour, done in enumerate(moved) if zone in done) for zone in tasks}
    assert first == {"Asia/Tehran": 4, "Europe/Berlin": 6, "America/New_York": 12}
