"""Access tokens: a signed session id. The session's row decides; the token only names it."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import jwt

from behflow.errors import Unauthenticated

LENGTH_LIMIT = 4_096
ALGORITHM = "HS256"
AUDIENCE = "behflow"
TYPE = "access"
LONGEST = 31 * 24 * 3600
"""Seconds between ``iat`` and ``exp`` that no sign-in of ours exceeds."""

INVALID = "The token is not valid. Sign in again."
ENDED = "This session has ended. Sign in again."

_CLAIMS = {"sid", "sub", "iat", "exp", "aud", "typ"}
_HEADER = urlsafe_b64encode(json.dumps({"alg": ALGORITHM, "typ": "JWT"}, separators=(",", ":")).encode()).decode()
_SHAPE = re.compile(r"([A-Za-z0-9_-]{1,100})\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Claims:
    """What a valid token says."""

    session_id: UUID
    user_id: UUID
    issued_at: int
    expires_at: int


def issue(session_id: UUID, user_id: UUID, key: bytes, *, issued_at: int, expires_at: int) -> str:
    """A token that names a session, signed."""
    claims = {
        "sid": str(session_id),
        "sub": str(user_id),
        "iat": issued_at,
        "exp": expires_at,
        "aud": AUDIENCE,
        "typ": TYPE,
    }
    return jwt.encode(claims, key, algorithm=ALGORITHM)


def read(token: str, key: bytes, *, now: float) -> Claims:
    """The claims of a token that we issued and that has not expired. Raises Unauthenticated.

    Only the very header we write is accepted, so there is no algorithm, key id or extension to choose.
    """
    shape = _SHAPE.fullmatch(token) if len(token) <= LENGTH_LIMIT else None
    if shape is None or shape[1] != _HEADER.rstrip("="):
        raise Unauthenticated(INVALID)
    try:
        # Times are compared below against the caller's clock; ``iat`` may lie ahead of a clock that was set back.
        jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            options={"require": sorted(_CLAIMS), "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
        claims = _claims(shape[2])
    except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError) as error:
        raise Unauthenticated(INVALID) from error
    if claims.expires_at <= now:
        raise Unauthenticated(ENDED)
    return claims


def _claims(segment: str) -> Claims:
    payload = json.loads(urlsafe_b64decode(segment + "=" * (-len(segment) % 4)), object_pairs_hook=_no_duplicates)
    if set(payload) != _CLAIMS or payload["aud"] != AUDIENCE or payload["typ"] != TYPE:
        raise ValueError
    issued_at, expires_at = _instant(payload["iat"]), _instant(payload["exp"])
    if not 0 < expires_at - issued_at <= LONGEST:
        raise ValueError
    return Claims(_uuid(payload["sid"]), _uuid(payload["sub"]), issued_at, expires_at)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _instant(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _uuid(value: object) -> UUID:
    if not isinstance(value, str):
        raise TypeError
    found = UUID(value)
    if str(found) != value:
        raise ValueError
    return found
