"""Routes of the chat. No transaction is open while a message is answered; the agent opens its own, one per step."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from behflow.api.deps import CallerDep, EdgeDep, ReadingDep
from behflow.chat.schemas import ChatAnswer, ChatInput, MessagePage, PageQuery, ProposalAnswer, SessionPage
from behflow.chat.service import ChatService

router = APIRouter(prefix="/api/v1/chat", tags=["chat"])


@router.post("", response_model=ChatAnswer)
async def say(caller: CallerDep, given: ChatInput) -> Response:
    """Say something. The answer tells what was done; without ``session_id`` a new conversation begins."""
    agent = caller.services.agent
    return await caller.once(200, lambda: agent.turn(caller.actor, given.message, given.session_id))


@router.get("/sessions", response_model=SessionPage)
async def sessions(edge: ReadingDep, page: Annotated[PageQuery, Query()]) -> Response:
    """Your conversations, newest first."""
    found, cursor = await ChatService(edge.session, edge.actor).sessions(page.cursor, page.limit)
    return await edge.reply(200, {"sessions": found, "next_cursor": cursor})


@router.get("/sessions/{session_id}/messages", response_model=MessagePage)
async def messages(edge: ReadingDep, session_id: UUID, page: Annotated[PageQuery, Query()]) -> Response:
    """The latest messages of a conversation in the order they were said; the cursor leads to older ones."""
    found, cursor = await ChatService(edge.session, edge.actor).messages(session_id, page.cursor, page.limit)
    return await edge.reply(200, {"messages": found, "next_cursor": cursor})


@router.delete("/sessions/{session_id}", status_code=204)
async def delete_session(edge: EdgeDep, session_id: UUID) -> Response:
    """Remove a conversation. What was done in it stays done."""
    await ChatService(edge.session, edge.actor).delete(session_id)
    return await edge.reply(204)


@router.post("/proposals/{proposal_id}", response_model=ChatAnswer)
async def answer_proposal(caller: CallerDep, proposal_id: UUID, given: ProposalAnswer) -> Response:
    """Say yes or no to a proposal: once, while it is open, to all of it or to the ``changes`` that are listed."""
    agent = caller.services.agent
    return await caller.once(200, lambda: agent.answer_proposal(caller.actor, proposal_id, given.answer, given.changes))
