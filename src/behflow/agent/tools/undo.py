"""Taking back what earlier turns of the conversation did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from behflow.agent.receipts import inverse
from behflow.agent.state import Applied, Json, Outcome
from behflow.agent.tools.call import Call
from behflow.agent.tools.schemas import RedoLast, UndoLast
from behflow.chat.service import ChatService
from behflow.errors import NotFound
from behflow.tasks.undo import UndoService


async def undo_last(call: Call, args: UndoLast) -> Outcome:
    """Take back the newest turns of this conversation that changed something and still stand; once in a turn."""
    if any(outcome.kind == "undo" for outcome in call.before):
        return call.outcome("duplicate")
    chat = ChatService(call.session, call.context.actor)
    turns = await chat.newest_changes(call.context.said.session_id, args.turns)
    undone = [await _undo(call, *turn) for turn in turns]
    if not undone:
        return call.outcome("nothing", label="nothing_to_undo")
    return replace(
        undone[-1],
        code="done" if any(one.code == "done" for one in undone) else "nothing",
        applied=tuple({a.task["id"]: a for one in undone for a in one.applied}.values()),
        conflicts=tuple(conflict for one in undone for conflict in one.conflicts),
        foreign=any(one.foreign for one in undone),
        undoes=tuple(str(turn_id) for turn_id, _ in turns),
    )


async def _undo(call: Call, turn_id: UUID, changes: Sequence[Json]) -> Outcome:
    """Take a turn back; what was changed since stays as it is and is named."""
    try:
        undone = await UndoService(call.session, call.context.actor).undo_turn(turn_id)
    except NotFound:
        return call.outcome("nothing", label="nothing_to_undo")
    ops = {change["task_id"]: inverse(change["op"]) for change in changes}
    applied = tuple(
        Applied(ops.get(task["id"], "deleted" if task["deleted_at"] else "updated"), task) for task in undone.tasks
    )
    # What stays as it is may have been changed by somebody else, and is named in their words.
    return call.outcome("done", applied=applied, conflicts=tuple(undone.conflicts), foreign=bool(undone.conflicts))


async def redo_last(call: Call, _: RedoLast) -> Outcome:
    """Do again the turn of this conversation that was taken back last; once in a turn."""
    if any(outcome.kind == "undo" for outcome in call.before):
        return call.outcome("duplicate")
    newest = await ChatService(call.session, call.context.actor).newest_undone(call.context.said.session_id)
    if newest is None:
        return call.outcome("nothing", label="nothing_to_redo")
    turn_id, changes = newest
    try:
        redone = await UndoService(call.session, call.context.actor).redo(turn_id)
    except NotFound:
        return call.outcome("nothing", label="nothing_to_redo")
    ops = {change["task_id"]: change["op"] for change in changes}
    applied = tuple(
        Applied(ops.get(task["id"], "deleted" if task["deleted_at"] else "updated"), task) for task in redone.tasks
    )
    conflicts = tuple(redone.conflicts)
    return call.outcome("done", applied=applied, conflicts=conflicts, foreign=bool(conflicts), redoes=(str(turn_id),))
