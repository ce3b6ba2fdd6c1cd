"""S04: what a personal token may do is what the written policy says, on every route and by every way to send it."""

from __future__ import annotations

import pytest

from behflow.api.scopes import ALSO, POLICY
from behflow.auth.scopes import SCOPES, Scope, held
from tests.backend.auth.test_personal_tokens import holder, make
from tests.client import Api
from tests.security.routes import CALLS, UNKNOWN, fill, path_of, routes
from tests.signed_in import api

__all__ = ["api"]


def test_every_route_is_in_the_policy_and_nothing_else() -> None:
    needs_a_caller = [route for route in routes() if not CALLS[route].public]
    assert sorted(POLICY) == sorted(needs_a_caller), "say in api/scopes.py which scope a token needs for a new route"


def test_the_policy_gives_no_token_what_guards_the_account() -> None:
    guarded = [
        route for route in POLICY if "/tokens" in route or "/me/" in route or route in ("PATCH /me", "POST /logout")
    ]
    assert len(guarded) >= 9
    assert {POLICY[route] for route in guarded} == {None}


def test_whoever_only_reads_changes_nothing() -> None:
    asks = ("POST /api/v1/parse", "POST /api/v1/filters/check", "POST /api/v1/processes/preview")
    for route, scope in POLICY.items():
        if scope is not None and scope.endswith(":read"):
            assert route.startswith("GET ") or route in asks, route


@pytest.mark.parametrize("scope", SCOPES)
async def test_every_route_answers_a_token_as_the_policy_says(api: Api, scope: Scope) -> None:
    script = holder(api, await make(api, scope))
    for route, needed in POLICY.items():
        call = CALLS[route]
        method, path = path_of(route, call, UNKNOWN)
        response = await script.call(method, path, fill(call.body, UNKNOWN) if call.body is not None else None)
        also = ALSO.get(route)
        if needed in held([scope]) and also not in (None, *held([scope])):
            assert (response.status_code, response.json().get("scope")) == (403, also), route
        elif needed in held([scope]):
            assert response.status_code != 403, f"{route}: {response.text}"
        else:
            assert response.status_code == 403, f"{route}: {response.status_code}"
            assert response.json()["code"] == "forbidden"
            assert response.json().get("scope") == needed


async def test_a_token_is_taken_from_the_authorization_header_only(api: Api) -> None:
    token = (await make(api))["token"]
    for headers in (
        {"X-API-Key": token},
        {"Authorization": token},
        {"Authorization": f"Token {token}"},
        {"Authorization": f"Basic {token}"},
        {"Cookie": f"behflow_bind={token}; session={token}; token={token}"},
    ):
        assert (await api.http.get("/api/v1/tasks", headers=headers)).status_code == 401, headers
    for query in ("token", "access_token", "api_key"):
        assert (await api.http.get("/api/v1/tasks", params={query: token})).status_code == 401


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer"])
async def test_no_spelling_of_the_scheme_gets_around_the_scopes(api: Api, scheme: str) -> None:
    token = (await make(api, "account:read"))["token"]
    for method, path in (("GET", "/api/v1/tasks"), ("POST", "/api/v1/tasks"), ("GET", "/api/v1/tokens")):
        headers = {"Authorization": f"{scheme} {token}"}
        assert (await api.http.request(method, path, headers=headers)).status_code == 403


async def _names(api: Api) -> set[str]:
    return {task["name"] for task in (await api.get("/api/v1/tasks"))["tasks"]}


async def test_the_assistant_does_for_a_token_only_what_its_scopes_allow(api: Api) -> None:
    await api.task("Pay rent")
    talker = holder(api, await make(api, "chat"))
    for words in (
        "add buy milk",
        "delete pay rent",
        "complete pay rent",
        "what is due today?",
        "show all tasks",
        "undo",
    ):
        answer = await talker.post("/api/v1/chat", {"message": words})
        assert answer["tasks"] == [], words
        assert answer["candidates"] == [], words
        assert answer["proposal"] is None, words
        assert answer["receipt"]["changes"] == [], words
        assert "Pay rent" not in answer["response"]
    assert await _names(api) == {"Pay rent"}
    reader = holder(api, await make(api, "chat", "tasks:read"))
    assert [t["name"] for t in (await reader.post("/api/v1/chat", {"message": "show all tasks"}))["tasks"]] == [
        "Pay rent"
    ]
    await reader.post("/api/v1/chat", {"message": "delete pay rent"})
    assert await _names(api) == {"Pay rent"}
    writer = holder(api, await make(api, "chat", "tasks:write"))
    await writer.post("/api/v1/chat", {"message": "add buy milk"})
    assert len(await _names(api)) == 2


async def test_a_proposal_is_not_carried_out_for_a_token_that_may_not_do_what_it_says(api: Api) -> None:
    for _ in range(7):
        await api.task("Pay rent")
    asked = await api.post("/api/v1/chat", {"message": "delete all tasks"})
    reader = holder(api, await make(api, "chat", "tasks:read"))
    answer = await reader.post(f"/api/v1/chat/proposals/{asked['proposal']['id']}", {"answer": "approve"})
    assert answer["receipt"]["changes"] == []
    assert len((await api.get("/api/v1/tasks"))["tasks"]) == 7


async def test_a_token_makes_no_process_that_may_do_more_than_the_token(api: Api) -> None:
    process = (await api.get("/api/v1/processes"))["processes"][0]
    planner = holder(api, await make(api, "processes:write"))
    words = {"words": "every friday at 4 pm delete completed tasks"}
    for method, path, body in (
        ("POST", "/api/v1/processes", words),
        ("PATCH", f"/api/v1/processes/{process['id']}", {"time": "09:00"}),
        ("POST", f"/api/v1/processes/{process['id']}/execute", None),
    ):
        refused = await planner.call(method, path, body)
        assert (refused.status_code, refused.json()["scope"]) == (403, "tasks:write"), path
    assert len((await api.get("/api/v1/processes"))["processes"]) == 1
    writer = holder(api, await make(api, "processes:write", "tasks:write"))
    assert (await writer.call("POST", "/api/v1/processes", words)).status_code == 201


async def test_a_token_without_the_scope_for_memories_does_none_of_them_again(api: Api) -> None:
    said = await api.post("/api/v1/chat", {"message": "remember that my door code is 4711"})
    turn = {"turn_id": said["receipt"]["turn_id"]}
    await api.post("/api/v1/undo", turn)
    writer = holder(api, await make(api, "tasks:write"))
    refused = await writer.call("POST", "/api/v1/redo", turn)
    assert (refused.status_code, "4711" in refused.text) == (404, False)
    assert (await api.get("/api/v1/memories"))["memories"] == []
    talker = holder(api, await make(api, "tasks:write", "chat"))
    assert (await talker.post("/api/v1/redo", turn))["others"] != []
