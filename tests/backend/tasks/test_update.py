"""Changing tasks: one field, all fields, and versions."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from behflow.errors import InvalidInput, NotFound, StaleVersion
from behflow.tasks.schemas import TaskUpdate
from tests.backend.tasks.cases import Desk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Pay the rent"), ("description", "to the bank"), ("status", "blocked"), ("priority", "high"),
        ("deadline", "2026-12-01"), ("duration_minutes", 30), ("tags", ["money"]), ("position", -3.25),
        ("recurrence", {"rule": "FREQ=DAILY", "from": "schedule"}),
    ],
)  # fmt: skip
async def test_only_what_is_sent_changes(desk: Desk, field: str, value: Any) -> None:
    task = await desk.create(due="2026-11-24", tags=["home"], description="x", priority="medium")
    changed = await desk.update(task, **{field: value})
    assert changed[field] == value
    assert changed["version"] == 2
    same = set(task) - {field, "version", "updated_at"}
    assert {n: changed[n] for n in same} == {n: task[n] for n in same}
    assert changed["updated_at"] > task["updated_at"]


@pytest.mark.parametrize("field", ["project_id", "parent_id", "assignee_id", "due", "deadline", "duration_minutes",
                                   "recurrence"])  # fmt: skip
async def test_null_empties_what_may_be_empty(desk: Desk, field: str) -> None:
    full: dict[str, Any] = {
        "project_id": (await desk.project())["id"],
        "parent_id": (await desk.create("parent"))["id"],
        "assignee_id": str(desk.actor.user_id),
        "due": "2026-11-24",
        "deadline": "2026-11-25",
        "duration_minutes": 5,
        "recurrence": {"rule": "FREQ=DAILY"},
    }
    task = await desk.create(**full)
    assert task[field] is not None
    assert (await desk.update(task, **{field: None}))[field] is None


@pytest.mark.parametrize("field", ["name", "description", "status", "priority", "tags", "position"])
def test_null_is_refused_where_something_must_be(field: str) -> None:
    with pytest.raises(ValidationError):
        TaskUpdate.model_validate({field: None})


async def test_an_empty_change_changes_nothing(desk: Desk) -> None:
    task = await desk.create()
    assert await desk.update(task) == task
    assert len(await desk.events()) == 1


async def test_replacing_sets_what_is_not_said_to_its_default(desk: Desk) -> None:
    task = await desk.create(description="x", priority="high", due="2026-11-24", tags=["a"], position=7)
    replaced = await desk.replace(task, name="New")
    assert replaced["name"] == "New"
    assert (replaced["description"], replaced["priority"], replaced["due"], replaced["tags"]) == ("", "low", None, [])
    assert replaced["position"] == 7
    assert replaced["created_at"] == task["created_at"]
    assert replaced["version"] == 2


async def test_replacing_with_the_task_as_shown_changes_only_the_version(desk: Desk) -> None:
    task = await desk.create(
        due="2026-11-24T17:00", tags=["a"], recurrence={"rule": "FREQ=DAILY"}, deadline="2026-12-01"
    )
    read_only = {
        "id",
        "workspace_id",
        "creator_id",
        "created_at",
        "updated_at",
        "completed_at",
        "deleted_at",
        "version",
    }
    body = {k: v for k, v in task.items() if k not in read_only}
    body["due"] = {k: v for k, v in task["due"].items() if k != "at"}
    replaced = await desk.replace(task, **body)
    assert {k: v for k, v in replaced.items() if k not in ("version", "updated_at")} == {
        k: v for k, v in task.items() if k not in ("version", "updated_at")
    }


async def test_a_stale_version_is_refused_with_the_task_as_it_is(desk: Desk) -> None:
    task = await desk.create("one")
    current = await desk.update(task, expected=1, name="two")
    steps = [
        desk.update(task, 1, name="three"),
        desk.update(task, 1),
        desk.replace(task, 1, name="three"),
        desk.complete(task, 1),
        desk.delete(task, 1),
        desk.update(task, 1, status="completed"),
        desk.reopen(task, 1),
        desk.restore(task, 1),
        desk.update(task, 3, name="three"),
    ]
    for step in steps:
        with pytest.raises(StaleVersion) as refusal:
            await step
        assert refusal.value.extra["current"] == current
    assert await desk.get(task) == current


async def test_completing_with_other_fields_checks_the_version_once(desk: Desk) -> None:
    task = await desk.create("one")
    done = await desk.update(task, 1, status="completed", name="two")
    assert (done["name"], done["status"]) == ("two", "completed")
    assert await desk.get(task) == done


async def test_of_100_writers_of_one_task_none_is_lost(desk: Desk) -> None:
    task = await desk.create(description="")

    async def add(number: int) -> int:
        refused = 0
        while True:
            current = await desk.get(task)
            try:
                await desk.update(task, current["version"], description=f"{current['description']} {number}")
            except StaleVersion:
                refused += 1
            else:
                return refused

    crowd = asyncio.Semaphore(15)

    async def take_turn(number: int) -> int:
        async with crowd:
            return await add(number)

    refusals = await asyncio.gather(*(take_turn(n) for n in range(100)))
    final = await desk.get(task)
    assert sorted(map(int, final["description"].split())) == list(range(100))
    assert final["version"] == 101
    assert sum(refusals) > 0


async def test_an_unknown_a_foreign_and_a_deleted_task_are_the_same_to_a_writer(desk: Desk, neighbour: Desk) -> None:
    foreign = await neighbour.create("Theirs")
    gone = await desk.create("Gone")
    await desk.delete(gone)
    before = await desk.rows("SELECT * FROM tasks ORDER BY id")
    refusals = set()
    for task_id in (foreign["id"], gone["id"], str(uuid4())):
        for step in (
            desk.update(task_id, name="Mine"),
            desk.replace(task_id, name="Mine"),
            desk.complete(task_id),
            desk.delete(task_id),
            desk.update(task_id, status="completed"),
        ):
            with pytest.raises(NotFound) as refusal:
                await step
            refusals.add(str(refusal.value))
    assert len(refusals) == 1
    assert await desk.rows("SELECT * FROM tasks ORDER BY id") == before


@pytest.mark.parametrize("field", ["project_id", "parent_id", "assignee_id"])
@pytest.mark.parametrize("others", [{}, {"status": "completed"}, {"status": "blocked", "name": "x"}])
async def test_a_foreign_reference_is_refused_like_an_unknown_one(
    desk: Desk, neighbour: Desk, field: str, others: dict[str, str]
) -> None:
    foreign = {
        "project_id": (await neighbour.project())["id"],
        "parent_id": (await neighbour.create())["id"],
        "assignee_id": str(neighbour.actor.user_id),
    }[field]
    task = await desk.create("Mine")
    for change in (desk.update, desk.replace):
        body: dict[str, Any] = {"name": "Mine", **others}
        refusals = []
        for reference in (foreign, str(uuid4())):
            with pytest.raises(InvalidInput) as refusal:
                await change(task, None, **body, **{field: reference})
            refusals.append((refusal.value.detail, refusal.value.fields))
        assert refusals[0] == refusals[1]
    assert await desk.get(task) == task


async def test_a_change_of_status_keeps_the_moment_of_completion_in_step(desk: Desk) -> None:
    task = await desk.create()
    done = await desk.update(task, status="completed")
    assert done["completed_at"] == "2026-11-23T09:00:00+00:00"
    started = await desk.update(task, status="in_progress")
    assert started["completed_at"] is None
