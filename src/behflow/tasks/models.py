"""Tables of projects and tasks."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from behflow.database.base import Base, CreatedAt, Key

_LIVE = text("deleted_at IS NULL")
_OPEN = text("deleted_at IS NULL AND status <> 'completed'")

SEARCH = (
    "setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', description), 'B') || "
    "array_to_tsvector(ARRAY['#' || workspace_id::text, '#' || workspace_id::text || '/' || substr(id::text, 1, 5)])"
)
"""Words, and two marks that no word can be: the workspace, and in it the 3.1 days of the UUIDv7. With them a search
stays in the caller's part of the index, and finds what is new without going through what is old; see ``lists``."""


class Project(Base):
    """A named list of tasks inside a workspace."""

    __tablename__ = "projects"
    __table_args__ = (Index("uq_projects_name", "workspace_id", text("lower(name)"), unique=True),)

    id: Mapped[Key]
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    color: Mapped[str] = mapped_column(String(16), server_default="blue")
    position: Mapped[float] = mapped_column(server_default=text("0"))
    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]


class SavedFilter(Base):
    """A filter in words that has a name. What its dates mean is read anew whenever it is asked for."""

    __tablename__ = "saved_filters"
    __table_args__ = (Index("uq_saved_filters_name", "workspace_id", text("lower(name)"), unique=True),)

    id: Mapped[Key]
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    query: Mapped[str] = mapped_column(String(1_000))
    position: Mapped[float] = mapped_column(server_default=text("0"))
    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]


class Task(Base):
    """One thing to do. An all-day due has only ``due_on``; a timed one also the instant and its zone."""

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("status IN ('not_started', 'in_progress', 'completed', 'blocked')", name="status"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority"),
        CheckConstraint("(due_at IS NULL) = (due_zone IS NULL)", name="due_zone"),
        CheckConstraint("due_at IS NULL OR due_on IS NOT NULL", name="due_on"),
        CheckConstraint("(recurrence IS NULL) = (recurrence_from IS NULL)", name="recurrence"),
        CheckConstraint("(status = 'completed') = (completed_at IS NOT NULL)", name="completed_at"),
        CheckConstraint("parent_id <> id", name="parent"),
        Index("ix_tasks_created", "workspace_id", "id", postgresql_where=_LIVE),
        Index("ix_tasks_due", "workspace_id", "due_sort", "id", postgresql_where=_LIVE),
        Index("ix_tasks_open_due", "workspace_id", "due_sort", "id", postgresql_where=_OPEN),
        Index("ix_tasks_open_created", "workspace_id", "id", postgresql_where=_OPEN),
        Index("ix_tasks_priority", "workspace_id", "priority", "id", postgresql_where=_LIVE),
        Index("ix_tasks_position", "workspace_id", "position", "id", postgresql_where=_LIVE),
        Index("ix_tasks_project", "project_id", "due_sort", "id", postgresql_where=_LIVE),
        Index(
            "ix_tasks_completed",
            "workspace_id",
            "completed_at",
            "id",
            postgresql_where=text("completed_at IS NOT NULL"),
        ),
        Index("ix_tasks_trash", "workspace_id", "deleted_at", "id", postgresql_where=text("deleted_at IS NOT NULL")),
        Index("ix_tasks_parent", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
        Index("ix_tasks_tags", "tags", postgresql_using="gin"),
        Index("ix_tasks_search", "search", postgresql_using="gin"),
    )

    id: Mapped[Key]
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    project_id: Mapped[UUID | None] = mapped_column(ForeignKey("projects.id", ondelete="SET NULL"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    creator_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(500))
    description: Mapped[str] = mapped_column(Text, server_default="")
    status: Mapped[str] = mapped_column(String(16), server_default="not_started")
    priority: Mapped[int] = mapped_column(SmallInteger, server_default=text("4"))
    due_on: Mapped[dt.date | None] = mapped_column(Date)
    due_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    due_zone: Mapped[str | None] = mapped_column(String(64))
    due_sort: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True),
        Computed(
            "coalesce(due_at, (due_on::timestamp + interval '1 day') AT TIME ZONE 'UTC', 'infinity'::timestamptz)",
            persisted=True,
        ),
    )
    deadline: Mapped[dt.date | None] = mapped_column(Date)
    duration_minutes: Mapped[int | None]
    recurrence: Mapped[str | None] = mapped_column(String(500))
    recurrence_from: Mapped[str | None] = mapped_column(String(16))
    section: Mapped[str | None] = mapped_column(String(200))
    uncompletable: Mapped[bool] = mapped_column(server_default=text("false"))
    reminders: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    position: Mapped[float] = mapped_column(server_default=text("0"))
    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]
    completed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    deleted_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    search: Mapped[Any] = mapped_column(
        TSVECTOR,
        Computed(
            SEARCH,
            persisted=True,
        ),
    )
