"""One tool call of a program: the same planning, policy and changes as in the chat, one turn each, one undo each."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from uuid import UUID

from pydantic import ValidationError

from behflow.actor import Actor
from behflow.agent import guard, receipts
from behflow.agent.agent import ChatAgent
from behflow.agent.approvals import carry_out, stored
from behflow.agent.llm_config import built_in
from behflow.agent.models.chain import Models
from behflow.agent.state import Applied, Json, Memory, Outcome, RunContext
from behflow.agent.texts import Words
from behflow.agent.tools.planning import fault
from behflow.agent.tools.registry import TOOLS, Tool
from behflow.agent.tools.run import run
from behflow.auth.scopes import has_scope
from behflow.chat.confirmations import ConfirmationService
from behflow.chat.schemas import PROPOSAL_LIMIT
from behflow.chat.service import Said
from behflow.errors import BehflowError, InvalidInput
from behflow.ids import new_id
from behflow.mcp import confirm_token
from behflow.mcp.shapes import CONFIRM, CallAnswer, Confirm, answer_of
from behflow.mcp.undo import UndoCall, undo_call

UNDO = "undo_last"
_NO_CONVERSATION = UUID(int=0)
_SHOWN = ("op", "subject", "task_id", "name", "detail", "version", "reason")

log = logging.getLogger(__name__)


def _offered() -> dict[str, Tool]:
    """The registry's tools for programs. Undo means the program's own calls; other tools of a conversation stay out."""
    tools = {name: tool for name, tool in TOOLS.items() if tool.kind in ("read", "change")}
    if UNDO in TOOLS:
        tools[UNDO] = dataclasses.replace(TOOLS[UNDO], takes=UndoCall)
    return tools


OFFERED = _offered()


def offered_to(actor: Actor) -> list[Tool]:
    """The tools that an actor's token allows."""
    return [tool for tool in OFFERED.values() if has_scope(actor, tool.scope)]


class Calls:
    """Runs tool calls. One for the whole process."""

    def __init__(self, agent: ChatAgent, signing_key: bytes) -> None:
        self.agent = agent
        self.key = confirm_token.derived_key(signing_key)

    async def call(self, actor: Actor, tool: Tool, arguments: Json) -> CallAnswer:
        """A tool call to its answer. Never raises for what a program got wrong."""
        context = self._context(actor)
        if not has_scope(actor, tool.scope):
            return self._refused(context, "forbidden", context.words.say("no_scope", said=tool.scope))
        try:
            answer = await self._answer(context, tool, dict(arguments))
        except ValidationError as error:
            answer = self._refused(context, "invalid", fault(error))
        except BehflowError as error:
            answer = self._refused(context, error.code, error.detail)
        except Exception:
            log.exception("a tool call failed", extra={"tool": tool.name})
            answer = self._refused(context, "fault", context.words.say("fault"))
        return answer

    async def _answer(self, context: RunContext, tool: Tool, arguments: Json) -> CallAnswer:
        token = arguments.pop(CONFIRM, None)
        if tool.kind != "change" and token is not None:
            raise InvalidInput.of(CONFIRM, "is for calls that change something")
        if tool.kind == "undo":
            return await self._undo(context, arguments)
        if token is not None:
            outcome = await self._confirmed(context, tool, arguments, token)
        else:
            outcome = await self._run(context, tool, arguments)
        if outcome.code == "waiting":
            return await self._preview(context, tool, arguments, outcome)
        return answer_of(outcome, context.words, str(context.actor.turn_id))

    async def _run(self, context: RunContext, tool: Tool, arguments: Json) -> Outcome:
        call = {"id": str(context.actor.turn_id), "name": tool.name, "args": arguments}
        # Nobody sees a program's delete before it happens, so that every one is asked about.
        deletes = guard.UNASKED_DELETES + 1 if tool.destructive else 0
        return await run(call, context, Memory(), (), deletes=deletes)

    async def _undo(self, context: RunContext, arguments: Json) -> CallAnswer:
        args, words, turn_id = UndoCall.model_validate(arguments), context.words, context.actor.turn_id
        async with context.database.transaction() as session:
            found = await undo_call(session, context.actor, args)
        if found is None:
            return CallAnswer(code="nothing", text=words.say("nothing_to_undo_here"))
        undone, done = found[1], bool(found[1].tasks or found[1].others)
        applied = tuple(Applied("deleted" if task["deleted_at"] else "updated", task) for task in undone.tasks)
        others = (words.say("undone", parts=words.names([other["name"] for other in undone.others])),)
        outcome = Outcome(
            UNDO,
            "undo",
            "done" if done else "stale",
            applied=applied,
            conflicts=tuple(undone.conflicts),
            notes=others if undone.others else (),
        )
        answer = answer_of(outcome, words, str(turn_id))
        return answer.model_copy(update={"changes": answer.changes + undone.others})

    async def _preview(self, context: RunContext, tool: Tool, arguments: Json, outcome: Outcome) -> CallAnswer:
        call = _hash(tool, arguments)
        words, planned = context.words, outcome.planned[:PROPOSAL_LIMIT]
        changes = [stored(change) for change in planned]
        async with context.database.transaction() as session:
            confirmation_id, expires_at = await ConfirmationService(session, context.actor).open(call, changes)
        token = confirm_token.issue(self.key, confirmation_id, context.actor.user_id, call, expires_at.timestamp())
        names = words.names([change.name for change in planned])
        text = "\n".join(outcome.notes) + "\n" if outcome.notes else ""
        text += words.say("confirm_call", title=receipts.title(planned, words), names=names, tool=tool.name)
        if len(outcome.planned) > len(planned):
            text += " " + words.say("waiting_more", count=len(planned))
        return CallAnswer(
            code="waiting",
            text=text,
            confirm=Confirm(
                confirm_token=token,
                expires_at=expires_at.isoformat(),
                changes=[{name: change[name] for name in _SHOWN} for change in changes],
            ),
        )

    async def _confirmed(self, context: RunContext, tool: Tool, arguments: Json, token: object) -> Outcome:
        call = _hash(tool, arguments)
        confirmation_id = confirm_token.read(self.key, token, context.actor.user_id, call, context.now.timestamp())
        async with context.database.transaction() as session:
            changes = await ConfirmationService(session, context.actor).claim(confirmation_id, call)
            outcome = await carry_out(
                session, context.actor, changes, context.now, context.words, context.settings, tool.name
            )
        return outcome if outcome.applied else dataclasses.replace(outcome, code="stale")

    def _refused(self, context: RunContext, code: str, reason: str) -> CallAnswer:
        return CallAnswer(code=code, text=f"{reason} {context.words.say('nothing_changed')}")

    def _context(self, actor: Actor) -> RunContext:
        now, turn_id = self.agent.clock(), new_id()
        bound = dataclasses.replace(actor, via="mcp", turn_id=turn_id)
        words = Words.of(bound, now)
        return RunContext(
            database=self.agent.gate,
            actor=bound,
            now=now,
            said=Said(_NO_CONVERSATION, turn_id, turn_id, False, None),
            message="",
            models=Models(built_in(now, words)),  # nothing that a program calls asks a language model
            words=words,
            settings=self.agent.settings,
            deadline=asyncio.get_running_loop().time() + guard.TURN_SECONDS,
        )


def _hash(tool: Tool, arguments: Json) -> bytes:
    """A call as it was understood, so that a default may be sent or left out."""
    return confirm_token.call_hash(tool.name, tool.takes.model_validate(arguments).model_dump(mode="json"))
