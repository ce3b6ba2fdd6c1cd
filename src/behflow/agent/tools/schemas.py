"""What the tools take: flat, nothing unknown, no user anywhere. Dates are words that the server reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from behflow.chat.memory_schemas import MEMORY_LENGTH
from behflow.chat.schemas import ProfileName
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
SEVERAL = 25
STEPS = 20
UNDO_LIMIT = 10
LIST_LIMIT = 50
Order = Literal["due", "priority", "newest", "oldest"]

When = Annotated[
    str,
    Field(max_length=WORDS, description="The user's words (next friday 5pm), or YYYY-MM-DD [HH:MM]"),
]
Days = Annotated[
    str,
    Field(max_length=WORDS, description="The user's words (this week), or YYYY-MM-DD..YYYY-MM-DD"),
]
Hours = Annotated[str, Field(max_length=WORDS, description="The user's words: 9 to 12, after 2pm, 4 hours")]
Remind = Annotated[
    str, Field(max_length=WORDS, description="30 min before, or the user's own words for a time, or YYYY-MM-DD HH:MM.")
]
Words = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
Title = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
TagName = Annotated[str, Field(min_length=1, max_length=TAG_LENGTH)]
TagNames = Annotated[list[TagName], Field(max_length=TAGS_LIMIT)]
ProjectName = Annotated[str, Field(min_length=1, max_length=120)]
Minutes = Annotated[int, Field(ge=1, le=LONGEST_DURATION)]
Days_ = Annotated[int, Field(ge=-36_500, le=36_500)]


class Item(Schema):
    """One of several new tasks."""

    title: Title
    due: When | None = None
    deadline: When | None = None
    priority: Priority | None = None
    project: ProjectName | None = None
    tags: TagNames = []
    duration_minutes: Minutes | None = None
    repeat: Annotated[str, Field(max_length=WORDS, description="every monday, or an RFC 5545 rule")] | None = None
    description: Annotated[str, Field(max_length=DESCRIPTION_LENGTH)] | None = None


class AddTasks(Schema):
    """Add several tasks at once."""

    items: Annotated[list[Item], Field(min_length=1, max_length=SEVERAL)]


class AddTask(Item):
    """Add one task."""

    repeat_from: CountedFrom = "schedule"
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

    order: Order = "due"
    limit: Annotated[int, Field(ge=1, le=LIST_LIMIT)] = LIST_LIMIT
    count: Annotated[bool, Field(description="Only say how many there are")] = False


class Search(Schema):
    """Find tasks by words of their title or description, open or completed; nearly right words too."""

    text: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
    limit: Annotated[int, Field(ge=1, le=LIST_LIMIT)] = 10


class Which(Where):
    """The tasks a change is about: by words of the title, by place in the last list, the last one, or a filter."""

    task: Annotated[str, Field(max_length=NAME_LENGTH, description="Words of its title, or its id")] | None = None
    tasks: Annotated[list[Words], Field(max_length=SEVERAL, description="Several of them")] = []
    ordinal: Annotated[int, Field(ge=-50, le=50, description="Place in the list shown last; -1: at its end")] | None = (
        None
    )
    last: Annotated[bool, Field(description="It, the one talked about last")] = False
    all: Annotated[bool, Field(description="All that the where_ fields match")] = False


def unreferred(args: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments of a call without those that say what it is about."""
    return {name: value for name, value in args.items() if name not in _SUBJECTS}


_SUBJECTS = frozenset({*Which.model_fields, "memory", "process"})


class CompleteTask(Which):
    """Mark tasks as done: one, several, or all that a filter matches."""


class ReopenTask(Which):
    """Take back that tasks are done."""


class DeleteTask(Which):
    """Move tasks to the trash: one, several, or all that a filter matches."""


class RescheduleTasks(Which):
    """Move tasks to another time, or by days or minutes. Times of day and repeats stay."""

    to: When | None = None
    by_days: Annotated[Days_, Field(description="Later; negative is earlier")] | None = None
    by_minutes: Annotated[int, Field(ge=-1440, le=1440, description="Later, for times of day")] | None = None


class UpdateTask(Which):
    """Change tasks: name, time, priority, status, project, tags and the rest."""

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


class PlanDay(Schema):
    """Propose a plan for a day: when to do what is due, overdue or without a date. Changes nothing by itself."""

    day: When | None = None
    hours: (
        Annotated[str, Field(max_length=WORDS, description="The user's words: 9 to 12, after 2pm, 4 hours")] | None
    ) = None


class BreakDown(Schema):
    """Break a task down into steps, which become its subtasks."""

    task: Annotated[str, Field(max_length=NAME_LENGTH, description="Words of its title, or its id")] | None = None
    ordinal: Annotated[int, Field(ge=-50, le=50)] | None = None
    last: bool = False
    steps: Annotated[list[Title], Field(max_length=STEPS, description="Without any the user is asked")] = []

    def which(self) -> Which:
        """The task that is meant."""
        return Which(task=self.task, ordinal=self.ordinal, last=self.last)


class Remember(Schema):
    """Keep something the user asked to remember, for later conversations. Only when they asked for it."""

    text: Annotated[str, Field(min_length=1, max_length=MEMORY_LENGTH)]


class Recall(Schema):
    """Look up what the user asked to remember."""

    query: Annotated[str, Field(max_length=WORDS, description="Without it: all")] | None = None
    limit: Annotated[int, Field(ge=1, le=LIST_LIMIT)] = 10


class SuggestMemory(Schema):
    """Suggest something about the user to remember. They decide in their settings; nothing is kept before."""

    text: Annotated[str, Field(min_length=1, max_length=WORDS)]


class Forget(Schema):
    """Forget something that was remembered."""

    memory: Annotated[str, Field(min_length=1, max_length=MEMORY_LENGTH, description="Its words, or its id")] | None = (
        None
    )
    last: Annotated[bool, Field(description="The one talked about last")] = False


class RedoLast(Schema):
    """Do again what was undone last in this conversation."""


class DelegateTo(Schema):
    """Let a planner, a reviewer or a coach work on a request; what they do is part of your turn."""

    profile: ProfileName
    request: Annotated[str, Field(min_length=1, max_length=WORDS * 3)]


class CreateProcess(Schema):
    """Make something happen by itself: every friday at 17:00 move overdue tasks to monday."""

    words: Annotated[
        str, Field(min_length=1, max_length=WORDS, description="The user's words: when, which tasks, what")
    ]


class ListProcesses(Schema):
    """Show what happens by itself."""


class SwitchProcess(Schema):
    """Switch on or off something that happens by itself."""

    process: Annotated[str, Field(min_length=1, max_length=WORDS, description="Its name, or its id")]
    on: bool


class UndoLast(Schema):
    """Undo the last turns of this conversation that changed something."""

    turns: Annotated[int, Field(ge=1, le=UNDO_LIMIT)] = 1
