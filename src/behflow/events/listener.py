"""The doorbell: one LISTEN connection per process. A ring says only "look"; a poll behind it is the guarantee."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from typing import Any

import asyncpg
from sqlalchemy import URL

EVENTS = "behflow_events"
"""Rung by the database itself whenever events are written."""

ACCOUNTS = "behflow_accounts"
"""Rung when a session ends or an account changes, so that nobody goes on with what they no longer are."""

STOPS = "behflow_stops"
"""Rung with the id of a turn of the chat that its user stopped; the process that runs it hears."""

POLL = 5.0
"""Seconds after which the callbacks run although nothing rang, since a notification can be lost."""

RETRY = 0.5
"""Seconds between two attempts to get a lost connection back."""

log = logging.getLogger(__name__)


class Listener:
    """Calls a function with what its channel rang with, and every few seconds anyway with nothing."""

    def __init__(self, url: URL, callbacks: Mapping[str, Callable[[str], None]]) -> None:
        self._url = url
        self._callbacks = dict(callbacks)
        self._task: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()

    async def start(self) -> None:
        """Begin to listen, in the background."""
        self._task = asyncio.create_task(self._run(), name="behflow-listener")

    async def stop(self) -> None:
        """Stop listening and close the connection."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    def _ring(self, _connection: Any, _pid: int, channel: str, payload: object) -> None:
        self._callbacks[channel](str(payload))

    def _ring_all(self) -> None:
        for callback in self._callbacks.values():
            callback("")

    async def _run(self) -> None:
        while True:
            try:
                await self._listen()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                self.ready.clear()
                log.debug("The listener lost its connection", extra={"reason": str(error)})
            await asyncio.sleep(RETRY)

    async def _listen(self) -> None:
        url = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(url, timeout=5, server_settings={"application_name": "behflow-listener"})
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _: lost.set())
        try:
            for channel in self._callbacks:
                await connection.add_listener(channel, self._ring)
            self.ready.set()
            while not lost.is_set():
                self._ring_all()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), POLL)
                    break
                await connection.execute("SELECT 1")
        finally:
            self.ready.clear()
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=1)
