"""Making tasks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from behflow.actor import Membership
from behflow.errors import Forbidden, InvalidInput, NotFound
from behflow.tasks.schemas import TaskCreate
from tests.backend.tasks.cases import Desk

SHOWN = [
    "id", "workspace_id", "project_id", "parent_id", "creator_id", "assignee_id", "name", "description", "status",
    "priority", "due", "deadline", "duration_minutes", "recurrence", "tags", "section", "uncompletable",
    "reminders", "position", "created_at", "updated_at",
    "completed_at", "deleted_at", "version",
]  # fmt: skip


async def test_a_name_is_enough(desk: Desk) -> None:
    task = await desk.create("Pay rent")
    assert list(task) == SHOWN
    assert task["workspace_id"] == str(desk.actor.personal_workspace)
    assert task["creator_id"] == str(desk.actor.user_id)
    assert (task["status"], task["priority"], task["version"]) == ("not_started", "low", 1)
    assert (task["description"], task["tags"]) == ("", [])
    empty = ("project_id", "parent_id", "assignee_id", "due", "deadline", "duration_minutes", "recurrence",
             "completed_at", "deleted_at")  # fmt: skip
    assert [task[n] for n in empty] == [None] * len(empty)


async def test_every_field_is_kept(desk: Desk) -> None:
    project, parent = await desk.project("Home"), await desk.create("Move house")
    fields: dict[str, Any] = {
        "name": "Call the movers",
        "description": "# Ask\n- price\n- date",
        "status": "in_progress",
        "priority": "urgent",
        "project_id": project["id"],
        "parent_id": parent["id"],
        "assignee_id": str(desk.actor.user_id),
        "deadline": "2026-12-01",
        "duration_minutes": 45,
        "recurrence": {"rule": "FREQ=MONTHLY;BYMONTHDAY=24", "from": "completion"},
        "tags": ["phone", "errand"],
        "position": 2.5,
    }
    task = await desk.create(due={"date": "2026-11-24", "time": "17:00", "zone": "Europe/Berlin"}, **fields)
    assert {n: task[n] for n in fields} == fields
    assert task["due"] == {
        "date": "2026-11-24", "time": "17:00", "zone": "Europe/Berlin", "at": "2026-11-24T16:00:00+00:00",
    }  # fmt: skip
    assert await desk.get(task) == task


async def test_spaces_in_a_name_become_single_ones(desk: Desk) -> None:
    assert (await desk.create("  Pay \t the\nrent "))["name"] == "Pay the rent"


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "a" * 501, "a" * 600])
def test_a_name_has_one_to_500_characters(name: str) -> None:
    with pytest.raises(ValidationError):
        TaskCreate(name=name)


async def test_a_name_may_have_500_characters_of_any_script(desk: Desk) -> None:
    for character in ("a", "پ", "任", "🎉"):
        assert (await desk.create(character * 500))["name"] == character * 500


async def test_a_description_may_have_20000_characters(desk: Desk) -> None:
    text = "خرید " * 4000
    assert (await desk.create(description=text))["description"] == text
    with pytest.raises(ValidationError):
        TaskCreate(name="x", description="a" * 20_001)


async def test_tags_that_differ_only_in_case_are_one(desk: Desk) -> None:
    assert (await desk.create(tags=["Phone", "@phone", " errand ", "PHONE"]))["tags"] == ["Phone", "errand"]


@pytest.mark.parametrize("tag", ["", "@", "two words", "a,b", "a@b", "#x", "a" * 61])
def test_a_tag_is_one_word(tag: str) -> None:
    with pytest.raises(ValidationError):
        TaskCreate(name="x", tags=[tag])


def test_a_task_has_at_most_50_tags() -> None:
    with pytest.raises(ValidationError):
        TaskCreate(name="x", tags=[f"t{n}" for n in range(51)])


async def test_a_task_made_as_completed_says_when(desk: Desk) -> None:
    task = await desk.create(status="completed")
    assert task["completed_at"] == "2026-11-23T09:00:00+00:00"


@pytest.mark.parametrize("rule", ["", "FREQ=", "FREQ=SECONDLY", "every day", "FREQ=DAILY;INTERVAL=0"])
def test_a_rule_that_cannot_be_kept_is_refused(rule: str) -> None:
    with pytest.raises((ValidationError, InvalidInput)):
        TaskCreate.model_validate({"name": "x", "recurrence": {"rule": rule}})


@pytest.mark.parametrize("field", ["project_id", "parent_id", "assignee_id"])
async def test_a_foreign_reference_is_refused_like_an_unknown_one(desk: Desk, neighbour: Desk, field: str) -> None:
    foreign = {
        "project_id": (await neighbour.project())["id"],
        "parent_id": (await neighbour.create())["id"],
        "assignee_id": str(neighbour.actor.user_id),
    }[field]
    refusals = []
    for reference in (foreign, str(uuid4())):
        with pytest.raises(InvalidInput) as refusal:
            await desk.create("Mine", **{field: reference})
        refusals.append((refusal.value.detail, refusal.value.fields))
    assert refusals[0] == refusals[1]
    assert refusals[0][1][0].field == field
    assert await desk.names() == []


async def test_a_parent_in_the_trash_is_refused(desk: Desk) -> None:
    parent = await desk.create()
    await desk.delete(parent)
    with pytest.raises(InvalidInput):
        await desk.create("Below", parent_id=parent["id"])


async def test_a_workspace_of_somebody_else_is_not_found(desk: Desk, neighbour: Desk) -> None:
    for workspace in (neighbour.actor.personal_workspace, uuid4()):
        with pytest.raises(NotFound):
            await desk.create(workspace_id=str(workspace))
    assert await neighbour.names() == []


async def test_a_viewer_may_look_and_not_write(desk: Desk, neighbour: Desk) -> None:
    task = await neighbour.create("Shared")
    shared = Membership(neighbour.actor.personal_workspace, "viewer", personal=False)
    desk.actor = replace(desk.actor, workspaces=(*desk.actor.workspaces, shared))
    assert (await desk.get(task))["name"] == "Shared"
    assert await desk.names() == ["Shared"]
    with pytest.raises(Forbidden):
        await desk.create(workspace_id=str(shared.workspace_id))
    for change in (desk.update(task, name="Mine"), desk.complete(task), desk.delete(task)):
        with pytest.raises(Forbidden):
            await change
    assert await neighbour.get(task) == task


async def test_positions_grow_in_the_order_of_making(desk: Desk) -> None:
    for number in range(3):
        desk.now = desk.now.replace(minute=number)
        await desk.create(str(number))
    assert await desk.names(sort="position") == ["0", "1", "2"]


async def test_ids_sort_by_the_time_they_were_made(desk: Desk) -> None:
    ids = [UUID((await desk.create(str(n)))["id"]) for n in range(20)]
    assert ids == sorted(ids)
    assert {i.version for i in ids} == {7}
