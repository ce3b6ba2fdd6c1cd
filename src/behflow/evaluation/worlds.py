"""Making the world of a dialogue for a user of its own, and reading what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from behflow.actor import Actor, Membership
from behflow.auth.models import MembershipRow, User, Workspace
from behflow.chat.models import Memory
from behflow.database.engine import Database
from behflow.evaluation.suite import WorldBefore
from behflow.ids import new_id
from behflow.processes.models import AutomatedProcess
from behflow.processes.service import RULE
from behflow.tasks.models import Project, Task
from behflow.tasks.schemas import PRIORITIES, TaskCreate
from behflow.tasks.service import TaskService

MONDAY = dt.datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - a wall time, its zone comes with the world
"""When every dialogue takes place, where its user is."""

Fields = dict[str, Any]


@dataclass(frozen=True)
class State:
    """What there is: tasks by id, memories, rules. Deleted tasks are not there."""

    tasks: dict[UUID, Fields] = field(default_factory=dict)
    memories: tuple[str, ...] = ()
    rules: int = 0


def now_in(zone: str) -> dt.datetime:
    """The moment of the dialogues in a zone."""
    return MONDAY.replace(tzinfo=ZoneInfo(zone))


async def make(database: Database, world: WorldBefore) -> Actor:
    """A new user who has exactly this world."""
    user_id, workspace_id = new_id(), new_id()
    persian = world.language == "fa"
    actor = Actor(
        user_id=user_id,
        workspaces=(Membership(workspace_id, "owner", personal=True),),
        via="cli",
        zone=world.zone,
        locale=world.language,
        calendar="jalali" if persian else "gregorian",
    )
    name = f"user-{user_id}"
    async with database.transaction() as session:
        session.add(User(id=user_id, username=name, password_hash="!", name="User", timezone=world.zone))  # noqa: S106 - no password fits
        await session.orm.flush()
        session.add(Workspace(id=workspace_id, name=name, personal_of=user_id))
        await session.orm.flush()
        session.add(MembershipRow(workspace_id=workspace_id, user_id=user_id, role="owner"))
        projects = {title: new_id() for title in world.projects}
        session.add_all([Project(id=key, workspace_id=workspace_id, name=title) for title, key in projects.items()])
        await session.orm.flush()
        service = TaskService(session, actor, now_in(world.zone))
        for task in world.tasks:
            day, _, time = (task.due or "").partition(" ")
            given: Fields = {
                "name": task.title,
                "priority": task.priority,
                "tags": task.tags,
                "status": task.status,
                "project_id": projects[task.project] if task.project else None,
                "due": {"date": day, **({"time": time, "zone": world.zone} if time else {})} if day else None,
                "recurrence": {"rule": task.repeat} if task.repeat else None,
            }
            await service.create(TaskCreate.model_validate(given))
    return actor


async def read(database: Database, actor: Actor) -> State:
    """What this user has now."""
    zone = ZoneInfo(actor.zone)
    async with database.reading() as session:
        mine = Task.workspace_id == actor.personal_workspace
        rows = list(await session.scalars(select(Task).where(mine, Task.deleted_at.is_(None)).order_by(Task.id)))
        projects = {p.id: p.name for p in await session.scalars(select(Project))}
        memories = list(
            await session.scalars(select(Memory).where(Memory.user_id == actor.user_id, Memory.status == "kept"))
        )
        # The built-in process comes with the first look at the list; what counts is what was asked for.
        own = (AutomatedProcess.user_id == actor.user_id, AutomatedProcess.kind == RULE, AutomatedProcess.enabled)
        rules = list(await session.scalars(select(AutomatedProcess).where(*own)))
    names = {row.id: row.name for row in rows}
    tasks = {
        row.id: {
            "title": row.name,
            "due": _due(row, zone),
            "deadline": str(row.deadline) if row.deadline else None,
            "priority": PRIORITIES[row.priority - 1],
            "project": projects[row.project_id] if row.project_id else None,
            "tags": sorted(row.tags),
            "status": row.status,
            "repeat": row.recurrence,
            "duration": row.duration_minutes,
            "description": row.description or None,
            "under": names.get(row.parent_id) if row.parent_id else None,
        }
        for row in rows
    }
    return State(tasks, tuple(memory.text for memory in memories), len(rules))


def _due(task: Task, zone: ZoneInfo) -> str | None:
    if task.due_at is not None:
        return f"{task.due_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return str(task.due_on) if task.due_on else None
