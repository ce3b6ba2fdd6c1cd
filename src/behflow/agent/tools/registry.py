"""The tools by name: what they take, what kind they are, and how a model is told about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from behflow.agent.state import Change, Json, Kind, Outcome
from behflow.agent.tools.call import Call
from behflow.agent.tools.plan_day import break_down, plan
from behflow.agent.tools.planning import Planner
from behflow.agent.tools.processes import create_process, list_processes, switch_process
from behflow.agent.tools.reads import list_tasks, search
from behflow.agent.tools.remembering import forget, recall, remember, suggest_memory
from behflow.agent.tools.schemas import (
    AddTask,
    AddTasks,
    BreakDown,
    CompleteTask,
    CreateProcess,
    DelegateTo,
    DeleteTask,
    Forget,
    ListProcesses,
    ListTasks,
    PlanDay,
    Recall,
    RedoLast,
    Remember,
    ReopenTask,
    RescheduleTasks,
    Search,
    SuggestMemory,
    SwitchProcess,
    UndoLast,
    UpdateTask,
)
from behflow.agent.tools.undo import redo_last, undo_last
from behflow.schemas import Schema

Plan = Callable[[Planner, Any], Awaitable[list[Change]]]
Read = Callable[[Call, Any], Awaitable[Outcome]]
Scope = Literal["tasks:read", "tasks:write", "processes:read", "processes:write", "chat"]


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. It has either ``plan`` (the changes it would make, which policy then runs or asks about) or ``read``
    (its outcome at once: looking things up, undoing, and what is a proposal in any case).

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
    refers: str = "task"
    """The argument that says which row is meant, and takes its id."""

    @property
    def description(self) -> str:
        """What a model is told that the tool does."""
        return (self.takes.__doc__ or "").strip()


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool("add_task", "change", AddTask, Planner.add, title="Add a task"),
        Tool("add_tasks", "change", AddTasks, Planner.add_several, title="Add several tasks"),
        Tool("update_task", "change", UpdateTask, Planner.update, title="Change tasks"),
        Tool("list_tasks", "read", ListTasks, read=list_tasks, title="Show tasks", idempotent=True, scope="tasks:read"),
        Tool("search", "read", Search, read=search, title="Search tasks", idempotent=True, scope="tasks:read"),
        Tool("delete_task", "change", DeleteTask, Planner.delete, title="Move tasks to the trash", destructive=True),
        Tool("complete_task", "change", CompleteTask, Planner.complete, title="Complete tasks", idempotent=True),
        Tool("reopen_task", "change", ReopenTask, Planner.reopen, title="Reopen tasks", idempotent=True),
        Tool("reschedule_tasks", "change", RescheduleTasks, Planner.reschedule, title="Reschedule tasks"),
        Tool("plan_day", "change", PlanDay, read=plan, title="Plan a day"),
        Tool("break_down_task", "change", BreakDown, break_down, title="Break a task down"),
        Tool("remember", "change", Remember, remember, title="Remember", idempotent=True, scope="chat"),
        Tool("recall", "read", Recall, read=recall, title="Recall", idempotent=True, scope="chat"),
        Tool("forget", "change", Forget, forget, title="Forget", destructive=True, scope="chat", refers="memory"),
        Tool("create_process", "change", CreateProcess, create_process, title="Automate", scope="processes:write"),
        Tool(
            "list_processes",
            "read",
            ListProcesses,
            read=list_processes,
            title="Show automations",
            idempotent=True,
            scope="processes:read",
        ),
        Tool(
            "switch_process",
            "change",
            SwitchProcess,
            switch_process,
            title="Switch an automation",
            idempotent=True,
            scope="processes:write",
            refers="process",
        ),
        Tool("undo_last", "undo", UndoLast, read=undo_last, title="Undo"),
        Tool("redo_last", "undo", RedoLast, read=redo_last, title="Redo"),
    )
}


SECOND_NAMES = {
    "update_tasks": "update_task",
    "complete_tasks": "complete_task",
    "reopen_tasks": "reopen_task",
    "reschedule_task": "reschedule_tasks",
    "delete_tasks": "delete_task",
    "search_tasks": "search",
}
"""Names that a model may call a tool by as well; it is told of one only."""
_REFERRING = frozenset({"task", "tasks", "ordinal", "last", "all"})


def find(name: str) -> Tool | None:
    """A tool by either of its names."""
    return SUGGEST if name == SUGGEST.name else TOOLS.get(SECOND_NAMES.get(name, name))


def arguments(name: str, args: Json) -> Json:
    """The arguments as meant: a filter under a name for several is about all that it matches."""
    filtered = any(key.startswith("where_") for key in args)
    several = name.endswith("_tasks") and name != "list_tasks"
    return {**args, "all": True} if several and filtered and not _REFERRING & args.keys() else args


def flat(schema: Any, parts: Json | None = None) -> Any:
    """A JSON schema without what a model does not need: titles, defaults, nulls, references, and limits that the server
    checks."""
    if isinstance(schema, list):
        return [flat(one, parts) for one in schema]
    if not isinstance(schema, dict):
        return schema
    parts = schema.get("$defs", parts) or {}
    if "$ref" in schema:
        inner = flat(parts[schema["$ref"].rpartition("/")[2]], parts)
        return {key: value for key, value in inner.items() if key != "description"}
    some = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    if len(some) == 1:
        return flat({**some[0], **{key: value for key, value in schema.items() if key != "anyOf"}}, parts)
    return {
        key: {name: flat(one, parts) for name, one in value.items()} if key == "properties" else flat(value, parts)
        for key, value in schema.items()
        if key not in _UNTOLD
    }


_UNTOLD = frozenset(
    {"title", "default", "maxLength", "minLength", "minimum", "maximum", "maxItems", "minItems", "$defs"}
)


DELEGATE = Tool("delegate", "read", DelegateTo, title="Ask a planner, reviewer or coach", scope="chat")
"""Known only to the graph, which runs it itself: no model may think while a transaction is open."""


SUGGEST = Tool(
    "suggest_memory", "read", SuggestMemory, read=suggest_memory, title="Suggest something to remember", scope="chat"
)
"""Told only to language models of users who want suggestions."""


@cache
def described(names: frozenset[str] | None = None, *, delegates: bool = False, suggests: bool = False) -> list[Json]:
    """The tools, or those of these names, as language models are told about them."""
    more = (*([DELEGATE] if delegates else ()), *([SUGGEST] if suggests else ()))
    return [
        {
            "type": "function",
            "function": {"name": tool.name, "description": tool.description, "parameters": _parameters(tool)},
        }
        for tool in (*TOOLS.values(), *more)
        if names is None or tool.name in names or tool in more
    ]


def _parameters(tool: Tool) -> Json:
    schema: Json = flat(tool.takes.model_json_schema())
    del schema["description"]
    return schema
