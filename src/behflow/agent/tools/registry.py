"""The tools by name: what they take, what kind they are, and how a model is told about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from behflow.agent.state import Change, Json, Kind, Outcome
from behflow.agent.tools.call import Call
from behflow.agent.tools.planning import Planner
from behflow.agent.tools.reads import list_tasks
from behflow.agent.tools.schemas import (
    AddTask,
    CompleteTask,
    DeleteTask,
    ListTasks,
    ReopenTask,
    UndoLast,
    UpdateTask,
)
from behflow.agent.tools.undo import undo_last
from behflow.schemas import Schema

Plan = Callable[[Planner, Any], Awaitable[list[Change]]]
Read = Callable[[Call, Any], Awaitable[Outcome]]
Scope = Literal["tasks:read", "tasks:write", "processes:read", "processes:write", "chat"]


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. It has either ``plan`` (the changes it would make, which policy then runs or asks about) or ``read``
    (its outcome at once: looking things up, and undoing).

    ``title``: its name for people. ``destructive``: calls count as deletes. ``idempotent``: a second call with the same
    arguments changes nothing more. ``scope``: what a token must be allowed to do.
    """

    name: str
    kind: Kind
    takes: type[Schema]
    plan: Plan | None = None
    read: Read | None = None
    title: str = ""
    destructive: bool = False
    idempotent: bool = False
    scope: Scope = "tasks:write"

    @property
    def description(self) -> str:
        """What a model is told that the tool does."""
        return (self.takes.__doc__ or "").strip()


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool("add_task", "change", AddTask, Planner.add, title="Add a task"),
        Tool("update_task", "change", UpdateTask, Planner.update, title="Change a task"),
        Tool("list_tasks", "read", ListTasks, read=list_tasks, title="Show tasks", idempotent=True, scope="tasks:read"),
        Tool("delete_task", "change", DeleteTask, Planner.delete, title="Move a task to the trash", destructive=True),
        Tool("complete_task", "change", CompleteTask, Planner.complete, title="Complete a task", idempotent=True),
        Tool("reopen_task", "change", ReopenTask, Planner.reopen, title="Reopen a task", idempotent=True),
        Tool("undo_last", "undo", UndoLast, read=undo_last, title="Undo"),
    )
}


def described() -> list[Json]:
    """The tools as language models are told about them."""
    return [
        {
            "type": "function",
            "function": {
                "name": tool.name,
                "description": tool.description,
                "parameters": tool.takes.model_json_schema(),
            },
        }
        for tool in TOOLS.values()
    ]


DESCRIBED = described()
