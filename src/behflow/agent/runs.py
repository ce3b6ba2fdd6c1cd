"""Turns as they happen: what a browser may read while they run, and again when its connection broke."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID, uuid5

import orjson

from behflow.errors import TooManyRequests

Json = dict[str, Any]
Event = tuple[int, Json]

EVENTS_MOST = 10_000
"""Events of one run that are kept; of a longer one the streamed words are dropped, since its answer holds them all."""

STREAMED_MOST = 1_000_000
"""Characters of streamed words and arguments of one run that are kept."""

RUNS_MOST = 500
"""Finished runs a process keeps for readers that come back; older ones are told from the stored answer."""

BYTES_MOST = 16 * 1024 * 1024
"""What they may take together: an answer that lists long tasks has half a million bytes."""

RUNNING_MOST = 100
"""Turns of one user that run or wait at a time in a process."""

READERS_MOST = 100
"""Streams that one user may read at a time from a process."""

_STREAMED = frozenset({"TEXT_MESSAGE_CONTENT", "TOOL_CALL_ARGS"})

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
        self._streamed = 0
        self._waiting: set[asyncio.Future[None]] = set()
        self._thinking: asyncio.Task[Any] | None = None

    def emit(self, event: Json) -> None:
        """Add an event; whoever reads along gets it at once."""
        if self.silent:
            return
        if event["type"] in _STREAMED:
            self._streamed += len(event["delta"])
            if len(self.events) >= EVENTS_MOST or self._streamed > STREAMED_MOST:
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
        self._turns: Counter[UUID] = Counter()
        self._readers: Counter[UUID] = Counter()
        self._finished: OrderedDict[UUID, tuple[Run, int]] = OrderedDict()
        self._bytes = 0

    def add(self, run: Run) -> None:
        """Keep a run that begins. Raises TooManyRequests when many of its user run or wait already."""
        if self._turns[run.user_id] >= RUNNING_MOST:
            raise TooManyRequests(f"{RUNNING_MOST} messages are being answered already. Try again in a moment.", 5)
        self._turns[run.user_id] += 1
        self._running[run.id] = run

    def done(self, run: Run) -> None:
        """A run that was added ended; one that told anything can be read again for a while."""
        run.finish()
        self._running.pop(run.id, None)
        _less(self._turns, run.user_id)
        if run.events:
            size = _size(run.events)
            self._finished[run.id] = (run, size)
            self._bytes += size
            while len(self._finished) > RUNS_MOST or (self._bytes > BYTES_MOST and len(self._finished) > 1):
                self._bytes -= self._finished.popitem(last=False)[1][1]

    @contextmanager
    def reading(self, user_id: UUID) -> Iterator[None]:
        """Read along while the block runs. Raises TooManyRequests when many streams of the user are read already."""
        if self._readers[user_id] >= READERS_MOST:
            raise TooManyRequests(f"{READERS_MOST} streams are open already. Close some of them.", 5)
        self._readers[user_id] += 1
        try:
            yield
        finally:
            _less(self._readers, user_id)

    def find(self, run_id: UUID, user_id: UUID) -> Run | None:
        """A run of this process and this user."""
        run = self._running.get(run_id) or self._finished.get(run_id, (None, 0))[0]
        return run if run is not None and run.user_id == user_id else None

    def stop(self, run_id: UUID) -> None:
        """Stop a run if it is here."""
        with suppress(KeyError):
            self._running[run_id].stop()


def _less(counts: Counter[UUID], user_id: UUID) -> None:
    counts[user_id] -= 1
    if counts[user_id] <= 0:
        del counts[user_id]


def _size(events: list[Json]) -> int:
    try:
        return len(orjson.dumps(events))
    except TypeError:  # half of a surrogate pair
        return len(repr(events))
