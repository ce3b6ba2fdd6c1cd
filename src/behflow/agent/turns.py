"""Whose turn it is: messages of one conversation are answered one after the other, in the order they came."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from behflow.actor import Actor
from behflow.agent.gate import Gate
from behflow.chat.service import ChatService, Said
from behflow.errors import Conflict

WAIT_SECONDS = 180.0
POLL_SECONDS = 0.05
POLL_LIMIT = 0.5


@dataclass(slots=True)
class _Line:
    """The two queues of one conversation in this process: to be stored, and to be answered."""

    store: asyncio.Lock = field(default_factory=asyncio.Lock)
    answer: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Turns:
    """Lets one turn per conversation run, here by a queue and among several processes by a claim that expires.

    While a turn waits, or a model thinks, no connection is held.
    """

    def __init__(self, database: Gate) -> None:
        self.database = database
        self._lines: dict[UUID, _Line] = {}

    @asynccontextmanager
    async def turn(
        self,
        actor: Actor,
        message: str,
        session_id: UUID | None,
        turn_id: UUID,
        stored: Callable[[UUID], None],
    ) -> AsyncIterator[tuple[Said, dt.datetime | None]]:
        """Store the message, then wait until it is its turn; gives the claim, or None when waiting took too long.

        ``stored`` is told the conversation as soon as the message is safe.

        Raises NotFound for a conversation that is not the actor's.
        """
        if session_id is None:
            async with self.database.transaction() as session:
                said = await ChatService(session, actor).say(message, None, turn_id)
            stored(said.session_id)
            yield said, said.claim
            return
        line = self._lines.setdefault(session_id, _Line())
        line.waiting += 1
        try:
            async with line.store, self.database.transaction() as session:
                first = not line.answer.locked()
                said = await ChatService(session, actor).say(message, session_id, turn_id, claim=first)
            stored(said.session_id)
            # Locks of asyncio are fair, so turns are answered in the order in which their messages were stored.
            async with line.answer:
                yield said, said.claim or await self._claim(actor, said)
        finally:
            line.waiting -= 1
            if not line.waiting:
                self._lines.pop(session_id, None)

    async def _claim(self, actor: Actor, said: Said) -> dt.datetime | None:
        loop = asyncio.get_running_loop()
        until, pause = loop.time() + WAIT_SECONDS, POLL_SECONDS
        while True:
            async with self.database.transaction() as session:
                claim = await ChatService(session, actor).claim(said.session_id, said.message_id)
            if claim is not None or loop.time() > until:
                return claim
            await asyncio.sleep(pause)
            pause = min(POLL_LIMIT, pause * 1.5)


def busy() -> Conflict:
    """The answer to a message whose turn did not come."""
    return Conflict("The messages before this one are still being answered. Try again in a moment.")
