"""Subtasks: who lies under whom, no cycles, bounded depth; and what follows from a repeat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from behflow.database.engine import Session
from behflow.errors import InvalidInput
from behflow.tasks import queries
from behflow.tasks.recurrence import Next
from behflow.tasks.reminders import moved
from behflow.tasks.schemas import DueInput
from behflow.tasks.values import due_columns


class HasSubtasks(InvalidInput):
    """A task cannot go to the trash alone."""


def local_date(now: dt.datetime, zone: str) -> dt.date:
    """The date that it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()


async def subtree(session: Session, task_id: UUID, deleted_at: dt.datetime | None = None) -> list[UUID]:
    """The live subtasks of a task at any depth, parents first; or those that went to the trash at one moment."""
    rows = await session.raw.fetch(queries.SUBTREE, task_id, deleted_at)
    return [row["id"] for row in rows]


async def lock(session: Session, workspace_id: UUID | str) -> None:
    """Hold the tree of a workspace until the transaction ends, so that nothing moves or goes at the same time."""
    await session.raw.execute(queries.LOCK_TREE, str(workspace_id))


async def check_parent(
    session: Session, workspace_id: UUID, task_id: UUID | None, parent_id: UUID, *, trashed: bool = False
) -> None:
    """Refuse a parent that is not there, lies below the task itself, or would make the tree too deep.

    Locks the tree, so that two moves cannot close a circle together. ``trashed``: the parent may lie in the trash.
    Raises InvalidInput.
    """
    await lock(session, workspace_id)
    ancestors = await session.raw.fetch(queries.ANCESTORS, parent_id, trashed)
    if not ancestors or ancestors[0]["workspace_id"] != workspace_id:
        raise InvalidInput.of("parent_id", "there is no such task")
    height = 0
    if task_id is not None:
        if any(row["id"] == task_id for row in ancestors):
            raise InvalidInput.of("parent_id", "a task cannot be its own subtask, at any depth")
        # What lies in the trash counts too, since it can come back.
        height = await session.raw.fetchval(queries.HEIGHT, task_id)
    if len(ancestors) + 1 + height > queries.DEPTH_LIMIT:
        raise InvalidInput.of("parent_id", f"subtasks may lie at most {queries.DEPTH_LIMIT} deep")


def wall_due(task: Mapping[str, Any], today: dt.date) -> tuple[dt.date, dt.time | None]:
    """The wall date and time of a task as shown; a repeat without a due counts from today."""
    due = task["due"]
    if due is None:
        return today, None
    return dt.date.fromisoformat(due["date"]), dt.time.fromisoformat(due["time"]) if due["time"] else None


def next_columns(task: Mapping[str, Any], following: Next, zone: str) -> dict[str, Any]:
    """What the next occurrence has that its completed predecessor has not: due, rule, moved deadline and reminders."""
    due = DueInput.model_construct(
        date=following.date, time=following.time, zone=zone if following.time is not None else None
    )
    columns = due_columns(due, zone)
    columns |= {"recurrence": following.rule, "recurrence_from": task["recurrence"]["from"]}
    if task["due"]:
        passed = following.date - dt.date.fromisoformat(task["due"]["date"])
        columns["reminders"] = moved(task["reminders"], passed, zone)
    if task["deadline"] and task["due"]:
        gap = dt.date.fromisoformat(task["deadline"]) - dt.date.fromisoformat(task["due"]["date"])
        columns["deadline"] = following.date + gap
    return columns


def shifted(child: Mapping[str, Any], parent: Mapping[str, Any], following: Next) -> dict[str, Any]:
    """Due and reminders of a copied subtask, as far from its parent's new due as they were from the old one."""
    if not parent["due"]:
        return {}
    passed = following.date - dt.date.fromisoformat(parent["due"]["date"])
    zone = (child["due"] or {}).get("zone") or parent["due"]["zone"] or "UTC"
    reminders = {"reminders": moved(child["reminders"], passed, zone)}
    if not child["due"]:
        return reminders
    gap = dt.date.fromisoformat(child["due"]["date"]) - dt.date.fromisoformat(parent["due"]["date"])
    due = DueInput.model_construct(
        date=following.date + gap,
        time=dt.time.fromisoformat(child["due"]["time"]) if child["due"]["time"] else None,
        zone=child["due"]["zone"],
    )
    return due_columns(due, child["due"]["zone"] or "UTC") | reminders
