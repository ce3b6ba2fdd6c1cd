"""Writing down what happened, in the transaction that made it happen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from behflow.actor import Actor
from behflow.database.engine import Session

RECORD_SQL = """
INSERT INTO events (workspace_id, user_id, via, turn_id, type, subject_type, subject_id, payload)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb) RETURNING id
"""


def payload(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    """The JSON text of an event's payload: the row before and after, either of which may be missing."""
    return orjson.dumps({"before": before, "after": after}, default=str).decode()


async def record(
    session: Session,
    actor: Actor,
    *,
    workspace_id: UUID | None,
    event_type: str,
    subject_type: str,
    subject_id: UUID,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> int:
    """Append one event and give its id. ``event_type`` is ``subject.past_participle``: ``task.completed``."""
    event_id: int = await session.raw.fetchval(
        RECORD_SQL,
        workspace_id,
        actor.user_id,
        actor.via,
        actor.turn_id,
        event_type,
        subject_type,
        subject_id,
        payload(before, after),
    )
    return event_id
