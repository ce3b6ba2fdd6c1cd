"""The chat's share of the connections: a burst of messages waits here, in order, and never starves the other doors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from behflow.database.engine import Database, Session


class Gate:
    """Transactions on a part of the pool. Waiting has no limit of its own: a message that was accepted is answered."""

    def __init__(self, database: Database, most: int) -> None:
        self.database = database
        self._free = asyncio.Semaphore(max(1, most))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """A transaction, as soon as one of the chat's connections is free."""
        async with self._free, self.database.transaction() as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """A connection for single reads, as soon as one of the chat's is free."""
        async with self._free, self.database.reading() as session:
            yield session
