"""Routes of saved filters."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from behflow.api.deps import EdgeDep, ReadingDep, VersionDep, etag
from behflow.tasks.filter_schemas import FilterCheck, FilterChecked, FilterCreate, FilterList, FilterOut, FilterUpdate
from behflow.tasks.saved_filters import SavedFilterService

router = APIRouter(prefix="/api/v1", tags=["filters"])


@router.get("/filters", response_model=FilterList)
async def list_filters(edge: ReadingDep) -> Response:
    """Every saved filter. Its tasks are those of ``/api/v1/tasks?filter=`` with its query."""
    return await edge.reply(200, {"filters": await SavedFilterService(edge.session, edge.actor).all()})


@router.post("/filters", status_code=201, response_model=FilterOut)
async def create_filter(edge: EdgeDep, saved: FilterCreate) -> Response:
    """Save a filter."""
    made = await SavedFilterService(edge.session, edge.actor).create(saved)
    return await edge.reply(201, made, {**etag(made["version"]), "Location": f"/api/v1/filters/{made['id']}"})


@router.post("/filters/check", response_model=FilterChecked)
async def check_filter(edge: ReadingDep, typed: FilterCheck) -> Response:
    """How many tasks a filter shows, or what is wrong with it at which character. Changes nothing."""
    return await edge.reply(200, await SavedFilterService(edge.session, edge.actor).check(typed.query))


@router.get("/filters/{filter_id}", response_model=FilterOut)
async def get_filter(edge: ReadingDep, filter_id: UUID) -> Response:
    """One saved filter."""
    found = await SavedFilterService(edge.session, edge.actor).get(filter_id)
    return await edge.reply(200, found, etag(found["version"]))


@router.patch("/filters/{filter_id}", response_model=FilterOut)
async def update_filter(edge: EdgeDep, filter_id: UUID, update: FilterUpdate, expected: VersionDep) -> Response:
    """Change the fields that are sent."""
    changed = await SavedFilterService(edge.session, edge.actor).update(filter_id, update, expected)
    return await edge.reply(200, changed, etag(changed["version"]))


@router.delete("/filters/{filter_id}", response_model=FilterOut)
async def delete_filter(edge: EdgeDep, filter_id: UUID, expected: VersionDep) -> Response:
    """Take a saved filter away; its tasks stay as they are."""
    return await edge.reply(200, await SavedFilterService(edge.session, edge.actor).delete(filter_id, expected))
