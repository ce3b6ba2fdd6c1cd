"""Tool execution: check the budget, validate, ask or run, each call in one transaction of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any, Literal

import orjson
from langchain_core.messages import AIMessage, ToolMessage
from langgraph.runtime import Runtime
from langgraph.types import Command

from behflow import telemetry
from behflow.agent import guard
from behflow.agent.profiles import allows
from behflow.agent.receipts import line, sentences
from behflow.agent.references import ids_of
from behflow.agent.state import AgentState, Json, Memory, Outcome, RunContext
from behflow.agent.texts import Words
from behflow.agent.tools.registry import DELEGATE, find
from behflow.agent.tools.run import run

Next = Literal["intent", "response"]


async def tool_execution(state: AgentState, runtime: Runtime[RunContext]) -> Command[Next]:
    """Run the calls of one message in order; what is over the budget is not run at all."""
    context = runtime.context
    context.progress.enter("tools")
    calls = state["calls"]
    used = state.get("tool_calls", 0)
    allowed = calls[: max(0, guard.tool_calls(context) - used)]
    known = [tool for call in calls if (tool := find(call["name"])) is not None]
    deletes = sum(tool.destructive for tool in known)
    changes = sum(tool.kind == "change" for tool in known)
    before = [*state.get("outer", []), *state.get("outcomes", [])]
    memory = state["memory"]
    seen = set(state.get("seen", frozenset()))
    outcomes: list[Outcome] = []
    answers: list[Outcome] = []
    ids: set[str] = set()
    for call in allowed:
        # Within one message an id is a call; small models use the same ids again in the next message.
        step = f"{call['id']} {call['name']} {call['args']!r}"
        if call["id"] in ids or step in seen:
            answers.append(Outcome(call["name"][:64], "read", "duplicate", call["id"]))
            outcomes.append(answers[-1])
            continue
        ids.add(call["id"])
        seen.add(step)
        if context.progress.tool_seconds > guard.TOOL_SECONDS:
            answers.append(Outcome(call["name"][:64], "change" if changes else "read", "timeout", call["id"]))
            outcomes.append(answers[-1])
            continue
        if call["name"] == DELEGATE.name and context.delegate is not None:
            made = await context.delegate(call, context, memory, [*before, *outcomes])
            answers.append(made.outcome)
            outcomes += [*made.inner, made.outcome]
            memory = made.memory
            continue
        # A choice between candidates completes a call of an earlier turn, which went through this already.
        tainted = memory.foreign and isinstance(state["messages"][-1], AIMessage)
        only = guard.asked_for(context.message, context.now, context.words) if tainted else None
        tool = find(call["name"])
        if tool is not None and not allows(context, tool.name):
            call = {**call, "name": ""}
        with telemetry.tool(tool.name if tool else "", call["id"], known=tool is not None) as measured:
            work = run(call, context, memory, [*before, *outcomes], deletes=deletes, changes=changes, only=only)
            outcome = await _whole(work, context)
            measured.code = outcome.code
        answers.append(outcome)
        outcomes.append(outcome)
        memory = following(memory, outcome)
    cut = len(calls) > len(allowed)
    if cut:
        over = {"count": used + len(calls), "limit": guard.tool_calls(context)}
        outcomes.append(Outcome("", "change" if changes else "read", "too_many", args=over))
    update: AgentState = {
        "outcomes": outcomes,
        "memory": memory,
        "tool_calls": used + len(allowed),
        "seen": frozenset(seen),
        "calls": [],
    }
    if cut or not isinstance(state["messages"][-1], AIMessage) or _finished(answers):
        return Command(goto="response", update=update)
    update["messages"] = [_result(outcome, context.words) for outcome in answers]
    return Command(goto="intent", update=update)


async def _whole(work: Coroutine[Any, Any, Outcome], context: RunContext) -> Outcome:
    """One call, to its end even when the turn is stopped meanwhile, so that the answer knows what was committed."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    task = asyncio.create_task(work)
    try:
        return _told(await asyncio.shield(task), context)
    except asyncio.CancelledError:
        _told(await task, context)
        raise
    finally:
        context.progress.tool_seconds += loop.time() - began


def _told(outcome: Outcome, context: RunContext) -> Outcome:
    context.progress.outcomes.append(outcome)
    content = orjson.dumps({"code": outcome.code, "line": line(outcome, context.words)}).decode()
    result = {"messageId": f"{outcome.call_id}-result", "toolCallId": outcome.call_id, "content": content}
    context.emit({"type": "TOOL_CALL_RESULT", **result})
    if outcome.applied:
        ids = [applied.task["id"] for applied in outcome.applied if applied.subject == "task"]
        context.emit({"type": "CUSTOM", "name": "behflow.tasks_changed", "value": {"ids": ids}})
    return outcome


def _finished(outcomes: list[Outcome]) -> bool:
    """True when every call was a change and nothing is left to say: the receipt is the answer."""
    return all(outcome.kind != "read" and outcome.code in ("done", "waiting") for outcome in outcomes)


def following(memory: Memory, outcome: Outcome) -> Memory:
    """What later calls of the same turn mean by "it" and "the second"."""
    memory = replace(memory, foreign=memory.foreign or outcome.foreign)
    touched = tuple(applied.task["id"] for applied in outcome.applied if applied.subject == "task")
    if touched:
        return replace(memory, touched=touched)
    if outcome.code == "listed":
        ids = ids_of(outcome.tasks)
        return replace(memory, listed=ids, touched=ids if len(ids) == 1 else memory.touched)
    return memory


def _result(outcome: Outcome, words: Words) -> ToolMessage:
    """The outcome as the model reads it: what happened, and for lists the rows as data."""
    text = outcome.said if outcome.tool == DELEGATE.name else "\n".join(sentences(outcome, words))
    body: Json = {"code": outcome.code, "text": text}
    if outcome.tasks:
        body["tasks"] = [
            {"number": number, **{name: task[name] for name in ("id", "name", "status", "priority", "due")}}
            for number, task in enumerate(outcome.tasks, 1)
        ]
    if outcome.candidates:
        body["candidates"] = list(outcome.candidates)
    return ToolMessage(orjson.dumps(body).decode(), tool_call_id=outcome.call_id, name=outcome.tool or "unknown")
