"""Completing, reopening, and what comes next when a task repeats."""

from __future__ import annotations

import asyncio

import pytest

from behflow.errors import NotFound
from tests.backend.tasks.cases import Desk

WEEKLY = {"rule": "FREQ=WEEKLY", "from": "schedule"}


async def test_completing_sets_status_and_moment(desk: Desk) -> None:
    task = await desk.create()
    done = await desk.complete(task)
    assert done["next"] is None
    assert (done["task"]["status"], done["task"]["completed_at"]) == ("completed", "2026-11-23T09:00:00+00:00")
    assert done["task"]["version"] == 2


async def test_completing_twice_changes_nothing_the_second_time(desk: Desk) -> None:
    task = await desk.create()
    first = await desk.complete(task)
    assert await desk.complete(task) == first
    assert [e[0] for e in await desk.events()] == ["task.created", "task.completed"]


async def test_open_subtasks_are_completed_with_their_parent(desk: Desk) -> None:
    parent = await desk.create("parent")
    child = await desk.create("child", parent_id=parent["id"])
    await desk.create("grandchild", parent_id=child["id"])
    await desk.create("stranger")
    await desk.complete(parent)
    assert set(await desk.names(status="completed")) == {"parent", "child", "grandchild"}


async def test_reopening_takes_the_completion_back(desk: Desk) -> None:
    task = await desk.create()
    await desk.complete(task)
    again = await desk.reopen(task)
    assert (again["status"], again["completed_at"], again["version"]) == ("not_started", None, 3)
    assert await desk.reopen(task) == again


async def test_what_lies_in_the_trash_can_be_neither_completed_nor_reopened(desk: Desk) -> None:
    for status in ("not_started", "completed"):
        task = await desk.create(status=status)
        await desk.delete(task)
        for step in (desk.complete(task), desk.reopen(task)):
            with pytest.raises(NotFound):
                await step


async def test_a_repeating_task_makes_its_next_occurrence(desk: Desk) -> None:
    project = await desk.project()
    task = await desk.create(
        "Water the plants", due="2026-11-20", deadline="2026-11-21", recurrence=WEEKLY, tags=["garden"],
        priority="high", description="all of them", duration_minutes=10, project_id=project["id"],
    )  # fmt: skip
    done = await desk.complete(task)
    following = done["next"]
    assert following["due"]["date"] == "2026-11-27"
    assert following["deadline"] == "2026-11-28"
    assert following["status"] == "not_started"
    same = ("name", "description", "priority", "tags", "duration_minutes", "project_id", "recurrence", "position")
    assert {n: following[n] for n in same} == {n: task[n] for n in same}
    assert done["task"]["recurrence"] is None
    assert await desk.names(status="not_started") == ["Water the plants"]


async def test_a_timed_task_repeats_at_its_wall_time_in_its_zone(desk: Desk) -> None:
    due = {"date": "2026-10-23", "time": "09:00", "zone": "Europe/Berlin"}
    task = await desk.create(due=due, recurrence={"rule": "FREQ=WEEKLY;INTERVAL=5", "from": "schedule"})
    assert task["due"]["at"] == "2026-10-23T07:00:00+00:00"
    assert (await desk.complete(task))["next"]["due"] == {
        "date": "2026-11-27", "time": "09:00", "zone": "Europe/Berlin", "at": "2026-11-27T08:00:00+00:00",
    }  # fmt: skip


async def test_counted_from_completion_the_day_of_completion_counts(desk: Desk) -> None:
    task = await desk.create(due="2026-11-02", recurrence={"rule": "FREQ=WEEKLY", "from": "completion"})
    assert (await desk.complete(task))["next"]["due"]["date"] == "2026-11-30"


async def test_a_rule_that_is_over_makes_nothing(desk: Desk) -> None:
    task = await desk.create(due="2026-11-20", recurrence={"rule": "FREQ=WEEKLY;COUNT=1"})
    assert (await desk.complete(task))["next"] is None


