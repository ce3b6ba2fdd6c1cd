"""Response: the words of the answer, from what was committed."""

from __future__ import annotations

from dataclasses import replace

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from behflow import telemetry
from behflow.agent import guard, receipts
from behflow.agent.engine.calls import REFERRING
from behflow.agent.receipts import changes_of, line, sentences
from behflow.agent.references import ids_of
from behflow.agent.state import AgentState, Answer, Change, Json, Outcome, RunContext
from behflow.agent.texts import writable
from behflow.chat.model_specs import BUILT_IN
from behflow.chat.schemas import PROPOSAL_LIMIT

_UNCHANGED = frozenset({"not_found", "invalid", "forbidden", "unknown_tool", "timeout", "too_many"})
"""Failures after which it is said that nothing was changed; the sentences of the others tell it themselves."""

SPOKEN = 8_000
"""Longest answer that a model's own words may make."""


async def response(state: AgentState, runtime: Runtime[RunContext]) -> AgentState:
    """The closing words of a turn that came to its end."""
    runtime.context.progress.enter("response")
    return {"answer": closing(state, runtime.context)}


def closing(state: AgentState, context: RunContext) -> Answer:
    """A turn that tried to change something says only what its outcomes say; other words are the model's, checked."""
    outcomes = state.get("outcomes", [])
    planned = [change for outcome in outcomes for change in outcome.planned]
    kept = planned[:PROPOSAL_LIMIT]
    attempted = any(outcome.kind != "read" for outcome in outcomes)
    fault = state.get("fault")
    said: list[str] = []
    if attempted or fault or not _spoken(state):
        said = [s for outcome in outcomes for s in sentences(outcome, context.words)]
    unknown = any(outcome.code == "unknown_tool" for outcome in outcomes) and bool(said)
    if (
        (attempted or unknown)
        and not kept
        and not any(o.applied for o in outcomes)
        and {o.code for o in outcomes} & _UNCHANGED
    ):
        said.append(context.words.say("nothing_changed"))
    if kept:
        said.append(receipts.waiting(kept, context.words, len(planned) - len(kept)))
    if fault:
        said += _faulty(fault, outcomes, context)
    elif not attempted and not said:
        said = _words(state, outcomes, context)
    return replace(
        _answer(said, outcomes, kept, context),
        answered_by=state.get("answered_by"),
        calls_made=tuple(context.models.calls_made),
        notices=tuple(state.get("notices", ())),
        steps=tuple({"tool": o.tool, "line": line(o, context.words)} for o in outcomes if o.tool),
    )


def _spoken(state: AgentState) -> str:
    last = state["messages"][-1]
    return writable(str(last.text)).strip() if isinstance(last, AIMessage) else ""


def _words(state: AgentState, outcomes: list[Outcome], context: RunContext) -> list[str]:
    spoken = _spoken(state)
    by = state.get("answered_by")
    if by is not None and by.engine == BUILT_IN:  # speaks sentences of this program only
        return [spoken]
    if spoken and not guard.claims_change(spoken):
        return [spoken[:SPOKEN]]
    if spoken:
        telemetry.claim_blocked()
    kept = context.words.say("claim_dropped" if spoken else "nothing_changed")
    return [kept, *(s for o in outcomes for s in sentences(o, context.words))]


def _faulty(fault: str, outcomes: list[Outcome], context: RunContext) -> list[str]:
    changed = any(outcome.applied for outcome in outcomes)
    said = [context.words.say(fault, limit=guard.model_calls(context))]
    return said if changed else [*said, context.words.say("nothing_changed")]


def _answer(said: list[str], outcomes: list[Outcome], kept: list[Change], context: RunContext) -> Answer:
    tasks: dict[str, Json] = {}
    for outcome in outcomes:
        for task in (*(a.task for a in outcome.applied if a.subject == "task"), *outcome.tasks):
            tasks[task["id"]] = task
        for applied in outcome.applied:
            if applied.next is not None:
                tasks[applied.next["id"]] = applied.next
    asked = next((outcome for outcome in reversed(outcomes) if outcome.candidates), None)
    return Answer(
        response="\n".join(dict.fromkeys(s for s in said if s)) or context.words.say("nothing_changed"),
        tasks=tuple(tasks.values()),
        changes=tuple(changes_of(outcomes)),
        proposed=tuple(kept),
        candidates=asked.candidates if asked else (),
        memory=_memory(outcomes, asked, kept),
    )


def _memory(outcomes: list[Outcome], asked: Outcome | None, kept: list[Change]) -> Json:
    memory: Json = {}
    listed = next((outcome for outcome in reversed(outcomes) if outcome.code == "listed"), None)
    if listed is not None:
        memory["listed"] = list(ids_of(listed.tasks))
        if len(listed.tasks) == 1:
            memory["touched"] = memory["listed"]
    touched = [a.task["id"] for outcome in outcomes for a in outcome.applied if a.subject == "task"]
    noted = [a.task["id"] for o in outcomes for a in o.applied if a.subject == "memory" and a.op == "added"]
    noted += [memory_id for outcome in outcomes for memory_id in outcome.noted]
    if noted:
        memory["noted"] = noted
    did = next((o for o in reversed(outcomes) if o.applied and o.tool in REFERRING), None)
    if did is not None:
        memory["did"] = {"name": did.tool, "args": did.args}
    if touched:
        memory["touched"] = list(dict.fromkeys(touched))
    if asked is not None:
        memory["candidates"] = list(asked.candidates)
        memory["pending"] = {"name": asked.tool, "args": asked.args, "said": asked.said}
    if kept:
        memory["proposal"] = True
    if any(outcome.foreign for outcome in outcomes):
        memory["foreign"] = True
    undoes = [turn for outcome in outcomes for turn in outcome.undoes]
    if undoes:
        memory["undoes"] = undoes
    redoes = [turn for outcome in outcomes for turn in outcome.redoes]
    if redoes:
        memory["redoes"] = redoes
    return memory
