"""What the tools take: flat, nothing unknown, no user anywhere. Dates are words that the server reads."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from behflow.schemas import Schema
from behflow.tasks.schemas import (
    DESCRIPTION_LENGTH,
    LONGEST_DURATION,
    NAME_LENGTH,
    REMINDERS_LIMIT,
    SECTION_LENGTH,
    TAG_LENGTH,
    TAGS_LIMIT,
    CountedFrom,
    Priority,
    Status,
)

WORDS = 300

When = Annotated[
    str,
    Field(max_length=WORDS, description="The user's own words for the time (next friday 5pm), or YYYY-MM-DD [HH:MM]."),
]
Days = Annotated[
    str,
    Field(max_length=WORDS, description="The user's words for the days (this week), or YYYY-MM-DD..YYYY-MM-DD."),
]
Remind = Annotated[
    str, Field(max_length=WORDS, description="30 min before, or the user's own words for a time, or YYYY-MM-DD HH:MM.")
]
Title = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
TagName = Annotated[str, Field(min_length=1, max_length=TAG_LENGTH)]
TagNames = Annotated[list[TagName], Field(max_length=TAGS_LIMIT)]
ProjectName = Annotated[str, Field(min_length=1, max_length=120)]
Minutes = Annotated[int, Field(ge=1, le=LONGEST_DURATION)]
Days_ = Annotated[int, Field(ge=-36_500, le=36_500)]


class AddTask(Schema):
    """Add one task."""

    title: Title
    due: When | None = None
    deadline: When | None = None
    priority: Priority | None = None
    project: ProjectName | None = None
    tags: TagNames = []
    duration_minutes: Minutes | None = None
    repeat: Annotated[str, Field(max_length=WORDS, description="every monday, or an RFC 5545 rule")] | None = None
    repeat_from: CountedFrom = "schedule"
    description: Annotated[str, Field(max_length=DESCRIPTION_LENGTH)] | None = None
    section: (
        Annotated[str, Field(min_length=1, max_length=SECTION_LENGTH, description="Part of the project")] | None
    ) = None
    status: Status | None = None
    uncompletable: Annotated[bool, Field(description="A heading without a checkbox")] = False
    reminders: Annotated[list[Remind], Field(max_length=REMINDERS_LIMIT)] = []
    assignee: Annotated[str, Field(max_length=WORDS, description="me, or nobody")] | None = None


class Where(Schema):
    """Which tasks a list or a change of several is about."""

    where_status: Literal["open", "completed", "all"] | None = None
    where_overdue: bool = False
    where_due: Days | None = None
    where_no_date: bool = False
    where_priority: Priority | None = None
    where_tag: TagName | None = None
    where_project: ProjectName | None = None
    where_text: Annotated[str, Field(max_length=NAME_LENGTH)] | None = None


class ListTasks(Where):
    """Show tasks. Without a filter: everything that is open."""


class Which(Where):
    """The tasks a change is about: by words of the title, by place in the last list, the last one, or a filter."""

    task: Annotated[str, Field(max_length=NAME_LENGTH, description="Words of the title, or an id")] | None = None
    ordinal: Annotated[int, Field(ge=-50, le=50, description="Place in the last shown list; -1 is the last")] | None = (
        None
    )
    last: Annotated[bool, Field(description="The task that was just talked about (it)")] = False
    all: Annotated[bool, Field(description="Every task that the where_ fields match")] = False


class CompleteTask(Which):
    """Mark a task as done."""


class ReopenTask(Which):
    """Take back that a task is done."""


class DeleteTask(Which):
    """Move a task to the trash."""


class UpdateTask(Which):
    """Change a task: name, time, priority, status, project, tags and the rest."""

    name: Title | None = None
    due: When | None = None
    clear_due: bool = False
    shift_days: Days_ | None = None
    deadline: When | None = None
    priority: Priority | None = None
    status: Status | None = None
    project: Annotated[ProjectName, Field(description="inbox means no project")] | None = None
    tags_add: TagNames = []
    tags_remove: TagNames = []
    duration_minutes: Minutes | None = None
    repeat: Annotated[str, Field(max_length=WORDS, description="every monday, or an RFC 5545 rule")] | None = None
    repeat_from: CountedFrom = "schedule"
    description: Annotated[str, Field(max_length=DESCRIPTION_LENGTH)] | None = None


class UndoLast(Schema):
    """Undo the last turn of this conversation that changed something."""
