"""ETag and If-Match: nobody overwrites what somebody else just wrote."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.backend.api.test_problems import problem
from tests.client import Api

WRITES: list[tuple[str, str, Any]] = [
    ("PATCH", "", {"name": "x"}),
    ("PATCH", "", {}),
    ("PUT", "", {"name": "x"}),
    ("DELETE", "", None),
    ("POST", "/complete", None),
    ("POST", "/reopen", None),
    ("POST", "/restore", None),
]


async def test_every_answer_with_one_task_carries_its_version(api: Api) -> None:
    task = await api.task()
    path = f"/api/v1/tasks/{task['id']}"
    steps = [("GET", "", None), ("PATCH", "", {"name": "x"}), ("PUT", "", {"name": "y"}), ("POST", "/complete", None),
             ("POST", "/reopen", None), ("DELETE", "", None), ("POST", "/restore", None)]  # fmt: skip
    for method, action, body in steps:
        response = await api.call(method, path + action, body)
        shown = response.json()
        assert response.headers["etag"] == f'"{shown.get("task", shown)["version"]}"'


async def test_a_new_task_says_where_it_is(api: Api) -> None:
    response = await api.call("POST", "/api/v1/tasks", {"name": "x"})
    assert response.headers["etag"] == '"1"'
    assert await api.get(response.headers["location"]) == response.json()
    response = await api.call("POST", "/api/v1/projects", {"name": "x"})
    assert await api.get(response.headers["location"]) == response.json()


@pytest.mark.parametrize(("method", "action", "body"), WRITES)
async def test_a_stale_version_gets_412_with_the_current_task(api: Api, method: str, action: str, body: Any) -> None:
    task = await api.task()
    path = f"/api/v1/tasks/{task['id']}"
    current = (await api.call("PATCH", path, {"name": "newer"})).json()
    response = await api.call(method, path + action, body, headers={"If-Match": '"1"'})
    assert problem(response, 412)["current"] == current
    assert await api.get(path) == current


@pytest.mark.parametrize("header", ['"1"', "1", 'W/"1"', ' "1" ', "*"])
async def test_the_current_version_passes_in_every_form(api: Api, header: str) -> None:
    task = await api.task()
    response = await api.call("PATCH", f"/api/v1/tasks/{task['id']}", {"name": "x"}, headers={"If-Match": header})
    assert response.status_code == 200


@pytest.mark.parametrize("header", ["", '""', "x", '"x"', "-1", '"1", "2"', "9" * 40, "1.0", "²"])
async def test_what_is_no_version_is_refused(api: Api, header: str) -> None:
    task = await api.task()
    headers = {"If-Match": header.encode("latin-1")}
    response = await api.call("PATCH", f"/api/v1/tasks/{task['id']}", {"name": "x"}, headers=headers)
    problem(response, 422, "If-Match")


async def test_projects_have_versions_too(api: Api) -> None:
    project = await api.post("/api/v1/projects", {"name": "Home"})
    path = f"/api/v1/projects/{project['id']}"
    changed = (await api.call("PATCH", path, {"name": "House"}, headers={"If-Match": '"1"'})).json()
    for method, body in (("PATCH", {"name": "Hut"}), ("DELETE", None)):
        response = await api.call(method, path, body, headers={"If-Match": '"1"'})
        assert problem(response, 412)["current"] == changed


async def test_of_30_tabs_that_save_at_once_one_wins(api: Api) -> None:
    task = await api.task()
    path = f"/api/v1/tasks/{task['id']}"
    answers = await asyncio.gather(
        *(api.call("PATCH", path, {"name": str(n)}, headers={"If-Match": '"1"'}) for n in range(30))
    )
    assert sorted(a.status_code for a in answers) == [200] + [412] * 29
    winner = next(a for a in answers if a.status_code == 200).json()
    assert all(a.json()["current"] == winner for a in answers if a.status_code == 412)
