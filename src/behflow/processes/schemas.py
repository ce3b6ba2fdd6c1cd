"""What may be said about automated processes, and how they are shown."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from behflow.schemas import Schema, ZoneName

Status = Literal["running", "succeeded", "failed"]
TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5)]


class ProcessUpdate(Schema):
    """Only the fields that are sent change; a null ``timezone`` follows the user's own."""

    enabled: bool = True
    time: TimeOfDay = "07:30"
    timezone: ZoneName | None = None


class ExecutionQuery(Schema):
    """Which page of runs."""

    cursor: Annotated[str, Field(max_length=600)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class ExecutionOut(BaseModel):
    """One run. ``id`` is also the turn under which its changes can be taken back."""

    id: UUID
    process_id: UUID
    scheduled_for: dt.datetime
    started_at: dt.datetime
    finished_at: dt.datetime | None
    status: Status
    result: dict[str, Any]
    error: str | None


class ProcessOut(BaseModel):
    """A process; ``time`` is None when its schedule is not a time of day."""

    id: UUID
    kind: str
    name: str
    enabled: bool
    time: str | None
    timezone: str
    next_run_at: dt.datetime | None
    last_execution: ExecutionOut | None


class ProcessList(BaseModel):
    """The processes of the caller."""

    processes: list[ProcessOut]


class ExecutionPage(BaseModel):
    """Runs of a process, the latest first; ``next_cursor`` continues the page."""

    executions: list[ExecutionOut]
    next_cursor: str | None
