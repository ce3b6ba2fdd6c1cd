"""Keyset pages: a cursor is the sort values of the last row, opaque to the caller."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from behflow.errors import InvalidInput
from behflow.schemas import text_fault

PAGE = 50
PAGE_LIMIT = 200
CURSOR_LENGTH = 600


def encode_cursor(values: Sequence[Any]) -> str:
    """The cursor that continues behind a row with these sort values."""
    return base64.urlsafe_b64encode(orjson.dumps(list(values), default=str)).rstrip(b"=").decode()


def decode_cursor(cursor: str, types: Sequence[type]) -> tuple[Any, ...]:
    """The sort values of a cursor. Raises InvalidInput when it is not one of ours."""
    try:
        if len(cursor) > CURSOR_LENGTH:
            raise ValueError
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        values = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(types):
            raise ValueError
        return tuple(_read(value, kind) for value, kind in zip(values, types, strict=True))
    except (ValueError, TypeError, OverflowError, binascii.Error, orjson.JSONDecodeError) as error:
        raise InvalidInput.of("cursor", "is not a cursor of this list; start again without it") from error


def _read(value: Any, kind: type) -> Any:
    if kind is UUID and isinstance(value, str):
        return UUID(value)
    if kind is dt.datetime:
        found = dt.datetime.fromisoformat(value)
        # Without an offset it is the driver's word for infinity, which no other zone can hold.
        return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError
    if isinstance(value, str) and text_fault(value):
        raise ValueError
    if isinstance(value, int) and not -(2**31) <= value < 2**31:
        raise ValueError
    return value
