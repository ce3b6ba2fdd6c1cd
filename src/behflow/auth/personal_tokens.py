"""Personal access tokens: long random secrets for programs, of which only a hash is kept."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from hashlib import sha256
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.auth.schemas import TokenCreate
from behflow.database.engine import Session
from behflow.errors import Conflict, NotFound
from behflow.events.service import record
from behflow.ids import new_id

PREFIX = "bhf_"
TOKENS_LIMIT = 50
"""Tokens one user may have at a time, expired ones included until they are swept."""

_SHAPE = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")
_SHOWN = "id, name, scopes, created_at, expires_at, last_used_at"
_LIST = f"SELECT {_SHOWN} FROM personal_tokens WHERE user_id = $1 ORDER BY id DESC"  # noqa: S608 (constants only)
_LOCK = "SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE"
_COUNT = "SELECT count(*) FROM personal_tokens WHERE user_id = $1"
_CREATE = f"""
INSERT INTO personal_tokens (id, user_id, name, token_hash, scopes, expires_at)
VALUES ($1, $2, $3, $4, $5, now() + $6::interval) RETURNING {_SHOWN}
"""  # noqa: S608 (constants only)
_DELETE = "DELETE FROM personal_tokens WHERE user_id = $1 AND id = $2 RETURNING id"
_DELETE_ALL = "DELETE FROM personal_tokens WHERE user_id = $1 RETURNING id"
_SWEEP = "DELETE FROM personal_tokens WHERE expires_at <= now() - interval '30 days'"


def is_personal(token: str) -> bool:
    """True for what looks like a personal token; no other token of ours begins like one."""
    return token.startswith(PREFIX)


def token_hash(token: str) -> bytes | None:
    """What the row keeps of a token; None when it cannot be one.

    One round of SHA-256 is enough: the secret has 256 random bits, so there is nothing to guess.
    """
    return sha256(token.encode()).digest() if _SHAPE.fullmatch(token) else None


class PersonalTokenService:
    """The personal tokens of the caller."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    async def list(self) -> list[dict[str, Any]]:
        """Every token that was not deleted, the newest first; never a secret."""
        return [dict(row) for row in await self.session.raw.fetch(_LIST, self.actor.user_id)]

    async def create(self, given: TokenCreate) -> dict[str, Any]:
        """A new token; ``token`` in the answer is the secret, which nothing shows again. Raises Conflict."""
        await self.session.raw.execute(_LOCK, self.actor.user_id)
        if await self.session.raw.fetchval(_COUNT, self.actor.user_id) >= TOKENS_LIMIT:
            raise Conflict(f"There are {TOKENS_LIMIT} tokens already. Delete one that is no longer needed.")
        token = PREFIX + secrets.token_urlsafe(32)
        lifetime = dt.timedelta(days=given.expires_in_days)
        row = await self.session.raw.fetchrow(
            _CREATE, new_id(), self.actor.user_id, given.name, token_hash(token), sorted(given.scopes), lifetime
        )
        await self._record("token.created", row["id"], after={"name": row["name"], "scopes": row["scopes"]})
        return {**dict(row), "token": token}

    async def delete(self, token_id: UUID) -> None:
        """End a token. Raises NotFound, also when it is somebody else's."""
        if await self.session.raw.fetchval(_DELETE, self.actor.user_id, token_id) is None:
            raise NotFound
        await self._record("token.deleted", token_id, after={"reason": "deleted"})

    async def delete_all(self, reason: str) -> None:
        """End every token of the caller."""
        for row in await self.session.raw.fetch(_DELETE_ALL, self.actor.user_id):
            await self._record("token.deleted", row["id"], after={"reason": reason})

    async def _record(self, event_type: str, token_id: UUID, after: dict[str, Any]) -> None:
        await record(
            self.session,
            self.actor,
            workspace_id=self.actor.personal_workspace,
            event_type=event_type,
            subject_type="token",
            subject_id=token_id,
            after=after,
        )


async def sweep(session: Session) -> None:
    """Remove tokens that expired a month ago; until then the list says why something stopped working."""
    await session.raw.execute(_SWEEP)
