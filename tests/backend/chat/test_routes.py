"""The chat over HTTP: conversations, pages, proposals, and what is refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest

from behflow.api.routers.chat import _lines
from tests.client import Api

UNKNOWN = "01a20618-456a-7327-bef4-5ce05aee9865"


async def test_a_conversation_over_http(api: Api) -> None:
    first = await api.post("/api/v1/chat", {"message": "add pay rent tomorrow 5pm"})
    assert set(first) == {
        "session_id", "message_id", "response", "tasks", "receipt", "proposal", "engine", "candidates",
        "answered_by", "sent", "notices", "steps",
    }  # fmt: skip
    assert first["engine"] == "built-in"
    assert first["proposal"] is None
    assert first["receipt"]["changes"][0]["op"] == "added"
    second = await api.post("/api/v1/chat", {"message": "mark pay rent as done", "session_id": first["session_id"]})
    assert second["session_id"] == first["session_id"]
    assert second["tasks"][0]["status"] == "completed"

    sessions = await api.get("/api/v1/chat/sessions")
    assert [(s["id"], s["title"]) for s in sessions["sessions"]] == [(first["session_id"], "add pay rent tomorrow 5pm")]
    assert sessions["next_cursor"] is None

    page = await api.get(f"/api/v1/chat/sessions/{first['session_id']}/messages")
    assert [m["role"] for m in page["messages"]] == ["user", "assistant"] * 2
    answer = page["messages"][3]
    assert answer["id"] == second["message_id"]
    assert answer["content"] == second["response"]
    assert answer["turn_id"] == page["messages"][-2]["turn_id"] == second["receipt"]["turn_id"]
    assert set(answer["data"]) == set(first) - {"session_id", "message_id", "response"}
    assert answer["data"]["receipt"] == second["receipt"]
    assert page["messages"][0]["data"] == {}


async def test_the_receipt_undoes_the_turn_over_the_undo_route(api: Api) -> None:
    answer = await api.post("/api/v1/chat", {"message": "add buy milk"})
    await api.post("/api/v1/undo", {"turn_id": answer["receipt"]["turn_id"]})
    assert (await api.get("/api/v1/tasks"))["tasks"] == []


async def test_pages_of_messages_go_back_in_time_and_read_forward(api: Api) -> None:
    session = None
    for n in range(5):
        body = {"message": f"add thing {n}"} | ({"session_id": session} if session else {})
        session = (await api.post("/api/v1/chat", body))["session_id"]
    seen: list[str] = []
    cursor = None
    while True:
        options = {"limit": 4} | ({"cursor": cursor} if cursor else {})
        page = await api.get(f"/api/v1/chat/sessions/{session}/messages", params=options)
        seen = [m["content"] for m in page["messages"] if m["role"] == "user"] + seen
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"add thing {n}" for n in range(5)]


async def test_a_page_of_long_answers_ends_early_and_the_rest_follows(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("behflow.chat.service.PAGE_LENGTH", 100)
    monkeypatch.setattr("behflow.chat.service.READ_AT_ONCE", 3)
    first = await api.post("/api/v1/chat", {"message": "add thing 0"})
    for n in range(1, 4):
        await api.post("/api/v1/chat", {"message": f"add thing {n}", "session_id": first["session_id"]})
    path, cursor = f"/api/v1/chat/sessions/{first['session_id']}/messages", None
    seen: list[list[str]] = []
    while cursor is not None or not seen:
        page = await api.get(path, params={"limit": 8} | ({"cursor": cursor} if cursor else {}))
        seen.insert(0, [m["content"] for m in page["messages"]])
        cursor = page["next_cursor"]
    assert all(len(page) <= 2 for page in seen)
    assert [content for page in seen for content in page if content.startswith("add")] == [
        f"add thing {n}" for n in range(4)
    ]


async def test_long_descriptions_are_not_stored_with_every_answer(api: Api) -> None:
    await api.task("Pay rent", description="x" * 20_000)
    answer = await api.post("/api/v1/chat", {"message": "show all tasks"})
    assert [len(task["description"]) for task in answer["tasks"]] == [500]
    stored = await api.get(f"/api/v1/chat/sessions/{answer['session_id']}/messages")
    assert stored["messages"][-1]["data"]["tasks"] == answer["tasks"]


async def test_pages_of_conversations(api: Api) -> None:
    for n in range(3):
        await api.post("/api/v1/chat", {"message": f"add thing {n}"})
    first = await api.get("/api/v1/chat/sessions", params={"limit": 2})
    second = await api.get("/api/v1/chat/sessions", params={"limit": 2, "cursor": first["next_cursor"]})
    assert [s["title"] for s in first["sessions"] + second["sessions"]] == [f"add thing {n}" for n in (2, 1, 0)]
    assert second["next_cursor"] is None


async def test_a_proposal_is_answered_by_a_click(api: Api) -> None:
    session = (await api.post("/api/v1/chat", {"message": "add buy milk; add buy bread"}))["session_id"]
    for name in ("buy milk", "buy bread"):
        await api.post("/api/v1/chat", {"message": f"mark {name} as done", "session_id": session})
    asked = await api.post("/api/v1/chat", {"message": "delete all completed tasks", "session_id": session})
    proposal = asked["proposal"]
    assert set(proposal) == {"id", "title", "expires_at", "changes"}
    assert set(proposal["changes"][0]) == {
        "op", "task_id", "name", "detail", "subject", "before", "after", "reason",
    }  # fmt: skip
    path = f"/api/v1/chat/proposals/{proposal['id']}"
    done = await api.post(path, {"answer": "approve", "changes": [proposal["changes"][0]["task_id"]]})
    assert done["session_id"] == session
    assert len(done["receipt"]["changes"]) == 1
    assert (await api.call("POST", path, {"answer": "approve"})).status_code == 409
    page = await api.get(f"/api/v1/chat/sessions/{session}/messages")
    assert page["messages"][-1]["id"] == done["message_id"]
    assert page["messages"][-2]["data"]["proposal"]["status"] == "approved"


async def test_what_belongs_to_another_user_is_unknown(api: Api, other: Api) -> None:
    session = (await api.post("/api/v1/chat", {"message": "add a secret"}))["session_id"]

    async def same(method: str, path: str, body: object = None) -> None:
        mine = await other.call(method, path.format(session), body)
        none = await other.call(method, path.format(UNKNOWN), body)
        assert mine.status_code == none.status_code == 404
        assert {**mine.json(), "request_id": ""} == {**none.json(), "request_id": ""}

    await same("GET", "/api/v1/chat/sessions/{}/messages")
    await same("DELETE", "/api/v1/chat/sessions/{}")
    for known in (session, UNKNOWN):
        answer = await other.call("POST", "/api/v1/chat", {"message": "hello", "session_id": known})
        assert answer.status_code == 404
    assert (await other.get("/api/v1/chat/sessions"))["sessions"] == []
    assert len((await api.get(f"/api/v1/chat/sessions/{session}/messages"))["messages"]) == 2


async def test_deleting_a_conversation_keeps_what_was_done(api: Api) -> None:
    session = (await api.post("/api/v1/chat", {"message": "add buy milk"}))["session_id"]
    assert (await api.call("DELETE", f"/api/v1/chat/sessions/{session}")).status_code == 204
    assert (await api.get("/api/v1/chat/sessions"))["sessions"] == []
    assert len((await api.get("/api/v1/tasks"))["tasks"]) == 1
    assert (await api.call("GET", f"/api/v1/chat/sessions/{session}/messages")).status_code == 404


async def test_the_same_message_sent_twice_with_a_key_has_one_effect(api: Api) -> None:
    body, headers = {"message": "add buy milk"}, {"Idempotency-Key": "one"}
    first = await api.post("/api/v1/chat", body, headers=headers)
    second = await api.post("/api/v1/chat", body, headers=headers)
    assert first == second
    assert len((await api.get("/api/v1/tasks"))["tasks"]) == 1
    changed = await api.call("POST", "/api/v1/chat", {"message": "add buy bread"}, headers=headers)
    assert changed.status_code == 422


async def test_twenty_messages_at_once_are_all_answered(api: Api) -> None:
    answers = await asyncio.gather(*(api.post("/api/v1/chat", {"message": f"add thing {n}"}) for n in range(20)))
    assert len({answer["session_id"] for answer in answers}) == 20
    assert len((await api.get("/api/v1/tasks"))["tasks"]) == 20


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message": ""},
        {"message": "  "},
        {"message": "x" * 4001},
        {"message": "a\x00b"},
        {"message": 7},
        {"message": "hello", "user_id": UNKNOWN},
        {"message": "hello", "session_id": "1"},
        {"message": "hello", "session_id": 10**30},
    ],
)
async def test_bad_input_is_refused_with_its_field(api: Api, body: object) -> None:
    answer = await api.call("POST", "/api/v1/chat", body)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert (await api.get("/api/v1/chat/sessions"))["sessions"] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"/api/v1/chat/proposals/{UNKNOWN}", {"answer": "perhaps"}),
        (f"/api/v1/chat/proposals/{UNKNOWN}", {"answer": "approve", "changes": []}),
        (f"/api/v1/chat/proposals/{UNKNOWN}", {"answer": "approve", "changes": ["x"]}),
    ],
)
async def test_bad_answers_to_a_proposal_are_refused(api: Api, path: str, body: object) -> None:
    assert (await api.call("POST", path, body)).status_code == 422


async def test_bad_pages_are_refused(api: Api) -> None:
    for query in ("cursor=x", "limit=0", "limit=201", "page=2"):
        assert (await api.call("GET", f"/api/v1/chat/sessions?{query}")).status_code == 422


async def test_the_chat_needs_a_sign_in(api: Api) -> None:
    for method, path in (("POST", "/api/v1/chat"), ("GET", "/api/v1/chat/sessions")):
        assert (await api.http.request(method, path, json={"message": "hello"})).status_code == 401


def events_of(text: str) -> list[dict[str, Any]]:
    """The events of a stream."""
    return [orjson.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data: ")]


async def test_an_answer_is_streamed_as_server_sent_events(api: Api) -> None:
    response = await api.call("POST", "/api/v1/chat/stream", {"message": "add buy milk"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-accel-buffering"] == "no"
    events = events_of(response.text)
    assert [events[0]["type"], events[-1]["type"]] == ["RUN_STARTED", "RUN_FINISHED"]
    assert response.text.startswith("id: 1\ndata: ")


async def test_a_stream_goes_on_behind_the_last_event(api: Api) -> None:
    whole = await api.call("POST", "/api/v1/chat/stream", {"message": "add buy milk"})
    events = events_of(whole.text)
    path = f"/api/v1/chat/runs/{events[0]['runId']}/events"
    rest = await api.call("GET", path, headers={"Last-Event-ID": "3"})
    assert events_of(rest.text) == events[3:]


async def test_a_stream_sent_twice_with_one_key_adds_once(api: Api) -> None:
    for _ in range(2):
        sent = await api.call(
            "POST", "/api/v1/chat/stream", {"message": "add buy milk"}, headers={"Idempotency-Key": "k"}
        )
        assert sent.status_code == 200
    assert len((await api.get("/api/v1/tasks"))["tasks"]) == 1


async def test_a_stream_into_an_unknown_conversation_is_a_plain_error(api: Api) -> None:
    refused = await api.call("POST", "/api/v1/chat/stream", {"message": "hello", "session_id": UNKNOWN})
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


async def test_one_user_cannot_read_any_number_of_streams(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = (await api.post("/api/v1/chat", {"message": "add buy milk"}))["receipt"]["turn_id"]
    path = f"/api/v1/chat/runs/{run_id}/events"
    assert (await api.call("GET", path)).status_code == 200
    monkeypatch.setattr("behflow.agent.runs.READERS_MOST", 0)
    refused = await api.call("GET", path)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")


async def test_cancelling_a_finished_run_changes_nothing(api: Api) -> None:
    answer = await api.post("/api/v1/chat", {"message": "add buy milk"})
    done = await api.call("POST", f"/api/v1/chat/runs/{answer['receipt']['turn_id']}/cancel")
    assert done.status_code == 202
    assert len((await api.get("/api/v1/tasks"))["tasks"]) == 1


async def test_half_a_character_from_a_model_does_not_break_the_stream() -> None:
    async def events() -> AsyncIterator[tuple[int, dict[str, Any]]]:
        yield 1, {"type": "TEXT_MESSAGE_CONTENT", "messageId": "m", "delta": "a\ud83d"}

    [line] = [line async for line in _lines(events())]
    assert json.loads(line.decode().partition("data: ")[2])["delta"] == "a\ud83d"
