"""Entry: what the conversation remembers, and whether the message answers something that is open."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langgraph.runtime import Runtime
from langgraph.types import Command

from behflow.agent.approvals import approve
from behflow.agent.engine import cues
from behflow.agent.engine.stems import stem
from behflow.agent.history import MESSAGES, conversation
from behflow.agent.matching import words_of
from behflow.agent.profiles import brief
from behflow.agent.prompts import system_prompt
from behflow.agent.state import AgentState, Json, Memory, Outcome, RunContext
from behflow.agent.tools.registry import find
from behflow.agent.tools.schemas import unreferred
from behflow.auth.service import still
from behflow.chat.proposals import ProposalService
from behflow.chat.service import ChatService, Line
from behflow.errors import Conflict
from behflow.language import parse_command
from behflow.language.patterns import split

SHORT = 60
"""An answer to "which one?" or "shall I?" is short; longer messages are commands of their own."""

Next = Literal["intent", "tool_execution", "response"]


async def entry(state: AgentState, runtime: Runtime[RunContext]) -> Command[Next]:
    """Load what came before; carry out a typed yes or no; complete a call that was asked back about.

    Raises Unauthenticated when the sign-in of the turn ended while it waited.
    """
    context = runtime.context
    if context.request is not None:
        return Command(goto="intent", update={"messages": await messages(context, [])})
    lines: list[Line] = []
    if not context.said.new_session:
        async with context.database.reading() as session:
            await still(session, context.actor)  # others may have been answered before
            chat = ChatService(session, context.actor)
            lines = await chat.recent(context.said.session_id, context.said.message_id, MESSAGES)
    memory = remembered(lines)
    update: AgentState = {"memory": memory, "messages": await messages(context, lines)}
    if len(context.message) <= SHORT:
        if memory.proposal:
            outcome = await _answered(context)
            if outcome is not None:
                return Command(goto="response", update={**update, "outcomes": [outcome]})
        if memory.pending is not None:
            call = _chosen(context, memory)
            if call is not None:
                return Command(goto="tool_execution", update={**update, "calls": [call]})
    return Command(goto="intent", update=update)


async def messages(context: RunContext, lines: list[Line]) -> list[BaseMessage]:
    """The conversation as a model reads it; the built-in engine looks at the last message only."""
    own = HumanMessage(context.request or context.message)
    if not context.models.reads_history:
        return [own]
    return [SystemMessage(await system_prompt(context, brief(context))), *conversation(lines), own]


def remembered(lines: list[Line]) -> Memory:
    """What the last answers left behind; the newest of each kind counts."""
    memory = Memory()
    answers = [line.memory for line in lines if line.role == "assistant"]
    for kept in answers:
        if not memory.listed and kept.get("listed"):
            memory = replace(memory, listed=tuple(kept["listed"]))
        if not memory.touched and kept.get("touched"):
            memory = replace(memory, touched=tuple(kept["touched"]))
        if not memory.noted and kept.get("noted"):
            memory = replace(memory, noted=tuple(kept["noted"]))
        if kept.get("proposal"):
            memory = replace(memory, proposal=True)
        if kept.get("foreign"):
            memory = replace(memory, foreign=True)
    if answers:
        pending, candidates = answers[0].get("pending"), answers[0].get("candidates") or ()
        memory = replace(memory, pending=pending, candidates=tuple(candidates), did=answers[0].get("did"))
    return memory


async def _answered(context: RunContext) -> Outcome | None:
    """The user's typed yes or no, when exactly one proposal is open. A model never gets here."""
    local = context.now.astimezone(ZoneInfo(context.words.zone))
    op = parse_command(context.message, local, context.words.zone, context.words.settings).op
    off = op == "undo_last" and context.message.strip(" .!") in _CALLED_OFF
    if op not in ("confirm", "reject", "leave") and not off:
        return None
    async with context.database.transaction() as session:
        proposals = ProposalService(session, context.actor)
        found = await proposals.open_in(context.said.session_id)
        if off and len(found) != 1:
            return None
        if len(found) != 1:
            return Outcome("proposal", "change", "nothing", label="no_proposal")
        try:
            if op in ("reject", "leave") or off:
                await proposals.claim(found[0], "rejected")
                return Outcome("proposal", "change", "nothing", label="rejected")
            return (await approve(session, context.actor, found[0], context.now, context.words, context.settings))[1]
        except Conflict:
            return Outcome("proposal", "change", "nothing", label="closed")


def _chosen(context: RunContext, memory: Memory) -> Json | None:
    """The call that was asked back about, with the task that the user now named."""
    tool = find(memory.pending["name"]) if memory.pending else None
    both = " ".join(words_of(context.message)) in _BOTH and len(memory.candidates) > 1
    if memory.pending is not None and both and tool is not None and tool.refers == "task":
        ids = [c["task_id"] for c in memory.candidates]
        return {"name": tool.name, "args": unreferred(memory.pending["args"]) | {"tasks": ids}, "id": "chosen"}
    task_id = choice(context, memory)
    if task_id is None or memory.pending is None:
        return None
    asked: Json = memory.pending["args"]
    if asked.get("tasks"):
        named = [task_id if said == memory.pending.get("said") else said for said in asked["tasks"]]
        return {"name": memory.pending["name"], "args": {**asked, "tasks": named}, "id": "chosen"}
    subject = tool.refers if tool else "task"
    return {"name": memory.pending["name"], "args": unreferred(asked) | {subject: task_id}, "id": "chosen"}


_CALLED_OFF = frozenset({"لغوش کن"})
"""Takes back what was done, but turns down what is only proposed."""
_BOTH = frozenset({"both", "both of them", "all of them", "هر دو", "هردو", "هر دوتا", "هر دوتاش", "هر دوتاشون"})


def choice(context: RunContext, memory: Memory) -> str | None:
    """The candidate that a message names: its button, its id, its number, or its place in words."""
    said = " ".join(context.message.split()).casefold().strip(" .!\"'“”«»")
    named = [c["task_id"] for c in memory.candidates if said in (c["name"].casefold(), c["task_id"])]
    if len(named) == 1:
        return str(named[0])
    try:
        UUID(said)
        return None
    except ValueError:
        pass
    named = _by_words(said, memory)
    if len(named) == 1:
        return named[0]
    place = int(said) if said.isdecimal() and len(said) < 4 else _place(context, said)
    if place is None:
        return None
    index = place - 1 if place > 0 else len(memory.candidates) + place
    return str(memory.candidates[index]["task_id"]) if 0 <= index < len(memory.candidates) and place else None


def _by_words(said: str, memory: Memory) -> list[str]:
    """The candidates that have all of these words: "the contract one"."""
    wanted = {stem(word.norm) for word in split(said) if word.norm not in cues.CHOOSING}
    if not wanted:
        return []
    return [str(c["task_id"]) for c in memory.candidates if wanted <= {stem(word) for word in words_of(c["name"])}]


def _place(context: RunContext, said: str) -> int | None:
    """The number in words such as "the second one"; the command grammar knows them."""
    local = context.now.astimezone(ZoneInfo(context.words.zone))
    for frame in ("complete {}", "{} انجام شد"):
        command = parse_command(frame.format(said), local, context.words.zone, context.words.settings)
        reference = command.reference
        if command.op == "complete_task" and reference is not None and reference.ordinal and not reference.text:
            return reference.ordinal
    return None
