from __future__ import annotations

import asyncio
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from pydantic import SecretStr

from behflow.auth.accounts import SESSIONS_LIMIT
from behflow.auth.passwords import PasswordHasher, Verdict
from behflow.auth.service import Client
from behflow.database.engine import Database
from behflow.errors import Conflict, Forbidden, InvalidInput, Unauthenticated
from tests.accounts import AT_HOME, PASSWORD, Accounts


async def test_registering_makes_a_user_a_personal_workspace_and_a_session(accounts: Accounts) -> None:
    entered = await accounts.register("ada", lastname="Lovelace", email="ada@example.org", timezone="Asia/Tehran")
    assert entered.expires_in == 24 * 3600
    assert entered.binding is None
    user = entered.user
    assert {k: user[k] for k in ("username", "name", "lastname", "email", "timezone", "calendar", "locale")} == {
        "username": "ada",
        "name": "Ada",
        "lastname": "Lovelace",
        "email": "ada@example.org",
        "timezone": "Asia/Tehran",
        "calendar": "gregorian",
        "locale": "en",
    }
    actor = await accounts.actor(entered)
    assert actor.user_id == user["id"]
    assert actor.personal_workspace == user["workspace_id"]
    assert actor.role_in(user["workspace_id"]) == "owner"
    assert actor.zone == "Asia/Tehran"


async def test_only_the_first_user_is_admin(accounts: Accounts) -> None:
    assert (await accounts.register("ada")).user["is_admin"]
    assert not (await accounts.register("bob")).user["is_admin"]


async def test_new_accounts_take_the_time_zone_of_the_server_unless_theirs_is_sent(accounts: Accounts) -> None:
    berlin = accounts.with_settings(timezone="Europe/Berlin")
    assert (await berlin.register("ada")).user["timezone"] == "Europe/Berlin"


async def test_registering_is_an_event_without_secrets(accounts: Accounts) -> None:
    entered = await accounts.register("ada", email="ada@example.org", bind=True)
    (event,) = await accounts.events()
    assert (event.type, event.subject_id, event.user_id) == ("user.registered", entered.user["id"], entered.user["id"])
    assert event.workspace_id == entered.user["workspace_id"]
    assert event.via == "web"
    assert event.after == {"username": "ada", "is_admin": True}


@pytest.mark.parametrize("again", ["ada", "ADA", "Ａｄａ"])
async def test_a_taken_username_is_a_conflict_that_names_the_field(accounts: Accounts, again: str) -> None:
    await accounts.register("ada")
    with pytest.raises(Conflict) as refused:
        await accounts.register(again)
    assert [f.field for f in refused.value.fields] == ["username"]
    assert await accounts.count("SELECT count(*) FROM users") == 1


async def test_a_taken_address_is_a_conflict_that_names_the_field(accounts: Accounts) -> None:
    await accounts.register("ada", email="ada@example.org")
    with pytest.raises(Conflict) as refused:
        await accounts.register("bob", email="Ada@Example.org")
    assert [f.field for f in refused.value.fields] == ["email"]


async def test_accounts_without_an_address_do_not_clash(accounts: Accounts) -> None:
    await accounts.register("ada", email=" ")
    assert (await accounts.register("bob", email="")).user["email"] is None


async def test_an_obvious_password_is_refused_before_anything_is_made(accounts: Accounts) -> None:
    for password in ("password1", "lovelace"):
        with pytest.raises(InvalidInput) as refused:
            await accounts.register("lovelace", password=password)
        assert refused.value.fields[0].field == "password"
    assert await accounts.count("SELECT count(*) FROM users") == 0


async def test_closed_registration_lets_in_the_first_and_nobody_else(accounts: Accounts) -> None:
    closed = accounts.with_settings(registration="closed", invite_code=SecretStr("open sesame"))
    assert (await closed.register("ada")).user["is_admin"]
    with pytest.raises(Forbidden):
        await closed.register("bob", invite="open sesame")


async def test_by_invite_the_code_opens_and_nothing_else_does(accounts: Accounts) -> None:
    by_invite = accounts.with_settings(registration="invite", invite_code=SecretStr("پنجره باز"))
    await by_invite.register("ada")
    for invite in (None, "", "پنجره", "پنجره باز "):
        with pytest.raises(Forbidden) as refused:
            await by_invite.register("bob", invite=invite)
        assert refused.value.fields[0].field == "invite"
    assert not (await by_invite.register("bob", invite="پنجره باز")).user["is_admin"]


async def test_by_invite_without_a_code_nobody_gets_in(accounts: Accounts) -> None:
    by_invite = accounts.with_settings(registration="invite")
    await by_invite.register("ada")
    with pytest.raises(Forbidden):
        await by_invite.register("bob", invite="")


