from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.accounts import PASSWORD, Accounts, bearer

ADA = {"username": "ada", "password": PASSWORD, "name": "Ada", "lastname": "Lovelace"}
USER = {
    "id", "username", "name", "lastname", "email", "is_admin", "timezone", "calendar", "locale", "first_weekday",
    "reading", "created_at", "workspace_id",
}  # fmt: skip


async def register(door: httpx.AsyncClient, **fields: Any) -> dict[str, Any]:
    response = await door.post("/register", json=ADA | fields)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def test_registering_and_signing_in_answer_with_token_and_user(door: httpx.AsyncClient) -> None:
    registered = await register(door)
    response = await door.post("/login", json={"username": "ada", "password": PASSWORD})
    assert response.status_code == 200
    for answer in (registered, response.json()):
        assert set(answer) == {"access_token", "token_type", "expires_in", "user"}
        assert answer["token_type"] == "bearer"
        assert answer["expires_in"] == 86_400
        assert set(answer["user"]) == USER
        assert (await door.get("/me", headers=bearer(answer["access_token"]))).json() == registered["user"]
    assert response.headers["cache-control"] == "no-store"
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "a"),
        ("username", "a da"),
        ("username", 7),
        ("username", None),
        ("password", "short"),
        ("password", "x" * 129),
        ("password", "password1"),
        ("name", ""),
        ("name", " \t "),
        ("name", "x" * 101),
        ("name", "two\nlines"),
        ("lastname", "\u202egnp"),
        ("email", "nobody"),
        ("email", "a@b@c"),
        ("email", "x" * 250 + "@b.c"),
        ("timezone", "Mars/Olympus"),
        ("locale", "xx"),
        ("bind", "perhaps"),
        ("is_admin", True),
        ("id", "018f3c1e-0000-7000-8000-000000000001"),
        ("is_first", True),
        ("workspace_id", "018f3c1e-0000-7000-8000-000000000001"),
        ("password_hash", "!"),
    ],
)
async def test_what_does_not_fit_is_named(accounts: Accounts, door: httpx.AsyncClient, field: str, value: Any) -> None:
    response = await door.post("/register", json=ADA | {field: value})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert await accounts.count("SELECT count(*) FROM users") == 0


@pytest.mark.parametrize("path", ["/register", "/login"])
@pytest.mark.parametrize("text", [b"\\u0000", b"\\ud800", b"a\\udfffb"])
@pytest.mark.parametrize("field", ["username", "password", "name"])
async def test_text_that_cannot_be_stored_is_refused(
    door: httpx.AsyncClient, path: str, text: bytes, field: str
) -> None:
    body = b'{"username":"ada","password":"a walk along the river","name":"Ada"}'
    old = {"username": b'"ada"', "password": b'"a walk', "name": b'"Ada"'}[field]
    body = body.replace(old, old[:-1] + text + old[-1:])
    response = await door.post(path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert b"a walk along" not in response.content


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'"ada"', b"1e999", b"[" * 5000, b"\xff\xfe"])
@pytest.mark.parametrize("path", ["/register", "/login"])
async def test_a_body_that_is_no_object_is_refused(door: httpx.AsyncClient, path: str, content: bytes) -> None:
    response = await door.post(path, content=content, headers={"Content-Type": "application/json"})
    assert 400 <= response.status_code < 500
    assert response.headers["content-type"] == "application/problem+json"


async def test_null_and_nothing_are_no_address(door: httpx.AsyncClient) -> None:
    answer = await register(door, email=None)
    assert answer["user"]["email"] is None
    headers = bearer(answer["access_token"])
    assert (await door.patch("/me", headers=headers, json={"email": "a@b.org"})).json()["email"] == "a@b.org"
    for nothing in (None, "", "  "):
        assert (await door.patch("/me", headers=headers, json={"email": nothing})).json()["email"] is None


