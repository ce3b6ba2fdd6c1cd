"""Tables of conversations and of the changes that wait for a yes."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from behflow.database.base import Base, CreatedAt, Instant, Key


class ChatSession(Base):
    """One conversation of one user."""

    __tablename__ = "chat_sessions"
    __table_args__ = (Index("ix_chat_sessions_user", "user_id", "id"),)

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200), server_default="")
    claimed_until: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]


class ChatMessage(Base):
    """One message. ``data`` of an answer holds its tasks, receipt, proposal and candidates."""

    __tablename__ = "chat_messages"
    __table_args__ = (
        Index("ix_chat_messages_session", "session_id", "id"),
        Index("ix_chat_messages_turn", "turn_id"),
        CheckConstraint("role IN ('user', 'assistant')", name="role"),
    )

    id: Mapped[Key]
    session_id: Mapped[UUID] = mapped_column(ForeignKey("chat_sessions.id", ondelete="CASCADE"))
    turn_id: Mapped[UUID]
    role: Mapped[str] = mapped_column(String(16))
    content: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    created_at: Mapped[CreatedAt]


class Proposal(Base):
    """Changes with exact rows and versions that run only when their user says yes, once, before they expire."""

    __tablename__ = "proposals"
    __table_args__ = (
        Index("ix_proposals_session", "session_id"),
        CheckConstraint("status IN ('open', 'approved', 'rejected', 'superseded')", name="status"),
    )

    id: Mapped[Key]
    session_id: Mapped[UUID] = mapped_column(ForeignKey("chat_sessions.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    turn_id: Mapped[UUID]
    title: Mapped[str] = mapped_column(String(300))
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    status: Mapped[str] = mapped_column(String(16), server_default="open")
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[Instant]


class Confirmation(Base):
    """Changes that a program asked for and that run when it calls again with a confirm token, once, within minutes."""

    __tablename__ = "confirmations"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    call_hash: Mapped[bytes] = mapped_column(LargeBinary)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[Instant]
