"""Fixtures about accounts, for every folder of tests that signs somebody in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr

from behflow.actor import Actor
from behflow.agent.agent import ChatAgent
from behflow.api.deps import Services
from behflow.auth.passwords import PasswordHasher, Verdict
from behflow.auth.schemas import Login, PasswordChange, Registration
from behflow.auth.service import Authenticator, Client, Entered, Entrance, SessionCache
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.events.stream import StoredEvent, by_ids
from behflow.main import create_app

PASSWORD = "a walk along the river"
KEY = b"k" * 32
AT_HOME = Client(address="192.0.2.1", user_agent="Tests/1")


class InstantHasher(PasswordHasher):
    """Counts the checks and costs nothing, where the hash itself is not under test."""

    def __init__(self) -> None:
        super().__init__()
        self.checks = 0

    async def hash(self, password: str) -> str:
        return "instant:" + password

    async def verify(self, password: str, stored: str | None) -> Verdict:
        self.checks += 1
        return Verdict(ok=stored == "instant:" + password)


@dataclass
class Clock:
    """A clock that moves when told."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def registration(username: str = "ada", **fields: Any) -> Registration:
    """A registration that is accepted."""
    return Registration(**{"username": username, "password": PASSWORD, "name": username.title(), **fields})


@dataclass
class Accounts:
    """Everything that signs people in, on one database."""

    database: Database
    settings: Settings
    hasher: PasswordHasher
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.authenticator = Authenticator(self.database, KEY, SessionCache(clock=self.clock))
        self.entrance = Entrance(self.database, self.settings, self.hasher, self.authenticator)

    def another_process(self) -> Authenticator:
        """The authenticator of another replica, with a cache of its own that stands still."""
        return Authenticator(self.database, KEY, SessionCache(clock=self.clock))

    def with_settings(self, **changes: Any) -> Accounts:
        """The same with other settings."""
        return Accounts(self.database, self.settings.model_copy(update=changes), self.hasher, self.clock)

    async def register(self, username: str = "ada", *, client: Client = AT_HOME, **fields: Any) -> Entered:
        return await self.entrance.register(registration(username, **fields), client)

    async def login(
        self, username: str = "ada", password: str = PASSWORD, *, client: Client = AT_HOME, bind: bool = False
    ) -> Entered:
        return await self.entrance.login(Login(username=username, password=SecretStr(password), bind=bind), client)

    async def change_password(
        self, actor: Actor, new: str, current: str = PASSWORD, *, client: Client = AT_HOME
    ) -> None:
        body = PasswordChange(current_password=SecretStr(current), new_password=SecretStr(new))
        await self.entrance.change_password(actor, body, client)

    async def actor(self, entered: Entered) -> Actor:
        return await self.authenticator.actor(entered.token, entered.binding)

    async def count(self, sql: str, *arguments: Any) -> int:
        """One number from the database."""
        async with self.database.reading() as session:
            found: int = await session.raw.fetchval(sql, *arguments)
            return found

    async def events(self) -> list[StoredEvent]:
        """Everything recorded so far; the stream itself waits for transactions of other tests on the same server."""
        async with self.database.reading() as session:
            ids = [row["id"] for row in await session.raw.fetch("SELECT id FROM events")]
            return await by_ids(session, ids)

    async def sessions_of(self, user_id: UUID) -> int:
        return await self.count("SELECT count(*) FROM user_sessions WHERE user_id = $1", user_id)


@pytest.fixture
def accounts(database: Database, settings: Settings) -> Iterator[Accounts]:
    """Accounts whose passwords cost nothing to check."""
    hasher = InstantHasher()
    yield Accounts(database, settings, hasher)
    hasher.close()


@pytest.fixture
def hasher() -> Iterator[PasswordHasher]:
    """The real thing."""
    hasher = PasswordHasher()
    yield hasher
    hasher.close()


@pytest.fixture
async def door(accounts: Accounts) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the whole application, whose passwords cost nothing to check."""
    app = create_app(accounts.settings)
    app.state.services = Services(
        accounts.settings,
        accounts.database,
        accounts.authenticator,
        accounts.hasher,
        ChatAgent(accounts.database, accounts.settings),
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(AT_HOME.address, 50_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://behflow.test") as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    """The header of a signed-in caller."""
    return {"Authorization": f"Bearer {token}"}
