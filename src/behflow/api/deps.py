"""The edge: who calls, the one transaction of the request, and the answer that leaves after its commit."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Depends, Request, Response

from behflow.actor import Actor
from behflow.agent.agent import ChatAgent
from behflow.api.scopes import check_scope
from behflow.auth.authenticator import Authenticator
from behflow.auth.passwords import PasswordHasher
from behflow.config import Settings
from behflow.database import idempotency
from behflow.database.engine import Database, Session
from behflow.errors import BehflowError, Conflict, InvalidInput, Unauthenticated
from behflow.ids import new_id
from behflow.schemas import text_fault

JSON = "application/json"
BIND_COOKIE = "behflow_bind"
SECURE_BIND_COOKIE = "__Host-behflow_bind"


@dataclass(frozen=True, slots=True)
class Services:
    """What one running process shares between its requests."""

    settings: Settings
    database: Database
    authenticator: Authenticator
    hasher: PasswordHasher
    agent: ChatAgent


def services(request: Request) -> Services:
    """The process's services."""
    found: Services = request.app.state.services
    return found


def _plain(value: Any) -> str:
    if isinstance(value, UUID):  # the driver gives a subclass of its own, which orjson does not know
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be shown as JSON")


def render(status: int, body: Any = None, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer from bytes that are JSON already, from plain values, or an empty one."""
    if body is None:
        return Response(status_code=status, headers=dict(headers or {}))
    content = body if isinstance(body, bytes) else orjson.dumps(body, default=_plain)
    return Response(content, status_code=status, headers=dict(headers or {}), media_type=JSON)


@dataclass(slots=True)
class Edge:
    """One request of a signed-in caller, inside its one transaction."""

    actor: Actor
    session: Session
    request: Request
    key: str | None = None
    replied: bool = field(default=False)

    async def reply(self, status: int, body: Any = None, headers: Mapping[str, str] | None = None) -> Response:
        """The answer; it leaves after the commit. ``body``: JSON bytes, plain values, or None."""
        response = render(status, body, headers)
        if self.key is not None and status < 400:
            kept = orjson.dumps(dict(headers or {})).decode()
            answer = idempotency.StoredAnswer(status, bytes(response.body), kept)
            await idempotency.keep(self.session, self.actor.user_id, self.key, answer)
        self.replied = True
        return response


class Replayed(Exception):
    """The request was answered before; this is that answer."""

    def __init__(self, response: Response) -> None:
        self.response = response


class _NothingDone(Exception):
    """Rolls a transaction back that took an Idempotency-Key and then did not answer."""


async def current_actor(request: Request) -> Actor:
    """The signed-in caller, or whoever a personal token stands for. Raises Unauthenticated and Forbidden."""
    header = request.headers.get("authorization")
    if header is None:
        raise Unauthenticated("Sign in first: send the token of /login as 'Authorization: Bearer ...'.")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("The Authorization header must be 'Bearer' and a token.")
    cookies = request.cookies if "cookie" in request.headers else {}
    binding = cookies.get(SECURE_BIND_COOKIE) or cookies.get(BIND_COOKIE)
    actor = await services(request).authenticator.actor(
        token,
        binding,
        via="web" if binding else "rest",
        request_id=request.scope.get("request_id", ""),
    )
    check_scope(request, actor)
    return actor


def idempotency_key(request: Request) -> str | None:
    """The Idempotency-Key of a POST, if any. Raises InvalidInput when it cannot be one."""
    if request.method != "POST":
        return None
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not 1 <= len(key) <= idempotency.KEY_LENGTH or not key.isprintable() or text_fault(key):
        raise InvalidInput.of("Idempotency-Key", f"must have 1 to {idempotency.KEY_LENGTH} printable characters")
    return key


async def _claim(session: Session, actor: Actor, key: str, request: Request) -> None:
    # The raw parts: request.url is put together with the Host header, which the caller chooses.
    address = request.scope["path"].encode() + b"?" + request.scope["query_string"]
    digest = hashlib.sha256(request.method.encode() + b" " + address + b"\n")
    digest.update(await request.body())
    answer = await idempotency.claim(session, actor.user_id, key, digest.digest())
    if answer is not None:
        headers = {**orjson.loads(answer.headers), "Idempotency-Replayed": "true"}
        raise Replayed(render(answer.status, answer.body or None, headers))


ActorDep = Annotated[Actor, Depends(current_actor)]


async def _reading(request: Request, actor: ActorDep) -> AsyncIterator[Edge]:
    async with services(request).database.reading() as session:
        yield Edge(actor, session, request)


ReadingDep = Annotated[Edge, Depends(_reading, scope="function")]
"""For routes that read with single statements: no transaction."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in caller outside any transaction, for work that waits for something else than the database."""

    actor: Actor
    services: Services
    key: str | None
    request: Request

    @property
    def database(self) -> Database:
        """The process's database."""
        return self.services.database

    def reply(self, status: int, body: Any = None, headers: Mapping[str, str] | None = None) -> Response:
        """The answer."""
        return render(status, body, headers)

    async def stands(self) -> bool:
        """Whether the request would still be let in. Asks the database once a second at most."""
        try:
            await current_actor(self.request)
        except BehflowError:
            return False
        return True

    async def first(self) -> bool:
        """Take the Idempotency-Key, if there is one; False when an equal request took it before.

        Raises IdempotencyMismatch.
        """
        if self.key is None:
            return True
        try:
            async with self.database.transaction() as session:
                await _claim(session, self.actor, self.key, self.request)
        except (Replayed, Conflict):
            return False
        return True

    async def release(self) -> None:
        """Give the Idempotency-Key back, since the request was refused."""
        if self.key is not None:
            async with self.database.transaction() as session:
                await idempotency.release(session, self.actor.user_id, self.key)

    async def once(self, status: int, work: Callable[[], Awaitable[Any]]) -> Response:
        """Do the work and answer with what it gives; with an Idempotency-Key a second request gets the first answer."""
        if self.key is None:
            return render(status, await work())
        user = self.actor.user_id
        async with self.database.transaction() as session:
            await _claim(session, self.actor, self.key, self.request)
        try:
            response = render(status, await work())
        except BaseException:
            await self.release()
            raise
        async with self.database.transaction() as session:
            answer = idempotency.StoredAnswer(status, bytes(response.body), "{}")
            await idempotency.keep(session, user, self.key, answer)
        return response


async def _caller(request: Request, actor: ActorDep) -> Caller:
    return Caller(actor, services(request), idempotency_key(request), request)


CallerDep = Annotated[Caller, Depends(_caller)]


@asynccontextmanager
async def changing(caller: Caller) -> AsyncIterator[Edge]:
    """The transaction of a request. Hot routes open it themselves: a dependency that yields costs a small query."""
    async with caller.database.transaction() as session:
        if caller.key is not None:
            await _claim(session, caller.actor, caller.key, caller.request)
        turn = new_id()
        caller.request.scope["turn_id"] = str(turn)
        yield Edge(replace(caller.actor, turn_id=turn), session, caller.request, caller.key)


async def _edge(caller: CallerDep) -> AsyncIterator[Edge]:
    try:
        async with changing(caller) as edge:
            yield edge
            if edge.key is not None and not edge.replied:
                raise _NothingDone
    except _NothingDone:
        return


EdgeDep = Annotated[Edge, Depends(_edge, scope="function")]
"""For routes that change something: one transaction, committed before the answer leaves."""


@dataclass(frozen=True, slots=True)
class Anonymous:
    """A request of nobody in particular: registration, login, health."""

    request: Request
    services: Services

    @property
    def database(self) -> Database:
        """The process's database."""
        return self.services.database

    @property
    def settings(self) -> Settings:
        """The process's settings."""
        return self.services.settings

    @property
    def hasher(self) -> PasswordHasher:
        """The process's password hasher."""
        return self.services.hasher

    @property
    def address(self) -> str:
        """The client's address; X-Forwarded-For counts only from trusted proxies (applied by the server)."""
        return self.request.client.host if self.request.client else ""

    @property
    def secure(self) -> bool:
        """True when the page came over https."""
        return bool(self.request.scope["scheme"] == "https")

    def reply(self, status: int, body: Any = None, headers: Mapping[str, str] | None = None) -> Response:
        """The answer."""
        return render(status, body, headers)


async def _anonymous(request: Request) -> Anonymous:
    return Anonymous(request, services(request))


AnonymousDep = Annotated[Anonymous, Depends(_anonymous)]


def etag(version: int) -> dict[str, str]:
    """The ETag header of a row's version."""
    return {"ETag": f'"{version}"'}


async def expected_version(request: Request) -> int | None:
    """The version that If-Match asks for, None without the header or with ``*``. Raises InvalidInput."""
    header = request.headers.get("if-match")
    if header is None or header.strip() == "*":
        return None
    digits = header.strip().removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise InvalidInput.of("If-Match", "must be the ETag of an earlier answer")
    return int(digits)


VersionDep = Annotated[int | None, Depends(expected_version)]
