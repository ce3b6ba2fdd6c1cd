"""Registering, signing in and out, the own account and its sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from behflow.api.deps import (
    BIND_COOKIE,
    SECURE_BIND_COOKIE,
    Anonymous,
    AnonymousDep,
    Caller,
    CallerDep,
    ReadingDep,
    Services,
    changing,
)
from behflow.auth.schemas import (
    Login,
    PasswordChange,
    ProfileUpdate,
    Registration,
    SessionList,
    SignedIn,
    UserOut,
)
from behflow.auth.service import AuthService, Client, Entered, Entrance

router = APIRouter(tags=["accounts"])


def _entrance(shared: Services) -> Entrance:
    return Entrance(shared.database, shared.settings, shared.hasher, shared.authenticator)


def _client(request: Request) -> Client:
    return Client(
        address=request.client.host if request.client else "",
        user_agent=request.headers.get("user-agent", ""),
        request_id=request.scope.get("request_id", ""),
    )


def _cookie(value: str, max_age: int, *, secure: bool) -> str:
    name = SECURE_BIND_COOKIE if secure else BIND_COOKIE
    cookie = f"{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Strict"
    return cookie + "; Secure" if secure else cookie


def _signed_in(anonymous: Anonymous, status: int, entered: Entered) -> Response:
    headers = {}
    if entered.binding is not None:
        headers["Set-Cookie"] = _cookie(entered.binding, entered.expires_in, secure=anonymous.secure)
    body: dict[str, Any] = {
        "access_token": entered.token,
        "token_type": "bearer",
        "expires_in": entered.expires_in,
        "user": entered.user,
    }
    return anonymous.reply(status, body, headers)


@router.post("/register", status_code=201, responses={201: {"model": SignedIn}}, response_class=Response)
async def register(anonymous: AnonymousDep, body: Registration) -> Response:
    """Make an account and sign in. The first account is the administrator's."""
    entered = await _entrance(anonymous.services).register(body, _client(anonymous.request))
    return _signed_in(anonymous, 201, entered)


@router.post("/login", responses={200: {"model": SignedIn}}, response_class=Response)
async def login(anonymous: AnonymousDep, body: Login) -> Response:
    """Sign in."""
    entered = await _entrance(anonymous.services).login(body, _client(anonymous.request))
    return _signed_in(anonymous, 200, entered)


@router.post("/logout", status_code=204, response_class=Response)
async def logout(caller: CallerDep) -> Response:
    """End this session."""
    async with caller.database.transaction() as session:
        await AuthService(session, caller.actor).logout()
    caller.services.authenticator.forget()
    return caller.reply(204, headers=_without_cookie(caller))


def _without_cookie(caller: Caller) -> dict[str, str]:
    if caller.actor.via != "web":
        return {}
    return {"Set-Cookie": _cookie("", 0, secure=SECURE_BIND_COOKIE in caller.request.cookies)}


@router.get("/me", responses={200: {"model": UserOut}}, response_class=Response)
async def me(edge: ReadingDep) -> Response:
    """The own account."""
    return await edge.reply(200, await AuthService(edge.session, edge.actor).me())


@router.patch("/me", responses={200: {"model": UserOut}}, response_class=Response)
async def update_me(caller: CallerDep, body: ProfileUpdate) -> Response:
    """Change the own account; what is not sent stays."""
    async with changing(caller) as edge:
        answer = await edge.reply(200, await AuthService(edge.session, edge.actor).update_me(body))
    # The doorbell rings later than the caller's next request may come, which must be read in the new time zone.
    caller.services.authenticator.forget()
    return answer


@router.post("/me/password", status_code=204, response_class=Response)
async def change_password(caller: CallerDep, body: PasswordChange) -> Response:
    """Set another password. Every other session and every personal token end."""
    await _entrance(caller.services).change_password(caller.actor, body, _client(caller.request))
    return caller.reply(204)


@router.get("/me/sessions", responses={200: {"model": SessionList}}, response_class=Response)
async def sessions(edge: ReadingDep) -> Response:
    """Where the account is signed in, the latest first."""
    return await edge.reply(200, {"sessions": await AuthService(edge.session, edge.actor).sessions()})


@router.delete("/me/sessions", status_code=204, response_class=Response)
async def end_other_sessions(caller: CallerDep) -> Response:
    """End every session but this one, and every personal token."""
    async with caller.database.transaction() as session:
        await AuthService(session, caller.actor).end_other_sessions()
    caller.services.authenticator.forget()
    return caller.reply(204)


@router.delete("/me/sessions/{session_id}", status_code=204, response_class=Response)
async def end_session(caller: CallerDep, session_id: UUID) -> Response:
    """End one session of the own account."""
    async with caller.database.transaction() as session:
        await AuthService(session, caller.actor).end_session(session_id)
    caller.services.authenticator.forget()
    return caller.reply(204)
