"""What may be said about tasks and projects, and how they are shown."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from behflow.language.filter_language import FILTER_LENGTH
from behflow.schemas import SafeDate, SafeDatetime, Schema, TimeOfDay, ZoneName
from behflow.tasks.recurrence import validate_rule

Status = Literal["not_started", "in_progress", "completed", "blocked"]
Priority = Literal["low", "medium", "high", "urgent"]
Color = Literal["teal", "blue", "purple", "yellow", "green", "red", "orange", "grey"]
CountedFrom = Literal["schedule", "completion"]

PRIORITIES: tuple[Priority, ...] = ("urgent", "high", "medium", "low")
"""Index 0 is p1: the number in the table is the index plus one."""

NAME_LENGTH = 500
DESCRIPTION_LENGTH = 20_000
TAG_LENGTH = 60
TAGS_LIMIT = 50
BULK_LIMIT = 100
LONGEST_DURATION = 60 * 24 * 31
SECTION_LENGTH = 200
REMINDERS_LIMIT = 10


def _name(value: str) -> str:
    value = " ".join(value.split())
    if not value:
        raise ValueError("must not be empty")
    return value


def _tag(value: str) -> str:
    value = value.strip().removeprefix("@").strip()
    if not value or any(c.isspace() or c in "@#,&|()!" for c in value):
        raise ValueError("a tag is one word without @ # , & | ( ) !")
    return value


def _tags(values: list[str]) -> list[str]:
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(value.casefold(), value)
    return list(seen.values())


Name = Annotated[str, Field(max_length=NAME_LENGTH), AfterValidator(_name)]
ListName = Annotated[str, Field(max_length=120), AfterValidator(_name)]
"""The name of a project or of a saved filter."""
Tag = Annotated[str, Field(max_length=TAG_LENGTH), AfterValidator(_tag)]
Section = Annotated[str, Field(max_length=SECTION_LENGTH), AfterValidator(_name)]
Tags = Annotated[list[Tag], Field(max_length=TAGS_LIMIT), AfterValidator(_tags)]


class DueInput(Schema):
    """When a task is due: a date, and for a timed task the wall time and its zone."""

    date: SafeDate
    time: TimeOfDay | None = None
    zone: ZoneName | None = None

    @model_validator(mode="after")
    def _wall_time(self) -> DueInput:
        if self.time is not None and self.time.tzinfo is not None:
            raise ValueError("time must be a wall time without offset; name the zone instead")
        if self.time is None and self.zone is not None:
            raise ValueError("a zone needs a time")
        return self


def _due(value: Any) -> Any:
    """Accept "2026-11-24" and "2026-11-24T17:00[+01:00]" beside the object form."""
    if isinstance(value, str) and len(value) == 10:
        return {"date": value}
    return value


Due = Annotated[DueInput | SafeDatetime, BeforeValidator(_due)]


class RecurrenceInput(Schema):
    """How a task repeats: an RFC 5545 rule, counted from the schedule or from the completion."""

    rule: Annotated[str, Field(max_length=500), AfterValidator(validate_rule)]
    counted_from: CountedFrom = Field("schedule", alias="from")


class ReminderInput(Schema):
    """When to remind: at a moment, or minutes before the due (9:00 where the user is, for an all-day one)."""

    at: SafeDatetime | None = None
    minutes_before: Annotated[int, Field(ge=0, le=LONGEST_DURATION)] | None = None

    @model_validator(mode="after")
    def _one(self) -> ReminderInput:
        if (self.at is None) == (self.minutes_before is None):
            raise ValueError("send either at or minutes_before")
        return self


Reminders = Annotated[list[ReminderInput], Field(max_length=REMINDERS_LIMIT)]


class TaskFields(Schema):
    """Fields that creating and replacing share."""

    name: Name
    description: Annotated[str, Field(max_length=DESCRIPTION_LENGTH)] = ""
    status: Status = "not_started"
    priority: Priority = "low"
    project_id: UUID | None = None
    parent_id: UUID | None = None
    assignee_id: UUID | None = None
    due: Due | None = None
    deadline: SafeDate | None = None
    duration_minutes: Annotated[int, Field(ge=1, le=LONGEST_DURATION)] | None = None
    recurrence: RecurrenceInput | None = None
    tags: Tags = []
    section: Section | None = None
    uncompletable: bool = False
    reminders: Reminders = []
    position: Annotated[float, Field(ge=-1e12, le=1e12)] | None = None

    @model_validator(mode="after")
    def _checkbox(self) -> TaskFields:
        if self.uncompletable and self.status == "completed":
            raise ValueError("a task without a checkbox cannot be completed")
        return self


class TaskCreate(TaskFields):
    """A new task."""

    workspace_id: UUID | None = None


class TaskReplace(TaskFields):
    """A task as a whole; what is not said goes back to its default."""


class TaskUpdate(Schema):
    """Only the fields that are sent change; null empties a field that may be empty."""

    name: Name = ""
    description: Annotated[str, Field(max_length=DESCRIPTION_LENGTH)] = ""
    status: Status = "not_started"
    priority: Priority = "low"
    project_id: UUID | None = None
    parent_id: UUID | None = None
    assignee_id: UUID | None = None
    due: Due | None = None
    deadline: SafeDate | None = None
    duration_minutes: Annotated[int, Field(ge=1, le=LONGEST_DURATION)] | None = None
    recurrence: RecurrenceInput | None = None
    tags: Tags = []
    section: Section | None = None
    uncompletable: bool = False
    reminders: Reminders = []
    position: Annotated[float, Field(ge=-1e12, le=1e12)] = 0.0


BulkAction = Literal["complete", "reopen", "delete", "restore", "update"]


class BulkInput(Schema):
    """One action on several tasks: all of them or none."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=BULK_LIMIT)]
    action: BulkAction
    set: TaskUpdate | None = None

    @model_validator(mode="after")
    def _needs_set(self) -> BulkInput:
        if (self.action == "update") != (self.set is not None):
            raise ValueError("'set' goes with the action 'update', and only with it")
        return self


