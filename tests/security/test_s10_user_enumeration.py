"""S10: whether a name exists cannot be told from the answer, nor from the work done for it (bench/ has the timing)."""

from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest

from behflow.auth.passwords import PasswordHasher
from behflow.database.engine import Database
from tests.accounts import PASSWORD, Accounts


async def answer(door: httpx.AsyncClient, username: str, password: str) -> httpx.Response:
    return await door.post("/login", json={"username": username, "password": password})


async def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(
    accounts: Accounts, door: httpx.AsyncClient
) -> None:
    await accounts.register()
    known, unknown = await answer(door, "ada", "wrong password"), await answer(door, "eve", "wrong password")
    assert known.status_code == unknown.status_code == 401
    bodies = [{k: v for k, v in r.json().items() if k != "request_id"} for r in (known, unknown)]
    assert bodies[0] == bodies[1]
    assert set(known.headers) == set(unknown.headers)


async def test_a_disabled_account_is_not_told_from_an_unknown_one(accounts: Accounts, door: httpx.AsyncClient) -> None:
    await accounts.register()
    async with accounts.database.transaction() as session:
        await session.raw.execute("UPDATE users SET is_disabled = true")
    known, unknown = await answer(door, "ada", PASSWORD), await answer(door, "eve", PASSWORD)
    assert known.status_code == unknown.status_code == 401
    assert known.json()["detail"] == unknown.json()["detail"]


async def test_an_unknown_name_costs_one_hash_and_as_many_transactions_as_a_known_one(
    accounts: Accounts, hasher: PasswordHasher, door: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await accounts.register()
    stored = await hasher.hash(PASSWORD)
    async with accounts.database.transaction() as session:
        await session.raw.execute("UPDATE users SET password_hash = $1", stored)
    monkeypatch.setattr(accounts.entrance, "_hasher", hasher)
    work: list[str] = []
    plain_verify = hasher._hashes.hashers[0].verify
    plain_session = Database._session

    def verify(password: str, stored: str) -> bool:
        work.append("hash " + stored.rpartition("$")[0].rpartition("$")[0])
        return plain_verify(password, stored)

    def session_of(self: Database) -> Any:
        work.append("transaction")
        return plain_session(self)

    monkeypatch.setattr(hasher._hashes.hashers[0], "verify", verify)
    monkeypatch.setattr(Database, "_session", session_of)
    found = []
    for username in ("ada", "eve"):
        work.clear()
        with pytest.raises(Exception, match="username or the password"):
            await accounts.login(username, "wrong password")
        found.append(list(work))
    assert found[0] == found[1] == ["transaction", "transaction", "hash $argon2id$v=19$m=19456,t=2,p=1"]


async def test_a_refused_sign_in_is_logged_without_password_and_without_unknown_names(
    accounts: Accounts, door: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    await accounts.register()
    caplog.set_level(logging.INFO, "behflow")
    await answer(door, "ada", "hunter2hunter2")
    await answer(door, "a password typed as name", "hunter2hunter2")
    refusals = [record for record in caplog.records if record.getMessage() == "Sign-in refused"]
    assert len(refusals) == 2
    everything = " ".join(str(record.__dict__) for record in caplog.records)
    assert "hunter2" not in everything
    assert "typed as name" not in everything
