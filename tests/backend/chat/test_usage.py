"""Usage: what every call of a model took, by the day of the server."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from behflow.chat.usage import UsageService
from behflow.database.engine import Database
from behflow.ids import new_id
from behflow.processes.clock import purge
from tests.factories import World

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Called:
    """A call as the chain of models reports it."""

    provider: str = "openai"
    model: str = "small"
    host: str = "api.openai.com"
    local: bool = False
    input_tokens: int = 1_000
    output_tokens: int = 200
    cached_tokens: int = 0
    cost: Decimal | None = Decimal("0.0012345678")
    estimated: bool = False
    fault: str | None = None
    ms: int = 900


async def test_the_calls_of_today_are_added_up_and_those_of_others_are_not(database: Database, world: World) -> None:
    sara, kian = await world.user(), await world.user()
    async with database.transaction() as session:
        await UsageService(session, sara, now=NOON).record(new_id(), [Called(), Called(fault="timeout", cost=None)])
        await UsageService(session, sara, now=NOON - dt.timedelta(hours=13)).record(new_id(), [Called()])
        await UsageService(session, kian, now=NOON).record(new_id(), [Called(input_tokens=7)])
        await UsageService(session, sara, now=NOON).record(new_id(), [])
        used = await UsageService(session, sara, now=NOON).today()
    assert (used.tokens, used.cost) == (2_400, Decimal("0.0012345678"))
    assert used.resets_at == dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


async def test_the_day_begins_at_midnight_where_the_server_is_whatever_zone_the_user_sets(
    database: Database, world: World
) -> None:
    actor = await world.user(zone="Etc/GMT+12")
    evening = dt.datetime(2026, 11, 23, 21, 0, tzinfo=dt.UTC)  # half past midnight in Tehran
    async with database.transaction() as session:
        await UsageService(session, actor, "Asia/Tehran", evening).record(new_id(), [Called()])
        for zone in ("Etc/GMT+12", "Etc/GMT-14", "UTC"):
            used = await UsageService(session, replace(actor, zone=zone), "Asia/Tehran", NOON).today()
            assert used.tokens == 1_200
            assert used.resets_at == dt.datetime(2026, 11, 24, 20, 30, tzinfo=dt.UTC)


async def test_usage_is_listed_by_day_and_model(database: Database, world: World) -> None:
    actor = await world.user()
    home = Called("ollama", "llama", "127.0.0.1", local=True, cost=None, estimated=True)
    async with database.transaction() as session:
        for days, calls in ((0, [Called(), Called(fault="timeout")]), (1, [home]), (30, [Called()])):
            at = NOON - dt.timedelta(days=days)
            await UsageService(session, actor, now=at).record(new_id(), calls)
        found = await UsageService(session, actor, now=NOON).by_day(30)
        longer = await UsageService(session, actor, now=NOON).by_day(31)
    assert [(d["day"], d["model"], d["calls"], d["faults"], d["input_tokens"]) for d in found] == [
        ("2026-11-24", "small", 2, 1, 2_000),
        ("2026-11-23", "llama", 1, 0, 1_000),
    ]
    assert found[0]["cost"] == 0.0024691356
    assert (found[1]["cost"], found[1]["estimated"], found[1]["local"]) == (None, True, True)
    assert len(longer) == 3


async def test_calls_are_removed_when_no_list_reaches_them_any_more(database: Database, world: World) -> None:
    actor = await world.user()
    async with database.transaction() as session:
        for days in (0, 365, 400):
            await UsageService(session, actor, now=NOON - dt.timedelta(days=days)).record(new_id(), [Called()])
    await purge(database, NOON)
    async with database.reading() as session:
        assert await session.raw.fetchval("SELECT count(*) FROM model_calls") == 2
        assert len(await UsageService(session, actor, now=NOON).by_day(366)) == 2
