"""Reading events in an order in which none is ever missed.

Ids are given out before their transactions commit, so a reader that remembers only the last id skips the events of
slower writers. The cursor is (xid, id), and only transactions older than every running one are read (PostgreSQL manual,
section 9.28.6, pg_snapshot_xmin).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from behflow.database.engine import Session

BATCH = 500


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place in the stream: everything up to here was read."""

    xid: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it was recorded."""

    cursor: Cursor
    workspace_id: UUID | None
    user_id: UUID | None
    via: str
    turn_id: UUID | None
    type: str
    subject_type: str
    subject_id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    created_at: dt.datetime


_COLUMNS = """id, xid::text AS xid, workspace_id, user_id, via, turn_id, type, subject_type, subject_id,
payload::text AS payload, created_at"""

_AFTER = f"""
SELECT {_COLUMNS} FROM events
WHERE (xid, id) > ($1::text::xid8, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY events.xid, id LIMIT $3
"""  # noqa: S608 (constants only)

_OF_TURN = f"SELECT {_COLUMNS} FROM events WHERE turn_id = $1 ORDER BY id"  # noqa: S608 (constants only)
_OF_SUBJECT = f"""
SELECT {_COLUMNS} FROM events WHERE subject_id = $1 AND subject_type = $2 ORDER BY id DESC LIMIT 1
"""  # noqa: S608 (constants only)
_BY_ID = f"SELECT {_COLUMNS} FROM events WHERE id = ANY($1::bigint[]) ORDER BY id"  # noqa: S608


def _event(row: Any) -> StoredEvent:
    body = orjson.loads(row["payload"])
    return StoredEvent(
        Cursor(int(row["xid"]), row["id"]),
        row["workspace_id"],
        row["user_id"],
        row["via"],
        row["turn_id"],
        row["type"],
        row["subject_type"],
        row["subject_id"],
        body.get("before"),
        body.get("after"),
        row["created_at"],
    )


async def read_after(session: Session, cursor: Cursor, limit: int = BATCH) -> list[StoredEvent]:
    """The next events behind a cursor, oldest first; none is skipped, whatever other writers do."""
    return [_event(row) for row in await session.raw.fetch(_AFTER, str(cursor.xid), cursor.id, limit)]


async def of_turn(session: Session, turn_id: UUID) -> list[StoredEvent]:
    """Every event of one turn of the chat or one run of a process, oldest first."""
    return [_event(row) for row in await session.raw.fetch(_OF_TURN, turn_id)]


async def by_ids(session: Session, ids: list[int]) -> list[StoredEvent]:
    """Events by id, oldest first."""
    return [_event(row) for row in await session.raw.fetch(_BY_ID, ids)]


async def latest_of(session: Session, subject_type: str, subject_id: UUID) -> StoredEvent | None:
    """The newest event of one subject, or None."""
    row = await session.raw.fetchrow(_OF_SUBJECT, subject_id, subject_type)
    return _event(row) if row else None


async def last_of_turn(session: Session, turn_id: UUID) -> int:
    """The id of the newest event of a turn, 0 when it has none."""
    found: int = await session.raw.fetchval("SELECT coalesce(max(id), 0) FROM events WHERE turn_id = $1", turn_id)
    return found
