"""S02: an id in a body or query is checked like one in the path: refused whole, and like an unknown one."""

from __future__ import annotations

from typing import Any

import pytest

from behflow.database.engine import Database
from tests.client import Api
from tests.security.routes import CALLS, ZERO, fill, furnish, kind_of, path_of, put
from tests.security.test_s01_object_access import rows_of, seen
from tests.signed_in import api, other

__all__ = ["api", "other"]

PLACES = [(route, place) for route, call in CALLS.items() for place in call.ids]


def _but_chats(rows: dict[str, str]) -> dict[str, str]:
    """What was said to the chat stays, also when it was refused."""
    return {kind: value for kind, value in rows.items() if kind not in ("chats", "messages")}


async def test_a_foreign_id_is_refused_like_an_unknown_one(api: Api, other: Api, database: Database) -> None:
    own, theirs = await furnish(api), await furnish(other)
    untouched, mine = await rows_of(database, other), await rows_of(database, api)
    for route, place in PLACES:
        call, kind, case = CALLS[route], kind_of(place), f"{route} {place}"
        address = path_of(route, call, own)
        answers = []
        for wanted in (ZERO, theirs[kind], *((theirs["trashed"],) if kind == "task" else ())):
            if place.startswith("?"):
                response = await api.call(*address, params={place[1:]: wanted})
            else:
                response = await api.call(*address, put(fill(call.body, own), place, wanted))
            answers.append(seen(response))
        assert all(a == answers[0] for a in answers[1:]), case
        if place.startswith("?"):
            assert answers[0][0] == 200, case
            assert b'"tasks":[]' in answers[0][1], case
        else:
            assert answers[0][0] in (404, 422), case
        assert await rows_of(database, other) == untouched, case
        assert _but_chats(await rows_of(database, api)) == _but_chats(mine), case


@pytest.mark.parametrize("action", ["complete", "reopen", "delete", "restore", "update"])
async def test_one_foreign_task_among_fifty_stops_all_of_them(
    api: Api, other: Api, database: Database, action: str
) -> None:
    ids = [(await api.task(str(n)))["id"] for n in range(49)]
    if action == "restore":
        await api.post("/api/v1/tasks/bulk", {"ids": ids, "action": "delete"})
    ids.insert(25, (await other.task("theirs"))["id"])
    before, theirs = await rows_of(database, api), await rows_of(database, other)
    body: dict[str, Any] = {"ids": ids, "action": action}
    if action == "update":
        body["set"] = {"name": "mine"}
    response = await api.call("POST", "/api/v1/tasks/bulk", body)
    assert response.status_code == 404
    assert await rows_of(database, api) == before
    assert await rows_of(database, other) == theirs


async def test_an_own_task_does_not_open_a_foreign_project_with_it(api: Api, other: Api) -> None:
    project = await other.post("/api/v1/projects", {"name": "Theirs"})
    task = await api.task()
    for body in ({"project_id": project["id"]}, {"project_id": project["id"], "status": "completed"}):
        response = await api.call("PATCH", f"/api/v1/tasks/{task['id']}", body)
        assert response.status_code == 422
    assert (await other.get(f"/api/v1/projects/{project['id']}"))["open_tasks"] == 0
