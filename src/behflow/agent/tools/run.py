"""Running one tool call: its own transaction, as the user of the run, through the services."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from pydantic import ValidationError

from behflow.agent import guard
from behflow.agent.foreign import foreign
from behflow.agent.state import Json, Memory, Outcome, RunContext
from behflow.agent.tools.apply import apply
from behflow.agent.tools.call import Call
from behflow.agent.tools.planning import fault
from behflow.agent.tools.refusal import Refusal
from behflow.agent.tools.registry import Tool, arguments, find
from behflow.agent.tools.schemas import Recall, Which, unreferred
from behflow.auth.scopes import has_scope
from behflow.auth.service import still
from behflow.chat.memory_vectors import Meaning
from behflow.errors import BehflowError, Conflict, Forbidden, InvalidInput, NotFound, StaleVersion, Unauthenticated

log = logging.getLogger(__name__)


async def run(
    call: Json,
    context: RunContext,
    memory: Memory,
    before: Sequence[Outcome] = (),
    *,
    deletes: int = 0,
    changes: int = 0,
    only: Collection[str] | None = None,
) -> Outcome:
    """One tool call to its outcome. Never raises for what a model got wrong.

    ``deletes`` and ``changes``: how many calls of either kind the model's message holds. ``only``: the kinds of change
    that may run unasked, see ``guard.asked_for``; None for all.
    """
    tool = find(call["name"])
    if tool is None:
        return Outcome(str(call["name"])[:64], "read", "unknown_tool", call["id"])
    if not has_scope(context.actor, tool.scope):
        return Outcome(tool.name, tool.kind, "forbidden", call["id"], label="no_scope", said=tool.scope)
    if asyncio.get_running_loop().time() > context.deadline:
        return Outcome(tool.name, tool.kind, "timeout", call["id"])
    made: Call | None = None
    try:
        args = tool.takes.model_validate(arguments(call["name"], call["args"]))
        meaning = await _meaning(args, context)
        async with context.database.transaction() as session:
            context = replace(context, actor=await still(session, context.actor))
            made = Call(session, context, memory, tool.name, tool.kind, call["id"], before, meaning)
            outcome = await _run(tool, made, args, deletes, changes, only)
        shown = (*outcome.tasks, *(one.task for one in outcome.applied if one.subject == "task"))
        return replace(outcome, foreign=outcome.foreign or made.references.foreign or foreign(shown, context.actor))
    except ValidationError as error:
        return Outcome(tool.name, tool.kind, "invalid", call["id"], label="invalid", said=fault(error))
    except Refusal as refusal:
        return Outcome(
            tool.name, tool.kind, refusal.code, call["id"], label=refusal.key, said=refusal.said,
            candidates=refusal.candidates, args=arguments(call["name"], call["args"]),
            foreign=refusal.foreign or (made is not None and made.references.foreign),
        )  # fmt: skip
    except (Forbidden, Unauthenticated):
        return Outcome(tool.name, tool.kind, "forbidden", call["id"], label="forbidden")
    except (NotFound, StaleVersion, InvalidInput, Conflict) as error:
        named = made is not None and made.references.foreign
        return _failed(error, Outcome(tool.name, tool.kind, "invalid", call["id"], foreign=named))
    except Exception:
        # The call was rolled back. What other calls of the turn did must still be told, so the turn goes on.
        log.exception("a tool call failed", extra={"tool": tool.name})
        return Outcome(tool.name, tool.kind, "fault", call["id"])


async def _meaning(args: object, context: RunContext) -> Meaning | None:
    """What a question about memories means, asked before the transaction begins."""
    if not isinstance(args, Recall) or args.query is None or context.embeddings is None:
        return None
    return await context.embeddings.meaning(context.actor, args.query, context.models.calls_made.append)


async def _run(
    tool: Tool, call: Call, args: object, deletes: int, changes: int, only: Collection[str] | None
) -> Outcome:
    if tool.kind == "undo" and only is not None and tool.name not in only:
        return call.outcome("forbidden", label="unasked")
    if tool.plan is None:
        assert tool.read is not None
        return await tool.read(call, args)
    planned = await tool.plan(call.planner, args)
    if guard.must_ask(planned, call.before, deletes=deletes, changes=changes, only=only):
        return call.outcome("waiting", planned=tuple(planned))
    applied = [
        await apply(call.tasks, change, call.context.words, call.context.settings, exact=False) for change in planned
    ]
    return call.outcome("done", applied=tuple(applied), args=_again(args) if isinstance(args, Which) else {})


def _again(args: Which) -> Json:
    """What a call changes, without the task: to be done to another one when the user says so."""
    return unreferred(args.model_dump(mode="json", exclude_unset=True))


def _failed(error: BehflowError, outcome: Outcome) -> Outcome:
    if isinstance(error, StaleVersion):
        return replace(outcome, code="stale", label="stale", said=error.extra["current"]["name"])
    if isinstance(error, NotFound):
        return replace(outcome, code="not_found", label="no_match")
    return replace(outcome, label="invalid", said=error.detail)
