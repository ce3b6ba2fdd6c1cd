"""The trash: there and back with subtasks, and gone after 30 days."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from behflow.errors import NotFound
from behflow.processes.clock import purge
from tests.backend.tasks.cases import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A user today, since the trash is emptied by the database's clock."""
    desk.now = dt.datetime.now(dt.UTC)
    return desk


async def _age(desk: Desk, days: int) -> None:
    async with desk.database.transaction() as session:
        await session.raw.execute(
            "UPDATE tasks SET deleted_at = deleted_at - $1::interval WHERE deleted_at IS NOT NULL",
            dt.timedelta(days=days),
        )


async def test_a_deleted_task_is_in_the_trash_and_nowhere_else(desk: Desk) -> None:
    task = await desk.create(tags=["a"])
    deleted = await desk.delete(task)
    assert dt.datetime.fromisoformat(deleted["deleted_at"]) == desk.now
    assert await desk.names() == []
    assert await desk.names(deleted=True) == ["Pay rent"]
    assert await desk.tags() == {}
    assert await desk.get(task) == deleted
    with pytest.raises(NotFound):
        await desk.delete(task)


async def test_restoring_gives_the_task_back_as_it_was(desk: Desk) -> None:
    task = await desk.create(due="2026-11-24", tags=["a"], priority="high")
    await desk.delete(task)
    restored = await desk.restore(task)
    changing = {"version", "updated_at"}
    assert {k: v for k, v in restored.items() if k not in changing} == {
        k: v for k, v in task.items() if k not in changing
    }
    assert await desk.restore(task) == restored


async def test_subtasks_go_and_come_back_with_their_parent(desk: Desk) -> None:
    parent = await desk.create("parent")
    child = await desk.create("child", parent_id=parent["id"])
    await desk.create("grandchild", parent_id=child["id"])
    await desk.delete(parent)
    assert await desk.names() == []
    await desk.restore(parent)
    assert set(await desk.names()) == {"parent", "child", "grandchild"}


async def test_a_subtask_deleted_before_its_parent_stays_in_the_trash(desk: Desk) -> None:
    parent = await desk.create("parent")
    await desk.delete(await desk.create("earlier", parent_id=parent["id"]))
    desk.now += dt.timedelta(minutes=1)
    await desk.delete(parent)
    await desk.restore(parent)
    assert await desk.names() == ["parent"]


async def test_a_subtask_restored_without_its_parent_stands_alone(desk: Desk) -> None:
    parent = await desk.create("parent")
    child = await desk.create("child", parent_id=parent["id"])
    await desk.create("grandchild", parent_id=child["id"])
    await desk.delete(parent)
    assert (await desk.restore(child))["parent_id"] is None
    assert set(await desk.names()) == {"child", "grandchild"}


async def test_after_30_days_the_trash_is_emptied(desk: Desk) -> None:
    keep = await desk.create("keep")
    await desk.delete(await desk.create("old"))
    await _age(desk, 31)
    await desk.delete(await desk.create("young"))
    await purge(desk.database, dt.datetime.now(dt.UTC))
    assert await desk.names(deleted=True) == ["young"]
    assert await desk.get(keep) == keep


async def test_what_is_29_days_old_stays(desk: Desk) -> None:
    await desk.delete(await desk.create("old"))
    await _age(desk, 29)
    await purge(desk.database, desk.now)
    assert await desk.names(deleted=True) == ["old"]


async def test_emptying_the_trash_never_takes_a_live_task_along(desk: Desk) -> None:
    parent = await desk.create("parent")
    child = await desk.create("child", parent_id=parent["id"])
    await desk.delete(parent)
    await desk.restore(child)
    await _age(desk, 31)
    await purge(desk.database, desk.now)
    assert await desk.names() == ["child"]


async def test_a_subtask_made_while_its_parent_is_deleted_is_refused_or_goes_along(desk: Desk) -> None:
    for number in range(10):
        parent = await desk.create(f"parent {number}")
        await asyncio.gather(
            desk.delete(parent), desk.create(f"child {number}", parent_id=parent["id"]), return_exceptions=True
        )
    orphans = """SELECT t.name FROM tasks t JOIN tasks p ON p.id = t.parent_id
        WHERE t.deleted_at IS NULL AND p.deleted_at IS NOT NULL"""
    assert await desk.rows(orphans) == []


async def test_a_parent_with_more_than_a_thousand_subtasks_goes_and_comes_back_whole(desk: Desk) -> None:
    parent = await desk.create("parent")
    async with desk.database.transaction() as session:
        await session.raw.execute(
            """INSERT INTO tasks (id, workspace_id, name, parent_id)
            SELECT gen_random_uuid(), $1, 'child', $2::uuid FROM generate_series(1, 1005)""",
            desk.actor.personal_workspace,
            parent["id"],
        )
    await desk.delete(parent)
    assert await desk.names() == []
    await desk.restore(parent)
    assert await desk.rows("SELECT 1 FROM tasks WHERE deleted_at IS NOT NULL") == []