async def test_a_password_is_never_said_back(door: httpx.AsyncClient) -> None:
    for path, body in (
        ("/register", ADA | {"password": "hunter2"}),
        ("/register", ADA | {"username": "", "password": "hunter2hunter2"}),
        ("/login", {"username": "ada", "password": "hunter2" * 40}),
        ("/login", {"username": "ada", "password": ["hunter2hunter2"]}),
    ):
        response = await door.post(path, json=body)
        assert response.status_code == 422
        assert "hunter2" not in response.text


async def test_a_taken_name_is_a_conflict_with_its_field(door: httpx.AsyncClient) -> None:
    await register(door)
    response = await door.post("/register", json=ADA | {"username": "ADA"})
    assert response.status_code == 409
    assert response.json()["code"] == "conflict"
    assert response.json()["errors"] == [{"field": "username", "reason": "is already taken"}]


async def test_too_many_attempts_say_when_to_come_back(door: httpx.AsyncClient) -> None:
    for _ in range(10):
        assert (await door.post("/login", json={"username": "ada", "password": "wrong"})).status_code == 401
    response = await door.post("/login", json={"username": "ada", "password": "wrong"})
    assert response.status_code == 429
    assert 1 <= int(response.headers["retry-after"]) <= 900


async def test_forwarded_headers_of_strangers_make_no_new_address(accounts: Accounts, door: httpx.AsyncClient) -> None:
    for n in range(55):
        headers = dict.fromkeys(("X-Forwarded-For", "X-Real-IP"), f"203.0.113.{n}") | {
            "Forwarded": f"for=203.0.113.{n}"
        }
        response = await door.post("/login", json={"username": f"user{n}", "password": "wrong"}, headers=headers)
    assert response.status_code == 429
    assert await accounts.count("SELECT count(*) FROM login_attempts WHERE bucket LIKE 'address:%'") == 1


async def test_logging_out_ends_the_session_at_once(door: httpx.AsyncClient) -> None:
    headers = bearer((await register(door))["access_token"])
    assert (await door.post("/logout", headers=headers)).status_code == 204
    assert (await door.get("/me", headers=headers)).status_code == 401
    assert (await door.post("/logout", headers=headers)).status_code == 401


async def test_the_account_is_changed_in_part(door: httpx.AsyncClient) -> None:
    answer = await register(door)
    headers = bearer(answer["access_token"])
    response = await door.patch("/me", headers=headers, json={"calendar": "jalali", "first_weekday": 5})
    assert response.status_code == 200
    assert response.json() == answer["user"] | {"calendar": "jalali", "first_weekday": 5}
    assert (await door.patch("/me", headers=headers, json={})).json() == response.json()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", None),
        ("name", ""),
        ("timezone", "Mars/Olympus"),
        ("timezone", None),
        ("calendar", "mayan"),
        ("first_weekday", 7),
        ("first_weekday", -1),
        ("first_weekday", 10**30),
        ("first_weekday", 1.5),
        ("username", "eve"),
        ("is_admin", True),
        ("is_disabled", False),
        ("password_hash", "!"),
    ],
)
async def test_what_does_not_fit_the_account_is_named(door: httpx.AsyncClient, field: str, value: Any) -> None:
    answer = await register(door)
    headers = bearer(answer["access_token"])
    response = await door.patch("/me", headers=headers, json={"name": "Eve"} | {field: value})
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert (await door.get("/me", headers=headers)).json() == answer["user"]


async def test_changing_the_password_ends_the_other_sessions(door: httpx.AsyncClient) -> None:
    mine, other = bearer((await register(door))["access_token"]), {}
    response = await door.post("/login", json={"username": "ada", "password": PASSWORD})
    other = bearer(response.json()["access_token"])
    assert (await door.get("/me", headers=other)).status_code == 200
    body = {"current_password": PASSWORD, "new_password": "another long phrase"}
    assert (await door.post("/me/password", headers=mine, json=body)).status_code == 204
    assert (await door.get("/me", headers=other)).status_code == 401
    assert (await door.get("/me", headers=mine)).status_code == 200
    assert (await door.post("/login", json={"username": "ada", "password": PASSWORD})).status_code == 401


