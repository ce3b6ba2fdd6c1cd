"""S03: no write sets what is not the caller's to set, whatever else its body says."""

from __future__ import annotations

import pytest

from behflow.database.engine import Database
from tests.client import Api
from tests.security.routes import CALLS, ZERO, body_fields, fill, furnish, path_of, routes
from tests.security.test_s01_object_access import rows_of
from tests.signed_in import api

__all__ = ["api"]

SMUGGLED: dict[str, object] = {
    "id": ZERO, "user_id": ZERO, "creator_id": ZERO, "owner_id": ZERO, "tenant_id": ZERO, "role": "owner",
    "is_admin": True,
    "is_first": True, "is_disabled": False, "password_hash": "!", "created_at": "2020-01-01T00:00:00Z", "version": 99,
    "deleted_at": None, "completed_at": "2020-01-01T00:00:00Z", "search": "x", "due_sort": "infinity", "__proto__": {},
    "personal_of": ZERO, "expires_at": "2999-01-01", "via": "process", "now": "2020-01-01T00:00:00Z",
}  # fmt: skip


async def test_a_field_that_is_not_the_callers_is_refused_by_name(api: Api, database: Database) -> None:
    own = await furnish(api)
    before = await rows_of(database, api)
    for route in (r for r in routes() if body_fields(r)):
        call = CALLS[route]
        known = {f.partition(".")[0] for f in body_fields(route)}
        for name, value in SMUGGLED.items():
            assert name not in known, f"{route} takes {name}"
            body = {**fill(call.body or {}, own), name: value}
            response = await api.call(*path_of(route, call, own), body)
            assert response.status_code == 422, f"{route} {name}"
            assert name in {e["field"] for e in response.json()["errors"]}
    assert await rows_of(database, api) == before


@pytest.mark.parametrize("place", ["due", "recurrence", "set", "defaults"])
async def test_neither_is_one_inside_a_nested_object(api: Api, place: str) -> None:
    task = await api.task()
    inner = {"due": {"date": "2026-11-24", "at": "2020-01-01T00:00:00Z"}, "recurrence": {"rule": "FREQ=DAILY",
     "next": 1},
             "set": {"name": "x", "version": 9}, "defaults": {"workspace_id": ZERO}}  # fmt: skip
    calls: dict[str, tuple[str, dict[str, object]]] = {
        "set": ("/api/v1/tasks/bulk", {"ids": [task["id"]], "action": "update"}),
        "defaults": ("/api/v1/tasks/quick", {"text": "x"}),
    }
    path, body = calls.get(place, ("/api/v1/tasks", {"name": "x"}))
    response = await api.call("POST", path, {**body, place: inner[place]})
    assert response.status_code == 422
    assert await api.get(f"/api/v1/tasks/{task['id']}") == task
