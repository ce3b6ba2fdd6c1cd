"""The way in: registering, signing in, changing the password.

Each is several short transactions with the slow hash between them: none is open while a password is hashed.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from behflow.actor import Actor, Via
from behflow.auth import accounts, attempts
from behflow.auth.accounts import NewSession
from behflow.auth.authenticator import Authenticator, binding_hash
from behflow.auth.password_rules import check_password
from behflow.auth.passwords import PasswordHasher
from behflow.auth.schemas import Login, PasswordChange, Registration
from behflow.auth.usernames import username_key
from behflow.auth.workspaces import create_personal
from behflow.config import Settings
from behflow.database.engine import Database, Session
from behflow.errors import Conflict, FieldError, Forbidden, InvalidInput, Unauthenticated
from behflow.events.service import record
from behflow.ids import new_id

log = logging.getLogger(__name__)

WRONG = "The username or the password is wrong."
FIRST_LOCK = 0x6265_6866_6669_7273
"""Advisory lock of whoever may become the first user ("behffirs" in ASCII)."""

_NOBODY_YET = "SELECT NOT EXISTS (SELECT FROM users)"
_LOCK_FIRST = "SELECT pg_advisory_xact_lock($1)"
_INSERT = """
INSERT INTO users (id, username, username_key, password_hash, name, lastname, email, timezone, locale,
    is_admin, is_first)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
"""
_CREDENTIALS = "SELECT id, username, password_hash, is_disabled FROM users WHERE username_key = $1"
_OWN_CREDENTIALS = "SELECT username, email, password_hash FROM users WHERE id = $1"
# Waits for a password change that is under way, so that none of its old password's sessions survives it.
_STILL = "SELECT FROM users WHERE id = $1 AND password_hash = $2 AND NOT is_disabled FOR NO KEY UPDATE"
_SET_HASH = "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2 RETURNING true"

_TAKEN = {
    "uq_users_username": FieldError("username", "is already taken"),
    "uq_users_email": FieldError("email", "already belongs to an account"),
}


@dataclass(frozen=True, slots=True)
class Client:
    """From where somebody signs in."""

    address: str = ""
    user_agent: str = ""
    request_id: str = ""

    @property
    def agent(self) -> str:
        """The user agent as it can be stored and shown."""
        return "".join(c for c in self.user_agent if c.isprintable())[:300]


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody is in: the token, the value of the binding cookie if one was asked for, and the account."""

    token: str
    binding: str | None
    expires_in: int
    user: dict[str, Any]


def taken(error: asyncpg.UniqueViolationError) -> Conflict:
    """What to answer when a name or address belongs to somebody else."""
    field = _TAKEN.get(error.constraint_name or "")
    if field is None:
        return Conflict("This account cannot be made right now. Try again.")
    return Conflict(f"{field.field} {field.reason}", fields=[field])


