"""Cursors: what goes in comes out, and nothing else is one."""

from __future__ import annotations

import base64
import datetime as dt
import random
from typing import Any
from uuid import UUID

import orjson
import pytest

from behflow.database.pagination import decode_cursor, encode_cursor
from behflow.errors import InvalidInput

WHEN = dt.datetime(2026, 11, 24, 16, 0, 0, 123456, tzinfo=dt.UTC)
ID = UUID("019aaf00-0000-7000-8000-000000000000")
_INFINITY = dt.datetime(9999, 12, 31, 23, 59, 59, 999_999)  # noqa: DTZ001 (as the driver gives it)


def _cursor(value: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(value)).rstrip(b"=").decode()


@pytest.mark.parametrize(
    ("values", "types"),
    [
        (("due", WHEN, ID), [str, dt.datetime, UUID]),
        (("priority", 3, ID), [str, int, UUID]),
        (("position", 1e12, ID), [str, float, UUID]),
        (("position", 2.0, ID), [str, float, UUID]),
        ((ID,), [UUID]),
        (("خانه",), [str]),
    ],
)
def test_a_cursor_gives_back_its_values(values: tuple[Any, ...], types: list[type]) -> None:
    assert decode_cursor(encode_cursor(values), types) == values


def test_infinity_as_the_driver_gives_it_comes_back_as_infinity() -> None:
    (found,) = decode_cursor(encode_cursor([_INFINITY]), [dt.datetime])
    assert found == _INFINITY.replace(tzinfo=dt.UTC)


_TYPES: list[type] = [str, dt.datetime, UUID]


@pytest.mark.parametrize(
    "cursor",
    [
        "", "x", "====", "%00", "é", "\ud800", "a" * 601, _cursor([]), _cursor({}), _cursor(5), _cursor(None),
        _cursor(["due", "2026", str(ID), 1]), _cursor(["due", 5, str(ID)]), _cursor(["due", None, str(ID)]),
        _cursor(["due", "soon", str(ID)]), _cursor(["due", WHEN, 5]), _cursor(["due", WHEN, None]),
        _cursor(["due", WHEN, "1"]), _cursor(["due", WHEN, [1]]), _cursor([5, WHEN, ID]), _cursor([True, WHEN, ID]),
        _cursor(["a\0b", WHEN, ID]), _cursor(["due", "0001-01-01T00:00:00+23:59", ID]),
        _cursor(["due", "9999-12-31T23:59:59-23:59", ID]), base64.b64encode(b"\xff\xfe").decode(), _cursor("due") + "=",
    ],
)  # fmt: skip
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        decode_cursor(cursor, _TYPES)
    assert refusal.value.fields[0].field == "cursor"


@pytest.mark.parametrize(("kind", "value"), [(int, 2**31), (int, -(2**31) - 1), (int, 1.5), (int, True), (float, "1"),
                                             (float, True), (int, 10**15)])  # fmt: skip
def test_numbers_out_of_bounds_are_refused(kind: type, value: object) -> None:
    with pytest.raises(InvalidInput):
        decode_cursor(_cursor([value]), [kind])


def test_no_bytes_are_anything_but_refused_or_read() -> None:
    chance = random.Random(5)
    good = encode_cursor(("due", WHEN, ID))
    for _ in range(3000):
        text = list(good)
        for _ in range(chance.randint(1, 4)):
            text[chance.randrange(len(text))] = chance.choice("ABCxyz0189-_=+/ \n")
        try:
            decode_cursor("".join(text), _TYPES)
        except InvalidInput:
            continue
