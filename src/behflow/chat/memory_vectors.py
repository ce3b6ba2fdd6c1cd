"""Recall by meaning: vectors of memories in pgvector, where there is one and an embedding model is set.

The table is made here at start and not by a migration, since a plain PostgreSQL without the extension must do.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from uuid import UUID

import asyncpg

from behflow.actor import Actor
from behflow.chat.memory import vector_text
from behflow.database.engine import Database, Session

Embed = Callable[[list[str]], Awaitable[list[list[float]]]]
"""Turns texts into vectors of one length, in their order. Whoever makes it decides to which host texts may go."""

Meaning = tuple[str, list[float]]
"""The name of an embedding model, and the vector it gave for a question."""

BATCH = 100
"""Memories that get their vector in one call."""
PATIENCE = 5.0
"""Seconds an embedding model may take; then words alone decide."""

_LOCK = 0x6D65_6D6F_7279
"""Advisory lock of making the table ("memory" in ASCII), since several processes may start together."""
_TABLE = """
CREATE TABLE IF NOT EXISTS memory_embeddings (
    memory_id uuid PRIMARY KEY REFERENCES memories (id) ON DELETE CASCADE,
    model text NOT NULL,
    version integer NOT NULL,
    embedding vector NOT NULL
)
"""
_MISSING = """
SELECT m.id, m.version, m.text FROM memories m
LEFT JOIN memory_embeddings e ON e.memory_id = m.id AND e.model = $2 AND e.version = m.version
WHERE m.user_id = $1 AND m.status = 'kept' AND e.memory_id IS NULL ORDER BY m.id DESC LIMIT $3
"""
_STORE = """
INSERT INTO memory_embeddings (memory_id, model, version, embedding)
SELECT id, $3, version, $4::text::vector FROM memories WHERE id = $1 AND version = $2
ON CONFLICT (memory_id) DO UPDATE SET model = EXCLUDED.model, version = EXCLUDED.version,
    embedding = EXCLUDED.embedding
"""

log = logging.getLogger(__name__)


async def prepare(database: Database) -> bool:
    """Make the table of vectors; False when the server has no pgvector or does not let this role make it."""
    async with database.reading() as session:
        if not await session.raw.fetchval("SELECT true FROM pg_available_extensions WHERE name = 'vector'"):
            return False
    try:
        async with database.transaction() as session:
            await session.raw.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
            await session.raw.execute("CREATE EXTENSION IF NOT EXISTS vector")
            await session.raw.execute(_TABLE)
    except asyncpg.InsufficientPrivilegeError:
        log.warning("Memories are found by words only: let a superuser run CREATE EXTENSION vector in the database")
        return False
    return True


class Transactions(Protocol):
    """What gives transactions and connections for single reads: the database, or a door's share of it."""

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """A transaction."""

    def reading(self) -> AbstractAsyncContextManager[Session]:
        """A connection for single reads."""


class MemoryVectors:
    """The vectors of memories, on a database for which ``prepare`` gave True."""

    def __init__(self, database: Transactions, model: str, embed: Embed) -> None:
        self.database = database
        self.model = model
        self._embed = embed

    async def meaning(self, actor: Actor, query: str) -> Meaning | None:
        """What a question means, for ``MemoryService.recall``; None while the model does not answer.

        Memories that have no vector yet get it in the same call. No transaction is open while the model is asked.
        """
        async with self.database.reading() as session:
            missing = await session.raw.fetch(_MISSING, actor.user_id, self.model, BATCH)
        texts = [query, *(row["text"] for row in missing)]
        try:
            async with asyncio.timeout(PATIENCE):
                vectors = await self._embed(texts)
            if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) != 1 or not vectors[0]:
                raise ValueError(f"{len(vectors)} vectors for {len(texts)} texts")
        except Exception as error:  # a provider may fail in any way; words still find most
            log.warning("The embedding model does not answer", extra={"model": self.model, "reason": str(error)[:200]})
            return None
        await self._store([(row["id"], row["version"]) for row in missing], vectors[1:])
        return self.model, vectors[0]

    async def _store(self, rows: list[tuple[UUID, int]], vectors: list[list[float]]) -> None:
        if not rows:
            return
        async with self.database.transaction() as session:
            values = [(*row, self.model, vector_text(vector)) for row, vector in zip(rows, vectors, strict=True)]
            await session.raw.executemany(_STORE, values)
