"""Tables of conversations, of the changes that wait for a yes, and of what is remembered."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, Numeric, String, Text
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
        Index("ix_chat_messages_turn", "turn_id"),
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


class AssistantSettingsRow(Base):
    """What one user decided about who answers in their chat. ``own_key`` is sealed (``behflow.secretbox``)."""

    __tablename__ = "assistant_settings"
    __table_args__ = (
        CheckConstraint("daily_tokens >= 0", name="daily_tokens"),
        CheckConstraint("daily_cost >= 0", name="daily_cost"),
        CheckConstraint("own_model IS NOT NULL OR (own_base_url IS NULL AND own_key IS NULL)", name="own"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    enabled: Mapped[bool] = mapped_column(server_default=sql("true"))
    local_only: Mapped[bool] = mapped_column(server_default=sql("false"))
    suggest_memories: Mapped[bool] = mapped_column(server_default=sql("false"))
    own_model: Mapped[str | None] = mapped_column(String(300))
    own_base_url: Mapped[str | None] = mapped_column(String(500))
    own_key: Mapped[str | None] = mapped_column(Text)
    daily_tokens: Mapped[int | None] = mapped_column(BigInteger)
    daily_cost: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    updated_at: Mapped[CreatedAt]


class ModelCallRow(Base):
    """One call of a language model: who got how many tokens, and what it cost as far as the price is known."""

    __tablename__ = "model_calls"
    __table_args__ = (Index("ix_model_calls_user", "user_id", "created_at"),)

    id: Mapped[Key]
    turn_id: Mapped[UUID]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    provider: Mapped[str] = mapped_column(String(32))
    model: Mapped[str] = mapped_column(String(200))
    host: Mapped[str] = mapped_column(String(300))
    local: Mapped[bool]
    input_tokens: Mapped[int]
    output_tokens: Mapped[int]
    cached_tokens: Mapped[int]
    cost: Mapped[Decimal | None] = mapped_column(Numeric(20, 10))
    estimated: Mapped[bool]
    fault: Mapped[str | None] = mapped_column(String(64))
    ms: Mapped[int]
    created_at: Mapped[CreatedAt]


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
