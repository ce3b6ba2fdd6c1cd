"""What comes in and goes out about accounts."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr, StringConstraints

from behflow.auth.password_rules import MAXIMUM, MINIMUM
from behflow.auth.scopes import Scope
from behflow.auth.usernames import MAXIMUM as USERNAME_LENGTH
from behflow.auth.usernames import clean_username
from behflow.reading import USUAL, Reading
from behflow.schemas import Schema, ZoneName

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _one_line(value: str) -> str:
    for character in value:
        if unicodedata.category(character) in {"Cc", "Zl", "Zp"} or character in _OVERRIDES:
            raise ValueError("must be one line without control characters")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)*", _one_line(value)):
        raise ValueError("must be an e-mail address")
    return value


def _empty_is_none(value: object) -> object:
    return (value.strip() or None) if isinstance(value, str) else value


Calendar = Literal["gregorian", "jalali"]
Locale = Literal["en", "fa"]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100), AfterValidator(_one_line)]
Name = Annotated[Line, Field(min_length=1)]
_Address = Annotated[str, Field(max_length=254), AfterValidator(_address)]
Email = Annotated[_Address | None, BeforeValidator(_empty_is_none)]
Username = Annotated[str, Field(max_length=USERNAME_LENGTH), AfterValidator(clean_username)]
NewPassword = Annotated[SecretStr, Field(min_length=MINIMUM, max_length=MAXIMUM)]
TriedPassword = Annotated[SecretStr, Field(min_length=1, max_length=MAXIMUM)]
Weekday = Annotated[int, Field(ge=0, le=6, description="0 is Monday.")]
Bind = Annotated[bool, Field(description="Bind the token to a cookie of this browser; it is then useless elsewhere.")]


class Registration(Schema):
    """A new account."""

    username: Username
    password: NewPassword
    name: Name
    lastname: Line = ""
    email: Email = None
    invite: SecretStr | None = Field(None, max_length=200)
    timezone: ZoneName | None = None
    locale: Locale = "en"
    bind: Bind = False


class Login(Schema):
    """A sign-in."""

    username: str = Field(max_length=254)
    password: TriedPassword
    bind: Bind = False


class ProfileUpdate(Schema):
    """What changes about the own account; what is not sent stays, also within ``reading``."""

    name: Name = ""
    lastname: Line = ""
    email: Email = None
    timezone: ZoneName = "UTC"
    calendar: Calendar = "gregorian"
    locale: Locale = "en"
    first_weekday: Weekday = 0
    reading: Reading = USUAL


class PasswordChange(Schema):
    """A new password, with the current one as proof."""

    current_password: TriedPassword
    new_password: NewPassword


class UserOut(BaseModel):
    """An account as its owner sees it."""

    id: UUID
    username: str
    name: str
    lastname: str
    email: str | None
    is_admin: bool
    timezone: str
    calendar: Calendar
    locale: Locale
    first_weekday: Weekday
    reading: Reading
    created_at: dt.datetime
    workspace_id: UUID | None


class SignedIn(BaseModel):
    """The answer to a registration or a sign-in."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the name of a scheme
    expires_in: int = Field(description="Seconds the token is valid.")
    user: UserOut


class SessionOut(BaseModel):
    """One place where the account is signed in."""

    id: UUID
    created_at: dt.datetime
    last_seen_at: dt.datetime
    user_agent: str
    address: str
    current: bool


class SessionList(BaseModel):
    """Every place where the account is signed in, the latest first."""

    sessions: list[SessionOut]


class TokenCreate(Schema):
    """A new personal token."""

    name: Name
    scopes: frozenset[Scope] = Field(min_length=1, description="What it may be used for.")
    expires_in_days: Annotated[int, Field(ge=1, le=366, description="Days it is valid.")] = 90


class TokenOut(BaseModel):
    """A personal token as its owner sees it, without its secret."""

    id: UUID
    name: str
    scopes: list[Scope]
    created_at: dt.datetime
    expires_at: dt.datetime
    last_used_at: dt.datetime | None


class TokenCreated(TokenOut):
    """A personal token that was just made."""

    token: str = Field(description="The secret. It is shown this once.")


class TokenList(BaseModel):
    """Every personal token, the newest first."""

    tokens: list[TokenOut]
