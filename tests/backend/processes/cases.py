"""What the tests about processes share."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.processes.kinds import RESCHEDULE
from behflow.processes.service import AutomatedProcessService, ensure_defaults

YESTERDAY = dt.date(2026, 11, 22)
TODAY = dt.date(2026, 11, 23)


def instant(text: str) -> dt.datetime:
    """An instant in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


SUNDAY_NOON = instant("2026-11-22 12:00")
MONDAY_SLOT = instant("2026-11-23 07:30")


async def default_process(database: Database, settings: Settings, actor: Actor, now: dt.datetime = SUNDAY_NOON) -> UUID:
    """The built-in process of a user, made at ``now``."""
    async with database.transaction() as session:
        await ensure_defaults(session, settings, now, actor.personal_workspace)
        processes = await AutomatedProcessService(session, actor, settings, now).list()
        return next(UUID(process["id"]) for process in processes if process["kind"] == RESCHEDULE)


async def add_process(
    database: Database, actor: Actor, kind: str, schedule: str = '{"kind": "daily", "value": "07:30"}'
) -> UUID:
    """A process of any kind, as old as SUNDAY_NOON."""
    async with database.transaction() as session:
        made: UUID = await session.raw.fetchval(
            """INSERT INTO automated_processes
            (id, workspace_id, user_id, kind, name, schedule, enabled, next_run_at, created_at, updated_at)
            VALUES (gen_random_uuid(), $1, $2, $3, $3, $4::text::jsonb, true, $5, $5, $5) RETURNING id""",
            actor.personal_workspace,
            actor.user_id,
            kind,
            schedule,
            SUNDAY_NOON,
        )
        return made


async def rows(database: Database, sql: str, *arguments: Any) -> list[dict[str, Any]]:
    """What a query gives."""
    async with database.reading() as session:
        return [dict(row) for row in await session.raw.fetch(sql, *arguments)]


async def executions(database: Database, process_id: UUID | None = None) -> list[dict[str, Any]]:
    """The runs of a process, or all, oldest first."""
    return await rows(
        database,
        """SELECT id, process_id, scheduled_for, status, error, result ->> 'count' AS moved, finished_at
        FROM automated_process_executions WHERE $1::uuid IS NULL OR process_id = $1 ORDER BY scheduled_for, id""",
        process_id,
    )
