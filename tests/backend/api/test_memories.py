"""Memories over HTTP, and undo and redo of whatever a request did."""

from __future__ import annotations

import pytest

from behflow.chat.memory_schemas import MemoryOut, MemoryPage
from behflow.tasks.schemas import Undone
from tests.client import Api
from tests.signed_in import api

__all__ = ["api"]

PATH = "/api/v1/memories"


async def texts(api: Api, **query: str) -> list[str]:
    return [m["text"] for m in (await api.get(PATH, params=query))["memories"]]


async def test_a_memory_lives_from_making_to_the_end_and_comes_back(api: Api) -> None:
    response = await api.call("POST", PATH, {"text": "My dentist is\nDr. Rad"})
    assert (response.status_code, response.headers["etag"]) == (201, '"1"')
    made = response.json()
    assert (made["text"], made["source"], made["status"]) == ("My dentist is Dr. Rad", "rest", "kept")
    page = await api.get(PATH)
    assert page == {"memories": [made], "next_cursor": None}
    for model, answer in ((MemoryOut, made), (MemoryPage, page)):
        assert set(model.model_validate(answer).model_dump()) == set(answer)
    one = f"{PATH}/{made['id']}"
    changed = await api.call("PATCH", one, {"text": "My dentist is Dr. Azar"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert (await api.call("PATCH", one, {"text": "x"}, headers={"If-Match": '"1"'})).status_code == 412
    assert (await api.call("DELETE", one, headers={"If-Match": '"1"'})).status_code == 412
    gone = await api.call("DELETE", one)
    assert (gone.status_code, await texts(api)) == (200, [])
    assert (await api.call("DELETE", one)).status_code == 404
    turn = gone.headers["behflow-turn"]
    undone = await api.post("/api/v1/undo", {"turn_id": turn})
    other = {"subject": "memory", "id": made["id"], "name": "My dentist is Dr. Azar", "op": "restored"}
    assert undone == {"tasks": [], "others": [other], "conflicts": []}
    assert set(Undone.model_validate(undone).model_dump()) == set(undone)
    assert await texts(api) == ["My dentist is Dr. Azar"]
    assert (await api.post("/api/v1/redo", {"turn_id": turn}))["others"] == [{**other, "op": "deleted"}]
    assert await texts(api) == []


async def test_memories_are_searched_and_come_in_pages(api: Api) -> None:
    for number in range(3):
        await api.post(PATH, {"text": f"Room {number} has a window"})
    await api.post(PATH, {"text": "I am a vegetarian"})
    first = await api.get(PATH, params={"q": "win room", "limit": "2"})
    assert [m["text"][:6] for m in first["memories"]] == ["Room 2", "Room 1"]
    assert await texts(api, q="win room", limit="2", cursor=first["next_cursor"]) == ["Room 0 has a window"]
    assert await texts(api, status="suggested") == []


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": " \n"}, {"text": "x" * 501}, {"text": 1}, {"text": "a\x00"}, {"text": "a", "b": 1}],
)
async def test_what_is_no_memory_is_refused(api: Api, body: dict[str, object]) -> None:
    assert (await api.call("POST", PATH, body)).status_code == 422
    made = await api.post(PATH, {"text": "kept"})
    if body:
        assert (await api.call("PATCH", f"{PATH}/{made['id']}", body)).status_code == 422
    assert (await api.call("PATCH", f"{PATH}/{made['id']}", {"status": "suggested"})).status_code == 422
    assert await texts(api) == ["kept"]


async def test_a_request_is_done_again_by_its_turn_or_by_that_of_its_undo(api: Api) -> None:
    task = await api.task()
    changed = await api.call("PATCH", f"/api/v1/tasks/{task['id']}", {"name": "Other"})
    turn = changed.headers["behflow-turn"]
    for _ in range(2):
        undone = await api.call("POST", "/api/v1/undo", {"turn_id": turn})
        assert undone.json()["tasks"][0]["name"] == "Pay rent"
        done = await api.post("/api/v1/redo", {"turn_id": undone.headers["behflow-turn"]})
        assert (done["tasks"][0]["name"], done["conflicts"]) == ("Other", [])
        assert (await api.call("POST", "/api/v1/redo", {"turn_id": turn})).status_code == 404
        await api.post("/api/v1/undo", {"turn_id": turn})
        assert (await api.post("/api/v1/redo", {"turn_id": turn}))["tasks"][0]["name"] == "Other"
