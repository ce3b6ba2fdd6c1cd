"""Confirm tokens: what a second call must bring to do what the first one showed.

A token names the kept changes (their exact rows and versions) and is signed together with the user, the tool and its
arguments. The key is derived from the signing key, so that every worker accepts what another one gave out.
"""

from __future__ import annotations

import hmac
import re
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from behflow.errors import InvalidInput

_SHAPE = re.compile(r"[A-Za-z0-9_-]{75}")
_NAMED = struct.Struct(">16sQ")
"""Id of the kept changes, and the second at which the token expires."""


def derived_key(signing_key: bytes) -> bytes:
    """The key of confirm tokens; it tells nothing about the signing key, nor the other way round."""
    return hmac.digest(signing_key, b"behflow confirm token", "sha256")


def call_hash(tool: str, arguments: Mapping[str, Any]) -> bytes:
    """What stands for a tool with its arguments, in whatever order they come."""
    return sha256(orjson.dumps([tool, arguments], option=orjson.OPT_SORT_KEYS)).digest()


def issue(key: bytes, confirmation_id: UUID, user_id: UUID, call: bytes, expires_at: float) -> str:
    """A token for kept changes."""
    named = _NAMED.pack(confirmation_id.bytes, int(expires_at))
    return urlsafe_b64encode(named + _signature(key, named, user_id, call)).decode().rstrip("=")


def read(key: bytes, token: object, user_id: UUID, call: bytes, now: float) -> UUID:
    """The id of the kept changes. Raises InvalidInput for a token that was not given to this user for this call."""
    if not isinstance(token, str) or not _SHAPE.fullmatch(token):
        raise InvalidInput("This is not a confirm_token. Call without it to get one.")
    raw = urlsafe_b64decode(token + "=")
    named, signature = raw[: _NAMED.size], raw[_NAMED.size :]
    if not hmac.compare_digest(signature, _signature(key, named, user_id, call)):
        raise InvalidInput(
            "This confirm_token belongs to another call. Send the arguments of the first call unchanged."
        )
    confirmation, expires_at = _NAMED.unpack(named)
    if expires_at <= now:
        raise InvalidInput("This confirm_token has expired. Call without it for a new preview.")
    return UUID(bytes=confirmation)


def _signature(key: bytes, named: bytes, user_id: UUID, call: bytes) -> bytes:
    return hmac.digest(key, named + user_id.bytes + call, "sha256")
