"""The world of the attacks, made once for all cases of a worker."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from pydantic import SecretStr
from sqlalchemy import URL, make_url

from behflow.config import Settings
from behflow.database.engine import Database
from behflow.database.migrate import migrate
from behflow.ids import new_id
from tests.security.test_agent_adversaries import invariants
from tests.security.test_agent_adversaries.arena import Arena
from tests.security.test_agent_adversaries.page import Page, page


@asynccontextmanager
async def fresh(postgres_url: str, worker: str) -> AsyncIterator[URL]:
    """A migrated database while the block runs."""
    url = make_url(postgres_url).set(drivername="postgresql")
    server = url.render_as_string(hide_password=False)
    name = f"behflow_adversaries_{worker}_{new_id().hex[-8:]}"
    await _run(server, f'CREATE DATABASE "{name}"')
    try:
        await migrate(url.set(database=name))
        yield url.set(database=name)
    finally:
        await _run(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _run(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
async def arena(postgres_url: str, worker_id: str) -> AsyncIterator[Arena]:
    """A database of its own."""
    async with fresh(postgres_url, worker_id) as url:
        database = Database(url.render_as_string(hide_password=False), pool_size=5)
        try:
            made = await Arena.build(database)
            content = await made.content()
            yield made
            assert await made.content() == content, "I1: rows of somebody else changed, and no case saw it"
        finally:
            await database.close()


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An instance whose signing key is the second canary."""
    folder = tmp_path_factory.mktemp("adversaries")
    return Settings(data_dir=folder, secret_key=SecretStr(invariants.SECRET), _env_file=None)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def shown() -> Iterator[Page]:
    """The page that shows what was answered."""
    with page() as found:
        yield found