async def test_sessions_are_listed_and_ended_one_by_one_or_all(door: httpx.AsyncClient) -> None:
    mine = bearer((await register(door))["access_token"])
    others = []
    for _ in range(3):
        response = await door.post("/login", json={"username": "ada", "password": PASSWORD})
        others.append(bearer(response.json()["access_token"]))
    listed = (await door.get("/me/sessions", headers=mine)).json()["sessions"]
    assert [s["current"] for s in listed].count(True) == 1
    assert set(listed[0]) == {"id", "created_at", "last_seen_at", "user_agent", "address", "current"}
    one = (await door.get("/me/sessions", headers=others[0])).json()["sessions"]
    victim = next(s["id"] for s in one if s["current"])
    assert (await door.delete(f"/me/sessions/{victim}", headers=mine)).status_code == 204
    assert (await door.get("/me", headers=others[0])).status_code == 401
    assert (await door.delete(f"/me/sessions/{victim}", headers=mine)).status_code == 404
    assert (await door.get("/me", headers=others[1])).status_code == 200
    assert (await door.delete("/me/sessions", headers=mine)).status_code == 204
    assert [(await door.get("/me", headers=h)).status_code for h in (*others, mine)] == [401, 401, 401, 200]


async def test_a_foreign_session_is_not_told_from_an_unknown_one(door: httpx.AsyncClient) -> None:
    ada, bob = await register(door), await register(door, username="bob")
    foreign = (await door.get("/me/sessions", headers=bearer(bob["access_token"]))).json()["sessions"][0]["id"]
    answers = []
    for session_id in (foreign, str(uuid4())):
        response = await door.delete(f"/me/sessions/{session_id}", headers=bearer(ada["access_token"]))
        answers.append((response.status_code, {**response.json(), "request_id": ""}))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    for odd in ("1", "0" * 400, "10e30", "%00"):
        response = await door.delete(f"/me/sessions/{odd}", headers=bearer(ada["access_token"]))
        assert response.status_code == 404


@pytest.mark.parametrize(
    ("scheme", "name", "secure"), [("http", "behflow_bind", False), ("https", "__Host-behflow_bind", True)]
)
async def test_a_bound_token_works_only_with_the_cookie_of_its_browser(
    door: httpx.AsyncClient, scheme: str, name: str, secure: bool
) -> None:
    base = f"{scheme}://behflow.test"
    response = await door.post(f"{base}/register", json=ADA | {"bind": True})
    cookie = response.headers["set-cookie"]
    value, *attributes = cookie.split("; ")
    assert value.startswith(f"{name}=")
    assert set(attributes) == {"Path=/", "Max-Age=86400", "HttpOnly", "SameSite=Strict"} | (
        {"Secure"} if secure else set()
    )
    headers = bearer(response.json()["access_token"])
    door.cookies.clear()
    assert (await door.get(f"{base}/me", headers=headers)).status_code == 401
    assert (await door.get(f"{base}/me", headers={"Cookie": value})).status_code == 401
    assert (await door.get(f"{base}/me", headers=headers | {"Cookie": f"{name}=guess"})).status_code == 401
    assert (await door.get(f"{base}/me", headers=headers | {"Cookie": value})).status_code == 200
    gone = await door.post(f"{base}/logout", headers=headers | {"Cookie": value})
    assert gone.status_code == 204
    assert gone.headers["set-cookie"].startswith(f"{name}=; Path=/; Max-Age=0; HttpOnly")


async def test_no_answer_holds_a_secret(accounts: Accounts, door: httpx.AsyncClient) -> None:
    answer = await register(door, bind=True)
    headers = bearer(answer["access_token"])
    binding = door.cookies["behflow_bind"]
    texts = [str(answer)]
    texts += [(await door.get(path, headers=headers)).text for path in ("/me", "/me/sessions")]
    for secret in (PASSWORD, "instant:", binding, "password_hash", "binding_hash"):
        assert not any(secret in text for text in texts)
