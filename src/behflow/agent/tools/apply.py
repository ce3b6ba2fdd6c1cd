"""Carrying out planned changes through the service, in the transaction of the call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from behflow.agent.state import Applied, Change, Json
from behflow.agent.texts import Words
from behflow.agent.tools.planning import describe
from behflow.chat.memory import MemoryService
from behflow.chat.schemas import Subject
from behflow.config import Settings
from behflow.processes.schemas import ProcessCreate
from behflow.processes.service import AutomatedProcessService
from behflow.tasks.projects import ProjectService
from behflow.tasks.schemas import TaskCreate, TaskUpdate
from behflow.tasks.service import TaskService


async def apply(tasks: TaskService, change: Change, words: Words, settings: Settings, *, exact: bool) -> Applied:
    """Make one change of whatever subject, in the transaction of ``tasks``. ``exact``: only if the row is still as it
    was when the change was planned.

    Raises NotFound, Forbidden, StaleVersion and InvalidInput.
    """
    if change.subject == "process":
        return await _process(tasks, change, words, settings)
    return await APPLY[change.subject](tasks, change, words, exact)


async def _task(tasks: TaskService, change: Change, words: Words, exact: bool) -> Applied:
    expected = change.version if exact or change.exact else None
    fields: Json = dict(change.fields)
    made = False
    if change.project is not None:
        projects = ProjectService(tasks.session, tasks.actor)
        found = await projects.find(change.project)
        made = found is None
        fields["project_id"] = str(found or await projects.find_or_create(change.project))
    detail = words.join(describe(change.fields, words, change.project, new=made))
    more: dict[str, Any] = {"detail": detail, "project": change.project, "new_project": made}
    if change.op == "added":
        return Applied("added", await tasks.create(TaskCreate.model_validate(fields)), **more)
    task_id = UUID(change.task_id)
    if change.op == "updated":
        updated = await tasks.update(task_id, TaskUpdate.model_validate(fields), expected)
        op = "completed" if fields.get("status") == "completed" else "updated"
        return Applied(op, updated, old_name=change.name if updated["name"] != change.name else "", **more)  # type: ignore[arg-type]
    if change.op == "completed":
        done = await tasks.complete(task_id, expected)
        return Applied("completed", done["task"], next=done["next"])
    if change.op == "reopened":
        return Applied("reopened", await tasks.reopen(task_id, expected))
    if change.op == "deleted":
        return Applied("deleted", await tasks.delete(task_id, expected))
    return Applied("restored", await tasks.restore(task_id, expected))


async def _memory(tasks: TaskService, change: Change, words: Words, exact: bool) -> Applied:
    service = MemoryService(tasks.session, tasks.actor)
    if change.op == "added":
        memory = await service.remember(change.fields["text"])
    else:
        memory = await service.forget(UUID(change.task_id), change.version)
    return Applied(change.op, {**memory, "name": memory["text"]}, subject="memory")


async def _process(tasks: TaskService, change: Change, words: Words, settings: Settings) -> Applied:
    service = AutomatedProcessService(tasks.session, tasks.actor, settings, tasks.now)
    if change.op == "added":
        made = await service.create(ProcessCreate(words=change.fields["words"]))
        return Applied("added", made, change.detail, subject="process")
    on = change.fields["enabled"]
    switched = await service.switch(UUID(change.task_id), enabled=on)
    return Applied("updated", switched, words.say("on" if on else "off"), subject="process")


Apply = Callable[[TaskService, Change, Words, bool], Awaitable[Applied]]
APPLY: dict[Subject, Apply] = {"task": _task, "memory": _memory}
