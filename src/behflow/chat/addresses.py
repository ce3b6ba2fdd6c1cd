"""Calls to addresses that users name: no name, number or redirect leads them into the private network of the server."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Collection
from typing import Any

from behflow.chat.model_specs import is_listed

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NEVER = tuple(
    # Forms in which IPv6 carries an IPv4 address, or which some versions of Python call global.
    ipaddress.ip_network(network)
    for network in ("::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10", "100::/64")
)

_SENT = frozenset(
    (
        b"host", b"user-agent", b"accept", b"accept-encoding", b"connection", b"content-type", b"content-length",
        b"transfer-encoding", b"anthropic-version", b"anthropic-beta",
    )
)  # fmt: skip
"""Headers that a user's server is sent. Providers' packages add others from the environment, with keys in them."""
_KEYS = frozenset((b"authorization", b"x-api-key"))
"""Headers that are sent only when they hold the user's own key."""


class PrivateAddress(OSError):
    """The host leads into a private network and is not one of BEHFLOW_LLM_PRIVATE_HOSTS."""


def is_public(address: Address) -> bool:
    """True for an address out in the internet, whatever form it is written in."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:  # how a server with IPv6 only reaches everybody else
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(address in network for network in _NEVER):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, as the system resolves it: also 0x7f.1 and 2130706433. Raises OSError."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # no name looks like this
        raise OSError(f"The host {host} cannot be found.") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def allowed_address(host: str, port: int, private_hosts: Collection[str]) -> str:
    """Where to connect to. Raises PrivateAddress, and OSError when the host cannot be found.

    Every address of the host must be public, or inside a listed network when the host itself is not listed.
    """
    found = await resolve(host, port)
    if not is_listed(host, private_hosts):
        for text in found:
            address = text.partition("%")[0]
            if not is_public(ipaddress.ip_address(address)) and not is_listed(address, private_hosts):
                raise PrivateAddress(
                    f"The host {host} is in a private network. The administrator can list it in "
                    "BEHFLOW_LLM_PRIVATE_HOSTS."
                )
    return found[0]


def checked(transport: Any, private_hosts: Collection[str], key: str = "none") -> Any:
    """A class of transports of httpx, or of a library like it, that connects only to an address that was checked.

    A name that is resolved again afterwards cannot lead elsewhere, and a redirect comes through here again. ``key`` is
    the only one that is sent.
    """
    own = (key.encode(), f"Bearer {key}".encode())

    def sent(name: bytes, value: bytes) -> bool:
        return name.lower() in _SENT or (name.lower() in _KEYS and value in own)

    class Checked(transport):  # type: ignore[misc]
        async def handle_async_request(self, outgoing: Any) -> Any:
            host = outgoing.url.raw_host.decode("ascii")
            port = outgoing.url.port or (443 if outgoing.url.scheme == "https" else 80)
            address = await allowed_address(host, port, private_hosts)
            pinned = type(outgoing)(
                outgoing.method,
                outgoing.url.copy_with(host=address),
                headers=[pair for pair in outgoing.headers.raw if sent(*pair)],  # the name is among them
                stream=outgoing.stream,
                extensions={**outgoing.extensions, "sni_hostname": host},
            )
            return await super().handle_async_request(pinned)

    return Checked
