"""S21: what is too large or too deep is refused early, on every route, and others are served meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from tests.client import Api
from tests.security.routes import CALLS, body_fields, furnish, path_of, routes
from tests.signed_in import api, other

__all__ = ["api", "other"]

MEBIBYTE = 1024 * 1024
JSON = {"Content-Type": "application/json"}
WITH_BODY = [r for r in routes() if body_fields(r)]


class Endless:
    """A body that never ends and counts what was read of it."""

    def __init__(self) -> None:
        self.read = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'{"name": "'
        while True:
            self.read += 65_536
            yield b"a" * 65_536


async def test_every_body_over_the_cap_is_refused_after_at_most_the_cap(api: Api) -> None:
    own = await furnish(api)
    for route in WITH_BODY:
        address = path_of(route, CALLS[route], own)
        response = await api.call(*address, content=b" " * (2 * MEBIBYTE), headers=JSON)
        assert response.status_code == 413, route
        endless = Endless()
        response = await api.call(*address, content=endless, headers=JSON)
        assert response.status_code == 413, route
        assert endless.read <= 1.1 * MEBIBYTE


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 500_000, b'{"a":' * 200_000, b'{"name":"x","due":' + b"[" * 100_000, b"[" + b"1," * 500_000 + b"1]",
        b"{" + b",".join(b'"f%d":1' % n for n in range(80_000)) + b"}", b'{"name":"' + b"\\u0041" * 170_000 + b'"}',
        b"9" * 1_000_000, b'{"position":' + b"9" * 1_000_000 + b"}", b'{"position":1' + b"0" * 1_000_000 + b"}",
        b'{"position":0.' + b"1" * 1_000_000 + b"}", b'"' + b"\\" * 900_000 + b'"',
        b'{"name":"x","tags":[' + b'"t",' * 200_000 + b'"t"]}', b'{"name":"x","description":"' + b"a" * 900_000 + b'"}',
    ],
    ids=lambda b: str(b[:20]),
)  # fmt: skip
async def test_deep_wide_and_long_bodies_are_refused_quickly(api: Api, body: bytes) -> None:
    began = time.process_time()
    response = await api.call("POST", "/api/v1/tasks", content=body, headers=JSON)
    assert response.status_code in (400, 413, 422)
    assert len(response.content) < 20_000
    assert time.process_time() - began < 1.5


async def test_others_are_served_while_somebody_sends_rubbish(api: Api, other: Api) -> None:
    body = b"[" + b"1," * 300_000 + b"1]"

    async def rubbish() -> None:
        for _ in range(2):
            await api.call("POST", "/api/v1/tasks", content=body, headers=JSON)

    flood = [asyncio.create_task(rubbish()) for _ in range(4)]
    for _ in range(10):
        assert (await other.call("GET", "/api/v1/tasks")).status_code == 200
    await asyncio.gather(*flood)


async def test_a_thousand_query_parameters_are_refused(api: Api) -> None:
    query = "&".join(f"x{n}=1" for n in range(1000))
    response = await api.call("GET", f"/api/v1/tasks?{query}")
    assert response.status_code == 422
    assert len(response.content) < 20_000
    response = await api.call("GET", "/api/v1/tasks?" + "&".join(["status=blocked"] * 1000))
    assert response.status_code in (200, 422)


async def test_ranges_of_a_file_are_not_multiplied(api: Api) -> None:
    asset = (await api.http.get("/")).text.split('href="/assets/', 1)[1].split('"', 1)[0]
    for value in ("bytes=" + ",".join("0-" for _ in range(1000)), "bytes=" + "-1," * 5000 + "1-"):
        response = await api.http.get("/assets/" + asset, headers={"Range": value})
        assert response.status_code in (200, 206, 400, 416)
        assert len(response.content) < MEBIBYTE
