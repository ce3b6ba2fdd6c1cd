"""Tables of conversations, of the changes that wait for a yes, and of what is remembered."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, String, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
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
        CheckConstraint("role IN ('user', 'assistant')", name="role"),
    )

    id: Mapped[Key]
    session_id: Mapped[UUID] = mapped_column(ForeignKey("chat_sessions.id", ondelete="CASCADE"))
    turn_id: Mapped[UUID]
    role: Mapped[str] = mapped_column(String(16))
    content: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'"))
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


class Memory(Base):
    """Something to remember about a user: kept, or suggested and waiting for their yes."""

    __tablename__ = "memories"
    __table_args__ = (
        Index("ix_memories_user", "user_id", "id"),
        Index("uq_memories_text", "user_id", sql("md5(folded)"), unique=True),
        CheckConstraint("status IN ('kept', 'suggested')", name="status"),
        CheckConstraint("source IN ('said', 'suggested', 'rest')", name="source"),
    )

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(500))
    folded: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(16))
    search: Mapped[Any] = mapped_column(TSVECTOR)
    version: Mapped[int] = mapped_column(server_default=sql("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]
    used_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
