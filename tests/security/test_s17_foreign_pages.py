"""S17: a page of another origin changes nothing, whatever kind of request it sends."""

from __future__ import annotations

import pytest

from behflow.database.engine import Database
from tests.client import Api
from tests.security.routes import CALLS, fill, furnish, path_of, routes
from tests.security.test_s01_object_access import rows_of
from tests.signed_in import api

__all__ = ["api"]

WRITES = [r for r in routes() if not r.startswith("GET ")]
ORIGINS = ("https://evil.example", "null", "http://127.0.0.1:8000.evil.example")


@pytest.mark.parametrize("origin", ORIGINS)
async def test_no_write_is_done_for_a_foreign_origin(api: Api, database: Database, origin: str) -> None:
    own = await furnish(api)
    before = await rows_of(database, api)
    for route in WRITES:
        call = CALLS[route]
        method, path = path_of(route, call, own)
        body = None if call.body is None else fill(call.body, own)
        for headers in ({"Origin": origin}, {"Origin": origin, "Content-Type": "text/plain"}):
            response = await api.call(method, path, body, headers=headers)
            assert response.status_code == 403, f"{route}: {response.text}"
            assert not [h for h in response.headers if h.startswith("access-control-")]
    assert await rows_of(database, api) == before


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None]
)
async def test_no_write_reads_a_body_that_a_form_could_send(api: Api, database: Database, kind: str | None) -> None:
    """Without an Origin, as an old browser sends it; JSON under another name is not JSON."""
    own = await furnish(api)
    before = await rows_of(database, api)
    headers = {"Content-Type": kind} if kind else {}
    for route in WRITES:
        call = CALLS[route]
        if call.body is None:
            continue
        response = await api.call(*path_of(route, call, own), content=b'{"name": "x", "text": "x"}', headers=headers)
        assert response.status_code == 422, f"{route}: {response.text}"
    assert await rows_of(database, api) == before


async def test_a_cookie_alone_opens_nothing(api: Api) -> None:
    own = await furnish(api)
    for route, call in CALLS.items():
        if call.public:
            continue
        method, path = path_of(route, call, own)
        for name in ("behflow_bind", "__Host-behflow_bind", "behflow.token", "session"):
            response = await api.http.request(method, path, headers={"Cookie": f"{name}={api.token}"})
            assert response.status_code == 401
