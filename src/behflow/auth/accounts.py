"""Statements about users and their sessions, shared by the way in (entrance) and by the service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.auth import personal_tokens
from behflow.auth.personal_tokens import PersonalTokenService
from behflow.database.engine import Session
from behflow.errors import NotFound
from behflow.events.service import record
from behflow.ids import new_id
from behflow.reading import Reading

SESSIONS_LIMIT = 100
"""Sessions one user may have; the oldest give way."""

_PROFILE = """
SELECT u.id, u.username, u.name, u.lastname, u.email, u.is_admin, u.timezone, u.calendar, u.locale, u.first_weekday,
    u.reading, u.created_at, w.id AS workspace_id
FROM users u LEFT JOIN workspaces w ON w.personal_of = u.id WHERE u.id = $1
"""
_NEW_SESSION = """
INSERT INTO user_sessions (id, user_id, binding_hash, user_agent, address, expires_at)
VALUES ($1, $2, $3, $4, $5, now() + $6::interval) RETURNING created_at, expires_at
"""
_TOO_MANY = "SELECT id FROM user_sessions WHERE user_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 100"
_END = "DELETE FROM user_sessions WHERE user_id = $1 AND id = ANY($2::uuid[]) RETURNING id"
_OTHERS = "SELECT id FROM user_sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2"
_SWEEP_SESSIONS = "DELETE FROM user_sessions WHERE expires_at <= now()"
_SWEEP_ATTEMPTS = "DELETE FROM login_attempts WHERE window_ends_at <= now()"


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that was just made."""

    id: UUID
    created_at: dt.datetime
    expires_at: dt.datetime


async def profile(session: Session, user_id: UUID) -> dict[str, Any]:
    """A user as the owner of the account sees it. Raises NotFound."""
    row = await session.raw.fetchrow(_PROFILE, user_id)
    if row is None:
        raise NotFound
    return dict(row) | {"reading": Reading.model_validate(row["reading"]).model_dump(mode="json")}


async def open_session(
    session: Session, user_id: UUID, *, binding_hash: bytes | None, user_agent: str, address: str, hours: int
) -> NewSession:
    """A new session of a user; what exceeds the limit ends, the oldest first."""
    session_id = new_id()
    row = await session.raw.fetchrow(
        _NEW_SESSION, session_id, user_id, binding_hash, user_agent, address, dt.timedelta(hours=hours)
    )
    surplus = [old["id"] for old in await session.raw.fetch(_TOO_MANY, user_id, SESSIONS_LIMIT)]
    if surplus:
        await session.raw.execute(_END, user_id, surplus)
    return NewSession(session_id, row["created_at"], row["expires_at"])


async def end_sessions(session: Session, actor: Actor, ids: list[UUID], reason: str) -> int:
    """End sessions of the actor and record each. The number that were there to end."""
    ended = [row["id"] for row in await session.raw.fetch(_END, actor.user_id, ids)]
    for session_id in ended:
        await record(
            session,
            actor,
            workspace_id=actor.personal_workspace,
            event_type="session.ended",
            subject_type="session",
            subject_id=session_id,
            after={"reason": reason},
        )
    return len(ended)


async def end_other_sessions(session: Session, actor: Actor, reason: str) -> int:
    """End every session of the actor but the one that asks, and every personal token; how many sessions there were.

    Whoever got in elsewhere may have made a token to come back with.
    """
    await PersonalTokenService(session, actor).delete_all(reason)
    others = [row["id"] for row in await session.raw.fetch(_OTHERS, actor.user_id, actor.session_id)]
    return await end_sessions(session, actor, others, reason) if others else 0


async def sweep(session: Session) -> None:
    """Remove sessions and tokens that have run out and attempts that no longer count; for a daily job."""
    await session.raw.execute(_SWEEP_SESSIONS)
    await session.raw.execute(_SWEEP_ATTEMPTS)
    await personal_tokens.sweep(session)
