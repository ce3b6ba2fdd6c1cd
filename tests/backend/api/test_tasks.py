"""The routes of tasks, projects and tags, from request to answer."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from behflow.tasks.quick_schemas import Parsed, QuickAdded
from behflow.tasks.schemas import Completed, ProjectOut, TaskOut, TaskPage, Undone
from tests.client import Api


async def test_a_task_lives_from_making_to_the_trash_and_back(api: Api) -> None:
    task = await api.task("Pay rent", due="2026-11-24T17:00", tags=["home"])
    path = f"/api/v1/tasks/{task['id']}"
    assert await api.get(path) == task
    assert (await api.get("/api/v1/tasks"))["tasks"] == [task]
    assert (await api.call("PATCH", path, {"priority": "high"})).json()["priority"] == "high"
    assert (await api.call("PUT", path, {"name": "Rent"})).json()["due"] is None
    assert (await api.post(path + "/complete"))["task"]["status"] == "completed"
    assert (await api.post(path + "/reopen"))["status"] == "not_started"
    assert (await api.call("DELETE", path)).json()["deleted_at"]
    assert (await api.get("/api/v1/tasks"))["tasks"] == []
    assert [t["id"] for t in (await api.get("/api/v1/tasks?deleted=true"))["tasks"]] == [task["id"]]
    assert (await api.post(path + "/restore"))["deleted_at"] is None


async def test_what_is_answered_is_what_the_description_says(api: Api) -> None:
    task = await api.task("x", due="2026-11-24T17:00", recurrence={"rule": "FREQ=DAILY"}, deadline="2026-12-01")
    path = f"/api/v1/tasks/{task['id']}"
    answers: list[tuple[type[Any], Any]] = [
        (TaskOut, task),
        (TaskPage, await api.get("/api/v1/tasks")),
        (Completed, await api.post(path + "/complete")),
        (QuickAdded, await api.post("/api/v1/tasks/quick", {"text": "milk tomorrow #Shop @x every day 5pm"})),
        (Parsed, await api.post("/api/v1/parse", {"text": "milk tomorrow #Shop @x every day 5pm"})),
        (ProjectOut, await api.post("/api/v1/projects", {"name": "Home"})),
        (Undone, await api.post("/api/v1/undo", {"turn_id": (await api.call("DELETE", path)).headers["behflow-turn"]})),
    ]
    for model, answer in answers:
        checked = model.model_validate(answer)
        assert set(checked.model_dump(by_alias=True)) == set(answer)


async def test_pages_follow_each_other(api: Api) -> None:
    for number in range(5):
        await api.task(str(number))
    names: list[str] = []
    path = "/api/v1/tasks?sort=due&limit=2"
    cursor = ""
    while cursor is not None:
        page = await api.get(path + (f"&cursor={cursor}" if cursor else ""))
        names += [t["name"] for t in page["tasks"]]
        cursor = page["next_cursor"]
    assert names == ["0", "1", "2", "3", "4"]


async def test_several_values_can_be_given_with_commas_or_twice(api: Api) -> None:
    for status in ("not_started", "in_progress", "blocked"):
        await api.task(status, status=status)
    for query in ("status=in_progress,blocked", "status=in_progress&status=blocked"):
        found = (await api.get(f"/api/v1/tasks?{query}"))["tasks"]
        assert {t["name"] for t in found} == {"in_progress", "blocked"}


async def test_a_change_is_taken_back_by_the_turn_of_its_answer(api: Api) -> None:
    task = await api.task()
    response = await api.call("PATCH", f"/api/v1/tasks/{task['id']}", {"name": "Other"})
    undone = await api.post("/api/v1/undo", {"turn_id": response.headers["behflow-turn"]})
    assert (undone["tasks"][0]["name"], undone["conflicts"]) == ("Pay rent", [])


async def test_several_tasks_change_together_or_not_at_all(api: Api, other: Api) -> None:
    tasks = [await api.task(str(n)) for n in range(3)]
    ids = [t["id"] for t in tasks]
    done = await api.post("/api/v1/tasks/bulk", {"ids": ids, "action": "update", "set": {"priority": "urgent"}})
    assert [t["priority"] for t in done["tasks"]] == ["urgent"] * 3
    foreign = (await other.task())["id"]
    response = await api.call("POST", "/api/v1/tasks/bulk", {"ids": [*ids, foreign], "action": "delete"})
    assert response.status_code == 404
    assert len((await api.get("/api/v1/tasks"))["tasks"]) == 3


async def test_a_project_lives_from_making_to_the_end(api: Api) -> None:
    project = await api.post("/api/v1/projects", {"name": "Home", "color": "teal"})
    path = f"/api/v1/projects/{project['id']}"
    task = await api.task(project_id=project["id"])
    assert (await api.get(path))["open_tasks"] == 1
    assert (await api.get("/api/v1/projects"))["projects"][0]["name"] == "Home"
    assert (await api.call("PATCH", path, {"color": "red"})).json()["color"] == "red"
    assert (await api.call("DELETE", path)).status_code == 200
    assert (await api.get(f"/api/v1/tasks/{task['id']}"))["project_id"] is None
    assert (await api.call("GET", path)).status_code == 404


async def test_tags_are_listed_with_their_open_tasks(api: Api) -> None:
    await api.task(tags=["phone", "desk"])
    await api.task(tags=["phone"])
    assert await api.get("/api/v1/tags") == {
        "tags": [{"name": "desk", "open_tasks": 1}, {"name": "phone", "open_tasks": 2}]
    }


async def test_the_users_zone_is_the_zone_of_wall_times(api: Api) -> None:
    assert (await api.call("PATCH", "/me", {"timezone": "Asia/Tehran"})).status_code == 200
    due = (await api.task(due="2026-11-24T17:00"))["due"]
    assert (due["zone"], due["at"]) == ("Asia/Tehran", "2026-11-24T13:30:00+00:00")


async def test_health_and_readiness_need_no_token(http: httpx.AsyncClient) -> None:
    assert (await http.get("/health")).json()["status"] == "ok"
    assert (await http.get("/ready")).status_code == 200


async def test_the_description_and_its_page_come_from_our_own_origin(http: httpx.AsyncClient) -> None:
    page = await http.get("/docs")
    assert page.status_code == 200
    assert "https://" not in page.text
    for address in (
        "/docs/start.js",
        "/docs/assets/swagger-ui-bundle.js",
        "/docs/assets/swagger-ui.css",
        "/openapi.json",
    ):
        assert (await http.get(address)).status_code == 200


@pytest.mark.parametrize("path", ["/", "/today", "/upcoming", "/inbox", "/search", "/trash", "/project/x", "/tag/x",
                                  "/login", "/register"])  # fmt: skip
async def test_every_view_is_a_page_whose_assets_are_there(http: httpx.AsyncClient, path: str) -> None:
    import re

    page = await http.get(path)
    assert page.status_code == 200
    assert "{version}" not in page.text
    for asset in re.findall(r'(?:src|href)="(/assets/[^"#]+)', page.text):
        answer = await http.get(asset)
        assert answer.status_code == 200, asset
        assert "immutable" in answer.headers["cache-control"]
