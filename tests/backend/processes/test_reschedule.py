"""The built-in process: unfinished tasks move to today, and can be put back."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.processes import kinds
from behflow.processes.clock import tick
from behflow.processes.kinds import reschedule_unfinished
from behflow.tasks.service import TaskService
from behflow.tasks.undo import UndoService
from tests.backend.processes.cases import MONDAY_SLOT, TODAY, YESTERDAY, default_process, executions, instant, rows
from tests.factories import World


async def run(database: Database, settings: Settings, actor: Actor, now: dt.datetime = MONDAY_SLOT) -> dict[str, Any]:
    """One run for a user."""
    async with database.transaction() as session:
        return await reschedule_unfinished(session, actor, settings, now)


async def shown(database: Database, actor: Actor, task_id: UUID) -> dict[str, Any]:
    """A task as it is shown."""
    async with database.reading() as session:
        return await TaskService(session, actor).get(task_id)


async def test_only_open_tasks_that_were_due_before_today_move(
    world: World, database: Database, settings: Settings
) -> None:
    user = await world.user()
    late = await world.task(user, "late", due_on=YESTERDAY, deadline=YESTERDAY)
    blocked = await world.task(user, "blocked", due_on=dt.date(2020, 2, 29), status="blocked")
    await world.task(user, "today", due_on=TODAY)
    await world.task(user, "tomorrow", due_on=TODAY + dt.timedelta(days=1))
    await world.task(user, "undated")
    await world.task(user, "done", due_on=YESTERDAY, status="completed", completed_at=MONDAY_SLOT)
    await world.task(user, "trash", due_on=YESTERDAY, deleted_at=MONDAY_SLOT)
    await world.task(await world.user(), "foreign", due_on=YESTERDAY)
    result = await run(database, settings, user)
    assert result == {
        "moved": [
            {"task_id": str(blocked), "name": "blocked", "from": "2020-02-29", "to": "2026-11-23"},
            {"task_id": str(late), "name": "late", "from": "2026-11-22", "to": "2026-11-23"},
        ],
        "count": 2,
        "left_over": False,
    }
    task = await shown(database, user, late)
    assert task["due"] == {"date": "2026-11-23", "time": None, "zone": None, "at": None}
    assert (task["deadline"], task["status"]) == ("2026-11-22", "not_started")
    assert (await run(database, settings, user))["count"] == 0


async def test_a_timed_task_keeps_its_time_of_day_and_zone(
    world: World, database: Database, settings: Settings
) -> None:
    user = await world.user(zone="Europe/Berlin")
    task = await world.task(
        user, due_on=dt.date(2026, 10, 20), due_at=instant("2026-10-20 07:00"), due_zone="Asia/Tehran"
    )
    await run(database, settings, user)
    assert (await shown(database, user, task))["due"] == {
        "date": "2026-11-23",
        "time": "10:30",
        "zone": "Asia/Tehran",
        "at": "2026-11-23T07:00:00+00:00",
    }


async def test_the_summer_time_of_a_task_stays_its_wall_time_in_winter(
    world: World, database: Database, settings: Settings
) -> None:
    user = await world.user(zone="Europe/Berlin")
    task = await world.task(
        user, due_on=dt.date(2026, 7, 1), due_at=instant("2026-07-01 15:00"), due_zone="Europe/Berlin"
    )
    await run(database, settings, user)
    due = (await shown(database, user, task))["due"]
    assert (due["date"], due["time"], due["at"]) == ("2026-11-23", "17:00", "2026-11-23T16:00:00+00:00")


async def test_today_is_today_in_the_zone_of_the_process(world: World, database: Database, settings: Settings) -> None:
    user = await world.user(zone="Pacific/Auckland")
    task = await world.task(user, due_on=TODAY)
    await run(database, settings, user, instant("2026-11-23 10:59"))
    assert (await shown(database, user, task))["due"]["date"] == "2026-11-23"
    await run(database, settings, user, instant("2026-11-23 11:00"))
    assert (await shown(database, user, task))["due"]["date"] == "2026-11-24"


async def test_a_repeating_task_moves_without_its_rule_forgetting_its_day(
    world: World, database: Database, settings: Settings
) -> None:
    user = await world.user()
    rent = await world.task(
        user, "rent", due_on=dt.date(2026, 11, 20), recurrence="FREQ=MONTHLY", recurrence_from="schedule"
    )
    plants = await world.task(
        user, "plants", due_on=dt.date(2026, 11, 20), recurrence="FREQ=WEEKLY", recurrence_from="completion"
    )
    await run(database, settings, user)
    assert (await shown(database, user, plants))["recurrence"] == {"rule": "FREQ=WEEKLY", "from": "completion"}
    async with database.transaction() as session:
        done = await TaskService(session, user, MONDAY_SLOT).complete(rent)
    assert done["task"]["due"]["date"] == "2026-11-23"
    assert done["next"]["due"]["date"] == "2026-12-20"


async def test_more_tasks_than_a_page_all_move_and_the_result_stays_short(
    world: World, database: Database, settings: Settings
) -> None:
    user = await world.user()
    async with database.transaction() as session:
        await session.raw.execute(
            """INSERT INTO tasks (id, workspace_id, name, due_on)
            SELECT gen_random_uuid(), $1, 'task ' || n, $2::date - n % 7 FROM generate_series(1, 450) n""",
            user.personal_workspace,
            YESTERDAY,
        )
    result = await run(database, settings, user)
    assert (result["count"], len(result["moved"]), result["left_over"]) == (450, kinds.MOVED_SHOWN, False)
    assert await rows(database, "SELECT FROM tasks WHERE due_on <> $1", TODAY) == []


async def test_a_run_is_recorded_and_its_turn_can_be_taken_back(
    world: World, database: Database, settings: Settings
) -> None:
    user = await world.user()
    tasks = [await world.task(user, f"task {n}", due_on=YESTERDAY - dt.timedelta(days=n)) for n in range(3)]
    process = await default_process(database, settings, user)
    (turn,) = await tick(database, settings, MONDAY_SLOT)
    events = await rows(database, "SELECT type, via, turn_id, user_id FROM events ORDER BY id")
    assert [event["type"] for event in events] == ["task.updated"] * 3 + ["process.succeeded"]
    assert {(event["via"], event["turn_id"], event["user_id"]) for event in events} == {("process", turn, user.user_id)}
    assert [(row["id"], row["moved"]) for row in await executions(database, process)] == [(turn, "3")]
    async with database.transaction() as session:
        await TaskService(session, user, MONDAY_SLOT).complete(tasks[0])
    async with database.transaction() as session:
        undone = await UndoService(session, user).undo_turn(turn)
    assert [conflict["task_id"] for conflict in undone.conflicts] == [str(tasks[0])]
    dates = [(await shown(database, user, task))["due"]["date"] for task in tasks]
    assert dates == ["2026-11-23", "2026-11-21", "2026-11-20"]