class Entrance:
    """Registration, sign-in and password change, for every door."""

    def __init__(
        self, database: Database, settings: Settings, hasher: PasswordHasher, authenticator: Authenticator
    ) -> None:
        self._database = database
        self._settings = settings
        self._hasher = hasher
        self._authenticator = authenticator

    async def register(self, body: Registration, client: Client) -> Entered:
        """Make an account and sign it in. The very first one is the admin of this Behflow.

        Raises Forbidden when registration is closed or the invite is wrong, InvalidInput for a password that is too
        common, Conflict when the username or e-mail is taken, TooManyRequests after too many wrong invites.
        """
        async with self._database.reading() as session:
            nobody_yet = await session.raw.fetchval(_NOBODY_YET)
        if not nobody_yet:
            await self._admit(body, client)
        password = body.password.get_secret_value()
        check_password("password", password, body.username, body.email)
        hashed = await self._hasher.hash(password)
        try:
            async with self._database.transaction() as session:
                entered = await self._insert(session, body, client, hashed, nobody_yet)
        except asyncpg.UniqueViolationError as error:
            raise taken(error) from error
        log.info("Registered", extra={"user_id": str(entered.user["id"]), "address": client.address})
        return entered

    async def login(self, body: Login, client: Client) -> Entered:
        """Sign in. Raises Unauthenticated, the same for an unknown name and a wrong password; TooManyRequests."""
        address, account = attempts.address_bucket(client.address), attempts.account_bucket(body.username)
        await attempts.take(self._database, address, account)
        key, password = username_key(body.username), body.password.get_secret_value()
        for _ in range(2):  # once more when the stored hash changed between check and sign-in
            async with self._database.reading() as session:
                row = await session.raw.fetchrow(_CREDENTIALS, key)
            verdict = await self._hasher.verify(password, row["password_hash"] if row else None)
            if row is None or not verdict.ok or row["is_disabled"]:
                break
            async with self._database.transaction() as session:
                if await session.raw.fetchrow(_STILL, row["id"], row["password_hash"]) is None:
                    continue
                if verdict.renewed is not None:
                    await session.raw.execute(_SET_HASH, row["id"], row["password_hash"], verdict.renewed)
                entered = await self._enter(session, row["id"], body.bind, client)
                await attempts.succeeded(session, address, account)
            log.info("Signed in", extra={"user_id": str(row["id"]), "address": client.address})
            return entered
        who = {"user_id": str(row["id"])} if row else {"user_id": None}
        log.warning("Sign-in refused", extra={**who, "address": client.address})
        raise Unauthenticated(WRONG)

    async def change_password(self, actor: Actor, body: PasswordChange, client: Client) -> None:
        """Set another password and end every other session and every personal token.

        Raises InvalidInput when the current password is wrong or the new one is refused, TooManyRequests.
        """
        async with self._database.reading() as session:
            row = await session.raw.fetchrow(_OWN_CREDENTIALS, actor.user_id)
        if row is None:
            raise Unauthenticated
        new = body.new_password.get_secret_value()
        check_password("new_password", new, row["username"], row["email"])
        address, account = attempts.address_bucket(client.address), attempts.account_bucket(row["username"])
        await attempts.take(self._database, address, account)
        if not (await self._hasher.verify(body.current_password.get_secret_value(), row["password_hash"])).ok:
            log.warning("Password change refused", extra={"user_id": str(actor.user_id), "address": client.address})
            raise InvalidInput.of("current_password", "is not your current password")
        hashed = await self._hasher.hash(new)
        async with self._database.transaction() as session:
            if not await session.raw.fetchval(_SET_HASH, actor.user_id, row["password_hash"], hashed):
                raise Conflict("The password was changed in the meantime. Sign in with the new one.")
            await attempts.succeeded(session, address, account)
            await record(
                session,
                actor,
                workspace_id=actor.personal_workspace,
                event_type="password.changed",
                subject_type="user",
                subject_id=actor.user_id,
            )
            await accounts.end_other_sessions(session, actor, "password_changed")
        self._authenticator.forget()
        log.info("Password changed", extra={"user_id": str(actor.user_id), "address": client.address})

    async def _admit(self, body: Registration, client: Client) -> None:
        mode = self._settings.registration_mode
        if mode == "open":
            return
        expected = self._settings.invite_code
        if mode == "closed" or expected is None:
            raise Forbidden("Registration is closed here. Ask the administrator for an account.")
        if body.invite is None:
            raise Forbidden(
                "Registration is by invitation here. Enter the invite code.",
                fields=[FieldError("invite", "is needed")],
            )
        address = attempts.address_bucket(client.address, "invite")
        await attempts.take(self._database, address)
        given = body.invite.get_secret_value().encode()
        if not hmac.compare_digest(given, expected.get_secret_value().encode()):
            raise Forbidden("This invite code is not valid.", fields=[FieldError("invite", "is not valid")])
        async with self._database.transaction() as session:
            await attempts.give_back(session, address)

    async def _insert(
        self, session: Session, body: Registration, client: Client, hashed: str, nobody_yet: bool
    ) -> Entered:
        if nobody_yet:
            await session.raw.execute(_LOCK_FIRST, FIRST_LOCK)
            nobody_yet = await session.raw.fetchval(_NOBODY_YET)
            if not nobody_yet and self._settings.registration_mode != "open":
                raise Forbidden("The first account was made a moment ago. Ask its owner for an invitation.")
        user_id = new_id()
        await session.raw.execute(
            _INSERT,
            user_id,
            body.username,
            username_key(body.username),
            hashed,
            body.name,
            body.lastname,
            body.email,
            body.timezone or self._settings.timezone,
            body.locale,
            nobody_yet,
        )
        membership = await create_personal(session, user_id, body.name)
        via: Via = "web" if body.bind else "rest"
        await record(
            session,
            Actor(user_id, (membership,), via, is_admin=nobody_yet, request_id=client.request_id),
            workspace_id=membership.workspace_id,
            event_type="user.registered",
            subject_type="user",
            subject_id=user_id,
            after={"username": body.username, "is_admin": nobody_yet},
        )
        return await self._enter(session, user_id, body.bind, client)

    async def _enter(self, session: Session, user_id: UUID, bind: bool, client: Client) -> Entered:
        binding = secrets.token_urlsafe(32) if bind else None
        opened: NewSession = await accounts.open_session(
            session,
            user_id,
            binding_hash=None if binding is None else binding_hash(binding),
            user_agent=client.agent,
            address=client.address[:64],
            hours=self._settings.session_hours,
        )
        issued_at = int(opened.created_at.timestamp())
        lifetime = self._settings.session_hours * 3600
        token = self._authenticator.issue(opened.id, user_id, issued_at=issued_at, expires_at=issued_at + lifetime)
        return Entered(token, binding, lifetime, await accounts.profile(session, user_id))
