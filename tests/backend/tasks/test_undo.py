"""Taking changes back, and taking that back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from behflow.errors import InvalidInput, NotFound
from behflow.ids import new_id
from behflow.tasks.schemas import TaskCreate, TaskUpdate, UndoInput
from tests.backend.tasks.cases import Desk, Json, id_of

WEEKLY = {"rule": "FREQ=WEEKLY", "from": "schedule"}
Step = Callable[[Desk, Json], Awaitable[Any]]


def _content(task: Json) -> Json:
    return {k: v for k, v in task.items() if k not in ("version", "updated_at")}


async def _rich(desk: Desk) -> Json:
    """A task with something in every field."""
    project, parent = await desk.project("Home"), await desk.create("Parent")
    return await desk.create(
        "Task", description="x", priority="high", project_id=project["id"], parent_id=parent["id"],
        assignee_id=str(desk.actor.user_id), due="2026-11-24T17:00", deadline="2026-12-01", duration_minutes=5,
        tags=["a"], position=4,
    )  # fmt: skip


CHANGES: dict[str, Step] = {
    "name": lambda desk, task: desk.update(task, name="Other"),
    "every field": lambda desk, task: desk.replace(task, name="Bare"),
    "due": lambda desk, task: desk.update(task, due="2026-11-30"),
    "parent": lambda desk, task: desk.update(task, parent_id=None),
    "completion": lambda desk, task: desk.complete(task),
    "status": lambda desk, task: desk.update(task, status="blocked"),
    "deletion": lambda desk, task: desk.delete(task),
    "several": lambda desk, task: desk.bulk([task], "update", tags=["b"], recurrence=WEEKLY),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_change_is_taken_back_and_done_again(desk: Desk, change: Step) -> None:
    task = await _rich(desk)
    await change(desk, task)
    changed = await desk.get(task)
    undone = await desk.undo()
    assert undone.conflicts == []
    assert [_content(t) for t in undone.tasks] == [_content(task)]
    assert await desk.get(task) == undone.tasks[0]
    redone = await desk.undo()
    assert redone.conflicts == []
    assert _content(await desk.get(task)) == _content(changed)
    await desk.undo()
    assert _content(await desk.get(task)) == _content(task)


async def test_a_creation_is_taken_back_into_the_trash_and_done_again(desk: Desk) -> None:
    task = await desk.create()
    await desk.undo()
    assert await desk.names() == []
    assert await desk.names(deleted=True) == ["Pay rent"]
    await desk.undo()
    assert _content(await desk.get(task)) == _content(task)


async def test_a_restoration_is_taken_back(desk: Desk) -> None:
    task = await desk.create()
    await desk.delete(task)
    await desk.restore(task)
    await desk.undo()
    assert await desk.names(deleted=True) == ["Pay rent"]


async def test_a_reopening_is_taken_back(desk: Desk) -> None:
    task = await desk.create()
    done = (await desk.complete(task))["task"]
    await desk.reopen(task)
    await desk.undo()
    assert _content(await desk.get(task)) == _content(done)


async def test_a_repeat_is_taken_back_with_its_next_occurrence(desk: Desk) -> None:
    task = await desk.create("Water", due="2026-11-20", recurrence=WEEKLY)
    child = await desk.create("Can", parent_id=task["id"])
    await desk.complete(task)
    assert (await desk.undo()).conflicts == []
    assert _content(await desk.get(task)) == _content(task)
    assert _content(await desk.get(child)) == _content(child)
    assert sorted(await desk.names()) == ["Can", "Water"]
    assert (await desk.complete(task))["next"]["due"]["date"] == "2026-11-27"


async def test_a_deleted_tree_comes_back_as_it_stood(desk: Desk) -> None:
    parent = await desk.create("parent")
    child = await desk.create("child", parent_id=parent["id"])
    grandchild = await desk.create("grandchild", parent_id=child["id"])
    await desk.delete(parent)
    undone = await desk.undo()
    assert undone.conflicts == []
    for task in (parent, child, grandchild):
        assert _content(await desk.get(task)) == _content(task)
    await desk.undo()
    assert await desk.names() == []


async def test_a_turn_with_many_changes_is_taken_back_as_one(desk: Desk) -> None:
    old = await desk.create("old")
    turn = new_id()
    async with desk.tasks(turn) as tasks:
        made = await tasks.create(TaskCreate(name="new"))
        await tasks.update(id_of(made), TaskUpdate(name="newer"))
        await tasks.update(id_of(old), TaskUpdate(name="other"))
        await tasks.complete(id_of(old))
        await tasks.delete(id_of(old))
    undone = await desk.undo(turn)
    assert undone.conflicts == []
    assert await desk.names() == ["old"]
    assert _content(await desk.get(old)) == _content(old)


async def test_single_events_are_taken_back(desk: Desk) -> None:
    task = await desk.create("one")
    await desk.update(task, name="two")
    (event,) = await desk.rows("SELECT max(id) AS id FROM events")
    await desk.undo(event_ids=[event["id"]])
    assert await desk.names() == ["one"]


async def test_what_was_changed_since_is_left_alone_and_named(desk: Desk) -> None:
    first, second = await desk.create("first"), await desk.create("second")
    await desk.bulk([first, second], "update", priority="high")
    turn = desk.turn
    later = await desk.update(first, name="changed since")
    undone = await desk.undo(turn)
    assert [t["name"] for t in undone.tasks] == ["second"]
    assert undone.conflicts == [
        {"task_id": first["id"], "name": "changed since", "reason": "it was changed since"},
    ]
    assert await desk.get(first) == later
    assert (await desk.get(second))["priority"] == "low"


async def test_the_same_turn_is_not_taken_back_twice(desk: Desk) -> None:
    task = await desk.create("one")
    await desk.update(task, name="two")
    turn = desk.turn
    await desk.undo(turn)
    again = await desk.undo(turn)
    assert again.tasks == []
    assert [c["reason"] for c in again.conflicts] == ["it was changed since"]


async def test_events_around_a_change_of_somebody_else_do_not_take_that_one_along(desk: Desk) -> None:
    task = await desk.create("one")
    for name in ("two", "three", "four"):
        await desk.update(task, name=name)
    ids = [row["id"] for row in await desk.rows("SELECT id FROM events WHERE type = 'task.updated' ORDER BY id")]
    undone = await desk.undo(event_ids=[ids[0], ids[2]])
    assert [c["reason"] for c in undone.conflicts] == ["it was changed in between"]
    assert await desk.names() == ["four"]


async def test_what_was_removed_for_good_is_named(desk: Desk) -> None:
    task = await desk.create("one")
    await desk.delete(task)
    async with desk.database.transaction() as session:
        await session.raw.execute("DELETE FROM tasks")
    undone = await desk.undo()
    assert [c["reason"] for c in undone.conflicts] == ["it is gone for good"]


async def test_taking_a_move_back_closes_no_circle(desk: Desk) -> None:
    b = await desk.create("b")
    a = await desk.create("a", parent_id=b["id"])
    await desk.update(a, parent_id=None)
    turn = desk.turn
    await desk.update(b, parent_id=a["id"])
    undone = await desk.undo(turn)
    assert len(undone.conflicts) == 1
    assert (await desk.get(a))["parent_id"] is None


async def test_a_task_does_not_come_back_below_a_parent_in_the_trash(desk: Desk) -> None:
    parent = await desk.create("parent")
    child = await desk.create("child", parent_id=parent["id"])
    await desk.delete(child)
    turn = desk.turn
    desk.now += dt.timedelta(minutes=1)
    await desk.delete(parent)
    undone = await desk.undo(turn)
    assert [(t["name"], t["parent_id"]) for t in undone.tasks] == [("child", None)]


async def test_a_move_below_a_parent_that_is_gone_for_good_is_named(desk: Desk) -> None:
    parent = await desk.create("parent")
    child = await desk.create("child", parent_id=parent["id"])
    await desk.update(child, parent_id=None)
    async with desk.database.transaction() as session:
        await session.raw.execute("DELETE FROM tasks WHERE name = 'parent'")
    undone = await desk.undo()
    assert len(undone.conflicts) == 1


async def test_a_creation_is_not_taken_back_under_its_later_subtasks(desk: Desk) -> None:
    parent = await desk.create("parent")
    turn = desk.turn
    await desk.create("child", parent_id=parent["id"])
    undone = await desk.undo(turn)
    assert [c["reason"] for c in undone.conflicts] == ["it has subtasks"]
    assert set(await desk.names()) == {"parent", "child"}


async def test_a_project_that_is_gone_keeps_its_task_from_going_back(desk: Desk) -> None:
    project = await desk.project()
    task = await desk.create(project_id=project["id"])
    await desk.update(task, project_id=None)
    turn = desk.turn
    await desk.delete_project(project)
    undone = await desk.undo(turn)
    assert len(undone.conflicts) == 1
    assert (await desk.get(task))["project_id"] is None


async def test_a_deleted_project_comes_back_with_its_tasks_and_goes_again(desk: Desk) -> None:
    project = await desk.project("Home", color="red")
    task = await desk.create("live", project_id=project["id"])
    trashed = await desk.create("trashed", project_id=project["id"])
    await desk.delete(trashed)
    await desk.delete_project(project)
    undone = await desk.undo()
    assert undone.conflicts == []
    (back,) = await desk.all_projects()
    assert {n: back[n] for n in ("id", "name", "color", "position", "version", "open_tasks")} == {
        "id": project["id"], "name": "Home", "color": "red", "position": project["position"], "version": 1,
        "open_tasks": 1,
    }  # fmt: skip
    assert _content(await desk.get(task)) == _content(task)
    assert (await desk.get(trashed))["project_id"] == project["id"]
    assert (await desk.undo()).conflicts == []
    assert await desk.all_projects() == []
    assert (await desk.get(task))["project_id"] is None


async def test_a_deleted_project_does_not_come_back_over_another_of_its_name(desk: Desk) -> None:
    project = await desk.project("Home")
    await desk.delete_project(project)
    turn = desk.turn
    other = await desk.project("HOME")
    undone = await desk.undo(turn)
    assert [c["reason"] for c in undone.conflicts] == ["another project has its name now"]
    assert [p["id"] for p in await desk.all_projects()] == [other["id"]]


async def test_a_changed_project_is_taken_back(desk: Desk) -> None:
    project = await desk.project("Home")
    await desk.update_project(project, name="House", color="grey")
    await desk.undo()
    assert [(p["name"], p["color"]) for p in await desk.all_projects()] == [("Home", project["color"])]


async def test_a_new_project_is_taken_back_only_while_it_is_empty(desk: Desk) -> None:
    await desk.project("Home")
    await desk.undo()
    assert await desk.all_projects() == []
    project = await desk.project("Home")
    turn = desk.turn
    await desk.create(project_id=project["id"])
    assert [c["reason"] for c in (await desk.undo(turn)).conflicts] == ["it has tasks"]
    assert len(await desk.all_projects()) == 1


async def test_a_quick_add_is_taken_back_with_the_project_it_made(desk: Desk) -> None:
    await desk.quick("pay rent #Home")
    assert (await desk.undo()).conflicts == []
    assert await desk.all_projects() == []
    assert await desk.names() == []


async def test_changes_older_than_30_days_stay(desk: Desk) -> None:
    task = await desk.create()
    turn = desk.turn
    async with desk.database.transaction() as session:
        await session.raw.execute("UPDATE events SET created_at = now() - interval '30 days 1 minute'")
    with pytest.raises(InvalidInput, match="30 days"):
        await desk.undo(turn)
    async with desk.database.transaction() as session:
        await session.raw.execute("UPDATE events SET created_at = now() - interval '29 days'")
    await desk.undo(turn)
    assert (await desk.get(task))["deleted_at"] is not None


async def test_a_foreign_turn_is_refused_like_an_unknown_one(desk: Desk, neighbour: Desk) -> None:
    theirs = await neighbour.create("Theirs")
    mine = await desk.create("Mine")
    (event,) = await desk.rows("SELECT id FROM events WHERE subject_id = $1::uuid", theirs["id"])
    (own,) = await desk.rows("SELECT id FROM events WHERE subject_id = $1::uuid", mine["id"])
    refusals = set()
    for request in (
        {"turn": neighbour.turn},
        {"turn": uuid4()},
        {"event_ids": [event["id"]]},
        {"event_ids": [2**63 - 1]},
        {"event_ids": [own["id"], event["id"]]},
    ):
        with pytest.raises(NotFound) as refusal:
            await desk.undo(**request)
        refusals.add(refusal.value.detail)
    assert len(refusals) == 1
    assert await neighbour.get(theirs) == theirs
    assert await desk.get(mine) == mine


@pytest.mark.parametrize(
    "body",
    [{}, {"event_ids": []}, {"turn_id": str(uuid4()), "event_ids": [1]}, {"event_ids": [0]}, {"event_ids": [10**30]},
     {"event_ids": [-1]}, {"event_ids": ["x"]}, {"turn_id": "x"}, {"event_ids": list(range(1, 202))}],
)  # fmt: skip
def test_what_names_no_change_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        UndoInput.model_validate(body)
