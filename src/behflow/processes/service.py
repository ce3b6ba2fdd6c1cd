"""What can be done with automated processes. Every door calls this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from asyncpg.exceptions import UniqueViolationError

from behflow.actor import Actor
from behflow.auth.permissions import Permission, require
from behflow.config import Settings
from behflow.database.engine import Session
from behflow.database.pagination import decode_cursor, encode_cursor
from behflow.errors import Conflict, Forbidden, InvalidInput, NotFound
from behflow.ids import new_id
from behflow.processes import kinds, queries, rule_runs, runs
from behflow.processes.own import Own, own_of
from behflow.processes.plan import Plan, plan_of
from behflow.processes.reverter import PROCESSES_MOST, note, snapshot
from behflow.processes.rule_schemas import Rule
from behflow.processes.schedule import Schedule
from behflow.processes.schemas import ExecutionQuery, ProcessCreate, ProcessPreview, ProcessUpdate

Json = dict[str, Any]

RULE = "rule"
"""The kind of processes that people make."""
PREVIEWED_RUNS = 5


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

    async def preview(self, request: ProcessPreview) -> Json:
        """What a process would do, when, and with which tasks if it ran now; writes nothing. Raises InvalidInput."""
        own = self._own(request)
        actor = own.seen_by(self.actor)
        tasks, more = await rule_runs.matching(self.session, actor, own.rule, self.now)
        named = [{"task_id": task["id"], "name": task["name"]} for task in tasks]
        named += [{"task_id": None, "name": name} for name in rule_runs.added(actor, own.rule, self.now)]
        return {
            "rule": own.shown(self.actor.locale),
            "timezone": own.plan.zone,
            "next_runs": own.next_runs(self.now, PREVIEWED_RUNS),
            "tasks": named,
            "count": len(named),
            "left_over": more,
        }

    async def create(self, request: ProcessCreate) -> Json:
        """Make a process. Raises InvalidInput (words that cannot be read), Forbidden, Conflict (name taken, too many).

        A process cannot make another one.
        """
        workspace = self.actor.personal_workspace
        require(self.actor, Permission.PROCESS_WRITE, workspace)
        require(self.actor, Permission.TASK_WRITE, workspace)  # what it does by itself is its maker's doing
        if self.actor.via == "process":
            raise Forbidden("A process cannot make another one.")
        own = self._own(request)
        await self.session.raw.execute(queries.ONE_USER, self.actor.user_id)
        if await self.session.raw.fetchval(queries.COUNT, self.actor.user_id) >= PROCESSES_MOST:
            raise Conflict(f"There may be at most {PROCESSES_MOST} processes of your own; delete one first.")
        name = request.name or await self._free_name(workspace, own.title(self.actor.locale))
        row: Json = {
            "id": new_id(),
            "workspace_id": workspace,
            "user_id": self.actor.user_id,
            "kind": RULE,
            "name": name,
            "schedule": own.plan.stored(),
            "timezone": own.plan.zone,
            "enabled": request.enabled,
            "rule": own.rule.model_dump_json(),
        }
        await self._insert(row, own.plan)
        await note(self.session, self.actor, "process.created", row["id"], None, snapshot(row))
        return await self.get(row["id"])

    async def update(self, process_id: UUID, update: ProcessUpdate) -> Json:
        """Change the fields that were sent. Raises NotFound, Forbidden, InvalidInput and Conflict (name taken)."""
        row = await self._row(process_id, lock=True)
        require(self.actor, Permission.PROCESS_WRITE, row["workspace_id"])
        require(self.actor, Permission.TASK_WRITE, row["workspace_id"])
        given = {name: getattr(update, name) for name in update.model_fields_set}
        if not given:
            return self._shown(row)
        if ("time" if row["rule"] else "words") in given:
            field = "time" if row["rule"] else "words"
            raise InvalidInput.of(field, "cannot be changed here; a process is described by its words or by its time")
        new: Json = {**row, **{name: given[name] for name in ("name", "enabled", "timezone") if name in given}}
        plan = plan_of(new, self.settings)
        if "time" in given:
            plan = Plan(Schedule("daily", given["time"]), plan.zone, own=True)
        if "words" in given:
            zone = given.get("timezone", row["timezone"])
            own = self._own(ProcessPreview(words=given["words"], timezone=zone))
            plan = own.plan
            new |= {"rule": own.rule.model_dump_json(), "timezone": own.plan.zone}
        await self._set({**new, "schedule": plan.stored()}, plan)
        after = await self._row(process_id)
        await note(self.session, self.actor, "process.updated", process_id, snapshot(row), snapshot(after))
        return self._shown(after)

    async def switch(self, process_id: UUID, *, enabled: bool) -> Json:
        """Switch a process on or off. Raises NotFound and Forbidden."""
        return await self.update(process_id, ProcessUpdate(enabled=enabled))

    async def rename(self, process_id: UUID, name: str) -> Json:
        """Give a process another name. Raises NotFound, Forbidden and Conflict."""
        return await self.update(process_id, ProcessUpdate(name=name))

    async def delete(self, process_id: UUID) -> None:
        """Remove a process with its runs; what they changed stays. Raises NotFound, Forbidden, Conflict (built in)."""
        row = await self._row(process_id, lock=True)
        require(self.actor, Permission.PROCESS_WRITE, row["workspace_id"])
        if row["rule"] is None:
            raise Conflict("The built-in process cannot be deleted; switch it off instead.")
        await self.session.raw.execute(queries.DELETE, process_id)
        await note(self.session, self.actor, "process.deleted", process_id, snapshot(row), None)

    async def execute(self, process_id: UUID) -> Json:
        """Run a process now, also one that is switched off, and give its run, which may have failed.

        Raises NotFound and Forbidden.
        """
        row = await self._row(process_id)
        require(self.actor, Permission.PROCESS_EXECUTE, row["workspace_id"])
        require(self.actor, Permission.TASK_WRITE, row["workspace_id"])
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

    def _own(self, request: ProcessPreview) -> Own:
        return own_of(request, self.actor, self.now)

    async def _free_name(self, workspace: UUID, wanted: str) -> str:
        taken = {row["name"] for row in await self.session.raw.fetch(queries.NAMES, workspace, RULE)}
        numbered = (f"{wanted[:110]} ({number})" for number in range(2, PROCESSES_MOST + 3))
        return next(name for name in (wanted, *numbered) if name not in taken)

    async def _insert(self, row: Json, plan: Plan) -> None:
        names = ("id", "workspace_id", "user_id", "kind", "name", "schedule", "timezone", "enabled")
        following = plan.next_run(self.now) if row["enabled"] else None
        values = (*(row[name] for name in names), following, row["rule"], self.now)
        if await self.session.raw.fetchval(queries.CREATE, *values) is None:
            raise Conflict(f"There is already a process named “{row['name']}”.")

    async def _set(self, row: Json, plan: Plan) -> None:
        following = plan.next_run(self.now) if row["enabled"] else None
        values = (row["enabled"], row["schedule"], row["timezone"], following, self.now, row["name"], row["rule"])
        try:
            async with self.session.raw.transaction():
                await self.session.raw.execute(queries.UPDATE, row["id"], *values)
        except UniqueViolationError:
            raise Conflict(f"There is already a process named “{row['name']}”.") from None

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
            "rule": Own(plan, Rule.model_validate_json(row["rule"])).shown(self.actor.locale) if row["rule"] else None,
        }
