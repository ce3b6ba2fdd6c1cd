"""Routes of automated processes."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from behflow.api.deps import Edge, EdgeDep, ReadingDep, services
from behflow.processes.schemas import (
    ExecutionOut,
    ExecutionPage,
    ExecutionQuery,
    PreviewOut,
    ProcessCreate,
    ProcessList,
    ProcessOut,
    ProcessPreview,
    ProcessUpdate,
)
from behflow.processes.service import AutomatedProcessService

router = APIRouter(prefix="/api/v1/processes", tags=["processes"])


def _service(edge: Edge) -> AutomatedProcessService:
    return AutomatedProcessService(edge.session, edge.actor, services(edge.request).settings)


@router.get("", response_model=ProcessList)
async def list_processes(edge: EdgeDep) -> Response:
    """What Behflow does by itself, and when."""
    return await edge.reply(200, {"processes": await _service(edge).list()})


@router.post("", response_model=ProcessOut, status_code=201)
async def create_process(edge: EdgeDep, process: ProcessCreate) -> Response:
    """Make a process out of words such as "every friday at 4 pm move what is left to monday"."""
    return await edge.reply(201, await _service(edge).create(process))


@router.post("/preview", response_model=PreviewOut)
async def preview_process(edge: ReadingDep, process: ProcessPreview) -> Response:
    """What a process would do and when, without making it or changing anything."""
    return await edge.reply(200, await _service(edge).preview(process))


@router.patch("/{process_id}", response_model=ProcessOut)
async def update_process(edge: EdgeDep, process_id: UUID, update: ProcessUpdate) -> Response:
    """Switch a process on or off, or give it another name, other words, or another time of day or zone."""
    return await edge.reply(200, await _service(edge).update(process_id, update))


@router.delete("/{process_id}", status_code=204)
async def delete_process(edge: EdgeDep, process_id: UUID) -> Response:
    """Remove a process of one's own; what its runs did stays and can still be taken back."""
    await _service(edge).delete(process_id)
    return await edge.reply(204)


@router.post("/{process_id}/execute", response_model=ExecutionOut)
async def execute_process(edge: EdgeDep, process_id: UUID) -> Response:
    """Run a process now. The id of the run is the turn by which ``/api/v1/undo`` takes its changes back."""
    run = await _service(edge).execute(process_id)
    edge.request.scope["turn_id"] = run["id"]  # what Behflow-Turn names is what can be undone
    return await edge.reply(200, run)


@router.get("/{process_id}/executions", response_model=ExecutionPage)
async def list_executions(edge: ReadingDep, process_id: UUID, query: Annotated[ExecutionQuery, Query()]) -> Response:
    """Runs of a process, the latest first."""
    return await edge.reply(200, await _service(edge).executions(process_id, query))
