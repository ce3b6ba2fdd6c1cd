"""S06, accounts: what ended has ended in every process within a second, with the doorbell or without it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from behflow.actor import Actor
from behflow.auth.service import Authenticator, AuthService, Entered, SessionCache
from behflow.errors import Unauthenticated
from behflow.events.listener import ACCOUNTS, Listener
from tests.accounts import KEY, PASSWORD, Accounts

NEW = "another walk, by the sea"


@dataclass
class Case:
    """A user with two sessions: the one under test, and the one from which it is ended."""

    accounts: Accounts
    entered: Entered
    actor: Actor
    elsewhere: Actor

    async def service(self, actor: Actor, work: Callable[[AuthService], Awaitable[object]]) -> None:
        async with self.accounts.database.transaction() as session:
            await work(AuthService(session, actor))

    async def sql(self, statement: str) -> None:
        async with self.accounts.database.transaction() as session:
            await session.raw.execute(statement)


async def _logout(case: Case) -> None:
    await case.service(case.actor, lambda service: service.logout())


async def _end_one(case: Case) -> None:
    session_id = case.actor.session_id
    assert session_id is not None
    await case.service(case.elsewhere, lambda service: service.end_session(session_id))


async def _end_others(case: Case) -> None:
    await case.service(case.elsewhere, lambda service: service.end_other_sessions())


async def _change_password(case: Case) -> None:
    await case.accounts.change_password(case.elsewhere, NEW)


async def _disable(case: Case) -> None:
    await case.sql("UPDATE users SET is_disabled = true")


async def _delete(case: Case) -> None:
    await case.sql("DELETE FROM users")


async def _expire(case: Case) -> None:
    await case.sql("UPDATE user_sessions SET expires_at = now()")


ENDS = {
    "logout": _logout,
    "end one": _end_one,
    "end others": _end_others,
    "password change": _change_password,
    "disable": _disable,
    "delete": _delete,
    "expire": _expire,
}
ends = pytest.mark.parametrize("end", ENDS)
kinds = pytest.mark.parametrize("bind", [False, True], ids=["token", "bound token"])


@pytest.fixture
async def case(accounts: Accounts, bind: bool) -> Case:
    entered = await accounts.register(bind=bind)
    elsewhere = await accounts.actor(await accounts.login())
    return Case(accounts, entered, await accounts.actor(entered), elsewhere)


async def alive(authenticator: Authenticator, entered: Entered) -> bool:
    try:
        await authenticator.actor(entered.token, entered.binding)
    except Unauthenticated:
        return False
    return True


@ends
@kinds
async def test_an_ended_session_is_refused_everywhere_after_a_second_at_most(case: Case, end: str) -> None:
    replica = case.accounts.another_process()
    assert await alive(replica, case.entered)
    await ENDS[end](case)
    case.accounts.clock.now += 1.0
    assert not await alive(replica, case.entered)
    assert not await alive(case.accounts.authenticator, case.entered)


@ends
@kinds
async def test_the_doorbell_ends_it_in_another_process_at_once(case: Case, end: str) -> None:
    rang = asyncio.Event()
    replica = case.accounts.another_process()

    def ring(_payload: str) -> None:
        replica.forget()
        rang.set()

    listener = Listener(case.accounts.database.url, {ACCOUNTS: ring})
    await listener.start()
    try:
        await asyncio.wait_for(listener.ready.wait(), 10)
        assert await alive(replica, case.entered)
        await ENDS[end](case)
        async with asyncio.timeout(10):
            while True:
                rang.clear()
                if not await alive(replica, case.entered):
                    break
                await rang.wait()  # the clock of the cache stands still: only a ring makes it look again
    finally:
        await listener.stop()


@kinds
async def test_a_role_that_was_taken_away_is_gone_after_a_second_at_most(case: Case) -> None:
    workspace = case.actor.personal_workspace
    await case.sql("UPDATE memberships SET role = 'viewer'")
    case.accounts.clock.now += 1.0
    actor = await case.accounts.actor(case.entered)
    assert actor.role_in(workspace) == "viewer"
    await case.sql("DELETE FROM memberships")
    case.accounts.clock.now += 1.0
    assert (await case.accounts.actor(case.entered)).workspaces == ()


@kinds
async def test_an_admin_who_was_demoted_is_none_after_a_second_at_most(case: Case) -> None:
    assert case.actor.is_admin
    await case.sql("UPDATE users SET is_admin = false")
    case.accounts.clock.now += 1.0
    assert not (await case.accounts.actor(case.entered)).is_admin


@kinds
async def test_the_session_that_changed_the_password_goes_on(case: Case) -> None:
    await case.accounts.change_password(case.actor, NEW)
    assert await alive(case.accounts.authenticator, case.entered)
    with pytest.raises(Unauthenticated):
        await case.accounts.login(password=PASSWORD)
    assert (await case.accounts.login(password=NEW)).token


async def test_a_sign_in_with_the_old_password_does_not_survive_its_change(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered = await accounts.register()
    actor = await accounts.actor(entered)
    plain, waiting, go_on = accounts.hasher.verify, asyncio.Event(), asyncio.Event()

    async def slow(password: str, stored: str | None):  # type: ignore[no-untyped-def]
        verdict = await plain(password, stored)
        if not waiting.is_set():
            waiting.set()
            await go_on.wait()
        return verdict

    monkeypatch.setattr(accounts.hasher, "verify", slow)
    sign_in = asyncio.create_task(accounts.login())
    await waiting.wait()
    await accounts.change_password(actor, NEW)
    go_on.set()
    with pytest.raises(Unauthenticated):
        await sign_in
    assert await accounts.sessions_of(actor.user_id) == 1


async def test_signing_in_does_not_bring_a_disabled_account_back(accounts: Accounts) -> None:
    entered = await accounts.register()
    async with accounts.database.transaction() as session:
        await session.raw.execute("UPDATE users SET is_disabled = true")
    with pytest.raises(Unauthenticated):
        await accounts.login()
    assert await accounts.count("SELECT count(*) FROM users WHERE is_disabled") == 1
    assert not await alive(Authenticator(accounts.database, KEY, SessionCache()), entered)
