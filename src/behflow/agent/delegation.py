"""Handing a request to a profile: the same graph once more, with less room, and nobody to hand it on to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from langchain_core.runnables import RunnableConfig
from pydantic import ValidationError

from behflow.agent.builder import RECURSION_LIMIT, graph
from behflow.agent.models.reply import Emit
from behflow.agent.state import Delegated, Json, Memory, Outcome, Progress, RunContext
from behflow.agent.tools.planning import fault
from behflow.agent.tools.registry import DELEGATE
from behflow.agent.tools.schemas import DelegateTo

_CONFIG: RunnableConfig = {"recursion_limit": RECURSION_LIMIT}


async def delegate(call: Json, context: RunContext, memory: Memory, before: Sequence[Outcome]) -> Delegated:
    """Run a request as a profile, for the same user and within the same turn. ``before``: the outcomes so far.

    What it changed or proposed is part of the turn; its words go to the model that asked.
    """
    try:
        args = DelegateTo.model_validate(call["args"])
    except ValidationError as error:
        refused = Outcome(DELEGATE.name, "read", "invalid", call["id"], label="invalid", said=fault(error))
        return Delegated(refused, memory)
    progress = Progress(_quiet(context.emit), context.progress.outcomes, tool_seconds=context.progress.tool_seconds)
    inner = replace(context, profile=args.profile, request=args.request, delegate=None, progress=progress)
    state = await graph().ainvoke({"memory": memory, "outer": list(before)}, _CONFIG, context=inner)
    context.progress.tool_seconds = progress.tool_seconds
    return Delegated(
        Outcome(DELEGATE.name, "read", "done", call["id"], said=state["answer"].response),
        state["memory"],
        tuple(state.get("outcomes", ())),
    )


def _quiet(emit: Emit) -> Emit:
    """The steps of the delegate are shown as they happen; its words are not the answer."""

    def tell(event: Json) -> None:
        if event["type"].startswith("TOOL_CALL_") or event.get("name") == "behflow.tasks_changed":
            emit(event)

    return tell
