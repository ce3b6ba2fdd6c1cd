"""Projects: named lists of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from behflow.actor import Actor
from behflow.auth.permissions import Permission, require
from behflow.database.engine import Session
from behflow.errors import Conflict, FieldError, NotFound, StaleVersion
from behflow.events.service import record
from behflow.ids import new_id
from behflow.tasks import queries
from behflow.tasks.reverters import unchanged
from behflow.tasks.schemas import ProjectCreate, ProjectUpdate
from behflow.tasks.service import TaskService

COLORS = ("teal", "blue", "purple", "yellow", "green", "red", "orange", "grey")
PROJECTS_LIMIT = 1_000

_SHOWN = """
json_build_object('id', p.id, 'workspace_id', p.workspace_id, 'name', p.name, 'color', p.color, 'position', p.position,
    'version', p.version, 'created_at', p.created_at, 'updated_at', p.updated_at, 'open_tasks',
    (SELECT count(*) FROM tasks t
     WHERE t.project_id = p.id AND t.deleted_at IS NULL AND t.status <> 'completed'))::text
"""
_LIST = f"SELECT {_SHOWN} FROM projects p WHERE p.workspace_id = ANY($1::uuid[]) ORDER BY p.position, p.id LIMIT $2"  # noqa: S608
_ONE = f"SELECT {_SHOWN} FROM projects p WHERE p.id = $2 AND p.workspace_id = ANY($1::uuid[])"  # noqa: S608
_BY_NAME = "SELECT id, name FROM projects WHERE workspace_id = $1 AND lower(name) = lower($2)"
_INSERT = """
INSERT INTO projects (id, workspace_id, name, color, position)
VALUES ($1, $2, $3, $4, (SELECT coalesce(max(position), 0) + 1 FROM projects WHERE workspace_id = $2))
ON CONFLICT DO NOTHING RETURNING id
"""
_PUT = """
INSERT INTO projects (id, workspace_id, name, color, position, version, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7::text::timestamptz) ON CONFLICT DO NOTHING RETURNING id
"""
_UPDATE = """
UPDATE projects SET name = $2, color = $3, position = $4, version = version + 1, updated_at = now() WHERE id = $1
"""
_TASKS_OF = "SELECT id FROM tasks WHERE project_id = $1 ORDER BY id FOR UPDATE"


class ProjectService:
    """Projects as one caller may see and change them, inside the caller's transaction."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = actor

    async def all(self) -> list[dict[str, Any]]:
        """Every project of the caller's workspaces, with the number of open tasks."""
        rows = await self.session.raw.fetch(_LIST, self.actor.workspace_ids, PROJECTS_LIMIT)
        return [orjson.loads(row[0]) for row in rows]

    async def tags(self) -> list[dict[str, Any]]:
        """Every tag in use, with the number of open tasks that carry it."""
        return [dict(row) for row in await self.session.raw.fetch(queries.TAGS, self.actor.workspace_ids)]

    async def get(self, project_id: UUID) -> dict[str, Any]:
        """A project. Raises NotFound."""
        shown = await self.session.raw.fetchval(_ONE, self.actor.workspace_ids, project_id)
        if shown is None:
            raise NotFound("There is no such project.")
        project: dict[str, Any] = orjson.loads(shown)
        return project

    async def find(self, name: str) -> UUID | None:
        """The project of this name in the personal workspace, whatever its letter case."""
        found: UUID | None = await self.session.raw.fetchval(_BY_NAME, self.actor.personal_workspace, name)
        return found

    async def stored_name(self, name: str) -> str | None:
        """How a project of this name is written, whatever its letter case; None when there is none."""
        row = await self.session.raw.fetchrow(_BY_NAME, self.actor.personal_workspace, name)
        return row["name"] if row else None

    async def find_or_create(self, name: str) -> UUID:
        """The project of this name, made when missing."""
        found = await self.find(name)
        if found is not None:
            return found
        try:
            return UUID((await self.create(ProjectCreate(name=name)))["id"])
        except Conflict:
            again = await self.find(name)
            if again is None:
                raise
            return again

    async def create(self, project: ProjectCreate) -> dict[str, Any]:
        """Make a project. Raises Conflict when the name is taken."""
        workspace = self.actor.personal_workspace
        require(self.actor, Permission.PROJECT_WRITE, workspace)
        project_id = new_id()
        color = project.color or COLORS[project_id.int % (len(COLORS) - 1)]
        if await self.session.raw.fetchval(_INSERT, project_id, workspace, project.name, color) is None:
            raise _taken()
        made = await self.get(project_id)
        await self._record("project.created", made, None, made)
        return made

    async def update(self, project_id: UUID, update: ProjectUpdate, expected: int | None = None) -> dict[str, Any]:
        """Change the fields that were sent. Raises NotFound, Forbidden, Conflict and StaleVersion."""
        before = await self._for_update(project_id)
        if expected is not None and expected != before["version"]:
            raise StaleVersion(before)
        given = {n: getattr(update, n) for n in update.model_fields_set}
        if not given:
            return before
        await self._set({**before, **given})
        after = await self.get(project_id)
        await self._record("project.updated", after, before, after)
        return after

    async def delete(self, project_id: UUID, expected: int | None = None) -> dict[str, Any]:
        """Take a project away; its tasks stay and move to the inbox. Raises NotFound, Forbidden and StaleVersion."""
        before = await self._for_update(project_id)
        if expected is not None and expected != before["version"]:
            raise StaleVersion(before)
        # The project's own event comes last, so that undoing (last first) has the project back before its tasks.
        tasks = TaskService(self.session, self.actor)
        for row in await self.session.raw.fetch(_TASKS_OF, project_id):
            await tasks.leave_project(row["id"])
        await self.session.raw.execute("DELETE FROM projects WHERE id = $1", project_id)
        await self._record("project.deleted", before, before, None)
        return before

    async def put_back(
        self, project_id: UUID, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> str | None:
        """Undo a project's change; gives the reason when it cannot be done. Raises Forbidden."""
        if after is None and before is not None:
            require(self.actor, Permission.PROJECT_WRITE, UUID(before["workspace_id"]))
            values = (project_id, UUID(before["workspace_id"]), before["name"], before["color"], before["position"])
            if await self.session.raw.fetchval(_PUT, *values, before["version"], before["created_at"]) is None:
                return "another project has its name now"
            await self._record("project.restored", before, None, before)
            return None
        try:
            current = await self._for_update(project_id)
        except NotFound:
            return "it is gone"
        if after is not None and not unchanged(current, after):
            return "it was changed since"
        if before is not None:
            try:
                await self._set({**current, **{k: before[k] for k in ("name", "color", "position")}})
            except Conflict:
                return "another project has its name now"
            await self._record("project.undone", current, current, await self.get(project_id))
        elif await self.session.raw.fetchval(
            "SELECT EXISTS (SELECT FROM tasks WHERE project_id = $1 AND deleted_at IS NULL)", project_id
        ):
            return "it has tasks"
        else:
            await self.delete(project_id)
        return None

    async def _for_update(self, project_id: UUID) -> dict[str, Any]:
        await self.session.raw.execute("SELECT FROM projects WHERE id = $1 FOR UPDATE", project_id)
        project = await self.get(project_id)
        require(self.actor, Permission.PROJECT_WRITE, UUID(project["workspace_id"]))
        return project

    async def _set(self, project: Mapping[str, Any]) -> None:
        try:
            async with self.session.raw.transaction():
                await self.session.raw.execute(
                    _UPDATE, UUID(project["id"]), project["name"], project["color"], float(project["position"])
                )
        except asyncpg.UniqueViolationError as error:
            raise _taken() from error

    async def _record(
        self, event: str, project: Mapping[str, Any], before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        await record(
            self.session,
            self.actor,
            workspace_id=UUID(project["workspace_id"]),
            event_type=event,
            subject_type="project",
            subject_id=UUID(project["id"]),
            before=before,
            after=after,
        )


def _taken() -> Conflict:
    reason = "there is already a project of this name"
    return Conflict(f"name: {reason}", fields=[FieldError("name", reason)])
