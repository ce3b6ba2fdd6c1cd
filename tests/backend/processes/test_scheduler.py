"""The scheduler only ticks."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from behflow.config import Settings
from behflow.database.engine import Database
from behflow.worker import scheduler
from behflow.worker.scheduler import Scheduler


async def test_it_ticks_at_once_and_goes_on_after_a_failure(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks: list[dt.datetime] = []
    enough = asyncio.Event()

    async def tick(_database: Database, _settings: Settings, now: dt.datetime) -> None:
        ticks.append(now)
        if len(ticks) == 3:
            enough.set()
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(scheduler, "tick", tick)
    monkeypatch.setattr(scheduler, "TICK", dt.timedelta(milliseconds=20))
    clock = Scheduler(database, settings)
    clock.start()
    async with asyncio.timeout(10):
        await enough.wait()
    await clock.stop()
    assert all(now.tzinfo is not None for now in ticks)


async def test_stopping_lets_a_run_end(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def tick(_database: Database, _settings: Settings, _now: dt.datetime) -> None:
        begun.set()
        await go_on.wait()
        ended.set()

    monkeypatch.setattr(scheduler, "tick", tick)
    clock = Scheduler(database, settings)
    clock.start()
    async with asyncio.timeout(10):
        await begun.wait()
        stopping = asyncio.create_task(clock.stop())
        await asyncio.sleep(0)
        go_on.set()
        await stopping
    assert ended.is_set()


async def test_what_does_not_end_is_cancelled(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()
    cancelled: list[bool] = []

    async def tick(_database: Database, _settings: Settings, _now: dt.datetime) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    monkeypatch.setattr(scheduler, "tick", tick)
    monkeypatch.setattr(scheduler, "PATIENCE", 0.05)
    clock = Scheduler(database, settings)
    clock.start()
    async with asyncio.timeout(10):
        await begun.wait()
        await clock.stop()
        await clock.stop()
    assert cancelled == [True]


async def test_a_real_tick_makes_the_processes_of_everybody(database: Database, settings: Settings) -> None:
    clock = Scheduler(database, settings)
    clock.start()
    await clock.stop()
