"""The schema is brought up to date once, by whoever comes first, and never backwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, Connection, make_url
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.ext.asyncio import create_async_engine

from behflow.database import migrate as module
from behflow.database.base import Base
from behflow.database.migrate import migrate
from behflow.database.types import XID8
from behflow.errors import ConfigurationError


@pytest.fixture
async def empty(postgres_url: str, worker_id: str) -> AsyncIterator[URL]:
    """A database without a schema."""
    server = make_url(postgres_url).set(drivername="postgresql")
    name = f"behflow_migrate_{worker_id}"
    connection = await asyncpg.connect(server.render_as_string(hide_password=False))
    await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    await connection.execute(f'CREATE DATABASE "{name}"')
    yield server.set(database=name)
    await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    await connection.close()


async def _execute(url: URL, sql: str) -> None:
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    await connection.execute(sql)
    await connection.close()


async def test_of_ten_that_start_at_once_one_migrates(empty: URL) -> None:
    ran = await asyncio.gather(*(migrate(empty) for _ in range(10)))
    assert sorted(ran) == [False] * 9 + [True]
    assert await migrate(empty) is False


async def test_a_schema_that_is_newer_than_the_program_is_refused(empty: URL) -> None:
    await migrate(empty)
    await _execute(empty, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConfigurationError, match="newer version"):
        await migrate(empty)
    await _execute(empty, "UPDATE alembic_version SET version_num = '0001'")


async def test_a_server_that_is_too_old_is_refused(empty: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MINIMUM_SERVER", 990_000)
    with pytest.raises(ConfigurationError, match="too old"):
        await migrate(empty)


async def test_a_migration_that_fails_leaves_nothing_and_runs_again(empty: URL) -> None:
    await _execute(empty, "CREATE TABLE tasks (in_the_way integer)")
    with pytest.raises(Exception, match="already exists"):
        await migrate(empty)
    connection = await asyncpg.connect(empty.render_as_string(hide_password=False))
    tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    await connection.close()
    assert {t["tablename"] for t in tables} - {"alembic_version"} == {"tasks"}
    await _execute(empty, "DROP TABLE tasks")
    assert await migrate(empty) is True


def _drift(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": False})
    return list(compare_metadata(context, Base.metadata))


async def test_the_models_are_what_the_migrations_make(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PGDialect.ischema_names, "xid8", XID8)
    engine = create_async_engine(make_url(database_url).set(drivername="postgresql+asyncpg"))
    async with engine.connect() as connection:
        assert await connection.run_sync(_drift) == []
    await engine.dispose()


_SHAPE = """
SELECT c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    regexp_replace(coalesce(pg_get_expr(d.adbin, d.adrelid), ''), '\\s+', ' ', 'g')
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid
    AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relname <> 'alembic_version'
UNION ALL SELECT conname, pg_get_constraintdef(oid), true, '' FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
UNION ALL SELECT indexname, indexdef, true, '' FROM pg_indexes
WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""


async def test_columns_constraints_and_indexes_are_the_same_by_either_way(empty: URL, database_url: str) -> None:
    """Autogenerate does not look at computed columns, checks and partial indexes; the catalogue does."""
    shapes = []
    engine = create_async_engine(empty.set(drivername="postgresql+asyncpg"))
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await engine.dispose()
    for url in (database_url, empty.render_as_string(hide_password=False)):
        plain = await asyncpg.connect(url)
        shapes.append({tuple(row) for row in await plain.fetch(_SHAPE)})
        await plain.close()
    assert shapes[0] ^ shapes[1] == set()
