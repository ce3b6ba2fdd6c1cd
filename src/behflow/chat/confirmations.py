"""Calls of programs that wait for their second call: exact rows and versions, one use, five minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.errors import Conflict
from behflow.ids import new_id

EXPIRES = dt.timedelta(minutes=5)

_SWEEP = "DELETE FROM confirmations WHERE user_id = $1 AND expires_at <= now()"
_OPEN = """
INSERT INTO confirmations (id, user_id, call_hash, changes, expires_at)
VALUES ($1, $2, $3, $4::text::jsonb, now() + $5::interval) RETURNING expires_at
"""
# Two calls at once wait for each other here, and the second finds nothing any more.
_CLAIM = """
DELETE FROM confirmations WHERE id = $1 AND user_id = $2 AND call_hash = $3 AND expires_at > now()
RETURNING changes::text AS changes
"""


class ConfirmationService:
    """The waiting calls of one user, inside the caller's transaction."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    async def open(self, call_hash: bytes, changes: Sequence[dict[str, Any]]) -> tuple[UUID, dt.datetime]:
        """Keep the changes of a call; gives id and expiry. ``call_hash`` stands for the tool and its arguments."""
        await self.session.raw.execute(_SWEEP, self.actor.user_id)
        confirmation_id, body = new_id(), orjson.dumps(changes).decode()
        expires: dt.datetime = await self.session.raw.fetchval(
            _OPEN, confirmation_id, self.actor.user_id, call_hash, body, EXPIRES
        )
        return confirmation_id, expires

    async def claim(self, confirmation_id: UUID, call_hash: bytes) -> list[dict[str, Any]]:
        """Take the changes of a call, once. Raises Conflict when they were taken or have expired."""
        row = await self.session.raw.fetchrow(_CLAIM, confirmation_id, self.actor.user_id, call_hash)
        if row is None:
            raise Conflict("This confirm_token was used already or has expired. Call without it for a new preview.")
        changes: list[dict[str, Any]] = orjson.loads(row["changes"])
        return changes
