"""Profiles: the same assistant with another brief and fewer tools, for a conversation or for one delegated request."""

from __future__ import annotations

from dataclasses import dataclass

from behflow.agent.state import Json, RunContext
from behflow.agent.tools.registry import DELEGATE, SUGGEST, described
from behflow.chat.schemas import ProfileName

_LOOK = frozenset({"list_tasks", "search", "recall"})
_CHANGE = frozenset({"add_task", "add_tasks", "update_task", "reschedule_tasks", "undo_last", "redo_last"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What a model is told to be, and the tools it has."""

    prompt: str
    tools: frozenset[str]


PROFILES: dict[ProfileName, Profile] = {
    "planner": Profile(
        "You are the planner. Look at what is due, overdue and without a date, and propose when to do it with "
        "plan_day. Respect deadlines, lengths and what is planned already. Do not complete or delete anything.",
        _LOOK | _CHANGE | {"plan_day", "break_down_task"},
    ),
    "reviewer": Profile(
        "You are the reviewer. Go through the list, name what is overdue, stale, doubled or unclear, and suggest what "
        "to complete, move, reword or drop. Change only what the user agrees to.",
        _LOOK | _CHANGE | {"complete_task", "reopen_task", "delete_task", "list_processes"},
    ),
    "coach": Profile(
        "You are the coach. Help the user to begin: ask what is in the way, offer the smallest next step, break large "
        "tasks down. Be brief and kind. Do not move or delete tasks.",
        _LOOK | {"add_task", "break_down_task", "remember", "undo_last", "redo_last"},
    ),
}


def brief(context: RunContext) -> str:
    """What a model is told about the profile of this run; empty without one."""
    return PROFILES[context.profile].prompt if context.profile is not None else ""


def allows(context: RunContext, tool: str) -> bool:
    """Whether this run has a tool."""
    if tool == DELEGATE.name:
        return context.delegate is not None
    if tool == SUGGEST.name:
        return context.models.suggests
    return context.profile is None or tool in PROFILES[context.profile].tools


def tools(context: RunContext) -> list[Json]:
    """The tools of this run as its model is told about them."""
    names = None if context.profile is None else PROFILES[context.profile].tools
    return described(names, delegates=context.delegate is not None, suggests=context.models.suggests)
