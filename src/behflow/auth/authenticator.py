"""From a token to an actor, at every request."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from behflow.actor import Actor, Membership, Via
from behflow.auth import tokens
from behflow.auth.personal_tokens import is_personal, token_hash
from behflow.auth.scopes import held
from behflow.auth.session_cache import Known, SessionCache
from behflow.database.engine import Database, Session
from behflow.errors import Unauthenticated
from behflow.reading import Reading

TOKENS_LIMIT = 10_000

_SESSION = """
SELECT s.binding_hash, s.last_seen_at < now() - interval '1 minute' AS unseen,
    u.id AS user_id, u.is_admin, u.timezone, u.locale, u.calendar, u.first_weekday, u.reading,
    m.workspace_id, m.role, w.personal_of = u.id AS personal
FROM user_sessions s
    JOIN users u ON u.id = s.user_id AND NOT u.is_disabled
    LEFT JOIN memberships m ON m.user_id = u.id
    LEFT JOIN workspaces w ON w.id = m.workspace_id
WHERE s.id = $1 AND s.user_id = $2 AND s.expires_at > now()
ORDER BY m.created_at, m.workspace_id
"""
_PERSONAL = """
SELECT t.id AS token_id, t.scopes, t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute' AS unseen,
    u.id AS user_id, u.is_admin, u.timezone, u.locale, u.calendar, u.first_weekday, u.reading,
    m.workspace_id, m.role, w.personal_of = u.id AS personal
FROM personal_tokens t
    JOIN users u ON u.id = t.user_id AND NOT u.is_disabled
    LEFT JOIN memberships m ON m.user_id = u.id
    LEFT JOIN workspaces w ON w.id = m.workspace_id
WHERE t.token_hash = $1 AND t.expires_at > now()
ORDER BY m.created_at, m.workspace_id
"""
_PERSONAL_BY_ID = _PERSONAL.replace("t.token_hash = $1", "t.id = $1")
_USER = """
SELECT u.id AS user_id, u.is_admin, u.timezone, u.locale, u.calendar, u.first_weekday, u.reading,
    m.workspace_id, m.role, w.personal_of = u.id AS personal
FROM users u
    LEFT JOIN memberships m ON m.user_id = u.id
    LEFT JOIN workspaces w ON w.id = m.workspace_id
WHERE u.id = $1 AND NOT u.is_disabled
ORDER BY m.created_at, m.workspace_id
"""
_SEEN = """UPDATE user_sessions SET last_seen_at = now()
WHERE id = $1 AND last_seen_at < now() - interval '1 minute'"""
_USED = """UPDATE personal_tokens SET last_used_at = now()
WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')"""

NO_TOKEN = "This token is not valid: it was deleted or has expired. Make a new one in the settings."  # noqa: S105


def _actor(rows: list[Any], via: Via, session_id: UUID | None, token_id: UUID | None = None) -> Actor:
    first = rows[0]
    return Actor(
        user_id=first["user_id"],
        workspaces=tuple(
            Membership(row["workspace_id"], row["role"], bool(row["personal"]))
            for row in rows
            if row["workspace_id"] is not None
        ),
        via=via,
        is_admin=first["is_admin"],
        session_id=session_id,
        token_id=token_id,
        zone=first["timezone"],
        locale=first["locale"],
        calendar=first["calendar"],
        first_weekday=first["first_weekday"],
        reading=Reading.model_validate(first["reading"]),
        scopes=held(first["scopes"]) if token_id is not None else None,
    )


async def actor_of(session: Session, user_id: UUID, via: Via) -> Actor | None:
    """A user as the actor of work without a session (scheduler, CLI), or None when disabled or gone."""
    rows = await session.raw.fetch(_USER, user_id)
    return _actor(rows, via, None) if rows else None


async def still(session: Session, actor: Actor) -> Actor:
    """The same actor with what they may do now, for work that goes on after its request was let in.

    Raises Unauthenticated when the sign-in or the token has ended.
    """
    if actor.token_id is not None:
        rows = await session.raw.fetch(_PERSONAL_BY_ID, actor.token_id)
    elif actor.session_id is not None:
        rows = await session.raw.fetch(_SESSION, actor.session_id, actor.user_id)
    else:
        return actor
    if not rows:
        raise Unauthenticated(tokens.ENDED if actor.token_id is None else NO_TOKEN)
    now = _actor(rows, actor.via, actor.session_id, actor.token_id)
    return replace(actor, workspaces=now.workspaces, is_admin=now.is_admin, scopes=now.scopes)


