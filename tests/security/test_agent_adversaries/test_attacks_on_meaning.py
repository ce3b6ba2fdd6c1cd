"""Attacks through memories that are found by meaning: real vectors, and an embedding model that has turned as well."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pydantic import SecretStr

from behflow.agent.agent import ChatAgent
from behflow.chat.memory_vectors import prepare
from behflow.config import Settings
from behflow.database.embedded import EmbeddedPostgres
from behflow.database.engine import Database
from tests.agent.conftest import ScriptedModel, calls
from tests.agent.wire.conftest import KEY
from tests.backend.chat.test_memory_vectors import server
from tests.security.test_agent_adversaries import invariants
from tests.security.test_agent_adversaries.arena import Arena, Subject
from tests.security.test_agent_adversaries.attacks import NOTHING
from tests.security.test_agent_adversaries.conftest import fresh
from tests.security.test_agent_adversaries.invariants import Played, in_time, written
from tests.security.test_agent_adversaries.page import Page
from tests.security.test_agent_adversaries.places import NOW
from tests.tiny_embedder import TinyEmbedder, tiny_embedder

__all__ = ["server"]

ASKED = "what do you remember?"


@pytest.fixture(scope="module")
async def meaning(server: tuple[EmbeddedPostgres, str], worker_id: str) -> AsyncIterator[Arena]:
    """The same world on a database in which memories have vectors."""
    async with fresh(server[1], worker_id) as url:
        assert await asyncio.to_thread(server[0].create_extension, "vector", str(url.database))
        database = Database(url.render_as_string(hide_password=False), pool_size=5)
        try:
            assert await prepare(database)
            yield await Arena.build(database, vectors=True)
        finally:
            await database.close()


VECTORS: dict[str, Callable[[str], list[Any]]] = {
    "all-the-same": lambda text: [1.0, 1.0, 1.0],
    "close-to-others": lambda text: [1.0, 0.0, 0.0] if "mine" not in text else [0.0, 1.0, 0.0],
    "other-lengths": lambda text: [1.0] * (1 + len(text) % 3),
    "no-numbers": lambda text: ["NaN", None, "1]'::vector; --"],
}
QUERIES = ("memory", "{say} memory", "{id}", "{user}", "' OR user_id = '{user}")


@asynccontextmanager
async def recalling(
    arena: Arena, instance: Settings, embedder: TinyEmbedder, script: Callable[[Subject], list[Any]]
) -> AsyncIterator[Played]:
    """A user whose memories are found by meaning, and a model that plays a script."""
    named = {"embeddings": "openai:topics", "embeddings_base_url": embedder.url}
    chosen = instance.model_copy(update={**named, "embeddings_api_key": SecretStr(KEY)})
    subject = await arena.subject()
    model = ScriptedModel(script=script(subject), shown=[])
    agent = ChatAgent(arena.database, chosen, clock=lambda: NOW, models=lambda now, words: model)
    await agent.prepare()
    assert agent.embeddings is not None
    if embedder.status == 200:
        for one in arena.others[:-1]:  # they have asked before, so their memories have vectors; the last one's has none
            assert await agent.embeddings.meaning(one.actor, "memory", lambda _: None)
    assert "south 3" not in str(embedder.asked), "I10: a memory was sent for somebody else's question"
    embedder.asked.clear()
    before = (await arena.checksum(subject), await arena.own(subject))
    yield Played(arena, agent, subject, model, *before, keys=(KEY,), sent=embedder.asked)
    await agent.close()
    await arena.forget(subject)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("vector", VECTORS)
async def test_a55_vectors_of_memories_of_another_user(
    vector: str, query: str, meaning: Arena, instance: Settings, shown: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(subject: Subject) -> list[Any]:
        other = subject.others[QUERIES.index(query)]
        ask = {"query": query.format(say="north 2", id=other.memory, user=other.user), "limit": 20}
        asks = [calls(("recall", more)) for more in (ask, ask | {"user_id": str(other.user)})]
        return [*asks, lambda told: "\n".join(str(m.content) for m in told)]

    async with (
        tiny_embedder(VECTORS["all-the-same"]) as embedder,
        recalling(meaning, instance, embedder, script) as played,
    ):
        embedder.vector = VECTORS[vector]
        with invariants.outbound(monkeypatch, embedder.port) as reached:
            played.answers.append(await in_time(played.agent.turn(played.subject.actor, ASKED)))
            played.reached = list(reached)
        assert embedder.asked, "words alone were looked for"
        await invariants.check(played, NOTHING, 1, shown)


async def test_a55_ones_own_memories_are_found_by_their_vectors(meaning: Arena, instance: Settings) -> None:
    script = [calls(("recall", {"query": "zzz"})), "That is all."]
    async with (
        tiny_embedder(VECTORS["all-the-same"]) as embedder,
        recalling(meaning, instance, embedder, lambda _: script) as played,
    ):
        await in_time(played.agent.turn(played.subject.actor, ASKED))
        assert '1. mine memory"' in played.prompts


async def test_a56_an_embedding_model_that_tells_its_key(
    meaning: Arena, instance: Settings, shown: Page, caplog: pytest.LogCaptureFixture
) -> None:
    script = [calls(("recall", {"query": "mine"})), lambda told: str(told[-1].content)]
    async with tiny_embedder(VECTORS["all-the-same"]) as embedder:
        embedder.status, embedder.fault = 500, f"Bad key {KEY}"
        async with recalling(meaning, instance, embedder, lambda _: script) as played:
            with caplog.at_level(logging.DEBUG, "behflow"):
                played.answers.append(await in_time(played.agent.turn(played.subject.actor, ASKED)))
            played.log = written(caplog.records, caplog.text)
            assert embedder.asked
            await invariants.check(played, NOTHING, 1, shown)
