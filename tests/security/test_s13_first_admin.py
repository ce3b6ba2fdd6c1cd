"""S13: of any number of first registrations exactly one becomes the admin, and no name is given twice."""

from __future__ import annotations

import asyncio

import pytest

from behflow.auth.service import Entered
from behflow.database.base import Base
from behflow.errors import BehflowError, Conflict, Forbidden
from tests.accounts import Accounts

PARALLEL = 50
ROUNDS = 20


async def empty(accounts: Accounts) -> None:
    tables = ", ".join(f'"{name}"' for name in Base.metadata.tables)
    async with accounts.database.transaction() as session:
        await session.raw.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")


async def all_at_once(accounts: Accounts, names: list[str]) -> tuple[list[Entered], list[BehflowError]]:
    answers = await asyncio.gather(*(accounts.register(name) for name in names), return_exceptions=True)
    entered = [a for a in answers if isinstance(a, Entered)]
    errors = [a for a in answers if isinstance(a, BehflowError)]
    assert len(entered) + len(errors) == len(names), answers
    return entered, errors


async def test_of_fifty_parallel_first_registrations_exactly_one_is_the_admin(accounts: Accounts) -> None:
    for _ in range(ROUNDS):
        await empty(accounts)
        entered, errors = await all_at_once(accounts, [f"user{n}" for n in range(PARALLEL)])
        assert errors == []
        assert sum(e.user["is_admin"] for e in entered) == 1
        assert await accounts.count("SELECT count(*) FROM users WHERE is_admin AND is_first") == 1
        assert await accounts.count("SELECT count(*) FROM users WHERE is_admin OR is_first") == 1


async def test_the_same_name_fifty_times_makes_one_account(accounts: Accounts) -> None:
    for _ in range(ROUNDS):
        await empty(accounts)
        entered, errors = await all_at_once(accounts, ["ada", "ADA", "Ａｄａ", "aDa", "adA"] * (PARALLEL // 5))
        assert len(entered) == 1
        assert {type(e) for e in errors} == {Conflict}
        assert {e.fields[0].field for e in errors} == {"username"}
        assert await accounts.count("SELECT count(*) FROM users") == 1
        assert await accounts.count("SELECT count(*) FROM workspaces") == 1
        assert await accounts.count("SELECT count(*) FROM user_sessions") == 1


@pytest.mark.parametrize("mode", ["closed", "invite"])
async def test_where_nobody_may_register_only_the_first_one_can(accounts: Accounts, mode: str) -> None:
    closed = accounts.with_settings(registration=mode)
    for _ in range(5):
        await empty(accounts)
        entered, errors = await all_at_once(closed, [f"user{n}" for n in range(PARALLEL)])
        assert len(entered) == 1
        assert entered[0].user["is_admin"]
        assert {type(e) for e in errors} == {Forbidden}
        assert await accounts.count("SELECT count(*) FROM users") == 1
