"""Intent: the chat model picks tools and words. It decides nothing and writes nothing."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Sequence
from typing import Any, Literal

import orjson
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langgraph.runtime import Runtime
from langgraph.types import Command

from behflow.agent import guard
from behflow.agent.knowing import known
from behflow.agent.models.faults import ModelFault
from behflow.agent.profiles import tools
from behflow.agent.state import AgentState, Json, RunContext
from behflow.agent.texts import writable

log = logging.getLogger(__name__)

ARGUMENT_LIMIT = 50_000
"""Characters of one call's arguments that are looked at; longer ones are answered as not understood."""

REPAIRS = 1
"""How often a model may mend calls that fit no tool."""
_MALFORMED = frozenset({"invalid", "unknown_tool", "duplicate"})

Next = Literal["tool_execution", "response"]


async def intent(state: AgentState, runtime: Runtime[RunContext]) -> Command[Next]:
    """One model call, within the budget of the turn."""
    context = runtime.context
    context.progress.enter("intent")
    used = state.get("model_calls", 0)
    if used >= guard.model_calls(context):
        return Command(goto="response", update={"fault": "too_long"})
    if repaired(state["messages"]):
        return Command(goto="response")
    try:
        async with asyncio.timeout_at(context.deadline):
            reply = await context.models.answer(
                state["messages"],
                tools(context),
                deadline=context.deadline,
                emit=context.emit,
                first=context.profile_models.get(context.profile) if context.profile else None,
                knowing=lambda: known(context, state["memory"]),
            )
    except TimeoutError:
        return Command(goto="response", update={"fault": "timeout"})
    except ModelFault:
        return Command(goto="response", update={"fault": "ai_failed"})
    except Exception as error:
        # Whatever a model does wrong, the turn ends with a plain sentence. Its own words may hold keys or tasks.
        frames = traceback.extract_tb(error.__traceback__)[-5:]
        log.error(
            "The chat model failed",
            extra={"error": type(error).__name__, "at": [f"{f.filename}:{f.lineno}" for f in frames]},
        )
        return Command(goto="response", update={"fault": "fault"})
    calls = calls_of(reply.message)
    update: AgentState = {
        "messages": [reply.message],
        "model_calls": used + 1,
        "calls": calls,
        "answered_by": reply.by,
        "notices": list(reply.notices),
    }
    return Command(goto="tool_execution" if calls else "response", update=update)


def repaired(messages: Sequence[BaseMessage]) -> bool:
    """True when a model was told that none of its calls fits a tool, and then made such calls again."""
    rounds: list[set[str]] = []
    for message in messages:
        if isinstance(message, HumanMessage):
            rounds = []
        elif isinstance(message, AIMessage):
            rounds.append(set())
        elif isinstance(message, ToolMessage) and rounds:
            rounds[-1].add(str(orjson.loads(str(message.content)).get("code")))
    last = rounds[-1 - REPAIRS :]
    return len(last) > REPAIRS and all(codes and codes <= _MALFORMED for codes in last)


def calls_of(message: AIMessage) -> list[Json]:
    """Every call of a message, readable or not, in the model's order as far as it is known."""
    calls = [_call(c.get("name"), c.get("args"), c.get("id"), n) for n, c in enumerate(message.tool_calls)]
    # Arguments that are no JSON become a call that fails validation, so that the answer says it was not understood.
    bad = [
        _call(c.get("name"), {"": ""}, c.get("id"), len(calls) + n) for n, c in enumerate(message.invalid_tool_calls)
    ]
    return calls + bad


def _call(name: Any, args: Any, call_id: Any, number: int) -> Json:
    fits = isinstance(args, dict) and len(repr(args)) <= ARGUMENT_LIMIT
    return {
        "name": writable(name) if isinstance(name, str) else "",
        "args": args if fits else {"": ""},
        "id": writable(call_id) if isinstance(call_id, str) and writable(call_id) else f"call-{number}",
    }
