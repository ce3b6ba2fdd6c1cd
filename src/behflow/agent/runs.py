"""Turns as they happen: what a browser may read while they run, and again when its connection broke."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid5

Json = dict[str, Any]
Event = tuple[int, Json]

EVENTS_MOST = 10_000
"""Events of one run that are kept; of a longer one the streamed words are dropped, since its answer holds them all."""

RUNS_MOST = 500
"""Finished runs a process keeps for readers that come back; older ones are told from the stored answer."""

KEEP_ALIVE = 15.0
"""Seconds after which a reader of a silent run gets a sign of life."""


def run_id_of(user_id: UUID, key: str) -> UUID:
    """The id of the run that a user's Idempotency-Key stands for (RFC 9562 version 5)."""
    return uuid5(user_id, key)


class Run:
    """One turn: its events so far, its result when it is done, and a way to stop it."""

    task: asyncio.Task[Json]

    def __init__(self, run_id: UUID, user_id: UUID, *, silent: bool = False) -> None:
        self.id = run_id
        self.silent = silent
        self.user_id = user_id
        self.events: list[Json] = []
        self.finished = False
        self.stopped = False
        self.cut = False
        """True when the stop came before the turn was done."""
        self._waiting: set[asyncio.Future[None]] = set()
        self._thinking: asyncio.Task[Any] | None = None

    def emit(self, event: Json) -> None:
        """Add an event; whoever reads along gets it at once."""
        full = len(self.events) >= EVENTS_MOST and event["type"] == "TEXT_MESSAGE_CONTENT"
        if self.silent or full:
            return
        self.events.append(event)
        self._ring()

    def said(self, session_id: UUID) -> None:
        """The message is stored: the run is one now."""
        self.emit({"type": "RUN_STARTED", "threadId": str(session_id), "runId": str(self.id)})

    def finish(self) -> None:
        """Nothing more will come."""
        self.finished = True
        self._ring()

    async def begun(self) -> None:
        """Wait until the message is stored. Raises what kept it from being stored."""
        async for _ in self.follow():
            return
        await asyncio.shield(self.task)

    def _ring(self) -> None:
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    def stop(self) -> None:
        """End the thinking. A tool call that has begun is brought to its end, and the answer tells what was done."""
        self.stopped = True
        if self._thinking is not None:
            self._thinking.cancel()

    async def think(self, work: Callable[[], Any]) -> Any:
        """Do the part of the turn that may be stopped. Raises CancelledError when it was."""
        if self.stopped:
            raise asyncio.CancelledError
        self._thinking = asyncio.create_task(work(), name=f"behflow-turn-{self.id}")
        try:
            return await self._thinking
        finally:
            self._thinking = None

    async def follow(self, after: int = 0, keep_alive: float = KEEP_ALIVE) -> AsyncIterator[Event | None]:
        """The events behind a number, as they come, with None as a sign of life; ends with the run."""
        loop = asyncio.get_running_loop()
        while True:
            while after < len(self.events):
                after += 1
                yield after, self.events[after - 1]
            if self.finished:
                return
            waiting: asyncio.Future[None] = loop.create_future()
            self._waiting.add(waiting)
            try:
                async with asyncio.timeout(keep_alive):
                    await waiting
            except TimeoutError:
                yield None
            finally:
                self._waiting.discard(waiting)


class Runs:
    """The runs of this process."""

    def __init__(self) -> None:
        self._running: dict[UUID, Run] = {}
        self._finished: OrderedDict[UUID, Run] = OrderedDict()

    def add(self, run: Run) -> None:
        """Keep a run that begins."""
        self._running[run.id] = run

    def done(self, run: Run) -> None:
        """A run ended; one that told anything can be read again for a while."""
        run.finish()
        self._running.pop(run.id, None)
        if run.events:
            self._finished[run.id] = run
            while len(self._finished) > RUNS_MOST:
                self._finished.popitem(last=False)

    def find(self, run_id: UUID, user_id: UUID) -> Run | None:
        """A run of this process and this user."""
        run = self._running.get(run_id) or self._finished.get(run_id)
        return run if run is not None and run.user_id == user_id else None

    def stop(self, run_id: UUID) -> None:
        """Stop a run if it is here."""
        with suppress(KeyError):
            self._running[run_id].stop()
