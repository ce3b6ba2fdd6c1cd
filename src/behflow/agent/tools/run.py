"""Running one tool call: its own transaction, as the user of the run, through the services."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from uuid import UUID

from pydantic import ValidationError

from behflow.agent import guard
from behflow.agent.receipts import inverse
from behflow.agent.references import References
from behflow.agent.state import Applied, Json, Memory, Outcome, RunContext
from behflow.agent.tools.apply import apply
from behflow.agent.tools.planning import Planner, fault
from behflow.agent.tools.reading import Reader
from behflow.agent.tools.refusal import Refusal
from behflow.agent.tools.registry import TOOLS, Tool
from behflow.agent.tools.schemas import ListTasks
from behflow.chat.service import ChatService
from behflow.database.engine import Session
from behflow.errors import BehflowError, Conflict, Forbidden, InvalidInput, NotFound, StaleVersion
from behflow.schemas import Schema
from behflow.tasks.service import TaskService
from behflow.tasks.undo import UndoService

log = logging.getLogger(__name__)

LIST_LIMIT = 50


async def run(
    call: Json, context: RunContext, memory: Memory, before: Sequence[Outcome], *, deletes: int, changes: int
) -> Outcome:
    """One tool call to its outcome. Never raises for what a model got wrong."""
    tool = TOOLS.get(call["name"])
    if tool is None:
        return Outcome(str(call["name"])[:64], "read", "unknown_tool", call["id"])
    if asyncio.get_running_loop().time() > context.deadline:
        return Outcome(tool.name, tool.kind, "timeout", call["id"])
    try:
        args = tool.takes.model_validate(call["args"])
        async with context.database.transaction() as session:
            return await _Call(session, context, memory, call, tool).run(args, before, deletes, changes)
    except ValidationError as error:
        return Outcome(tool.name, tool.kind, "invalid", call["id"], label="invalid", said=fault(error))
    except Refusal as refusal:
        return Outcome(
            tool.name, tool.kind, refusal.code, call["id"], label=refusal.key, said=refusal.said,
            candidates=refusal.candidates, args=call["args"],
        )  # fmt: skip
    except Forbidden:
        return Outcome(tool.name, tool.kind, "forbidden", call["id"], label="forbidden")
    except (NotFound, StaleVersion, InvalidInput, Conflict) as error:
        return _failed(error, Outcome(tool.name, tool.kind, "invalid", call["id"]))
    except Exception:
        # The call was rolled back. What other calls of the turn did must still be told, so the turn goes on.
        log.exception("a tool call failed", extra={"tool": tool.name})
        return Outcome(tool.name, tool.kind, "fault", call["id"])


def _failed(error: BehflowError, outcome: Outcome) -> Outcome:
    if isinstance(error, StaleVersion):
        name = error.extra["current"]["name"]
        return Outcome(outcome.tool, outcome.kind, "stale", outcome.call_id, label="stale", said=name)
    if isinstance(error, NotFound):
        return Outcome(outcome.tool, outcome.kind, "not_found", outcome.call_id, label="no_match")
    return Outcome(outcome.tool, outcome.kind, "invalid", outcome.call_id, label="invalid", said=error.detail)


class _Call:
    """One call inside its transaction."""

    def __init__(self, session: Session, context: RunContext, memory: Memory, call: Json, tool: Tool) -> None:
        self.session = session
        self.context = context
        self.call = call
        self.tool = tool
        self.tasks = TaskService(session, context.actor, context.now)
        reader = Reader(context.now, context.words)
        self.references = References(self.tasks, memory, reader)
        self.planner = Planner(context.actor, self.references, reader)

    async def run(self, args: Schema, before: Sequence[Outcome], deletes: int, changes: int) -> Outcome:
        if isinstance(args, ListTasks):
            return await self._list(args)
        if self.tool.plan is None:
            return await self._undo(before)
        planned = await self.tool.plan(self.planner, args)
        if guard.must_ask(planned, before, deletes=deletes, changes=changes):
            return self._outcome("waiting", planned=tuple(planned))
        applied = [await apply(self.tasks, change, self.context.words, exact=False) for change in planned]
        return self._outcome("done", applied=tuple(applied))

    def _outcome(self, code: str, **values: object) -> Outcome:
        return Outcome(self.tool.name, self.tool.kind, code, self.call["id"], **values)  # type: ignore[arg-type]

    async def _list(self, args: ListTasks) -> Outcome:
        found, more = await self.references.matching(args, LIST_LIMIT)
        reader = self.references.reader
        label = reader.label(args, reader.filter(args), len(found))
        return self._outcome("listed", tasks=tuple(found), more=more, label=label)

    async def _undo(self, before: Sequence[Outcome]) -> Outcome:
        if any(outcome.kind == "undo" for outcome in before):
            return self._outcome("duplicate")
        newest = await ChatService(self.session, self.context.actor).newest_change(self.context.said.session_id)
        if newest is None:
            return self._outcome("nothing", label="nothing_to_undo")
        turn_id, changes = newest
        return await undo(self.session, self.context, turn_id, changes, self.call["id"])


async def undo(session: Session, context: RunContext, turn_id: UUID, changes: Sequence[Json], call_id: str) -> Outcome:
    """Take a turn back; what was changed since stays as it is and is named."""
    try:
        undone = await UndoService(session, context.actor).undo_turn(turn_id)
    except NotFound:
        return Outcome("undo_last", "undo", "nothing", call_id, label="nothing_to_undo", undoes=str(turn_id))
    ops = {change["task_id"]: inverse(change["op"]) for change in changes}
    applied = tuple(
        Applied(ops.get(task["id"], "deleted" if task["deleted_at"] else "updated"), task) for task in undone.tasks
    )
    return Outcome(
        "undo_last", "undo", "done", call_id, applied=applied, conflicts=tuple(undone.conflicts), undoes=str(turn_id)
    )
