"""What the language package gives back: plain frozen values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Priority = Literal["low", "medium", "high", "urgent"]
Status = Literal["not_started", "in_progress", "completed", "blocked"]
CountedFrom = Literal["schedule", "completion"]
ChipKind = Literal[
    "due",
    "deadline",
    "priority",
    "status",
    "tag",
    "project",
    "section",
    "recurrence",
    "duration",
    "reminder",
    "assignee",
    "uncompletable",
    "description",
]
ChipValue = str | int | bool | dict[str, str | None]
Op = Literal[
    "add_task",
    "list_tasks",
    "complete_task",
    "reopen_task",
    "update_task",
    "reschedule_task",
    "delete_task",
    "break_down",
    "plan",
    "create_automation",
    "remember",
    "recall",
    "undo_last",
    "help",
    "confirm",
    "reject",
    "leave",
    "none",
]


@dataclass(frozen=True, slots=True)
class Due:
    """A day, or a wall time on a day in a zone (``zone`` is set only together with ``time``)."""

    date: date
    time: time | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """RFC 5545 rule text (Jalali rules carry RFC 7529's RSCALE) and what the next date is counted from."""

    rule: str
    counted_from: CountedFrom = "schedule"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A moment (``at``, always with a time), or so many minutes before the task is due."""

    at: Due | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """Characters ``start:end`` (code points of the text) that were read as one value.

    ``grain``: how finely a day or time was said (minute, day, week, month...); None for other kinds. ``implied``: the
    parts of it that nobody said and that were filled in (year, month, day, date, time, meridiem). ``confidence``:
    between 0 and 1, lower for what was filled in and for words that are also everyday words.
    """

    kind: ChipKind
    text: str
    start: int
    end: int
    label: str
    value: ChipValue
    grain: str | None = None
    confidence: float = 1.0
    implied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuickAdd:
    title: str
    due: Due | None = None
    deadline: date | None = None
    duration_minutes: int | None = None
    priority: Priority | None = None
    tags: tuple[str, ...] = ()
    project: str | None = None
    assignee: str | None = None
    description: str | None = None
    recurrence: Recurrence | None = None
    chips: tuple[Chip, ...] = ()
    section: str | None = None
    status: Status | None = None
    uncompletable: bool = False
    reminders: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line of several: how deep it lies, where it stands in the whole text, and what it says."""

    depth: int
    start: int
    end: int
    task: QuickAdd


@dataclass(frozen=True, slots=True)
class When:
    """A point (``due``), a repeat (``recurrence``) or a stretch of days (``first``..``last``, inclusive)."""

    due: Due | None = None
    recurrence: Recurrence | None = None
    first: date | None = None
    last: date | None = None
    spans: tuple[tuple[int, int], ...] = ()
    label: str = ""
    whole: bool = False  # nothing but connecting words was left unread
    only_time: bool = False  # a time of day without a day; ``due`` then has the day it comes next


@dataclass(frozen=True, slots=True)
class TaskFilter:
    status: Literal["open", "completed", "all"] = "open"
    overdue: bool = False
    due_from: date | None = None
    due_to: date | None = None
    no_date: bool = False
    priority: Priority | None = None
    tag: str | None = None
    project: str | None = None
    text: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """How the user named existing tasks; resolving it against real tasks is the caller's work."""

    text: str | None = None
    all: bool = False
    ordinal: int | None = None  # 1 = the first, -1 = the last
    pronoun: bool = False
    filter: TaskFilter | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    name: str | None = None
    due: Due | None = None
    clear_due: bool = False
    shift_days: int | None = None
    priority: Priority | None = None
    status: Status | None = None
    tags_add: tuple[str, ...] = ()
    tags_remove: tuple[str, ...] = ()
    project: str | None = None
    assignee: str | None = None
    deadline: date | None = None
    recurrence: Recurrence | None = None
    duration_minutes: int | None = None
    description: str | None = None
    only_time: bool = False
    """True when only a time of day was said, so that what has a day keeps it."""


@dataclass(frozen=True, slots=True)
class Command:
    op: Op
    reference: Reference | None = None
    add: QuickAdd | None = None
    changes: Changes | None = None
    filter: TaskFilter | None = None
    confidence: float = 0.0
    count: bool = False  # only how many is asked, not which
    order: Literal["due", "priority"] | None = None  # in which order they are to be listed
    text: str | None = None  # what to remember or recall, or to do by itself, or to plan: in the user's own words
