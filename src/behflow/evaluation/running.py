"""Running dialogues against the real chat, on a database that is thrown away."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import make_url

from behflow.agent.agent import ChatAgent
from behflow.config import Settings
from behflow.database.embedded import EmbeddedPostgres
from behflow.database.engine import Database
from behflow.database.migrate import migrate
from behflow.evaluation.judging import Turn, Verdict, judge
from behflow.evaluation.suite import Dialogue, Pick
from behflow.evaluation.worlds import make, now_in, read

AT_ONCE = 4
"""Dialogues that run beside each other."""


@asynccontextmanager
async def throw_away() -> AsyncIterator[Database]:
    """A database of its own, gone afterwards. The user's data is not looked at."""
    with tempfile.TemporaryDirectory(prefix="behflow-eval-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - the server runs as an account of its own when we are root
        server = EmbeddedPostgres(Path(folder) / "postgres")
        try:
            url = await asyncio.to_thread(server.start)
            await migrate(make_url(url).set(drivername="postgresql"))
            database = Database(url, pool_size=AT_ONCE * 2)
            try:
                yield database
            finally:
                await database.close()
        finally:
            await asyncio.to_thread(server.stop)


async def run(database: Database, settings: Settings, dialogues: Sequence[Dialogue]) -> list[Verdict]:
    """Hold every dialogue, each as a user of its own; the verdicts in the order of the dialogues."""
    agents = {
        zone: ChatAgent(database, settings, clock=lambda zone=zone: now_in(zone))  # type: ignore[misc]
        for zone in {d.world.zone for d in dialogues}
    }
    free = asyncio.Semaphore(AT_ONCE)

    async def one(dialogue: Dialogue) -> Verdict:
        async with free:
            return await _hold(database, agents[dialogue.world.zone], dialogue)

    try:
        return list(await asyncio.gather(*(one(dialogue) for dialogue in dialogues)))
    finally:
        for agent in agents.values():
            await agent.close()


async def baseline(database: Database, dialogues: Sequence[Dialogue]) -> list[Verdict]:
    """The verdicts on an assistant that never does, asks or says anything."""
    verdicts = []
    for dialogue in dialogues:
        state = await read(database, await make(database, dialogue.world))
        verdicts.append(judge(dialogue, state, state, [Turn(str(said)) for said in dialogue.told.say]))
    return verdicts


async def _hold(database: Database, agent: ChatAgent, dialogue: Dialogue) -> Verdict:
    actor = await make(database, dialogue.world)
    before = await read(database, actor)
    turns: list[Turn] = []
    session_id: UUID | None = None
    shown: list[str] = []
    for said in dialogue.told.say:
        words = _number(said, shown) if isinstance(said, Pick) else said
        began = time.perf_counter()
        answer = await agent.turn(actor, words, session_id)
        ms = (time.perf_counter() - began) * 1000
        session_id = UUID(answer["session_id"])
        shown = [candidate["name"] for candidate in answer["candidates"]]
        sent = answer.get("sent", [])
        response = answer["response"]
        turns.append(
            Turn(
                words,
                response,
                asked=bool(answer["proposal"] or shown or "?" in response or "؟" in response),
                changed=bool(answer["receipt"]["changes"]),
                ms=ms,
                tokens=sum(row["input_tokens"] + row["output_tokens"] for row in sent),
                cost=None if any(row["cost"] is None for row in sent) else sum(float(row["cost"]) for row in sent),
            )
        )
    return judge(dialogue, before, await read(database, actor), turns)


def _number(pick: Pick, shown: Sequence[str]) -> str:
    return str(shown.index(pick.pick) + 1) if pick.pick in shown else pick.pick
