"""What automated processes do: a registry of kinds, and the built-in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.config import Settings
from behflow.database.engine import Session
from behflow.errors import NotFound, StaleVersion
from behflow.tasks.recurrence import anchored
from behflow.tasks.schemas import DueInput, RecurrenceInput, TaskQuery, TaskUpdate
from behflow.tasks.service import TaskService
from behflow.timing.walltime import to_wall

Result = dict[str, Any]
Run = Callable[[Session, Actor, Settings, dt.datetime], Awaitable[Result]]

RESCHEDULE = "reschedule_unfinished"
MOVED_MOST = 5_000
"""Tasks one run moves; what is left over moves with the next."""
MOVED_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of process: what it is called, and what one run does.

    ``run`` works inside the caller's transaction for an actor who sees one workspace, whose zone is the process's and
    whose turn is the run; what it gives back is kept as the result of the run.
    """

    name: str
    title: str
    run: Run


_kinds: dict[str, Kind] = {}


def register(name: str, title: str) -> Callable[[Run], Run]:
    """Make a function a kind of process. Raises ValueError for a name that is taken."""

    def add(run: Run) -> Run:
        if name in _kinds:
            raise ValueError(f"there is already a kind of process named {name}")
        _kinds[name] = Kind(name, title, run)
        return run

    return add


def find(name: str) -> Kind:
    """A kind by name. Raises NotFound."""
    try:
        return _kinds[name]
    except KeyError:
        raise NotFound(f"There is no kind of process named {name}.") from None


@register(RESCHEDULE, "Reschedule unfinished tasks")
async def reschedule_unfinished(session: Session, actor: Actor, settings: Settings, now: dt.datetime) -> Result:
    """Move open tasks that were due before today to today; time of day, zone and deadline stay as they are."""
    today = to_wall(now, actor.zone).date()
    tasks = TaskService(session, actor, now)
    query = TaskQuery(
        status=["not_started", "in_progress", "blocked"], due_to=today - dt.timedelta(days=1), sort="due", limit=200
    )
    moved: list[dict[str, str]] = []
    while True:
        page, cursor = await tasks.list(query)
        for task in page:
            if await move(tasks, task, today):
                moved.append(
                    {"task_id": task["id"], "name": task["name"], "from": task["due"]["date"], "to": today.isoformat()}
                )
        if cursor is None or len(moved) >= MOVED_MOST:
            return {"moved": moved[:MOVED_SHOWN], "count": len(moved), "left_over": cursor is not None}
        query = query.model_copy(update={"cursor": cursor})


async def move(
    tasks: TaskService, task: dict[str, Any], day: dt.date, time: dt.time | None = None, zone: str | None = None
) -> bool:
    """Give a task another due date; its time of day and zone stay unless others are given, its deadline always does.

    False when the task was completed, moved or deleted a moment ago.
    """
    due = task["due"]
    at = to_wall(dt.datetime.fromisoformat(due["at"]), due["zone"]) if due and due["at"] else None
    if time is None and due:
        time, zone = at.time() if at else None, due["zone"]
    changes: dict[str, Any] = {"due": DueInput(date=day, time=time, zone=zone)}
    repeats = task["recurrence"]
    if due and repeats is not None and repeats["from"] == "schedule":
        # A rent that is due every 24th stays due every 24th, although this one is late.
        rule = anchored(repeats["rule"], dt.date.fromisoformat(due["date"]))
        if rule != repeats["rule"]:
            changes["recurrence"] = RecurrenceInput.model_validate({"rule": rule, "from": "schedule"})
    update = TaskUpdate.model_construct(_fields_set=set(changes), **changes)
    try:
        await tasks.update(UUID(task["id"]), update, task["version"])
    except (NotFound, StaleVersion):
        return False
    return True
