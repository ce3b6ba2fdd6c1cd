"""Whether the process lives, and whether it can serve."""

from __future__ import annotations

from fastapi import APIRouter, Response

from behflow import __version__
from behflow.api.deps import AnonymousDep
from behflow.errors import Unavailable

router = APIRouter(tags=["health"])


@router.get("/health")
async def health(anonymous: AnonymousDep) -> Response:
    """The process lives. Never asks the database."""
    return anonymous.reply(200, {"status": "ok", "version": __version__})


@router.get("/ready")
async def ready(anonymous: AnonymousDep) -> Response:
    """The process can serve: the database answers. 503 otherwise."""
    async with anonymous.database.reading() as session:
        if await session.raw.fetchval("SELECT 1") != 1:
            raise Unavailable
    return anonymous.reply(200, {"status": "ready"})
