"""S01: no route reaches a row of somebody else by its id, nor tells that it is there.

The matrix is built from the OpenAPI document: every route x every id in its path x {another user's, another user's in
the trash, unknown}. The answers must be equal to the byte and the other user's rows untouched.
"""

from __future__ import annotations

import re

import httpx
import pytest

from behflow.database.engine import Database
from tests.client import Api
from tests.security.routes import CALLS, UNKNOWN, body_fields, fill, furnish, path_of, query_names, routes
from tests.signed_in import api, other

__all__ = ["api", "other"]

_ROWS = """
SELECT 'tasks' AS kind, md5(string_agg(t::text, '|' ORDER BY t.id)) AS rows FROM tasks t WHERE workspace_id = $1
UNION ALL SELECT 'projects', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM projects t WHERE workspace_id = $1
UNION ALL SELECT 'filters', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM saved_filters t WHERE workspace_id = $1
UNION ALL SELECT 'events', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM events t WHERE workspace_id = $1
UNION ALL SELECT 'processes', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM automated_processes t
    WHERE workspace_id = $1
UNION ALL SELECT 'runs', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM automated_process_executions t
    WHERE process_id IN (SELECT id FROM automated_processes WHERE workspace_id = $1)
UNION ALL SELECT 'users', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM users t WHERE id = $2
UNION ALL SELECT 'sessions', count(*)::text FROM user_sessions WHERE user_id = $2
UNION ALL SELECT 'chats', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM chat_sessions t WHERE user_id = $2
UNION ALL SELECT 'messages', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM chat_messages t
    WHERE session_id IN (SELECT id FROM chat_sessions WHERE user_id = $2)
UNION ALL SELECT 'memories', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM memories t WHERE user_id = $2
UNION ALL SELECT 'proposals', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM proposals t WHERE user_id = $2
"""


async def rows_of(database: Database, user: Api) -> dict[str, str]:
    """A checksum of everything a user owns."""
    async with database.reading() as session:
        found = await session.raw.fetch(_ROWS, user.user["workspace_id"], user.user["id"])
    return {row["kind"]: row["rows"] for row in found}


def seen(response: httpx.Response) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All of an answer but what differs from request to request."""
    request_id = response.headers["x-request-id"].encode()
    passing = ("x-request-id", "behflow-turn", "content-length")
    headers = sorted((n, v) for n, v in response.headers.items() if n not in passing)
    return response.status_code, response.content.replace(request_id, b"-"), headers


def test_every_route_is_in_the_matrix() -> None:
    assert sorted(routes()) == sorted(CALLS), "say in tests/security/routes.py how to call a new route"


def test_every_id_of_a_path_is_in_the_matrix() -> None:
    for route, call in CALLS.items():
        assert set(re.findall(r"{(\w+)}", route)) == set(call.path), route


@pytest.mark.parametrize("route", CALLS)
def test_every_id_of_a_body_or_query_is_in_the_matrix(route: str) -> None:
    places = [*body_fields(route), *(f"?{n}" for n in query_names(route))]
    named = {p for p in places if re.search(r"(_id|\bids\.0|changes\.0|\?project|\?parent)$", p)}
    assert named == set(CALLS[route].ids)


async def test_without_a_valid_token_every_route_is_closed(http: httpx.AsyncClient) -> None:
    for route, call in CALLS.items():
        if call.public:
            continue
        method, path = path_of(route, call, UNKNOWN)
        body = None if call.body is None else fill(call.body, UNKNOWN)
        for headers in ({}, {"Authorization": "Bearer x"}, {"Cookie": "behflow_bind=x"}):
            response = await http.request(method, path, json=body, headers=headers)
            assert response.status_code == 401, route
            assert response.json()["code"] == "unauthenticated"


async def test_an_id_of_somebody_else_is_answered_like_one_that_nobody_has(
    api: Api, other: Api, database: Database
) -> None:
    own, theirs = await furnish(api), await furnish(other)
    untouched = await rows_of(database, other)
    for route, call in CALLS.items():
        if not call.path:
            continue
        body = None if call.body is None else fill(call.body, own)
        unknown = await api.call(*path_of(route, call, UNKNOWN), body)
        assert unknown.status_code == 404, f"{route}: {unknown.text}"
        foreign = [theirs]
        if call.path.get("task_id"):
            foreign.append({**theirs, "task": theirs["trashed"]})
        for ids in foreign:
            response = await api.call(*path_of(route, call, ids), body)
            assert seen(response) == seen(unknown), route
            assert await rows_of(database, other) == untouched, route


async def test_the_same_calls_reach_the_own_rows(api: Api) -> None:
    """Otherwise the matrix would prove nothing."""
    reached = [r for r, c in CALLS.items() if c.path and r != "DELETE /me/sessions/{session_id}"]
    removing = [r for r in reached if r.startswith("DELETE") or "proposals" in r]
    for routes_together in ([r for r in reached if r not in removing], *([r] for r in removing)):
        own = await furnish(api)
        for route in routes_together:
            call = CALLS[route]
            body = None if call.body is None else fill(call.body, own)
            response = await api.call(*path_of(route, call, own), body)
            assert response.status_code < 300, f"{route}: {response.text}"