async def test_a_repeat_without_a_due_counts_from_today(desk: Desk) -> None:
    task = await desk.create(recurrence={"rule": "FREQ=DAILY"})
    assert (await desk.complete(task))["next"]["due"]["date"] == "2026-11-24"


async def test_completing_by_a_change_of_status_repeats_too(desk: Desk) -> None:
    task = await desk.create(due="2026-11-20", recurrence=WEEKLY)
    await desk.update(task, status="completed")
    assert [t["due"]["date"] for t in await desk.list(status="not_started")] == ["2026-11-27"]


async def test_completing_with_a_new_rule_repeats_by_the_new_rule(desk: Desk) -> None:
    task = await desk.create(due="2026-11-20", recurrence=WEEKLY)
    await desk.update(task, status="completed", recurrence={"rule": "FREQ=DAILY"})
    assert [t["due"]["date"] for t in await desk.list(status="not_started")] == ["2026-11-24"]


async def test_completing_again_after_reopening_makes_no_second_occurrence(desk: Desk) -> None:
    task = await desk.create(due="2026-11-20", recurrence=WEEKLY)
    await desk.complete(task)
    await desk.reopen(task)
    assert (await desk.complete(task))["next"] is None
    assert len(await desk.names(status="not_started")) == 1


async def test_completed_by_20_at_once_there_is_one_next_occurrence(desk: Desk) -> None:
    task = await desk.create("Water", due="2026-11-20", recurrence=WEEKLY)
    child = await desk.create("Fetch the can", parent_id=task["id"])
    answers = await asyncio.gather(*(desk.complete(task) for _ in range(20)))
    assert len([a for a in answers if a["next"]]) == 1
    assert sorted(await desk.names()) == ["Fetch the can", "Fetch the can", "Water", "Water"]
    kinds = [e for e in await desk.events() if e[0] != "task.updated"]
    assert sorted(kinds) == sorted(
        [("task.created", "Water"), ("task.created", "Fetch the can")] * 2
        + [("task.completed", "Water"), ("task.completed", "Fetch the can")]
    )
    assert (await desk.get(child))["status"] == "completed"


async def test_subtasks_come_along_open_and_as_far_from_the_due_as_before(desk: Desk) -> None:
    trip = await desk.create("Trip", due="2026-11-27", recurrence=WEEKLY)
    pack = await desk.create("Pack", due="2026-11-26", parent_id=trip["id"], tags=["bag"])
    await desk.create("Socks", parent_id=pack["id"])
    await desk.complete(pack)
    following = (await desk.complete(trip))["next"]
    (packed,) = await desk.list(parent=following["id"])
    (socks,) = await desk.list(parent=packed["id"])
    assert (packed["due"]["date"], packed["status"], packed["tags"]) == ("2026-12-03", "not_started", ["bag"])
    assert (socks["name"], socks["status"], socks["due"]) == ("Socks", "not_started", None)


async def test_subtasks_in_the_trash_do_not_come_along(desk: Desk) -> None:
    trip = await desk.create("Trip", due="2026-11-27", recurrence=WEEKLY)
    await desk.delete(await desk.create("Old", parent_id=trip["id"]))
    following = (await desk.complete(trip))["next"]
    assert await desk.list(parent=following["id"]) == []


async def test_a_repeating_subtask_repeats_below_its_parent(desk: Desk) -> None:
    parent = await desk.create("Parent")
    child = await desk.create("Child", parent_id=parent["id"], due="2026-11-20", recurrence=WEEKLY)
    assert (await desk.complete(child))["next"]["parent_id"] == parent["id"]


async def test_every_occurrence_for_a_year_is_one_week_on(desk: Desk) -> None:
    task = await desk.create(due="2026-11-27", recurrence=WEEKLY)
    for _ in range(52):
        task = (await desk.complete(task))["next"]
    assert task["due"]["date"] == "2027-11-26"
