"""Routes of tasks: each reads its input, calls the service once and renders the result."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from behflow.api.deps import CallerDep, EdgeDep, ReadingDep, VersionDep, changing, etag
from behflow.tasks.quick_add import QuickAddService
from behflow.tasks.quick_schemas import Parsed, ParseInput, QuickAdded, QuickAddInput
from behflow.tasks.schemas import (
    BulkInput,
    Completed,
    RedoInput,
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


_QUERIES: dict[bytes, TaskQuery] = {}
_QUERIES_LIMIT = 1_000
_QUERY_LENGTH = 500


async def task_query(request: Request) -> TaskQuery:
    """The filters of a list. The same few are asked for over and over, so what was read is remembered."""
    text: bytes = request.scope["query_string"]
    known = _QUERIES.get(text)
    if known is not None:
        return known
    given: dict[str, Any] = {}
    for name in dict.fromkeys(request.query_params):
        values = request.query_params.getlist(name)
        given[name] = values if len(values) > 1 else values[0]
    try:
        query = TaskQuery.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError([{**e, "loc": ("query", *e["loc"])} for e in error.errors()]) from error
    if len(text) <= _QUERY_LENGTH:
        if len(_QUERIES) >= _QUERIES_LIMIT:
            _QUERIES.clear()
        _QUERIES[text] = query
    return query


def _parameters() -> dict[str, Any]:
    schema = TaskQuery.model_json_schema()
    return {
        "parameters": [
            {"name": n, "in": "query", "required": False, "schema": s} for n, s in schema["properties"].items()
        ]
    }


@router.get("/tasks", response_model=TaskPage, openapi_extra=_parameters())
async def list_tasks(caller: CallerDep, query: Annotated[TaskQuery, Depends(task_query)]) -> Response:
    """Tasks by filter, newest first unless ``sort`` says otherwise; ``q`` searches by the beginnings of words."""
    async with caller.database.reading() as session:
        found = await TaskService(session, caller.actor).list_json(query)
    return caller.reply(200, _page(*found))


@router.post("/tasks", status_code=201, response_model=TaskOut)
async def create_task(caller: CallerDep, task: TaskCreate) -> Response:
    """Make a task."""
    async with changing(caller) as edge:
        shown = await TaskService(edge.session, edge.actor).create_json(task)
        task_id = shown.split('"', 4)[3]
        return await edge.reply(201, shown.encode(), {**_etag_of(shown), "Location": f"/api/v1/tasks/{task_id}"})


@router.post("/tasks/quick", status_code=201, response_model=QuickAdded)
async def quick_add(edge: EdgeDep, line: QuickAddInput) -> Response:
    """Make the task that a line of words says, or of several lines a task each, with subtasks: all or none."""
    return await edge.reply(201, await QuickAddService(edge.session, edge.actor).add(line))


@router.post("/tasks/bulk", response_model=TaskList)
async def change_several(edge: EdgeDep, request: BulkInput) -> Response:
    """One action on up to 100 tasks: all of them, or none."""
    return await edge.reply(200, {"tasks": await TaskService(edge.session, edge.actor).bulk(request)})


@router.post("/parse", response_model=Parsed)
async def parse(edge: ReadingDep, line: ParseInput) -> Response:
    """What lines would become, and which characters say what. Changes nothing."""
    return await edge.reply(200, await QuickAddService(edge.session, edge.actor).preview(line.text, line.skip))


@router.post("/undo", response_model=Undone)
async def undo(edge: EdgeDep, request: UndoInput) -> Response:
    """Take a turn of the chat, a run of a process, one request (its Behflow-Turn) or single events back."""
    return await edge.reply(200, asdict(await UndoService(edge.session, edge.actor).undo(request)))


@router.post("/redo", response_model=Undone)
async def redo(edge: EdgeDep, request: RedoInput) -> Response:
    """Do again what was taken back; ``turn_id`` is that of the change, or that of taking it back."""
    return await edge.reply(200, asdict(await UndoService(edge.session, edge.actor).redo(request.turn_id)))


@router.get("/tasks/{task_id}", response_model=TaskOut)
async def get_task(caller: CallerDep, task_id: UUID) -> Response:
    """One task."""
    async with caller.database.reading() as session:
        shown, version = await TaskService(session, caller.actor).get_json(task_id)
    return caller.reply(200, shown.encode(), etag(version))


@router.patch("/tasks/{task_id}", response_model=TaskOut)
async def update_task(caller: CallerDep, task_id: UUID, update: TaskUpdate, expected: VersionDep) -> Response:
    """Change the fields that are sent."""
    async with changing(caller) as edge:
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
