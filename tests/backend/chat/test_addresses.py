"""A user's own address leads out of the house or to a listed host, whatever tricks its name knows."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from behflow.chat import addresses
from behflow.chat.addresses import PrivateAddress, checked, is_public

PRIVATE = (
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::",
    "2002:a00:1::1", "2001:0:7f00:1::", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "100::1",
    "2001:db8::1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101")
NAMES = (
    "127.0.0.1", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0", "localhost", "[::1]", "[::]",
    "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "10.0.0.1",
    "192.168.0.1", "169.254.169.254", "172.31.255.255",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_known_in_every_form(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_known_in_every_form(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


class Listener:
    """A server on this machine that counts who connects and answers with what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.location: str | None = None
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
        head = f"302 Found\r\nLocation: {self.location}" if self.location else "200 OK"
        writer.write(f"HTTP/1.1 {head}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".encode())
        await writer.drain()
        writer.close()


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    found = Listener()
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    async with server:
        yield found


@asynccontextmanager
async def client(*private_hosts: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client as the models get it: it follows redirects."""
    transport = checked(httpx.AsyncHTTPTransport, private_hosts)(trust_env=False)
    async with httpx.AsyncClient(transport=transport, follow_redirects=True) as made:
        yield made


@pytest.mark.parametrize("name", NAMES)
async def test_no_spelling_of_a_private_address_is_connected_to(name: str, listener: Listener) -> None:
    async with client() as http:
        with pytest.raises((PrivateAddress, httpx.InvalidURL)):
            await http.get(f"http://{name}:{listener.port}/v1")
    assert listener.asked == []


@pytest.mark.parametrize("listed", ["localhost", "127.0.0.0/8"])
async def test_a_listed_host_is_reached_under_its_own_name(listed: str, listener: Listener) -> None:
    async with client(listed, "::1") as http:
        answer = await http.get(f"http://localhost:{listener.port}/v1")
    assert answer.text == "ok"
    assert f"host: localhost:{listener.port}\r\n" in listener.asked[0].lower()


def rebinding(*answers: str) -> Callable[[str, int], object]:
    """A name server that tells another address each time, the last one for ever."""
    left = list(answers)

    async def resolve(host: str, port: int) -> list[str]:
        return [left.pop(0) if len(left) > 1 else left[0]]

    return resolve


async def test_a_name_that_is_public_when_checked_and_private_afterwards_is_not_followed(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[str] = []

    async def remember(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        connected.append(request.url.host)
        return httpx.Response(200)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", remember)
    monkeypatch.setattr(addresses, "resolve", rebinding("1.1.1.1", "127.0.0.1"))
    async with client() as http:
        await http.get(f"http://models.example.org:{listener.port}/")
        with pytest.raises(PrivateAddress):
            await http.get(f"http://models.example.org:{listener.port}/")
    assert connected == ["1.1.1.1"]


async def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return ["1.1.1.1", "127.0.0.1"]

    monkeypatch.setattr(addresses, "resolve", resolve)
    async with client() as http:
        with pytest.raises(PrivateAddress, match="BEHFLOW_LLM_PRIVATE_HOSTS"):
            await http.get("http://models.example.org/")


async def test_a_redirect_into_the_private_network_is_refused(listener: Listener) -> None:
    listener.location = f"http://127.0.0.1:{listener.port}/secret"
    async with client("localhost") as http:
        with pytest.raises(PrivateAddress):
            await http.get(f"http://localhost:{listener.port}/")
    assert len(listener.asked) == 1
    assert "secret" not in listener.asked[0]
