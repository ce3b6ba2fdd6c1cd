"""Routes of the chat. No transaction is open while a message is answered; the agent opens its own, one per step."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from behflow.agent.runs import Event, Json
from behflow.api.deps import Caller, CallerDep, EdgeDep, ReadingDep
from behflow.chat.schemas import ChatAnswer, ChatInput, MessagePage, PageQuery, ProposalAnswer, SessionPage
from behflow.chat.service import ChatService

router = APIRouter(prefix="/api/v1/chat", tags=["chat"])


@router.post("", response_model=ChatAnswer)
async def say(caller: CallerDep, given: ChatInput) -> Response:
    """Say something. The answer tells what was done; without ``session_id`` a new conversation begins."""
    agent = caller.services.agent
    return await caller.once(200, lambda: agent.turn(caller.actor, given.message, given.session_id))


class EventStream(StreamingResponse):
    """Server-sent events of a turn. Ends early when what its caller signed in with has ended."""

    media_type = "text/event-stream"
    caller: Caller

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events. Raises TooManyRequests before the first of them."""
        with self.caller.services.agent.runs.reading(self.caller.actor.user_id):
            await super().__call__(scope, receive, send)


def _streamed(caller: Caller, events: AsyncIterator[Event | None]) -> EventStream:
    # Without the header nginx would hold the events back until its buffer is full.
    stream = EventStream(_lines(_let_in(caller, events)), headers={"X-Accel-Buffering": "no"})
    stream.caller = caller
    return stream


async def _let_in(caller: Caller, events: AsyncIterator[Event | None]) -> AsyncIterator[Event | None]:
    async for event in events:
        if not await caller.stands():
            return
        yield event


async def _lines(events: AsyncIterator[Event | None]) -> AsyncIterator[bytes]:
    async for event in events:
        yield b": still here\n\n" if event is None else b"id: %d\ndata: %s\n\n" % (event[0], _encoded(event[1]))


def _encoded(event: Json) -> bytes:
    try:
        return orjson.dumps(event)
    except TypeError:  # a model may stream half of a surrogate pair, which only an escape can carry
        return json.dumps(event).encode()


@router.post("/stream", response_class=EventStream)
async def say_streaming(caller: CallerDep, given: ChatInput) -> Response:
    """Say something and read the answer as it comes, as server-sent events with AG-UI names.

    Going away stops nothing. The same ``Idempotency-Key`` is the same turn, told again from its beginning.
    """
    agent = caller.services.agent
    await caller.first()
    try:
        return _streamed(caller, await agent.stream(caller.actor, given, caller.key))
    except Exception:
        await caller.release()
        raise


@router.get("/runs/{run_id}/events", response_class=EventStream)
async def run_events(
    caller: CallerDep, run_id: UUID, last_event_id: Annotated[int, Header(ge=0, le=1_000_000)] = 0
) -> Response:
    """The events of a turn behind ``Last-Event-ID``, and those to come."""
    return _streamed(caller, await caller.services.agent.events(caller.actor, run_id, last_event_id))


@router.post("/runs/{run_id}/cancel", status_code=202)
async def cancel_run(caller: CallerDep, run_id: UUID) -> Response:
    """Stop a turn. What it has done stays done and is told; the turn ends a moment later."""
    await caller.services.agent.stop(caller.actor, run_id)
    return caller.reply(202, {"run_id": str(run_id)})


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
