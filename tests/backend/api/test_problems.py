"""Every refusal is problem+json with a stable code, the field and the reason."""

from __future__ import annotations

from typing import Any

import asyncpg
import httpx
import pytest

from behflow.tasks.service import TaskService
from tests.client import Api

CODES = {
    400: "bad_request", 401: "unauthenticated", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
    409: "conflict", 412: "stale_version", 413: "too_large", 422: "invalid_input", 500: "internal_error",
    503: "unavailable",
}  # fmt: skip


def problem(response: httpx.Response, status: int, *fields: str) -> dict[str, Any]:
    """The body of a refusal, checked for its shape."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "code", "detail", "request_id"} <= set(body)
    assert (body["type"], body["status"], body["code"]) == ("about:blank", status, CODES[status])
    assert body["request_id"] == response.headers["x-request-id"]
    assert body["title"]
    assert body["detail"]
    assert {e["field"] for e in body.get("errors", [])} == set(fields)
    assert all(e["reason"] for e in body.get("errors", []))
    return body


async def test_without_a_token_nothing_is_told(http: httpx.AsyncClient) -> None:
    response = await http.get("/api/v1/tasks")
    problem(response, 401)
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer x", "Bearer a.b.c", "bearer " + "a" * 9000]
)
async def test_what_is_no_token_is_refused(http: httpx.AsyncClient, header: str) -> None:
    problem(await http.get("/api/v1/tasks", headers={"Authorization": header}), 401)


async def test_an_unknown_address_and_an_unknown_task_are_not_found(api: Api) -> None:
    problem(await api.call("GET", "/api/v1/nothing"), 404)
    problem(await api.call("GET", "/api/v1/tasks/019aaf00-0000-7000-8000-000000000000"), 404)
    problem(await api.call("GET", "/api/v1/tasks/1"), 404)


async def test_a_method_that_is_not_there_is_named(api: Api) -> None:
    response = await api.call("DELETE", "/api/v1/tasks")
    problem(response, 405)
    assert "GET" in response.headers["allow"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"nonsense", b'{"name": }', b"\xff\xfe", b'{"name": "x"} x', b"[" * 100_000]
)
async def test_a_body_that_is_not_json_is_refused(api: Api, body: bytes) -> None:
    response = await api.call("POST", "/api/v1/tasks", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    problem(response, response.status_code, *([] if response.status_code == 400 else ["body"]))


async def test_every_wrong_field_is_named(api: Api) -> None:
    body = {"name": "", "priority": "huge", "tags": ["ok", "two words"], "unknown": 1, "due": {"date": "2026-02-30"}}
    response = await api.call("POST", "/api/v1/tasks", body)
    fields = {e["field"] for e in response.json()["errors"]}
    assert {"name", "priority", "tags.1", "unknown"} <= fields
    assert any(f.startswith("due") for f in fields)
    problem(response, 422, *fields)


async def test_a_wrong_query_parameter_is_named(api: Api) -> None:
    problem(await api.call("GET", "/api/v1/tasks?limit=0"), 422, "limit")
    problem(await api.call("GET", "/api/v1/tasks?nonsense=1"), 422, "nonsense")
    problem(await api.call("GET", "/api/v1/tasks?sort=-deleted"), 422, "sort")
    problem(await api.call("GET", "/api/v1/tasks?cursor=x"), 422, "cursor")


async def test_a_name_that_is_taken_is_a_conflict(api: Api) -> None:
    await api.post("/api/v1/projects", {"name": "Home"})
    problem(await api.call("POST", "/api/v1/projects", {"name": "HOME"}), 409, "name")


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (asyncpg.QueryCanceledError("canceling statement due to statement timeout"), 503),
        (asyncpg.LockNotAvailableError("canceling statement due to lock timeout"), 503),
        (asyncpg.DeadlockDetectedError("deadlock detected"), 503),
        (asyncpg.DiskFullError("could not extend file"), 503),
        (asyncpg.OutOfMemoryError("out of memory"), 503),
        (asyncpg.ForeignKeyViolationError("violates foreign key constraint"), 409),
        (asyncpg.UniqueViolationError("duplicate key"), 409),
        (asyncpg.CharacterNotInRepertoireError("invalid byte sequence"), 422),
        (RuntimeError("a secret detail"), 500),
        (asyncpg.UndefinedColumnError("column secret does not exist"), 500),
        (ConnectionResetError("reset"), 503),
    ],
)
async def test_a_fault_behind_the_edge_is_told_without_its_details(
    api: Api, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise fault

    monkeypatch.setattr(TaskService, "create_json", broken)
    body = problem(await api.call("POST", "/api/v1/tasks", {"name": "x"}), status)
    assert str(fault) not in str(body)
    monkeypatch.undo()
    await api.task()


async def test_a_busy_database_says_when_to_try_again(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise asyncpg.QueryCanceledError

    monkeypatch.setattr(TaskService, "create_json", broken)
    response = await api.call("POST", "/api/v1/tasks", {"name": "x"})
    assert int(response.headers["retry-after"]) > 0
