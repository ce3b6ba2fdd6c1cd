"""Idempotency keys: a request that is sent twice has one effect and one answer.

The rule is Stripe's: status and body of the first request are kept for 24 hours per user and key, and the same key with
another request is refused. The key's row is written in the transaction of the work
itself, so a crash leaves both or none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from behflow.database.base import Base, CreatedAt
from behflow.database.engine import Session
from behflow.errors import Conflict, IdempotencyMismatch

KEY_LENGTH = 255
KEPT = dt.timedelta(hours=24)
ABANDONED = dt.timedelta(minutes=5)
"""A key that was taken and never answered for this long belongs to a request that died."""


class IdempotencyKey(Base):
    """The first answer to a request that carried an Idempotency-Key."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index(None, "created_at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    headers: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_at: Mapped[CreatedAt]


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the first request was answered."""

    status: int
    body: bytes
    headers: str


_CLAIM = """
INSERT INTO idempotency_keys (user_id, key, request_hash) VALUES ($1, $2, $3)
ON CONFLICT (user_id, key) DO UPDATE SET request_hash = EXCLUDED.request_hash, status = NULL, body = NULL,
    headers = NULL, created_at = now()
WHERE idempotency_keys.created_at < now() - $4::interval
   OR idempotency_keys.status IS NULL AND idempotency_keys.created_at < now() - $5::interval
RETURNING true
"""
_STORED = "SELECT request_hash, status, body, headers::text FROM idempotency_keys WHERE user_id = $1 AND key = $2"
_KEEP = "UPDATE idempotency_keys SET status = $3, body = $4, headers = $5::text::jsonb WHERE user_id = $1 AND key = $2"


async def claim(session: Session, user_id: UUID, key: str, request_hash: bytes) -> StoredAnswer | None:
    """Take the key for this transaction, or give the answer the first request got.

    A second request waits while the first one still runs. Raises IdempotencyMismatch when the key came with another
    request, Conflict when the first request runs longer than the lock timeout.
    """
    try:
        if await session.raw.fetchval(_CLAIM, user_id, key, request_hash, KEPT, ABANDONED):
            return None
    except asyncpg.LockNotAvailableError as error:
        raise Conflict(
            "The first request with this Idempotency-Key is still running. Try again in a moment."
        ) from error
    row = await session.raw.fetchrow(_STORED, user_id, key)
    if row is None or row["status"] is None:
        raise Conflict("The first request with this Idempotency-Key is still running. Try again in a moment.")
    if row["request_hash"] != request_hash:
        raise IdempotencyMismatch(
            "This Idempotency-Key was used with another request. Use a new key for a new request."
        )
    return StoredAnswer(row["status"], row["body"], row["headers"])


async def release(session: Session, user_id: UUID, key: str) -> None:
    """Give a key back that got no answer to keep, so that the request can be sent again."""
    await session.raw.execute(
        "DELETE FROM idempotency_keys WHERE user_id = $1 AND key = $2 AND status IS NULL", user_id, key
    )


async def keep(session: Session, user_id: UUID, key: str, answer: StoredAnswer) -> None:
    """Store the answer beside the work, in the same transaction."""
    await session.raw.execute(_KEEP, user_id, key, answer.status, answer.body, answer.headers)
