"""S25: a row that was accepted can always be read again, alone and in every list, also after it was changed."""

from __future__ import annotations

import json

from tests.client import Api
from tests.security.hostile import LISTS, RAW
from tests.security.routes import body_fields, put
from tests.signed_in import api

__all__ = ["api"]

HEADERS = {"Content-Type": "application/json"}
MARK = "@value@"


async def test_every_accepted_task_is_read_back_as_it_was_answered(api: Api) -> None:
    accepted = 0
    for place in body_fields("POST /api/v1/tasks"):
        for raw in RAW:
            body = json.dumps(put({"name": "x"}, place, MARK)).replace(json.dumps(MARK), raw, 1).encode()
            made = await api.call("POST", "/api/v1/tasks", content=body, headers=HEADERS)
            if made.status_code != 201:
                continue
            accepted += 1
            again = await api.call("GET", made.headers["location"])
            assert again.status_code == 200
            assert again.json() == made.json(), body
    assert accepted > 100
    for path in LISTS:
        assert (await api.call("GET", path)).status_code == 200, path
    seen, cursor = 0, ""
    while cursor is not None:
        page = await api.get(f"/api/v1/tasks?sort=due&limit=100{'&cursor=' + cursor if cursor else ''}")
        seen, cursor = seen + len(page["tasks"]), page["next_cursor"]
    assert seen == accepted


async def test_every_accepted_task_can_be_completed_deleted_restored_and_undone(api: Api) -> None:
    for raw in RAW:
        for place in ("name", "due", "recurrence"):
            body = json.dumps(put({"name": "x"}, place, MARK)).replace(json.dumps(MARK), raw, 1).encode()
            made = await api.call("POST", "/api/v1/tasks", content=body, headers=HEADERS)
            if made.status_code != 201:
                continue
            path = made.headers["location"]
            for method, action in (("POST", "/complete"), ("POST", "/reopen"), ("DELETE", ""), ("POST", "/restore")):
                step = await api.call(method, path + action)
                assert step.status_code == 200, f"{method} {action} after {body!r}: {step.text}"
                undone = await api.call("POST", "/api/v1/undo", {"turn_id": step.headers["behflow-turn"]})
                assert undone.status_code == 200, undone.text
                assert undone.json()["conflicts"] == []
                await api.call("POST", "/api/v1/undo", {"turn_id": undone.headers["behflow-turn"]})
    for path in LISTS:
        assert (await api.call("GET", path)).status_code == 200, path
