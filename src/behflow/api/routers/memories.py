"""Routes of memories: what the chat remembers about its user."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from behflow.api.deps import EdgeDep, ReadingDep, VersionDep, etag
from behflow.chat.memory import MemoryService
from behflow.chat.memory_schemas import MemoryCreate, MemoryOut, MemoryPage, MemoryQuery, MemoryUpdate

router = APIRouter(prefix="/api/v1/memories", tags=["memories"])


@router.get("", response_model=MemoryPage)
async def list_memories(edge: ReadingDep, query: Annotated[MemoryQuery, Query()]) -> Response:
    """Your memories, newest first; ``q`` searches by the beginnings of words."""
    found, cursor = await MemoryService(edge.session, edge.actor).list(query)
    return await edge.reply(200, {"memories": found, "next_cursor": cursor})


@router.post("", status_code=201, response_model=MemoryOut)
async def create_memory(edge: EdgeDep, memory: MemoryCreate) -> Response:
    """Remember something. What is remembered already is there once."""
    made = await MemoryService(edge.session, edge.actor).remember(memory.text, "rest")
    return await edge.reply(201, made, etag(made["version"]))


@router.patch("/{memory_id}", response_model=MemoryOut)
async def update_memory(edge: EdgeDep, memory_id: UUID, update: MemoryUpdate, expected: VersionDep) -> Response:
    """Change the text, or accept a suggestion with ``status: kept``."""
    changed = await MemoryService(edge.session, edge.actor).update(memory_id, update, expected)
    return await edge.reply(200, changed, etag(changed["version"]))


@router.delete("/{memory_id}", response_model=MemoryOut)
async def forget_memory(edge: EdgeDep, memory_id: UUID, expected: VersionDep) -> Response:
    """Forget something, or turn a suggestion down."""
    return await edge.reply(200, await MemoryService(edge.session, edge.actor).forget(memory_id, expected))
