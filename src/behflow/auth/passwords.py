"""Password hashes: Argon2id, or BCrypt by choice; either is accepted and renewed when it is not the current one."""

from __future__ import annotations

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers import HasherProtocol
from pwdlib.hashers.argon2 import Argon2Hasher
from pwdlib.hashers.bcrypt import BcryptHasher

from behflow.errors import Unavailable

Kind = Literal["argon2id", "bcrypt"]
R = TypeVar("R")

WAITING_LIMIT = 128
"""Hashes that may wait their turn; above that sign-ins are turned away rather than queued for minutes."""

_PREFIX = "$sha256-bcrypt"
_BCRYPT_BYTES = 72

# Hashes of no password at all: checking one costs what checking a real one costs.
_NOBODY: dict[Kind, str] = {
    "argon2id": f"$argon2id$v=19$m=19456,t=2,p=1${'A' * 22}${'A' * 43}",
    "bcrypt": f"{_PREFIX}$2b$12${'.' * 53}",
}


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


class _Sha256Bcrypt(HasherProtocol):
    """BCrypt over a SHA-256 of the password, so that nothing is cut at BCrypt's 72 bytes."""

    def __init__(self) -> None:
        self._bcrypt = BcryptHasher(rounds=12)

    @classmethod
    def identify(cls, hash: str | bytes) -> bool:  # noqa: A002
        return _bytes(hash).startswith(_PREFIX.encode())

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        return _PREFIX + self._bcrypt.hash(self._digest(password), salt=salt)

    def verify(self, password: str | bytes, hash: str | bytes) -> bool:  # noqa: A002
        return self._bcrypt.verify(self._digest(password), self._inner(hash))

    def check_needs_rehash(self, hash: str | bytes) -> bool:  # noqa: A002
        return self._bcrypt.check_needs_rehash(self._inner(hash))

    @staticmethod
    def _digest(password: str | bytes) -> bytes:
        return b64encode(sha256(_bytes(password)).digest())

    @staticmethod
    def _inner(stored: str | bytes) -> bytes:
        return _bytes(stored).removeprefix(_PREFIX.encode())


class _PlainBcrypt(BcryptHasher):
    """BCrypt as other programs write it, for accounts that were brought along; it never reads beyond 72 bytes."""

    def verify(self, password: str | bytes, hash: str | bytes) -> bool:  # noqa: A002
        return super().verify(_bytes(password)[:_BCRYPT_BYTES], hash)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the password was right, and the hash to store from now on if the stored one is of an older kind."""

    ok: bool
    renewed: str | None = None


class PasswordHasher:
    """Hashes and checks passwords, a few at a time, beside the event loop."""

    def __init__(self, kind: Kind = "argon2id", workers: int | None = None) -> None:
        argon2 = Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1)
        bcrypt = _Sha256Bcrypt()
        first: tuple[HasherProtocol, ...] = (argon2, bcrypt) if kind == "argon2id" else (bcrypt, argon2)
        self._hashes = PasswordHash((*first, _PlainBcrypt()))
        self._nobody = _NOBODY[kind]
        # A pool of its own is the bound: a request that is given up does not free a place while its hash still runs.
        count = workers or min(4, max(2, os.cpu_count() or 2))
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="behflow-hash")
        self._waiting = 0

    async def hash(self, password: str) -> str:
        """A fresh hash. Raises Unavailable when too many are asked for at once."""
        return await self._run(self._hashes.hash, password)

    async def verify(self, password: str, stored: str | None) -> Verdict:
        """Check a password; ``None`` (nobody of that name) takes as long. Raises Unavailable like ``hash``."""
        return await self._run(self._verify, password, stored)

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _verify(self, password: str, stored: str | None) -> Verdict:
        if stored is None or not any(hasher.identify(stored) for hasher in self._hashes.hashers):
            self._hashes.verify(password, self._nobody)
            return Verdict(ok=False)
        ok, renewed = self._hashes.verify_and_update(password, stored)
        return Verdict(ok, renewed)

    async def _run(self, function: Callable[..., R], *arguments: object) -> R:
        if self._waiting >= WAITING_LIMIT:
            raise Unavailable("Too many people sign in at once. Try again in a moment.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, function, *arguments)
        finally:
            self._waiting -= 1
