"""Routes of the assistant's settings: who answers in the chat, and what that used."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from behflow.api.deps import CallerDep, ReadingDep, changing, services
from behflow.chat.assistant import AssistantService, check_own
from behflow.chat.assistant_schemas import AssistantOut, AssistantUpdate, UsageOut, UsageQuery
from behflow.chat.usage import UsageService

router = APIRouter(prefix="/api/v1/assistant", tags=["assistant"])


@router.get("", response_model=AssistantOut)
async def show(edge: ReadingDep) -> Response:
    """Who answers in your chat, what leaves the house, and what is left of the day's budget. Never a key."""
    settings = services(edge.request).settings
    return await edge.reply(200, await AssistantService(edge.session, edge.actor, settings).show())


@router.patch("", response_model=AssistantOut)
async def update(caller: CallerDep, given: AssistantUpdate) -> Response:
    """Change what is sent. ``own`` sets a model of your own where the server allows it, null removes it."""
    settings = caller.services.settings
    if given.own is not None:
        await check_own(given.own, settings)
    async with changing(caller) as edge:
        return await edge.reply(200, await AssistantService(edge.session, edge.actor, settings).update(given))


@router.get("/usage", response_model=UsageOut)
async def usage(edge: ReadingDep, query: Annotated[UsageQuery, Query()]) -> Response:
    """Calls, tokens and cost per day and model, the newest day first."""
    settings = services(edge.request).settings
    found = await UsageService(edge.session, edge.actor, settings.timezone).by_day(query.days)
    return await edge.reply(200, {"days": found})
