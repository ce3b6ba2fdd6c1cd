from __future__ import annotations

import asyncio
import threading

import bcrypt
import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from behflow.auth import passwords
from behflow.auth.passwords import PasswordHasher
from behflow.errors import Unavailable

PASSWORD = "a walk along the river"


@pytest.fixture
def bcrypt_hasher() -> PasswordHasher:
    return PasswordHasher("bcrypt")


async def test_a_hash_is_argon2id_with_the_parameters_of_the_cheat_sheet(hasher: PasswordHasher) -> None:
    assert (await hasher.hash(PASSWORD)).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_the_right_password_is_right_and_another_is_not(hasher: PasswordHasher) -> None:
    stored = await hasher.hash(PASSWORD)
    assert await hasher.verify(PASSWORD, stored) == passwords.Verdict(ok=True, renewed=None)
    assert not (await hasher.verify(PASSWORD + " ", stored)).ok


async def test_bcrypt_can_be_chosen_with_cost_12(bcrypt_hasher: PasswordHasher) -> None:
    stored = await bcrypt_hasher.hash(PASSWORD)
    assert stored.startswith("$sha256-bcrypt$2b$12$")
    assert await bcrypt_hasher.verify(PASSWORD, stored) == passwords.Verdict(ok=True, renewed=None)


async def test_bcrypt_reads_all_of_a_password_longer_than_72_bytes(bcrypt_hasher: PasswordHasher) -> None:
    stored = await bcrypt_hasher.hash("x" * 100 + "a")
    assert (await bcrypt_hasher.verify("x" * 100 + "a", stored)).ok
    assert not (await bcrypt_hasher.verify("x" * 100 + "b", stored)).ok


async def test_each_kind_is_accepted_by_the_other_and_renewed(
    hasher: PasswordHasher, bcrypt_hasher: PasswordHasher
) -> None:
    to_argon = await hasher.verify(PASSWORD, await bcrypt_hasher.hash(PASSWORD))
    assert to_argon.ok
    assert to_argon.renewed is not None
    assert to_argon.renewed.startswith("$argon2id$")
    to_bcrypt = await bcrypt_hasher.verify(PASSWORD, await hasher.hash(PASSWORD))
    assert to_bcrypt.ok
    assert to_bcrypt.renewed is not None
    assert to_bcrypt.renewed.startswith("$sha256-bcrypt$")


async def test_a_plain_bcrypt_hash_of_another_program_is_accepted_and_renewed(hasher: PasswordHasher) -> None:
    long = "y" * 100
    for password in (PASSWORD, long):
        stored = bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4)).decode()
        verdict = await hasher.verify(password, stored)
        assert verdict.ok
        assert verdict.renewed is not None
        assert (await hasher.verify(password, verdict.renewed)).ok


async def test_argon2_with_older_parameters_is_renewed(hasher: PasswordHasher) -> None:
    stored = Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    verdict = await hasher.verify(PASSWORD, stored)
    assert verdict.ok
    assert verdict.renewed is not None
    assert "m=19456,t=2,p=1" in verdict.renewed


async def test_a_wrong_password_renews_nothing(hasher: PasswordHasher) -> None:
    stored = Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    assert await hasher.verify("another", stored) == passwords.Verdict(ok=False, renewed=None)


@pytest.mark.parametrize("kind", ["argon2id", "bcrypt"])
def test_the_hash_of_nobody_costs_what_a_current_hash_costs(kind: passwords.Kind) -> None:
    hasher = PasswordHasher(kind)
    nobody = hasher._nobody
    current = hasher._hashes.current_hasher
    assert current.identify(nobody)
    assert not current.check_needs_rehash(nobody)
    assert not hasher._hashes.verify("", nobody)
    hasher.close()


@pytest.mark.parametrize("stored", [None, "", "!", "$argon2id$broken", "$2b$12$short"])
async def test_nobody_and_an_unusable_hash_are_refused(hasher: PasswordHasher, stored: str | None) -> None:
    assert not (await hasher.verify(PASSWORD, stored)).ok


async def test_only_so_many_hashes_run_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher(workers=2)
    lock, together = threading.Lock(), threading.Barrier(2, timeout=10)
    running = most = 0

    def watched(password: str) -> str:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        together.wait()
        with lock:
            running -= 1
        return password

    monkeypatch.setattr(hasher._hashes, "hash", watched)
    await asyncio.gather(*(hasher.hash(str(n)) for n in range(20)))
    assert most == 2
    hasher.close()


async def test_the_queue_of_hashes_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "WAITING_LIMIT", 3)
    hasher = PasswordHasher(workers=2)
    answers = await asyncio.gather(*(hasher.hash(PASSWORD) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(answer, Unavailable) for answer in answers) == 2
    assert isinstance(await hasher.hash(PASSWORD), str)
    hasher.close()
