"""Projects and tags."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from behflow.errors import Conflict, NotFound, StaleVersion
from behflow.tasks.schemas import ProjectCreate
from tests.backend.tasks.cases import Desk, id_of


async def test_projects_are_listed_in_the_order_they_were_made_with_their_open_tasks(desk: Desk) -> None:
    home, work = await desk.project("Home"), await desk.project("Work", color="grey")
    for status in ("not_started", "blocked", "completed"):
        await desk.create(project_id=home["id"], status=status)
    await desk.delete(await desk.create(project_id=home["id"]))
    assert [(p["name"], p["open_tasks"]) for p in await desk.all_projects()] == [("Home", 2), ("Work", 0)]
    assert work["color"] == "grey"
    assert home["version"] == 1


@pytest.mark.parametrize(("first", "second"), [("Home", "HOME"), ("خانه", "خانه"), ("Büro", "BÜRO"), ("a b", " a  b ")])
async def test_a_name_is_taken_whatever_its_letter_case(desk: Desk, first: str, second: str) -> None:
    project = await desk.project(first)
    other = await desk.project("Other")
    with pytest.raises(Conflict) as refusal:
        await desk.project(second)
    assert refusal.value.fields[0].field == "name"
    with pytest.raises(Conflict):
        await desk.update_project(other, name=second)
    assert (await desk.update_project(project, name=second))["version"] == 2


async def test_two_users_may_have_projects_of_one_name(desk: Desk, neighbour: Desk) -> None:
    assert (await desk.project("Home"))["id"] != (await neighbour.project("Home"))["id"]


async def test_of_ten_at_once_with_one_name_one_is_made(desk: Desk) -> None:
    made = await asyncio.gather(*(desk.project("Home") for _ in range(10)), return_exceptions=True)
    assert [isinstance(p, Conflict) for p in made].count(False) == 1
    assert len(await desk.all_projects()) == 1


async def test_the_same_new_project_in_ten_quick_adds_at_once_is_made_once(desk: Desk) -> None:
    await asyncio.gather(*(desk.quick(f"task {n} #Garden") for n in range(10)))
    assert [(p["name"], p["open_tasks"]) for p in await desk.all_projects()] == [("Garden", 10)]


async def test_only_what_is_sent_changes(desk: Desk) -> None:
    project = await desk.project("Home", color="red")
    changed = await desk.update_project(project, position=9)
    assert (changed["name"], changed["color"], changed["position"], changed["version"]) == ("Home", "red", 9, 2)
    assert await desk.update_project(project) == changed


async def test_a_stale_version_is_refused_with_the_project_as_it_is(desk: Desk) -> None:
    project = await desk.project("Home")
    current = await desk.update_project(project, 1, name="House")
    for step in (desk.update_project(project, 1, name="Hut"), desk.delete_project(project, 1)):
        with pytest.raises(StaleVersion) as refusal:
            await step
        assert refusal.value.extra["current"] == current
    assert await desk.all_projects() == [current]


async def test_the_tasks_of_a_deleted_project_move_to_the_inbox(desk: Desk) -> None:
    project = await desk.project()
    live = await desk.create("live", project_id=project["id"])
    trashed = await desk.create("trashed", project_id=project["id"])
    await desk.delete(trashed)
    await desk.delete_project(project)
    assert await desk.all_projects() == []
    assert await desk.names(project="inbox") == ["live"]
    assert (await desk.get(live))["version"] == 2
    assert (await desk.restore(trashed))["project_id"] is None


async def test_a_foreign_project_is_refused_like_an_unknown_one(desk: Desk, neighbour: Desk) -> None:
    theirs = await neighbour.project("Theirs")
    await neighbour.create(project_id=theirs["id"])
    refusals = set()
    for project in (theirs, {"id": str(uuid4())}):
        async with desk.projects() as projects:
            with pytest.raises(NotFound) as refusal:
                await projects.get(id_of(project))
            refusals.add(refusal.value.detail)
        for step in (desk.update_project(project, name="Mine"), desk.delete_project(project)):
            with pytest.raises(NotFound) as refusal:
                await step
            refusals.add(refusal.value.detail)
    assert len(refusals) == 1
    assert [p["open_tasks"] for p in await neighbour.all_projects()] == [1]


async def test_a_task_put_into_a_project_while_that_goes_is_refused_or_moved(desk: Desk) -> None:
    for number in range(10):
        project = await desk.project(str(number))
        _, made = await asyncio.gather(
            desk.delete_project(project), desk.create(str(number), project_id=project["id"]), return_exceptions=True
        )
        if not isinstance(made, BaseException):
            assert (await desk.get(made))["project_id"] is None


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": " "}, {"name": "a" * 121}, {"name": "x", "color": "pink"},
                                    {"name": "x", "id": 1}, {}, {"name": None}])  # fmt: skip
def test_what_is_no_project_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ProjectCreate.model_validate(fields)