class UndoInput(Schema):
    """What to take back: a turn of the chat or run of a process, or single events."""

    turn_id: UUID | None = None
    event_ids: Annotated[list[Annotated[int, Field(ge=1, le=2**63 - 1)]], Field(max_length=200)] | None = None

    @model_validator(mode="after")
    def _one(self) -> UndoInput:
        if (self.turn_id is None) == (not self.event_ids):
            raise ValueError("send either turn_id or event_ids")
        return self


class RedoInput(Schema):
    """What to do again: the turn that was taken back, or the turn in which it was taken back."""

    turn_id: UUID


Sort = Literal["created", "-created", "due", "priority", "position", "-completed", "-deleted"]


def _split(values: Any) -> Any:
    """``?status=a,b`` says the same as ``?status=a&status=b``."""
    if isinstance(values, str):
        values = [values]
    if isinstance(values, list | tuple):
        return [part for value in values for part in (value.split(",") if isinstance(value, str) else [value])]
    return values


class TaskQuery(Schema):
    """Which tasks to list, and in what order."""

    status: Annotated[list[Status], Field(max_length=8), BeforeValidator(_split)] = []
    priority: Annotated[list[Priority], Field(max_length=8), BeforeValidator(_split)] = []
    project: UUID | Literal["inbox"] | None = None
    tag: Annotated[str, Field(max_length=TAG_LENGTH)] | None = None
    due_from: SafeDate | None = None
    due_to: SafeDate | None = None
    overdue: bool | None = None
    q: Annotated[str, Field(max_length=500)] | None = None
    filter: Annotated[str, Field(max_length=FILTER_LENGTH)] | None = None
    parent: UUID | None = None
    deleted: bool = False
    sort: Sort | None = None
    cursor: Annotated[str, Field(max_length=600)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class ProjectCreate(Schema):
    """A new project."""

    name: ListName
    color: Color | None = None


class ProjectUpdate(Schema):
    """Only the fields that are sent change."""

    name: ListName = ""
    color: Color = "blue"
    position: Annotated[float, Field(ge=-1e12, le=1e12)] = 0.0


class DueOut(BaseModel):
    """A due as it is shown; ``at`` is the instant of a timed one."""

    date: dt.date
    time: str | None
    zone: str | None
    at: dt.datetime | None


class RecurrenceOut(BaseModel):
    """A repetition as it is shown."""

    rule: str
    counted_from: CountedFrom = Field(alias="from")


class ReminderOut(BaseModel):
    """A reminder as it is shown: one of the two."""

    at: dt.datetime | None = None
    minutes_before: int | None = None


class TaskOut(BaseModel):
    """A task as it is shown."""

    id: UUID
    workspace_id: UUID
    project_id: UUID | None
    parent_id: UUID | None
    creator_id: UUID | None
    assignee_id: UUID | None
    name: str
    description: str
    status: Status
    priority: Priority
    due: DueOut | None
    deadline: dt.date | None
    duration_minutes: int | None
    recurrence: RecurrenceOut | None
    tags: list[str]
    section: str | None
    uncompletable: bool
    reminders: list[ReminderOut]
    position: float
    created_at: dt.datetime
    updated_at: dt.datetime
    completed_at: dt.datetime | None
    deleted_at: dt.datetime | None
    version: int


class TaskPage(BaseModel):
    """One page of tasks; ``next_cursor`` continues it."""

    tasks: list[TaskOut]
    next_cursor: str | None


class TaskList(BaseModel):
    """Tasks that one request changed."""

    tasks: list[TaskOut]


class Completed(BaseModel):
    """A completed task, and the occurrence that follows when it repeats."""

    task: TaskOut
    next: TaskOut | None


class PutBack(BaseModel):
    """Something other than a task that was put back: a project, a filter, a memory, a process."""

    subject: str
    id: UUID
    name: str
    op: Literal["deleted", "restored", "updated"]


class Undone(BaseModel):
    """What was put back, and what stood in the way of the rest."""

    tasks: list[TaskOut]
    others: list[PutBack]
    conflicts: list[dict[str, Any]]


class ProjectOut(BaseModel):
    """A project as it is shown."""

    id: UUID
    workspace_id: UUID
    name: str
    color: Color
    position: float
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
    open_tasks: int


class ProjectList(BaseModel):
    """Every project the caller may see."""

    projects: list[ProjectOut]


class TagCount(BaseModel):
    """A tag and how many open tasks carry it."""

    name: str
    open_tasks: int


class TagList(BaseModel):
    """Every tag in use."""

    tags: list[TagCount]
