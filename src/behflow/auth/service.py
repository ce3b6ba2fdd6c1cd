"""The account of the caller: profile and sessions. Also the one place other packages import accounts from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import asyncpg
import orjson

from behflow.actor import Actor
from behflow.auth import accounts
from behflow.auth.accounts import sweep
from behflow.auth.authenticator import Authenticator, actor_of, still
from behflow.auth.entrance import Client, Entered, Entrance, taken
from behflow.auth.schemas import ProfileUpdate
from behflow.auth.session_cache import SessionCache
from behflow.database.engine import Session
from behflow.errors import NotFound
from behflow.events.service import record

__all__ = [
    "AuthService",
    "Authenticator",
    "Client",
    "Entered",
    "Entrance",
    "SessionCache",
    "actor_of",
    "still",
    "sweep",
]

_FOR_CHANGE = """
SELECT name, lastname, email, timezone, calendar, locale, first_weekday, reading FROM users
WHERE id = $1 FOR NO KEY UPDATE
"""
_CHANGE = """
UPDATE users SET name = $2, lastname = $3, email = $4, timezone = $5, calendar = $6, locale = $7, first_weekday = $8,
    reading = $9::text::jsonb
WHERE id = $1
"""
_SESSIONS = """
SELECT id, created_at, last_seen_at, user_agent, address, id IS NOT DISTINCT FROM $2 AS current
FROM user_sessions WHERE user_id = $1 AND expires_at > now() ORDER BY last_seen_at DESC, id DESC LIMIT $3
"""


class AuthService:
    """The caller's own account."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    async def me(self) -> dict[str, Any]:
        """The account."""
        return await accounts.profile(self.session, self.actor.user_id)

    async def update_me(self, update: ProfileUpdate) -> dict[str, Any]:
        """Change what was sent. Raises Conflict when the e-mail address belongs to somebody else."""
        row = await self.session.raw.fetchrow(_FOR_CHANGE, self.actor.user_id)
        if row is None:
            raise NotFound
        before = dict(row)
        sent = update.model_dump(mode="json", exclude_unset=True)
        after = before | sent | {"reading": before["reading"] | sent.get("reading", {})}
        changed = [field for field in before if before[field] != after[field]]
        if changed:
            try:
                stored = after | {"reading": orjson.dumps(after["reading"]).decode()}
                await self.session.raw.execute(_CHANGE, self.actor.user_id, *(stored[field] for field in before))
            except asyncpg.UniqueViolationError as error:
                raise taken(error) from error
            await record(
                self.session,
                self.actor,
                workspace_id=self.actor.personal_workspace,
                event_type="user.updated",
                subject_type="user",
                subject_id=self.actor.user_id,
                before={field: before[field] for field in changed},
                after={field: after[field] for field in changed},
            )
        return await self.me()

    async def sessions(self) -> list[dict[str, Any]]:
        """Where the account is signed in, the latest first."""
        rows = await self.session.raw.fetch(
            _SESSIONS, self.actor.user_id, self.actor.session_id, accounts.SESSIONS_LIMIT
        )
        return [dict(row) for row in rows]

    async def end_session(self, session_id: UUID) -> None:
        """End one session of the caller. Raises NotFound, also when it is somebody else's."""
        if not await accounts.end_sessions(self.session, self.actor, [session_id], "ended"):
            raise NotFound

    async def end_other_sessions(self) -> int:
        """End every session but the one that asks, and every personal token; how many sessions there were."""
        return await accounts.end_other_sessions(self.session, self.actor, "ended")

    async def logout(self) -> None:
        """End the session that asks."""
        if self.actor.session_id is not None:
            await accounts.end_sessions(self.session, self.actor, [self.actor.session_id], "logout")
