"""Routes of tasks: each reads its input, calls the service once and renders the result."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Response

from behflow.api.deps import EdgeDep, ReadingDep, VersionDep, etag
from behflow.tasks.quick_add import QuickAddService
from behflow.tasks.schemas import (
    BulkInput,
    Completed,
    Parsed,
    ParseInput,
    QuickAdded,
    QuickAddInput,
    TaskCreate,
    TaskList,
    TaskOut,
    TaskPage,
    TaskQuery,
    TaskReplace,
    TaskUpdate,
    UndoInput,
    Undone,
)
from behflow.tasks.service import TaskService
from behflow.tasks.undo import UndoService

router = APIRouter(prefix="/api/v1", tags=["tasks"])


def _etag_of(shown: str) -> dict[str, str]:
    # PostgreSQL writes the version last, so the JSON need not be read again to find it.
    return etag(int(shown[shown.rindex(":") + 1 : -1]))


def _page(texts: list[str], cursor: str | None) -> bytes:
    return b'{"tasks":[%b],"next_cursor":%b}' % (",".join(texts).encode(), orjson.dumps(cursor))


@router.get("/tasks", response_model=TaskPage)
async def list_tasks(edge: ReadingDep, query: Annotated[TaskQuery, Query()]) -> Response:
    """Tasks by filter, newest first unless ``sort`` says otherwise; ``q`` searches by the beginnings of words."""
    return await edge.reply(200, _page(*await TaskService(edge.session, edge.actor).list_json(query)))


@router.post("/tasks", status_code=201, response_model=TaskOut)
async def create_task(edge: EdgeDep, task: TaskCreate) -> Response:
    """Make a task."""
    shown = await TaskService(edge.session, edge.actor).create_json(task)
    task_id = shown.split('"', 4)[3]
    return await edge.reply(201, shown.encode(), {**_etag_of(shown), "Location": f"/api/v1/tasks/{task_id}"})


@router.post("/tasks/quick", status_code=201, response_model=QuickAdded)
async def quick_add(edge: EdgeDep, line: QuickAddInput) -> Response:
    """Make the task that a line of words says."""
    return await edge.reply(201, await QuickAddService(edge.session, edge.actor).add(line))


@router.post("/tasks/bulk", response_model=TaskList)
async def change_several(edge: EdgeDep, request: BulkInput) -> Response:
    """One action on up to 100 tasks: all of them, or none."""
    return await edge.reply(200, {"tasks": await TaskService(edge.session, edge.actor).bulk(request)})


@router.post("/parse", response_model=Parsed)
async def parse(edge: ReadingDep, line: ParseInput) -> Response:
    """What a line would become, and which characters say what. Changes nothing."""
    return await edge.reply(200, await QuickAddService(edge.session, edge.actor).preview(line.text, line.skip))


@router.post("/undo", response_model=Undone)
async def undo(edge: EdgeDep, request: UndoInput) -> Response:
    """Take a turn of the chat, a run of a process, one request (its Behflow-Turn) or single events back."""
    done = await UndoService(edge.session, edge.actor).undo(request)
    return await edge.reply(200, {"tasks": done.tasks, "conflicts": done.conflicts})


@router.get("/tasks/{task_id}", response_model=TaskOut)
async def get_task(edge: ReadingDep, task_id: UUID) -> Response:
    """One task."""
    shown, version = await TaskService(edge.session, edge.actor).get_json(task_id)
    return await edge.reply(200, shown.encode(), etag(version))


@router.patch("/tasks/{task_id}", response_model=TaskOut)
async def update_task(edge: EdgeDep, task_id: UUID, update: TaskUpdate, expected: VersionDep) -> Response:
    """Change the fields that are sent."""
    shown = await TaskService(edge.session, edge.actor).update_json(task_id, update, expected)
    return await edge.reply(200, shown.encode(), _etag_of(shown))


@router.put("/tasks/{task_id}", response_model=TaskOut)
async def replace_task(edge: EdgeDep, task_id: UUID, task: TaskReplace, expected: VersionDep) -> Response:
    """Set every field."""
    return await _one(edge, await TaskService(edge.session, edge.actor).replace(task_id, task, expected))


@router.delete("/tasks/{task_id}", response_model=TaskOut)
async def delete_task(edge: EdgeDep, task_id: UUID, expected: VersionDep) -> Response:
    """Move a task with its subtasks to the trash."""
    return await _one(edge, await TaskService(edge.session, edge.actor).delete(task_id, expected))


@router.post("/tasks/{task_id}/complete", response_model=Completed)
async def complete_task(edge: EdgeDep, task_id: UUID, expected: VersionDep) -> Response:
    """Complete a task with its subtasks; one that repeats makes its next occurrence."""
    done = await TaskService(edge.session, edge.actor).complete(task_id, expected)
    return await edge.reply(200, done, etag(done["task"]["version"]))


@router.post("/tasks/{task_id}/reopen", response_model=TaskOut)
async def reopen_task(edge: EdgeDep, task_id: UUID, expected: VersionDep) -> Response:
    """Take a completion back."""
    return await _one(edge, await TaskService(edge.session, edge.actor).reopen(task_id, expected))


@router.post("/tasks/{task_id}/restore", response_model=TaskOut)
async def restore_task(edge: EdgeDep, task_id: UUID, expected: VersionDep) -> Response:
    """Take a task out of the trash."""
    return await _one(edge, await TaskService(edge.session, edge.actor).restore(task_id, expected))


async def _one(edge: EdgeDep, task: dict[str, Any]) -> Response:
    return await edge.reply(200, task, etag(task["version"]))
