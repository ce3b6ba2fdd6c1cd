"""S06, taking back: whoever may only read a workspace by now brings nothing back into it, not even what was theirs."""

from __future__ import annotations

import pytest

from tests.client import Api
from tests.factories import World
from tests.signed_in import api, services_of

__all__ = ["api"]

MADE = {
    "projects": {"name": "Home"},
    "filters": {"name": "Late", "query": "overdue"},
    "tasks": {"name": "Pay rent"},
    "processes": {"words": "every friday at 4 pm delete completed tasks"},
}


@pytest.mark.parametrize("what", MADE)
async def test_what_was_deleted_stays_deleted_once_its_role_was_taken_away(api: Api, world: World, what: str) -> None:
    made = await api.post(f"/api/v1/{what}", MADE[what])
    gone = await api.call("DELETE", f"/api/v1/{what}/{made['id']}")
    assert gone.status_code in (200, 204)
    async with world.database.transaction() as session:
        await session.raw.execute("UPDATE memberships SET role = 'viewer'")
    services_of(api.http).authenticator.forget()
    undone = await api.call("POST", "/api/v1/undo", {"turn_id": gone.headers["behflow-turn"]})
    assert undone.status_code == 403 or undone.json()["conflicts"] != [], undone.text
    assert made["id"] not in (await api.call("GET", f"/api/v1/{what}")).text
