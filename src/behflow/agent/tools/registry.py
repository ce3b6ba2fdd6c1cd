"""The tools by name: what they take, what kind they are, and how a model is told about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from behflow.agent.state import Change, Json, Kind
from behflow.agent.tools.planning import Planner
from behflow.agent.tools.schemas import (
    AddTask,
    CompleteTask,
    DeleteTask,
    ListTasks,
    ReopenTask,
    UndoLast,
    UpdateTask,
)
from behflow.schemas import Schema

Plan = Callable[[Planner, Any], Awaitable[list[Change]]]


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. Changing ones plan; reading and undoing are run by name."""

    name: str
    kind: Kind
    takes: type[Schema]
    plan: Plan | None = None

    @property
    def deletes(self) -> bool:
        """True for the tool whose calls are counted as deletes."""
        return self.name == "delete_task"


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool("add_task", "change", AddTask, Planner.add),
        Tool("update_task", "change", UpdateTask, Planner.update),
        Tool("list_tasks", "read", ListTasks),
        Tool("delete_task", "change", DeleteTask, Planner.delete),
        Tool("complete_task", "change", CompleteTask, Planner.complete),
        Tool("reopen_task", "change", ReopenTask, Planner.reopen),
        Tool("undo_last", "undo", UndoLast),
    )
}


def described() -> list[Json]:
    """The tools as language models are told about them."""
    return [
        {
            "type": "function",
            "function": {
                "name": tool.name,
                "description": (tool.takes.__doc__ or "").strip(),
                "parameters": tool.takes.model_json_schema(),
            },
        }
        for tool in TOOLS.values()
    ]


DESCRIBED = described()
