"""Tables of automated processes and their runs."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from behflow.database.base import Base, CreatedAt, Instant, Key


class AutomatedProcess(Base):
    """Something Behflow does by itself for one workspace, at times its schedule gives."""

    __tablename__ = "automated_processes"
    __table_args__ = (
        UniqueConstraint("workspace_id", "kind", "name"),
        Index("ix_automated_processes_due", "next_run_at", postgresql_where=text("enabled")),
    )

    id: Mapped[Key]
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120))
    schedule: Mapped[dict[str, Any]] = mapped_column(JSONB)
    timezone: Mapped[str | None] = mapped_column(String(64))
    rule: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    enabled: Mapped[bool] = mapped_column(server_default=text("true"))
    next_run_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]


class Execution(Base):
    """One run. Its unique (process, due time) decides which replica runs a slot."""

    __tablename__ = "automated_process_executions"
    __table_args__ = (
        UniqueConstraint("process_id", "scheduled_for"),
        CheckConstraint("status IN ('running', 'succeeded', 'failed')", name="status"),
    )

    id: Mapped[Key]
    process_id: Mapped[UUID] = mapped_column(ForeignKey("automated_processes.id", ondelete="CASCADE"))
    scheduled_for: Mapped[Instant]
    started_at: Mapped[CreatedAt]
    finished_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    status: Mapped[str] = mapped_column(String(16), server_default="running")
    result: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    error: Mapped[str | None] = mapped_column(Text)
