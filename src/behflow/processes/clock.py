"""What happens at a tick: due slots are claimed and run, abandoned runs are closed, old rows are removed.

Any number of servers may tick at once. The unique (process, due time) of a run decides who does it; the claim commits
before the work begins, and the work commits together with its outcome.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import Any
from uuid import UUID

from behflow.auth.service import actor_of, sweep
from behflow.chat.usage import CALLS_KEPT, PURGE_CALLS
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.database.idempotency import KEPT
from behflow.errors import BehflowError, NotFound
from behflow.processes import queries, runs
from behflow.processes.plan import plan_of
from behflow.processes.service import ensure_defaults
from behflow.tasks.queries import PURGE_TRASH
from behflow.tasks.undo import KEPT as TRASH_KEPT

RUN_LIMIT = 240.0
"""Seconds one run may take."""
ABANDONED = dt.timedelta(minutes=10)
"""After this time a run that never ended belongs to a server that is gone."""
EXECUTIONS_KEPT = dt.timedelta(days=90)
BATCH = 100

log = logging.getLogger(__name__)


async def tick(database: Database, settings: Settings, now: dt.datetime) -> list[UUID]:
    """Run every slot that is due, each once whoever else ticks; the runs that this call did."""
    async with database.transaction() as session:
        await session.raw.execute(queries.ABANDONED, now, ABANDONED, "The server stopped while it ran.")
    async with database.transaction() as session:
        await ensure_defaults(session, settings, now)
    done: list[UUID] = []
    last = UUID(int=0)
    while True:
        async with database.reading() as session:
            zone = settings.reschedule_timezone
            due = await session.raw.fetch(queries.DUE, now, settings.reschedule_time, zone, last, BATCH)
        for row in due:
            last = row["id"]
            run = await _claim(database, settings, dict(row), now)
            if run is not None:
                await _run(database, settings, run, now)
                done.append(run.id)
        if len(due) < BATCH:
            return done


async def _claim(database: Database, settings: Settings, row: dict[str, Any], now: dt.datetime) -> runs.Claimed | None:
    """Move the process on to its next time and take the slot that is due, if there is one and nobody has it."""
    try:
        plan = plan_of(row, settings)
        slot, following = plan.due_slot(row["last_run"], now), plan.next_run(now)
    except Exception as error:  # a schedule or zone nobody can read must not keep the other processes from running
        log.error("The time of a process cannot be told", extra={"process_id": str(row["id"]), "reason": str(error)})
        return None
    async with database.transaction() as session:
        await session.raw.execute(queries.PLAN, row["id"], plan.stored(), following, now)
        return await runs.claim(session, row, plan.zone, slot, now) if slot is not None else None


async def _run(database: Database, settings: Settings, run: runs.Claimed, now: dt.datetime) -> None:
    actor = None
    try:
        async with asyncio.timeout(RUN_LIMIT), database.transaction() as session:
            actor = await actor_of(session, run.user_id, "process")
            if actor is None:
                raise NotFound("The user of this process is gone.")
            await runs.work(session, run, actor, settings, now)
    except Exception as error:  # one process that fails must not keep the others from running
        try:
            async with database.transaction() as session:
                await runs.fail(session, run, actor, error)
        except BehflowError as again:
            log.warning("The failure of a process could not be written down", extra={"reason": again.detail})


async def purge(database: Database, now: dt.datetime) -> None:
    """Remove what has been kept for its time: trash, idempotency keys, ended sessions, old runs and calls of models."""
    async with database.transaction() as session:
        await session.raw.execute(PURGE_TRASH, TRASH_KEPT)
    async with database.transaction() as session:
        await session.raw.execute(queries.PURGE_KEYS, now, KEPT)
    async with database.transaction() as session:
        await session.raw.execute(queries.PURGE_EXECUTIONS, now, EXECUTIONS_KEPT)
    async with database.transaction() as session:
        await session.raw.execute(PURGE_CALLS, now, CALLS_KEPT)
    async with database.transaction() as session:
        await sweep(session)
