"""One run of a process: its row, its work, its outcome."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import orjson

from behflow.actor import Actor
from behflow.auth.permissions import Permission, require
from behflow.config import Settings
from behflow.database.engine import Session
from behflow.errors import BehflowError, Conflict
from behflow.events.service import record
from behflow.ids import new_id
from behflow.processes import kinds, queries, rule_runs
from behflow.processes.rule_schemas import Rule

LONGEST_ERROR = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A run that this process of Behflow may do, and nobody else."""

    id: UUID
    process_id: UUID
    workspace_id: UUID
    user_id: UUID
    kind: str
    zone: str
    rule: str | None = None
    """JSON text of what a person's own process does."""


async def claim(
    session: Session, process: dict[str, Any], zone: str, slot: dt.datetime, now: dt.datetime
) -> Claimed | None:
    """Take a slot; None when somebody else has it."""
    run_id = new_id()
    if await session.raw.fetchval(queries.CLAIM, run_id, process["id"], slot, now) is None:
        return None
    return Claimed(
        run_id, process["id"], process["workspace_id"], process["user_id"], process["kind"], zone, process["rule"]
    )


async def work(session: Session, run: Claimed, caller: Actor, settings: Settings, now: dt.datetime) -> None:
    """Do the run and write its outcome beside what it did, in one transaction.

    Raises what the kind raises, and Conflict when the run was given up as abandoned in the meantime.
    """
    require(caller, Permission.PROCESS_EXECUTE, run.workspace_id)
    actor = replace(
        caller,
        workspaces=tuple(m for m in caller.workspaces if m.workspace_id == run.workspace_id),
        via="process",
        turn_id=run.id,
        zone=run.zone,
        scopes=None,  # what a process does was decided when it was set up, not by the token that sets it off
    )
    if run.rule is not None:
        result = await rule_runs.run(session, actor, Rule.model_validate_json(run.rule), now)
    else:
        result = await kinds.find(run.kind).run(session, actor, settings, now)
    await _finish(session, run, actor, "succeeded", result, None)


async def fail(session: Session, run: Claimed, caller: Actor | None, error: BaseException) -> None:
    """Write down that a run failed, and why."""
    log.warning("A process failed", exc_info=error, extra={"process_id": str(run.process_id), "kind": run.kind})
    if isinstance(error, BehflowError):
        reason = error.detail
    elif isinstance(error, TimeoutError):
        reason = "It took too long."
    else:
        reason = f"Something went wrong on our side ({type(error).__name__}). It has been logged."
    await _finish(session, run, caller, "failed", {}, reason[:LONGEST_ERROR])


async def show(session: Session, run_id: UUID) -> dict[str, Any]:
    """A run as it is shown."""
    shown: dict[str, Any] = orjson.loads(await session.raw.fetchval(queries.EXECUTION, run_id))
    return shown


async def _finish(
    session: Session, run: Claimed, actor: Actor | None, status: str, result: dict[str, Any], error: str | None
) -> None:
    kept = orjson.dumps(result, default=str).decode()
    if await session.raw.fetchval(queries.FINISH, run.id, status, kept, error, dt.datetime.now(dt.UTC)) is None:
        raise Conflict("This run was given up because it took too long.")
    if actor is not None:
        await record(
            session,
            replace(actor, via="process", turn_id=run.id),
            workspace_id=run.workspace_id,
            event_type=f"process.{status}",
            subject_type="process",
            subject_id=run.process_id,
            after={"execution_id": str(run.id), "status": status, "error": error},
        )
