"""The routes of automated processes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from tests.client import Api

LIST = "/api/v1/processes"


async def the_process(api: Api) -> dict[str, Any]:
    """The one process a new user has."""
    (process,) = (await api.get(LIST))["processes"]
    found: dict[str, Any] = process
    return found


async def patch(api: Api, process: dict[str, Any], body: dict[str, Any]) -> httpx.Response:
    """Change a process."""
    return await api.call("PATCH", f"{LIST}/{process['id']}", body)


async def late_task(api: Api, name: str = "Pay rent") -> dict[str, Any]:
    """A task that was due long ago."""
    return await api.task(name, due="2020-02-29T17:00")


async def test_a_new_user_has_the_built_in_process_switched_on(api: Api) -> None:
    process = await the_process(api)
    assert process == {
        "id": process["id"],
        "kind": "reschedule_unfinished",
        "name": "Reschedule unfinished tasks",
        "enabled": True,
        "time": "07:30",
        "timezone": api.user["timezone"],
        "next_run_at": process["next_run_at"],
        "last_execution": None,
        "rule": None,
    }
    following = dt.datetime.fromisoformat(process["next_run_at"])
    assert dt.timedelta() < following - dt.datetime.now(dt.UTC) <= dt.timedelta(hours=25)
    assert (await the_process(api))["id"] == process["id"]


async def test_time_zone_and_switch_can_be_changed_one_by_one(api: Api) -> None:
    process = await the_process(api)
    changed = (await patch(api, process, {"time": "05:45", "timezone": "Asia/Tehran"})).json()
    assert (changed["time"], changed["timezone"], changed["enabled"]) == ("05:45", "Asia/Tehran", True)
    assert changed["next_run_at"].endswith("T02:15:00+00:00")
    off = (await patch(api, process, {"enabled": False})).json()
    assert (off["time"], off["timezone"], off["enabled"], off["next_run_at"]) == ("05:45", "Asia/Tehran", False, None)
    followed = (await patch(api, process, {"timezone": None})).json()
    assert followed["timezone"] == api.user["timezone"]
    assert (await patch(api, process, {})).json() == await the_process(api) == followed


async def test_without_a_zone_of_its_own_a_process_follows_its_user(api: Api) -> None:
    await the_process(api)
    assert (await api.call("PATCH", "/me", {"timezone": "Asia/Tehran"})).status_code == 200
    process = await the_process(api)
    assert process["timezone"] == "Asia/Tehran"
    assert process["next_run_at"].endswith("T04:00:00+00:00")


async def test_executing_moves_tasks_and_the_run_can_be_undone(api: Api) -> None:
    task = await late_task(api)
    process = await the_process(api)
    answer = await api.call("POST", f"{LIST}/{process['id']}/execute")
    run = answer.json()
    assert answer.headers["behflow-turn"] == run["id"]
    assert (run["status"], run["error"], run["process_id"]) == ("succeeded", None, process["id"])
    (moved,) = run["result"]["moved"]
    assert (moved["task_id"], moved["from"], run["result"]["count"]) == (task["id"], "2020-02-29", 1)
    now = await api.get(f"/api/v1/tasks/{task['id']}")
    assert (now["due"]["date"], now["due"]["time"]) == (moved["to"], "17:00")
    assert (await the_process(api))["last_execution"] == run
    undone = await api.post("/api/v1/undo", {"turn_id": run["id"]})
    assert undone["tasks"][0]["due"] == task["due"]


async def test_a_process_that_is_off_can_still_be_run_by_hand(api: Api) -> None:
    process = await the_process(api)
    await patch(api, process, {"enabled": False})
    assert (await api.post(f"{LIST}/{process['id']}/execute"))["status"] == "succeeded"


async def test_the_same_idempotency_key_runs_once(api: Api) -> None:
    process = await the_process(api)
    headers = {"Idempotency-Key": "one"}
    first = await api.post(f"{LIST}/{process['id']}/execute", headers=headers)
    await late_task(api)
    assert await api.post(f"{LIST}/{process['id']}/execute", headers=headers) == first
    page = await api.get(f"{LIST}/{process['id']}/executions")
    assert page == {"executions": [first], "next_cursor": None}


async def test_runs_are_paged_the_latest_first(api: Api) -> None:
    process = await the_process(api)
    runs = [(await api.post(f"{LIST}/{process['id']}/execute"))["id"] for _ in range(5)]
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = await api.get(f"{LIST}/{process['id']}/executions", params=params)
        seen += [run["id"] for run in page["executions"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == runs[::-1]


async def test_a_process_of_somebody_else_is_one_that_does_not_exist(api: Api, other: Api) -> None:
    foreign = (await the_process(other))["id"]
    unknown = "00000000-0000-7000-8000-000000000000"
    for method, path, body in (
        ("PATCH", "/{}", {"enabled": False}),
        ("POST", "/{}/execute", None),
        ("GET", "/{}/executions", None),
    ):
        answers = [await api.call(method, LIST + path.format(each), body) for each in (foreign, unknown)]
        assert [answer.status_code for answer in answers] == [404, 404]
        first, second = ({k: v for k, v in answer.json().items() if k != "request_id"} for answer in answers)
        assert first == second
    assert (await the_process(other))["enabled"] is True
    assert (await the_process(other))["last_execution"] is None


@pytest.mark.parametrize(
    "body",
    [
        {"time": "24:00"},
        {"time": "7:30"},
        {"time": "07:30\n"},
        {"time": "\u0660\u0667:30"},
        {"time": None},
        {"time": 730},
        {"enabled": None},
        {"enabled": "maybe"},
        {"timezone": "Mars/Olympus"},
        {"timezone": "../../etc/passwd"},
        {"timezone": "UTC\x00"},
        {"kind": "delete_everything"},
        [],
        "07:30",
    ],
)
async def test_bad_input_names_the_field_and_changes_nothing(api: Api, body: Any) -> None:
    before = await the_process(api)
    answer = await api.call("PATCH", f"{LIST}/{before['id']}", body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]
    assert await the_process(api) == before


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 101}, {"cursor": "nonsense"}, {"cursor": "WyJhIl0"}, {"x": 1}]
)
async def test_a_bad_page_of_runs_is_refused(api: Api, query: dict[str, Any]) -> None:
    process = await the_process(api)
    answer = await api.call("GET", f"{LIST}/{process['id']}/executions", params=query)
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("process_id", ["1", "x", "1" + "0" * 30, "%00"])
async def test_what_is_no_id_is_not_found(api: Api, process_id: str) -> None:
    assert (await api.call("POST", f"{LIST}/{process_id}/execute")).status_code == 404


async def test_nobody_in_particular_has_no_processes(http: httpx.AsyncClient) -> None:
    assert (await http.get(LIST)).status_code == 401
