"""A user at work: every step is a transaction and a turn of its own, as a request is."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.database.engine import Database, Session
from behflow.ids import new_id
from behflow.tasks.filter_schemas import FilterCreate, FilterUpdate
from behflow.tasks.projects import ProjectService
from behflow.tasks.quick_add import QuickAddService
from behflow.tasks.quick_schemas import QuickAddInput
from behflow.tasks.saved_filters import SavedFilterService
from behflow.tasks.schemas import (
    BulkInput,
    ProjectCreate,
    ProjectUpdate,
    TaskCreate,
    TaskQuery,
    TaskReplace,
    TaskUpdate,
    UndoInput,
)
from behflow.tasks.service import TaskService
from behflow.tasks.undo import Undo, UndoService

Json = dict[str, Any]
Rows = list[Json]
Names = list[str]
Ids = list[int]
Spans = list[tuple[int, int]]
Happened = list[tuple[str, str]]

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
"""A Monday."""


@dataclass
class Desk:
    """Calls the services as one user; ``turn`` is the turn of the last change."""

    database: Database
    actor: Actor
    now: dt.datetime = NOW
    turn: UUID = field(default_factory=new_id)

    @asynccontextmanager
    async def step(self, turn: UUID | None = None) -> AsyncIterator[tuple[Session, Actor]]:
        """One transaction."""
        self.turn = turn or new_id()
        async with self.database.transaction() as session:
            yield session, replace(self.actor, turn_id=self.turn)

    @asynccontextmanager
    async def tasks(self, turn: UUID | None = None) -> AsyncIterator[TaskService]:
        """The task service in one transaction."""
        async with self.step(turn) as (session, actor):
            yield TaskService(session, actor, self.now)

    @asynccontextmanager
    async def projects(self, turn: UUID | None = None) -> AsyncIterator[ProjectService]:
        """The project service in one transaction."""
        async with self.step(turn) as (session, actor):
            yield ProjectService(session, actor)

    async def create(self, name: str = "Pay rent", **fields: Any) -> Json:
        async with self.tasks() as tasks:
            return await tasks.create(TaskCreate.model_validate({"name": name, **fields}))

    async def get(self, task: Json | str) -> Json:
        async with self.tasks(self.turn) as tasks:
            return await tasks.get(id_of(task))

    async def update(self, task: Json | str, expected: int | None = None, **fields: Any) -> Json:
        async with self.tasks() as tasks:
            return await tasks.update(id_of(task), TaskUpdate.model_validate(fields), expected)

    async def replace(self, task: Json | str, expected: int | None = None, **fields: Any) -> Json:
        async with self.tasks() as tasks:
            return await tasks.replace(id_of(task), TaskReplace.model_validate(fields), expected)

    async def complete(self, task: Json | str, expected: int | None = None) -> Json:
        async with self.tasks() as tasks:
            return await tasks.complete(id_of(task), expected)

    async def reopen(self, task: Json | str, expected: int | None = None) -> Json:
        async with self.tasks() as tasks:
            return await tasks.reopen(id_of(task), expected)

    async def delete(self, task: Json | str, expected: int | None = None) -> Json:
        async with self.tasks() as tasks:
            return await tasks.delete(id_of(task), expected)

    async def restore(self, task: Json | str, expected: int | None = None) -> Json:
        async with self.tasks() as tasks:
            return await tasks.restore(id_of(task), expected)

    async def bulk(self, tasks: Rows, action: str, **fields: Any) -> Rows:
        body: Json = {"ids": [t["id"] for t in tasks], "action": action}
        if action == "update":
            body["set"] = fields
        async with self.tasks() as service:
            return list(await service.bulk(BulkInput.model_validate(body)))

    async def list(self, **query: Any) -> Rows:
        """One page."""
        async with self.tasks(self.turn) as tasks:
            return (await tasks.list(TaskQuery.model_validate(query)))[0]

    async def names(self, **query: Any) -> Names:
        """The names on one page."""
        return [t["name"] for t in await self.list(**query)]

    async def every_page(self, **query: Any) -> Names:
        """The names of all pages, read by cursor."""
        names: Names = []
        while True:
            async with self.tasks(self.turn) as tasks:
                found, cursor = await tasks.list(TaskQuery.model_validate(query))
            names += [t["name"] for t in found]
            if cursor is None:
                return names
            query["cursor"] = cursor

    async def undo(self, turn: UUID | None = None, *, event_ids: Ids | None = None) -> Undo:
        """Take back a turn (the last one unless told), or events."""
        request = UndoInput(event_ids=event_ids) if event_ids else UndoInput(turn_id=turn or self.turn)
        async with self.step() as (session, actor):
            return await UndoService(session, actor).undo(request)

    async def project(self, name: str = "Home", **fields: Any) -> Json:
        async with self.projects() as projects:
            return await projects.create(ProjectCreate.model_validate({"name": name, **fields}))

    async def update_project(self, project: Json, expected: int | None = None, **fields: Any) -> Json:
        async with self.projects() as projects:
            return await projects.update(id_of(project), ProjectUpdate.model_validate(fields), expected)

    async def delete_project(self, project: Json, expected: int | None = None) -> Json:
        async with self.projects() as projects:
            return await projects.delete(id_of(project), expected)

    async def all_projects(self) -> Rows:
        async with self.projects(self.turn) as projects:
            return await projects.all()

    async def tags(self) -> dict[str, int]:
        async with self.projects(self.turn) as projects:
            return {t["name"]: t["open_tasks"] for t in await projects.tags()}

    async def save(self, name: str, query: str) -> Json:
        async with self.step() as (session, actor):
            saved = FilterCreate.model_validate({"name": name, "query": query})
            return await SavedFilterService(session, actor, self.now).create(saved)

    async def update_filter(self, saved: Json, expected: int | None = None, **fields: Any) -> Json:
        async with self.step() as (session, actor):
            update = FilterUpdate.model_validate(fields)
            return await SavedFilterService(session, actor, self.now).update(id_of(saved), update, expected)

    async def delete_filter(self, saved: Json, expected: int | None = None) -> Json:
        async with self.step() as (session, actor):
            return await SavedFilterService(session, actor, self.now).delete(id_of(saved), expected)

    async def filters(self) -> dict[str, str]:
        """Name and query of every saved filter, in their order."""
        async with self.step(self.turn) as (session, actor):
            return {f["name"]: f["query"] for f in await SavedFilterService(session, actor, self.now).all()}

    async def check(self, query: str) -> Json:
        async with self.step(self.turn) as (session, actor):
            return await SavedFilterService(session, actor, self.now).check(query)

    async def quick(self, text: str, **fields: Any) -> Json:
        async with self.step() as (session, actor):
            request = QuickAddInput.model_validate({"text": text, **fields})
            return await QuickAddService(session, actor, self.now).add(request)

    async def preview(self, text: str, skip: Spans | None = None) -> Json:
        async with self.step(self.turn) as (session, actor):
            return await QuickAddService(session, actor, self.now).preview(text, skip or [])

    async def rows(self, sql: str, *arguments: Any) -> Rows:
        """What a query gives."""
        async with self.database.reading() as session:
            return [dict(row) for row in await session.raw.fetch(sql, *arguments)]

    async def events(self) -> Happened:
        """Type and name of everything that happened, oldest first."""
        sql = "SELECT type, coalesce(payload->'after', payload->'before') ->> 'name' AS name FROM events ORDER BY id"
        return [(row["type"], row["name"]) for row in await self.rows(sql)]


def id_of(task: Json | str) -> UUID:
    """The id of a task as shown, or of its text."""
    return UUID(task if isinstance(task, str) else task["id"])
