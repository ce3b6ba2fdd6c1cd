"""From what was said about a task to the columns that hold it, and back from a task as it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from behflow.tasks.reminders import reminders_text
from behflow.tasks.schemas import PRIORITIES, DueInput, RecurrenceInput
from behflow.timing.walltime import to_instant, to_wall

MUTABLE = frozenset(
    {
        "project_id", "parent_id", "assignee_id", "name", "description", "status", "priority", "due_on", "due_at",
        "due_zone", "deadline", "duration_minutes", "recurrence", "recurrence_from", "tags", "section", "uncompletable",
        "reminders", "position", "completed_at", "deleted_at",
    }
)  # fmt: skip
"""Columns that a change may set."""


def priority_number(name: str) -> int:
    """p1 is urgent, p4 is low."""
    return PRIORITIES.index(name) + 1


def due_columns(due: DueInput | dt.datetime | None, zone: str) -> dict[str, Any]:
    """The three columns of a due, to the minute. Without a zone a wall time is in the user's, as an instant is shown.

    Wall times that a clock change leaves out or repeats follow the rules of ``timing.walltime``.
    """
    if due is None:
        return {"due_on": None, "due_at": None, "due_zone": None}
    if isinstance(due, dt.datetime):
        instant = due.astimezone(dt.UTC) if due.tzinfo else to_instant(due, zone)
        return _timed(instant, zone)
    if due.time is None:
        return {"due_on": due.date, "due_at": None, "due_zone": None}
    place = due.zone or zone
    return _timed(to_instant(dt.datetime.combine(due.date, due.time), place), place)


def _timed(instant: dt.datetime, zone: str) -> dict[str, Any]:
    wall = to_wall(instant, zone)
    # Counted on the wall clock, since the offsets of long ago have seconds of their own.
    instant -= dt.timedelta(seconds=wall.second, microseconds=wall.microsecond)
    return {"due_on": wall.date(), "due_at": instant, "due_zone": zone}


def columns_of(fields: Mapping[str, Any], zone: str, now: dt.datetime) -> dict[str, Any]:
    """The columns of the given input fields (of TaskCreate, TaskReplace or TaskUpdate)."""
    columns: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "due":
            columns |= due_columns(value, zone)
        elif name == "priority":
            columns["priority"] = priority_number(value)
        elif name == "status":
            columns["status"] = value
            columns["completed_at"] = now if value == "completed" else None
        elif name == "recurrence":
            rule: RecurrenceInput | None = value
            columns["recurrence"] = rule.rule if rule else None
            columns["recurrence_from"] = rule.counted_from if rule else None
        elif name == "reminders":
            columns["reminders"] = reminders_text(value, zone)
        else:
            columns[name] = value
    return columns


def _instant(value: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(value) if value else None


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def columns_from_shown(task: Mapping[str, Any]) -> dict[str, Any]:
    """The mutable columns of a task as it was shown, for instance in an event's ``before``.

    Events of before version 0003 of the schema do not know the last three.
    """
    due = task["due"]
    repeats = task["recurrence"]
    return {
        "project_id": _id(task["project_id"]),
        "parent_id": _id(task["parent_id"]),
        "assignee_id": _id(task["assignee_id"]),
        "name": task["name"],
        "description": task["description"],
        "status": task["status"],
        "priority": priority_number(task["priority"]),
        "due_on": dt.date.fromisoformat(due["date"]) if due else None,
        "due_at": _instant(due["at"]) if due else None,
        "due_zone": due["zone"] if due else None,
        "deadline": dt.date.fromisoformat(task["deadline"]) if task["deadline"] else None,
        "duration_minutes": task["duration_minutes"],
        "recurrence": repeats["rule"] if repeats else None,
        "recurrence_from": repeats["from"] if repeats else None,
        "tags": task["tags"],
        "section": task.get("section"),
        "uncompletable": task.get("uncompletable", False),
        "reminders": orjson.dumps(task.get("reminders", [])).decode(),
        "position": float(task["position"]),
        "completed_at": _instant(task["completed_at"]),
        "deleted_at": _instant(task["deleted_at"]),
    }
