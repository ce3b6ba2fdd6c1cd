"""Routes of projects and tags."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from behflow.api.deps import EdgeDep, ReadingDep, VersionDep, etag
from behflow.tasks.projects import ProjectService
from behflow.tasks.schemas import ProjectCreate, ProjectList, ProjectOut, ProjectUpdate, TagList

router = APIRouter(prefix="/api/v1", tags=["projects"])


@router.get("/projects", response_model=ProjectList)
async def list_projects(edge: ReadingDep) -> Response:
    """Every project, with the number of its open tasks."""
    return await edge.reply(200, {"projects": await ProjectService(edge.session, edge.actor).all()})


@router.post("/projects", status_code=201, response_model=ProjectOut)
async def create_project(edge: EdgeDep, project: ProjectCreate) -> Response:
    """Make a project."""
    made = await ProjectService(edge.session, edge.actor).create(project)
    return await edge.reply(201, made, {**etag(made["version"]), "Location": f"/api/v1/projects/{made['id']}"})


@router.get("/projects/{project_id}", response_model=ProjectOut)
async def get_project(edge: ReadingDep, project_id: UUID) -> Response:
    """One project."""
    found = await ProjectService(edge.session, edge.actor).get(project_id)
    return await edge.reply(200, found, etag(found["version"]))


@router.patch("/projects/{project_id}", response_model=ProjectOut)
async def update_project(edge: EdgeDep, project_id: UUID, update: ProjectUpdate, expected: VersionDep) -> Response:
    """Change the fields that are sent."""
    changed = await ProjectService(edge.session, edge.actor).update(project_id, update, expected)
    return await edge.reply(200, changed, etag(changed["version"]))


@router.delete("/projects/{project_id}", response_model=ProjectOut)
async def delete_project(edge: EdgeDep, project_id: UUID, expected: VersionDep) -> Response:
    """Take a project away; its tasks move to the inbox."""
    return await edge.reply(200, await ProjectService(edge.session, edge.actor).delete(project_id, expected))


@router.get("/tags", response_model=TagList)
async def list_tags(edge: ReadingDep) -> Response:
    """Every tag in use, with the number of its open tasks."""
    return await edge.reply(200, {"tags": await ProjectService(edge.session, edge.actor).tags()})
