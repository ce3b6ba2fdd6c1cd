"""Routes of the assistant's settings: who answers in the chat, and what that used."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response

from behflow.agent.models.check import check
from behflow.agent.texts import Words
from behflow.api.deps import CallerDep, ReadingDep, changing, services
from behflow.chat.assistant import AssistantService, check_own
from behflow.chat.assistant_schemas import AssistantOut, AssistantUpdate, CheckOut, UsageOut, UsageQuery
from behflow.chat.usage import UsageService
from behflow.ids import new_id

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


@router.post("/check", response_model=CheckOut)
async def check_model(caller: CallerDep) -> Response:
    """Ask the first model for a word, to see whether address, name and key are right. Counts as usage."""
    actor, settings, agent = caller.actor, caller.services.settings, caller.services.agent
    async with caller.database.transaction() as session:
        choice = await AssistantService(session, actor, settings).choice()
    found = await check(choice, agent.pool, Words.of(actor, agent.clock()))
    async with caller.database.transaction() as session:
        await UsageService(session, actor, settings.timezone).record(new_id(), found.calls_made)
    shown = asdict(found)
    del shown["calls_made"]
    return caller.reply(200, shown)


@router.get("/usage", response_model=UsageOut)
async def usage(edge: ReadingDep, query: Annotated[UsageQuery, Query()]) -> Response:
    """Calls, tokens and cost per day and model, the newest day first."""
    settings = services(edge.request).settings
    found = await UsageService(edge.session, edge.actor, settings.timezone).by_day(query.days)
    return await edge.reply(200, {"days": found})