async def test_where_registration_is_closed_no_password_is_hashed(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = accounts.with_settings(registration="closed")
    await closed.register("ada")

    async def hash_of(*_: Any) -> str:
        raise AssertionError("hashed")

    monkeypatch.setattr(closed.hasher, "hash", hash_of)
    with pytest.raises(Forbidden):
        await closed.register("bob")


async def test_signing_in_opens_a_session_of_its_own(accounts: Accounts) -> None:
    first = await accounts.register()
    second = await accounts.login("ADA", client=Client("2001:db8::7", "Mozilla/5.0 \x00\r\n(X)" + "y" * 400))
    assert first.user == second.user
    actors = [await accounts.actor(e) for e in (first, second)]
    assert actors[0].session_id != actors[1].session_id
    async with accounts.database.reading() as session:
        row = await session.raw.fetchrow("SELECT * FROM user_sessions WHERE id = $1", actors[1].session_id)
    assert row["address"] == "2001:db8::7"
    assert row["user_agent"].startswith("Mozilla/5.0 (X)")
    assert len(row["user_agent"]) == 300
    assert row["expires_at"] - row["created_at"] == timedelta(hours=24)


async def test_hours_of_a_session_are_a_setting(accounts: Accounts) -> None:
    short = accounts.with_settings(session_hours=1)
    assert (await short.register()).expires_in == 3600


@pytest.mark.parametrize(
    ("username", "password"), [("ada", "wrong password"), ("eve", PASSWORD), ("", PASSWORD), ("ada", PASSWORD + " ")]
)
async def test_a_wrong_name_or_password_opens_nothing(accounts: Accounts, username: str, password: str) -> None:
    entered = await accounts.register()
    with pytest.raises(Unauthenticated) as refused:
        await accounts.login(username, password)
    assert refused.value.detail == "The username or the password is wrong."
    assert await accounts.sessions_of(entered.user["id"]) == 1


async def test_an_account_that_no_password_was_set_for_cannot_be_signed_in_to(
    accounts: Accounts, hasher: PasswordHasher
) -> None:
    real = Accounts(accounts.database, accounts.settings, hasher)
    await real.register()
    async with accounts.database.transaction() as session:
        await session.raw.execute("UPDATE users SET password_hash = '!'")
    with pytest.raises(Unauthenticated):
        await real.login(password="!")


async def test_an_older_hash_is_renewed_at_sign_in(accounts: Accounts, hasher: PasswordHasher) -> None:
    bcrypt = Accounts(accounts.database, accounts.settings, PasswordHasher("bcrypt"))
    argon2 = Accounts(accounts.database, accounts.settings, hasher)
    await bcrypt.register()
    stored = "SELECT count(*) FROM users WHERE starts_with(password_hash, $1)"
    assert await accounts.count(stored, "$sha256-bcrypt$2b$12$") == 1
    with pytest.raises(Unauthenticated):
        await argon2.login(password="wrong password")
    assert await accounts.count(stored, "$sha256-bcrypt$2b$12$") == 1
    await asyncio.gather(*(argon2.login() for _ in range(4)))
    assert await accounts.count(stored, "$argon2id$") == 1
    await argon2.login()


async def test_of_a_bound_session_only_the_hash_of_the_cookie_is_kept(accounts: Accounts) -> None:
    entered = await accounts.register(bind=True)
    assert entered.binding is not None
    assert len(entered.binding) >= 43
    kept = "SELECT count(*) FROM user_sessions WHERE binding_hash = $1"
    assert await accounts.count(kept, sha256(entered.binding.encode()).digest()) == 1


async def test_no_transaction_is_open_while_a_password_is_hashed(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now, seen = 0, []
    plain = Database._session

    class Counted:
        def __init__(self, database: Database) -> None:
            self.inner = plain(database)

        async def __aenter__(self) -> Any:
            nonlocal open_now
            open_now += 1
            return await self.inner.__aenter__()

        async def __aexit__(self, *error: Any) -> Any:
            nonlocal open_now
            open_now -= 1
            return await self.inner.__aexit__(*error)

    hash_of, verify = accounts.hasher.hash, accounts.hasher.verify

    async def watched_hash(password: str) -> str:
        seen.append(open_now)
        return await hash_of(password)

    async def watched_verify(password: str, stored: str | None) -> Verdict:
        seen.append(open_now)
        return await verify(password, stored)

    monkeypatch.setattr(Database, "_session", lambda self: Counted(self))
    monkeypatch.setattr(accounts.hasher, "hash", watched_hash)
    monkeypatch.setattr(accounts.hasher, "verify", watched_verify)
    await accounts.register()
    actor = await accounts.actor(await accounts.login())
    await accounts.change_password(actor, "another long phrase")
    assert seen == [0, 0, 0, 0]


async def test_a_user_has_a_hundred_sessions_at_most(accounts: Accounts) -> None:
    first = await accounts.register()
    for _ in range(SESSIONS_LIMIT):
        await accounts.login()
    assert await accounts.sessions_of(first.user["id"]) == SESSIONS_LIMIT
    with pytest.raises(Unauthenticated):
        await accounts.actor(first)


async def test_changing_the_password_ends_the_other_sessions_and_says_so(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register())
    other = await accounts.login()
    await accounts.change_password(actor, "another long phrase")
    with pytest.raises(Unauthenticated):
        await accounts.actor(other)
    recorded = await accounts.events()
    assert [e.type for e in recorded] == ["user.registered", "password.changed", "session.ended"]
    assert recorded[1].before is None
    assert recorded[1].after is None
    assert recorded[2].after == {"reason": "password_changed"}


async def test_a_wrong_current_password_changes_nothing(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register())
    other = await accounts.login()
    with pytest.raises(InvalidInput) as refused:
        await accounts.change_password(actor, "another long phrase", current="wrong password")
    assert refused.value.fields[0].field == "current_password"
    assert await accounts.actor(other)
    assert (await accounts.login()).token


async def test_the_new_password_obeys_the_rules(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register("lovelace"))
    for password in ("password1", "lovelace1"):
        with pytest.raises(InvalidInput) as refused:
            await accounts.change_password(actor, password)
        assert refused.value.fields[0].field == "new_password"


async def test_two_password_changes_at_once_leave_one_password(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register())
    words = [f"a new long phrase {n}" for n in range(5)]
    answers = await asyncio.gather(*(accounts.change_password(actor, w) for w in words), return_exceptions=True)
    assert [a for a in answers if a is not None and not isinstance(a, Conflict | InvalidInput)] == []
    assert answers.count(None) == 1
    assert (await accounts.login(password=words[answers.index(None)], client=AT_HOME)).token
