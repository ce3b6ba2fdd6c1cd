"""What can be done with automated processes. Every door calls this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from behflow.actor import Actor
from behflow.auth.permissions import Permission, require
from behflow.config import Settings
from behflow.database.engine import Session
from behflow.database.pagination import decode_cursor, encode_cursor
from behflow.errors import Conflict, NotFound
from behflow.events.service import record
from behflow.ids import new_id
from behflow.processes import kinds, queries, runs
from behflow.processes.plan import Plan, plan_of
from behflow.processes.schedule import Schedule
from behflow.processes.schemas import ExecutionQuery, ProcessUpdate

Json = dict[str, Any]


async def ensure_defaults(
    session: Session, settings: Settings, now: dt.datetime, workspace_id: UUID | None = None, limit: int = 500
) -> int:
    """Give personal workspaces the built-in process where it is missing; how many were made."""
    kind = kinds.find(kinds.RESCHEDULE)
    missing = await session.raw.fetch(queries.MISSING, kind.name, workspace_id, limit)
    for row in missing:
        plan = plan_of({"schedule": "{}", "timezone": None, "user_timezone": row["user_timezone"]}, settings)
        values = (kind.name, kind.title, plan.stored(), plan.next_run(now), now)
        await session.raw.execute(queries.INSERT, new_id(), row["workspace_id"], row["user_id"], *values)
    return len(missing)


class AutomatedProcessService:
    """Processes as one caller may see and change them, inside the caller's transaction."""

    def __init__(self, session: Session, actor: Actor, settings: Settings, now: dt.datetime | None = None) -> None:
        self.session = session
        self.actor = actor
        self.settings = settings
        self.now = now or dt.datetime.now(dt.UTC)

    async def list(self) -> Sequence[Json]:
        """Every process of the caller's workspaces; the built-in one is made at the first look."""
        await ensure_defaults(self.session, self.settings, self.now, self.actor.personal_workspace)
        rows = await self.session.raw.fetch(queries.LIST, self.actor.workspace_ids, None)
        return [self._shown(row) for row in rows]

    async def get(self, process_id: UUID) -> Json:
        """A process. Raises NotFound, also when it is somebody else's."""
        return self._shown(await self._row(process_id))

    async def update(self, process_id: UUID, update: ProcessUpdate) -> Json:
        """Change the fields that were sent. Raises NotFound and Forbidden."""
        row = await self._row(process_id, lock=True)
        require(self.actor, Permission.PROCESS_WRITE, row["workspace_id"])
        given = {name: getattr(update, name) for name in update.model_fields_set}
        if not given:
            return self._shown(row)
        before = self._shown(row)
        plan = plan_of({**row, "timezone": given.get("timezone", row["timezone"])}, self.settings)
        if "time" in given:
            plan = Plan(Schedule("daily", given["time"]), plan.zone, own=True)
        enabled = given.get("enabled", row["enabled"])
        values = (plan.stored(), given.get("timezone", row["timezone"]), plan.next_run(self.now) if enabled else None)
        await self.session.raw.execute(queries.UPDATE, process_id, enabled, *values, self.now)
        after = await self.get(process_id)
        await record(
            self.session,
            self.actor,
            workspace_id=row["workspace_id"],
            event_type="process.updated",
            subject_type="process",
            subject_id=process_id,
            before={name: before[name] for name in given},
            after={name: after[name] for name in given},
        )
        return after

    async def execute(self, process_id: UUID) -> Json:
        """Run a process now, also one that is switched off, and give its run, which may have failed.

        Raises NotFound and Forbidden.
        """
        row = await self._row(process_id)
        require(self.actor, Permission.PROCESS_EXECUTE, row["workspace_id"])
        zone = plan_of(row, self.settings).zone
        run = await runs.claim(self.session, row, zone, self.now, self.now)
        if run is None:
            raise Conflict("This process is being run right now.")
        try:
            async with self.session.raw.transaction():
                await runs.work(self.session, run, self.actor, self.settings, self.now)
        except Exception as error:  # whatever a kind does, its run is recorded
            if self.session.raw.is_closed():
                raise
            await runs.fail(self.session, run, self.actor, error)
        return await runs.show(self.session, run.id)

    async def executions(self, process_id: UUID, query: ExecutionQuery) -> Json:
        """One page of the runs of a process, the latest first. Raises NotFound."""
        await self._row(process_id)
        after = decode_cursor(query.cursor, [dt.datetime, UUID]) if query.cursor is not None else (None, None)
        rows = await self.session.raw.fetch(queries.EXECUTIONS, process_id, *after, query.limit + 1)
        page = rows[: query.limit]
        more = len(rows) > query.limit
        return {
            "executions": [orjson.loads(row["shown"]) for row in page],
            "next_cursor": encode_cursor([page[-1]["scheduled_for"], page[-1]["id"]]) if more else None,
        }

    async def _row(self, process_id: UUID, *, lock: bool = False) -> Json:
        if lock:
            await self.session.raw.execute(queries.LOCK, process_id, self.actor.workspace_ids)
        row = await self.session.raw.fetchrow(queries.LIST, self.actor.workspace_ids, process_id)
        if row is None:
            raise NotFound("There is no such process.")
        return dict(row)

    def _shown(self, row: Mapping[str, Any]) -> Json:
        plan = plan_of(row, self.settings)
        following = plan.next_run(self.now) if row["enabled"] else None
        return {
            "id": str(row["id"]),
            "kind": row["kind"],
            "name": row["name"],
            "enabled": row["enabled"],
            "time": plan.time,
            "timezone": plan.zone,
            "next_run_at": following.isoformat() if following else None,
            "last_execution": orjson.loads(row["last_execution"]) if row["last_execution"] else None,
        }
