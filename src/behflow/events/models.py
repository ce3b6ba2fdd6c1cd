"""The table of everything that happened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from behflow.database.base import Base, CreatedAt
from behflow.database.types import XID8


class Event(Base):
    """One change, written in the transaction that made it, never changed afterwards."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_cursor", "xid", "id"),
        Index("ix_events_turn", "turn_id", postgresql_where=text("turn_id IS NOT NULL")),
        Index("ix_events_subject", "subject_id", "id"),
        Index("ix_events_mcp", "user_id", "id", postgresql_where=text("via = 'mcp'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    xid: Mapped[int] = mapped_column(XID8, server_default=text("pg_current_xact_id()"))
    workspace_id: Mapped[UUID | None] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    via: Mapped[str] = mapped_column(String(16))
    turn_id: Mapped[UUID | None]
    type: Mapped[str] = mapped_column(String(64))
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[CreatedAt]
