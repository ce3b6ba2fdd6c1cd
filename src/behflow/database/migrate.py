"""Bringing the schema up to date at start, once, however many processes start together."""

from __future__ import annotations

import logging
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from behflow.errors import ConfigurationError

LOCK = 0x6265_6866_6C6F_77
"""Advisory lock that migrations run under ("behflow" in ASCII)."""

MINIMUM_SERVER = 150_000

log = logging.getLogger(__name__)


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> bool:
    config = alembic_config(connection)
    head = ScriptDirectory.from_config(config).get_current_head()
    current = MigrationContext.configure(connection).get_current_revision()
    connection.commit()
    if current == head:
        return False
    if current is not None and current not in {
        s.revision for s in ScriptDirectory.from_config(config).walk_revisions()
    }:
        raise ConfigurationError(
            f"The database is at schema {current}, which this version of Behflow does not know. "
            "It was used with a newer version: install that one, or restore a backup."
        )
    log.info("Migrating the database", extra={"from_revision": current or "empty", "to_revision": head})
    command.upgrade(config, "head")
    connection.commit()
    return True


async def _reach(engine: AsyncEngine) -> None:
    try:
        async with engine.connect():
            return
    except (OSError, DBAPIError, asyncpg.PostgresError) as error:
        where = engine.url.render_as_string(hide_password=True)
        raise ConfigurationError(f"The database {where} cannot be used: {error}".partition("\n")[0]) from error


async def migrate(url: URL) -> bool:
    """Run what is missing. True when this process ran it, False when there was nothing left to do.

    Raises ConfigurationError when the server cannot be reached or is older than PostgreSQL 15, or when the schema is
    newer than the program.
    """
    engine = create_async_engine(url.set(drivername="postgresql+asyncpg"), pool_size=1)
    try:
        await _reach(engine)
        async with engine.connect() as connection:
            version = (await connection.execute(text("SHOW server_version_num"))).scalar_one()
            if int(version) < MINIMUM_SERVER:
                raise ConfigurationError(f"PostgreSQL {int(version) // 10_000} is too old; Behflow needs 15 or newer.")
            await connection.commit()
            await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
            await connection.commit()
            try:
                return await connection.run_sync(_upgrade)
            finally:
                await connection.rollback()
                await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
                await connection.commit()
    finally:
        await engine.dispose()
