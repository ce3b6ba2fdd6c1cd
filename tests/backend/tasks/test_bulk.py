"""One action on several tasks: all of them, or none."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from behflow.errors import BehflowError
from behflow.tasks.schemas import BulkInput
from tests.backend.tasks.cases import Desk


@pytest.mark.parametrize(
    ("action", "fields", "shown"),
    [
        ("complete", {}, {"status": "completed"}),
        ("delete", {}, {"deleted_at": "2026-11-23T09:00:00+00:00"}),
        ("update", {"priority": "urgent", "due": "2026-11-24"}, {"priority": "urgent"}),
        ("update", {"status": "completed"}, {"status": "completed"}),
    ],
)
async def test_an_action_is_done_to_every_task(
    desk: Desk, action: str, fields: dict[str, Any], shown: dict[str, Any]
) -> None:
    tasks = [await desk.create(str(n)) for n in range(3)]
    changed = await desk.bulk(tasks, action, **fields)
    assert [t["name"] for t in changed] == ["0", "1", "2"]
    for task in changed:
        assert {n: task[n] for n in shown} == shown


async def test_completed_and_deleted_tasks_are_taken_back_together(desk: Desk) -> None:
    tasks = [await desk.create(str(n), status="completed") for n in range(2)]
    assert {t["status"] for t in await desk.bulk(tasks, "reopen")} == {"not_started"}
    await desk.bulk(tasks, "delete")
    assert {t["deleted_at"] for t in await desk.bulk(tasks, "restore")} == {None}


async def test_a_task_named_twice_is_changed_once(desk: Desk) -> None:
    task = await desk.create()
    assert [t["version"] for t in await desk.bulk([task, task], "complete")] == [2]


async def test_a_parent_and_its_subtask_can_be_deleted_together_in_either_order(desk: Desk) -> None:
    for order in (1, -1):
        parent = await desk.create("parent")
        child = await desk.create("child", parent_id=parent["id"])
        assert len(await desk.bulk([parent, child][::order], "delete")) == 2
    assert await desk.names() == []


@pytest.mark.parametrize("action", ["complete", "reopen", "delete", "restore", "update"])
async def test_with_one_task_that_is_not_there_nothing_is_done(desk: Desk, neighbour: Desk, action: str) -> None:
    foreign = await neighbour.create("Theirs")
    status = {"status": "completed"} if action == "reopen" else {}
    tasks = [await desk.create(str(n), **status) for n in range(3)]
    if action == "restore":
        tasks = [await desk.delete(t) for t in tasks]
    before = await desk.rows("SELECT * FROM tasks ORDER BY id")
    events = await desk.events()
    fields = {"name": "x"} if action == "update" else {}
    refusals = set()
    for missing in (foreign["id"], str(uuid4())):
        with pytest.raises(BehflowError) as refusal:
            await desk.bulk([*tasks, {"id": missing}], action, **fields)
        refusals.add((refusal.value.code, refusal.value.detail))
    assert len(refusals) == 1
    assert await desk.rows("SELECT * FROM tasks ORDER BY id") == before
    assert await desk.events() == events


@pytest.mark.parametrize(
    "body",
    [
        {"ids": [], "action": "complete"},
        {"ids": [str(uuid4()) for _ in range(101)], "action": "complete"},
        {"ids": ["1"], "action": "complete"},
        {"ids": [str(uuid4())], "action": "explode"},
        {"ids": [str(uuid4())], "action": "update"},
        {"ids": [str(uuid4())], "action": "complete", "set": {"name": "x"}},
        {"ids": [str(uuid4())], "action": "update", "set": {"id": str(uuid4())}},
        {"ids": [10**30], "action": "complete"},
    ],
)
def test_what_is_no_bulk_change_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BulkInput.model_validate(body)
