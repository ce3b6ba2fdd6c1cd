"""S06, personal tokens: their authority ends with its reason, in every process within a second.

A token is made to outlive the sign-in it was made in, so that signing out leaves it. "End every other session" and
another password are what people reach for when somebody else got in, and that somebody may have made a token.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

import pytest

from behflow.actor import Actor
from behflow.auth.personal_tokens import PersonalTokenService
from behflow.auth.schemas import TokenCreate
from behflow.auth.service import Authenticator, AuthService
from behflow.errors import Unauthenticated
from behflow.events.listener import ACCOUNTS, Listener
from tests.accounts import Accounts


@dataclass
class Case:
    """A user with a token, who is signed in."""

    accounts: Accounts
    actor: Actor
    token: str
    token_id: UUID

    async def sql(self, statement: str) -> None:
        async with self.accounts.database.transaction() as session:
            await session.raw.execute(statement)


async def _end_others(case: Case) -> None:
    async with case.accounts.database.transaction() as session:
        await AuthService(session, case.actor).end_other_sessions()


async def _change_password(case: Case) -> None:
    await case.accounts.change_password(case.actor, "another walk, by the sea")


async def _delete_token(case: Case) -> None:
    async with case.accounts.database.transaction() as session:
        await PersonalTokenService(session, case.actor).delete(case.token_id)


async def _disable(case: Case) -> None:
    await case.sql("UPDATE users SET is_disabled = true")


async def _delete_user(case: Case) -> None:
    await case.sql("DELETE FROM users")


async def _expire(case: Case) -> None:
    await case.sql("UPDATE personal_tokens SET expires_at = now()")


ENDS = {
    "end others": _end_others,
    "password change": _change_password,
    "delete the token": _delete_token,
    "disable": _disable,
    "delete the user": _delete_user,
    "expire": _expire,
}
ends = pytest.mark.parametrize("end", ENDS)


@pytest.fixture
async def case(accounts: Accounts) -> Case:
    actor = await accounts.actor(await accounts.register())
    given = TokenCreate(name="Script", scopes=frozenset({"tasks:write"}))
    async with accounts.database.transaction() as session:
        made = await PersonalTokenService(session, actor).create(given)
    return Case(accounts, actor, made["token"], made["id"])


async def alive(authenticator: Authenticator, case: Case) -> bool:
    try:
        await authenticator.actor(case.token)
    except Unauthenticated:
        return False
    return True


@ends
async def test_an_ended_token_is_refused_everywhere_after_a_second_at_most(case: Case, end: str) -> None:
    replica = case.accounts.another_process()
    assert await alive(replica, case)
    assert await alive(case.accounts.authenticator, case)
    await ENDS[end](case)
    case.accounts.clock.now += 1.0
    assert not await alive(replica, case)
    assert not await alive(case.accounts.authenticator, case)


@ends
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
        assert await alive(replica, case)
        await ENDS[end](case)
        async with asyncio.timeout(10):
            while True:
                rang.clear()
                if not await alive(replica, case):
                    break
                await rang.wait()  # the clock of the cache stands still: only a ring makes it look again
    finally:
        await listener.stop()


async def test_scopes_and_roles_that_were_taken_away_are_gone_after_a_second_at_most(case: Case) -> None:
    authenticator = case.accounts.authenticator
    before = await authenticator.actor(case.token)
    assert before.scopes == frozenset({"tasks:read", "tasks:write"})
    await case.sql("UPDATE personal_tokens SET scopes = '{tasks:read}'; UPDATE memberships SET role = 'viewer'")
    case.accounts.clock.now += 1.0
    actor = await authenticator.actor(case.token)
    assert actor.scopes == frozenset({"tasks:read"})
    assert actor.role_in(actor.personal_workspace) == "viewer"


async def test_a_token_of_an_admin_is_no_admin_once_its_user_is_none(case: Case) -> None:
    assert (await case.accounts.authenticator.actor(case.token)).is_admin
    await case.sql("UPDATE users SET is_admin = false")
    case.accounts.clock.now += 1.0
    assert not (await case.accounts.authenticator.actor(case.token)).is_admin


async def test_signing_out_leaves_the_token(case: Case) -> None:
    async with case.accounts.database.transaction() as session:
        await AuthService(session, case.actor).logout()
    case.accounts.clock.now += 1.0
    assert await alive(case.accounts.authenticator, case)
