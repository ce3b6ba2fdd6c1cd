"""S24 and S25: no input is a fault of ours, and nothing that was accepted makes a list unreadable.

A corpus of hostile values goes into every field, query parameter and path parameter of every route, as the OpenAPI
document lists them; a new route is covered without being named here.
"""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.client import Api
from tests.security.hostile import HEADERS, LISTS, RAW, TEXTS, accepted, describe
from tests.security.routes import CALLS, body_fields, fill, furnish, path_of, put, query_names, routes
from tests.signed_in import api

__all__ = ["api"]

MARK = "@value@"
WITH_BODY = [r for r in routes() if body_fields(r)]
STRIDES = {
    # The fields of a task get every value in test_s25_poison_rows.
    "POST /api/v1/tasks": 4, "PATCH /me": 3,
    "PUT /api/v1/tasks/{task_id}": 4, "PATCH /api/v1/tasks/{task_id}": 3, "POST /api/v1/tasks/bulk": 4,
    # Every accepted call hashes a password.
    "POST /register": 4, "POST /login": 4, "POST /me/password": 4,
}  # fmt: skip
"""Routes that get only every n-th value."""


async def _readable(api: Api, what: str) -> None:
    for path in LISTS:
        response = await api.call("GET", path)
        assert response.status_code == 200, f"{path} after {what}: {response.text[:200]}"
        json.loads(response.content)


def _wire(body: Any, place: str, raw: str) -> bytes:
    text = json.dumps(put(body, place, MARK), ensure_ascii=False)
    return text.replace(json.dumps(MARK), raw, 1).encode()


def _fault(response: httpx.Response, what: str) -> None:
    assert response.status_code < 500, f"{what}: {response.text[:300]}"
    if response.status_code >= 400:
        assert response.headers["content-type"] == "application/problem+json", what
        body = json.loads(response.content)
        assert body["status"] == response.status_code
        if body["code"] == "invalid_input":
            assert body["detail"], what


@pytest.mark.parametrize("route", WITH_BODY)
async def test_no_value_of_a_field_is_a_fault_of_ours_and_what_is_accepted_can_be_read(api: Api, route: str) -> None:
    own = await furnish(api)
    call = CALLS[route]
    method, path = path_of(route, call, own)
    base = fill(call.body or {}, own)
    headers = {"Content-Type": "application/json"}
    values = RAW[:: STRIDES.get(route, 1)]
    for place in body_fields(route):
        written = False
        for raw in values:
            what = f"{route} {describe(place, raw)}"
            response = await api.call(method, path, content=_wire(base, place, raw), headers=headers)
            _fault(response, what)
            written |= accepted(response.status_code)
            if accepted(response.status_code) and response.headers.get("content-type") == "application/json":
                json.loads(response.content)
        if written:
            await _readable(api, f"{route} {place}")


@pytest.mark.parametrize("route", WITH_BODY)
async def test_no_body_as_a_whole_is_a_fault_of_ours(api: Api, route: str) -> None:
    own = await furnish(api)
    call = CALLS[route]
    method, path = path_of(route, call, own)
    bodies = [raw.encode() for raw in RAW[::6]] + [
        b"", b"{", b"[", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf{}", b"[" * 50_000, b'{"a":' * 20_000,
        b'{"name":"x","name":"y"}',
        b'{"unknown": 1}', b"1" * 5_000, '{"\u202e": 1}'.encode(), b'{"name": "\xed\xa0\x80"}',
    ]  # fmt: skip
    for body in bodies:
        for kind in ("application/json", "text/plain") if body in (b"", b"{", b"null") else ("application/json",):
            response = await api.call(method, path, content=body, headers={"Content-Type": kind})
            _fault(response, f"{route} {body[:80]!r}")


QUERIED = [r for r in routes() if query_names(r)]


@pytest.mark.parametrize("route", QUERIED)
async def test_no_query_parameter_is_a_fault_of_ours(api: Api, route: str) -> None:
    own = await furnish(api)
    method, path = path_of(route, CALLS[route], own)
    for name in [*query_names(route), "unknown", "%00", "%ED%A0%80"]:
        for text in TEXTS:
            for query in (f"{name}={text}", f"{name}={text}&{name}={text}"):
                _fault(await api.call(method, f"{path}?{query}"), f"{route} ?{query[:100]}")


async def test_no_id_in_a_path_is_a_fault_of_ours(api: Api) -> None:
    for route, call in CALLS.items():
        if not call.path:
            continue
        for text in TEXTS:
            method, path = path_of(route, call, dict.fromkeys(call.path.values(), text))
            response = await api.call(method, path, None if call.body is None else {})
            _fault(response, f"{route} {text[:60]}")
            assert response.status_code in (200, 404, 405, 422), f"{route} {text[:60]}"


NAMES = ("If-Match", "Idempotency-Key", "Authorization", "Cookie", "Accept", "Accept-Language", "Content-Type",
         "User-Agent", "X-Forwarded-For", "Origin", "Range")  # fmt: skip


async def test_no_header_is_a_fault_of_ours(api: Api) -> None:
    task = await api.task()
    for name in NAMES:
        for value in HEADERS:
            for method, path, body in (
                ("GET", "/api/v1/tasks", None),
                ("POST", "/api/v1/tasks", b'{"name": "x"}'),
                ("PATCH", f"/api/v1/tasks/{task['id']}", b'{"name": "x"}'),
                ("GET", "/", None),
            ):
                headers = {"Content-Type": "application/json", name: value}
                _fault(await api.call(method, path, content=body, headers=headers), f"{name}: {value[:40]!r}")


async def test_ids_are_refused_in_the_size_they_are_sent(api: Api) -> None:
    for body in (b'{"event_ids": [1000000000000000000000000000000]}', b'{"turn_id": 1000000000000000000000000000000}'):
        headers = {"Content-Type": "application/json"}
        assert (await api.call("POST", "/api/v1/undo", content=body, headers=headers)).status_code == 422
