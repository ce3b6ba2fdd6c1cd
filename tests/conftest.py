"""Fixtures: one embedded PostgreSQL for the whole run, one migrated database per worker, emptied after each test."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest
import uvloop
from sqlalchemy import make_url

from behflow.config import Settings
from behflow.database.base import Base
from behflow.database.embedded import EmbeddedPostgres
from behflow.database.engine import Database
from behflow.database.migrate import migrate
from behflow.main import create_app
from tests.client import Api, register
from tests.factories import World


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The server of this run. BEHFLOW_TEST_DATABASE_URL names another one, with the right to create databases."""
    given = os.environ.get("BEHFLOW_TEST_DATABASE_URL")
    if given:
        yield given
        return
    # One folder for all workers of a run: the supervisor counts them and the last one stops the server.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"behflow-tests-{run}"
    folder.mkdir(mode=0o755, exist_ok=True)
    server = EmbeddedPostgres(folder / "postgres")
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture(scope="session")
async def database_url(postgres_url: str, worker_id: str) -> AsyncIterator[str]:
    """A fresh, migrated database of this worker."""
    url = make_url(postgres_url).set(drivername="postgresql")
    name = f"behflow_test_{worker_id}_{os.getpid()}"
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    fresh = url.set(database=name)
    await migrate(fresh)
    yield fresh.render_as_string(hide_password=False)
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    await connection.close()


@pytest.fixture(scope="session")
async def _pool(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=20)
    yield database
    await database.close()


@pytest.fixture
async def database(_pool: Database) -> Database:
    """A database whose tables are empty at the start of the test."""
    # A hundred times faster than TRUNCATE, which makes new files for every table and index.
    tables = reversed(Base.metadata.sorted_tables)
    async with _pool.transaction() as session:
        await session.raw.execute("; ".join(f'DELETE FROM "{table.name}"' for table in tables))
    return _pool


@pytest.fixture
async def world(database: Database) -> World:
    """Factories for users, projects and tasks, on the empty database."""
    return World(database)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings of a test instance, on the test database."""
    return Settings(data_dir=tmp_path, database_url=database_url, _env_file=None)  # type: ignore[arg-type, call-arg]


@pytest.fixture
async def http(database: Database, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The whole application, reached over its real interface; its database is empty at the start."""
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            yield client


@pytest.fixture
async def api(http: httpx.AsyncClient) -> Api:
    """A signed-in user."""
    return await register(http)


@pytest.fixture
async def other(http: httpx.AsyncClient, api: Api) -> Api:
    """A second user, who shares nothing with the first."""
    return await register(http, "kian")


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop that production uses."""
    return {"uvloop": uvloop.new_event_loop}
