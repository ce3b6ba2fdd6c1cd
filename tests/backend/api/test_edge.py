"""The layer around everything: Host, Origin, CORS, body cap, headers on every answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from behflow.config import Settings
from behflow.database.engine import Database
from behflow.main import create_app
from behflow.tasks.service import TaskService
from tests.backend.api.test_problems import problem
from tests.client import Api
from tests.factories import World
from tests.signed_in import enter

FRIEND = "https://friend.example"
LIMIT = 1024 * 1024


@pytest.fixture
async def friendly(database: Database, settings: Settings, world: World) -> AsyncIterator[Api]:
    """A signed-in user of a server that lets one other origin in."""
    app = create_app(settings.model_copy(update={"allowed_origins": (FRIEND,)}))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            yield await enter(client, world, "sara")


async def test_every_kind_of_answer_carries_the_security_headers(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    page = await api.http.get("/")
    asset = page.text.split('href="/assets/', 1)[1].split('"', 1)[0]
    answers = {
        200: [page, await api.call("GET", "/api/v1/tasks"), await api.http.get("/assets/" + asset),
              await api.http.get("/health"), await api.http.get("/docs"), await api.http.get("/openapi.json")],
        201: [await api.call("POST", "/api/v1/tasks", {"name": "x"})],
        204: [await api.http.get("/favicon.ico")],
        400: [await api.http.get("/", headers={"Host": "a b"})],
        401: [await api.http.get("/api/v1/tasks")],
        403: [await api.call("POST", "/api/v1/tasks", {"name": "x"}, headers={"Origin": "https://evil.example"})],
        404: [await api.http.get("/nothing"), await api.http.get("/assets/x/nothing.js"),
              await api.http.get("/assets/x/index.html"), await api.http.get("/docs/assets/nothing")],
        405: [await api.call("DELETE", "/api/v1/tasks"), await api.http.post("/")],
        413: [await api.call("POST", "/api/v1/tasks", content=b"x" * (LIMIT + 1))],
        422: [await api.call("POST", "/api/v1/tasks", {})],
    }  # fmt: skip
    monkeypatch.setattr(TaskService, "list_json", broken)
    answers[500] = [await api.call("GET", "/api/v1/tasks")]
    for status, responses in answers.items():
        for response in responses:
            assert response.status_code == status, response.request.url
            headers = response.headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["x-frame-options"] == "DENY"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe-eval" not in headers["content-security-policy"]
            assert headers["x-request-id"]
            assert "server" not in headers
            if response.request.url.path.startswith("/api/") or status >= 400:
                assert headers["cache-control"] == "no-store"
            names = [n for n, _ in headers.raw]
            assert len(names) == len(set(names))
    assert "unsafe-inline" not in page.headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in page.headers["content-security-policy"]


async def test_every_request_has_an_id_of_its_own(http: httpx.AsyncClient) -> None:
    ids = [(await http.get("/health", headers={"X-Request-Id": "mine"})).headers["x-request-id"] for _ in range(3)]
    assert len({*ids, "mine"}) == 4


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1:9000", "http://127.0.0.1", "http://127.0.0.1:8000.evil.example",
     "file://", "", "http://localhost:8000", FRIEND],
)  # fmt: skip
async def test_a_foreign_origin_writes_nothing(api: Api, origin: str) -> None:
    task = await api.task()
    path = f"/api/v1/tasks/{task['id']}"
    for method, address, body in (
        ("POST", "/api/v1/tasks", {"name": "x"}),
        ("PATCH", path, {"name": "x"}),
        ("PUT", path, {"name": "x"}),
        ("DELETE", path, None),
        ("POST", "/login", {"username": "sara", "password": "x" * 10}),
    ):
        response = await api.call(method, address, body, headers={"Origin": origin})
        problem(response, 403)
        assert "access-control-allow-origin" not in response.headers
    assert (await api.get("/api/v1/tasks"))["tasks"] == [task]


async def test_our_own_origin_and_no_origin_write(api: Api) -> None:
    for headers in ({}, {"Origin": "http://127.0.0.1:8000"}, {"Origin": "https://127.0.0.1:8000"}):
        response = await api.call("POST", "/api/v1/tasks", {"name": "x"}, headers=headers)
        assert response.status_code == 201


async def test_a_foreign_origin_may_ask_and_its_page_may_not_read(api: Api) -> None:
    response = await api.call("GET", "/api/v1/tasks", headers={"Origin": "https://evil.example"})
    assert response.status_code == 200
    assert "access-control-allow-origin" not in response.headers
    preflight = await api.http.options(
        "/api/v1/tasks", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert "access-control-allow-origin" not in preflight.headers


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None]
)
async def test_json_under_the_name_of_a_form_is_not_read(api: Api, content_type: str | None) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    response = await api.call("POST", "/api/v1/tasks", content=b'{"name": "x"}', headers=headers)
    assert response.status_code == 422
    assert (await api.get("/api/v1/tasks"))["tasks"] == []


async def test_an_allowed_origin_reads_and_writes(friendly: Api) -> None:
    headers = {"Origin": FRIEND, "Access-Control-Request-Method": "POST"}
    preflight = await friendly.http.options("/api/v1/tasks", headers=headers)
    assert preflight.status_code == 204
    allowed = preflight.headers
    assert allowed["access-control-allow-origin"] == FRIEND
    ours = {"authorization", "content-type", "if-match", "idempotency-key"}
    of_mcp = {"mcp-protocol-version", "mcp-session-id", "mcp-method", "mcp-name"}
    assert ours | of_mcp == set(allowed["access-control-allow-headers"].split(", "))
    assert "access-control-allow-credentials" not in allowed
    for response in (
        await friendly.call("POST", "/api/v1/tasks", {"name": "x"}, headers=headers),
        await friendly.call("POST", "/api/v1/tasks", {}, headers=headers),
        await friendly.call("GET", "/api/v1/nothing", headers=headers),
    ):
        assert response.headers["access-control-allow-origin"] == FRIEND
        assert response.headers["vary"].lower() == "origin"


async def test_beside_an_allowed_origin_every_other_is_foreign(friendly: Api) -> None:
    for origin in ("https://friend.example.evil.example", "http://friend.example", "https://FRIEND.example", "null"):
        response = await friendly.call("POST", "/api/v1/tasks", {"name": "x"}, headers={"Origin": origin})
        problem(response, 403)


async def _chunks(total: int) -> AsyncIterator[bytes]:
    sent = 0
    while sent < total:
        yield b"a" * 65_536
        sent += 65_536


async def test_a_body_of_more_than_a_megabyte_is_refused_with_and_without_a_length(api: Api) -> None:
    headers = {"Content-Type": "application/json"}
    problem(await api.call("POST", "/api/v1/tasks", content=b"a" * (2 * LIMIT), headers=headers), 413)
    problem(await api.call("POST", "/api/v1/tasks", content=_chunks(2 * LIMIT), headers=headers), 413)
    problem(
        await api.call(
            "POST", "/api/v1/tasks/quick", content=_chunks(2 * LIMIT), headers={**headers, "Idempotency-Key": "k"}
        ),
        413,
    )
    for length in ("9" * 30, "-1", "x", "1e3", ""):
        response = await api.call("POST", "/api/v1/tasks", content=b"{}", headers={**headers, "Content-Length": length})
        problem(response, 413)


async def test_a_body_that_lies_about_its_length_is_cut_off_where_the_cap_is(api: Api) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 65_536
            yield b"a" * 65_536

    headers = {"Content-Type": "application/json", "Content-Length": "10"}
    problem(await api.call("POST", "/api/v1/tasks", content=endless(), headers=headers), 413)
    assert read <= 1.2 * LIMIT


async def test_the_largest_fields_together_fit(api: Api) -> None:
    task = await api.task("🎉" * 500, description="🎉" * 20_000, tags=["🎉" * 55 + str(n) for n in range(50)])
    assert await api.get(f"/api/v1/tasks/{task['id']}") == task
