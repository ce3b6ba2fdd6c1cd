"""Undo for programs, which have no conversation: the newest call of theirs that changed something, or one by its id."""

from __future__ import annotations

from uuid import UUID

from behflow.actor import Actor
from behflow.agent.receipts import inverse
from behflow.agent.state import Applied, Outcome
from behflow.database.engine import Session
from behflow.errors import NotFound
from behflow.events.service import record
from behflow.schemas import Schema
from behflow.tasks.undo import UndoService

_UNDONE = "mcp.undone"
# What takes a call back is no call to be taken back next: undo after undo goes further into the past.
_NEWEST = f"""
SELECT e.turn_id FROM events e
WHERE e.user_id = $1 AND e.via = 'mcp' AND e.turn_id IS NOT NULL AND e.created_at > now() - interval '30 days'
  AND NOT EXISTS (
    SELECT FROM events u WHERE u.type = '{_UNDONE}' AND (u.turn_id = e.turn_id OR u.subject_id = e.turn_id))
ORDER BY e.id DESC LIMIT 1
"""  # noqa: S608 (constants only)


class UndoCall(Schema):
    """Undo the last call that changed something, or the one with this turn_id."""

    turn_id: UUID | None = None


async def undo_call(session: Session, actor: Actor, args: UndoCall) -> Outcome:
    """Take a call back, in the caller's transaction; what was changed since stays as it is and is named."""
    turn_id = args.turn_id or await session.raw.fetchval(_NEWEST, actor.user_id)
    nothing = Outcome("undo_last", "undo", "nothing", label="nothing_to_undo_here")
    if turn_id is None:
        return nothing
    try:
        undone = await UndoService(session, actor).undo_turn(turn_id)
    except NotFound:
        return nothing
    await record(
        session,
        actor,
        workspace_id=actor.personal_workspace,
        event_type=_UNDONE,
        subject_type="turn",
        subject_id=turn_id,
    )
    applied = tuple(Applied("deleted" if task["deleted_at"] else inverse("updated"), task) for task in undone.tasks)
    undoes = (str(turn_id),)
    return Outcome("undo_last", "undo", "done", applied=applied, conflicts=tuple(undone.conflicts), undoes=undoes)
