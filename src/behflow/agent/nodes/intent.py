"""Intent: the chat model picks tools and words. It decides nothing and writes nothing."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Literal

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime
from langgraph.types import Command

from behflow.agent import guard
from behflow.agent.state import AgentState, Json, RunContext
from behflow.agent.tools.registry import DESCRIBED

log = logging.getLogger(__name__)

ARGUMENT_LIMIT = 50_000
"""Characters of one call's arguments that are looked at; longer ones are answered as not understood."""

Next = Literal["tool_execution", "response"]


async def intent(state: AgentState, runtime: Runtime[RunContext]) -> Command[Next]:
    """One model call, within the budget of the turn."""
    context = runtime.context
    context.progress.enter("intent")
    used = state.get("model_calls", 0)
    if used >= guard.MODEL_CALLS:
        return Command(goto="response", update={"fault": "too_long"})
    try:
        async with asyncio.timeout_at(context.deadline):
            said = await context.model.bind_tools(DESCRIBED).ainvoke(state["messages"])
    except TimeoutError:
        return Command(goto="response", update={"fault": "timeout"})
    except Exception:
        # Whatever a model or its provider does wrong, the turn ends with a plain sentence; the log has the rest.
        log.exception("the chat model failed")
        return Command(goto="response", update={"fault": "fault"})
    calls = calls_of(said)
    update: AgentState = {"messages": [said], "model_calls": used + 1, "calls": calls}
    return Command(goto="tool_execution" if calls else "response", update=update)


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
        "name": name if isinstance(name, str) else "",
        "args": args if fits else {"": ""},
        "id": call_id if isinstance(call_id, str) and call_id else f"call-{number}",
    }
