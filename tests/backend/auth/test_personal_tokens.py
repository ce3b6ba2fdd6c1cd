"""Personal tokens: made and ended by a sign-in, shown once, kept as a hash, gone with their reason."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import Any

import pytest

from behflow.auth.service import sweep
from behflow.database.engine import Database
from tests.client import PASSWORD, Api, register
from tests.signed_in import api, other

__all__ = ["api", "other"]

ALL = ["tasks:read", "tasks:write", "chat", "processes:read", "processes:write", "account:read"]


async def make(api: Api, *scopes: str, **more: Any) -> dict[str, Any]:
    """A personal token of a user, as the answer shows it."""
    body = {"name": "Shortcut", "scopes": list(scopes or ALL), **more}
    made: dict[str, Any] = await api.post("/api/v1/tokens", body)
    return made


def holder(api: Api, made: dict[str, Any]) -> Api:
    """The same user, calling with a personal token."""
    return Api(api.http, api.user, made["token"])


async def test_a_token_works_where_a_sign_in_does(api: Api) -> None:
    made = await make(api)
    task = await holder(api, made).task("From a script")
    assert (await api.get(f"/api/v1/tasks/{task['id']}"))["name"] == "From a script"


async def test_the_secret_is_shown_once_and_kept_as_a_hash_only(api: Api, database: Database) -> None:
    made = await make(api)
    assert made["token"].startswith("bhf_")
    assert len(made["token"]) == 47
    listed = await api.call("GET", "/api/v1/tokens")
    assert [t["id"] for t in listed.json()["tokens"]] == [made["id"]]
    assert made["token"] not in listed.text
    async with database.reading() as session:
        row = await session.raw.fetchrow("SELECT * FROM personal_tokens")
        kept = await session.raw.fetch("SELECT * FROM idempotency_keys")
    assert row["token_hash"] == sha256(made["token"].encode()).digest()
    assert kept == []


async def test_the_secret_is_not_kept_for_a_retry_either(api: Api, database: Database) -> None:
    body = {"name": "x", "scopes": ["chat"]}
    answers = [await api.call("POST", "/api/v1/tokens", body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert [a.status_code for a in answers] == [201, 201]
    async with database.reading() as session:
        assert await session.raw.fetchval("SELECT count(*) FROM idempotency_keys") == 0


async def test_nothing_that_is_logged_or_recorded_holds_the_secret(
    api: Api, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    made = await make(api)
    await holder(api, made).get("/api/v1/tasks")
    await holder(api, {"token": made["token"][:-1] + "!"}).call("GET", "/api/v1/tasks")
    assert made["token"][4:40] not in caplog.text
    async with database.reading() as session:
        events = await session.raw.fetch("SELECT type, payload::text AS payload FROM events")
    assert "token.created" in [event["type"] for event in events]
    assert not [event for event in events if made["token"][4:40] in event["payload"]]


async def test_a_token_expires_after_ninety_days_unless_said_otherwise_and_within_a_year(api: Api) -> None:
    for days, sent in ((90, {}), (7, {"expires_in_days": 7}), (366, {"expires_in_days": 366})):
        made = await make(api, "chat", **sent)
        lasts = dt.datetime.fromisoformat(made["expires_at"]) - dt.datetime.fromisoformat(made["created_at"])
        assert lasts.days == days
    for wrong in (0, 367, None, -1):
        body = {"name": "x", "scopes": ["chat"], "expires_in_days": wrong}
        assert (await api.call("POST", "/api/v1/tokens", body)).status_code == 422


@pytest.mark.parametrize("scopes", [[], ["everything"], ["tasks:read", "admin"], None])
async def test_only_known_scopes_are_given_and_at_least_one(api: Api, scopes: Any) -> None:
    assert (await api.call("POST", "/api/v1/tokens", {"name": "x", "scopes": scopes})).status_code == 422


async def test_when_a_token_was_last_used_is_written_once_a_minute(api: Api, database: Database) -> None:
    made = await make(api)
    assert made["last_used_at"] is None
    await holder(api, made).get("/api/v1/tasks")
    used = (await api.get("/api/v1/tokens"))["tokens"][0]["last_used_at"]
    assert used is not None
    await api.call("DELETE", f"/api/v1/tokens/{(await make(api))['id']}")  # the cache forgets everybody
    await holder(api, made).get("/api/v1/tasks")
    assert (await api.get("/api/v1/tokens"))["tokens"][0]["last_used_at"] == used
    async with database.transaction() as session:
        await session.raw.execute("UPDATE personal_tokens SET last_used_at = now() - interval '61 seconds'")
    await api.call("DELETE", f"/api/v1/tokens/{(await make(api))['id']}")
    await holder(api, made).get("/api/v1/tasks")
    assert (await api.get("/api/v1/tokens"))["tokens"][0]["last_used_at"] > used


async def test_a_deleted_token_is_refused_at_once(api: Api) -> None:
    made = await make(api)
    script = holder(api, made)
    await script.get("/api/v1/tasks")
    assert (await api.call("DELETE", f"/api/v1/tokens/{made['id']}")).status_code == 204
    refused = await script.call("GET", "/api/v1/tasks")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert (await api.call("DELETE", f"/api/v1/tokens/{made['id']}")).status_code == 404


async def test_nobody_sees_or_ends_the_tokens_of_somebody_else(api: Api, other: Api) -> None:
    made = await make(api)
    assert (await other.get("/api/v1/tokens"))["tokens"] == []
    assert (await other.call("DELETE", f"/api/v1/tokens/{made['id']}")).status_code == 404
    await holder(api, made).get("/api/v1/tasks")


async def test_no_token_makes_shows_or_ends_tokens(api: Api) -> None:
    made = await make(api)
    script = holder(api, made)
    for method, path, body in (
        ("GET", "/api/v1/tokens", None),
        ("POST", "/api/v1/tokens", {"name": "x", "scopes": ["chat"]}),
        ("DELETE", f"/api/v1/tokens/{made['id']}", None),
    ):
        assert (await script.call(method, path, body)).status_code == 403


async def test_a_user_has_fifty_tokens_at_most(api: Api, database: Database) -> None:
    made = await make(api)
    async with database.transaction() as session:
        await session.raw.execute(
            "INSERT INTO personal_tokens SELECT gen_random_uuid(), user_id, name, sha256(n::text::bytea), scopes,"
            " created_at, expires_at FROM personal_tokens, generate_series(2, 50) n"
        )
    body = {"name": "x", "scopes": ["chat"]}
    assert (await api.call("POST", "/api/v1/tokens", body)).status_code == 409
    await api.call("DELETE", f"/api/v1/tokens/{made['id']}")
    assert (await api.call("POST", "/api/v1/tokens", body)).status_code == 201


@pytest.mark.parametrize(
    "token", ["bhf_", "bhf_" + "a" * 43, "bhf_" + "é" * 43, "BHF_" + "a" * 43, "bhf_" + "a" * 4000]
)
async def test_what_is_no_token_is_refused(api: Api, token: str) -> None:
    refused = await api.http.get("/api/v1/tasks", headers={b"Authorization": b"Bearer " + token.encode()})
    assert refused.status_code == 401


async def test_the_cookie_of_a_browser_means_nothing_to_a_token(api: Api, database: Database) -> None:
    made = await make(api)
    cookie = {"Cookie": "behflow_bind=whatever"}
    task = await holder(api, made).call("POST", "/api/v1/tasks", {"name": "x"}, headers=cookie)
    assert task.status_code == 201
    async with database.reading() as session:
        vias = {row["via"] for row in await session.raw.fetch("SELECT via FROM events WHERE type = 'task.created'")}
    assert vias == {"rest"}


async def test_a_run_that_a_token_sets_off_does_what_the_process_does(api: Api) -> None:
    await api.task("Overdue", due="2020-01-01")
    process = (await api.get("/api/v1/processes"))["processes"][0]
    script = holder(api, await make(api, "processes:write", "tasks:write"))
    run = await script.post(f"/api/v1/processes/{process['id']}/execute")
    assert run["status"] == "succeeded"


async def test_expired_tokens_are_swept_after_a_month(database: Database, api: Api) -> None:
    for age in ("29 days", "31 days"):
        made = await make(api, "chat", name=age)
        async with database.transaction() as session:
            await session.raw.execute(
                f"UPDATE personal_tokens SET expires_at = now() - interval '{age}' WHERE name = $1", made["name"]
            )
    async with database.transaction() as session:
        await sweep(session)
    assert [t["name"] for t in (await api.get("/api/v1/tokens"))["tokens"]] == ["29 days"]


async def test_changing_the_password_ends_every_token(http: Any) -> None:
    api = await register(http)
    script = holder(api, await make(api))
    await script.get("/api/v1/tasks")
    new = {"current_password": PASSWORD, "new_password": "another walk, by the sea"}
    assert (await api.call("POST", "/me/password", new)).status_code == 204
    assert (await script.call("GET", "/api/v1/tasks")).status_code == 401
