"""Every change leaves one event with the row before and after; work that is rolled back leaves none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from behflow.errors import InvalidInput
from behflow.ids import new_id
from behflow.tasks.schemas import TaskCreate
from tests.backend.tasks.cases import Desk, Json
from tests.factories import World


@pytest.fixture
async def desk(world: World) -> Desk:
    """A user at work."""
    return Desk(world.database, await world.user("sara", via="web"))


async def _last_events(desk: Desk) -> list[Json]:
    return await desk.rows(
        """SELECT type, subject_type, subject_id::text, workspace_id, user_id, via, turn_id,
        payload #>> '{before,name}' AS before, payload #>> '{after,name}' AS after,
        (payload #>> '{before,version}')::int AS from_version, (payload #>> '{after,version}')::int AS to_version
        FROM events WHERE turn_id = $1 ORDER BY id""",
        desk.turn,
    )


STEPS: dict[str, tuple[Callable[[Desk, Json], Awaitable[Any]], list[str]]] = {
    "update": (lambda desk, task: desk.update(task, name="Pay"), ["task.updated"]),
    "replace": (lambda desk, task: desk.replace(task, name="Pay"), ["task.updated"]),
    "complete": (lambda desk, task: desk.complete(task), ["task.completed"]),
    "delete": (lambda desk, task: desk.delete(task), ["task.deleted"]),
    "bulk": (lambda desk, task: desk.bulk([task], "delete"), ["task.deleted"]),
    "nothing": (lambda desk, task: desk.reopen(task), []),
}


@pytest.mark.parametrize(("step", "types"), STEPS.values(), ids=STEPS)
async def test_a_change_leaves_one_event(
    desk: Desk, step: Callable[[Desk, Json], Awaitable[Any]], types: list[str]
) -> None:
    task = await desk.create("Rent")
    await step(desk, task)
    events = await _last_events(desk)
    assert [e["type"] for e in events] == types
    for event in events:
        assert event["before"] == "Rent"
        assert (event["from_version"], event["to_version"]) == (1, 2)
        assert (event["subject_type"], event["subject_id"]) == ("task", task["id"])
        assert (event["user_id"], event["workspace_id"]) == (desk.actor.user_id, desk.actor.personal_workspace)
        assert (event["via"], event["turn_id"]) == ("web", desk.turn)


async def test_a_creation_has_no_before(desk: Desk) -> None:
    await desk.create("Rent")
    (event,) = await _last_events(desk)
    assert (event["type"], event["before"], event["after"]) == ("task.created", None, "Rent")


async def test_a_repeat_leaves_its_three_events(desk: Desk) -> None:
    task = await desk.create("Rent", due="2026-11-20", recurrence={"rule": "FREQ=DAILY"})
    await desk.complete(task)
    assert [e["type"] for e in await _last_events(desk)] == ["task.completed", "task.created", "task.updated"]


async def test_a_deleted_project_has_no_after(desk: Desk) -> None:
    project = await desk.project("Home")
    await desk.create("Rent", project_id=project["id"])
    await desk.delete_project(project)
    events = await _last_events(desk)
    assert [e["type"] for e in events] == ["task.updated", "project.deleted"]
    assert (events[1]["before"], events[1]["after"]) == ("Home", None)


async def test_what_the_events_hold_is_what_was_shown(desk: Desk) -> None:
    task = await desk.create("Rent", due="2026-11-24T17:00", tags=["a"], recurrence={"rule": "FREQ=DAILY"})
    changed = await desk.update(task, priority="high")
    (row,) = await desk.rows(
        "SELECT payload -> 'before' = $1::text::jsonb AS before, payload -> 'after' = $2::text::jsonb AS after "
        "FROM events WHERE turn_id = $3",
        _json(task),
        _json(changed),
        desk.turn,
    )
    assert row == {"before": True, "after": True}


def _json(task: Json) -> str:
    import orjson

    return orjson.dumps(task).decode()


async def test_work_that_fails_leaves_no_event(desk: Desk) -> None:
    with pytest.raises(InvalidInput):  # noqa: PT012 (the block is what is tested)
        async with desk.tasks() as tasks:
            await tasks.create(TaskCreate(name="one"))
            await tasks.create(TaskCreate(name="two", project_id=new_id()))
    assert await desk.events() == []
    assert await desk.names() == []


async def test_a_refused_change_leaves_no_event(desk: Desk) -> None:
    task = await desk.create()
    with pytest.raises(InvalidInput):
        await desk.update(task, project_id=str(new_id()))
    assert len(await desk.events()) == 1
