"""Tables of accounts, sessions and workspaces."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, String, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from behflow.auth.usernames import KEY_LENGTH, username_key
from behflow.database.base import Base, CreatedAt, Instant, Key


def _key_of_username(context: Any) -> str:
    return username_key(context.get_current_parameters()["username"])


class User(Base):
    """A person with an account."""

    __tablename__ = "users"
    __table_args__ = (
        Index("uq_users_username", "username_key", unique=True),
        Index("uq_users_email", text("lower(email)"), unique=True),
        Index("uq_users_first_admin", "is_first", unique=True, postgresql_where=text("is_first")),
        CheckConstraint("calendar IN ('gregorian', 'jalali')", name="calendar"),
        CheckConstraint("first_weekday BETWEEN 0 AND 6", name="first_weekday"),
        CheckConstraint("jsonb_typeof(reading) = 'object'", name="reading"),
    )

    id: Mapped[Key]
    username: Mapped[str] = mapped_column(String(64))
    username_key: Mapped[str] = mapped_column(String(KEY_LENGTH), default=_key_of_username)
    password_hash: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(100))
    lastname: Mapped[str] = mapped_column(String(100), server_default="")
    email: Mapped[str | None] = mapped_column(String(254))
    is_admin: Mapped[bool] = mapped_column(server_default=text("false"))
    is_first: Mapped[bool] = mapped_column(server_default=text("false"))
    is_disabled: Mapped[bool] = mapped_column(server_default=text("false"))
    timezone: Mapped[str] = mapped_column(String(64), server_default="UTC")
    calendar: Mapped[str] = mapped_column(String(16), server_default="gregorian")
    locale: Mapped[str] = mapped_column(String(16), server_default="en")
    first_weekday: Mapped[int] = mapped_column(server_default=text("0"))
    reading: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    created_at: Mapped[CreatedAt]


class UserSession(Base):
    """One sign-in. Its row decides: removing it ends the session everywhere."""

    __tablename__ = "user_sessions"
    __table_args__ = (Index(None, "user_id"), Index(None, "expires_at"))

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    binding_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    user_agent: Mapped[str] = mapped_column(String(300), server_default="")
    address: Mapped[str] = mapped_column(String(64), server_default="")
    created_at: Mapped[CreatedAt]
    last_seen_at: Mapped[CreatedAt]
    expires_at: Mapped[Instant]


class PersonalToken(Base):
    """A secret by which a program acts for its user, within scopes. Only the hash is here."""

    __tablename__ = "personal_tokens"
    __table_args__ = (
        Index("uq_personal_tokens_token_hash", "token_hash", unique=True),
        Index(None, "user_id"),
        Index(None, "expires_at"),
    )

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String(32)))
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[Instant]
    last_used_at: Mapped[Instant | None]


class Workspace(Base):
    """What is shared as a whole; every user has a personal one."""

    __tablename__ = "workspaces"
    __table_args__ = (Index("uq_workspaces_personal_of", "personal_of", unique=True),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120))
    personal_of: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[CreatedAt]


class MembershipRow(Base):
    """Who belongs to a workspace, and as what."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(None, "user_id"),
        CheckConstraint("role IN ('owner', 'admin', 'member', 'viewer')", name="role"),
    )

    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[CreatedAt]


class LoginAttempts(Base):
    """How often a password was tried for one account or from one address within a window of time."""

    __tablename__ = "login_attempts"

    bucket: Mapped[str] = mapped_column(String(160), primary_key=True)
    attempts: Mapped[int]
    window_ends_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
