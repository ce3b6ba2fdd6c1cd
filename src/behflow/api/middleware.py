"""One plain ASGI layer around everything: request id, body cap, Host check, CORS, headers, errors, access log."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import MutableMapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from behflow.api.errors import BODY_LIMIT, body_too_large, problem, unexpected
from behflow.errors import BadRequest, BehflowError, Forbidden

_HOST = re.compile(rb"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types behflow"
)
_CORS_REQUEST = (
    b"authorization, content-type, if-match, idempotency-key, "
    b"mcp-protocol-version, mcp-session-id, mcp-method, mcp-name"
)
API_POLICY = "default-src 'none'; frame-ancestors 'none'"

COMMON = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
)
_PAGE = (*COMMON, (b"content-security-policy", PAGE_POLICY.encode()))
_API = (*COMMON, (b"content-security-policy", API_POLICY.encode()), (b"cache-control", b"no-store"))

access_log = logging.getLogger("behflow.access")


class EdgeMiddleware:
    """Wraps the application; the one place where a response gets its security headers."""

    def __init__(self, app: ASGIApp, allowed_origins: tuple[str, ...] = ()) -> None:
        self.app = app
        self.allowed_origins = frozenset(o.encode() for o in allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = secrets.token_hex(8)
        scope["request_id"] = request_id
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        allowed = origin is not None and origin in self.allowed_origins
        status = 500
        begun = False

        async def reply(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                begun = True
                status = message["status"]
                _add_headers(scope, message, request_id)
                if allowed and origin is not None:
                    _add_cors(message, origin)
            await send(message)

        received = 0

        async def capped() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > BODY_LIMIT:
                raise HTTPException(413)
            return message

        try:
            fault = self._fault(scope, headers, origin, allowed)
            if fault is not None:
                await problem(fault, request_id)(scope, receive, reply)
            elif scope["method"] == "OPTIONS" and allowed and b"access-control-request-method" in headers:
                await reply({"type": "http.response.start", "status": 204, "headers": []})
                await reply({"type": "http.response.body", "body": b""})
            else:
                await self.app(scope, capped, reply)
        except Exception as error:
            answer = unexpected(scope, error)
            if begun:
                raise
            await answer(scope, receive, reply)
        finally:
            if access_log.isEnabledFor(logging.DEBUG) or status >= 500:
                _log(scope, status, time.perf_counter() - started, request_id)

    def _fault(
        self, scope: Scope, headers: MutableMapping[bytes, bytes], origin: bytes | None, allowed: bool
    ) -> BehflowError | None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
            return BadRequest("The Host header is missing or not a host name.")
        length = headers.get(b"content-length")
        if length is not None and (not length.isdigit() or len(length) > 18 or int(length) > BODY_LIMIT):
            return body_too_large()
        # The scheme is left out: a proxy that ends TLS changes it, and the host is what tells sites apart.
        foreign = origin is not None and not allowed and origin.partition(b"://")[2] != hosts[0]
        if foreign and scope["method"] not in _SAFE:
            return Forbidden("This origin may not call the API. Add it to BEHFLOW_ALLOWED_ORIGINS.")
        return None


def _add_headers(scope: Scope, message: Message, request_id: str) -> None:
    headers: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
    present = {name for name, _ in headers}
    page = any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers)
    asset = scope["path"].startswith("/assets/") and message["status"] < 400
    headers += [pair for pair in (_PAGE if page or asset else _API) if pair[0] not in present]
    headers.append((b"x-request-id", request_id.encode()))
    turn = scope.get("turn_id")
    if turn is not None:
        headers.append((b"behflow-turn", turn.encode()))
    if scope["scheme"] == "https":
        headers.append((b"strict-transport-security", b"max-age=31536000"))
    message["headers"] = headers


def _add_cors(message: Message, origin: bytes) -> None:
    message["headers"] += [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", b"GET, POST, PUT, PATCH, DELETE"),
        (b"access-control-allow-headers", _CORS_REQUEST),
        (b"access-control-expose-headers", b"etag, location, behflow-turn, x-request-id"),
        (b"access-control-max-age", b"600"),
        (b"vary", b"origin"),
    ]


def _log(scope: Scope, status: int, seconds: float, request_id: str) -> None:
    extra: dict[str, Any] = {
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "ms": round(seconds * 1000, 1),
        "request_id": request_id,
    }
    access_log.log(logging.WARNING if status >= 500 else logging.DEBUG, "request", extra=extra)
