"""The database of one process, and ``transaction()``: the only commit in the program."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar, cast

import asyncpg
from sqlalchemy import Executable, Result, ScalarResult
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from behflow.errors import Unavailable

POOL_WAIT = 5.0
"""Seconds a request waits for a connection before it is turned away."""

_GONE: tuple[type[BaseException], ...] = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # how the driver meets a connection whose end it was told but has not seen yet
    InterfaceError,
    PoolTimeout,
)

T = TypeVar("T")


class Session:
    """One transaction on one pooled connection, handed to services.

    Hot paths run compiled statements on ``raw`` (see ``statements``); everything else goes through an ORM session
    on the same connection, which is made only when first used since it costs more than a hot query does.
    """

    def __init__(self, connection: AsyncConnection, raw: asyncpg.Connection) -> None:
        self.connection = connection
        self.raw = raw
        self._orm: AsyncSession | None = None

    @property
    def orm(self) -> AsyncSession:
        """The ORM session of this transaction."""
        if self._orm is None:
            self._orm = AsyncSession(bind=self.connection, expire_on_commit=False, autoflush=True)
        return self._orm

    async def execute(self, statement: Executable, parameters: Any = None) -> Result[Any]:
        """Run a statement through the ORM session."""
        return await self.orm.execute(statement, parameters)

    async def scalars(self, statement: Executable) -> ScalarResult[Any]:
        """The first column of every row."""
        return await self.orm.scalars(statement)

    async def scalar(self, statement: Executable) -> Any:
        """The first column of the first row, or None."""
        return await self.orm.scalar(statement)

    async def get(self, entity: type[T], key: Any, *, for_update: bool = False) -> T | None:
        """A row by primary key, or None."""
        return await self.orm.get(entity, key, with_for_update=for_update or None)

    def add(self, instance: object) -> None:
        """Put a new row into the session; written at the next flush."""
        self.orm.add(instance)

    def add_all(self, instances: Sequence[object]) -> None:
        """Put several new rows into the session."""
        self.orm.add_all(instances)

    async def delete(self, instance: object) -> None:
        """Mark a row for removal."""
        await self.orm.delete(instance)

    async def flush(self) -> None:
        """Write what is pending, without committing."""
        if self._orm is not None:
            await self._orm.flush()

    async def close(self) -> None:
        """Let go of the ORM session, if there is one."""
        if self._orm is not None:
            await self._orm.close()


class Database:
    """The connection pool to one PostgreSQL, and the door to its transactions."""

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 10,
        statement_timeout_ms: int = 15_000,
        lock_timeout_ms: int = 5_000,
    ) -> None:
        self.url = make_url(url).set(drivername="postgresql+asyncpg")
        self.engine: AsyncEngine = create_async_engine(
            self.url,
            # Transactions are begun and ended on the driver's connection, so that ORM and raw statements share them.
            isolation_level="AUTOCOMMIT",
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=POOL_WAIT,
            pool_use_lifo=True,
            connect_args={
                "timeout": 5,
                "command_timeout": statement_timeout_ms / 1000 + 5,
                "server_settings": {
                    "application_name": "behflow",
                    "TimeZone": "UTC",
                    "jit": "off",
                    # Rows in memory or on flash. At 4 the planner walks everybody's newest tasks for a small account.
                    "random_page_cost": "1.1",
                    "statement_timeout": str(statement_timeout_ms),
                    "lock_timeout": str(lock_timeout_ms),
                    "idle_in_transaction_session_timeout": "60000",
                },
            },
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises Unavailable when the database cannot be reached.
        """
        async with self._session() as session:
            transaction = session.raw.transaction()
            await _or_lose(session, transaction.start())
            try:
                yield session
                await session.flush()
            except BaseException:
                await _settle(transaction.rollback())
                raise
            await _or_lose(session, transaction.commit())

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """A connection for reads of one statement each, without the cost of BEGIN and COMMIT.

        Raises Unavailable when the database cannot be reached.
        """
        async with self._session() as session:
            yield session

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[Session]:
        try:
            async with self.engine.connect() as connection:
                session = Session(connection, await _driver_connection(connection))
                try:
                    yield session
                except BaseException as error:
                    if _lost(error) or session.raw.is_closed() or session.raw.is_in_transaction():
                        await connection.invalidate()
                    raise
                finally:
                    await session.close()
        except Exception as error:
            if _lost(error):
                raise Unavailable("The database does not answer right now. Try again in a moment.") from error
            raise

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


async def _driver_connection(connection: AsyncConnection) -> asyncpg.Connection:
    """The driver's connection, a new one when the server closed it while it lay in the pool."""
    pooled = await connection.get_raw_connection()
    if cast("asyncpg.Connection", pooled.driver_connection).is_closed():
        await connection.invalidate()
        pooled = await connection.get_raw_connection()
    return cast("asyncpg.Connection", pooled.driver_connection)


async def _or_lose(session: Session, step: Coroutine[Any, Any, None]) -> None:
    """Begin or commit; when cancelled in the middle nobody knows the connection's state, so nobody gets it again."""
    try:
        await step
    except asyncio.CancelledError:
        await session.connection.invalidate()
        raise


async def _settle(rollback: Any) -> None:
    """Roll back even while the caller is being cancelled; a broken connection has nothing left to roll back."""
    try:
        await asyncio.shield(rollback)
    except (*_GONE, asyncpg.PostgresError):
        return


def _lost(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        driver = error.orig.__cause__ if error.orig is not None else None
        known = error.connection_invalidated or isinstance(error, InterfaceError | OperationalError)
        return known or isinstance(driver, _GONE)
    return isinstance(error, _GONE)
