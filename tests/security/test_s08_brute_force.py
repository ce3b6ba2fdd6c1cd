"""S08: at most ten checks of an account's password in fifteen minutes, whatever is tried."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from behflow.auth import attempts
from behflow.auth.passwords import Verdict
from behflow.auth.service import Client
from behflow.errors import BehflowError, Forbidden, InvalidInput, TooManyRequests, Unauthenticated
from tests.accounts import AT_HOME, PASSWORD, Accounts, InstantHasher

ATTEMPTS = 1_000


def checks(accounts: Accounts) -> int:
    assert isinstance(accounts.hasher, InstantHasher)
    return accounts.hasher.checks


async def refused(work: Any) -> BehflowError:
    with pytest.raises(BehflowError) as error:
        await work
    return error.value


async def test_of_a_thousand_wrong_passwords_ten_are_checked(accounts: Accounts) -> None:
    await accounts.register()
    errors = [await refused(accounts.login(password=f"wrong {n}")) for n in range(ATTEMPTS)]
    assert checks(accounts) == attempts.PER_ACCOUNT
    assert [type(e) for e in errors[:10]] == [Unauthenticated] * 10
    assert {type(e) for e in errors[10:]} == {TooManyRequests}


async def test_of_a_thousand_in_parallel_from_a_hundred_addresses_ten_are_checked(accounts: Accounts) -> None:
    await accounts.register()
    gate = asyncio.Semaphore(50)

    async def attempt(number: int) -> BehflowError:
        async with gate:
            client = Client(address=f"198.51.100.{number % 100}")
            return await refused(accounts.login(password=f"wrong {number}", client=client))

    errors = await asyncio.gather(*(attempt(n) for n in range(ATTEMPTS)))
    assert checks(accounts) == attempts.PER_ACCOUNT
    assert {type(e) for e in errors} == {Unauthenticated, TooManyRequests}


async def test_a_full_account_refuses_the_right_password_too(accounts: Accounts) -> None:
    await accounts.register()
    for _ in range(10):
        await refused(accounts.login(password="wrong password"))
    assert isinstance(await refused(accounts.login()), TooManyRequests)
    assert checks(accounts) == 10


@pytest.mark.parametrize("spelling", ["ada", "ADA", "Ａda", "aDA"])
async def test_another_spelling_of_the_name_is_the_same_account(accounts: Accounts, spelling: str) -> None:
    await accounts.register()
    for _ in range(10):
        await refused(accounts.login(password="wrong password"))
    assert isinstance(await refused(accounts.login(spelling)), TooManyRequests)


async def test_unknown_names_are_limited_like_known_ones(accounts: Accounts) -> None:
    errors = [await refused(accounts.login("nobody")) for _ in range(12)]
    assert [type(e) for e in errors] == [Unauthenticated] * 10 + [TooManyRequests] * 2


async def test_one_address_may_not_try_one_password_on_every_account(accounts: Accounts) -> None:
    errors = [await refused(accounts.login(f"user{n}")) for n in range(60)]
    assert sum(isinstance(e, Unauthenticated) for e in errors) == attempts.PER_ADDRESS
    assert checks(accounts) == attempts.PER_ADDRESS
    assert isinstance(await refused(accounts.login("other", client=Client("198.51.100.7"))), Unauthenticated)


async def test_a_network_of_ipv6_is_one_address(accounts: Accounts) -> None:
    errors = [await refused(accounts.login(f"user{n}", client=Client(f"2001:db8:1:2::{n:x}%eth0"))) for n in range(60)]
    assert sum(isinstance(e, Unauthenticated) for e in errors) == attempts.PER_ADDRESS
    elsewhere = Client("2001:db8:1:3::1")
    assert isinstance(await refused(accounts.login("other", client=elsewhere)), Unauthenticated)


async def test_an_attempt_counts_although_the_request_fails_afterwards(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    await accounts.register()

    async def broken(*_: Any) -> Verdict:
        raise RuntimeError("a fault behind the count")

    with monkeypatch.context() as patch:
        patch.setattr(accounts.hasher, "verify", broken)
        for _ in range(10):
            with pytest.raises(RuntimeError):
                await accounts.login()
    assert isinstance(await refused(accounts.login()), TooManyRequests)


async def test_the_refusal_says_when_to_try_again(accounts: Accounts) -> None:
    for _ in range(10):
        await refused(accounts.login("nobody"))
    error = await refused(accounts.login("nobody"))
    assert 1 <= int(error.headers["Retry-After"]) <= 15 * 60
    assert error.detail == "Too many attempts. Try again in 15 minutes."


async def test_refused_attempts_do_not_make_the_wait_longer(accounts: Accounts) -> None:
    for _ in range(10):
        await refused(accounts.login("nobody"))
    ends = "SELECT extract(epoch FROM max(window_ends_at))::bigint FROM login_attempts"
    before = await accounts.count(ends)
    for _ in range(5):
        await refused(accounts.login("nobody"))
    assert await accounts.count(ends) == before


async def test_after_the_window_the_account_opens_again(accounts: Accounts) -> None:
    await accounts.register()
    for _ in range(10):
        await refused(accounts.login(password="wrong password"))
    async with accounts.database.transaction() as session:
        await session.raw.execute("UPDATE login_attempts SET window_ends_at = now()")
    assert (await accounts.login()).token


async def test_the_right_password_starts_the_account_afresh(accounts: Accounts) -> None:
    await accounts.register()
    for _ in range(3):
        for _ in range(9):
            await refused(accounts.login(password="wrong password"))
        await accounts.login()
    assert await accounts.count("SELECT count(*) FROM login_attempts WHERE bucket LIKE 'account:%'") == 0


async def test_an_own_account_gives_no_further_tries_on_others(accounts: Accounts) -> None:
    await accounts.register("mallory")
    answers = []
    for n in range(60):
        answers.append(await refused(accounts.login(f"victim{n}")))
        if not isinstance(answers[-1], TooManyRequests):
            await accounts.login("mallory") if n < 49 else None
    assert sum(isinstance(e, Unauthenticated) for e in answers) == attempts.PER_ADDRESS


async def test_people_behind_one_address_may_sign_in_as_often_as_they_like(accounts: Accounts) -> None:
    await accounts.register()
    for _ in range(attempts.PER_ADDRESS + 10):
        await accounts.login()


async def test_a_stolen_session_cannot_guess_the_password(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register())
    errors = [
        await refused(accounts.change_password(actor, "another long phrase", current=f"wrong {n}")) for n in range(15)
    ]
    assert [type(e) for e in errors] == [InvalidInput] * 10 + [TooManyRequests] * 5
    assert isinstance(await refused(accounts.login()), TooManyRequests)
    assert checks(accounts) == 10


async def test_invite_codes_cannot_be_guessed(accounts: Accounts) -> None:
    from pydantic import SecretStr

    await accounts.register("first")
    by_invite = accounts.with_settings(registration="invite", invite_code=SecretStr("open sesame"))
    errors = [await refused(by_invite.register(f"user{n}", invite=f"code {n}")) for n in range(60)]
    assert sum(isinstance(e, Forbidden) for e in errors) == attempts.PER_ADDRESS
    assert sum(isinstance(e, TooManyRequests) for e in errors) == 10


async def test_neither_names_nor_passwords_are_kept_with_the_attempts(accounts: Accounts) -> None:
    await refused(accounts.login("my secret typed into the wrong field", PASSWORD, client=AT_HOME))
    async with accounts.database.reading() as session:
        buckets = [row["bucket"] for row in await session.raw.fetch("SELECT bucket FROM login_attempts")]
    assert len(buckets) == 2
    assert not any("secret" in bucket or PASSWORD in bucket for bucket in buckets)
