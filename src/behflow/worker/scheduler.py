"""The clock of one server. APScheduler only ticks; what is due and who does it is decided in ``processes.clock``."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from behflow.config import Settings
from behflow.database.engine import Database
from behflow.processes.clock import purge, tick

TICK = dt.timedelta(seconds=20)
PURGE = dt.timedelta(hours=24)
PATIENCE = 5.0
"""Seconds a run gets to end when the server stops; then it is cancelled and rolled back."""

log = logging.getLogger(__name__)


class Scheduler:
    """Ticks at once and every 20 seconds, and cleans up once a day."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._clock: AsyncIOScheduler | None = None
        self._busy: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to tick, in the background of the running loop."""
        self._clock = AsyncIOScheduler(timezone=dt.UTC)
        for job, every in ((self._tick, TICK), (self._purge, PURGE)):
            self._clock.add_job(
                job,
                "interval",
                seconds=every.total_seconds(),
                next_run_time=dt.datetime.now(dt.UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._clock.start()

    async def stop(self) -> None:
        """Stop ticking; what runs gets a moment to end."""
        if self._clock is None:
            return
        self._clock.pause()
        if self._busy:
            await asyncio.wait(self._busy, timeout=PATIENCE)
        for task in self._busy:
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)
        self._clock.shutdown(wait=False)
        self._clock = None

    async def _tick(self) -> None:
        await self._guarded("tick", lambda: tick(self._database, self._settings, dt.datetime.now(dt.UTC)))

    async def _purge(self) -> None:
        await self._guarded("purge", lambda: purge(self._database, dt.datetime.now(dt.UTC)))

    async def _guarded(self, name: str, job: Callable[[], Awaitable[object]]) -> None:
        task: asyncio.Task[None] = asyncio.create_task(self._quietly(name, job), name=f"behflow-{name}")
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        await asyncio.shield(task)

    async def _quietly(self, name: str, job: Callable[[], Awaitable[object]]) -> None:
        try:
            await job()
        except Exception:  # the next tick tries again; a clock that stops would stop every process
            log.exception("The clock failed", extra={"job": name})
