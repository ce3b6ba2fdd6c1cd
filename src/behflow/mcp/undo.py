"""Undo for programs, which have no conversation: the newest call of theirs that changed something, or one by its id."""

from __future__ import annotations

from uuid import UUID

from behflow.actor import Actor
from behflow.database.engine import Session
from behflow.errors import NotFound
from behflow.schemas import Schema
from behflow.tasks.undo import TURN, UNDONE, Undo, UndoService

# What takes a call back is no call to be taken back next: undo after undo goes further into the past.
_NEWEST = f"""
SELECT e.turn_id FROM events e
WHERE e.user_id = $1 AND e.via = 'mcp' AND e.turn_id IS NOT NULL AND e.created_at > now() - interval '30 days'
  AND NOT EXISTS (SELECT FROM events m WHERE m.turn_id = e.turn_id AND m.subject_type = '{TURN}')
  AND coalesce((
    SELECT m.type FROM events m WHERE m.subject_id = e.turn_id AND m.subject_type = '{TURN}' ORDER BY m.id DESC LIMIT 1
  ), '') <> '{UNDONE}'
ORDER BY e.id DESC LIMIT 1
"""  # noqa: S608 (constants only)


class UndoCall(Schema):
    """Undo the last call that changed something, or the one with this turn_id."""

    turn_id: UUID | None = None


async def undo_call(session: Session, actor: Actor, args: UndoCall) -> tuple[UUID, Undo] | None:
    """Take a call back, in the caller's transaction; None when there is none of this user. Raises InvalidInput.

    What was changed since stays as it is and is named.
    """
    turn_id = args.turn_id or await session.raw.fetchval(_NEWEST, actor.user_id)
    if turn_id is None:
        return None
    try:
        return turn_id, await UndoService(session, actor).undo_turn(turn_id)
    except NotFound:
        return None
