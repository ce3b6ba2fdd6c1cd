"""Taking back what earlier turns of the conversation did."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from behflow.agent.receipts import inverse
from behflow.agent.state import Applied, Json, Outcome
from behflow.agent.tools.call import Call
from behflow.agent.tools.schemas import UndoLast
from behflow.chat.service import ChatService
from behflow.errors import NotFound
from behflow.tasks.undo import UndoService


async def undo_last(call: Call, _: UndoLast) -> Outcome:
    """Take back the newest turn of this conversation that changed something; once in a turn."""
    if any(outcome.kind == "undo" for outcome in call.before):
        return call.outcome("duplicate")
    newest = await ChatService(call.session, call.context.actor).newest_change(call.context.said.session_id)
    if newest is None:
        return call.outcome("nothing", label="nothing_to_undo")
    return await _undo(call, *newest)


async def _undo(call: Call, turn_id: UUID, changes: Sequence[Json]) -> Outcome:
    """Take a turn back; what was changed since stays as it is and is named."""
    try:
        undone = await UndoService(call.session, call.context.actor).undo_turn(turn_id)
    except NotFound:
        return call.outcome("nothing", label="nothing_to_undo", undoes=str(turn_id))
    ops = {change["task_id"]: inverse(change["op"]) for change in changes}
    applied = tuple(
        Applied(ops.get(task["id"], "deleted" if task["deleted_at"] else "updated"), task) for task in undone.tasks
    )
    return call.outcome("done", applied=applied, conflicts=tuple(undone.conflicts), undoes=str(turn_id))
