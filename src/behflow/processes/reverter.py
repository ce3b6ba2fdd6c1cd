"""What events remember of a process, and how a change of it is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from asyncpg.exceptions import UniqueViolationError

from behflow.actor import Actor
from behflow.auth.permissions import Permission, require
from behflow.database.engine import Session
from behflow.events.service import record
from behflow.processes import queries
from behflow.processes.plan import COMPUTED_FOR
from behflow.tasks.reverters import register, unchanged

Json = dict[str, Any]

PROCESSES_MOST = 20
"""Processes of one's own that a user may have."""

_NOTES = frozenset({"process.succeeded", "process.failed"})


def snapshot(row: Mapping[str, Any]) -> Json:
    """A process as an event remembers it, enough to bring it back."""
    ids = {name: str(row[name]) for name in ("id", "workspace_id", "user_id")}
    plain = {name: row[name] for name in ("kind", "name", "timezone", "enabled")}
    schedule = {key: value for key, value in orjson.loads(row["schedule"]).items() if key != COMPUTED_FOR}
    return {**ids, **plain, "schedule": schedule, "rule": row["rule"] and orjson.loads(row["rule"])}


async def note(
    session: Session,
    actor: Actor,
    event_type: str,
    process_id: UUID,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """Record what happened to a process, as snapshots before and after."""
    await record(
        session,
        actor,
        workspace_id=UUID((after or before or {})["workspace_id"]),
        event_type=event_type,
        subject_type="process",
        subject_id=process_id,
        before=before,
        after=after,
    )


class ProcessReverter:
    """Takes back that a process was made, changed or deleted. Its next time is worked out by the next tick."""

    def __init__(self, session: Session, actor: Actor, now: dt.datetime) -> None:
        self.session = session
        self.actor = actor
        self.now = now

    async def put_back(
        self, subject_id: UUID, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> str | None:
        """Undo a change of a process; the reason when it cannot be done. Raises Forbidden."""
        known = after or before or {}
        require(self.actor, Permission.PROCESS_WRITE, UUID(known["workspace_id"]))
        await self.session.raw.execute(queries.LOCK, subject_id, self.actor.workspace_ids)
        row = await self.session.raw.fetchrow(queries.LIST, self.actor.workspace_ids, subject_id)
        current = snapshot(row) if row is not None else None
        if after is not None and current is None:
            return "it is gone"
        if after is not None and current is not None and not unchanged(current, after):
            return "it was changed since"
        if before is None:
            await self.session.raw.execute(queries.DELETE, subject_id)
            await note(self.session, self.actor, "process.deleted", subject_id, current, None)
            return None
        if current is None and before["rule"]:
            owner = UUID(before["user_id"])
            await self.session.raw.execute(queries.ONE_USER, owner)
            if await self.session.raw.fetchval(queries.COUNT, owner) >= PROCESSES_MOST:
                return f"there are {PROCESSES_MOST} processes already"
        if not await self._write(subject_id, before, fresh=current is None):
            return "another process has its name now"
        event = "process.restored" if current is None else "process.updated"
        await note(self.session, self.actor, event, subject_id, current, before)
        return None

    async def _write(self, process_id: UUID, wanted: Mapping[str, Any], *, fresh: bool) -> bool:
        rule = wanted["rule"] and orjson.dumps(wanted["rule"]).decode()
        schedule = orjson.dumps(wanted["schedule"]).decode()
        enabled, zone, name = wanted["enabled"], wanted["timezone"], wanted["name"]
        if fresh:
            ids = (process_id, UUID(wanted["workspace_id"]), UUID(wanted["user_id"]))
            values = (wanted["kind"], name, schedule, zone, enabled, None, rule, self.now)
            return await self.session.raw.fetchval(queries.CREATE, *ids, *values) is not None
        try:
            async with self.session.raw.transaction():
                await self.session.raw.execute(
                    queries.UPDATE, process_id, enabled, schedule, zone, None, self.now, name, rule
                )
        except UniqueViolationError:
            return False
        return True


register("process", ProcessReverter, notes=_NOTES)