def binding_hash(binding: str) -> bytes:
    """What the session's row keeps of the binding cookie."""
    return sha256(binding.encode("utf-8", "surrogatepass")).digest()


class Authenticator:
    """Knows the signing key; one per process. Every request asks the session's row, by way of the cache."""

    def __init__(
        self,
        database: Database,
        key: bytes,
        cache: SessionCache | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.cache = SessionCache() if cache is None else cache
        self._database = database
        self._key = key
        self._clock = clock
        self._tokens: dict[str, tokens.Claims] = {}

    def issue(self, session_id: UUID, user_id: UUID, *, issued_at: int, expires_at: int) -> str:
        """A token for a session that was just made."""
        return tokens.issue(session_id, user_id, self._key, issued_at=issued_at, expires_at=expires_at)

    async def actor(self, token: str, binding: str | None = None, *, via: Via = "rest", request_id: str = "") -> Actor:
        """The caller behind a token and the binding cookie sent with it. Raises Unauthenticated.

        A personal token is no sign-in of a browser: cookies mean nothing to it.
        """
        if is_personal(token):
            return replace(await self._personal(token), via="rest" if via == "web" else via, request_id=request_id)
        claims = self._claims(token)
        known = self.cache.get(claims.session_id)
        if known is None:
            known = await self._look_up(claims)
        base = known.actor
        if base.user_id != claims.user_id:
            raise Unauthenticated(tokens.INVALID)
        if known.binding_hash is not None and (
            binding is None or not hmac.compare_digest(known.binding_hash, binding_hash(binding))
        ):
            raise Unauthenticated("This token belongs to a browser that is not this one. Sign in again.")
        return Actor(
            user_id=base.user_id,
            workspaces=base.workspaces,
            via=via,
            is_admin=base.is_admin,
            session_id=base.session_id,
            request_id=request_id,
            zone=base.zone,
            locale=base.locale,
            calendar=base.calendar,
            first_weekday=base.first_weekday,
            reading=base.reading,
        )

    def forget(self) -> None:
        """Look everybody up anew; call it after the commit of what ended a session or changed an account."""
        self.cache.clear()

    async def _personal(self, token: str) -> Actor:
        key = token_hash(token)
        if key is None:
            raise Unauthenticated(NO_TOKEN)
        known = self.cache.get(key)
        if known is not None:
            return known.actor
        ticket = self.cache.ticket()
        async with self._database.reading() as session:
            rows = await session.raw.fetch(_PERSONAL, key)
        if not rows:
            raise Unauthenticated(NO_TOKEN)
        known = Known(_actor(rows, "rest", None, rows[0]["token_id"]), None)
        self.cache.put(key, known, ticket)
        if rows[0]["unseen"]:
            async with self._database.transaction() as session:
                await session.raw.execute(_USED, rows[0]["token_id"])
        return known.actor

    def _claims(self, token: str) -> tokens.Claims:
        now = self._clock()
        known = self._tokens.get(token)
        if known is not None:
            if known.expires_at <= now:
                del self._tokens[token]
                raise Unauthenticated(tokens.ENDED)
            return known
        claims = tokens.read(token, self._key, now=now)
        if len(self._tokens) >= TOKENS_LIMIT:
            self._tokens.clear()
        self._tokens[token] = claims
        return claims

    async def _look_up(self, claims: tokens.Claims) -> Known:
        ticket = self.cache.ticket()
        async with self._database.reading() as session:
            rows = await session.raw.fetch(_SESSION, claims.session_id, claims.user_id)
        if not rows:
            raise Unauthenticated(tokens.ENDED)
        known = Known(_actor(rows, "rest", claims.session_id), rows[0]["binding_hash"])
        self.cache.put(claims.session_id, known, ticket)
        if rows[0]["unseen"]:
            async with self._database.transaction() as session:
                await session.raw.execute(_SEEN, claims.session_id)
        return known
